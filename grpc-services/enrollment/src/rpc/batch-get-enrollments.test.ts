import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { testEnrollmentService } from "../test-service.ts"

describe("batchGetEnrollments", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService()
  })
  after(() => service[Symbol.asyncDispose]())

  const statements = () => counterValue(service.telemetry, "db_statements_total", { origin: "call" })

  it("reads every field back", async () => {
    const [userId, courseId] = [randomUUID(), randomUUID()]
    const id = await service.stored.enrollment(userId, courseId, {
      status: "COMPLETED",
      source: "SUBSCRIPTION",
      enrolled_at: new Date("2026-01-02T03:04:05.678Z"),
      expires_at: new Date("2036-01-02T03:04:05.001Z"),
      paused_at: new Date("2026-02-03T04:05:06.007Z"),
      pause_count: 2,
      version: 12,
    })
    const { enrollments } = await service.enrollment.batchGetEnrollments({ ids: [id] }, callAs(caller.learner(userId)))
    assert.deepEqual(enrollments, [
      {
        id,
        userId,
        courseId,
        status: "ENROLLMENT_STATUS_COMPLETED",
        source: "ENROLLMENT_SOURCE_SUBSCRIPTION",
        enrollTime: { seconds: Date.parse("2026-01-02T03:04:05Z") / 1000, nanos: 678_000_000 },
        expireTime: { seconds: Date.parse("2036-01-02T03:04:05Z") / 1000, nanos: 1_000_000 },
        etag: "12",
        pauseTime: { seconds: Date.parse("2026-02-03T04:05:06Z") / 1000, nanos: 7_000_000 },
        pausesLeft: 1,
      },
    ])
  })

  it("leaves out another person's for all but administrators, like those that are not there", async () => {
    const userId = randomUUID()
    const courseId = randomUUID()
    const own = await service.stored.enrollment(userId, courseId)
    const other = await service.stored.enrollment(randomUUID(), courseId)
    const ids = [other, own, randomUUID(), "no id", own]
    const read = async (somebody: Parameters<typeof callAs>[0]) =>
      (await service.enrollment.batchGetEnrollments({ ids }, callAs(somebody))).enrollments.map(({ id }) => id).sort()
    assert.deepEqual(await read(caller.learner(userId)), [own])
    assert.deepEqual(await read(caller.instructor()), [])
    assert.deepEqual(await read(caller.anonymous), [])
    assert.deepEqual(await read(caller.gateway), [])
    assert.deepEqual(await read(caller.admin()), [own, other].sort())
  })

  it("reads a person's live enrolments in some courses, and neither ended nor others'", async () => {
    const userId = randomUUID()
    const courseIds = Array.from({ length: 7 }, () => randomUUID()) as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    const [active, paused, completed, cancelled, expired, overdue, foreign] = courseIds
    await service.stored.enrollment(userId, active, { status: "CANCELLED" })
    await service.stored.enrollment(userId, active)
    await service.stored.enrollment(userId, paused, { status: "PAUSED" })
    await service.stored.enrollment(userId, completed, { status: "COMPLETED" })
    await service.stored.enrollment(userId, cancelled, { status: "CANCELLED" })
    await service.stored.enrollment(userId, expired, { status: "EXPIRED" })
    await service.stored.enrollment(userId, overdue, { expires_at: new Date(Date.now() - 1000) })
    await service.stored.enrollment(randomUUID(), foreign)
    await service.stored.enrollment(userId, randomUUID())
    const read = async (somebody: Parameters<typeof callAs>[0], person: string = userId) =>
      (
        await service.enrollment.batchGetEnrollments(
          { userId: person, courseIds: [...courseIds, "no id"] },
          callAs(somebody),
        )
      ).enrollments
        .map(({ courseId }) => courseId)
        .sort()
    const live = [active, paused, completed].sort()
    assert.deepEqual(await read(caller.learner(userId)), live)
    assert.deepEqual(await read(caller.admin()), live)
    assert.deepEqual(await read(caller.learner()), [])
    assert.deepEqual(await read(caller.anonymous), [])
    assert.deepEqual(await read(caller.anonymous, ""), [])
    assert.deepEqual(await read(caller.admin(), "no id"), [])
  })

  it("costs one statement for 200, by either form", async () => {
    const userId = randomUUID()
    const call = callAs(caller.learner(userId))
    const courseIds = Array.from({ length: 200 }, () => randomUUID())
    const ids: string[] = []
    for (const courseId of courseIds) ids.push(await service.stored.enrollment(userId, courseId))
    const before = await statements()
    assert.equal((await service.enrollment.batchGetEnrollments({ ids }, call)).enrollments.length, 200)
    assert.equal((await service.enrollment.batchGetEnrollments({ userId, courseIds }, call)).enrollments.length, 200)
    assert.equal((await statements()) - before, 2)
  })

  it("refuses more than 200, and both forms at once", async () => {
    const call = callAs(caller.learner())
    const many = Array.from({ length: 201 }, () => randomUUID())
    await refusal(service.enrollment.batchGetEnrollments({ ids: many }, call), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
    await refusal(
      service.enrollment.batchGetEnrollments({ userId: randomUUID(), courseIds: many }, call),
      "INVALID_ARGUMENT",
      "BATCH_TOO_LARGE",
    )
    await refusal(
      service.enrollment.batchGetEnrollments({ ids: [randomUUID()], userId: randomUUID() }, call),
      "INVALID_ARGUMENT",
      "IDS_OR_USER",
    )
    assert.deepEqual((await service.enrollment.batchGetEnrollments({}, call)).enrollments, [])
  })
})
