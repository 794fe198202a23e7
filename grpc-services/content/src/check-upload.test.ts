import assert from "node:assert/strict"
import { randomBytes, randomUUID } from "node:crypto"
import { access, readdir, rm, truncate } from "node:fs/promises"
import { join } from "node:path"
import { Readable } from "node:stream"
import { buffer } from "node:stream/consumers"
import { after, before, describe, it, type TestContext } from "node:test"
import { idToBytes } from "@lectern/service-kit/ids"
import { callsBy } from "@lectern/test-kit/callers"
import { until } from "@lectern/test-kit/until"
import { checkUploads } from "./check-upload.ts"
import { giveUpUploads, purgeBytes } from "./removed-files.ts"
import { testContentService } from "./test-service.ts"
import { patch, sha256Of, uploader } from "./test-upload.ts"

describe("checking of uploads", () => {
  let now = new Date("2026-03-01T10:00:00.000Z")
  const clock = () => now
  const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000))
  let service: Awaited<ReturnType<typeof testContentService>>
  let by: ReturnType<typeof uploader>
  before(async () => {
    service = await testContentService(clock)
    by = uploader(service, randomUUID(), callsBy(clock))
  })
  after(() => service[Symbol.asyncDispose]())

  /** An upload that is received and not checked yet. */
  const received = async (bytes = randomBytes(2_000_000)) => {
    const { file, url } = await by.begin(bytes)
    // Two chunks.
    await patch(url, 0, bytes.subarray(0, 1_500_000))
    await patch(url, 1_500_000, bytes.subarray(1_500_000))
    return { ...file, bytes, url, at: join(service.storageFolder, file.path ?? "") }
  }
  const chunksOf = async (id = "") => {
    const folder = join(service.storageFolder, "uploads", id)
    return (await readdir(folder)).sort().map((name) => join(folder, name))
  }
  const stateOf = async (id = "") => {
    const file = await by.get(id)
    return [file?.status.replace("FILE_STATUS_", ""), file?.failureReason]
  }
  const uploadOf = (id = "") =>
    service.background.db
      .selectFrom("uploads")
      .selectAll()
      .where("file_id", "=", idToBytes(id))
      .executeTakeFirstOrThrow()
  /** Begins a check, up to where it has read the bytes and places them; it goes on when it is let. */
  const placing = async (test: TestContext) => {
    const { files } = service.background
    const entered = Promise.withResolvers<void>()
    const leave = Promise.withResolvers<void>()
    const write = files.write.bind(files)
    const mocked = test.mock.method(files, "write", async (path: string, bytes: AsyncIterable<Uint8Array>) => {
      const all = await buffer(bytes)
      entered.resolve()
      await leave.promise
      await write(path, Readable.from([all]))
    })
    // Also when the test has failed.
    test.after(() => leave.resolve())
    const running = checkUploads(service.background)
    await entered.promise
    mocked.mock.restore()
    return {
      finish: async () => {
        leave.resolve()
        await running
      },
    }
  }

  it("fails one whose bytes are lost, with the reason, and gives its share of the quota back", async () => {
    for (const lose of [rm, (chunk: string) => truncate(chunk, 1000)]) {
      const { id } = await received()
      const [, second = ""] = await chunksOf(id)
      await lose(second)
      await checkUploads(service.background)
      assert.deepEqual(await stateOf(id), ["FAILED", "bytes of the upload were lost: upload the file again"])
      const row = await service.background.db
        .selectFrom("content_files")
        .select("counted_bytes")
        .where("id", "=", idToBytes(id ?? ""))
        .executeTakeFirstOrThrow()
      assert.equal(row.counted_bytes, 0)
    }
  })

  it("ends when the process stops, and goes on at once with another one", async (test) => {
    const { id, bytes } = await received()
    const stopping = new AbortController()
    const read = Promise.withResolvers<void>()
    const { files } = service.background
    const open = files.open.bind(files)
    const opened = test.mock.method(files, "open", async (...args: Parameters<typeof open>) => {
      // The first bytes are read; then the store hangs.
      if (args[1]) return open(...args)
      read.resolve()
      return new Readable({ read() {} })
    })
    const running = checkUploads(service.background, stopping.signal)
    await read.promise
    stopping.abort()
    await running
    assert.deepEqual(await stateOf(id), ["UPLOADING", ""])
    opened.mock.restore()
    await service.runJobs()
    assert.deepEqual(await stateOf(id), ["READY", ""])
    assert.equal((await by.get(id ?? ""))?.sha256, sha256Of(bytes))
  })

  it("keeps its lease for as long as it takes", async (test) => {
    test.mock.timers.enable({ apis: ["setInterval"] })
    const { id, at } = await received()
    const first = await placing(test)
    for (let round = 0; round < 3; round++) {
      later(50)
      test.mock.timers.tick(15_000)
      await until(async () => Number((await uploadOf(id)).check_at) === now.getTime() + 60_000, {
        description: "the lease to be renewed",
      })
    }
    await checkUploads(service.background)
    await assert.rejects(access(at), "another one has begun")
    await first.finish()
    await service.runJobs()
    assert.deepEqual(await stateOf(id), ["READY", ""])
  })

  it("decides nothing once its lease has ended", async (test) => {
    const { id } = await received()
    const first = await placing(test)
    later(61)
    const second = await placing(test)
    await first.finish()
    assert.deepEqual(await stateOf(id), ["UPLOADING", ""])
    assert.equal((await chunksOf(id)).length, 2, "the second may still be reading")
    await second.finish()
    await service.runJobs()
    assert.deepEqual(await stateOf(id), ["READY", ""])
  })

  it("leaves no bytes of a file that was deleted, and purged, while they were placed", async (test) => {
    const { id, at } = await received()
    const first = await placing(test)
    await service.content.deleteFile({ id: id ?? "" }, by.call())
    later(3601)
    await purgeBytes(service.background)
    await first.finish()
    await access(at)
    await purgeBytes(service.background)
    await assert.rejects(access(at))
    assert.deepEqual(await stateOf(id), ["DELETED", ""])
  })

  it("comes late without harm: what was received in time does not expire", async () => {
    const { id } = await received()
    later(3601)
    await giveUpUploads(service.background)
    await service.runJobs()
    assert.deepEqual(await stateOf(id), ["READY", ""])
  })
})
