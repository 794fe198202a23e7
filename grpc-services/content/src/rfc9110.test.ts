import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { randomBytes, randomUUID } from "node:crypto"
import { mkdir, mkdtemp, rm, truncate, utimes, writeFile } from "node:fs/promises"
import { request as httpRequest, type IncomingHttpHeaders } from "node:http"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { after, before, describe, it } from "node:test"
import fc from "fast-check"
import { findProgram } from "@lectern/private-database/debian-packages"
import { until } from "@lectern/test-kit/until"
import { streamFolderOf } from "./file-store.ts"
import { signStreamGrant } from "./stream-grant.ts"
import { GRANT_SECRET, testContentService } from "./test-service.ts"

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}
interface Ask {
  method?: string
  headers?: Record<string, string>
}
/** A server that has the file, and what it says of it. */
interface Server {
  ask(ask: Ask): Promise<Answer>
  etag: string
}

const SIZE = 10_000
const FILE = randomBytes(SIZE)
const BEFORE = "Sun, 01 Mar 2026 09:59:59 GMT"
const MODIFIED = "Sun, 01 Mar 2026 10:00:00 GMT"
const LATER = "Sun, 01 Mar 2026 10:00:01 GMT"

const send = (to: { host?: string; port?: number; socketPath?: string }, path: string, { method, headers }: Ask) =>
  new Promise<Answer>((resolve, reject) => {
    // On a connection of its own: after some answers, nginx closes it.
    const request = httpRequest({ ...to, path, method: method ?? "GET", headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.on("error", reject)
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
    request.on("error", reject)
    request.end()
  })

type Part = readonly [start: number, end: number]
/** The parts of a 206 with their places; throws where it is not as RFC 9110, 14.6 and 15.3.7 say. */
function partsOf({ headers, body }: Answer, file: Buffer): Part[] {
  const { "content-type": type = "", "content-range": contentRange, "content-length": length } = headers
  assert.equal(Number(length), body.length)
  const readPart = (range: string | undefined, bytes: Buffer): Part => {
    const [, start, end, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(range ?? "") ?? []
    assert.equal(Number(size), file.length, range)
    assert.ok(bytes.equals(file.subarray(Number(start), Number(end) + 1)), `the bytes of ${range}`)
    return [Number(start), Number(end)]
  }
  const boundary = /^multipart\/byteranges; ?boundary="?([^"]+)"?$/.exec(type)?.[1]
  if (boundary === undefined) return [readPart(contentRange, body)]
  assert.equal(contentRange, undefined, "a multipart answer has no Content-Range of its own")
  const [preamble, ...pieces] = `\r\n${body.toString("latin1")}`.split(`\r\n--${boundary}`)
  assert.match(preamble ?? "", /^(\r\n)?$/)
  assert.match(pieces.pop() ?? "", /^--(\r\n)?$/)
  return pieces.map((piece) => {
    const headerEnd = piece.indexOf("\r\n\r\n")
    return readPart(
      /^content-range: (.*?)\r?$/im.exec(piece.slice(0, headerEnd))?.[1],
      Buffer.from(piece.slice(headerEnd + 4), "latin1"),
    )
  })
}

type Check = (answer: Answer, server: Server) => void
const whole: Check = ({ status, headers, body }) => {
  assert.equal(status, 200)
  assert.equal(headers["content-length"], String(SIZE))
  assert.equal(headers["content-range"], undefined)
  assert.ok(body.equals(FILE))
}
const emptyWhole: Check = ({ status, headers, body }) => {
  assert.equal(status, 200)
  assert.equal(headers["content-length"], String(SIZE))
  assert.equal(body.length, 0)
}
const part =
  (...expected: Part): Check =>
  (answer, { etag }) => {
    assert.equal(answer.status, 206)
    assert.deepEqual(partsOf(answer, FILE), [expected])
    assert.equal(answer.headers.etag, etag)
  }
/** These bytes and no others, in this order, in parts that may be joined. */
const parts =
  (...expected: Part[]): Check =>
  (answer) => {
    assert.equal(answer.status, 206)
    const found = partsOf(answer, FILE)
    const bytes = (list: readonly Part[]) => [
      ...new Set(list.flatMap(([start, end]) => Array.from({ length: end - start + 1 }, (_, i) => start + i))),
    ]
    assert.deepEqual(bytes(found), bytes(expected))
  }
const unsatisfiable: Check = ({ status, headers }) => {
  assert.equal(status, 416)
  assert.equal(headers["content-range"], `bytes */${SIZE}`)
}
const notModified: Check = ({ status, headers, body }, { etag }) => {
  assert.equal(status, 304)
  assert.equal(headers.etag, etag)
  assert.equal(body.length, 0)
}
const failed: Check = ({ status }) => assert.equal(status, 412)
const either =
  (...checks: Check[]): Check =>
  (answer, server) => {
    const errors = checks.map((check) => {
      try {
        check(answer, server)
      } catch (error) {
        return error as Error
      }
      return undefined
    })
    if (errors.every((error) => error !== undefined)) throw errors[0]
  }

type Case = [section: string, name: string, headers: Record<string, string>, expected: Check, method?: string]
/** `E` is the file's entity tag, without its quotes. */
const CASES: Case[] = [
  [
    "14.3",
    "without a Range: the whole, and that ranges are taken",
    {},
    (answer, server) => {
      whole(answer, server)
      assert.equal(answer.headers["accept-ranges"], "bytes")
    },
  ],
  ["14.1.2", "the first byte", { range: "bytes=0-0" }, part(0, 0)],
  ["14.1.2", "the first hundred", { range: "bytes=0-99" }, part(0, 99)],
  ["14.1.2", "some in the middle", { range: "bytes=4321-5432" }, part(4321, 5432)],
  ["14.1.2", "from one on", { range: "bytes=9900-" }, part(9900, 9999)],
  ["14.1.2", "from the first on", { range: "bytes=0-" }, part(0, 9999)],
  ["14.1.2", "the last hundred", { range: "bytes=-100" }, part(9900, 9999)],
  ["14.1.2", "the last byte by a suffix", { range: "bytes=-1" }, part(9999, 9999)],
  ["14.1.2", "the last byte by its number", { range: "bytes=9999-9999" }, part(9999, 9999)],
  ["14.1.2", "a suffix of all", { range: "bytes=-10000" }, part(0, 9999)],
  ["14.1.2", "a suffix longer than the file", { range: "bytes=-99999" }, part(0, 9999)],
  ["14.1.2", "an end behind the file", { range: "bytes=9990-20000" }, part(9990, 9999)],
  ["14.1.2", "an end beyond all numbers", { range: "bytes=9990-99999999999999999999999" }, part(9990, 9999)],
  ["15.5.17", "a beginning just behind the file", { range: "bytes=10000-" }, unsatisfiable],
  ["15.5.17", "a range behind the file", { range: "bytes=10000-10001" }, unsatisfiable],
  ["15.5.17", "a beginning beyond all numbers", { range: "bytes=99999999999999999999999-" }, unsatisfiable],
  ["14.1.2", "a suffix of nothing", { range: "bytes=-0" }, unsatisfiable],
  ["14.2", "another unit", { range: "lines=0-9" }, whole],
  ["14.1", "the unit in capitals", { range: "BYTES=0-9" }, part(0, 9)],
  ["14.2", "an end before its beginning", { range: "bytes=9-5" }, either(whole, unsatisfiable)],
  ["14.2", "no numbers", { range: "bytes=a-b" }, either(whole, unsatisfiable)],
  ["14.2", "nothing", { range: "bytes=" }, either(whole, unsatisfiable)],
  ["5.6.1", "blanks around a range", { range: "bytes= 0-9 " }, part(0, 9)],
  ["5.6.1.2", "empty elements of the list", { range: "bytes=, 0-9,," }, part(0, 9)],
  ["14.6", "two ranges", { range: "bytes=0-9,5000-5009" }, parts([0, 9], [5000, 5009])],
  ["15.3.7.2", "two in their order", { range: "bytes=5000-5009,0-9" }, parts([5000, 5009], [0, 9])],
  ["14.6", "three of all kinds", { range: "bytes=-10, 20-29 ,8000-8009" }, parts([9990, 9999], [20, 29], [8000, 8009])],
  ["15.3.7.2", "two that overlap", { range: "bytes=0-99,50-149" }, parts([0, 149])],
  ["14.2", "one of two behind the file", { range: "bytes=0-9,20000-" }, part(0, 9)],
  ["15.5.17", "both behind the file", { range: "bytes=20000-,30000-30001" }, unsatisfiable],
  ["14.2", "HEAD with a Range, which means nothing", { range: "bytes=0-9" }, emptyWhole, "HEAD"],
  ["9.3.2", "HEAD", {}, emptyWhole, "HEAD"],
  ["13.1.5", "If-Range with the tag", { range: "bytes=0-9", "if-range": '"E"' }, part(0, 9)],
  ["13.1.5", "If-Range with another tag", { range: "bytes=0-9", "if-range": '"x"' }, whole],
  ["13.1.5", "If-Range with the tag as a weak one", { range: "bytes=0-9", "if-range": 'W/"E"' }, whole],
  ["13.1.5", "If-Range with the date", { range: "bytes=0-9", "if-range": MODIFIED }, part(0, 9)],
  ["13.1.5", "If-Range with an earlier date", { range: "bytes=0-9", "if-range": BEFORE }, whole],
  ["13.1.5", "If-Range with a later date", { range: "bytes=0-9", "if-range": LATER }, whole],
  ["13.1.5", "If-Range with neither tag nor date", { range: "bytes=0-9", "if-range": "x" }, whole],
  ["13.1.5", "If-Range that fails before a range behind the file", { range: "bytes=20000-", "if-range": '"x"' }, whole],
  ["13.1.5", "If-Range without a Range", { "if-range": '"x"' }, whole],
  ["13.1.2", "If-None-Match with the tag", { "if-none-match": '"E"' }, notModified],
  ["13.1.2", "If-None-Match with any", { "if-none-match": "*" }, notModified],
  ["13.1.2", "If-None-Match with the tag as a weak one", { "if-none-match": 'W/"E"' }, notModified],
  ["13.1.2", "If-None-Match with a list", { "if-none-match": '"x", "y,z" ,"E"' }, notModified],
  ["13.1.2", "If-None-Match with another tag", { "if-none-match": '"x"' }, whole],
  ["13.1.2", "If-None-Match by HEAD", { "if-none-match": '"E"' }, notModified, "HEAD"],
  ["13.1.3", "If-Modified-Since with the date", { "if-modified-since": MODIFIED }, notModified],
  ["13.1.3", "If-Modified-Since with a later date", { "if-modified-since": LATER }, notModified],
  ["13.1.3", "If-Modified-Since with an earlier date", { "if-modified-since": BEFORE }, whole],
  ["13.1.3", "If-Modified-Since with no date", { "if-modified-since": "yesterday" }, whole],
  ["5.6.7", "If-Modified-Since as RFC 850", { "if-modified-since": "Sunday, 01-Mar-26 10:00:00 GMT" }, notModified],
  ["5.6.7", "If-Modified-Since as asctime", { "if-modified-since": "Sun Mar  1 10:00:00 2026" }, notModified],
  [
    "13.1.3",
    "If-Modified-Since beside a tag that says more",
    { "if-none-match": '"x"', "if-modified-since": MODIFIED },
    whole,
  ],
  ["13.1.1", "If-Match with the tag", { "if-match": '"E"' }, whole],
  ["13.1.1", "If-Match with any", { "if-match": "*" }, whole],
  ["13.1.1", "If-Match with a list", { "if-match": '"x","E"' }, whole],
  ["13.1.1", "If-Match with another tag", { "if-match": '"x"' }, failed],
  ["13.1.1", "If-Match with the tag as a weak one", { "if-match": 'W/"E"' }, failed],
  ["13.1.4", "If-Unmodified-Since with the date", { "if-unmodified-since": MODIFIED }, whole],
  ["13.1.4", "If-Unmodified-Since with an earlier date", { "if-unmodified-since": BEFORE }, failed],
  ["13.1.4", "If-Unmodified-Since with no date", { "if-unmodified-since": "x" }, whole],
  [
    "13.1.4",
    "If-Unmodified-Since beside a tag that says more",
    { "if-match": '"E"', "if-unmodified-since": BEFORE },
    whole,
  ],
  ["13.2.2", "If-Match that holds, then If-None-Match", { "if-match": '"E"', "if-none-match": '"E"' }, notModified],
  ["13.2.2", "If-Match that fails before If-None-Match", { "if-match": '"x"', "if-none-match": '"E"' }, failed],
  ["13.2.2", "If-None-Match before a Range", { "if-none-match": '"E"', range: "bytes=0-9" }, notModified],
  ["13.2.2", "If-Match before a range behind the file", { "if-match": '"x"', range: "bytes=20000-" }, failed],
  ["13.2.2", "If-Match that holds, with a Range", { "if-match": '"E"', range: "bytes=0-9" }, part(0, 9)],
  [
    "15.5.6",
    "POST",
    {},
    ({ status, headers }) => {
      assert.equal(status, 405)
      assert.match(headers.allow ?? "", /GET/)
    },
    "POST",
  ],
]

const tryCase = async (server: Server, [, , headers, expected, method = "GET"]: Case) => {
  const filled = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replace('"E"', server.etag)]),
  )
  expected(await server.ask({ method, headers: filled }), server)
}

