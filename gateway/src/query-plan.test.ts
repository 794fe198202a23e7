import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { createPlanCache, type Plan, type PlanCacheOutcome } from "./query-plan.ts"

const plan = (): Plan => ({ root: undefined })

describe("createPlanCache", () => {
  const cache = (maxPlans: number) => {
    const outcomes: PlanCacheOutcome[] = []
    return { get: createPlanCache(maxPlans, (outcome) => outcomes.push(outcome)), outcomes }
  }

  it("makes a plan once", () => {
    const { get, outcomes } = cache(10)
    assert.equal(get("a", plan), get("a", plan))
    assert.deepEqual(outcomes, ["miss", "hit"])
  })

  it("lets those who come while a plan is being made wait for it", async () => {
    const { get, outcomes } = cache(10)
    const { promise, resolve } = Promise.withResolvers<Plan>()
    const waiting = [get("a", () => promise), get("a", plan), get("a", plan)]
    const made = plan()
    resolve(made)
    assert.deepEqual(await Promise.all(waiting.map(async (each) => each)), [made, made, made])
    assert.equal(get("a", plan), made)
    assert.deepEqual(outcomes, ["miss", "coalesced", "coalesced", "hit"])
  })

  it("keeps no failure", async () => {
    const { get, outcomes } = cache(10)
    assert.throws(() => get("a", () => assert.fail("no plan")), /no plan/)
    await assert.rejects(async () => get("a", () => Promise.reject(new Error("no plan"))), /no plan/)
    await get("a", plan)
    assert.deepEqual(outcomes, ["miss", "miss", "miss"])
  })

  it("forgets the least recently used", () => {
    const { get, outcomes } = cache(2)
    for (const key of ["a", "b", "a", "c", "a", "b"]) void get(key, plan)
    assert.deepEqual(outcomes, ["miss", "miss", "hit", "miss", "hit", "miss"])
  })
})
