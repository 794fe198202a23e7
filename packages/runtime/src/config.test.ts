import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { z } from "zod"
import { ConfigError, pemList, readConfig, wholeNumber } from "./config.ts"

describe("readConfig", () => {
  it("names every variable that is missing or wrong", () => {
    const shape = { DATABASE_URL: z.string(), PORT: wholeNumber(0, 65_535), SECRET: z.string().min(32) }
    assert.throws(
      () => readConfig(shape, { DATABASE_URL: "", PORT: "99999", SECRET: "short" }),
      (error: unknown) => {
        assert.ok(error instanceof ConfigError)
        assert.match(error.message, /^DATABASE_URL is not set\nPORT: .*65535.*\nSECRET: .*32/)
        assert.doesNotMatch(error.message, /short/)
        return true
      },
    )
  })

  it("reads several PEM blocks with line breaks written as \\n", () => {
    const block = "-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY-----"
    const { KEYS } = readConfig({ KEYS: pemList() }, { KEYS: `${block} ${block}` })
    assert.equal(KEYS.length, 2)
    assert.match(KEYS[0] ?? "", /\nAAAA\n/)
    assert.throws(() => readConfig({ KEYS: pemList() }, { KEYS: "no key" }), ConfigError)
  })
})
