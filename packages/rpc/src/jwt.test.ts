import assert from "node:assert/strict"
import { createPublicKey, createSign } from "node:crypto"
import { describe, it } from "node:test"
import jsonwebtoken from "jsonwebtoken"
import { generateKeyPem, signJwt, signingKeyFromPem, TokenError, verifyJwt, type TokenProfile } from "./jwt.ts"

const profile: TokenProfile = { type: "at+jwt", issuer: "us", audience: "graph" }
const { privatePem, publicPem } = generateKeyPem()
const key = signingKeyFromPem(privatePem)
const publicKey = createPublicKey(publicPem)
const now = new Date("2026-05-01T12:00:00Z")
const claims = { sub: "u1", role: "LEARNER", scope: "", sid: "s1" }
const good = signJwt(key, profile, { claims, issuedAt: now, lifetimeSeconds: 600 })
const keyOf = (kid: string) => (kid === key.kid ? publicKey : undefined)
const verify = (token: string, at = now, as = profile) => verifyJwt(token, as, keyOf, at)
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")

/** A token with this header and payload that the right key really signed. */
function signed(header: object, payload: object): string {
  const text = `${encode(header)}.${encode(payload)}`
  const signature = createSign("sha256").update(text).sign({ key: key.privateKey, dsaEncoding: "ieee-p1363" })
  return `${text}.${signature.toString("base64url")}`
}
const header = { alg: "ES256", typ: "at+jwt", kid: key.kid }
const seconds = now.getTime() / 1000
const payload = { ...claims, iss: "us", aud: "graph", iat: seconds, exp: seconds + 600 }

describe("verifyJwt", () => {
  it("gives the claims of a token of ours", () => {
    assert.deepEqual(verify(good), { ...claims, iat: seconds, exp: seconds + 600 })
    assert.deepEqual(verify(signed(header, payload)), { ...claims, iat: seconds, exp: seconds + 600 })
  })

  const refused: Record<string, string> = {
    "an expired one": signed(header, { ...payload, exp: seconds - 6 }),
    "one without exp": signed(header, { ...payload, exp: undefined }),
    "another audience": signed(header, { ...payload, aud: "internal" }),
    "another issuer": signed(header, { ...payload, iss: "them" }),
    "another type": signed({ ...header, typ: "passport+jwt" }, payload),
    "an unknown key": signed({ ...header, kid: "other" }, payload),
    "no key id": signed({ ...header, kid: undefined }, payload),
    "a critical extension": signed({ ...header, crit: ["b64"] }, payload),
    "an unencoded payload": signed({ ...header, b64: false }, payload),
    "alg none": `${encode({ ...header, alg: "none" })}.${encode(payload)}.`,
    "HS256 with the public key as secret": jsonwebtoken.sign(payload, publicPem.replaceAll("-----", "====="), {
      algorithm: "HS256",
      header: { ...header, alg: "HS256" },
    }),
    "an altered payload": `${good.split(".")[0]}.${encode({ ...payload, sub: "u2" })}.${good.split(".")[2]}`,
    "an encoding that is not canonical": `${good}=`,
    "two parts": good.split(".").slice(0, 2).join("."),
    "words that are no token": "not.a.token",
    nothing: "",
    "one that is too long": `${good}${"A".repeat(5000)}`,
    "a header that is no object": `${encode(null)}.${encode(payload)}.AAAA`,
  }
  for (const [what, token] of Object.entries(refused))
    it(`refuses ${what}`, () => {
      assert.throws(() => verify(token), TokenError)
    })

  it("copies known claims only", () => {
    const token = signed(header, { ...payload, __proto__: { admin: true }, admin: true, scopes: ["all"] })
    assert.deepEqual(Object.keys(verify(token)).sort(), ["exp", "iat", "role", "scope", "sid", "sub"])
  })

  it("allows clocks to differ by five seconds", () => {
    assert.ok(verify(good, new Date(now.getTime() + 604_000)))
    assert.throws(() => verify(good, new Date(now.getTime() + 606_000)), TokenError)
  })
})
