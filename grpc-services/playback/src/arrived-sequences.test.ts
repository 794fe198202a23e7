import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import {
  highestSequence,
  missingSequences,
  sequenceCount,
  withSequences,
  type ArrivedSequences,
} from "./arrived-sequences.ts"

describe("arrived sequences", () => {
  it("are the same whatever the order and the batches, and say what is missing", () => {
    const batches = fc.array(fc.array(fc.nat(60), { maxLength: 12 }), { maxLength: 8 })
    fc.assert(
      fc.property(batches, (arrivals) => {
        const arrived = arrivals.reduce<ArrivedSequences>(withSequences, [])
        const all = new Set(arrivals.flat())
        const highest = Math.max(-1, ...all)
        assert.deepEqual(arrived, withSequences([], [...all]))
        assert.equal(highestSequence(arrived), highest)
        assert.equal(sequenceCount(arrived), all.size)
        const missing = Array.from({ length: highest + 1 }, (_, sequence) => sequence).filter((s) => !all.has(s))
        assert.deepEqual(missingSequences(arrived, 1000), missing)
        assert.deepEqual(missingSequences(arrived, 3), missing.slice(0, 3))
      }),
    )
  })

  it("never touch each other", () => {
    assert.deepEqual(withSequences([[0, 4]], [6, 5, 9]), [
      [0, 6],
      [9, 9],
    ])
  })

  it("name a few missing ones of two thousand million without walking through all", () => {
    assert.deepEqual(missingSequences([[2 ** 31 - 1, 2 ** 31 - 1]], 2), [0, 1])
  })
})
