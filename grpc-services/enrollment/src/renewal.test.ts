import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { nextTryAt, stepDue, type RenewalState } from "./renewal.ts"

const end = new Date("2027-03-31T09:00:00Z")
const at = (days: number, ms = 0) => new Date(end.getTime() + days * 86_400_000 + ms)
const active: RenewalState = {
  status: "ACTIVE",
  period_end: end,
  auto_renew: 1,
  payment_method: "ok",
  next_action_at: null,
}
const step = (over: Partial<RenewalState>, now: Date) => stepDue({ ...active, ...over }, { now, noticeDays: 7 })

describe("stepDue", () => {
  it("leaves one that renews itself alone until the millisecond of its end", () => {
    assert.deepEqual(step({}, at(0, -1)), { kind: "WAIT", until: end })
    assert.deepEqual(step({}, end), { kind: "CHARGE" })
  })

  it("tells of an end seven days before, of one that is not renewed or has nothing to charge", () => {
    for (const over of [{ auto_renew: 0 as const }, { payment_method: "" }]) {
      assert.deepEqual(step(over, at(-7, -1)), { kind: "WAIT", until: at(-7) })
      assert.deepEqual(step(over, at(-7)), { kind: "TELL" })
      assert.deepEqual(step(over, at(0, -1)), { kind: "TELL" })
      assert.deepEqual(step(over, end), { kind: "END", isOff: true })
    }
  })

  it("pays no period of which more than the grace and a day have passed", () => {
    for (const status of ["ACTIVE", "GRACE"] as const) {
      assert.deepEqual(step({ status }, at(4, -1)), { kind: "CHARGE" })
      assert.deepEqual(step({ status }, at(4)), { kind: "END", isOff: false })
    }
  })

  it("ends one in grace that is not to be renewed any more", () => {
    assert.deepEqual(step({ status: "GRACE", auto_renew: 0 }, at(1)), { kind: "END", isOff: true })
  })

  it("has nothing to do with what has ended", () => {
    for (const status of ["EXPIRED", "CANCELLED"] as const)
      assert.deepEqual(step({ status }, at(40)), { kind: "WAIT", until: null })
  })
})

describe("nextTryAt", () => {
  it("is a day and three days after the end, and never again", () => {
    assert.deepEqual(nextTryAt(end, end), at(1))
    assert.deepEqual(nextTryAt(end, at(1, -1)), at(1))
    assert.deepEqual(nextTryAt(end, at(1)), at(3))
    assert.equal(nextTryAt(end, at(3)), undefined)
  })

  it("leaves out what a late sweep has missed", () => {
    assert.deepEqual(nextTryAt(end, at(2)), at(3))
    assert.equal(nextTryAt(end, at(3.5)), undefined)
  })
})
