import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { CLOCK_TOLERANCE_MS, clockOffset, FUTURE_LIMIT_MS, likeliestOffset } from "./player-clock.ts"

const DAY_MS = 86_400_000
const now = Date.UTC(2026, 2, 2)

describe("clockOffset", () => {
  const measured = (aheadMs: number, knownMs = 0) =>
    clockOffset({ sentAtMs: now + aheadMs, receivedAtMs: now, knownMs })

  it("takes a small difference for the way of the request and corrects nothing", () => {
    for (const aheadMs of [0, 250, CLOCK_TOLERANCE_MS, -CLOCK_TOLERANCE_MS]) assert.equal(measured(aheadMs), 0)
  })

  it("corrects a clock that is a day off, in either direction", () => {
    assert.equal(measured(DAY_MS), -DAY_MS)
    assert.equal(measured(-DAY_MS), DAY_MS)
  })

  it("keeps what is known while measurements only waver, so that all events move alike", () => {
    assert.equal(measured(DAY_MS + 800, -DAY_MS), -DAY_MS)
  })

  it("notices that the clock was set, right or wrong", () => {
    assert.equal(measured(200, -DAY_MS), 0)
    assert.equal(measured(2 * DAY_MS, -DAY_MS), -2 * DAY_MS)
  })
})

describe("likeliestOffset", () => {
  const bounds = { earliestMs: now - 3_600_000, receivedAtMs: now }

  it("takes the first offset that puts the time between start and present", () => {
    assert.equal(likeliestOffset(now - 1000, [0, -DAY_MS], bounds), 0)
    assert.equal(likeliestOffset(now - 1000 + DAY_MS, [-DAY_MS, 0], bounds), -DAY_MS)
  })

  it("takes an older offset for a time from before the clock was set", () => {
    assert.equal(likeliestOffset(now - 1000 + DAY_MS, [0, -DAY_MS], bounds), -DAY_MS)
    assert.equal(likeliestOffset(now - 1000, [DAY_MS, 0], bounds), 0)
    assert.equal(likeliestOffset(now - 1000, [-DAY_MS, 0], bounds), 0)
  })

  it("takes a time before the start rather than none", () => {
    assert.equal(likeliestOffset(now - 2 * DAY_MS, [0], bounds), 0)
  })

  it("finds none for a time in the future, with five minutes' grace", () => {
    assert.equal(likeliestOffset(now + FUTURE_LIMIT_MS, [0], bounds), 0)
    assert.equal(likeliestOffset(now + FUTURE_LIMIT_MS + 1, [0], bounds), undefined)
  })
})
