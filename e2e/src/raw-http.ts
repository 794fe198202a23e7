import { request } from "node:http"
import { connect } from "node:net"

export interface RawAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

/** One request with any method and an address that is sent as it is: fetch would tidy up both. */
export function ask(
  origin: string,
  path: string,
  {
    method = "GET",
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string | string[]>; body?: string | Buffer } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const asking = request(origin, { path, method, headers, agent: false }, (response) => {
      let text = ""
      response.setEncoding("utf8")
      response.on("data", (chunk: string) => (text += chunk))
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
      response.on("error", reject)
    })
    asking.on("error", reject)
    asking.end(body)
  })
}

/** Bytes that no HTTP client sends, and all that comes back until the server hangs up, or until `limitMs`. */
export function sendBytes(
  origin: string,
  bytes: string,
  { limitMs = 5000, thenEvery }: { limitMs?: number; thenEvery?: { ms: number; bytes: string } } = {},
): Promise<{ text: string; isOpen: boolean; ms: number }> {
  const began = performance.now()
  const { hostname, port } = new URL(origin)
  return new Promise((resolve) => {
    let text = ""
    const socket = connect(Number(port), hostname)
    const drops = thenEvery && setInterval(() => socket.write(thenEvery.bytes), thenEvery.ms)
    const finish = (isOpen: boolean) => {
      clearTimeout(limit)
      clearInterval(drops)
      socket.destroy()
      resolve({ text, isOpen, ms: performance.now() - began })
    }
    const limit = setTimeout(() => finish(true), limitMs)
    socket.on("data", (chunk) => (text += chunk.toString("latin1")))
    // A server that refuses early may close while we still write.
    socket.on("error", () => {})
    socket.on("close", () => finish(false))
    socket.write(bytes, "latin1")
  })
}
