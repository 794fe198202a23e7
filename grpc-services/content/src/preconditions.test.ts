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
