import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { backoff } from "./backoff.ts"

describe("backoff", () => {
  it("waits a random part of a limit that doubles, from 1 s to 5 minutes", () => {
    const longest = backoff(() => 1)
    assert.deepEqual(
      Array.from({ length: 10 }, () => longest.nextMs(undefined)),
      [1, 2, 4, 8, 16, 32, 64, 128, 256, 300].map((seconds) => seconds * 1000),
    )
    assert.equal(backoff(() => 0).nextMs(undefined), 0)
    const waits = Array.from({ length: 100 }, () => backoff().nextMs(undefined))
    assert.ok(waits.every((ms) => ms >= 0 && ms <= 1000))
    assert.ok(new Set(waits).size > 50, "players that failed together come back one by one")
  })

  it("never comes back before the platform asked for", () => {
    const { nextMs } = backoff()
    for (let failure = 0; failure < 20; failure++) assert.ok(nextMs(7000) >= 7000)
  })

  it("begins anew after a success", () => {
    const tries = backoff(() => 1)
    for (let failure = 0; failure < 5; failure++) tries.nextMs(undefined)
    tries.reset()
    assert.equal(tries.nextMs(undefined), 1000)
  })
})
