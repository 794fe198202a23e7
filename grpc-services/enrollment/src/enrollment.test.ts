import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import { Violations } from "@lectern/service-kit/validation"
import type { EnrollmentRow } from "./database.ts"
import { cancel, checkEnd, enrollmentAt, extend, MAX_PAUSE_MS, MAX_PAUSES, pause, resume } from "./enrollment.ts"

const now = new Date("2026-03-01T10:00:00.000Z")
const inMs = (ms: number) => new Date(now.getTime() + ms)
const DAY_MS = 86_400_000
const row = (over: Partial<EnrollmentRow> = {}): EnrollmentRow => ({
  id: Buffer.alloc(16, 1),
  user_id: Buffer.alloc(16, 2),
  course_id: Buffer.alloc(16, 3),
  status: "ACTIVE",
  source: "PURCHASE",
  enrolled_at: inMs(-10 * DAY_MS),
  expires_at: inMs(10 * DAY_MS),
  paused_at: null,
  pause_count: 0,
  version: 4,
  ...over,
})
const onHold = (over: Partial<EnrollmentRow> = {}) => row({ status: "PAUSED", paused_at: now, pause_count: 1, ...over })

describe("an enrolment", () => {
  it("moves its end by exactly the time on hold, over all its pauses, whenever anybody looks", () => {
    const ms = fc.integer({ min: 0, max: MAX_PAUSE_MS - 1 })
    fc.assert(
      fc.property(fc.array(fc.tuple(ms, ms), { minLength: 1, maxLength: MAX_PAUSES }), (pauses) => {
        let enrollment = row({ expires_at: inMs(1000 * DAY_MS) })
        let at = 0
        let onHoldMs = 0
        for (const [activeMs, pausedMs] of pauses) {
          at += activeMs
          enrollment = pause(enrollment, "", inMs(at))
          at += pausedMs
          onHoldMs += pausedMs
          // Looked at on the way, which changes nothing.
          enrollment = resume(enrollmentAt(enrollment, inMs(at)), "", inMs(at))
        }
        assert.deepEqual(enrollment.expires_at, inMs(1000 * DAY_MS + onHoldMs))
        assert.equal(enrollment.version, 4 + 2 * pauses.length)
      }),
    )
  })

  it("goes on by itself when a pause has lasted its longest, and never ends while it is on hold", () => {
    const paused = onHold({ expires_at: inMs(1) })
    assert.equal(enrollmentAt(paused, inMs(MAX_PAUSE_MS - 1)), paused)
    const ended = enrollmentAt(paused, inMs(MAX_PAUSE_MS))
    assert.deepEqual(ended, {
      ...paused,
      status: "ACTIVE",
      paused_at: null,
      expires_at: inMs(MAX_PAUSE_MS + 1),
      version: 5,
    })
    // A millisecond later its time is over, by the same rule in one step.
    assert.deepEqual(enrollmentAt(paused, inMs(MAX_PAUSE_MS + 1)), { ...ended, status: "EXPIRED", version: 6 })
    assert.deepEqual(enrollmentAt(onHold({ expires_at: null }), inMs(MAX_PAUSE_MS)).expires_at, null)
  })

  it("is over in the millisecond of its end", () => {
    for (const status of ["ACTIVE", "COMPLETED"] as const) {
      const live = row({ status, expires_at: now })
      assert.equal(enrollmentAt(live, inMs(-1)), live)
      assert.deepEqual(enrollmentAt(live, now), { ...live, status: "EXPIRED", version: 5 })
    }
    const cancelled = row({ status: "CANCELLED", expires_at: now })
    assert.equal(enrollmentAt(cancelled, now), cancelled)
  })

  it("may be put on hold three times", () => {
    const third = pause(row({ pause_count: 2 }), "", now)
    assert.equal(third.pause_count, 3)
    assert.throws(() => pause(row({ pause_count: 3 }), "", now), { reason: "PAUSES_USED_UP" })
  })

  it("is what was asked for when it was so before, whatever the etag says", () => {
    for (const same of [row({ status: "CANCELLED" })]) assert.equal(cancel(same, "1"), same)
    const paused = onHold()
    assert.equal(pause(paused, "1", now), paused)
    const active = row()
    assert.equal(resume(active, "1", now), active)
    assert.equal(extend(active, "1", inMs(10 * DAY_MS), new Violations()), active)
  })

  it("is not changed under an etag that is no longer its own", () => {
    const stale = { reason: "ETAG_STALE", details: { currentEtag: "4" } }
    assert.throws(() => cancel(row(), "3"), stale)
    assert.throws(() => pause(row(), "3", now), stale)
    assert.throws(() => resume(onHold(), "3", now), stale)
    assert.throws(() => extend(row(), "3", inMs(20 * DAY_MS), new Violations()), stale)
    assert.equal(cancel(row(), "4").status, "CANCELLED")
  })

  it("that is over or completed is refused by what it is", () => {
    for (const status of ["EXPIRED", "CANCELLED"] as const) {
      assert.throws(() => extend(row({ status }), "", inMs(20 * DAY_MS), new Violations()), {
        reason: "ENROLLMENT_ENDED",
      })
      assert.throws(() => resume(row({ status }), "", now), { reason: "ENROLLMENT_NOT_ACTIVE" })
    }
    assert.throws(() => cancel(row({ status: "EXPIRED" }), ""), { reason: "ENROLLMENT_ENDED" })
    assert.throws(() => pause(row({ status: "COMPLETED" }), "", now), { reason: "ENROLLMENT_NOT_ACTIVE" })
  })

  it("gets later ends only, and one without end gets none", () => {
    assert.deepEqual(extend(row(), "", inMs(11 * DAY_MS), new Violations()).expires_at, inMs(11 * DAY_MS))
    for (const [enrollment, rule] of [
      [row(), "later"],
      [row({ expires_at: null }), "end"],
    ] as const)
      assert.throws(
        () => extend(enrollment, "", inMs(9 * DAY_MS), new Violations()),
        (error: { details: { violations: { field: string; rule: string }[] } }) => {
          assert.deepEqual(
            error.details.violations.map((found) => [found.field, found.rule]),
            [["expire_time", rule]],
          )
          return true
        },
      )
  })
})

describe("the end of an enrolment", () => {
  it("lies after now and before the year 2100", () => {
    const isTaken = (at: Date) => {
      const violations = new Violations()
      checkEnd(violations, "expire_time", at, now)
      try {
        violations.throwIfAny()
        return true
      } catch {
        return false
      }
    }
    assert.deepEqual([inMs(1), new Date("2099-12-31T23:59:59.999Z")].map(isTaken), [true, true])
    assert.deepEqual(
      [
        now,
        inMs(-1),
        new Date("1969-12-31T00:00:00Z"),
        new Date("2100-01-01T00:00:00Z"),
        new Date(8.64e15),
        new Date(NaN),
      ].map(isTaken),
      [false, false, false, false, false, false],
    )
  })
})
