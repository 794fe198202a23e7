import assert from "node:assert/strict"
import { createHash, randomBytes } from "node:crypto"
import { once } from "node:events"
import { createReadStream, readdirSync } from "node:fs"
import { mkdtemp, open, rm, truncate, writeFile } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import { connect, type AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { until } from "@lectern/test-kit/until"
import { kernel, sendFile } from "./send-file.ts"

const MIB = 2 ** 20
const SIZE = 24 * MIB + 12_345

/** How much the kernel was seen to send. */
let sentByKernel = 0
const observed: typeof kernel = kernel && {
  connectionOf(socket) {
    const connection = kernel?.connectionOf(socket)
    return (
      connection && {
        async send(...words) {
          const bytes = await connection.send(...words)
          sentByKernel += Math.max(0, bytes)
          return bytes
        },
        close: connection.close,
      }
    )
  },
}

it("can be the kernel's work on Linux", { skip: process.platform !== "linux" }, () => assert.ok(kernel))

for (const [name, by] of [
  ["the kernel", observed],
  ["Node", null],
] as const)
  describe(`a file that ${name} sends to a client`, { skip: by === null && name === "the kernel" }, () => {
    let folder: string
    let path: string
    let server: Server
    let port: number
    let counted = 0
    let failures: Error[] = []

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "lectern-send-"))
      path = join(folder, "file")
      await writeFile(path, randomBytes(SIZE))
      server = createServer((request, response) => {
        const [start = 0, end = 0] = (request.url ?? "").slice(1).split("-").map(Number)
        void (async () => {
          const handle = await open(path)
          response.writeHead(200, { "content-length": end - start + 1 })
          try {
            await sendFile(handle, { start, end }, response, (bytes) => (counted += bytes), by)
            response.end()
          } catch (error) {
            failures.push(error as Error)
            response.destroy()
          } finally {
            await handle.close()
          }
        })()
      })
      server.listen(0, "127.0.0.1")
      await once(server, "listening")
      port = (server.address() as AddressInfo).port
    })
    after(async () => {
      server.closeAllConnections()
      server.close()
      await rm(folder, { recursive: true })
    })

    const digestOf = async (start: number, end: number) => {
      const hash = createHash("sha256")
      for await (const bytes of createReadStream(path, { start, end })) hash.update(bytes as Buffer)
      return hash.digest("hex")
    }
    const fetched = async (start: number, end: number) => {
      const response = await fetch(`http://127.0.0.1:${port}/${start}-${end}`)
      return createHash("sha256")
        .update(new Uint8Array(await response.arrayBuffer()))
        .digest("hex")
    }

    it("has all bytes in their order, for one and for many at once, and counts them", async () => {
      counted = 0
      sentByKernel = 0
      const ranges = [
        [0, SIZE - 1],
        [0, 0],
        [SIZE - 1, SIZE - 1],
        [1, 65_536],
        [1, 65_537],
        [0, 65_535],
        [65_535, 3 * MIB],
        ...Array.from({ length: 20 }, (_, i) => [i * MIB + 7, i * MIB + 7 + 2 * MIB]),
      ] as [number, number][]
      await Promise.all(
        ranges.map(async ([start, end]) =>
          assert.equal(await fetched(start, end), await digestOf(start, end), `${start}-${end}`),
        ),
      )
      assert.equal(
        counted,
        ranges.reduce((sum, [start, end]) => sum + end - start + 1, 0),
      )
      if (by) assert.ok(sentByKernel > counted / 2, `the kernel sent ${sentByKernel} of ${counted}`)
      else assert.equal(sentByKernel, 0)
    })

    it("keeps answers apart that were asked for at once on one connection", async () => {
      const ranges = [
        [5, 3 * MIB],
        [17, 17],
        [MIB, 5 * MIB],
        [0, 70_000],
      ] as [number, number][]
      const socket = connect(port, "127.0.0.1")
      socket.write(ranges.map(([start, end]) => `GET /${start}-${end} HTTP/1.1\r\nHost: x\r\n\r\n`).join(""))
      let bytes = Buffer.alloc(0)
      const answers: string[] = []
      for await (const chunk of socket) {
        bytes = Buffer.concat([bytes, chunk as Buffer])
        for (;;) {
          const head = bytes.indexOf("\r\n\r\n") + 4
          const length = Number(/content-length: (\d+)/i.exec(bytes.toString("latin1", 0, head))?.[1])
          if (head < 4 || bytes.length < head + length) break
          answers.push(
            createHash("sha256")
              .update(bytes.subarray(head, head + length))
              .digest("hex"),
          )
          bytes = bytes.subarray(head + length)
        }
        if (answers.length === ranges.length) break
      }
      assert.deepEqual(answers, await Promise.all(ranges.map(([start, end]) => digestOf(start, end))))
    })

    it("waits for a client that reads slowly, and loses nothing", async () => {
      const socket = connect(port, "127.0.0.1")
      socket.write(`GET /0-${SIZE - 1} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      await once(socket, "readable")
      counted = 0
      // As much as the kernel holds for both sides, and then no more.
      let last = -1
      await until(
        () => {
          const stands = counted === last
          last = counted
          return stands
        },
        { description: "the transfer to stand still" },
      )
      assert.ok(last < SIZE)
      const chunks: Buffer[] = []
      for await (const chunk of socket) chunks.push(chunk as Buffer)
      const all = Buffer.concat(chunks)
      const body = all.subarray(all.indexOf("\r\n\r\n") + 4)
      assert.equal(createHash("sha256").update(body).digest("hex"), await digestOf(0, SIZE - 1))
    })

    it("ends when the client goes, and keeps no descriptor", { skip: process.platform !== "linux" }, async () => {
      failures = []
      const descriptors = () => readdirSync("/proc/self/fd").length
      const before = descriptors()
      const sockets = Array.from({ length: 20 }, () => {
        const socket = connect(port, "127.0.0.1")
        socket.write(`GET /0-${SIZE - 1} HTTP/1.1\r\nHost: x\r\n\r\n`)
        return socket
      })
      await Promise.all(sockets.map((socket) => once(socket, "readable")))
      for (const socket of sockets) socket.destroy()
      await until(() => failures.length === 20, { description: "all transfers to end" })
      await until(() => descriptors() <= before, { description: "their descriptors to be closed" })
    })

    it("breaks off where the file ends early", async () => {
      failures = []
      const socket = connect(port, "127.0.0.1")
      socket.write(`GET /0-${SIZE + MIB} HTTP/1.1\r\nHost: x\r\n\r\n`)
      let bytes = 0
      for await (const chunk of socket) bytes += (chunk as Buffer).length
      assert.ok(bytes > SIZE)
      assert.match(String(failures[0]), /ends early/)
      await truncate(path, MIB)
      await assert.rejects(fetched(0, SIZE - 1))
    })
  })
