import assert from "node:assert/strict"
import { describe, it } from "node:test"
import type { Caller } from "@lectern/rpc/passport"
import { decideAccess, GRACE_DAYS, type AccessFacts, type AccessReason } from "./entitlement.ts"

const now = new Date("2026-03-01T10:00:00.000Z")
const inMs = (ms: number) => new Date(now.getTime() + ms)
const DAY_MS = 86_400_000

// Four roles by three states of the enrolment by two of the subscription, of the preview and of the course: 96 cells.
// The rows of a subscription that is over come on top, since they alone tell SUBSCRIPTION_EXPIRED from NOT_ENROLLED.
// Enrolment: - none, en live, ho on hold. The instructor is the course's own.
const TABLE = `
                                   anonymous    learner      instructor   admin
published   preview  subscription  -  en ho     -  en ho     -  en ho     -  en ho
yes         no       none          si si si     no EN no     ST ST ST     ST ST ST
yes         no       live          si si si     SU EN SU     ST ST ST     ST ST ST
yes         no       over          si si si     ex EN ex     ST ST ST     ST ST ST
yes         yes      none          PR PR PR     PR PR PR     ST ST ST     ST ST ST
yes         yes      live          PR PR PR     PR PR PR     ST ST ST     ST ST ST
yes         yes      over          PR PR PR     PR PR PR     ST ST ST     ST ST ST
no          no       none          un un un     un un un     ST ST ST     ST ST ST
no          no       live          un un un     un un un     ST ST ST     ST ST ST
no          no       over          un un un     un un un     ST ST ST     ST ST ST
no          yes      none          un un un     un un un     ST ST ST     ST ST ST
no          yes      live          un un un     un un un     ST ST ST     ST ST ST
no          yes      over          un un un     un un un     ST ST ST     ST ST ST`

// Granted in capitals.
const REASONS: Record<string, AccessReason> = {
  ST: "STAFF",
  PR: "PREVIEW",
  EN: "ENROLLED",
  SU: "SUBSCRIBED",
  un: "COURSE_UNPUBLISHED",
  si: "NOT_SIGNED_IN",
  ex: "SUBSCRIPTION_EXPIRED",
  no: "NOT_ENROLLED",
}
const CALLERS: AccessFacts["caller"][] = [
  { role: "ANONYMOUS" },
  { role: "LEARNER", userId: "learner" },
  { role: "INSTRUCTOR", userId: "instructor" },
  { role: "ADMIN", userId: "admin" },
]
const ENROLLMENTS: AccessFacts["enrollment"][] = [
  undefined,
  { status: "ACTIVE", expires_at: null },
  { status: "PAUSED", expires_at: null },
]
const SUBSCRIPTIONS: Record<string, AccessFacts["subscription"]> = {
  none: undefined,
  live: { status: "ACTIVE", period_end: inMs(DAY_MS) },
  over: { status: "EXPIRED", period_end: inMs(-DAY_MS) },
}
const cells = TABLE.trim()
  .split("\n")
  .slice(2)
  .flatMap((line) => {
    const [published, preview, subscription = "", ...codes] = line.split(/\s+/)
    return codes.map((code, column) => {
      const caller = CALLERS[Math.floor(column / 3)] as Caller
      const facts: AccessFacts = {
        caller,
        course: { instructorId: "instructor", isPublished: published === "yes" },
        isPreview: preview === "yes",
        enrollment: ENROLLMENTS[column % 3],
        subscription: SUBSCRIPTIONS[subscription],
        now,
      }
      const name = `${caller.role}, published ${published}, preview ${preview}, subscription ${subscription}, enrolment ${facts.enrollment?.status ?? "none"}`
      return { name, facts, reason: REASONS[code], isGranted: code === code.toUpperCase(), subscription }
    })
  })

