import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { describe, it } from "node:test"
import fc from "fast-check"
import { signStreamGrant, verifyStreamGrant, type StreamGrant } from "./stream-grant.ts"

const secret = "a secret of thirty-two characters"
const now = new Date("2026-03-01T10:00:00Z")
const sample = (over: Partial<StreamGrant> = {}): StreamGrant => ({
  userId: randomUUID(),
  courseId: randomUUID(),
  sessionId: randomUUID(),
  epoch: 7,
  expiresAt: new Date("2026-03-01T14:00:00Z"),
  ...over,
})

describe("a stream grant", () => {
  it("comes back with every field, for a user and for an anonymous viewer", () => {
    for (const grant of [sample(), sample({ userId: undefined, epoch: 0 }), sample({ epoch: 2 ** 32 - 1 })])
      assert.deepEqual(verifyStreamGrant(secret, signStreamGrant(secret, grant), now), grant)
  })

  it("is 100 characters that need no escaping in a query", () => {
    assert.match(signStreamGrant(secret, sample()), /^[A-Za-z0-9_-]{100}$/)
  })

  it("holds until its expiry and not in that second", () => {
    const text = signStreamGrant(secret, sample())
    assert.equal(typeof verifyStreamGrant(secret, text, new Date("2026-03-01T13:59:59.999Z")), "object")
    assert.equal(verifyStreamGrant(secret, text, new Date("2026-03-01T14:00:00Z")), "GRANT_EXPIRED")
  })

  it("does not hold under another secret", () => {
    const text = signStreamGrant("another secret of 32 characters!", sample())
    assert.equal(verifyStreamGrant(secret, text, now), "GRANT_INVALID")
  })

  it("does not hold with any one character changed", () => {
    const text = signStreamGrant(secret, sample())
    for (let at = 0; at < text.length; at++)
      for (const other of ["A", "z", "_", "+", "/", "%", "é"]) {
        if (text[at] === other) continue
        assert.equal(verifyStreamGrant(secret, text.slice(0, at) + other + text.slice(at + 1), now), "GRANT_INVALID")
      }
  })

  it("does not hold cut off or with something behind", () => {
    const text = signStreamGrant(secret, sample())
    for (let length = 1; length < text.length; length++)
      assert.equal(verifyStreamGrant(secret, text.slice(0, length), now), "GRANT_INVALID")
    for (const more of ["A", "=", "\n", "A".repeat(100_000)])
      assert.equal(verifyStreamGrant(secret, text + more, now), "GRANT_INVALID")
  })

  it("is told apart from none at all", () => {
    assert.equal(verifyStreamGrant(secret, undefined, now), "GRANT_MISSING")
    assert.equal(verifyStreamGrant(secret, "", now), "GRANT_MISSING")
  })

  it("is never made out of garbage", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String({ minLength: 100, maxLength: 100 })), (text) => {
        assert.equal(verifyStreamGrant(secret, text, now), text === "" ? "GRANT_MISSING" : "GRANT_INVALID")
      }),
    )
  })
})
