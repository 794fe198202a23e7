import { once } from "node:events"
import { createServer } from "node:net"

// Below the ports that Linux, macOS and Windows give to connections and to servers on port 0 (from 32768 or 49152 on),
// so that no connection takes one between the choice of a port and its use; and above 10080, the highest of those that
// browsers and fetch refuse to connect to (https://fetch.spec.whatwg.org/#port-blocking).
const FIRST = 10_240
const LAST = 32_767
const BLOCK = 32

let next = 0
/**
 * A TCP port of 127.0.0.1 that nobody listens on, never the same twice in a process. Processes that choose at one time
 * begin at different ports. Where a server can listen on port 0 itself, that is better.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries <= LAST - FIRST; tries++) {
    const port = FIRST + ((process.pid * BLOCK + next++) % (LAST - FIRST + 1))
    if (await canListen(port)) return port
  }
  throw new Error(`no port from ${FIRST} to ${LAST} is free`)
}

/** Whether a server can listen on this port of 127.0.0.1 now. Rejects when that fails for more than a taken port. */
export async function canListen(port: number): Promise<boolean> {
  const server = createServer()
  try {
    await once(server.listen(port, "127.0.0.1"), "listening")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return false
    throw error
  }
  await new Promise((resolve) => server.close(resolve))
  return true
}
