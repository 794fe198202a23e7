import assert from "node:assert/strict"
import { randomBytes, randomUUID } from "node:crypto"
import { access, readFile } from "node:fs/promises"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import type { ServiceError } from "@lectern/rpc/errors"
import { idToBytes } from "@lectern/service-kit/ids"
import { caller, callsBy } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { purgeEnded } from "../content-file-store.ts"
import type { Deps } from "../deps.ts"
import type { FileStore } from "../file-store.ts"
import { purgeBytes } from "../removed-files.ts"
import { testContentService } from "../test-service.ts"
import { head, patch, uploader } from "../test-upload.ts"
import { importStream } from "./import-stream.ts"

describe("deleteFile", () => {
  let now = new Date("2026-03-01T10:00:00.000Z")
  const as = callsBy(() => now)
  let service: Awaited<ReturnType<typeof testContentService>>
  let by: ReturnType<typeof uploader>
  before(async () => {
    service = await testContentService(() => now)
    by = uploader(service, randomUUID(), as)
  })
  after(() => service[Symbol.asyncDispose]())

  const remove = (request: { id: string; etag?: string }, call = by.call()) => service.content.deleteFile(request, call)
  const at = (path: string) => join(service.storageFolder, path)

  it("takes the file away, keeps its row, and its bytes for the grace period", async () => {
    const ready = await by.upload(randomBytes(1000))
    const { file } = await remove({ id: ready.id, etag: ready.etag })
    assert.equal(file?.status, "FILE_STATUS_DELETED")
    assert.notEqual(file?.etag, ready.etag)
    const { files } = await service.content.batchListSessionFiles(
      { sessions: [{ sessionId: ready.sessionId, courseId: ready.courseId }] },
      by.call(),
    )
    assert.deepEqual(files, [])
    await service.runJobs()
    await access(at(ready.path))
    now = new Date(now.getTime() + 3_601_000)
    await service.runJobs()
    await assert.rejects(access(at(ready.path)))
    assert.equal((await by.get(ready.id))?.status, "FILE_STATUS_DELETED")
  })

  it("lets a file of the same name come at once, which outlives the bytes of the first", async () => {
    const session = service.newSession({ instructorId: randomUUID() })
    const owner = uploader(service, session.instructorId, as)
    const first = await owner.upload(randomBytes(1000), { sessionId: session.id })
    await service.content.deleteFile({ id: first.id }, owner.call())
    const bytes = randomBytes(2000)
    const second = await owner.upload(bytes, { sessionId: session.id })
    assert.equal(second.path, first.path)
    now = new Date(now.getTime() + 3_601_000)
    await service.runJobs()
    const download = await fetch(service.filesAddress + ((await owner.get(second.id))?.downloadPath ?? ""))
    assert.ok(Buffer.from(await download.arrayBuffer()).equals(bytes))
  })

  it("ends an upload that is under way", async () => {
    const { file, url } = await by.begin(randomBytes(1000))
    await patch(url, 0, randomBytes(500))
    await remove({ id: file.id })
    assert.equal((await head(url)).status, 410)
  })

  it("ends one that is received and not checked yet, and one that waits to be processed", async () => {
    const bytes = randomBytes(1000)
    const { file, url } = await by.begin(bytes)
    await patch(url, 0, bytes)
    await remove({ id: file.id })
    await service.runJobs()
    assert.equal((await by.get(file.id))?.status, "FILE_STATUS_DELETED")
    await assert.rejects(access(at(file.path)))
  })

  it("takes a whole stream", async () => {
    const session = service.newSession({ instructorId: randomUUID() })
    const owner = uploader(service, session.instructorId, as)
    const importIt = async (title: string) =>
      service.content.importStream(
        { sessionId: session.id, courseId: session.courseId, sourceFolder: await service.sampleStream(title) },
        as(caller.admin()),
      )
    const { fileId } = await importIt("one")
    await service.content.deleteFile({ id: fileId }, owner.call())
    const list = async () =>
      (
        await service.content.batchListSessionFiles(
          { sessions: [{ sessionId: session.id, courseId: session.courseId }] },
          owner.call(),
        )
      ).files
    assert.deepEqual(await list(), [])
    // Another one takes its place, and keeps it when the time of the first has come.
    await importIt("two")
    now = new Date(now.getTime() + 3_601_000)
    await service.runJobs()
    assert.equal((await list()).length, 4)
    // Of the first, nothing is there any more.
    assert.equal(await readFile(join(service.packageFolder(session.id), "poster.jpg"), "utf8"), "a picture of two")
    const [video] = await list()
    await service.content.deleteFile({ id: video?.id ?? "" }, owner.call())
    now = new Date(now.getTime() + 3_601_000)
    await service.runJobs()
    await assert.rejects(access(at(`sessions/${session.id}`)))
  })

  it("takes a stream that is being imported, with the bytes that come afterwards", async () => {
    const session = service.newSession({ instructorId: randomUUID() })
    const owner = uploader(service, session.instructorId, as)
    const filesOf = () =>
      service.content.batchListSessionFiles(
        { sessions: [{ sessionId: session.id, courseId: session.courseId }] },
        owner.call(),
      )
    await using jobs = await service.jobs()
    const files: FileStore = {
      ...jobs.files,
      async take(sources) {
        const [video] = (await filesOf()).files
        await service.content.deleteFile({ id: video?.id ?? "" }, owner.call())
        now = new Date(now.getTime() + 3_601_000)
        await service.runJobs()
        await jobs.files.take(sources)
      },
    }
    const { uploads, grants } = { uploads: {} as Deps["uploads"], grants: {} as Deps["grants"] }
    const sourceFolder = await service.sampleStream("three")
    const request = { sessionId: session.id, courseId: session.courseId, sourceFolder }
    await assert.rejects(
      importStream({ ...jobs, files, uploads, grants })(request, as(caller.admin())),
      (error: ServiceError) => error.code === "FAILED_PRECONDITION" && error.reason === "STREAM_DELETED",
    )
    await service.runJobs()
    await assert.rejects(access(at(`sessions/${session.id}`)))
    const streams = jobs.db.selectFrom("streams").select("id").where("session_id", "=", idToBytes(session.id))
    assert.deepEqual(await streams.where("discard_at", "is", null).execute(), [])
  })

  it("has the bytes taken away file by file, until the service stops", async () => {
    for (let i = 0; i < 2; i++) await remove({ id: (await by.upload(randomBytes(10))).id })
    now = new Date(now.getTime() + 3_601_000)
    const stopping = new AbortController()
    const deleted: string[] = []
    const files: FileStore = {
      ...service.background.files,
      async delete(path) {
        await service.background.files.delete(path)
        deleted.push(path)
        stopping.abort()
      },
    }
    await assert.rejects(purgeBytes({ ...service.background, files }, stopping.signal), { name: "AbortError" })
    assert.equal(deleted.length, 1)
    // What it had claimed is taken up again.
    now = new Date(now.getTime() + 601_000)
    await purgeBytes({ ...service.background, files })
    assert.equal(deleted.length, 2)
  })

  it("takes away bytes that come while others are taken away", async () => {
    const { id } = await by.upload(randomBytes(10))
    await remove({ id })
    now = new Date(now.getTime() + 3_601_000)
    const { db } = service.background
    const file = db.selectFrom("content_files").selectAll().where("id", "=", idToBytes(id))
    let deletions = 0
    const files: FileStore = {
      ...service.background.files,
      async delete() {
        if (deletions++ === 0) await purgeEnded(db, await file.executeTakeFirstOrThrow(), now)
      },
    }
    await purgeBytes({ ...service.background, files })
    await purgeBytes({ ...service.background, files })
    assert.equal(deletions, 2)
    assert.equal((await file.executeTakeFirst())?.object_path, null)
  })

  it("refuses a stale etag with the current one, and then does nothing", async () => {
    const ready = await by.upload(randomBytes(10))
    const error = await refusal(remove({ id: ready.id, etag: "0" }), "ABORTED", "ETAG_STALE")
    assert.equal(error.details.currentEtag, ready.etag)
    assert.equal((await by.get(ready.id))?.status, "FILE_STATUS_READY")
  })

  it("knows no file to delete for others, as for one that is not there", async () => {
    const ready = await by.upload(randomBytes(10))
    const message = (await refusal(remove({ id: ready.id }, as(caller.instructor())), "NOT_FOUND", "FILE_NOT_FOUND"))
      .message
    assert.equal(message, `there is no file ${ready.id}`)
    for (const id of [randomUUID(), "", "x"]) await refusal(remove({ id }), "NOT_FOUND", "FILE_NOT_FOUND")
    await refusal(remove({ id: ready.id }, as(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    await refusal(remove({ id: ready.id }, as(caller.learner())), "PERMISSION_DENIED", "SCOPE_MISSING")
    assert.ok(await remove({ id: ready.id }, as(caller.admin())))
  })

  it("is done once when ten do it at once", async () => {
    const ready = await by.upload(randomBytes(10))
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => remove({ id: ready.id })))
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
    for (const outcome of outcomes)
      if (outcome.status === "rejected") assert.equal(outcome.reason.reason, "FILE_NOT_FOUND")
  })
})
