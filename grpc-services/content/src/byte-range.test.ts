import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import { readRange } from "./byte-range.ts"

describe("readRange", () => {
  it("reads first-last, open and suffix ranges, cut to the size", () => {
    for (const [header, start, end] of [
      ["bytes=0-0", 0, 0],
      ["bytes=2-5", 2, 5],
      ["bytes=2-", 2, 9],
      ["bytes=2-99999999999999999999999", 2, 9],
      ["bytes=-3", 7, 9],
      ["bytes=-99", 0, 9],
      ["BYTES=9-9", 9, 9],
      ["bytes= 1-2 ", 1, 2],
    ] as const)
      assert.deepEqual(readRange(header, 10), { start, end }, header)
  })

  it("can't satisfy what begins behind the end, or the last no bytes", () => {
    for (const header of ["bytes=10-", "bytes=10-20", "bytes=99999999999999999999-", "bytes=-0"])
      assert.equal(readRange(header, 10), "unsatisfiable", header)
    assert.equal(readRange("bytes=0-", 0), "unsatisfiable")
  })

  it("ignores other units, broken ranges and several of them", () => {
    for (const header of [
      "",
      "bytes",
      "bytes=",
      "bytes=-",
      "items=0-1",
      "bytes=5-2",
      "bytes=a-b",
      "bytes=0-1,3-4",
      "bytes=1",
    ])
      assert.equal(readRange(header, 10), undefined, header)
    assert.equal(readRange(undefined, 10), undefined)
    assert.equal(readRange("bytes=-5", 0), undefined)
  })

  it("never leaves the file", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789-,= ") }), fc.nat(1000), (text, size) => {
        const range = readRange(`bytes=${text}`, size)
        if (typeof range === "object") assert.ok(0 <= range.start && range.start <= range.end && range.end < size)
      }),
    )
  })
})
