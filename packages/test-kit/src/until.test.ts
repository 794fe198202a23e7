import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { until } from "./until.ts"

describe("until", () => {
  it("gives the first value that is truthy", async () => {
    let calls = 0
    assert.equal(await until(() => (++calls === 3 ? "third" : ""), { description: "three" }), "third")
    assert.equal(calls, 3)
  })

  it("waits on while the condition throws, and gives the value of a promise", async () => {
    let calls = 0
    const condition = async () => (++calls < 3 ? Promise.reject(new Error("not yet")) : calls)
    assert.equal(await until(condition, { description: "three" }), 3)
  })

  it("fails with what it waited for, and why the condition did not hold", async () => {
    const condition = () => {
      throw new Error("closed")
    }
    await assert.rejects(until(condition, { timeoutMs: 30, description: "the door to open" }), (error: Error) => {
      assert.equal(error.message, "waited 30 ms in vain for the door to open")
      assert.equal((error.cause as Error).message, "closed")
      return true
    })
  })
})
