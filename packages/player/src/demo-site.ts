// `npm run player`: a page with a player, beside a platform that runs. In a browser, TypeScript is had without its types.
import { readFile } from "node:fs/promises"
import { createServer } from "node:http"
import { stripTypeScriptTypes } from "node:module"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const HLS = fileURLToPath(import.meta.resolve("hls.js/dist/hls.min.mjs"))
const EMPTY = `<!doctype html><html lang="en"><link rel="icon" href="data:," /><title>Empty</title></html>`

/** JavaScript of a module of the page or of the library; modules import each other by the same names. */
async function browserModule(file: string): Promise<string> {
  return stripTypeScriptTypes(await readFile(file, "utf8"))
}

/** What is behind a path, and its type; undefined when nothing is. */
async function resourceOf(path: string): Promise<{ type: string; body: string } | undefined> {
  if (path === "/") return { type: "text/html", body: await readFile(fileOf("../demo/index.html"), "utf8") }
  if (path === "/empty") return { type: "text/html", body: EMPTY }
  if (path === "/hls.js") return { type: "text/javascript", body: await readFile(HLS, "utf8") }
  if (path === "/demo.ts") return { type: "text/javascript", body: await browserModule(fileOf("../demo/demo.ts")) }
  const [, name] = /^\/player\/([a-z0-9-]+\.ts)$/.exec(path) ?? []
  if (name === undefined) return undefined
  return browserModule(fileOf(name)).then(
    (body) => ({ type: "text/javascript", body }),
    () => undefined,
  )
}

/** Serves the page, the library and hls.js on this machine; port 0 takes a free one. */
export async function serveDemoSite(port = 0): Promise<{ origin: string; close(): void }> {
  const server = createServer(async (request, response) => {
    const resource = await resourceOf(URL.parse(request.url ?? "/", "http://site")?.pathname ?? "")
    if (!resource) return response.writeHead(404).end()
    return response.writeHead(200, { "content-type": `${resource.type}; charset=utf-8` }).end(resource.body)
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", resolve)
  })
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, close }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4173" },
      platform: { type: "string", default: "http://localhost:4000" },
    },
  })
  const { origin } = await serveDemoSite(Number(values.port))
  process.stdout.write(`player     ${origin}/?platform=${encodeURIComponent(values.platform)}\n`)
  process.stdout.write(`platform   must allow it: ALLOWED_ORIGINS=${origin} npm start\n`)
}
