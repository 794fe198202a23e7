import assert from "node:assert/strict"
import { randomBytes, randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { File } from "@lectern/contracts/elearning/content/v1/File.ts"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testContentService } from "../test-service.ts"
import { patch, uploader } from "../test-upload.ts"

const QUOTA = 100_000

describe("beginUpload", () => {
  let service: Awaited<ReturnType<typeof testContentService>>
  before(async () => {
    service = await testContentService(undefined, { COURSE_QUOTA_BYTES: QUOTA })
  })
  after(() => service[Symbol.asyncDispose]())

  const slides = (sessionId: string, over: File = {}) => ({
    file: {
      sessionId,
      type: "FILE_TYPE_DOCUMENT" as const,
      fileName: "slides.pdf",
      mediaType: "application/pdf",
      byteSize: 1000,
      ...over,
    },
    requestId: randomUUID() as string,
  })
  const draft = () => service.newSession({ instructorId: randomUUID(), isPublished: false })
  const begin = (request: ReturnType<typeof slides>, call: ReturnType<typeof callAs>) =>
    service.content.beginUpload(request, call)
  const as = ({ instructorId }: { instructorId: string }) => callAs(caller.instructor(instructorId))

  it("reserves a path of the session and type, and gives an address to write to", async () => {
    const session = draft()
    const sha256 = randomBytes(32).toString("hex")
    const { file, uploadPath, expireTime } = await begin(
      slides(session.id, { sha256, language: "ko-kr", mediaType: "Application/PDF; x=y" }),
      as(session),
    )
    assert.deepEqual(
      { ...file, id: "", createTime: null },
      {
        id: "",
        sessionId: session.id,
        courseId: session.courseId,
        type: "FILE_TYPE_DOCUMENT",
        path: `sessions/${session.id}/DOCUMENT/slides.pdf`,
        fileName: "slides.pdf",
        mediaType: "application/pdf",
        byteSize: 1000,
        sha256: "",
        language: "ko-KR",
        label: "",
        status: "FILE_STATUS_UPLOADING",
        failureReason: "",
        progressPercent: 0,
        _progressPercent: "progressPercent",
        createTime: null,
        etag: "1",
        downloadPath: "",
      },
    )
    assert.match(uploadPath, /^\/files\/uploads\/[\w-]{46}$/)
    assert.ok(Number(expireTime?.seconds) > Date.now() / 1000)
  })

  it("keeps sessions and types apart", async () => {
    const session = draft()
    const other = service.newSession({ instructorId: session.instructorId, courseId: session.courseId })
    const paths = await Promise.all(
      [
        slides(session.id),
        slides(other.id),
        slides(session.id, { type: "FILE_TYPE_OTHER" }),
        slides(session.id, { fileName: "Slides.pdf" }),
      ].map(async (request) => (await begin(request, as(session))).file?.path),
    )
    assert.equal(new Set(paths).size, 4)
  })

  it("takes names of any language in one spelling", async () => {
    const session = draft()
    for (const [given, stored] of [
      ["강의 노트.pdf".normalize("NFD"), "강의 노트.pdf"],
      ["é.pdf".normalize("NFD"), "é.pdf"],
      ["100% 👍🏽 (final).pdf", "100% 👍🏽 (final).pdf"],
      [`${"가".repeat(83)}.pdf`, `${"가".repeat(83)}.pdf`],
    ] as const)
      assert.equal((await begin(slides(session.id, { fileName: given }), as(session))).file?.fileName, stored)
    await refusal(
      begin(slides(session.id, { fileName: "강의 노트.pdf" }), as(session)),
      "ALREADY_EXISTS",
      "FILE_EXISTS",
    )
  })

  it("refuses names that are more or less than a name", async () => {
    const session = draft()
    for (const fileName of [
      "",
      ".",
      "..",
      ".htaccess",
      "a.",
      " a",
      "../a.pdf",
      "..\\a.pdf",
      "a/b.pdf",
      "/etc/passwd",
      "%2e%2e%2fpasswd",
      "%2E%2E",
      "a%5cb",
      "a%00.pdf",
      "．．／passwd",
      "a／b",
      "a\u0000.pdf",
      "a\n.pdf",
      "a\u0085.pdf",
      "a\u202efdp.exe",
      "\ud800.pdf",
      `${"가".repeat(84)}.pdf`,
      "x".repeat(5000),
      "index.m3u8",
      "INDEX.M3U8",
      "index.m3u%38",
      "manifest.mpd",
    ]) {
      const error = await refusal(begin(slides(session.id, { fileName }), as(session)), "INVALID_ARGUMENT")
      assert.deepEqual(
        [...new Set(error.details.violations?.map(({ field }) => field))],
        ["file_name"],
        JSON.stringify(fileName.slice(0, 50)),
      )
    }
  })

  it("names every broken field", async () => {
    const session = draft()
    const fields = async (file: File) => {
      const error = await refusal(
        begin({ file: { ...slides(session.id).file, ...file }, requestId: "" }, as(session)),
        "INVALID_ARGUMENT",
      )
      return error.details.violations?.map(({ field, rule }) => `${field} ${rule}`)
    }
    assert.deepEqual(
      await fields({ sessionId: "x", fileName: "", mediaType: "pdf", byteSize: 0, sha256: "abc", language: "!" }),
      [
        "session_id uuid",
        "file_name length",
        "media_type media_type",
        "media_type type",
        "byte_size range",
        "sha256 sha256",
        "language language",
      ],
    )
    assert.deepEqual(await fields({ type: "FILE_TYPE_UNSPECIFIED" }), ["type enum"])
    assert.deepEqual(await fields({ mediaType: "application/vnd.apple.mpegurl" }), ["media_type playlist"])
    assert.deepEqual(await fields({ byteSize: -1 }), ["byte_size range"])
    assert.deepEqual(await fields({ byteSize: 201 * 1024 ** 2 }), ["byte_size range"])
    const video: File = { type: "FILE_TYPE_VIDEO", mediaType: "video/mp4", fileName: "stream" }
    assert.deepEqual(await fields(video), ["file_name reserved"])
    assert.deepEqual(await fields({ ...video, fileName: "a.mp4", byteSize: 21 * 1024 ** 3 }), ["byte_size range"])
    assert.deepEqual(await fields({ type: "FILE_TYPE_IMAGE", mediaType: "image/svg+xml" }), ["media_type type"])
    const caption: File = { type: "FILE_TYPE_CAPTION", mediaType: "text/vtt", fileName: "ko.vtt" }
    assert.deepEqual(await fields(caption), ["language required"])
    assert.deepEqual(await fields({ ...caption, fileName: "ko.srt", language: "ko" }), ["file_name extension"])
  })

  it("is for the instructor of the course and administrators", async () => {
    const session = draft()
    const published = service.newSession({ instructorId: randomUUID() })
    await refusal(begin(slides(session.id), callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    await refusal(begin(slides(session.id), callAs(caller.learner())), "PERMISSION_DENIED", "SCOPE_MISSING")
    await refusal(
      begin(slides(published.id), callAs(caller.instructor())),
      "PERMISSION_DENIED",
      "NOT_COURSE_INSTRUCTOR",
    )
    const notSeen = await refusal(
      begin(slides(session.id), callAs(caller.instructor())),
      "NOT_FOUND",
      "SESSION_NOT_FOUND",
    )
    const notThere = await refusal(begin(slides(randomUUID()), as(session)), "NOT_FOUND", "SESSION_NOT_FOUND")
    assert.equal(notSeen.message, notThere.message)
    assert.ok(await begin(slides(session.id), callAs(caller.admin())))
  })

  it("answers a repeat as at first, and refuses another request under the same key", async () => {
    const session = draft()
    const request = slides(session.id)
    const replies = await Promise.all(Array.from({ length: 8 }, () => begin(request, as(session))))
    assert.equal(new Set(replies.map(({ file }) => file?.id)).size, 1)
    assert.equal(new Set(replies.map(({ uploadPath }) => uploadPath)).size, 1)
    const other = { ...request, file: { ...request.file, byteSize: 1001 } }
    await refusal(begin(other, as(session)), "INVALID_ARGUMENT", "REQUEST_ID_REUSED")
    await refusal(begin({ ...request, requestId: "x" }, as(session)), "INVALID_ARGUMENT", "INVALID_ARGUMENT")
  })

  it("answers a repeat with where the file stands now, also when the course has no room for another one", async () => {
    const session = draft()
    const by = uploader(service, session.instructorId)
    const bytes = randomBytes(QUOTA)
    const requestId = randomUUID()
    const repeat = async () => {
      const { file, url } = await by.begin(bytes, { sessionId: session.id, requestId })
      return { id: file.id, url, state: [file.status, file._progressPercent && file.progressPercent] }
    }
    const { id, url, state } = await repeat()
    assert.deepEqual(state, ["FILE_STATUS_UPLOADING", 0])
    await patch(url, 0, bytes.subarray(0, QUOTA / 4))
    assert.deepEqual(await repeat(), { id, url, state: ["FILE_STATUS_UPLOADING", 25] })
    await patch(url, QUOTA / 4, bytes.subarray(QUOTA / 4))
    await service.runJobs()
    assert.deepEqual(await repeat(), { id, url, state: ["FILE_STATUS_READY", undefined] })
  })

  it("gives a path to one of twelve who want it at once", async () => {
    const session = draft()
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => begin(slides(session.id), as(session))))
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
    for (const outcome of outcomes)
      if (outcome.status === "rejected") assert.equal(outcome.reason.reason, "FILE_EXISTS")
  })

  it("gives out no more than the quota of the course, of ten who want a fifth of it at once", async () => {
    const session = draft()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        begin(slides(session.id, { fileName: `${index}.pdf`, byteSize: QUOTA / 5 }), as(session)),
      ),
    )
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 5)
    const error = await refusal(
      begin(slides(session.id, { byteSize: 1 }), as(session)),
      "FAILED_PRECONDITION",
      "QUOTA_EXCEEDED",
    )
    assert.equal(error.details.violations?.[0]?.field, "byte_size")
    const other = draft()
    assert.ok(await begin(slides(other.id, { byteSize: QUOTA }), as(other)))
  })

  it("frees the quota of what has failed or is deleted, and its name", async () => {
    const session = draft()
    const by = uploader(service, session.instructorId)
    const bytes = randomBytes(QUOTA)
    for (let round = 0; round < 3; round++) {
      const { file, url } = await by.begin(bytes, {
        sessionId: session.id,
        type: "FILE_TYPE_IMAGE",
        mediaType: "image/png",
      })
      await patch(url, 0, bytes)
      await service.runJobs()
      assert.equal((await by.get(file.id))?.status, "FILE_STATUS_FAILED")
      const ready = await by.upload(bytes, { sessionId: session.id })
      assert.equal(ready.status, "FILE_STATUS_READY")
      await service.content.deleteFile({ id: ready.id }, by.call())
    }
  })

  it("takes fifty files in a session", async () => {
    const session = draft()
    const beginNext = (index: number) =>
      begin(slides(session.id, { fileName: `${index}.pdf`, byteSize: 1 }), as(session))
    for (let index = 0; index < 50; index++) await beginNext(index)
    const error = await refusal(beginNext(50), "FAILED_PRECONDITION", "TOO_MANY_FILES")
    assert.equal(error.details.violations?.[0]?.field, "session_id")
  })
})
