import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { accessTable, type AccessCell } from "./entitlement-table.ts"
import { decideAccess, GRACE_DAYS, type AccessFacts } from "./entitlement.ts"
import { MAX_PAUSE_MS } from "./enrollment.ts"

const now = new Date("2026-03-01T10:00:00.000Z")
const inMs = (ms: number) => new Date(now.getTime() + ms)
const DAY_MS = 86_400_000

const CALLERS: Record<AccessCell["role"], AccessFacts["caller"]> = {
  ANONYMOUS: { role: "ANONYMOUS" },
  LEARNER: { role: "LEARNER", userId: "learner" },
  INSTRUCTOR: { role: "INSTRUCTOR", userId: "instructor" },
  ADMIN: { role: "ADMIN", userId: "admin" },
}
type Enrollment = NonNullable<AccessFacts["enrollment"]>
type Subscription = NonNullable<AccessFacts["subscription"]>
const [enrollmentId, subscriptionId] = [Buffer.from("an enrolment"), Buffer.from("a subscription")]
const enrolled = (over: Partial<Enrollment> = {}): Enrollment => ({
  id: enrollmentId,
  status: "ACTIVE",
  source: "PURCHASE",
  expires_at: null,
  paused_at: null,
  version: 1,
  ...over,
})
const subscribed = (over: Partial<Subscription> = {}): Subscription => ({
  id: subscriptionId,
  status: "ACTIVE",
  period_end: inMs(DAY_MS),
  ...over,
})
const onHold = enrolled({ status: "PAUSED", paused_at: inMs(-DAY_MS) })
const subscriptionOver = subscribed({ status: "EXPIRED", period_end: inMs(-DAY_MS) })
const ENROLLMENTS = { none: undefined, live: enrolled(), "on hold": onHold }
const SUBSCRIPTIONS = { none: undefined, live: subscribed(), over: subscriptionOver }
const factsOf = (cell: AccessCell): AccessFacts => ({
  caller: CALLERS[cell.role],
  course: { instructorId: "instructor", isPublished: cell.isPublished, isFree: true },
  isPreview: cell.isPreview,
  enrollment: ENROLLMENTS[cell.enrollment],
  subscription: SUBSCRIPTIONS[cell.subscription],
  now,
})

