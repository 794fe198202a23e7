import assert from "node:assert/strict"
import { beforeEach, describe, it } from "node:test"
import { breaker, type Breaker } from "./breaker.ts"

describe("a breaker", () => {
  let now = 0
  let changes: string[] = []
  let guard: Breaker
  beforeEach(() => {
    now = 0
    changes = []
    // In the middle of the jitter.
    guard = breaker(
      (from, to) => changes.push(`${from} ${to}`),
      () => now,
      () => 0.5,
    )
  })
  const call = (isGood: boolean | undefined) => {
    const refusal = guard.refusal()
    if (refusal === undefined) guard.ended(isGood)
    return refusal
  }
  const calls = (count: number, isGood: boolean | undefined) => {
    for (let i = 0; i < count; i++) call(isGood)
  }

  it("opens when half of twenty calls within ten seconds were bad", () => {
    calls(10, true)
    calls(9, false)
    assert.equal(guard.state, "closed")
    calls(1, false)
    assert.equal(guard.state, "open")
    assert.equal(call(true), 5000)
  })

  it("stays closed for fewer, for old ones, and for those that say nothing", () => {
    calls(19, false)
    now += 10_000
    calls(19, false)
    calls(50, undefined)
    assert.equal(guard.state, "closed")
    assert.equal(call(true), undefined)
  })

  it("lets three calls through after its pause, and closes when they are good", () => {
    calls(20, false)
    now += 4999
    assert.equal(call(true), 1)
    now += 1
    assert.equal(guard.refusal(), undefined)
    assert.equal(guard.refusal(), undefined)
    assert.equal(guard.refusal(), undefined)
    assert.ok(guard.refusal() !== undefined, "a fourth has to wait")
    guard.ended(true)
    guard.ended(true)
    assert.equal(guard.state, "half-open")
    guard.ended(true)
    assert.deepEqual(changes, ["closed open", "open half-open", "half-open closed"])
    calls(19, false)
    assert.equal(guard.state, "closed", "what was before is forgotten")
  })

  it("pauses twice as long after each bad one of these, up to half a minute", () => {
    calls(20, false)
    const pauses: (number | undefined)[] = []
    for (let i = 0; i < 4; i++) {
      now += guard.refusal() ?? 0
      call(false)
      pauses.push(guard.refusal())
    }
    assert.deepEqual(pauses, [10_000, 20_000, 30_000, 30_000])
  })

  it("gives the place of one that says nothing to another", () => {
    calls(20, false)
    now += 5000
    calls(5, undefined)
    calls(3, true)
    assert.equal(guard.state, "closed")
  })

  it("does not count calls that were made before it opened", () => {
    for (let i = 0; i < 22; i++) assert.equal(guard.refusal(), undefined)
    for (let i = 0; i < 20; i++) guard.ended(false)
    guard.ended(true)
    assert.equal(guard.state, "open")
    now += 5000
    guard.refusal()
    assert.equal(guard.state, "half-open")
  })
})
