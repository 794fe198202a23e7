import assert from "node:assert/strict"
import { createHash, randomBytes, randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { Upload } from "tus-js-client"
import { required } from "@lectern/rpc/required"
import { until } from "@lectern/test-kit/until"
import { createStage, type Person, type Stage, type World } from "./matrix-world.ts"
import { startPlatform, TOPOLOGIES, type Platform } from "./platform-under-test.ts"

const BEGIN = `mutation ($input: BeginUploadInput!) { beginUpload(input: $input) {
  __typename
  ... on BeginUploadSuccess { uploadUrl uploadExpiresAt file { id path status etag progressPercent session { id title } } }
  ... on UserError { code message }
  ... on ValidationError { fields { path rule } }
} }`
const FILES = `query ($id: ID!, $type: FileType) { courseSession(id: $id) { files(type: $type) {
  id type fileName mediaType byteSize sha256 language status failureReason progressPercent etag downloadUrl
} } }`
const DELETE = `mutation ($id: ID!, $etag: String) { deleteFile(id: $id, etag: $etag) {
  __typename ... on FileDeleted { id } ... on UserError { code message } ... on ConflictError { currentEtag }
} }`

interface Begun {
  __typename: string
  uploadUrl: string
  code: string
  fields: { path: string[]; rule: string }[]
  file: { id: string; path: string; status: string; etag: string; session: { id: string; title: string } }
}
interface FoundFile {
  id: string
  type: string
  fileName: string
  mediaType: string
  byteSize: number
  sha256: string
  language: string | null
  status: string
  failureReason: string | null
  progressPercent: number | null
  etag: string
  downloadUrl: string
}

const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")
const PDF = Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(5_000_000)])