describe("RFC 9110", () => {
  let service: Awaited<ReturnType<typeof testContentService>>
  let ours: Server
  let path: (name: string) => string
  let stored: (name: string) => string
  before(async () => {
    service = await testContentService()
    const sessionId = randomUUID()
    const g = signStreamGrant(GRANT_SECRET, {
      userId: undefined,
      courseId: randomUUID(),
      sessionId,
      epoch: 0,
      expiresAt: new Date(Date.now() + 3_600_000),
    })
    path = (name) => `/files/hls/${sessionId}/${name}?g=${g}`
    stored = (name) => join(service.storageFolder, streamFolderOf(sessionId), name)
    await mkdir(dirname(stored("x")), { recursive: true })
    await writeFile(stored("file.bin"), FILE)
    await utimes(stored("file.bin"), new Date(MODIFIED), new Date(MODIFIED))
    const { hostname: host, port } = new URL(service.filesAddress)
    const ask = (what: Ask) => send({ host, port: Number(port) }, path("file.bin"), what)
    ours = { ask, etag: (await ask({})).headers.etag ?? "" }
  })
  after(() => service[Symbol.asyncDispose]())

  for (const each of CASES) it(`${each[0]}: ${each[1]}`, () => tryCase(ours, each))

  it("is what nginx does too, but for what is told here", async (test) => {
    const program = await findProgram({
      names: ["nginx"],
      packages: ["nginx-light|nginx"],
      into: join(import.meta.dirname, "../../../.data/programs"),
      log: (line) => test.diagnostic(line),
    })
    if (!program) return test.skip("NGINX IS NOT THERE: nothing was compared")
    await using nginx = await startNginx(program)
    const wrong: string[] = []
    for (const each of CASES) await tryCase(nginx, each).catch(() => wrong.push(`${each[0]}: ${each[1]}`))
    test.diagnostic(`nginx does ${CASES.length - wrong.length} of ${CASES.length} right, and otherwise`)
    for (const name of wrong) test.diagnostic(`  ${name}`)
    // Else it is the table that is wrong.
    assert.ok(wrong.length < CASES.length / 5, wrong.join("\n"))
  })

  it("five hundred ranges at random, through fetch and bare sockets, are slices of the file", async () => {
    for (let i = 0; i < 500; i++) {
      const start = Math.floor(Math.random() * SIZE)
      const end = start + Math.floor(Math.random() * (SIZE * 1.2 - start))
      const [range, expected] = [
        [`bytes=${start}-${end}`, FILE.subarray(start, end + 1)],
        [`bytes=${start}-`, FILE.subarray(start)],
        [`bytes=-${start + 1}`, FILE.subarray(SIZE - start - 1)],
      ][i % 3] as [string, Buffer]
      const body =
        i % 2 === 0
          ? Buffer.from(
              await (await fetch(service.filesAddress + path("file.bin"), { headers: { range } })).arrayBuffer(),
            )
          : await bySocket(service.filesAddress, path("file.bin"), range)
      assert.ok(body.equals(expected), range)
    }
  })

  it("several ranges at random give each byte that was asked for once, and few others", async () => {
    const range = fc.oneof(
      fc.tuple(fc.nat(SIZE * 1.1), fc.nat(500)).map(([start, length]) => `${start}-${start + length}`),
      fc.nat(SIZE).map((start) => `${start}-`),
      fc.nat(SIZE).map((length) => `-${length}`),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(range, { minLength: 2, maxLength: 16 }), async (list) => {
        const wanted = new Set<number>()
        for (const one of list) {
          const [first = "", last = ""] = one.split("-")
          const start = first === "" ? Math.max(0, SIZE - Number(last)) : Number(first)
          for (let at = start; at <= (first === "" || last === "" ? SIZE - 1 : Math.min(Number(last), SIZE - 1)); at++)
            wanted.add(at)
        }
        const answer = await ours.ask({ headers: { range: `bytes=${list.join(",")}` } })
        if (wanted.size === 0) return unsatisfiable(answer, ours)
        assert.equal(answer.status, 206)
        const sent = partsOf(answer, FILE).flatMap(([start, end]) =>
          Array.from({ length: end - start + 1 }, (_, index) => start + index),
        )
        const sentOnce = new Set(sent)
        assert.equal(sentOnce.size, sent.length)
        assert.ok([...wanted].every((at) => sentOnce.has(at)))
        // What lies between two parts costs less than to part them.
        assert.ok(sent.length - wanted.size <= 128 * list.length)
      }),
      { numRuns: 200 },
    )
  })

  it("who reads slowly costs memory of one size, whatever that of the file", async () => {
    await writeFile(stored("huge.bin"), "")
    await truncate(stored("huge.bin"), 2 ** 30)
    const { hostname, port } = new URL(service.filesAddress)
    await ours.ask({})
    const before = process.memoryUsage().rss
    // They read the head of the answer and no more.
    const sockets = await Promise.all(
      Array.from(
        { length: 100 },
        () =>
          new Promise<ReturnType<typeof connect>>((resolve, reject) => {
            const socket = connect(Number(port), hostname, () =>
              socket.write(`GET ${path("huge.bin")} HTTP/1.1\r\nHost: x\r\n\r\n`),
            )
            socket.once("error", reject).once("data", () => resolve(socket.pause()))
          }),
      ),
    )
    const used = () => (process.memoryUsage().rss - before) / 2 ** 20
    let last = -1
    // Until nothing moves any more: all that fits between the two has been read.
    await until(
      async () => {
        const now = await service.telemetry.metrics.getSingleMetric("file_bytes_sent_total")?.get()
        const sum = now?.values.reduce((total, { value }) => total + value, 0) ?? 0
        const isStill = sum === last
        last = sum
        await new Promise((resolve) => setImmediate(resolve))
        return isStill
      },
      { description: "the transfers to stand still" },
    )
    assert.ok(used() < 100, `${used().toFixed(0)} MiB for 100 slow readers of 1 GiB`)
    for (const socket of sockets) socket.destroy()
    await rm(stored("huge.bin"))
  })
})

