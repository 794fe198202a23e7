import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { checkPreconditions, isRangeCurrent } from "./preconditions.ts"

const file = { etag: '"abc"', lastModified: new Date("2026-03-01T10:00:00Z") }
const before = "Sun, 01 Mar 2026 09:59:59 GMT"
const same = "Sun, 01 Mar 2026 10:00:00 GMT"

describe("checkPreconditions", () => {
  it("answers 304 to an entity tag that is known, strong or weak, alone or in a list", () => {
    for (const tag of ['"abc"', 'W/"abc"', '"x", "abc"', "*", '"a,b" , W/"abc"'])
      assert.equal(checkPreconditions({ "if-none-match": tag }, file), 304, tag)
    for (const tag of ['"x"', "abc", '"ab"', ""])
      assert.equal(checkPreconditions({ "if-none-match": tag }, file), "go on", tag)
  })

  it("asks for a strong match where the client wants this very file", () => {
    for (const tag of ['"abc"', '"x","abc"', "*"])
      assert.equal(checkPreconditions({ "if-match": tag }, file), "go on", tag)
    for (const tag of ['W/"abc"', '"x"', ""]) assert.equal(checkPreconditions({ "if-match": tag }, file), 412, tag)
  })

  it("compares times where there are no tags, and ignores what is no date", () => {
    assert.equal(checkPreconditions({ "if-modified-since": same }, file), 304)
    assert.equal(checkPreconditions({ "if-modified-since": before }, file), "go on")
    assert.equal(checkPreconditions({ "if-unmodified-since": same }, file), "go on")
    assert.equal(checkPreconditions({ "if-unmodified-since": before }, file), 412)
    for (const text of ["yesterday", "1", "2026-03-01"]) {
      assert.equal(checkPreconditions({ "if-modified-since": text }, file), "go on", text)
      assert.equal(checkPreconditions({ "if-unmodified-since": text }, file), "go on", text)
    }
  })

  it("reads the dates of RFC 850 and of asctime, in whatever zone it runs", () => {
    for (const text of ["Sunday, 01-Mar-26 10:00:00 GMT", "Sun Mar  1 10:00:00 2026"]) {
      assert.equal(checkPreconditions({ "if-modified-since": text }, file), 304, text)
      assert.equal(isRangeCurrent(text, file), true, text)
    }
    // More than fifty years ahead is a year of the last century.
    for (const text of ["Sunday, 01-Mar-94 10:00:00 GMT", "Sun Mar  1 09:59:59 2026"])
      assert.equal(checkPreconditions({ "if-modified-since": text }, file), "go on", text)
  })

  it("ignores what only looks like a date", () => {
    for (const text of [
      "Sun, 31 Feb 2027 10:00:00 GMT",
      "Sun, 01 Mar 2027 25:00:00 GMT",
      "Sun, 01 Mar 2027 10:00:00 UTC",
      "Sun, 01 Mar 2027 10:00:00",
      "Mon 1 Mar 2027",
      "Sun, 00 Mar 2027 10:00:00 GMT",
      `${same}, ${same}`,
    ])
      assert.equal(checkPreconditions({ "if-modified-since": text }, file), "go on", text)
  })

  it("takes no tag out of a list that is broken before it", () => {
    for (const list of ['w/"abc"', 'x"abc"', '"x" "abc"', '"abc', 'abc"abc"']) {
      assert.equal(checkPreconditions({ "if-match": list }, file), 412, list)
      assert.equal(checkPreconditions({ "if-none-match": list }, file), "go on", list)
    }
  })

  it("lets tags win over times", () => {
    assert.equal(checkPreconditions({ "if-none-match": '"x"', "if-modified-since": same }, file), "go on")
    assert.equal(checkPreconditions({ "if-match": '"abc"', "if-unmodified-since": before }, file), "go on")
  })
})

describe("isRangeCurrent", () => {
  it("holds without a condition, for the same strong tag and for the very same time", () => {
    for (const text of [undefined, '"abc"', same]) assert.equal(isRangeCurrent(text, file), true, text)
  })

  it("does not hold for a weak or another tag, an earlier or later time, or garbage", () => {
    for (const text of ['W/"abc"', '"x"', '"abc", "x"', before, "Sun, 01 Mar 2026 10:00:01 GMT", "garbage", ""])
      assert.equal(isRangeCurrent(text, file), false, text)
  })
})
