import { createServer, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"

export const FAULTS = ["request lost", "answer lost", "answer cut", "doubled", "late"] as const
export type Fault = (typeof FAULTS)[number]

export interface UnreliableProxy {
  origin: string
  /** Whether nothing gets through at all. */
  isDown: boolean
  /** Part of the requests that meet a fault, 0 to 1. */
  faultShare: number
  /** How often each fault happened, and what went through without one. */
  counts: Record<Fault | "none", number>
  /** Delivers what is still held up. */
  deliverLate(): Promise<void>
  close(): void
}

/** How many other requests are delivered before one that is late. */
const OVERTAKEN_BY = 3

const BLOCK = 10

/** Passes HTTP on to `target` as a bad network would: it loses, cuts, doubles and reorders. */
export async function unreliableProxy(target: string, random: () => number): Promise<UnreliableProxy> {
  const held: { deliver: () => Promise<unknown>; after: number }[] = []
  const counts = { none: 0, "request lost": 0, "answer lost": 0, "answer cut": 0, doubled: 0, late: 0 }

  /** Of each ten requests the same number meets a fault, in random places, and the kinds take turns. */
  const places: boolean[] = []
  let faultCount = 0
  const nextFault = (): Fault | undefined => {
    if (places.length === 0) {
      const faulty = Math.round(proxy.faultShare * BLOCK)
      for (let place = 0; place < BLOCK; place++) places.splice(Math.floor(random() * (place + 1)), 0, place < faulty)
    }
    return places.pop() ? FAULTS[faultCount++ % FAULTS.length] : undefined
  }

  const server = createServer(async (request, response) => {
    const cutOff = () => void request.socket.destroy()
    if (proxy.isDown) return cutOff()
    const body = await text(request)
    const deliver = () => forward(target, request.method ?? "GET", request.url ?? "/", request.headers, body)
    const fault = request.method === "POST" ? nextFault() : undefined
    if (request.method === "POST") counts[fault ?? "none"]++
    if (fault === "request lost") return cutOff()
    if (fault === "late") {
      held.push({ deliver, after: OVERTAKEN_BY })
      return cutOff()
    }
    const [{ status, headers, bytes }] = await Promise.all([deliver(), ...(fault === "doubled" ? [deliver()] : [])])
    for (const each of held) each.after--
    const due = held.filter(({ after }) => after <= 0)
    for (const each of due) held.splice(held.indexOf(each), 1)
    await Promise.all(due.map((each) => each.deliver()))
    if (fault === "answer lost") return cutOff()
    response.writeHead(status, headers)
    if (fault !== "answer cut") return response.end(bytes)
    response.write(bytes.subarray(0, bytes.length / 2))
    return response.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const proxy: UnreliableProxy = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isDown: false,
    faultShare: 0,
    counts,
    async deliverLate() {
      await Promise.all(held.splice(0).map(({ deliver }) => deliver()))
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
  return proxy
}

const HOP = ["host", "connection", "content-length", "accept-encoding", "transfer-encoding", "keep-alive"]

async function forward(target: string, method: string, path: string, headers: IncomingHttpHeaders, body: string) {
  const passed = Object.entries(headers).filter(([name]) => !HOP.includes(name)) as [string, string][]
  const answer = await fetch(`${target}${path}`, { method, headers: passed, ...(body === "" ? {} : { body }) })
  const answered = Object.fromEntries([...answer.headers].filter(([name]) => !HOP.includes(name)))
  return { status: answer.status, headers: answered, bytes: Buffer.from(await answer.arrayBuffer()) }
}
