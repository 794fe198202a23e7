import assert from "node:assert/strict"
import { randomBytes, randomUUID } from "node:crypto"
import { after, before, beforeEach, describe, it } from "node:test"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { testContentService } from "../test-service.ts"
import { patch, uploader } from "../test-upload.ts"

describe("batchListSessionFiles and batchGetFiles", () => {
  let service: Awaited<ReturnType<typeof testContentService>>
  let grantAll: (typeof service)["neighbour"]["batchCheckAccess"]
  before(async () => {
    service = await testContentService()
    grantAll = service.neighbour.batchCheckAccess
  })
  beforeEach(() => {
    service.neighbour.batchCheckAccess = grantAll
  })
  after(() => service[Symbol.asyncDispose]())

  type Asked = { id: string; courseId: string; isPreview?: boolean }
  const list = async (sessions: Asked[], call = callAs(caller.learner())) =>
    (
      await service.content.batchListSessionFiles(
        { sessions: sessions.map(({ id, courseId, isPreview = false }) => ({ sessionId: id, courseId, isPreview })) },
        call,
      )
    ).files
  const get = async (id: string, call = callAs(caller.learner())) =>
    (await service.content.batchGetFiles({ ids: [id] }, call)).files[0]
  const denyAll = (reason = "ACCESS_REASON_NOT_ENROLLED" as const) => {
    service.neighbour.batchCheckAccess = async ({ courseIds, previewCourseIds }) => ({
      decisions: courseIds.map((courseId) => ({ courseId, granted: false, reason })),
      previewDecisions: previewCourseIds.map((courseId) => ({
        courseId,
        granted: true,
        reason: "ACCESS_REASON_PREVIEW",
      })),
    })
  }
  /** A session with a file in each status but DELETED, and one that is. */
  const furnished = async () => {
    const session = service.newSession({ instructorId: randomUUID() })
    const by = uploader(service, session.instructorId)
    const over = (fileName: string) => ({ sessionId: session.id, fileName })
    const ready = await by.upload(randomBytes(10), over("ready.bin"))
    const failed = await by.begin(randomBytes(10), {
      ...over("failed.png"),
      type: "FILE_TYPE_IMAGE",
      mediaType: "image/png",
    })
    await patch(failed.url, 0, randomBytes(10))
    await service.runJobs()
    const deleted = await by.upload(randomBytes(10), over("deleted.bin"))
    await service.content.deleteFile({ id: deleted.id }, by.call())
    const { file: uploading } = await by.begin(randomBytes(10), over("uploading.bin"))
    return { session, by, ready, deleted, uploading }
  }

  it("show the ready ones to those who may watch, everything to the instructor, and nothing to others", async () => {
    const { session, by, ready, deleted, uploading } = await furnished()
    const names = async (call = callAs(caller.learner())) =>
      (await list([session], call)).map(({ fileName }) => fileName)
    assert.deepEqual(await names(), ["ready.bin"])
    assert.deepEqual(await names(by.call()), ["ready.bin", "failed.png", "uploading.bin"])
    assert.equal((await get(ready.id))?.fileName, "ready.bin")
    assert.equal(await get(uploading.id), undefined)
    assert.equal(await get(deleted.id), undefined)
    assert.equal((await get(deleted.id, by.call()))?.status, "FILE_STATUS_DELETED")
    denyAll()
    assert.deepEqual(await names(), [])
    assert.equal(await get(ready.id), undefined)
  })

  it("show paths to editors only", async () => {
    const { session, by, ready } = await furnished()
    assert.equal((await list([session]))[0]?.path, "")
    assert.equal((await list([session], by.call()))[0]?.path, ready.path)
  })

  it("show files of previews to everybody, and those of the rest to nobody without the right", async () => {
    const { session, ready } = await furnished()
    denyAll()
    const [file] = await list([{ ...session, isPreview: true }], callAs(caller.anonymous))
    assert.equal(file?.id, ready.id)
    assert.deepEqual(await list([session], callAs(caller.anonymous)), [])
  })

  it("take no session for one of another course", async () => {
    const { session } = await furnished()
    assert.deepEqual(await list([{ id: session.id, courseId: randomUUID(), isPreview: true }]), [])
    assert.deepEqual(await list([{ id: session.id, courseId: "" }]), [])
    assert.deepEqual(await list([{ id: "../x", courseId: session.courseId }]), [])
  })

  it("sign downloads that end with the right to them, of what is to be downloaded", async () => {
    const { session, ready } = await furnished()
    const download = async () => service.filesAddress + ((await list([session]))[0]?.downloadPath ?? "")
    assert.equal((await fetch(await download())).status, 200)
    service.neighbour.batchCheckAccess = async ({ courseIds }) => ({
      decisions: courseIds.map((courseId) => ({
        courseId,
        granted: true,
        reason: "ACCESS_REASON_ENROLLED",
        validUntilTime: toTimestamp(new Date()),
      })),
      previewDecisions: [],
    })
    assert.equal((await fetch(await download())).status, 403)
    service.neighbour.batchCheckAccess = grantAll
    // The same grant opens no file of another session, and no address of another kind.
    const other = await furnished()
    const url = await download()
    for (const altered of [
      url.replace(ready.id, other.ready.id),
      url.replace("downloads", "captions").replace("ready.bin", ""),
      url.replace("ready.bin", "%2e%2e"),
      url.replace("ready.bin", "a/../../x"),
      url.replace(/downloads.*\?/, `downloads/${ready.id}?`),
    ])
      assert.ok([400, 403, 404].includes((await fetch(altered)).status), altered)
  })

  it("hand out no video", async () => {
    const session = service.newSession({ instructorId: randomUUID() })
    await service.content.importStream(
      { sessionId: session.id, courseId: session.courseId, sourceFolder: await service.sampleStream("a sample") },
      callAs(caller.admin()),
    )
    const files = await list([session])
    assert.deepEqual(
      files.map(({ type, downloadPath }) => [type, downloadPath]),
      [
        ["FILE_TYPE_VIDEO", ""],
        ["FILE_TYPE_CAPTION", ""],
        ["FILE_TYPE_CAPTION", ""],
        ["FILE_TYPE_IMAGE", ""],
      ],
    )
    // Nor by a right address of something else.
    const { ready } = await (async () => {
      const by = uploader(service, session.instructorId)
      return { ready: await by.upload(randomBytes(10), { sessionId: session.id }) }
    })()
    const found = (await list([session])).find(({ id }) => id === ready.id)
    const url = service.filesAddress + (found?.downloadPath ?? "")
    assert.equal((await fetch(url)).status, 200)
    assert.equal((await fetch(url.replace(ready.id, files[0]?.id ?? ""))).status, 404)
  })

  it("cost as much for 200 sessions as for one", async () => {
    const { session } = await furnished()
    const others = Array.from({ length: 199 }, () => ({ id: randomUUID(), courseId: randomUUID() }))
    const counts = async () => [
      await counterValue(service.telemetry, "grpc_client_handled_total", { grpc_method: "BatchCheckAccess" }),
      await counterValue(service.telemetry, "db_statements_total", { origin: "call" }),
    ]
    for (const sessions of [[session], [session, ...others]]) {
      const before = await counts()
      assert.equal((await list(sessions)).length, 1)
      assert.deepEqual(
        (await counts()).map((count, index) => count - (before[index] ?? 0)),
        [1, 2],
      )
    }
    await refusal(list([session, ...others, session]), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
    const ids = Array.from({ length: 201 }, () => randomUUID())
    await refusal(
      service.content.batchGetFiles({ ids }, callAs(caller.learner())),
      "INVALID_ARGUMENT",
      "BATCH_TOO_LARGE",
    )
  })
})
