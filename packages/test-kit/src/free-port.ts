import { createServer } from "node:net"
import type { AddressInfo } from "node:net"

/** A TCP port of 127.0.0.1 that was free a moment ago. Where a server can listen on port 0 itself, that is better. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(0, "127.0.0.1", resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}