describe("decideAccess", () => {
  it("answers all cells of the table", () => {
    assert.equal(cells.length, 144)
    assert.equal(cells.filter(({ subscription }) => subscription !== "over").length, 96)
    for (const { name, facts, reason, isGranted } of cells) {
      const { granted, reason: found } = decideAccess(facts)
      assert.deepEqual({ granted, reason: found }, { granted: isGranted, reason }, name)
    }
  })

  it("grants exactly what the formula says", () => {
    for (const { name, facts } of cells) {
      const { caller, course, isPreview, enrollment, subscription } = facts
      const isStaff = caller.role === "ADMIN" || caller.userId === "instructor"
      // Nobody who is anonymous has either.
      const hasRight =
        caller.userId !== undefined && (enrollment?.status === "ACTIVE" || subscription?.status === "ACTIVE")
      assert.equal(
        decideAccess(facts).granted,
        isStaff || (course?.isPublished === true && (isPreview || hasRight)),
        name,
      )
    }
  })

  const learner = (over: Partial<AccessFacts>): AccessFacts => ({
    caller: { role: "LEARNER", userId: "learner" },
    course: { instructorId: "instructor", isPublished: true },
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

  it("answers an unknown course as an unpublished one, to administrators too", () => {
    for (const caller of CALLERS) {
      const facts = learner({
        caller,
        course: undefined,
        isPreview: true,
        enrollment: { status: "ACTIVE", expires_at: null },
      })
      assert.deepEqual(decideAccess(facts), { granted: false, reason: "COURSE_UNPUBLISHED", validUntil: null })
    }
  })

  it("treats an instructor as a learner in the courses of others", () => {
    assert.deepEqual(answer({ caller: { role: "INSTRUCTOR", userId: "another" } }), ["NOT_ENROLLED", null])
  })

  it("takes a service for nobody in particular", () => {
    assert.deepEqual(answer({ caller: { role: "SERVICE" } }), ["NOT_SIGNED_IN", null])
  })

  it("opens a course by an active or completed enrolment only", () => {
    const by = (status: NonNullable<AccessFacts["enrollment"]>["status"]) =>
      answer({ enrollment: { status, expires_at: null } })[0]
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

  it("holds an enrolment until its last millisecond, whatever its status says", () => {
    const until = (ms: number) => answer({ enrollment: { status: "ACTIVE", expires_at: inMs(ms) } })
    assert.deepEqual(until(1), ["ENROLLED", inMs(1).toISOString()])
    assert.deepEqual(until(0), ["NOT_ENROLLED", null])
    assert.deepEqual(until(-1), ["NOT_ENROLLED", null])
  })

  it("holds a subscription until the last millisecond of its period", () => {
    const until = (ms: number) => answer({ subscription: { status: "ACTIVE", period_end: inMs(ms) } })
    assert.deepEqual(until(1), ["SUBSCRIBED", inMs(1).toISOString()])
    assert.deepEqual(until(0), ["SUBSCRIPTION_EXPIRED", null])
  })

  it("keeps access in GRACE until the last attempt to renew, and no longer", () => {
    const since = (ms: number) => answer({ subscription: { status: "GRACE", period_end: inMs(-ms) } })
    assert.deepEqual(since(DAY_MS), ["SUBSCRIBED", inMs((GRACE_DAYS - 1) * DAY_MS).toISOString()])
    assert.deepEqual(since(GRACE_DAYS * DAY_MS - 1), ["SUBSCRIBED", inMs(1).toISOString()])
    assert.deepEqual(since(GRACE_DAYS * DAY_MS), ["SUBSCRIPTION_EXPIRED", null])
  })

  it("does not open anything by a cancelled or expired subscription, though its period lasts", () => {
    for (const status of ["CANCELLED", "EXPIRED"] as const)
      assert.deepEqual(answer({ subscription: { status, period_end: inMs(DAY_MS) } }), ["SUBSCRIPTION_EXPIRED", null])
  })

  it("is valid until the last of two rights ends", () => {
    const both = (enrolledMs: number | undefined, subscribedMs: number) =>
      answer({
        enrollment: { status: "ACTIVE", expires_at: enrolledMs === undefined ? null : inMs(enrolledMs) },
        subscription: { status: "ACTIVE", period_end: inMs(subscribedMs) },
      })
    assert.deepEqual(both(5, 9), ["ENROLLED", inMs(9).toISOString()])
    assert.deepEqual(both(9, 5), ["ENROLLED", inMs(9).toISOString()])
    assert.deepEqual(both(undefined, 5), ["ENROLLED", null])
    assert.deepEqual(both(-1, 5), ["SUBSCRIBED", inMs(5).toISOString()])
    assert.deepEqual(both(5, -1), ["ENROLLED", inMs(5).toISOString()])
  })
})
