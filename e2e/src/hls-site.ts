import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import { createRequire } from "node:module"
import type { AddressInfo } from "node:net"

const HLS = readFileSync(createRequire(import.meta.url).resolve("hls.js/dist/hls.min.js"))
const PLAYER = readFileSync(new URL("hls-page.html", import.meta.url))

/** A site of its own that serves a page with a player (hls-page.html). */
export async function serveHlsSite(): Promise<{ origin: string; close(): void }> {
  const server = createServer((request, response) => {
    if (request.url === "/hls.js") response.setHeader("content-type", "text/javascript").end(HLS)
    else if (request.url === "/") response.setHeader("content-type", "text/html").end(PLAYER)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}
