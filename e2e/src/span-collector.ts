import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** A span as it goes to Zipkin (zipkin.io/zipkin-api, `POST /api/v2/spans`); times in microseconds. */
export interface CollectedSpan {
  traceId: string
  id: string
  parentId?: string
  name: string
  kind?: "CLIENT" | "SERVER"
  timestamp: number
  duration: number
  localEndpoint: { serviceName: string }
  tags: Record<string, string>
}

export interface SpanCollector {
  url: string
  spans: CollectedSpan[]
  /** Requests that came, answered or not. */
  requests(): number
  close(): Promise<void>
}

/** Takes spans as a Zipkin server does; one that hangs takes connections and never answers. */
export async function startCollector({ hangs = false }: { hangs?: boolean } = {}): Promise<SpanCollector> {
  const spans: CollectedSpan[] = []
  let requests = 0
  const server = createServer((request, response) => {
    requests++
    if (hangs) return
    let text = ""
    request.setEncoding("utf8")
    request.on("data", (chunk: string) => (text += chunk))
    request.on("end", () => {
      spans.push(...(JSON.parse(text) as CollectedSpan[]))
      response.writeHead(202).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
