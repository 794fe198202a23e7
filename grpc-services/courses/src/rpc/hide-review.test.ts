import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { required } from "@lectern/rpc/required"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testCoursesService } from "../test-service.ts"

let service: Awaited<ReturnType<typeof testCoursesService>>
let now = new Date()
before(async () => {
  service = await testCoursesService(() => now)
})
after(() => service[Symbol.asyncDispose]())

const asAdmin = () => callAs(caller.admin())
const rate = async (courseId: string, score: number, as = caller.learner()) =>
  required((await service.courses.upsertReview({ review: { courseId, score } }, callAs(as))).review)
const hide = (id: string, reason = "Insults", call = asAdmin()) => service.courses.hideReview({ id, reason }, call)
const unhide = (id: string, call = asAdmin()) => service.courses.unhideReview({ id }, call)
const courseNow = async (id: string) =>
  required((await service.courses.batchGetCourses({ ids: [id] }, callAs(caller.anonymous))).courses[0])
const listed = async (courseId: string, call = callAs(caller.anonymous), minScore = 0) => {
  const { reviews, totalSize } = await service.courses.listReviews({ courseId, pageSize: 100, minScore }, call)
  assert.equal(reviews.length, totalSize)
  return reviews
}
const ownReview = async (courseId: string, as: ReturnType<typeof caller.learner>) =>
  (await service.courses.batchGetUserReviews({ userId: as.userId ?? "", courseIds: [courseId] }, callAs(as))).reviews[0]

describe("hideReview", () => {
  it("takes the review out of list and summary for everybody, and answers with both as they are then", async () => {
    const course = await service.samples.published()
    const author = caller.learner()
    const kept = await rate(course.id, 2)
    const review = await rate(course.id, 5, author)
    const answer = await hide(review.id, " Insults\nand worse ")
    assert.deepEqual(answer.review, { ...review, hideTime: answer.review?.hideTime, hideReason: "Insults\nand worse" })
    assert.deepEqual(fromTimestamp(required(answer.review).hideTime), now)
    assert.deepEqual(answer.course, { ...course, rating: { scoreSum: 2, count: 1, histogram: [0, 1, 0, 0, 0] } })
    assert.deepEqual(await courseNow(course.id), answer.course)
    for (const call of [callAs(caller.anonymous), callAs(author), service.samples.asInstructor(), asAdmin()]) {
      assert.deepEqual(await listed(course.id, call), [kept])
      assert.deepEqual(await listed(course.id, call, 5), [])
    }
  })

  it("leaves its author the review, with the reason", async () => {
    const { id } = await service.samples.published()
    const author = caller.learner()
    const { review } = await hide((await rate(id, 1, author)).id)
    assert.deepEqual(await ownReview(id, author), review)
    assert.equal(review?.hideReason, "Insults")
  })

  it("holds when the author edits the review", async () => {
    const { id } = await service.samples.published()
    const author = caller.learner()
    const { review } = await hide((await rate(id, 1, author)).id)
    now = new Date(now.getTime() + 1500)
    const edited = await rate(id, 3, author)
    assert.deepEqual(edited, { ...review, score: 3, updateTime: edited.updateTime })
    assert.equal((await courseNow(id)).rating?.count, 0)
    assert.deepEqual(await listed(id), [])
  })

  it("takes the new reason of one that is hidden already, and keeps since when it is", async () => {
    const { id } = await service.samples.published()
    const { review: first } = await hide((await rate(id, 1)).id)
    now = new Date(now.getTime() + 1500)
    const { review, course } = await hide(required(first).id, "Advertising")
    assert.deepEqual(review, { ...first, hideReason: "Advertising" })
    assert.equal(course?.rating?.count, 0)
  })

  it("uncounts once of twenty at once", async () => {
    const { id } = await service.samples.published()
    const review = await rate(id, 1)
    await rate(id, 5)
    await Promise.all(Array.from({ length: 20 }, () => hide(review.id)))
    assert.deepEqual((await courseNow(id)).rating, { scoreSum: 5, count: 1, histogram: [0, 0, 0, 0, 1] })
  })

  it("takes a reason of 1 to 500 characters", async () => {
    const { id } = await service.samples.published()
    const review = await rate(id, 1)
    for (const [reason, rule] of [
      ["", "length"],
      [" \n ", "length"],
      ["x".repeat(501), "length"],
      ["\u0000", "characters"],
    ] as const) {
      const error = await refusal(hide(review.id, reason), "INVALID_ARGUMENT")
      assert.deepEqual(
        error.details.violations?.map((violation) => `${violation.field} ${violation.rule}`),
        [`reason ${rule}`],
      )
    }
    assert.equal((await courseNow(id)).rating?.count, 1)
    assert.equal((await hide(review.id, "𝄞".repeat(500))).review?.hideReason, "𝄞".repeat(500))
  })
})

describe("unhideReview", () => {
  it("puts the review back where it was, and counts it", async () => {
    const course = await service.samples.published()
    const review = await rate(course.id, 5)
    const newer = await rate(course.id, 3)
    await hide(review.id)
    const answer = await unhide(review.id)
    assert.deepEqual(answer.review, review)
    assert.deepEqual(answer.course?.rating, { scoreSum: 8, count: 2, histogram: [0, 0, 1, 0, 1] })
    assert.deepEqual(await courseNow(course.id), answer.course)
    assert.deepEqual(await listed(course.id), [newer, review])
    assert.deepEqual(await listed(course.id, asAdmin(), 4), [review])
  })

  it("leaves one that is not hidden as it is, also of twenty at once", async () => {
    const { id } = await service.samples.published()
    const review = await rate(id, 5)
    await hide(review.id)
    const answers = await Promise.all(Array.from({ length: 20 }, () => unhide(review.id)))
    for (const answer of answers) assert.deepEqual(answer.review, review)
    assert.deepEqual((await courseNow(id)).rating, { scoreSum: 5, count: 1, histogram: [0, 0, 0, 0, 1] })
  })
})

for (const [name, call] of [
  ["hideReview", (id: string, as = asAdmin()) => hide(id, "Insults", as)],
  ["unhideReview", (id: string, as = asAdmin()) => unhide(id, as)],
] as const)
  describe(name, () => {
    it("is for administrators, and tells others nothing of the review", async () => {
      const { id } = await service.samples.published()
      const author = caller.learner()
      const review = await rate(id, 1, author)
      for (const reviewId of [review.id, randomUUID()]) {
        for (const one of [author, caller.instructor(service.samples.instructorId), caller.gateway])
          await refusal(call(reviewId, callAs(one)), "PERMISSION_DENIED", "ADMIN_REQUIRED")
        await refusal(call(reviewId, callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
      }
    })

    it("finds no review under an unknown id, nor a deleted one", async () => {
      const { id: courseId } = await service.samples.published()
      const author = caller.learner()
      const deleted = await rate(courseId, 1, author)
      await service.courses.deleteReview({ courseId }, callAs(author))
      for (const id of [randomUUID(), "no id", "", deleted.id]) {
        const error = await refusal(call(id), "NOT_FOUND", "REVIEW_NOT_FOUND")
        assert.equal(error.details.resourceId ?? "", id)
      }
    })
  })
