import assert from "node:assert/strict"
import { randomBytes, randomUUID } from "node:crypto"
import { access } from "node:fs/promises"
import { join } from "node:path"
import { after, afterEach, before, describe, it } from "node:test"
import { idToBytes } from "@lectern/service-kit/ids"
import { caller, callsBy } from "@lectern/test-kit/callers"
import { counterValue, silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { checkUploads } from "./check-upload.ts"
import { fileHandlers } from "./file-handlers.ts"
import { measureRegularly } from "./measure.ts"
import { processFiles, UnprocessableError, type Handler } from "./process-file.ts"
import { testContentService } from "./test-service.ts"
import { patch, uploader } from "./test-upload.ts"

describe("processing of files", () => {
  let now = new Date("2026-03-01T10:00:00.000Z")
  let service: Awaited<ReturnType<typeof testContentService>>
  let by: ReturnType<typeof uploader>
  const handlers = { ...fileHandlers }
  const handler = handlers.OTHER
  const process = () => processFiles({ ...service.background, handlers }, "other files")
  before(async () => {
    service = await testContentService(() => now)
    by = uploader(
      service,
      randomUUID(),
      callsBy(() => now),
    )
  })
  const leaving: (() => void)[] = []
  afterEach(async () => {
    handlers.OTHER = handler
    for (const leave of leaving.splice(0)) leave()
    now = new Date(now.getTime() + 3_600_000)
    await process()
  })
  after(() => service[Symbol.asyncDispose]())

  /** A file that is PROCESSING. */
  const received = async () => {
    const bytes = randomBytes(100)
    const { file, url } = await by.begin(bytes)
    await patch(url, 0, bytes)
    await checkUploads(service.background)
    return file.id
  }
  const stateOf = async (id: string) => {
    const file = await by.get(id)
    return [file?.status.replace("FILE_STATUS_", ""), file?.failureReason, file?.progressPercent]
  }
  /** Runs `handle` as the handler until it has been entered, and gives what ends it. */
  const paused = (handle: Handler) => {
    const entered = Promise.withResolvers<void>()
    const leave = Promise.withResolvers<void>()
    // Also when the test has failed.
    leaving.push(leave.resolve)
    handlers.OTHER = async (...args) => {
      entered.resolve()
      await leave.promise
      await handle(...args)
    }
    return { entered: entered.promise, leave: leave.resolve }
  }

  it("shows how far it is, and ends in a file that is ready", async () => {
    const id = await received()
    assert.deepEqual(await stateOf(id), ["PROCESSING", "", 0])
    const seen: unknown[] = []
    handlers.OTHER = async (_, __, run) => {
      for (const percent of [-1, 41.9, 100]) {
        await run.progress(percent)
        seen.push((await by.get(id))?.progressPercent)
      }
    }
    await process()
    assert.deepEqual(seen, [0, 41, 99])
    assert.deepEqual(await stateOf(id), ["READY", "", undefined])
  })

  it("of what is not what it should be ends in a failed file, whose bytes go", async () => {
    const id = await received()
    handlers.OTHER = () => Promise.reject(new UnprocessableError("line 3: a time is expected"))
    await process()
    assert.deepEqual(await stateOf(id), ["FAILED", "line 3: a time is expected", undefined])
    await service.runJobs()
    await assert.rejects(access(join(service.storageFolder, (await by.get(id))?.path ?? "")))
  })

  it("is tried five times, longer and longer after", async () => {
    const id = await received()
    let tries = 0
    handlers.OTHER = () => {
      tries++
      return Promise.reject(new Error("the disk is busy"))
    }
    for (const [waitedSeconds, expected] of [
      [0, 1],
      [9, 1],
      [2, 2],
      [19, 2],
      [2, 3],
      [41, 4],
      [81, 5],
    ] as const) {
      now = new Date(now.getTime() + waitedSeconds * 1000)
      await process()
      assert.equal(tries, expected)
    }
    assert.deepEqual(await stateOf(id), ["FAILED", "the file could not be processed", undefined])
  })

  it("is measured while it waits, not while somebody works on it, and counted when it is done", async () => {
    const { telemetry } = service.background
    const measured = async () => {
      // Gauges of its own, or they would be there twice.
      const own = silentTelemetry("measure")
      const job = measureRegularly({ ...service.background, telemetry: own })
      const values = async (name: string) =>
        (await own.metrics.getSingleMetric(name)?.get())?.values.find(({ labels }) => labels.lane === "other files")
          ?.value
      try {
        await until(async () => (await values("processing_waiting_files")) !== undefined, {
          description: "the first measure",
        })
        return [await values("processing_waiting_files"), await values("processing_overdue_seconds")]
      } finally {
        await job.stop()
      }
    }
    const ready = () => counterValue(telemetry, "files_processed_total", { type: "OTHER", outcome: "ready" })
    const before = await ready()
    await received()
    await received()
    now = new Date(now.getTime() + 90_000)
    assert.deepEqual(await measured(), [2, 90])
    const { entered, leave } = paused(async () => {})
    const processing = process()
    await entered
    assert.deepEqual(await measured(), [1, 90])
    leave()
    await processing
    assert.deepEqual(await measured(), [0, 0])
    assert.equal(await ready(), before + 2)
  })

  it("is given up when its process was killed each time", async () => {
    const id = await received()
    const killed: ReturnType<typeof paused>[] = []
    const running: Promise<void>[] = []
    for (let tries = 0; tries < 5; tries++) {
      const one = paused(async () => {})
      killed.push(one)
      running.push(process())
      await one.entered
      now = new Date(now.getTime() + 61_000)
    }
    let isTriedAgain = false
    handlers.OTHER = async () => void (isTriedAgain = true)
    await process()
    assert.equal(isTriedAgain, false)
    assert.deepEqual(await stateOf(id), ["FAILED", "the file could not be processed", undefined])
    for (const { leave } of killed) leave()
    await Promise.all(running)
    assert.equal((await stateOf(id))[0], "FAILED")
  })

  it("goes on at once with another process when one stops, however often", async () => {
    const id = await received()
    for (let stops = 0; stops < 6; stops++) {
      const stopping = new AbortController()
      handlers.OTHER = async (_, __, { signal }) => {
        stopping.abort()
        signal.throwIfAborted()
      }
      await processFiles({ ...service.background, handlers }, "other files", stopping.signal)
      assert.deepEqual(await stateOf(id), ["PROCESSING", "", 0])
    }
    handlers.OTHER = handler
    await process()
    assert.deepEqual(await stateOf(id), ["READY", "", undefined])
  })

  it("keeps its lease for as long as it takes", async (test) => {
    test.mock.timers.enable({ apis: ["setInterval"] })
    const id = await received()
    const first = paused(async () => {})
    const running = process()
    await first.entered
    const leaseEnd = async () =>
      (
        await service.background.db
          .selectFrom("processing_jobs")
          .select("next_action_at")
          .where("file_id", "=", idToBytes(id))
          .executeTakeFirstOrThrow()
      ).next_action_at.getTime()
    for (let round = 0; round < 3; round++) {
      now = new Date(now.getTime() + 50_000)
      test.mock.timers.tick(15_000)
      await until(async () => (await leaseEnd()) === now.getTime() + 60_000, { description: "the lease to be renewed" })
    }
    handlers.OTHER = () => assert.fail("another one has taken it over")
    await process()
    first.leave()
    await running
    assert.deepEqual(await stateOf(id), ["READY", "", undefined])
  })

  it("decides nothing once its lease has ended, while another one is at work", async () => {
    for (const outcome of [
      async () => {},
      () => Promise.reject(new UnprocessableError("of the first")),
      () => Promise.reject(new Error("of the first")),
    ]) {
      const id = await received()
      const first = paused(outcome)
      const running = [process()]
      await first.entered
      now = new Date(now.getTime() + 61_000)
      const second = paused(async () => {})
      running.push(process())
      await second.entered
      first.leave()
      await running[0]
      assert.deepEqual(await stateOf(id), ["PROCESSING", "", 0])
      handlers.OTHER = () => assert.fail("a third one has taken it over")
      await process()
      second.leave()
      await running[1]
      assert.deepEqual(await stateOf(id), ["READY", "", undefined])
    }
  })

  it("of one that fails stops no other", async () => {
    const ids = [await received(), await received(), await received()]
    handlers.OTHER = async (_, file) => {
      if (file.id.toString("hex") === ids[0]?.replaceAll("-", "")) throw new Error("broken")
    }
    await process()
    assert.deepEqual(await Promise.all(ids.map(async (id) => (await stateOf(id))[0])), ["PROCESSING", "READY", "READY"])
  })

  it("is done once by each of many replicas", async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, received))
    const handled: string[] = []
    handlers.OTHER = async (_, file) => void handled.push(file.id.toString("hex"))
    await Promise.all(Array.from({ length: 6 }, () => process()))
    assert.deepEqual(handled.sort(), ids.map((id) => id.replaceAll("-", "")).sort())
  })

  it("is taken over when the lease of a replica ends, whose outcome then counts for nothing", async () => {
    const id = await received()
    const first = paused(() => Promise.reject(new UnprocessableError("of the first")))
    const running = process()
    await first.entered
    handlers.OTHER = handler
    await process()
    assert.deepEqual(await stateOf(id), ["PROCESSING", "", 0])
    now = new Date(now.getTime() + 61_000)
    await process()
    assert.deepEqual(await stateOf(id), ["READY", "", undefined])
    first.leave()
    await running
    assert.deepEqual(await stateOf(id), ["READY", "", undefined])
  })

  it("tells a handler that its lease is gone", async () => {
    await received()
    let wasAborted: boolean | undefined
    const first = paused(async (_, __, run) => {
      await run.progress(50)
      wasAborted = run.signal.aborted
    })
    const running = process()
    await first.entered
    handlers.OTHER = handler
    now = new Date(now.getTime() + 61_000)
    await process()
    first.leave()
    await running
    assert.equal(wasAborted, true)
  })

  it("of a file that is deleted meanwhile leaves it deleted", async () => {
    const id = await received()
    const first = paused(async () => {})
    const running = process()
    await first.entered
    await service.content.deleteFile({ id }, callsBy(() => now)(caller.admin()))
    first.leave()
    await running
    assert.equal((await stateOf(id))[0], "DELETED")
  })
})
