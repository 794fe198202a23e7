import assert from "node:assert/strict"
import { after, before, describe, it } from "node:test"
import fc from "fast-check"
import { callAs, caller } from "@lectern/test-kit/callers"
import { testCoursesService } from "./test-service.ts"

const LEARNERS = 4
type Step = { learner: number; does: "delete" | "hide" | "unhide" } | { learner: number; does: "rate"; score: number }
const learner = fc.integer({ min: 0, max: LEARNERS - 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ learner, does: fc.constant("rate" as const), score: fc.integer({ min: 1, max: 5 }) }),
  },
  fc.record({ learner, does: fc.constantFrom("delete" as const, "hide" as const, "unhide" as const) }),
)

describe("the reviews of a course", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  before(async () => {
    service = await testCoursesService()
  })
  after(() => service[Symbol.asyncDispose]())

  const asAdmin = () => callAs(caller.admin())
  const asAnybody = () => callAs(caller.anonymous)
  const course = async () => {
    const { id } = await service.samples.published()
    const learners = Array.from({ length: LEARNERS }, () => caller.learner())
    const as = (index: number) => callAs(learners[index] ?? caller.anonymous)
    const reviewOf = async (index: number) =>
      (await service.courses.batchGetUserReviews({ userId: learners[index]?.userId ?? "", courseIds: [id] }, as(index)))
        .reviews[0]
    /** What cannot be done, such as deleting what is not there, is refused by the service and changes nothing. */
    const take = async (one: Step) => {
      if (one.does === "rate")
        await service.courses.upsertReview({ review: { courseId: id, score: one.score } }, as(one.learner))
      else if (one.does === "delete")
        await service.courses.deleteReview({ courseId: id }, as(one.learner)).catch(isNotThere)
      else {
        const reviewId = (await reviewOf(one.learner))?.id
        if (!reviewId) return
        await (
          one.does === "hide"
            ? service.courses.hideReview({ id: reviewId, reason: "No" }, asAdmin())
            : service.courses.unhideReview({ id: reviewId }, asAdmin())
        ).catch(isNotThere)
      }
    }
    /** Summary, list and each learner's own review tell one story. */
    const check = async () => {
      const { reviews, totalSize } = await service.courses.listReviews({ courseId: id, pageSize: 100 }, asAnybody())
      const { courses } = await service.courses.batchGetCourses({ ids: [id] }, asAnybody())
      const own = await Promise.all(learners.map((_, index) => reviewOf(index)))
      const newestFirst = own.flatMap((review) => review ?? []).sort((a, b) => (a.id < b.id ? 1 : -1))
      const shownReviews = newestFirst.filter(({ hideTime }) => !hideTime)
      assert.deepEqual(reviews, shownReviews)
      const shown = shownReviews.map(({ score }) => score)
      assert.equal(totalSize, shown.length)
      assert.deepEqual(courses[0]?.rating, {
        scoreSum: shown.reduce((sum, score) => sum + score, 0),
        count: shown.length,
        histogram: [1, 2, 3, 4, 5].map((score) => shown.filter((one) => one === score).length),
      })
      return own
    }
    return { take, check }
  }
  const isNotThere = (error: { reason?: string }) => assert.equal(error.reason, "REVIEW_NOT_FOUND")

  it("are counted as a recount counts them, after each of any sequence of ratings, edits, hidings and deletions", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        const { take, check } = await course()
        const scores = Array.from({ length: LEARNERS }, (): number | undefined => undefined)
        const hidden = new Set<number>()
        for (const one of steps) {
          await take(one)
          const isThere = scores[one.learner] !== undefined
          if (one.does === "rate") scores[one.learner] = one.score
          else if (one.does === "delete") scores[one.learner] = undefined
          else if (isThere && one.does === "hide") hidden.add(one.learner)
          else if (isThere) hidden.delete(one.learner)
          const own = await check()
          assert.deepEqual(
            own.map((review) => review?.score),
            scores,
          )
          for (const [index, review] of own.entries())
            if (review) assert.equal(review.hideTime !== null, hidden.has(index))
        }
      }),
      { numRuns: 15 },
    )
  })

  it("are counted as a recount counts them, after any steps at once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
        const { take, check } = await course()
        await Promise.all(steps.map(take))
        await check()
      }),
      { numRuns: 15 },
    )
  })
})
