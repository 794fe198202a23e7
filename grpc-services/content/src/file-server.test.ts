import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { readdirSync } from "node:fs"
import { mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises"
import { once } from "node:events"
import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http"
import { connect, type AddressInfo, type Socket } from "node:net"
import { dirname, join } from "node:path"
import { after, before, describe, it } from "node:test"
import fc from "fast-check"
import mysql from "mysql2/promise"
import { callAs, caller } from "@lectern/test-kit/callers"
import { counterValue, silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { fileServer } from "./file-server.ts"
import { sampleStreamFiles } from "./sample-stream.ts"
import { signStreamGrant } from "./stream-grant.ts"
import { GRANT_SECRET, testContentService } from "./test-service.ts"

const DEMO_MEDIA = join(import.meta.dirname, "../../../platform/demo/media")
const SAMPLE = sampleStreamFiles("a sample")
const SEGMENT = Buffer.from(SAMPLE["240p/segment-0.m4s"] ?? "")

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

let now = new Date()
let service: Awaited<ReturnType<typeof testContentService>>
let stream: Awaited<ReturnType<typeof imported>>
before(async () => {
  service = await testContentService(() => now)
  stream = await imported(await service.sampleStream("a sample"))
})
after(() => service[Symbol.asyncDispose]())

async function imported(sourceFolder: string) {
  const where = { sessionId: randomUUID(), courseId: randomUUID() }
  await service.content.importStream({ ...where, sourceFolder }, callAs(caller.admin()))
  const { answers } = await service.content.batchCreateStreamGrants({ sessions: [where] }, callAs(caller.learner()))
  const { hlsPath = "", posterPath = "", captions = [] } = answers[0]?.grant ?? {}
  const [base = "", g = ""] = hlsPath.split("master.m3u8?g=")
  return { ...where, base, g, captionPaths: captions.map(({ path }) => path), posterPath }
}

/** Sends the target as it is: fetch would tidy it up. */
const ask = (
  target: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {},
) =>
  new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(service.filesAddress)
    const request = httpRequest({ hostname, port, path: target, method, headers }, (response) => {
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
const hls = (path: string, g = stream.g) => `${stream.base}${path}?g=${g}`
const segment = (headers: Record<string, string> = {}, method = "GET") =>
  ask(hls("240p/segment-0.m4s"), { headers, method })
const grant = (over: object = {}, secret = GRANT_SECRET) =>
  signStreamGrant(secret, {
    userId: undefined,
    courseId: stream.courseId,
    sessionId: stream.sessionId,
    epoch: 0,
    expiresAt: new Date(now.getTime() + 3_600_000),
    ...over,
  })

function assertProblem(answer: Answer, status: number, code: string, reason: string): void {
  assert.equal(answer.status, status, answer.body.toString())
  assert.equal(answer.headers["content-type"], "application/problem+json")
  assert.equal(answer.headers["cache-control"], "private, no-store")
  assert.equal(answer.headers["x-content-type-options"], "nosniff")
  const problem = JSON.parse(answer.body.toString()) as Record<string, unknown>
  assert.deepEqual([problem.status, problem.code, problem.reason], [status, code, reason])
  assert.ok(problem.title && problem.detail && problem.type)
  assert.ok(answer.body.length < 1024)
}

describe("the file server", () => {
  it("gives each kind of file as what it is, privately cacheable while the grant holds", async () => {
    for (const [target, type, maxAge] of [
      [hls("master.m3u8"), "application/vnd.apple.mpegurl", 60],
      [hls("240p/index.m3u8"), "application/vnd.apple.mpegurl", 60],
      [hls("240p/init.mp4"), "video/mp4", 3600],
      [hls("240p/segment-0.m4s"), "video/iso.segment", 3600],
      [hls("captions/ko.vtt"), "text/vtt; charset=utf-8", 3600],
      [hls("poster.jpg"), "image/jpeg", 3600],
      [stream.captionPaths[0] ?? "", "text/vtt; charset=utf-8", 3600],
      [(stream.captionPaths[0] ?? "").replace(".vtt", ".m3u8"), "application/vnd.apple.mpegurl", 60],
      [stream.posterPath, "image/jpeg", 3600],
    ] as const) {
      const { status, headers, body } = await ask(target)
      assert.equal(status, 200, target)
      assert.equal(headers["content-type"], type)
      assert.equal(headers["cache-control"], `private, max-age=${maxAge}`)
      assert.equal(headers["content-length"], String(body.length))
      assert.equal(headers["accept-ranges"], "bytes")
      assert.equal(headers["x-content-type-options"], "nosniff")
      assert.equal(headers.vary, "Origin")
      assert.match(headers.etag ?? "", /^"[\w-]+"$/)
      assert.ok(new Date(headers["last-modified"] ?? "") <= new Date())
    }
    const ending = await ask(hls("poster.jpg", grant({ expiresAt: new Date(now.getTime() + 30_000) })))
    assert.match(ending.headers["cache-control"] ?? "", /^private, max-age=(29|30)$/)
  })

  it("gives bytes as they are and playlists with the grant in every child", async () => {
    assert.deepEqual((await segment()).body, SEGMENT)
    assert.equal((await ask(stream.captionPaths[0] ?? "")).body.toString(), SAMPLE["captions/ko.vtt"])
    const playlist = (await ask(hls("240p/index.m3u8"))).body.toString()
    assert.equal(playlist.replaceAll(`?g=${stream.g}`, ""), SAMPLE["240p/index.m3u8"])
    assert.equal(playlist.split(`?g=${stream.g}`).length - 1, 3)
    assert.equal(
      (await ask(hls("master.m3u8"))).body.toString().replaceAll(`?g=${stream.g}`, ""),
      SAMPLE["master.m3u8"],
    )
  })

  for (const clip of demoClips())
    it(`plays the demo clip ${clip} from its master to its last byte`, async () => {
      const folder = join(DEMO_MEDIA, clip)
      const { base, g } = await imported(folder)
      const seen = new Set<string>()
      const follow = async (target: string): Promise<void> => {
        const url = new URL(target, service.filesAddress)
        const path = url.pathname.replace(base, "")
        if (seen.has(path)) return
        seen.add(path)
        const response = await fetch(url)
        assert.equal(response.status, 200, path)
        const body = Buffer.from(await response.arrayBuffer())
        const file = await readFile(join(folder, path))
        if (!path.endsWith(".m3u8")) return assert.deepEqual(body, file, path)
        // Of captions none of which was chosen, the first is shown.
        const expected = file.toString().replace("DEFAULT=NO", "DEFAULT=YES")
        assert.equal(body.toString().replaceAll(`?g=${g}`, ""), expected)
        for (const line of body.toString().split("\n")) {
          const uri = line.startsWith("#") ? /URI="([^"]+)"/.exec(line)?.[1] : line
          if (uri) await follow(new URL(uri, url).href)
        }
      }
      await follow(`${base}master.m3u8?g=${g}`)
      const all = await readdir(folder, { recursive: true, withFileTypes: true })
      // All but the description and the poster, which no playlist names.
      assert.equal(seen.size, all.filter((entry) => entry.isFile()).length - 2)
    })

  describe("grants", () => {
    it("are needed for every file", async () => {
      for (const target of [hls("master.m3u8"), hls("240p/segment-0.m4s"), ...stream.captionPaths, stream.posterPath]) {
        assertProblem(await ask(target.split("?")[0] ?? ""), 403, "FORBIDDEN", "GRANT_MISSING")
        assertProblem(await ask(`${target.split("?")[0]}?g=`), 403, "FORBIDDEN", "GRANT_MISSING")
      }
    })

    it("do not hold when altered, forged, cut or blown up", async () => {
      const altered = stream.g.slice(0, -1) + (stream.g.endsWith("A") ? "B" : "A")
      for (const g of [
        altered,
        grant({}, "x".repeat(32)),
        stream.g.slice(0, 99),
        `${stream.g}A`,
        "A".repeat(3000),
        "%00",
        "ü",
      ])
        assertProblem(await ask(hls("master.m3u8", encodeURIComponent(g))), 403, "FORBIDDEN", "GRANT_INVALID")
    })

    it("do not hold with any one of their bits turned", async () => {
      const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
      for (const [index, letter] of [...stream.g].entries())
        for (let bit = 1; bit < 64; bit *= 2) {
          const turned = letters[letters.indexOf(letter) ^ bit]
          const g = `${stream.g.slice(0, index)}${turned}${stream.g.slice(index + 1)}`
          assertProblem(await ask(hls("240p/segment-0.m4s", g)), 403, "FORBIDDEN", "GRANT_INVALID")
        }
    })

    it("are good for no other session of the same course, a preview's for no session behind it", async () => {
      const preview = { sessionId: randomUUID(), courseId: stream.courseId, isPreview: true }
      const sourceFolder = await service.sampleStream("a preview")
      await service.content.importStream({ ...preview, sourceFolder }, callAs(caller.admin()))
      const { answers } = await service.content.batchCreateStreamGrants(
        { sessions: [preview] },
        callAs(caller.anonymous),
      )
      const [base = "", g = ""] = answers[0]?.grant?.hlsPath.split("master.m3u8?g=") ?? []
      assert.equal((await ask(`${base}240p/segment-0.m4s?g=${g}`)).status, 200)
      for (const target of [hls("master.m3u8"), hls("240p/segment-0.m4s"), ...stream.captionPaths, stream.posterPath]) {
        const refused = await ask(target.replace(stream.g, g))
        assertProblem(refused, 404, "NOT_FOUND", "FILE_NOT_FOUND")
        // Word for word what is answered for what nobody has, but for the id of the trace.
        const nowhere = await ask(
          target.replace(stream.g, g).replace(/[0-9a-f-]{36}/, target.includes("/hls/") ? randomUUID() : "none"),
        )
        const wordsOf = ({ body }: typeof refused) => body.toString().replace(/"traceId":"[0-9a-f]{32}"/, "")
        assert.equal(wordsOf(refused), wordsOf(nowhere))
        assert.equal(refused.body.length, nowhere.body.length)
      }
    })

    it("are read once: of two in an address the first counts, wherever they stand", async () => {
      const target = `${stream.base}240p/segment-0.m4s`
      assert.equal((await ask(`${target}?x=1&g=${stream.g}&g=${grant({ sessionId: randomUUID() })}`)).status, 200)
      assert.equal((await ask(`${target}?g=${grant({ sessionId: randomUUID() })}&g=${stream.g}`)).status, 404)
    })

    it("are good for the files of their own session only", async () => {
      const other = await imported(await service.sampleStream("another sample"))
      const lists = stream.captionPaths.map((path) => path.replace(".vtt", ".m3u8"))
      for (const target of [
        hls("master.m3u8"),
        hls("240p/segment-0.m4s"),
        ...stream.captionPaths,
        ...lists,
        stream.posterPath,
      ])
        // As what is not there: whether there is such a session or file is nobody's business.
        assertProblem(await ask(target.replace(stream.g, other.g)), 404, "NOT_FOUND", "FILE_NOT_FOUND")
      assertProblem(
        await ask(`/files/hls/../${stream.base.replace("/files/hls/", "")}master.m3u8?g=${other.g}`),
        400,
        "BAD_USER_INPUT",
        "PATH_INVALID",
      )
    })

    it("end with their time", async () => {
      const g = grant({ expiresAt: new Date(now.getTime() + 10_000) })
      assert.equal((await ask(hls("240p/segment-0.m4s", g))).status, 200)
      const before = now
      now = new Date(now.getTime() + 11_000)
      assertProblem(await ask(hls("240p/segment-0.m4s", g)), 403, "FORBIDDEN", "GRANT_EXPIRED")
      now = before
    })

    it("cost no statement per segment, and one per caption however often it is read", async () => {
      const { g, base, captionPaths } = await imported(await service.sampleStream("counted"))
      // Beside the one a second that asks for ended rights (grant-epochs.test.ts).
      const statements = () => counterValue(service.telemetry, "db_statements_total", { origin: "call" })
      const before = await statements()
      for (let i = 0; i < 20; i++) await ask(`${base}240p/segment-0.m4s?g=${g}`)
      assert.equal(await statements(), before)
      for (let i = 0; i < 5; i++) await ask(captionPaths[0] ?? "")
      assert.equal(await statements(), before + 1)
    })
  })

  describe("ranges", () => {
    it("are equal to slices of the file, five hundred at random", async () => {
      const size = SEGMENT.length
      for (let i = 0; i < 500; i++) {
        const start = Math.floor(Math.random() * size)
        const end = start + Math.floor(Math.random() * (size * 1.2 - start))
        const [header, first, last] = [
          [`bytes=${start}-${Math.max(start, end)}`, start, Math.min(Math.max(start, end), size - 1)],
          [`bytes=${start}-`, start, size - 1],
          [`bytes=-${start + 1}`, size - start - 1, size - 1],
        ][i % 3] as [string, number, number]
        const { status, headers, body } = await segment({ range: header })
        assert.equal(status, 206, header)
        assert.equal(headers["content-range"], `bytes ${first}-${last}/${size}`)
        assert.equal(headers["content-length"], String(last - first + 1))
        assert.ok(body.equals(SEGMENT.subarray(first, last + 1)), header)
      }
    })

    it("work on playlists too", async () => {
      const whole = (await ask(hls("master.m3u8"))).body
      const part = await ask(hls("master.m3u8"), { headers: { range: "bytes=10-19" } })
      assert.deepEqual([part.status, part.body.toString()], [206, whole.subarray(10, 20).toString()])
    })

    it("that can't be satisfied answer 416 with the size", async () => {
      for (const range of [`bytes=${SEGMENT.length}-`, "bytes=999999-9999999", "bytes=-0"]) {
        const answer = await segment({ range })
        assertProblem(answer, 416, "BAD_USER_INPUT", "RANGE_NOT_SATISFIABLE")
        assert.equal(answer.headers["content-range"], `bytes */${SEGMENT.length}`)
      }
    })

    it("that are broken, too many or of another unit answer the whole file", async () => {
      const tooMany = `bytes=${Array.from({ length: 17 }, (_, i) => `${i * 140}-${i * 140}`).join()}`
      for (const range of ["bytes=5-2", "bytes=a-b", "lines=1-2", "", "bytes", tooMany])
        assert.deepEqual((await segment({ range })).body, SEGMENT, range)
    })

    it("hold for GET only", async () => {
      const { status, headers, body } = await segment({ range: "bytes=0-9" }, "HEAD")
      assert.deepEqual([status, headers["content-length"], body.length], [200, String(SEGMENT.length), 0])
    })

    it("hold under If-Range while the file is the same", async () => {
      const { headers } = await segment()
      const range = "bytes=0-9"
      for (const ifRange of [headers.etag ?? "", headers["last-modified"] ?? ""])
        assert.equal((await segment({ range, "if-range": ifRange })).status, 206, ifRange)
      for (const ifRange of ['"other"', `W/${headers.etag}`, "Sun, 01 Mar 2020 10:00:00 GMT"])
        assert.equal((await segment({ range, "if-range": ifRange })).status, 200, ifRange)
    })
  })

  describe("conditions", () => {
    it("answer 304 without a body when the client has the file", async () => {
      const { headers } = await segment()
      for (const condition of [
        { "if-none-match": headers.etag ?? "" },
        { "if-modified-since": headers["last-modified"] ?? "" },
      ])
        for (const method of ["GET", "HEAD"]) {
          const answer = await segment(condition, method)
          assert.equal(answer.status, 304)
          assert.equal(answer.body.length, 0)
          assert.equal(answer.headers.etag, headers.etag)
          assert.match(answer.headers["cache-control"] ?? "", /^private, max-age=/)
        }
    })

    it("answer 412 when it is another file that the client wants", async () => {
      assertProblem(await segment({ "if-match": '"other"' }), 412, "FAILED_PRECONDITION", "PRECONDITION_FAILED")
      assertProblem(
        await segment({ "if-unmodified-since": "Sun, 01 Mar 2020 10:00:00 GMT" }),
        412,
        "FAILED_PRECONDITION",
        "PRECONDITION_FAILED",
      )
    })

    it("tell files and rewritten playlists apart by their tags", async () => {
      const tags = await Promise.all(
        [hls("240p/segment-0.m4s"), hls("240p/init.mp4"), hls("master.m3u8"), hls("master.m3u8", grant())].map(
          async (target) => (await ask(target)).headers.etag,
        ),
      )
      assert.equal(new Set(tags).size, 4)
      assert.equal((await ask(hls("master.m3u8"))).headers.etag, tags[2])
    })
  })

  it("answers HEAD like GET, without the body", async () => {
    for (const target of [
      hls("master.m3u8"),
      hls("240p/segment-0.m4s"),
      stream.posterPath,
      hls("missing"),
      "/files/hls/x/y",
    ]) {
      const [get, head] = [await ask(target), await ask(target, { method: "HEAD" })]
      assert.equal(head.status, get.status)
      assert.equal(head.body.length, 0)
      const { date: _, ...expected } = get.headers
      const { date: __, ...found } = head.headers
      assert.deepEqual(found, expected)
    }
  })

  it("answers other methods with 405 and what is allowed", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]) {
      const answer = await ask(hls("master.m3u8"), { method })
      assertProblem(answer, 405, "BAD_USER_INPUT", "METHOD_NOT_ALLOWED")
      assert.equal(answer.headers.allow, "GET, HEAD")
    }
  })

  it("answers 404 for what is not there", async () => {
    for (const target of [
      hls("missing.m4s"),
      hls("240p"),
      hls("240p/init.mp4/more"),
      hls("missing.m3u8"),
      hls("x".repeat(1000)),
      `/files/captions/${randomUUID()}.vtt?g=${stream.g}`,
      `/files/captions/none.vtt?g=${stream.g}`,
      // A poster is no caption, and the other way round.
      stream.posterPath.replace("posters", "captions").replace(".jpg", ".vtt"),
      (stream.captionPaths[0] ?? "").replace("captions", "posters").replace(".vtt", ".jpg"),
      "/files",
      "/files/hls",
      `/files/hls/${stream.sessionId}`,
      "/files/other/x",
      "/elsewhere",
      "/filesystem/hls/x",
    ])
      assertProblem(await ask(target), 404, "NOT_FOUND", "FILE_NOT_FOUND")
    // A grant of a session without any file.
    const sessionId = randomUUID()
    assert.equal((await ask(`/files/hls/${sessionId}/master.m3u8?g=${grant({ sessionId })}`)).status, 404)
  })

  it("takes the absolute form of an address", async () => {
    assert.equal((await ask(`http://lectern.test${hls("master.m3u8")}`)).status, 200)
  })

  describe("a way out of the folder", () => {
    const ups = [
      "..",
      "%2e%2e",
      ".%2e",
      "%2E%2e",
      "%252e%252e",
      "%c0%ae%c0%ae",
      "%e0%80%ae%e0%80%ae",
      "..%00",
      "..;",
      "...",
      "．．",
    ]
    const separators = ["/", "%2f", "%5c", "\\", "%252f", "%c0%af", "//"]
    it("is found in no encoding", async () => {
      await writeFile(join(service.storageFolder, "secret.txt"), "SECRET")
      await writeFile(join(service.storageFolder, "sessions", stream.sessionId, "secret.txt"), "SECRET")
      let asked = 0
      for (const up of ups)
        for (const separator of separators)
          for (const depth of [1, 2, 4, 9])
            for (const file of ["secret.txt", "etc/passwd"]) {
              const path = encodeRaw(`${`${up}${separator}`.repeat(depth)}${file}`)
              for (const target of [
                hls(path),
                hls(`240p/${path}`),
                `/files/hls/${path}?g=${stream.g}`,
                `/files/captions/${path}?g=${stream.g}`,
              ]) {
                const { status, body } = await ask(target)
                assert.ok([400, 403, 404].includes(status), `${status} ${target}`)
                assert.doesNotMatch(body.toString(), /SECRET|root:/)
                asked++
              }
            }
      assert.ok(asked > 2000)
    })

    it("is refused as broken where the path is", async () => {
      for (const path of [
        "../x",
        "%2e%2e/x",
        "a/./b",
        "a//b",
        "a%2fb",
        "a%5cb",
        "a\\b",
        "%00",
        "a%00.m4s",
        "%c0%ae",
        "%",
        "%zz",
        "a/",
      ])
        assertProblem(await ask(hls(path)), 400, "BAD_USER_INPUT", "PATH_INVALID")
      assertProblem(await ask(hls("x".repeat(5000))), 400, "BAD_USER_INPUT", "PATH_INVALID")
    })

    it("is not found by chance", async () => {
      const part = fc.constantFrom(
        ...ups,
        ...separators,
        "240p",
        "init.mp4",
        "etc",
        "passwd",
        "secret.txt",
        "?",
        "#",
        "%",
        "g=",
        ":",
        "é",
      )
      await fc.assert(
        fc.asyncProperty(fc.array(part, { maxLength: 12 }), async (parts) => {
          const { status, body } = await ask(
            encodeRaw(`/files/hls/${stream.sessionId}/${parts.join("")}?g=${stream.g}`),
          )
          assert.ok(status < 500, `${status} ${parts.join("")}`)
          assert.doesNotMatch(body.toString(), /SECRET|root:/)
        }),
        { numRuns: 300 },
      )
    })

    it("is not opened by a link in the store", async () => {
      const folder = service.packageFolder(stream.sessionId)
      await symlink("/etc/passwd", join(folder, "link.m4s"))
      assert.equal((await ask(hls("link.m4s"))).status, 404)
      await rm(join(folder, "link.m4s"))
    })
  })

  describe("a transfer", () => {
    const big = Buffer.alloc(32 * 1024 * 1024, "big")
    const bigPath = () => join(service.packageFolder(stream.sessionId), "big.m4s")
    const openFiles = () => readdirSync("/proc/self/fd").length

    it("that the client gives up closes the file", async (test) => {
      if (process.platform !== "linux") return test.skip("counts open files in /proc")
      await mkdir(dirname(bigPath()), { recursive: true })
      await writeFile(bigPath(), big)
      await segment()
      const before = openFiles()
      for (let i = 0; i < 10; i++) {
        await new Promise<void>((resolve, reject) => {
          const request = httpRequest(service.filesAddress + hls("big.m4s"), (response) => {
            response.once("data", () => request.destroy()).once("error", () => resolve())
          })
          request.once("error", reject).end()
        })
      }
      await until(() => openFiles() <= before, { description: "the files of ten aborted transfers to be closed" })
      assert.equal((await segment()).status, 200)
      assert.deepEqual(
        service.telemetry.lines.filter((line) => line.includes('"error"')),
        [],
      )
    })

    it("that the client does not take is broken off, and closes the file", async (test) => {
      if (process.platform !== "linux") return test.skip("counts open files in /proc")
      await writeFile(bigPath(), big)
      const handler = fileServer({
        db: service.background.db,
        files: service.background.files,
        grantSecret: GRANT_SECRET,
        epochs: { isRevoked: () => false, isStale: () => false },
        clock: () => now,
        telemetry: silentTelemetry("stalled"),
        stallLimitMs: 300,
      })
      const server = createServer(handler).listen(0, "127.0.0.1")
      test.after(() => server.close().closeAllConnections())
      await once(server, "listening")
      const { port } = server.address() as AddressInfo
      const before = openFiles()
      // Paused: what comes stays in the buffers of the network, until those are full.
      const client = connect(port, "127.0.0.1").pause()
      client.write(`GET ${hls("big.m4s")} HTTP/1.1\r\nhost: x\r\n\r\n`)
      const [connection] = (await once(server, "connection")) as [Socket]
      await once(connection, "close")
      client.destroy()
      await until(() => openFiles() <= before, { description: "the file to be closed" })
    })

    it("of many at once gives each the same bytes", async () => {
      const bodies = await Promise.all(Array.from({ length: 40 }, () => segment({ range: "bytes=100-1999" })))
      for (const { body } of bodies) assert.ok(body.equals(SEGMENT.subarray(100, 2000)))
    })

    it("of an empty file is an empty answer", async () => {
      await writeFile(bigPath(), "")
      const { status, headers, body } = await ask(hls("big.m4s"))
      assert.deepEqual([status, headers["content-length"], body.length], [200, "0", 0])
      assert.equal((await ask(hls("big.m4s"), { headers: { range: "bytes=0-" } })).status, 416)
    })

    it("that the disk cuts short ends in an error at the client, not in a shorter file", async () => {
      await writeFile(bigPath(), big)
      const response = await fetch(service.filesAddress + hls("big.m4s"))
      await truncate(bigPath(), 1000)
      await assert.rejects(response.arrayBuffer())
      await rm(bigPath())
    })
  })

  it("counts requests by kind and status, and bytes", async () => {
    const requests = (kind: string, status: string) =>
      counterValue(service.telemetry, "file_requests_total", { kind, status })
    const bytes = () => counterValue(service.telemetry, "file_bytes_sent_total", { kind: "segment" })
    const before = [
      await requests("segment", "206"),
      await requests("playlist", "403"),
      await requests("other", "405"),
      await bytes(),
    ]
    await segment({ range: "bytes=0-99" })
    await ask(hls("master.m3u8", "x"))
    await ask(hls("master.m3u8"), { method: "POST" })
    const expected = [1, 1, 1, 100].map((more, index) => (before[index] ?? 0) + more)
    await until(
      async () =>
        JSON.stringify([
          await requests("segment", "206"),
          await requests("playlist", "403"),
          await requests("other", "405"),
          await bytes(),
        ]) === JSON.stringify(expected),
      { description: "the counters" },
    )
  })

  it("serves in another server's process what that server passes on", async () => {
    const server = createServer((request, response) => {
      response.setHeader("vary", "Accept-Encoding")
      response.setHeader("access-control-allow-origin", "https://player.example")
      service.files(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}${hls("master.m3u8")}`)
    assert.equal(response.status, 200)
    assert.equal(response.headers.get("vary"), "Accept-Encoding, Origin")
    assert.equal(response.headers.get("access-control-allow-origin"), "https://player.example")
    await response.arrayBuffer()
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
  })

  it("says 503 while the database is away, but goes on with segments", async () => {
    const { g, base, captionPaths } = await imported(await service.sampleStream("outage"))
    const connection = await mysql.createConnection(service.database.url)
    // Stands in for an outage: the statement waits for this lock until its own limit.
    await connection.query("LOCK TABLES content_files WRITE")
    try {
      const [caption, list, master, video] = await Promise.all([
        ask(captionPaths[0] ?? ""),
        ask((captionPaths[0] ?? "").replace(".vtt", ".m3u8")),
        ask(`${base}master.m3u8?g=${g}`),
        ask(`${base}240p/segment-0.m4s?g=${g}`),
      ])
      assertProblem(caption, 503, "SERVICE_UNAVAILABLE", "UNAVAILABLE")
      assertProblem(list, 503, "SERVICE_UNAVAILABLE", "UNAVAILABLE")
      // With the captions that it was packaged with.
      assert.equal(master.body.toString().replaceAll(`?g=${g}`, ""), SAMPLE["master.m3u8"])
      assert.equal(caption.headers["retry-after"], "1")
      assert.equal(video.status, 200)
    } finally {
      await connection.query("UNLOCK TABLES")
      await connection.end()
    }
    assert.equal((await ask(captionPaths[0] ?? "")).status, 200)
  })

  it("has logged neither a grant nor a path", () => {
    const log = service.telemetry.lines.join("\n")
    for (const secret of [stream.g, stream.sessionId, "segment-0", "/files/", "VIDEO", service.storageFolder])
      assert.ok(!log.includes(secret), secret)
  })
})

function demoClips(): string[] {
  try {
    return readdirSync(DEMO_MEDIA)
  } catch {
    return []
  }
}

/** What HTTP would not carry, as the bytes of its UTF-8. */
const encodeRaw = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replace(/[^\u0021-\u007e]/gu, (character) => encodeURIComponent(character))
