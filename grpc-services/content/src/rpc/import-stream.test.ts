import assert from "node:assert/strict"
import { createHash, randomUUID } from "node:crypto"
import { access, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { after, afterEach, before, describe, it } from "node:test"
import mysql, { type RowDataPacket } from "mysql2/promise"
import type { ImportStreamRequest } from "@lectern/contracts/elearning/content/v1/ImportStreamRequest.ts"
import { idToBytes } from "@lectern/service-kit/ids"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { sampleStreamFiles, writeSampleStream } from "../sample-stream.ts"
import { testContentService } from "../test-service.ts"
import { uploader } from "../test-upload.ts"

const DEMO_MEDIA = join(import.meta.dirname, "../../../../platform/demo/media")

describe("importStream", () => {
  let service: Awaited<ReturnType<typeof testContentService>>
  before(async () => {
    service = await testContentService()
  })
  after(() => service[Symbol.asyncDispose]())
  // Whatever the outcome: nothing half done stays, and no request makes the service fail.
  afterEach(async () => {
    assert.deepEqual(await readdir(join(service.storageFolder, "incoming")), [])
    assert.deepEqual(
      service.telemetry.lines.filter((line) => line.includes("RPC failed")),
      [],
    )
  })

  const admin = () => callAs(caller.admin())
  const importAs = (call: ReturnType<typeof admin>, request: ImportStreamRequest) =>
    service.content.importStream(request, call)
  const folder = (over: Record<string, string | undefined> = {}) =>
    writeSampleStream(join(service.folder, randomUUID()), "a sample", over)
  const ids = () => ({ sessionId: randomUUID(), courseId: randomUUID() })
  const streamFolder = (sessionId: string) => service.packageFolder(sessionId)
  const rowsOf = async (sql: string, sessionId: string) => {
    const connection = await mysql.createConnection(service.database.url)
    try {
      return (await connection.query<RowDataPacket[]>(sql, [idToBytes(sessionId)]))[0]
    } finally {
      await connection.end()
    }
  }

  it("puts the files into the store and registers them with size and digest", async () => {
    const { sessionId, courseId } = ids()
    const sourceFolder = await folder({ "notes.txt": "named by no playlist" })
    const reply = await importAs(admin(), { sessionId, courseId, sourceFolder })
    assert.deepEqual({ ...reply, fileId: "" }, { fileId: "", durationMs: 7500, replayed: false })

    const { "clip.json": _, ...expected } = sampleStreamFiles("a sample")
    for (const [path, text] of Object.entries(expected))
      assert.equal(await readFile(join(streamFolder(sessionId), path), "utf8"), text)
    const stored = await readdir(streamFolder(sessionId), { recursive: true, withFileTypes: true })
    assert.equal(stored.filter((entry) => entry.isFile()).length, Object.keys(expected).length)

    const files = await rowsOf("SELECT * FROM content_files WHERE session_id = ? ORDER BY id", sessionId)
    assert.deepEqual(
      files.map((row) => [
        row.type,
        row.path,
        row.file_name,
        row.media_type,
        row.language,
        row.label,
        row.is_default,
        row.duration_ms,
      ]),
      [
        ["VIDEO", "master.m3u8", "master.m3u8", "application/vnd.apple.mpegurl", null, null, 0, 7500],
        ["CAPTION", "captions/ko.vtt", "ko.vtt", "text/vtt; charset=utf-8", "ko", "한국어", 1, null],
        ["CAPTION", "captions/en.vtt", "en.vtt", "text/vtt; charset=utf-8", "en", "English", 0, null],
        ["IMAGE", "poster.jpg", "poster.jpg", "image/jpeg", null, null, 0, null],
      ].map(([type, path, ...more]) => [type, `sessions/${sessionId}/VIDEO/stream/${path}`, ...more]),
    )
    for (const row of files) {
      assert.deepEqual([row.status, Buffer.compare(row.course_id, idToBytes(courseId))], ["READY", 0])
      if (row.type === "VIDEO") {
        assert.equal(
          row.byte_size,
          Object.values(expected).reduce((sum, text) => sum + Buffer.byteLength(text), 0),
        )
        continue
      }
      const bytes = await readFile(join(service.storageFolder, row.object_path))
      assert.equal(row.byte_size, bytes.length)
      assert.deepEqual(row.sha256, createHash("sha256").update(bytes).digest())
    }
    const folderInStore = `sessions/${sessionId}/packages/${reply.fileId}`
    const renditions = await rowsOf(
      "SELECT r.* FROM renditions r JOIN content_files f ON f.id = r.file_id WHERE f.session_id = ? ORDER BY r.id",
      sessionId,
    )
    assert.deepEqual(
      renditions.map((row) => [row.height, row.bitrate, row.codecs, row.playlist_path, row.segment_count]),
      [
        [240, 100_000, "avc1.4d401f,mp4a.40.2", `${folderInStore}/240p/index.m3u8`, 2],
        [480, 200_000, "avc1.4d401f,mp4a.40.2", `${folderInStore}/480p/index.m3u8`, 2],
      ],
    )
  })

  it("takes the demo clips", async (test) => {
    const clips = await readdir(DEMO_MEDIA).catch(() => [])
    if (clips.length === 0) return test.skip("platform/demo/media is not here")
    for (const clip of clips) {
      const reply = await importAs(admin(), { ...ids(), sourceFolder: join(DEMO_MEDIA, clip) })
      assert.ok(reply.durationMs > 10_000, clip)
    }
  })

  it("shares the bytes of a source on the same disk", async () => {
    const { sessionId, courseId } = ids()
    const sourceFolder = await folder()
    await importAs(admin(), { sessionId, courseId, sourceFolder })
    const [source, stored] = await Promise.all([
      stat(join(sourceFolder, "240p/init.mp4")),
      stat(join(streamFolder(sessionId), "240p/init.mp4")),
    ])
    assert.equal(stored.ino, source.ino)
  })

  it("answers the same stream again as replayed, from wherever it comes", async () => {
    const where = ids()
    const first = await importAs(admin(), { ...where, sourceFolder: await folder() })
    const again = await importAs(admin(), { ...where, sourceFolder: await folder() })
    assert.deepEqual(again, { ...first, replayed: true })
    const inCapitals = { sessionId: where.sessionId.toUpperCase(), courseId: where.courseId.toUpperCase() }
    assert.equal((await importAs(admin(), { ...inCapitals, sourceFolder: await folder() })).replayed, true)
  })

  it("keeps the stream that a session has", async () => {
    const where = ids()
    await importAs(admin(), { ...where, sourceFolder: await folder() })
    const before = await readFile(join(streamFolder(where.sessionId), "240p/init.mp4"))
    const others = [
      { ...where, sourceFolder: await folder({ "240p/init.mp4": "another" }) },
      { ...where, sourceFolder: await folder({ "poster.jpg": undefined }) },
      { ...where, courseId: randomUUID(), sourceFolder: await folder() },
    ]
    for (const request of others) await refusal(importAs(admin(), request), "ALREADY_EXISTS", "STREAM_EXISTS")
    assert.deepEqual(await readFile(join(streamFolder(where.sessionId), "240p/init.mp4")), before)
  })

  it("makes one caption the default, of two that a playlist calls so, and of one language", async () => {
    const where = ids()
    const sample = sampleStreamFiles("a sample")
    const description = JSON.parse(sample["clip.json"] ?? "") as { captions: object[] }
    const twice = (sample["master.m3u8"] ?? "")
      .replace("DEFAULT=NO", "DEFAULT=YES")
      .replace('LANGUAGE="en"', 'LANGUAGE="ko"')
    const sourceFolder = await folder({
      "master.m3u8": twice,
      "clip.json": JSON.stringify({
        ...description,
        captions: description.captions.map((caption) => ({ ...caption, language: "ko" })),
      }),
    })
    await importAs(admin(), { ...where, sourceFolder })
    const captions = () =>
      rowsOf(
        "SELECT label, is_default FROM content_files WHERE type = 'CAPTION' AND status = 'READY' AND session_id = ? ORDER BY id",
        where.sessionId,
      )
    assert.deepEqual(await captions(), [
      { label: "한국어", is_default: 1 },
      { label: "English", is_default: 0 },
    ])
  })

  it("leaves the caption that was chosen before it the default", async () => {
    const session = service.newSession({ instructorId: randomUUID() })
    const by = uploader(service, session.instructorId)
    const file = { type: "FILE_TYPE_CAPTION" as const, fileName: "fr.vtt", mediaType: "text/vtt", language: "fr" }
    const text = Buffer.from("WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n")
    const { id } = await by.upload(text, { sessionId: session.id, ...file })
    await service.content.updateCaption({ id, isDefault: true, updateMask: { paths: ["is_default"] } }, by.call())
    await importAs(admin(), { sessionId: session.id, courseId: session.courseId, sourceFolder: await folder() })
    const chosen = await rowsOf(
      "SELECT language FROM content_files WHERE is_default = 1 AND session_id = ?",
      session.id,
    )
    assert.deepEqual(chosen, [{ language: "fr" }])
  })

  it("imports once when twelve do it at once, and tells the others so", async () => {
    const where = ids()
    const sourceFolder = await folder()
    const replies = await Promise.all(Array.from({ length: 12 }, () => importAs(admin(), { ...where, sourceFolder })))
    assert.equal(replies.filter(({ replayed }) => !replayed).length, 1)
    assert.equal(new Set(replies.map(({ fileId }) => fileId)).size, 1)
  })

  it("lets one of two streams win when both come six times at once, files and rows alike", async () => {
    const where = ids()
    const sources = [await folder({ "poster.jpg": "A" }), await folder({ "poster.jpg": "B" })]
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => importAs(admin(), { ...where, sourceFolder: sources[index % 2] ?? "" })),
    )
    const won = outcomes.filter(({ status }) => status === "fulfilled").length
    assert.equal(won, 6)
    for (const outcome of outcomes)
      if (outcome.status === "rejected") assert.equal(outcome.reason.reason, "STREAM_EXISTS")
    const poster = await readFile(join(streamFolder(where.sessionId), "poster.jpg"))
    const [row] = await rowsOf(
      "SELECT sha256 FROM content_files WHERE type = 'IMAGE' AND session_id = ?",
      where.sessionId,
    )
    assert.deepEqual(row?.sha256, createHash("sha256").update(poster).digest())
  })

  it("ends what an import began that died before its bytes were there", async () => {
    const where = ids()
    const { fileId } = await importAs(admin(), { ...where, sourceFolder: await folder() })
    await rm(join(streamFolder(where.sessionId), "240p"), { recursive: true })
    await rowsOf("DELETE s FROM streams s WHERE s.session_id = ?", where.sessionId)
    await rowsOf("UPDATE content_files SET status = 'PROCESSING' WHERE session_id = ?", where.sessionId)
    const again = await importAs(admin(), { ...where, sourceFolder: await folder() })
    assert.deepEqual([again.fileId, again.replayed], [fileId, true])
    await access(join(streamFolder(where.sessionId), "240p/init.mp4"))
    const files = await rowsOf("SELECT DISTINCT status FROM content_files WHERE session_id = ?", where.sessionId)
    assert.deepEqual(files, [{ status: "READY" }])
  })

  it("leaves nothing behind when the database refuses", async () => {
    const where = ids()
    // A table that is gone stands for an outage in the middle of the transaction.
    const connection = await mysql.createConnection(service.database.url)
    await connection.query("RENAME TABLE renditions TO renditions_away")
    try {
      await refusal(importAs(admin(), { ...where, sourceFolder: await folder() }), "INTERNAL")
    } finally {
      await connection.query("RENAME TABLE renditions_away TO renditions")
      await connection.end()
    }
    await assert.rejects(access(join(service.storageFolder, "sessions", where.sessionId)))
    assert.deepEqual(await rowsOf("SELECT id FROM content_files WHERE session_id = ?", where.sessionId), [])
    assert.equal((await importAs(admin(), { ...where, sourceFolder: await folder() })).replayed, false)
    service.telemetry.lines.length = 0
  })

  it("is for those who may write files only", async () => {
    const request = { ...ids(), sourceFolder: await folder() }
    await refusal(importAs(callAs(caller.anonymous), request), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    await refusal(importAs(callAs(caller.learner()), request), "PERMISSION_DENIED", "SCOPE_MISSING")
    await refusal(importAs(callAs(caller.gateway), request), "PERMISSION_DENIED", "SCOPE_MISSING")
  })

  it("reads folders of the server for administrators only, not for instructors", async () => {
    const request = { ...ids(), sourceFolder: await folder() }
    await refusal(importAs(callAs(caller.instructor()), request), "PERMISSION_DENIED", "OPERATORS_ONLY")
    assert.ok(await importAs(callAs(caller.admin()), request))
  })

  it("names every broken field of a request", async () => {
    const error = await refusal(
      importAs(admin(), { sessionId: "../x", courseId: "", sourceFolder: "a\u0000b" }),
      "INVALID_ARGUMENT",
    )
    assert.deepEqual(
      error.details.violations?.map(({ field, rule }) => `${field} ${rule}`),
      ["session_id uuid", "course_id uuid", "source_folder characters"],
    )
    await refusal(importAs(admin(), { ...ids(), sourceFolder: "x".repeat(2000) }), "INVALID_ARGUMENT")
    await refusal(importAs(admin(), {}), "INVALID_ARGUMENT")
  })

  describe("a package", () => {
    const media = (body: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:4\n${body}\n#EXT-X-ENDLIST\n`
    const clip = (over: object) =>
      JSON.stringify({ ...JSON.parse(sampleStreamFiles("a sample")["clip.json"] ?? ""), ...over })
    const rendition = { height: 240, bandwidth: 100_000, codecs: "avc1" }
    const caption = { language: "ko", label: "x", path: "captions/ko.vtt" }
    const cases: [what: string, over: Record<string, string | undefined>, rule: string, message: RegExp][] = [
      ["without a master playlist", { "master.m3u8": undefined }, "missing", /master\.m3u8 is not in the folder/],
      ["without a description", { "clip.json": undefined }, "missing", /clip\.json is not in the folder/],
      [
        "without a media playlist",
        { "480p/index.m3u8": undefined },
        "missing",
        /master\.m3u8:8: 480p\/index\.m3u8 is not/,
      ],
      [
        "without a segment",
        { "240p/segment-1.m4s": undefined },
        "missing",
        /240p\/index\.m3u8:9: 240p\/segment-1\.m4s is not/,
      ],
      [
        "without an initialisation segment",
        { "240p/init.mp4": undefined },
        "missing",
        /240p\/index\.m3u8:5: 240p\/init\.mp4 is not/,
      ],
      ["without a caption file", { "captions/ko.vtt": undefined }, "missing", /captions\/ko\.vtt is not/],
      ["whose master is no playlist", { "master.m3u8": "hello" }, "playlist", /begins with #EXTM3U/],
      [
        "whose master is a media playlist",
        { "master.m3u8": media("#EXTINF:7.5,\nposter.jpg") },
        "master",
        /no master playlist/,
      ],
      [
        "with a master inside the master",
        { "240p/index.m3u8": "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\ninit.mp4" },
        "nested",
        /another master/,
      ],
      [
        "that is a live recording",
        { "240p/index.m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:7.5,\ninit.mp4" },
        "media",
        /ENDLIST is missing/,
      ],
      [
        "without a target duration",
        { "240p/index.m3u8": "#EXTM3U\n#EXTINF:7.5,\ninit.mp4\n#EXT-X-ENDLIST" },
        "media",
        /TARGETDURATION is missing/,
      ],
      [
        "with a segment that says no duration",
        { "240p/index.m3u8": media("init.mp4") },
        "media",
        /:3: a segment without its duration/,
      ],
      ["with a rendition of no segments", { "240p/index.m3u8": media("") }, "media", /no segment/],
      [
        "with variables",
        { "240p/index.m3u8": media('#EXT-X-DEFINE:NAME="a",VALUE="/etc"\n#EXTINF:7.5,\ninit.mp4') },
        "variables",
        /variables are not taken/,
      ],
      ["that lasts longer than it says", { "clip.json": clip({ durationSeconds: 70 }) }, "duration", /lasts 7500 ms/],
      ["whose description is no JSON", { "clip.json": "{" }, "description", /JSON is expected/],
      ["whose description lacks what it should say", { "clip.json": "{}" }, "description", /durationSeconds/],
      ["whose description is a list", { "clip.json": "[]" }, "description", /the whole/],
      [
        "with a height that no picture has",
        { "clip.json": clip({ renditions: [{ ...rendition, height: 1.5 }] }) },
        "description",
        /renditions\.0\.height/,
      ],
      [
        "with a rendition that is not there",
        { "clip.json": clip({ renditions: [rendition, { ...rendition, bandwidth: 7 }] }) },
        "renditions",
        /BANDWIDTH=7/,
      ],
      [
        "with a variant that is not described",
        { "clip.json": clip({ renditions: [rendition] }) },
        "renditions",
        /2 variants, clip\.json 1/,
      ],
      [
        "with a caption in no language",
        { "clip.json": clip({ captions: [{ ...caption, language: "!" }] }) },
        "description",
        /BCP 47/,
      ],
      [
        "with a caption outside",
        { "clip.json": clip({ captions: [{ ...caption, path: "../ko.vtt" }] }) },
        "captions",
        /in the folder is expected/,
      ],
      [
        "with a caption that is no caption",
        { "clip.json": clip({ captions: [{ ...caption, path: "poster.jpg" }] }) },
        "captions",
        /\.vtt file/,
      ],
      ["with a caption twice", { "clip.json": clip({ captions: [caption, caption] }) }, "captions", /named twice/],
      [
        "with a caption file of another kind",
        { "captions/ko.vtt": "1\n00:00:01,000 --> 00:00:02,000\nsrt" },
        "captions",
        /WEBVTT/,
      ],
      [
        "with a playlist beyond any length",
        { "240p/index.m3u8": "#EXTM3U\n" + "#".repeat(5_000_000) },
        "size",
        /bytes at most/,
      ],
    ]
    for (const [what, over, rule, message] of cases)
      it(`${what} is refused`, async () => {
        const error = await refusal(
          importAs(admin(), { ...ids(), sourceFolder: await folder(over) }),
          "INVALID_ARGUMENT",
          "STREAM_PACKAGE_INVALID",
        )
        const violation = error.details.violations?.find((found) => found.rule === rule)
        assert.equal(violation?.field, "source_folder", error.message)
        assert.match(error.message, message)
      })

    const outside = [
      "../../../etc/passwd",
      "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
      "..%2f..%2fetc%2fpasswd",
      "..\\..\\etc\\passwd",
      "/etc/passwd",
      "file:///etc/passwd",
      "http://example.org/a.m4s",
      "//example.org/a.m4s",
      "%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
      "init.mp4%00",
      "?x=1",
    ]
    for (const uri of outside)
      it(`that names ${uri} is refused`, async () => {
        for (const line of [`#EXTINF:7.5,\n${uri}`, `#EXT-X-MAP:URI="${uri}"\n#EXTINF:7.5,\ninit.mp4`]) {
          const error = await refusal(
            importAs(admin(), { ...ids(), sourceFolder: await folder({ "240p/index.m3u8": media(line) }) }),
            "INVALID_ARGUMENT",
            "STREAM_PACKAGE_INVALID",
          )
          assert.equal(error.details.violations?.[0]?.rule, "outside", error.message)
        }
      })

    it("with a link that leads out is refused, file or folder", async () => {
      for (const [path, target] of [
        ["240p/segment-0.m4s", "/etc/passwd"],
        ["240p/segment-0.m4s", "../../outside"],
        ["480p", ".."],
      ] as const) {
        const sourceFolder = await folder()
        await writeFile(join(service.folder, "outside"), "secret")
        await rm(join(sourceFolder, path), { recursive: true })
        await symlink(target, join(sourceFolder, path))
        const error = await refusal(importAs(admin(), { ...ids(), sourceFolder }), "INVALID_ARGUMENT")
        assert.match(error.message, /leads out of the folder|is not in the folder/)
      }
    })

    it("with a link that stays inside is stored as the file it names", async () => {
      const { sessionId, courseId } = ids()
      const sourceFolder = await folder({ "240p/segment-0.m4s": undefined })
      await symlink("../480p/segment-0.m4s", join(sourceFolder, "240p/segment-0.m4s"))
      await importAs(admin(), { sessionId, courseId, sourceFolder })
      const stored = join(streamFolder(sessionId), "240p/segment-0.m4s")
      assert.equal(await readFile(stored, "utf8"), sampleStreamFiles("a sample")["480p/segment-0.m4s"])
    })

    it("that names a folder as a segment is refused", async () => {
      const sourceFolder = await folder({ "240p/index.m3u8": media("#EXTINF:7.5,\n../480p") })
      const error = await refusal(importAs(admin(), { ...ids(), sourceFolder }), "INVALID_ARGUMENT")
      assert.match(error.message, /480p is no plain file/)
    })

    it("with names that need escaping is taken", async () => {
      const { sessionId, courseId } = ids()
      const sourceFolder = await folder({
        "240p/index.m3u8": media("#EXTINF:7.5,\n%EA%B0%80%20100%25.m4s?v=1#x"),
        "240p/가 100%.m4s": "가",
      })
      await importAs(admin(), { sessionId, courseId, sourceFolder })
      assert.equal(await readFile(join(streamFolder(sessionId), "240p/가 100%.m4s"), "utf8"), "가")
    })

    it("that is no folder, or named by a relative path, is refused", async () => {
      for (const sourceFolder of ["/no/such/folder", "relative", join(await folder(), "clip.json"), "."]) {
        const error = await refusal(
          importAs(admin(), { ...ids(), sourceFolder }),
          "INVALID_ARGUMENT",
          "STREAM_PACKAGE_INVALID",
        )
        assert.equal(error.details.violations?.[0]?.rule, "folder")
      }
    })

    it("with a thousand faults is answered with ten of them", async () => {
      const lines = Array.from({ length: 1000 }, (_, index) => `#EXTINF:0.0075,\n${"가".repeat(150)}${index}.m4s`).join(
        "\n",
      )
      const sourceFolder = await folder({ "240p/index.m3u8": media(lines) })
      const error = await refusal(importAs(admin(), { ...ids(), sourceFolder }), "INVALID_ARGUMENT")
      assert.equal(error.details.violations?.length, 10)
    })
  })
})
