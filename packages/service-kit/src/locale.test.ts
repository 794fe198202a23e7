import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { canonicalLanguage, isTimeZone, preferredLanguage } from "./locale.ts"

it("a language has one spelling", () => {
  assert.equal(canonicalLanguage("KO-kr"), "ko-KR")
  for (const tag of ["", "no language", "x".repeat(36), "한국어"]) assert.equal(canonicalLanguage(tag), undefined)
})

it("a time zone has a name, an offset is none", () => {
  for (const name of ["Asia/Seoul", "UTC"]) assert.equal(isTimeZone(name), true)
  for (const name of ["", "+09:00", "Mars/Base"]) assert.equal(isTimeZone(name), false)
})

describe("preferredLanguage", () => {
  const preferred = (header: string) => preferredLanguage(header, ["en", "ko"])

  it("is the one that is wanted most, by weight and then by order", () => {
    assert.equal(preferred("ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7"), "ko")
    assert.equal(preferred("ko;q=0.1, EN-gb ; Q=0.9"), "en")
    assert.equal(preferred("fr, ko, en"), "ko")
    assert.equal(preferred("ko"), "ko")
  })

  it("is none where none is wanted that there is", () => {
    for (const header of ["", "fr", "ko;q=0", "ko;q=x", ";;,,=", "k", "korean"])
      assert.equal(preferred(header), undefined)
  })

  it("takes a star for whatever is not named", () => {
    assert.equal(preferred("*"), "en")
    assert.equal(preferred("fr, *;q=0.1"), "en")
    assert.equal(preferred("en;q=0, *"), "ko")
  })
})