async function startNginx(program: { path: string; env: Record<string, string> }) {
  const folder = await mkdtemp(join(tmpdir(), "lectern-nginx-"))
  await writeFile(join(folder, "file.bin"), FILE)
  await utimes(join(folder, "file.bin"), new Date(MODIFIED), new Date(MODIFIED))
  const socketPath = join(folder, "socket")
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
  await writeFile(
    join(folder, "nginx.conf"),
    `daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
     ${process.getuid?.() === 0 ? "user root;" : ""}
     events {}
     http {
       access_log off; default_type application/octet-stream;
       ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
       server { listen unix:${socketPath}; root ${folder}; }
     }`,
  )
  const child = spawn(program.path, ["-c", join(folder, "nginx.conf"), "-p", folder], {
    env: { ...process.env, ...program.env },
    stdio: "ignore",
  })
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const ask = (what: Ask) => send({ socketPath }, "/file.bin", what)
  const first = await until(() => ask({}), { description: "nginx to answer" })
  return {
    ask,
    etag: first.headers.etag ?? "",
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGTERM")
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The body as it came over the wire. */
async function bySocket(address: string, path: string, range: string): Promise<Buffer> {
  const { hostname, port } = new URL(address)
  const socket = connect(Number(port), hostname)
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nRange: ${range}\r\nConnection: close\r\n\r\n`)
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk as Buffer)
  const all = Buffer.concat(chunks)
  assert.match(all.toString("latin1", 0, 20), /^HTTP\/1\.1 206 /)
  return all.subarray(all.indexOf("\r\n\r\n") + 4)
}
