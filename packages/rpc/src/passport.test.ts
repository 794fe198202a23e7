import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { generateKeyPem } from "./jwt.ts"
import { anonymousCaller, passportMinter, passportVerifier, serviceCaller, type Caller } from "./passport.ts"

const { privatePem, publicPem } = generateKeyPem()

describe("a passport", () => {
  const callers: Caller[] = [
    anonymousCaller,
    serviceCaller("gateway"),
    { userId: "0190", role: "ADMIN", scopes: ["users:read", "courses:write"], authSessionId: "s1" },
  ]
  for (const caller of callers)
    it(`carries the caller ${caller.role}`, () => {
      assert.deepEqual(passportVerifier({ gateway: [publicPem] })(passportMinter(privatePem)(caller)), caller)
    })

  it("is handed out again for 30 s and then made anew", () => {
    let now = new Date()
    const mint = passportMinter(privatePem, () => now)
    const first = mint(anonymousCaller)
    assert.equal(mint(anonymousCaller), first)
    now = new Date(now.getTime() + 31_000)
    assert.notEqual(mint(anonymousCaller), first)
  })

  it("is never shared between callers that differ in anything", () => {
    const mint = passportMinter(privatePem)
    const base: Caller = { userId: "u", role: "LEARNER", scopes: [], authSessionId: "s" }
    const variants: Caller[] = [
      base,
      { ...base, authSessionId: "t" },
      { ...base, role: "ADMIN" },
      { ...base, scopes: ["x"] },
    ]
    assert.equal(new Set(variants.map(mint)).size, variants.length)
  })

  it("stops to hold after a minute, also where it was seen before", () => {
    let now = new Date()
    const passport = passportMinter(privatePem, () => now)(anonymousCaller)
    const verify = passportVerifier({ gateway: [publicPem] }, () => now)
    assert.ok(verify(passport))
    now = new Date(now.getTime() + 66_000)
    assert.throws(() => verify(passport), { reason: "PASSPORT_REQUIRED" })
  })

  it("is refused when missing, forged or signed by another key", () => {
    const verify = passportVerifier({ gateway: [publicPem] })
    for (const wrong of [undefined, "", "forged", passportMinter(generateKeyPem().privatePem)(anonymousCaller)])
      assert.throws(() => verify(wrong), { code: "UNAUTHENTICATED", reason: "PASSPORT_REQUIRED" })
  })

  it("of a service speaks for that service only", () => {
    const service = generateKeyPem()
    const mint = passportMinter(service.privatePem)
    const verify = passportVerifier({ gateway: [publicPem], services: [service.publicPem] })
    const enrollment = serviceCaller("enrollment", ["users:read"])
    assert.deepEqual(verify(mint(enrollment)), enrollment)
    const others: Caller[] = [
      anonymousCaller,
      serviceCaller("gateway"),
      { userId: "u", role: "ADMIN", scopes: [] },
      { userId: "u", role: "SERVICE", scopes: [] },
      { service: "svc:enrollment", role: "ADMIN", scopes: [] },
    ]
    for (const other of others) assert.throws(() => verify(mint(other)), { reason: "PASSPORT_REQUIRED" })
  })
})
