import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { Registry } from "prom-client"

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
  const merged = Registry.merge([...options.registries])
  const server = createServer((request, response) => {
    const answer = (status: number, body: string, type = "text/plain; charset=utf-8") =>
      response.writeHead(status, { "content-type": type }).end(body)
    const path = request.url?.split("?")[0]
    if (path === "/healthz") answer(200, "ok\n")
    else if (path === "/readyz") answer(options.isReady() ? 200 : 503, options.isReady() ? "ready\n" : "not ready\n")
    else if (path === "/metrics")
      void merged.metrics().then(
        (text) => answer(200, text, merged.contentType),
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
