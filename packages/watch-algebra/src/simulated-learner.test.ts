import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { LEARNER_MODELS, seededRandom, simulatedHistoryMs, simulateLearner } from "./simulated-learner.ts"
import {
  coverageOf,
  coveredMs,
  coveredShare,
  isCompleted,
  playedMs,
  spansOf,
  wallClockBudgetMs,
  type Coverage,
} from "./watch-algebra.ts"

const BEGIN_MS = Date.UTC(2026, 2, 2)
const learnersOf = (model: (typeof LEARNER_MODELS)[number], count = 300) =>
  Array.from({ length: count }, (_, seed) => {
    const random = seededRandom(seed)
    const durationSeconds = random.integer(20, 600)
    return { durationSeconds, ...simulateLearner(random, { model, durationSeconds, beginMs: BEGIN_MS }) }
  })
type Learner = ReturnType<typeof learnersOf>[number]

const foldOf = ({ playbacks, durationSeconds }: Learner): Coverage =>
  coverageOf(playbacks.flatMap(({ batches }) => spansOf(batches.flat(), { durationMs: durationSeconds * 1000 })))
const truthOf = ({ playCounts }: Learner): Coverage =>
  coverageOf(
    playCounts.flatMap((count, second) =>
      Array.from({ length: count }, () => ({ startMs: second * 1000, endMs: second * 1000 + 1000 })),
    ),
  )

describe("simulateLearner", () => {
  for (const model of LEARNER_MODELS.filter((each) => each !== "cheater"))
    it(`logs of a ${model} what folds to exactly what was played`, () => {
      for (const learner of learnersOf(model)) assert.deepEqual(foldOf(learner), truthOf(learner))
    })

  it("logs of a cheater what folds to no more than the wall clock allows", () => {
    for (const learner of learnersOf("cheater").filter(({ durationSeconds }) => durationSeconds >= 60)) {
      const coverage = foldOf(learner)
      assert.ok(coveredShare(coverage, learner.durationSeconds * 1000) < 0.5)
      assert.deepEqual(truthOf(learner), [])
      // Each of the ten spans has its slack of 2 s.
      assert.ok(playedMs(coverage) <= wallClockBudgetMs({ firstAtMs: 0, lastAtMs: 1000, fastestRate: 1 }) + 18_000)
    }
  })

  it("makes learners who complete the video, and learners who do not", () => {
    const completed = (model: (typeof LEARNER_MODELS)[number]) =>
      learnersOf(model).filter((one) => isCompleted(coveredShare(truthOf(one), one.durationSeconds * 1000))).length
    assert.equal(completed("linear"), 300)
    assert.equal(completed("speeder"), 300)
    assert.equal(completed("dropout"), 0)
    assert.ok(learnersOf("replayer").every((one) => playedMs(truthOf(one)) > coveredMs(truthOf(one))))
  })

  it("says the same for the same seed, and sends every event", () => {
    for (const model of LEARNER_MODELS) {
      const [learners, again] = [learnersOf(model, 20), learnersOf(model, 20)]
      assert.deepEqual(learners, again)
      for (const { events, batches } of learners.flatMap(({ playbacks }) => playbacks))
        assert.deepEqual(new Set(batches.flat()), new Set(events))
    }
  })

  it("ends within the time it promises", () => {
    for (const model of LEARNER_MODELS)
      for (const { playbacks, durationSeconds } of learnersOf(model, 100))
        for (const { events, clockAheadMs } of playbacks)
          for (const { occurredAtMs } of events) {
            const trueMs = occurredAtMs - clockAheadMs
            assert.ok(trueMs >= BEGIN_MS && trueMs <= BEGIN_MS + simulatedHistoryMs(durationSeconds))
          }
  })
})
