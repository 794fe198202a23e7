import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { newRecoveryCodes, newTotpSecret, normaliseCode, otpauthUri, totpStepOf } from "./second-factor.ts"

// The secret of RFC 6238, appendix B, for SHA-1: "12345678901234567890" as base32. Its codes have 8 digits, of which
// authenticators show the last six.
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
const VECTORS: [number, string][] = [
  [59, "94287082"],
  [1_111_111_109, "07081804"],
  [1_111_111_111, "14050471"],
  [1_234_567_890, "89005924"],
  [2_000_000_000, "69279037"],
  [20_000_000_000, "65353130"],
]
const at = (seconds: number) => new Date(seconds * 1000)

describe("totpStepOf", () => {
  for (const [seconds, code] of VECTORS)
    it(`takes the code of RFC 6238 at ${seconds} s`, () =>
      assert.equal(totpStepOf(code.slice(-6), SECRET, at(seconds), 0), Math.floor(seconds / 30)))

  const [seconds, code] = [1_234_567_890, "005924"]
  const step = seconds / 30

  it("takes a code one step early or late, and none further off", () => {
    for (const [offset, expected] of [
      [-31, undefined],
      [-30, step],
      [-1, step],
      [0, step],
      [29, step],
      [30, step],
      [59, step],
      [60, undefined],
    ] as const)
      assert.equal(totpStepOf(code, SECRET, at(seconds + offset), 0), expected, `${offset} s`)
  })

  it("takes no code of a step that was used, or of one before it", () => {
    assert.equal(totpStepOf(code, SECRET, at(seconds), step - 1), step)
    assert.equal(totpStepOf(code, SECRET, at(seconds), step), undefined)
    assert.equal(totpStepOf(code, SECRET, at(seconds), step + 1), undefined)
  })

  it("takes digits however they are grouped, also of another script", () => {
    for (const typed of ["005 924", " 005924 ", "005-924", "００５９２４"])
      assert.equal(totpStepOf(typed, SECRET, at(seconds), 0), step, typed)
  })

  for (const typed of ["", "00592", "0059240", "5924", "abcdef", "-05924", "0x5924", "٠٠٥٩٢٤", "005924\u0000"])
    it(`refuses ${JSON.stringify(typed)}`, () => assert.equal(totpStepOf(typed, SECRET, at(seconds), 0), undefined))
})

it("a secret has 160 bits and its address what an authenticator reads", () => {
  const secret = newTotpSecret()
  assert.match(secret, /^[A-Z2-7]{32}$/)
  assert.notEqual(newTotpSecret(), secret)
  const uri = new URL(otpauthUri(secret, "ada+öl@example.org"))
  assert.equal(uri.href.split("?")[0], "otpauth://totp/Lectern:ada%2B%C3%B6l%40example.org")
  assert.deepEqual(Object.fromEntries(uri.searchParams), { secret, issuer: "Lectern" })
})

it("recovery codes are ten different ones, which no code of an authenticator can be", () => {
  const codes = newRecoveryCodes()
  assert.equal(new Set(codes).size, 10)
  for (const code of codes) {
    assert.match(code, /^[a-z2-7]{5}-[a-z2-7]{5}$/)
    assert.equal(normaliseCode(` ${code.toUpperCase().replace("-", " ")}`), code.replace("-", ""))
  }
})
