import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Registry } from "prom-client"

export interface InternalServer {
  readonly url: string
  close(): Promise<void>
}

/**
 * The port for operators, never published: `/metrics` of all components of the process, `/healthz` (the process
 * runs) and `/readyz` (it wants traffic: 503 while starting and draining).
 */
export async function serveInternal(options: {
  host: string
  port: number
  registries: readonly Registry[]
  isReady: () => boolean
}): Promise<InternalServer> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: string, type = "text/plain; charset=utf-8") =>
      response.writeHead(status, { "content-type": type }).end(body)
    const path = request.url?.split("?")[0]
    if (path === "/healthz") answer(200, "ok\n")
    else if (path === "/readyz") answer(options.isReady() ? 200 : 503, options.isReady() ? "ready\n" : "not ready\n")
    else if (path === "/metrics")
      void metricsOf(options.registries).then(
        (text) => answer(200, text, "text/plain; version=0.0.4; charset=utf-8"),
        () => answer(500, "metrics could not be collected\n"),
      )
    else answer(404, "not found: /metrics, /healthz and /readyz are here\n")
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(options.port, options.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${options.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/**
 * The metrics of several components in one text. Components have metrics of the same names, told apart by the label
 * `component`; the format wants all samples of a name together, under one HELP and TYPE.
 */
async function metricsOf(registries: readonly Registry[]): Promise<string> {
  const heads = new Map<string, string>()
  const samples = new Map<string, string[]>()
  for (const registry of registries)
    for (const block of (await registry.metrics()).split(/^(?=# HELP )/m)) {
      const lines = block.split("\n").filter((line) => line !== "")
      const name = lines[0]?.split(" ")[2]
      if (name === undefined) continue
      heads.set(name, lines.slice(0, 2).join("\n"))
      samples.set(name, [...(samples.get(name) ?? []), ...lines.slice(2)])
    }
  return [...heads].map(([name, head]) => `${head}\n${(samples.get(name) ?? []).join("\n")}\n`).join("\n")
}
