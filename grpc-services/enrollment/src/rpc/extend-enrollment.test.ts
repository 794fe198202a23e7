import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testEnrollmentService } from "../test-service.ts"

const DAY_MS = 86_400_000

describe("extendEnrollment", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService()
  })
  after(() => service[Symbol.asyncDispose]())

  const began = Math.floor(Date.now() / 1000) * 1000
  const inDays = (days: number) => new Date(began + days * DAY_MS)
  const extend = (id: string, expiresAt: Date | null, etag = "", somebody = caller.admin()) =>
    service.enrollment.extendEnrollment({ id, expireTime: expiresAt && toTimestamp(expiresAt), etag }, callAs(somebody))
  const violation = async (promise: Promise<unknown>) => {
    const error = await refusal(promise, "INVALID_ARGUMENT", "INVALID_ARGUMENT")
    return error.details.violations?.map(({ field, rule }) => [field, rule])
  }

  it("moves the end of a live enrolment to a later time, once", async () => {
    for (const status of ["ACTIVE", "PAUSED", "COMPLETED"] as const) {
      const id = await service.stored.enrollment(randomUUID(), randomUUID(), { status, expires_at: inDays(1) })
      const { enrollment } = await extend(id, inDays(9), "1")
      assert.deepEqual(
        [enrollment?.status, enrollment?.expireTime, enrollment?.etag],
        [`ENROLLMENT_STATUS_${status}`, toTimestamp(inDays(9)), "2"],
      )
      assert.deepEqual(await extend(id, inDays(9), "1"), { enrollment })
    }
  })

  it("refuses times that are over, absurd or earlier than the end, by field", async () => {
    const id = await service.stored.enrollment(randomUUID(), randomUUID(), { expires_at: inDays(5) })
    for (const at of [null, new Date(0), new Date(-1), inDays(-1), new Date("2100-01-01T00:00:00Z")])
      assert.deepEqual(await violation(extend(id, at)), [["expire_time", "range"]])
    assert.deepEqual(await violation(extend(id, inDays(4))), [["expire_time", "later"]])
    const endless = await service.stored.enrollment(randomUUID(), randomUUID())
    assert.deepEqual(await violation(extend(endless, inDays(4))), [["expire_time", "end"]])
  })

  it("is for administrators alone", async () => {
    const userId = randomUUID()
    const id = await service.stored.enrollment(userId, randomUUID(), { expires_at: inDays(1) })
    for (const somebody of [caller.learner(userId), caller.instructor()])
      await refusal(extend(id, inDays(2), "", somebody), "PERMISSION_DENIED", "SCOPE_MISSING")
    await refusal(extend(id, inDays(2), "", caller.anonymous), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })

  it("refuses ended ones, unknown ones and stale etags", async () => {
    for (const over of [{ status: "CANCELLED" }, { status: "EXPIRED" }, { expires_at: inDays(-1) }] as const) {
      const id = await service.stored.enrollment(randomUUID(), randomUUID(), over)
      await refusal(extend(id, inDays(2)), "FAILED_PRECONDITION", "ENROLLMENT_ENDED")
    }
    await refusal(extend(randomUUID(), inDays(2)), "NOT_FOUND", "ENROLLMENT_NOT_FOUND")
    const id = await service.stored.enrollment(randomUUID(), randomUUID(), { expires_at: inDays(1), version: 8 })
    assert.equal((await refusal(extend(id, inDays(2), "7"), "ABORTED", "ETAG_STALE")).details.currentEtag, "8")
  })

  it("lets one of ten with the same etag win", async () => {
    const id = await service.stored.enrollment(randomUUID(), randomUUID(), { expires_at: inDays(1) })
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, i) => extend(id, inDays(i + 2), "1")))
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.reason] : []))
    assert.deepEqual([refused.length, ...new Set(refused)], [9, "ETAG_STALE"])
  })
})
