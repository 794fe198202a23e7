import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { simulate } from "./simulation.ts"

// LECTERN_LEARNERS=1000 LECTERN_DAYS=1096 is goal gX10 in full; `npm run simulate` does the same with a progress bar.
const learners = Number(process.env.LECTERN_LEARNERS ?? 60)
const days = Number(process.env.LECTERN_DAYS ?? 500)

describe("a simulation of subscriptions", () => {
  it(`holds what it must on each of ${days} days of ${learners} learners`, { timeout: 300_000 }, async (test) => {
    const seed = Math.floor(Math.random() * 2 ** 31)
    test.diagnostic(`seed ${seed}`)
    const totals = await simulate({ learners, days, seed })
    test.diagnostic(JSON.stringify(totals))
    // It is no proof of anything if little happened.
    for (const what of ["subscribed", "renewed", "declined", "skipped", "ended", "cancelled", "enrolled"] as const)
      assert.ok(totals[what] > 0, `${what}: ${totals[what]}`)
  })
})
