import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { ServiceError, unavailable } from "@lectern/rpc/errors"
import { groupCommit } from "./group-commit.ts"

/** Groups that end when they are told to, and fail where they have a negative number. */
function underHand({
  maxSize = 10,
  maxWaiting = 100,
  concurrency = 1,
  failure = (sizes: readonly number[]) => new Error(`failed: ${sizes.join()}`),
} = {}) {
  const groups: { sizes: readonly number[]; end: () => void }[] = []
  const record = groupCommit<number, string>({
    run: async (sizes) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      groups.push({ sizes, end: resolve })
      await promise
      if (sizes.some((size) => size < 0)) throw failure(sizes)
      return sizes.map((size) => () => {
        if (size === 0) throw new Error("refused")
        return `done ${size}`
      })
    },
    sizeOf: Math.abs,
    maxSize,
    maxWaiting,
    concurrency,
  })
  /** Ends groups one after another until none is running; their sizes. */
  const endAll = async () => {
    for (let i = 0; i < groups.length; i++) {
      groups[i]?.end()
      // The next group begins in the turn after the one in which this one's callers are answered.
      await new Promise(setImmediate)
    }
    return groups.map(({ sizes }) => sizes)
  }
  return { record, groups, endAll }
}

describe("groupCommit", () => {
  it("runs the first request at once, and together those that come meanwhile", async () => {
    const { record, endAll } = underHand()
    const answers = Promise.all([1, 2, 3, 4].map(record))
    assert.deepEqual(await endAll(), [[1], [2, 3, 4]])
    assert.deepEqual(await answers, ["done 1", "done 2", "done 3", "done 4"])
  })

  it("keeps groups to their size, in the order of arrival, and runs one that is larger alone", async () => {
    const { record, endAll } = underHand()
    const answers = Promise.all([1, 6, 4, 1, 20, 9, 2].map(record))
    assert.deepEqual(await endAll(), [[1], [6, 4], [1], [20], [9], [2]])
    await answers
  })

  it("runs as many groups at once as it may", async () => {
    const { record, groups, endAll } = underHand({ concurrency: 2 })
    const answers = Promise.all([1, 2, 3, 4].map(record))
    assert.deepEqual(
      groups.map(({ sizes }) => sizes),
      [[1], [2]],
    )
    await endAll()
    await answers
  })

  it("refuses one alone, and runs a group that fails again one by one", async () => {
    const { record, endAll } = underHand()
    const answers = Promise.allSettled([1, 0, 2, -3, 4].map(record))
    assert.deepEqual(await endAll(), [[1], [0, 2, -3, 4], [0], [2], [-3], [4]])
    assert.deepEqual(
      (await answers).map((answer) =>
        answer.status === "fulfilled" ? answer.value : (answer.reason as Error).message,
      ),
      ["done 1", "refused", "done 2", "failed: -3", "done 4"],
    )
  })

  it("lets all of a group know of an outage at once, and runs again one by one what others were in the way of", async () => {
    const outage = underHand({ failure: () => unavailable("the database is away") })
    const answers = Promise.allSettled([1, 2, -3, 4].map(outage.record))
    assert.deepEqual(await outage.endAll(), [[1], [2, -3, 4]])
    assert.deepEqual(
      (await answers).map(({ status }) => status),
      ["fulfilled", "rejected", "rejected", "rejected"],
    )
    const deadlock = Object.assign(new Error("Deadlock found"), { errno: 1213 })
    const conflict = underHand({ failure: () => unavailable("others are changing the same data", deadlock) })
    const more = Promise.allSettled([1, 2, -3, 4].map(conflict.record))
    assert.deepEqual(await conflict.endAll(), [[1], [2, -3, 4], [2], [-3], [4]])
    assert.deepEqual(
      (await more).map(({ status }) => status),
      ["fulfilled", "fulfilled", "rejected", "fulfilled"],
    )
  })

  it("refuses what would wait for too long, and takes more when there is room again", async () => {
    const { record, endAll } = underHand({ maxWaiting: 10 })
    const first = [record(5), record(6), record(4)]
    await assert.rejects(record(1), (error) => error instanceof ServiceError && error.code === "RESOURCE_EXHAUSTED")
    await endAll()
    const more = record(10)
    await endAll()
    assert.deepEqual(await Promise.all([...first, more]), ["done 5", "done 6", "done 4", "done 10"])
  })
})