describe("decideAccess", () => {
  it("answers all cells of the table", () => {
    assert.equal(accessTable.length, 144)
    assert.equal(accessTable.filter(({ subscription }) => subscription !== "over").length, 96)
    for (const cell of accessTable) {
      const { granted, reason } = decideAccess(factsOf(cell))
      assert.deepEqual({ granted, reason }, { granted: cell.isGranted, reason: cell.reason }, JSON.stringify(cell))
    }
  })

  it("grants exactly what the formula says", () => {
    for (const cell of accessTable) {
      const isStaff = cell.role === "ADMIN" || cell.role === "INSTRUCTOR"
      // Nobody who is anonymous has either.
      const hasRight = cell.role !== "ANONYMOUS" && (cell.enrollment === "live" || cell.subscription === "live")
      assert.equal(
        decideAccess(factsOf(cell)).granted,
        isStaff || (cell.isPublished && (cell.isPreview || hasRight)),
        JSON.stringify(cell),
      )
    }
  })

  const learner = (over: Partial<AccessFacts>): AccessFacts => ({
    caller: CALLERS.LEARNER,
    course: { instructorId: "instructor", isPublished: true, isFree: false },
    isPreview: false,
    enrollment: undefined,
    subscription: undefined,
    now,
    ...over,
  })
  const answer = (over: Partial<AccessFacts>) => {
    const { reason, validUntil } = decideAccess(learner(over))
    return [reason, validUntil?.toISOString() ?? null]
  }

  it("names what would help in all cells: nothing, to sign in, to wait, or the cheapest way to a right", () => {
    for (const cell of accessTable) {
      const { remedy } = decideAccess(factsOf(cell))
      const expected = { NOT_SIGNED_IN: "SIGN_IN", COURSE_UNPUBLISHED: "WAIT_FOR_PUBLICATION" } as const
      if (cell.isGranted) assert.equal(remedy, "NONE")
      else if (cell.reason in expected) assert.equal(remedy, expected[cell.reason as keyof typeof expected])
    }
    const free = { instructorId: "instructor", isPublished: true, isFree: true }
    const remedies = (enrollment: Enrollment | undefined, subscription: Subscription | undefined) => [
      decideAccess(learner({ enrollment, subscription, course: free })).remedy,
      decideAccess(learner({ enrollment, subscription })).remedy,
    ]
    // Of a course that is free, and of one with a price.
    assert.deepEqual(remedies(undefined, undefined), ["ENROLL", "PURCHASE"])
    assert.deepEqual(remedies(undefined, subscriptionOver), ["ENROLL", "RENEW"])
    assert.deepEqual(remedies(enrolled({ status: "CANCELLED" }), undefined), ["ENROLL", "PURCHASE"])
    assert.deepEqual(remedies(enrolled({ expires_at: now }), subscriptionOver), ["ENROLL", "RENEW"])
    assert.deepEqual(remedies(onHold, undefined), ["RESUME_ENROLLMENT", "RESUME_ENROLLMENT"])
    assert.deepEqual(remedies(onHold, subscriptionOver), ["RESUME_ENROLLMENT", "RESUME_ENROLLMENT"])
    // To let it go on would open nothing.
    assert.deepEqual(remedies({ ...onHold, source: "SUBSCRIPTION" }, subscriptionOver), ["ENROLL", "RENEW"])
  })

  it("says what it rests on: the role, the preview, the rights that open a course, or those that do not", () => {
    const evidence = (over: Partial<AccessFacts>) => decideAccess(learner(over)).evidence
    assert.deepEqual(evidence({ caller: CALLERS.ADMIN, enrollment: enrolled() }), { staffRole: "ADMIN" })
    assert.deepEqual(evidence({ caller: CALLERS.INSTRUCTOR }), { staffRole: "INSTRUCTOR" })
    assert.deepEqual(evidence({ isPreview: true, enrollment: enrolled() }), { isPreview: true })
    assert.deepEqual(evidence({ enrollment: enrolled() }), { enrollmentId })
    assert.deepEqual(evidence({ subscription: subscribed() }), { subscriptionId })
    assert.deepEqual(evidence({ enrollment: enrolled(), subscription: subscribed() }), { enrollmentId, subscriptionId })
    assert.deepEqual(evidence({ enrollment: enrolled(), subscription: subscriptionOver }), { enrollmentId })
    assert.deepEqual(evidence({ enrollment: onHold, subscription: subscribed() }), { subscriptionId })
    assert.deepEqual(evidence({ enrollment: onHold }), { enrollmentId })
    assert.deepEqual(evidence({ enrollment: onHold, subscription: subscriptionOver }), { enrollmentId, subscriptionId })
    assert.deepEqual(evidence({}), {})
    assert.deepEqual(evidence({ caller: CALLERS.ANONYMOUS, enrollment: enrolled() }), {})
  })

  it("answers an unknown course as an unpublished one, to administrators too", () => {
    const unpublished = { instructorId: "somebody else", isPublished: false, isFree: false }
    const expected = {
      granted: false,
      reason: "COURSE_UNPUBLISHED",
      validUntil: null,
      evidence: {},
      remedy: "WAIT_FOR_PUBLICATION",
    }
    const right = { isPreview: true, enrollment: enrolled(), subscription: subscribed() }
    for (const caller of Object.values(CALLERS))
      assert.deepEqual(decideAccess(learner({ ...right, caller, course: undefined })), expected)
    assert.deepEqual(decideAccess(learner({ ...right, course: unpublished })), expected)
  })

  it("treats an instructor as a learner in the courses of others", () => {
    assert.deepEqual(answer({ caller: { role: "INSTRUCTOR", userId: "another" } }), ["NOT_ENROLLED", null])
  })

  it("takes a service for nobody in particular", () => {
    assert.deepEqual(answer({ caller: { role: "SERVICE" } }), ["NOT_SIGNED_IN", null])
  })

  it("opens a course by an active or completed enrolment only", () => {
    const by = (status: Enrollment["status"]) =>
      answer({ enrollment: enrolled({ status, paused_at: status === "PAUSED" ? now : null }) })[0]
    assert.deepEqual(
      (["ACTIVE", "COMPLETED", "PAUSED", "CANCELLED", "EXPIRED"] as const).map((status) => [status, by(status)]),
      [
        ["ACTIVE", "ENROLLED"],
        ["COMPLETED", "ENROLLED"],
        ["PAUSED", "NOT_ENROLLED"],
        ["CANCELLED", "NOT_ENROLLED"],
        ["EXPIRED", "NOT_ENROLLED"],
      ],
    )
  })

  it("opens a course by an enrolment of a subscription only as long as there is one", () => {
    const enrollment = enrolled({ source: "SUBSCRIPTION" })
    assert.deepEqual(answer({ enrollment, subscription: subscribed() })[0], "SUBSCRIBED")
    assert.deepEqual(answer({ enrollment, subscription: subscriptionOver }), ["SUBSCRIPTION_EXPIRED", null])
    assert.deepEqual(answer({ enrollment }), ["NOT_ENROLLED", null])
  })

  it("holds an enrolment until its last millisecond, whatever its status says", () => {
    const until = (ms: number) => answer({ enrollment: enrolled({ expires_at: inMs(ms) }) })
    assert.deepEqual(until(1), ["ENROLLED", inMs(1).toISOString()])
    assert.deepEqual(until(0), ["NOT_ENROLLED", null])
    assert.deepEqual(until(-1), ["NOT_ENROLLED", null])
  })

  it("opens the course again in the very millisecond in which a pause has lasted its longest, until the moved end", () => {
    const pausedAt = (ms: number, expiresInMs: number) =>
      answer({
        enrollment: enrolled({ status: "PAUSED", paused_at: inMs(ms), expires_at: inMs(ms + expiresInMs) }),
      })
    assert.deepEqual(pausedAt(1 - MAX_PAUSE_MS, DAY_MS), ["NOT_ENROLLED", null])
    assert.deepEqual(pausedAt(-MAX_PAUSE_MS, DAY_MS), ["ENROLLED", inMs(DAY_MS).toISOString()])
    assert.deepEqual(pausedAt(-MAX_PAUSE_MS - 5, 5), ["NOT_ENROLLED", null])
    assert.deepEqual(pausedAt(-MAX_PAUSE_MS - 5, 6), ["ENROLLED", inMs(1).toISOString()])
  })

  it("holds a subscription until the last millisecond of its period", () => {
    const until = (ms: number) => answer({ subscription: subscribed({ period_end: inMs(ms) }) })
    assert.deepEqual(until(1), ["SUBSCRIBED", inMs(1).toISOString()])
    assert.deepEqual(until(0), ["SUBSCRIPTION_EXPIRED", null])
  })

  it("keeps access in GRACE until the last attempt to renew, and no longer", () => {
    const since = (ms: number) => answer({ subscription: subscribed({ status: "GRACE", period_end: inMs(-ms) }) })
    assert.deepEqual(since(DAY_MS), ["SUBSCRIBED", inMs((GRACE_DAYS - 1) * DAY_MS).toISOString()])
    assert.deepEqual(since(GRACE_DAYS * DAY_MS - 1), ["SUBSCRIBED", inMs(1).toISOString()])
    assert.deepEqual(since(GRACE_DAYS * DAY_MS), ["SUBSCRIPTION_EXPIRED", null])
  })

  it("does not open anything by a cancelled or expired subscription, though its period lasts", () => {
    for (const status of ["CANCELLED", "EXPIRED"] as const)
      assert.deepEqual(answer({ subscription: subscribed({ status }) }), ["SUBSCRIPTION_EXPIRED", null])
  })

  it("is valid until the last of two rights ends", () => {
    const both = (enrolledMs: number | undefined, subscribedMs: number) =>
      answer({
        enrollment: enrolled({ expires_at: enrolledMs === undefined ? null : inMs(enrolledMs) }),
        subscription: subscribed({ period_end: inMs(subscribedMs) }),
      })
    assert.deepEqual(both(5, 9), ["ENROLLED", inMs(9).toISOString()])
    assert.deepEqual(both(9, 5), ["ENROLLED", inMs(9).toISOString()])
    assert.deepEqual(both(undefined, 5), ["ENROLLED", null])
    assert.deepEqual(both(-1, 5), ["SUBSCRIBED", inMs(5).toISOString()])
    assert.deepEqual(both(5, -1), ["ENROLLED", inMs(5).toISOString()])
  })
})
