import assert from "node:assert/strict"
import { it } from "node:test"
import { canonicalLanguage, isTimeZone } from "./locale.ts"

it("a language has one spelling", () => {
  assert.equal(canonicalLanguage("KO-kr"), "ko-KR")
  for (const tag of ["", "no language", "x".repeat(36), "한국어"]) assert.equal(canonicalLanguage(tag), undefined)
})

it("a time zone has a name, an offset is none", () => {
  for (const name of ["Asia/Seoul", "UTC"]) assert.equal(isTimeZone(name), true)
  for (const name of ["", "+09:00", "Mars/Base"]) assert.equal(isTimeZone(name), false)
})