for (const topology of TOPOLOGIES)
  describe(`uploading, ${topology}`, () => {
    let platform: Platform
    let stage: Stage
    let world: World
    let instructor: Person
    let sessionIds: string[]
    before(async () => {
      platform = await startPlatform(topology, {}, ["--no-demo"])
      stage = await createStage(platform)
      world = stage.newWorld()
      instructor = await world.person("instructor")
      sessionIds = (await world.course()).sessions.map(({ id }) => id)
    })
    after(async () => {
      stage?.close()
      await platform?.stop()
    })

    const session = (index: number) => required(sessionIds[index])
    const input = (bytes: Uint8Array, over: object = {}) => ({
      sessionId: session(0),
      type: "DOCUMENT",
      fileName: `${randomUUID()}.pdf`,
      mediaType: "application/pdf",
      byteSize: bytes.length,
      idempotencyKey: randomUUID(),
      ...over,
    })
    const begin = async (bytes: Uint8Array, over: object = {}, who = instructor) => {
      const { data, errors } = await platform.graphql<{ beginUpload: Begun }>(
        BEGIN,
        { input: input(bytes, over) },
        who.accessToken,
      )
      assert.equal(errors, undefined)
      return data.beginUpload
    }
    const filesOf = async (id: string, who?: Person, type?: string) => {
      const { data, errors } = await platform.graphql<{ courseSession: { files: FoundFile[] } }>(
        FILES,
        { id, type },
        who?.accessToken,
      )
      assert.equal(
        errors?.find(({ path }) => path?.at(-1) !== "downloadUrl"),
        undefined,
      )
      return data.courseSession.files
    }
    /** By a client of somebody else's making. */
    const send = (url: string, bytes: Buffer, chunkSize = Number.POSITIVE_INFINITY) =>
      new Promise<void>((resolve, reject) => {
        new Upload(bytes, {
          uploadUrl: url,
          chunkSize,
          retryDelays: [0, 100, 500],
          onSuccess: () => resolve(),
          onError: reject,
        }).start()
      })
    const settled = (id: string, sessionId: string) =>
      until(
        async () => {
          const file = (await filesOf(sessionId, instructor)).find((found) => found.id === id)
          return file && file.status !== "UPLOADING" && file.status !== "PROCESSING" ? file : undefined
        },
        { description: "the file to be ready or refused", timeoutMs: 20_000 },
      )

    it("by a client of tus puts a hand-out there for those who may watch, to be downloaded as it was", async () => {
      const begun = await begin(PDF, { fileName: "강의 노트.pdf", sha256: sha256Of(PDF) })
      assert.equal(begun.__typename, "BeginUploadSuccess")
      assert.deepEqual(
        [begun.file.path, begun.file.status, begun.file.session.id],
        [`sessions/${session(0)}/DOCUMENT/강의 노트.pdf`, "UPLOADING", session(0)],
      )
      assert.ok(begun.file.session.title)
      assert.ok(begun.uploadUrl.startsWith(`${platform.origin}/files/uploads/`))
      await send(begun.uploadUrl, PDF, 1_000_000)
      const file = await settled(begun.file.id, session(0))
      assert.deepEqual(
        [file.status, file.sha256, file.mediaType, file.byteSize, file.failureReason, file.progressPercent],
        ["READY", sha256Of(PDF), "application/pdf", PDF.length, null, null],
      )

      const [nobody, stranger] = [undefined, await world.person("learnerB")]
      for (const who of [nobody, stranger]) assert.deepEqual(await filesOf(session(0), who), [])
      await world.enrollment()
      const [seen] = await filesOf(session(0), await world.person("learnerA"))
      const download = await fetch(required(seen).downloadUrl)
      assert.deepEqual(
        ["content-type", "x-content-type-options", "content-disposition"].map((name) => download.headers.get(name)),
        [
          "application/pdf",
          "nosniff",
          `attachment; filename="__ __.pdf"; filename*=UTF-8''${encodeURIComponent("강의 노트.pdf")}`,
        ],
      )
      assert.match(download.headers.get("cache-control") ?? "", /^private/)
      assert.equal(sha256Of(Buffer.from(await download.arrayBuffer())), sha256Of(PDF))
      const ranged = await fetch(required(seen).downloadUrl, { headers: { range: "bytes=100-199" } })
      assert.ok(Buffer.from(await ranged.arrayBuffer()).equals(PDF.subarray(100, 200)))
      // The address is of this session and signed.
      assert.equal((await fetch(required(seen).downloadUrl.replace(/.$/, "!"))).status, 403)
    })

    it("keeps sessions and types apart, and lists by type", async () => {
      const vtt = Buffer.from("WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n")
      const caption = { type: "CAPTION", fileName: "en.vtt", mediaType: "text/vtt", language: "en" }
      const begun = await Promise.all([
        begin(vtt, { ...caption, sessionId: session(0) }),
        begin(vtt, { ...caption, sessionId: session(1) }),
        begin(vtt, { fileName: "en.vtt", mediaType: "text/plain", sessionId: session(1) }),
      ])
      assert.equal(new Set(begun.map(({ file }) => file.path)).size, 3)
      await Promise.all(begun.map(({ uploadUrl }) => send(uploadUrl, vtt)))
      for (const { file } of begun) await settled(file.id, file.session.id)
      assert.deepEqual(
        (await filesOf(session(1), instructor, "CAPTION")).map(({ id, language }) => [id, language]),
        [[begun[1]?.file.id, "en"]],
      )
    })

    it("goes on where a broken connection ended", async () => {
      const bytes = randomBytes(3_000_000)
      const { file, uploadUrl } = await begin(bytes, { type: "OTHER", mediaType: "application/octet-stream" })
      const aborted = new Upload(bytes, {
        uploadUrl,
        chunkSize: 500_000,
        retryDelays: null,
        onProgress: (sent) => {
          if (sent > 1_600_000) void aborted.abort()
        },
      })
      aborted.start()
      const head = async () =>
        Number(
          (await fetch(uploadUrl, { method: "HEAD", headers: { "tus-resumable": "1.0.0" } })).headers.get(
            "upload-offset",
          ),
        )
      await until(async () => (await head()) >= 1_500_000, { description: "half of it" })
      await send(uploadUrl, bytes)
      const ready = await settled(file.id, session(0))
      assert.deepEqual([ready.status, ready.sha256], ["READY", sha256Of(bytes)])
    })

    it("of what it is not declared to be, or not said to be, ends as failed, with the reason", async () => {
      const png = Buffer.from("\u0089PNG\r\n\u001a\n<script>alert(1)</script>", "latin1")
      for (const [bytes, over, reason] of [
        [Buffer.from("<html>hello</html>"), {}, /declared as DOCUMENT \(application\/pdf\)/],
        [
          Buffer.from("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd"),
          { type: "OTHER", mediaType: "text/plain" },
          /playlists/,
        ],
        [png, { type: "VIDEO", mediaType: "video/mp4", fileName: "a.mp4" }, /declared as VIDEO/],
        [PDF, { sha256: sha256Of(png) }, /another SHA-256/],
      ] as const) {
        const begun = await begin(bytes, over)
        await send(begun.uploadUrl, Buffer.from(bytes))
        const file = await settled(begun.file.id, session(0))
        assert.equal(file.status, "FAILED")
        assert.match(file.failureReason ?? "", reason)
        assert.equal(file.downloadUrl, null)
      }
    })

    it("answers each expected failure as a member of the union", async () => {
      const refused = async (over: object) => {
        const { __typename, code, fields } = await begin(PDF, over)
        return [__typename, code, fields?.map(({ path, rule }) => `${path.join(".")} ${rule}`).join()]
      }
      assert.deepEqual(await refused({ fileName: "../a.pdf" }), [
        "ValidationError",
        "INVALID_ARGUMENT",
        "fileName separator,fileName dots",
      ])
      assert.deepEqual(await refused({ byteSize: 1.5 }), ["ValidationError", "INVALID_ARGUMENT", "byteSize range"])
      assert.deepEqual(await refused({ byteSize: 1e300 }), ["ValidationError", "INVALID_ARGUMENT", "byteSize range"])
      assert.deepEqual(await refused({ idempotencyKey: "" }), [
        "ValidationError",
        "INVALID_ARGUMENT",
        "idempotencyKey uuid",
      ])
      assert.deepEqual(await refused({ sessionId: randomUUID() }), ["NotFoundError", "SESSION_NOT_FOUND", undefined])
      const fileName = `${randomUUID()}.pdf`
      await begin(PDF, { fileName })
      assert.deepEqual(await refused({ fileName }), ["ConflictError", "FILE_EXISTS", undefined])
      const videos = { type: "VIDEO", mediaType: "video/mp4", byteSize: 20 * 1024 ** 3 }
      for (let index = 0; index < 4; index++) await begin(PDF, { ...videos, sessionId: session(1) })
      assert.deepEqual(await refused({ ...videos, sessionId: session(1) }), [
        "ValidationError",
        "QUOTA_EXCEEDED",
        "byteSize quota_exceeded",
      ])
    })

    it("is undone by deleteFile, for whoever saw what is there now", async () => {
      const { file } = await begin(PDF)
      const remove = async (id: string, etag?: string) =>
        (
          await platform.graphql<{ deleteFile: { __typename: string; code: string; currentEtag: string } }>(
            DELETE,
            { id, etag },
            instructor.accessToken,
          )
        ).data.deleteFile
      const conflict = await remove(file.id, "0")
      assert.deepEqual([conflict.__typename, conflict.code], ["ConflictError", "ETAG_STALE"])
      assert.equal((await remove(file.id, conflict.currentEtag)).__typename, "FileDeleted")
      assert.equal((await remove(file.id)).__typename, "NotFoundError")
    })

    it("is open to web clients of the origins that are allowed", async () => {
      const { uploadUrl } = await begin(PDF)
      const preflight = await fetch(uploadUrl, {
        method: "OPTIONS",
        headers: {
          origin: platform.origin,
          "access-control-request-method": "PATCH",
          "access-control-request-headers": "tus-resumable,upload-offset,content-type",
        },
      })
      assert.equal(preflight.status, 204)
      assert.match(preflight.headers.get("access-control-allow-methods") ?? "", /PATCH/)
      assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /upload-offset/)
      const head = await fetch(uploadUrl, {
        method: "HEAD",
        headers: { "tus-resumable": "1.0.0", origin: platform.origin },
      })
      assert.equal(head.headers.get("access-control-allow-origin"), platform.origin)
      assert.match(head.headers.get("access-control-expose-headers") ?? "", /upload-offset/)
      const options = await fetch(uploadUrl, { method: "OPTIONS" })
      assert.deepEqual([options.status, options.headers.get("tus-version")], [204, "1.0.0"])
    })

    it("has told nobody an address: not in the log, not as a failure", async () => {
      const log = await platform.log()
      assert.doesNotMatch(log, /files\/uploads\/[\w-]{10}|[?&]g=/)
      assert.deepEqual(
        log.split("\n").filter((line) => /"level":"(error|fatal)"/.test(line)),
        [],
      )
    })
  })
