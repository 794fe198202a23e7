import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import { MAX_RANGES, readRanges } from "./byte-range.ts"

describe("readRanges", () => {
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
      ["bytes=,,1-2\t,", 1, 2],
    ] as const)
      assert.deepEqual(readRanges(header, 10), [{ start, end }], header)
  })

  it("can't satisfy what begins behind the end, or the last no bytes", () => {
    for (const header of ["bytes=10-", "bytes=10-20", "bytes=99999999999999999999-", "bytes=-0", "bytes=10-,-0,77-78"])
      assert.equal(readRanges(header, 10), "unsatisfiable", header)
    assert.equal(readRanges("bytes=0-", 0), "unsatisfiable")
  })

  it("ignores other units and broken ranges", () => {
    for (const header of [
      "",
      "bytes",
      "bytes=",
      "bytes=-",
      "bytes=,",
      "items=0-1",
      "bytes=5-2",
      "bytes=9007199254740993-9007199254740992",
      "bytes=a-b",
      "bytes=1",
      "bytes=1-2-3",
      "bytes=+1-2",
      "bytes =1-2",
      "bytes=0-1,b",
      "bytes=0-1, bytes=2-3",
    ])
      assert.equal(readRanges(header, 10), undefined, header)
    assert.equal(readRanges(undefined, 10), undefined)
    assert.equal(readRanges("bytes=-5", 0), undefined)
  })

  it("keeps several in their order, without those behind the end", () => {
    assert.deepEqual(readRanges("bytes=5000-5009, 0-9,9000-, 700-799", 8000), [
      { start: 5000, end: 5009 },
      { start: 0, end: 9 },
      { start: 700, end: 799 },
    ])
  })

  it("takes those that overlap, touch or nearly touch as one", () => {
    for (const [header, expected] of [
      ["0-9,5-19", [[0, 19]]],
      ["10-19,0-9", [[0, 19]]],
      ["0-9,20-29", [[0, 29]]],
      ["0-,-1", [[0, 7999]]],
      [
        "4000-4099,0-9,4050-4199,5-6",
        [
          [4000, 4199],
          [0, 9],
        ],
      ],
    ] as const)
      assert.deepEqual(
        readRanges(`bytes=${header}`, 8000),
        expected.map(([start, end]) => ({ start, end })),
        header,
      )
  })

  it("ignores more than it sends, in time that does not grow with them", () => {
    const many = (count: number) => `bytes=${Array.from({ length: count }, (_, i) => `${i * 1000}-${i * 1000}`).join()}`
    assert.equal(readRanges(many(MAX_RANGES), 1_000_000)?.length, MAX_RANGES)
    assert.equal(readRanges(many(MAX_RANGES + 1), 1_000_000), undefined)
    assert.equal(readRanges(many(1000), 1_000_000), undefined)
    assert.equal(readRanges(`bytes=${",".repeat(10_000)}0-1`, 1_000_000), undefined)
  })

  it("never leaves the file, and sends no byte twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789-,= ") }), fc.nat(1000), (text, size) => {
        const ranges = readRanges(`bytes=${text}`, size)
        if (typeof ranges !== "object") return
        const sorted = ranges.toSorted((a, b) => a.start - b.start)
        sorted.forEach(({ start, end }, index) => {
          assert.ok((sorted[index - 1]?.end ?? -1) < start && start <= end && end < size)
        })
      }),
    )
  })
})
