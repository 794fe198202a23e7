import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import type { AccessReason__Output } from "@lectern/contracts/elearning/enrollment/v1/AccessReason.ts"
import { countFrom, rated, requireLearner } from "./course-review.ts"

describe("the rating summary", () => {
  it("equals a recount after any sequence of ratings, edits and withdrawals", () => {
    const rating = fc.record({
      learner: fc.integer({ min: 0, max: 5 }),
      score: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(rating, { maxLength: 40 }), (ratings) => {
        const scores = new Map<number, number>()
        let summary = { scoreSum: 0, count: 0, histogram: [0, 0, 0, 0, 0] }
        for (const { learner, score } of ratings) {
          summary = rated(summary, { before: scores.get(learner), after: score })
          if (score === undefined) scores.delete(learner)
          else scores.set(learner, score)
        }
        const all = [...scores.values()]
        assert.deepEqual(summary, {
          scoreSum: all.reduce((sum, score) => sum + score, 0),
          count: all.length,
          histogram: [1, 2, 3, 4, 5].map((score) => all.filter((one) => one === score).length),
        })
        for (const minScore of [0, 1, 2, 3, 4, 5])
          assert.equal(countFrom(summary, minScore), all.filter((score) => score >= minScore).length)
      }),
    )
  })
})

describe("requireLearner", () => {
  const decision = (reason: AccessReason__Output, granted: boolean) => ({
    courseId: "c",
    reason,
    granted,
    validUntilTime: null,
    evidence: null,
    remedy: "ACCESS_REMEDY_NONE" as const,
  })

  it("lets who is enrolled or subscribed rate", () => {
    requireLearner(decision("ACCESS_REASON_ENROLLED", true))
    requireLearner(decision("ACCESS_REASON_SUBSCRIBED", true))
  })

  it("refuses everybody else with the reason of the decision", () => {
    for (const [reason, granted] of [
      ["PREVIEW", true],
      ["STAFF", true],
      ["NOT_SIGNED_IN", false],
      ["NOT_ENROLLED", false],
      ["SUBSCRIPTION_EXPIRED", false],
      ["COURSE_UNPUBLISHED", false],
      ["ENROLLED", false],
      ["UNSPECIFIED", true],
    ] as const)
      assert.throws(() => requireLearner(decision(`ACCESS_REASON_${reason}`, granted)), {
        code: "PERMISSION_DENIED",
        reason: "NOT_ENTITLED",
        details: { metadata: { accessReason: reason } },
      })
    assert.throws(() => requireLearner(undefined), { reason: "NOT_ENTITLED" })
  })
})
