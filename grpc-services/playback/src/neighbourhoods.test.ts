import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { CARRY_LIMIT } from "@lectern/watch-algebra/watch-algebra"
import { neighbourhoods } from "./neighbourhoods.ts"

describe("neighbourhoods", () => {
  it("begin at the last anchor when all arrivals come behind it", () => {
    assert.deepEqual(neighbourhoods([41, 43, 42], 40), [[40, 43 + CARRY_LIMIT + 1]])
  })

  it("reach as far as an event can matter when an arrival fills a gap", () => {
    assert.deepEqual(neighbourhoods([2000], 3000), [[2000 - CARRY_LIMIT - 1, 2000 + CARRY_LIMIT + 1]])
  })

  it("are apart where arrivals are, and one where they meet", () => {
    const reach = CARRY_LIMIT + 1
    assert.deepEqual(neighbourhoods([10_000, 0, 500], 20_000), [
      [0, 500 + reach],
      [10_000 - reach, 10_000 + reach],
    ])
  })
})
