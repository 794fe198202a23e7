import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, beforeEach, describe, it } from "node:test"
import { serviceCaller } from "@lectern/rpc/passport"
import { idToBytes } from "@lectern/service-kit/ids"
import { caller } from "@lectern/test-kit/callers"
import { endEnrollments } from "./ended-enrollments.ts"
import { testEnrollmentService } from "./test-service.ts"

const DAY_MS = 86_400_000
let now = new Date("2026-03-01T10:00:00Z")
const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS)
let service: Awaited<ReturnType<typeof testEnrollmentService>>
let replica: Awaited<ReturnType<(typeof service)["replica"]>>
before(async () => {
  service = await testEnrollmentService(() => now)
  replica = await service.replica()
})
after(() => service[Symbol.asyncDispose]())
beforeEach(async () => {
  service.content.isAway = false
  await replica.tellEndedRights()
  service.content.endedRights.length = 0
})

/** What the content service hears of, by whom and what. */
async function told() {
  await replica.tellEndedRights()
  return service.content.endedRights.map(({ userId, courseId }) => ({ userId, courseId }))
}
async function enrolled(over: Parameters<(typeof service)["stored"]["enrollment"]>[2] = {}) {
  const me = { userId: randomUUID(), courseId: service.courses.add().id }
  return { me, id: await service.stored.enrollment(me.userId, me.courseId, over) }
}
const as = (userId: string) => service.as(caller.learner(userId))

describe("the content service is told of the end of a right", () => {
  it("when an enrolment is cancelled, by its learner or by an administrator", async () => {
    const [mine, another] = [await enrolled(), await enrolled({ expires_at: inDays(10) })]
    await service.enrollment.cancelEnrollment({ id: mine.id, etag: "1" }, as(mine.me.userId))
    await service.enrollment.cancelEnrollment({ id: another.id, etag: "1" }, service.as(caller.admin()))
    assert.deepEqual(await told(), [mine.me, another.me])
    // Cancelled once more, it ends nothing.
    await service.enrollment.cancelEnrollment({ id: mine.id, etag: "1" }, as(mine.me.userId))
    assert.equal((await told()).length, 2)
  })

  it("when it is put on hold", async () => {
    const { me, id } = await enrolled()
    await service.enrollment.pauseEnrollment({ id, etag: "1" }, as(me.userId))
    assert.deepEqual(await told(), [me])
    await service.enrollment.resumeEnrollment({ id, etag: "2" }, as(me.userId))
    assert.equal((await told()).length, 1)
  })

  it("when one that went on by itself after a pause is cancelled", async () => {
    const { me, id } = await enrolled({ status: "PAUSED", paused_at: inDays(-31) })
    await service.enrollment.cancelEnrollment({ id, etag: "2" }, as(me.userId))
    assert.deepEqual(await told(), [me])
  })

  it("when a subscription is cancelled in its days of grace, for all courses", async () => {
    const userId = randomUUID()
    const id = await service.stored.subscription(userId, { status: "GRACE", period_end: inDays(-1), auto_renew: 0 })
    await service.enrollment.cancelSubscription({ id, etag: "1" }, as(userId))
    assert.deepEqual(await told(), [{ userId, courseId: "" }])
  })

  it("when an account is erased, for all courses", async () => {
    const userId = randomUUID()
    const message = { eventId: randomUUID(), userId }
    for (let i = 0; i < 2; i++) await service.enrollment.eraseUser(message, service.as(serviceCaller("users")))
    assert.deepEqual(await told(), [{ userId, courseId: "" }])
  })

  it("once by many who end it at once", async () => {
    const { me, id } = await enrolled()
    await Promise.all(
      Array.from({ length: 6 }, () => service.enrollment.cancelEnrollment({ id, etag: "1" }, as(me.userId))),
    )
    const others = [await service.replica(), await service.replica()]
    await Promise.all([replica, ...others].map((each) => each.tellEndedRights()))
    assert.deepEqual(
      service.content.endedRights.map(({ userId }) => userId),
      [me.userId],
    )
  })

  it("later when it is away, under the same name", async () => {
    const { me, id } = await enrolled()
    await service.enrollment.cancelEnrollment({ id, etag: "1" }, as(me.userId))
    service.content.isAway = true
    assert.deepEqual(await told(), [])
    service.content.isAway = false
    now = new Date(now.getTime() + 1000)
    assert.deepEqual(await told(), [me])
    assert.match(service.content.endedRights[0]?.eventId ?? "", /^[0-9a-f-]{36}$/)
  })

  it("before mails that wait", async () => {
    const { me, id } = await enrolled()
    await service.stored.notice(me.userId)
    for (let i = 0; i < 50; i++) await enrolFree(randomUUID())
    await service.enrollment.cancelEnrollment({ id, etag: "1" }, as(me.userId))
    assert.deepEqual(await replica.tellEndedRights(), { delivered: 1, failed: 0 })
  })
})

const enrolFree = (userId: string) =>
  service.enrollment.createEnrollment({ courseId: service.courses.add().id, requestId: randomUUID() }, as(userId))

describe("it is told nothing", () => {
  it("of a right that comes to its end by time", async () => {
    const ended = await enrolled({ expires_at: inDays(-1) })
    await endEnrollments(service.db, now)
    const [row] = await service.db
      .selectFrom("enrollments")
      .select("status")
      .where("id", "=", idToBytes(ended.id))
      .execute()
    assert.equal(row?.status, "EXPIRED")
    await service.stored.subscription(randomUUID(), { period_end: inDays(-1), auto_renew: 0 })
    await replica.sweep()
    assert.deepEqual(await told(), [])
  })

  it("of one that begins, goes on, or is longer", async () => {
    const { me } = await enrolled()
    await enrolFree(me.userId)
    const { id } = await enrolled({ expires_at: inDays(1) })
    await service.enrollment.extendEnrollment(
      { id, etag: "1", expireTime: { seconds: String(Math.floor(inDays(20).getTime() / 1000)), nanos: 0 } },
      service.as(caller.admin()),
    )
    await service.stored.subscription(randomUUID(), { period_end: inDays(-1) })
    await replica.sweep()
    assert.deepEqual(await told(), [])
  })

  it("of an enrolment that opened nothing, and of a subscription that runs on until it was to end", async () => {
    const bySubscription = await enrolled({ source: "SUBSCRIPTION" })
    await service.enrollment.cancelEnrollment({ id: bySubscription.id, etag: "1" }, as(bySubscription.me.userId))
    const paused = await enrolled({ status: "PAUSED", paused_at: now })
    await service.enrollment.cancelEnrollment({ id: paused.id, etag: "1" }, as(paused.me.userId))
    const userId = randomUUID()
    const id = await service.stored.subscription(userId)
    await service.enrollment.cancelSubscription({ id, etag: "1" }, as(userId))
    assert.deepEqual(await told(), [])
  })

  it("of an end that was refused", async () => {
    const { me, id } = await enrolled()
    await assert.rejects(service.enrollment.cancelEnrollment({ id, etag: "7" }, as(me.userId)))
    await assert.rejects(service.enrollment.cancelEnrollment({ id, etag: "1" }, as(randomUUID())))
    assert.deepEqual(await told(), [])
  })
})
