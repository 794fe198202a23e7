import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import { coverageToJson, parseCoverage } from "./coverage-json.ts"
import { hostileEvents, numRuns } from "./test-histories.ts"
import { coverageOf, spansOf } from "./watch-algebra.ts"

describe("coverage as JSON", () => {
  it("[law] comes back equal, from its text and from the array that a driver has already parsed", () => {
    fc.assert(
      fc.property(hostileEvents, (events) => {
        const f = coverageOf(spansOf(events))
        assert.deepEqual(parseCoverage(coverageToJson(f)), f)
        assert.deepEqual(parseCoverage(JSON.parse(coverageToJson(f))), f)
      }),
      { numRuns },
    )
  })

  it("is compact", () => {
    assert.equal(
      coverageToJson([
        [0, 10, 1],
        [10, 20, 2],
      ]),
      "[[0,10,1],[10,20,2]]",
    )
    assert.deepEqual(parseCoverage("[[0, 10, 1], [10, 20, 2]]"), [
      [0, 10, 1],
      [10, 20, 2],
    ])
  })

  const refused: [what: string, stored: unknown, message: RegExp][] = [
    ["text that is not JSON", "[[0,10", /expected JSON, found \[\[0,10/],
    ["null", null, /expected an array of steps, found null/],
    ["nothing", undefined, /expected an array of steps, found undefined/],
    ["an object", "{}", /expected an array of steps, found \{\}/],
    ["a step without a count", [[0, 10]], /expected \[startMs, endMs, count\].* at 0, found \[0,10\]/],
    ["a step that is text", [["0", 10, 1]], /at 0/],
    ["a fraction", [[0, 10.5, 1]], /at 0/],
    ["a negative start", [[-1, 10, 1]], /at 0/],
    [
      "an empty step",
      [
        [0, 1, 1],
        [10, 10, 1],
      ],
      /at 1/,
    ],
    ["a count of 0", [[0, 10, 0]], /at 0/],
    [
      "an overlap",
      [
        [0, 10, 1],
        [9, 20, 2],
      ],
      /expected a step from 10 ms on at 1, found \[9,20,2\]/,
    ],
    [
      "a wrong order",
      [
        [10, 20, 1],
        [0, 5, 1],
      ],
      /expected a step from 20 ms on at 1/,
    ],
    [
      "touching steps of one count",
      [
        [0, 10, 1],
        [10, 20, 1],
      ],
      /expected step 1 to differ in count/,
    ],
  ]
  for (const [what, stored, message] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(() => parseCoverage(stored), { name: "TypeError", message })
    })
  }
})
