import assert from "node:assert/strict"
import { it } from "node:test"
import { uuidV7 } from "./uuid-v7.ts"

it("a UUIDv7 has the time in front, version 7 and the variant of RFC 9562", () => {
  // The example of RFC 9562, appendix A.6.
  assert.match(uuidV7(0x017f22e279b0), /^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

it("ten thousand of one millisecond are all different", () => {
  assert.equal(new Set(Array.from({ length: 10_000 }, () => uuidV7(1))).size, 10_000)
})
