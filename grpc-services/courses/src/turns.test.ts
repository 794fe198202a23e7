import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { turns } from "./turns.ts"

describe("turns", () => {
  it("come one after the other under one key, also behind a failure", async () => {
    const inTurn = turns()
    const log: string[] = []
    const work = (name: string) =>
      inTurn("course", async () => {
        log.push(`begin ${name}`)
        await Promise.resolve()
        log.push(`end ${name}`)
        if (name === "b") throw new Error("b failed")
        return name
      })
    const outcomes = await Promise.allSettled(["a", "b", "c"].map(work))
    assert.deepEqual(
      outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value : String(outcome.reason))),
      ["a", "Error: b failed", "c"],
    )
    assert.deepEqual(log, ["begin a", "end a", "begin b", "end b", "begin c", "end c"])
  })

  it("don't wait for another key", async () => {
    const inTurn = turns()
    const { promise, resolve } = Promise.withResolvers<string>()
    const slow = inTurn("one", () => promise)
    assert.equal(await inTurn("other", async () => "done"), "done")
    resolve("slow")
    assert.equal(await slow, "slow")
  })
})
