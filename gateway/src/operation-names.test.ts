import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { operationNames } from "./operation-names.ts"

const HOUR_MS = 3_600_000

function bounded() {
  const forgotten: string[] = []
  const clock = { ms: 0 }
  const names = operationNames(
    (name) => forgotten.push(name),
    () => clock.ms,
  )
  return { clock, forgotten, ask: (name: string | undefined, isSignedIn = true) => names.labelOf(name, isSignedIn) }
}

describe("operation names as a label", () => {
  it("are taken over up to 80 characters", () => {
    const { ask } = bounded()
    assert.equal(ask("LearnerHome"), "LearnerHome")
    assert.equal(ask(undefined), "anonymous")
    assert.equal(ask("x".repeat(81)), "other")
  })

  it("have 300 places, of which strangers take 100 at most", () => {
    const { ask } = bounded()
    const strangers = Array.from({ length: 400 }, (_, i) => ask(`Hostile${i}`, false))
    assert.equal(strangers.filter((name) => name !== "other").length, 100)
    assert.equal(ask("LearnerHome"), "LearnerHome")
    assert.equal(ask("Hostile0", false), "Hostile0")
    const others = Array.from({ length: 400 }, (_, i) => ask(`Learner${i}`))
    assert.equal(others.filter((name) => name !== "other").length, 199)
  })

  it("give a stranger's place back when somebody who is signed in asks the same", () => {
    const { ask } = bounded()
    for (let i = 0; i < 100; i++) ask(`Public${i}`, false)
    assert.equal(ask("Late", false), "other")
    ask("Public0")
    assert.equal(ask("Late", false), "Late")
  })

  it("lose their place and their series when nobody asks for an hour", () => {
    const { ask, clock, forgotten } = bounded()
    for (let i = 0; i < 300; i++) ask(`Old${i}`)
    clock.ms = HOUR_MS / 2
    ask("Old7")
    assert.equal(ask("New"), "other")
    clock.ms = HOUR_MS
    assert.equal(ask("New"), "New")
    assert.equal(forgotten.length, 299)
    assert.ok(!forgotten.includes("Old7"))
    assert.equal(ask("Old7"), "Old7")
  })
})
