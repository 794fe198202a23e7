import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { rename, rm } from "node:fs/promises"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { after, before, beforeEach, describe, it } from "node:test"
import { sql } from "kysely"
import { callsBy, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { measureRegularly } from "./measure.ts"
import { checkStreams } from "./stream-checks.ts"
import { tellStreamHealth } from "./stream-notices.ts"
import { testContentService } from "./test-service.ts"

const MINUTE_MS = 60_000

describe("the self-check of streams", () => {
  let now = new Date("2027-03-01T00:00:00Z")
  const clock = () => now
  const later = (ms: number) => (now = new Date(now.getTime() + ms))
  const callAs = callsBy(clock)
  let service: Awaited<ReturnType<typeof testContentService>>
  let jobs: Awaited<ReturnType<(typeof service)["jobs"]>>
  before(async () => {
    service = await testContentService(clock)
    jobs = await service.jobs()
  })
  beforeEach(async () => {
    await jobs.db.deleteFrom("streams").execute()
    await sql`delete from outbox`.execute(jobs.db)
    later(20 * MINUTE_MS)
    service.told.length = 0
  })
  after(async () => {
    await jobs[Symbol.asyncDispose]()
    await service[Symbol.asyncDispose]()
  })

  const imported = async (instructorId = randomUUID()) => {
    const { id: sessionId, courseId } = service.newSession({ instructorId, isPublished: false })
    const it = { sessionId, courseId, instructorId }
    const sourceFolder = await service.sampleStream(it.sessionId)
    await service.content.importStream({ ...it, sourceFolder }, callAs(caller.admin()))
    return it
  }
  const at = (sessionId: string, path: string) => join(service.packageFolder(sessionId), path)
  const check = (origin?: string, replica = jobs) => checkStreams({ ...replica, origin })
  const healthOf = async ({ sessionId, instructorId }: { sessionId: string; instructorId: string }) => {
    const { streams } = await service.content.batchGetStreamHealth(
      { sessionIds: [sessionId] },
      callAs(caller.instructor(instructorId)),
    )
    return streams[0]
  }
  const stateOf = async (it: Parameters<typeof healthOf>[0]) => (await healthOf(it))?.state.replace(/^.*STATE_/, "")

  it("names the segment that is missing within a period, and says when it is there again; other streams go on", async () => {
    const [broken, other] = [await imported(), await imported()]
    assert.equal(await stateOf(broken), "UNSPECIFIED")
    await check()
    assert.deepEqual([await stateOf(broken), await stateOf(other)], ["SUCCESS", "SUCCESS"])

    const segment = at(broken.sessionId, "480p/segment-1.m4s")
    await rename(segment, `${segment}.away`)
    await check()
    assert.equal(await stateOf(broken), "SUCCESS", "its time has not come")
    later(15 * MINUTE_MS)
    const foundAt = now
    await check()
    assert.deepEqual([await stateOf(broken), await stateOf(other)], ["FAIL", "SUCCESS"])
    const issues = async () =>
      (await healthOf(broken))?.issues.map(({ path, culprit, message, sinceTime }) => [
        path,
        culprit,
        message,
        Number(sinceTime?.seconds) * 1000,
      ])
    const expected = ["480p/segment-1.m4s", "STREAM_CULPRIT_STORAGE", "it is missing in the store", foundAt.getTime()]
    assert.deepEqual(await issues(), [expected])
    later(15 * MINUTE_MS)
    await check()
    assert.deepEqual(await issues(), [expected], "it is broken since then")

    await rename(`${segment}.away`, segment)
    later(15 * MINUTE_MS)
    await check()
    const health = await healthOf(broken)
    assert.deepEqual([health?.state, health?.issues], ["STREAM_HEALTH_STATE_SUCCESS", []])
    assert.equal(Number(health?.recoverTime?.seconds) * 1000, now.getTime())
    assert.equal((await healthOf(other))?.recoverTime, null)
  })

  it("tells the instructor once that a stream does not play, and once that it plays again", async () => {
    const stream = await imported()
    const segment = at(stream.sessionId, "240p/init.mp4")
    await rename(segment, `${segment}.away`)
    for (let round = 0; round < 3; round++) {
      await check()
      later(15 * MINUTE_MS)
    }
    await tellStreamHealth(jobs)
    await rename(`${segment}.away`, segment)
    for (let round = 0; round < 3; round++) {
      await check()
      later(15 * MINUTE_MS)
    }
    await tellStreamHealth(jobs)
    assert.deepEqual(
      service.told.map(({ userId, sessionId, isBroken }) => [userId, sessionId, isBroken]),
      [true, false].map((isBroken) => [stream.instructorId, stream.sessionId, isBroken]),
    )
  })

  it("tells nobody of a stream whose course is gone", async () => {
    const stream = await imported()
    service.forgetCourse(stream.courseId)
    await rm(at(stream.sessionId, "240p/init.mp4"))
    await check()
    assert.deepEqual(await tellStreamHealth(jobs), { delivered: 1, failed: 0 })
    assert.deepEqual(service.told, [])
  })

  it("is done once a period, however many replicas do it", async () => {
    for (let i = 0; i < 10; i++) await imported()
    const replicas = [await service.jobs(), await service.jobs(), await service.jobs()]
    try {
      for (let round = 0; round < 2; round++) {
        await Promise.all(replicas.map((replica) => check(undefined, replica)))
        later(15 * MINUTE_MS)
      }
      const counts = await Promise.all(replicas.map(({ telemetry }) => counterValue(telemetry, "stream_checks_total")))
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        20,
      )
    } finally {
      for (const replica of replicas) await replica[Symbol.asyncDispose]()
    }
  })

  it("is taken over from a replica that died with it", async () => {
    const stream = await imported()
    // As a claim leaves it.
    const { numUpdatedRows } = await jobs.db
      .updateTable("streams")
      .set({ next_check_at: new Date(now.getTime() + 2 * MINUTE_MS) })
      .executeTakeFirst()
    assert.equal(numUpdatedRows, 1n)
    await check()
    assert.equal(await stateOf(stream), "UNSPECIFIED")
    later(2 * MINUTE_MS)
    await check()
    assert.equal(await stateOf(stream), "SUCCESS")
  })

  it("also goes through the network, with a grant, and blames that for what the store has", async () => {
    const stream = await imported()
    await check(service.filesAddress)
    assert.equal(await stateOf(stream), "SUCCESS")
    // A proxy that loses one of the files.
    const proxy = createServer((request, response) => {
      const isLost = request.url?.includes("240p/segment-0.m4s")
      void fetch(new URL(request.url ?? "", service.filesAddress), { method: request.method ?? "GET" }).then((answer) =>
        response.writeHead(isLost ? 502 : answer.status).end(),
      )
    })
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve))
    try {
      later(15 * MINUTE_MS)
      await check(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
      const health = await healthOf(stream)
      assert.deepEqual(
        health?.issues.map(({ path, culprit, message }) => [path, culprit, message]),
        [["240p/segment-0.m4s", "STREAM_CULPRIT_NETWORK", "it is served with the status 502, and the store has it"]],
      )
    } finally {
      proxy.close()
    }
  })

  it("is an error when nobody answers, which is asked again in a minute and told to nobody", async () => {
    const stream = await imported()
    await check("http://127.0.0.1:9")
    assert.equal(await stateOf(stream), "ERROR")
    later(MINUTE_MS)
    await check(service.filesAddress)
    assert.equal(await stateOf(stream), "SUCCESS")
    await tellStreamHealth(jobs)
    assert.deepEqual(service.told, [])
  })

  it("counts broken streams for whoever watches the platform", async () => {
    const [broken] = [await imported(), await imported()]
    await rm(at(broken.sessionId, "master.m3u8"))
    await check()
    const replica = await service.jobs()
    const job = measureRegularly(replica)
    try {
      const { telemetry } = replica
      await until(async () => (await counterValue(telemetry, "streams_broken")) === 1, { description: "the count" })
      await job.stop()
      const statements = () => counterValue(telemetry, "db_statements_total")
      const before = await statements()
      assert.match(await telemetry.metrics.metrics(), /^streams_broken\{?.* 1$/m)
      assert.equal(await statements(), before, "asking for it costs no statement")
    } finally {
      await job.stop()
      await replica[Symbol.asyncDispose]()
    }
  })

  describe("batchGetStreamHealth", () => {
    it("is for the instructor of the course and administrators; for others the stream does not exist", async () => {
      const stream = await imported()
      const ask = async (who = caller.anonymous) =>
        (await service.content.batchGetStreamHealth({ sessionIds: [stream.sessionId, randomUUID(), "x"] }, callAs(who)))
          .streams.length
      assert.equal(await ask(caller.instructor(stream.instructorId)), 1)
      assert.equal(await ask(caller.admin()), 1)
      for (const who of [caller.anonymous, caller.learner(), caller.instructor()]) assert.equal(await ask(who), 0)
    })

    it("bounds the batch", async () => {
      const sessionIds = Array.from({ length: 101 }, () => randomUUID())
      await refusal(
        service.content.batchGetStreamHealth({ sessionIds }, callAs(caller.admin())),
        "INVALID_ARGUMENT",
        "BATCH_TOO_LARGE",
      )
    })
  })
})
