import assert from "node:assert/strict"
import { it } from "node:test"
import { preferredLanguage } from "./preferred-language.ts"

it("takes the language that the header likes best, and the first one when it says nothing", () => {
  const of = (header: string) => preferredLanguage(header, ["en", "ko"])
  assert.equal(of(""), "en")
  assert.equal(of("ko"), "ko")
  assert.equal(of("ko-KR,ko;q=0.9,en-US;q=0.8"), "ko")
  assert.equal(of("en-GB;q=0.3, KO;q=0.5"), "ko")
  assert.equal(of("fr, en;q=0.5, ko;q=0.4"), "en")
  assert.equal(of("ko;q=0"), "en")
  assert.equal(of(";;,q=,ko;q=nonsense"), "en")
  assert.equal(of("*"), "en")
})
