import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { AccessReason } from "@lectern/contracts/elearning/enrollment/v1/AccessReason.ts"
import type { Review } from "@lectern/contracts/elearning/courses/v1/Review.ts"
import { required } from "@lectern/rpc/required"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testCoursesService } from "../test-service.ts"

describe("upsertReview", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  let now = new Date()
  before(async () => {
    service = await testCoursesService(() => now)
  })
  after(() => service[Symbol.asyncDispose]())

  const rate = async (review: Review, as = caller.learner(), requestId = "") => {
    const reply = await service.courses.upsertReview({ review, requestId }, callAs(as))
    return { review: required(reply.review), course: required(reply.course) }
  }
  const ratingNow = async (id: string) =>
    (await service.courses.batchGetCourses({ ids: [id] }, callAs(caller.anonymous))).courses[0]?.rating
  const reviewsNow = async (courseId: string) =>
    service.courses.listReviews({ courseId, pageSize: 100 }, callAs(caller.anonymous))

  it("writes the caller's review, which reads back the same, and answers with the new summary", async () => {
    const course = await service.samples.published({ categories: ["b", "a"] })
    const learner = caller.learner()
    const answer = await rate({ courseId: course.id, score: 4, comment: " 좋아요 🎻\nSecond line " }, learner)
    const { id, createTime, updateTime, ...rest } = answer.review
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/)
    assert.deepEqual(createTime, updateTime)
    assert.deepEqual(fromTimestamp(createTime), now)
    assert.deepEqual(rest, {
      courseId: course.id,
      userId: learner.userId,
      score: 4,
      comment: "좋아요 🎻\nSecond line",
      hideTime: null,
      hideReason: "",
    })
    // Ratings leave etag and update time alone.
    assert.deepEqual(answer.course, { ...course, rating: { scoreSum: 4, count: 1, histogram: [0, 0, 0, 1, 0] } })
    assert.deepEqual((await reviewsNow(course.id)).reviews, [answer.review])
    assert.deepEqual(await ratingNow(course.id), answer.course.rating)
  })

  it("edits the one review of a learner and keeps when it was first written", async () => {
    const { id: courseId } = await service.samples.published()
    const learner = caller.learner()
    const first = await rate({ courseId, score: 5, comment: "Good" }, learner)
    now = new Date(now.getTime() + 1500)
    const second = await rate({ courseId, score: 2 }, learner)
    assert.deepEqual(second.review, {
      ...first.review,
      score: 2,
      comment: "",
      updateTime: second.review.updateTime,
    })
    assert.deepEqual(fromTimestamp(second.review.updateTime), now)
    assert.deepEqual(second.course.rating, { scoreSum: 2, count: 1, histogram: [0, 1, 0, 0, 0] })
    assert.deepEqual((await reviewsNow(courseId)).reviews, [second.review])
  })

  it("counts fifty learners at once exactly", async () => {
    const { id: courseId } = await service.samples.published()
    const scores = Array.from({ length: 50 }, (_, index) => (index % 5) + 1)
    await Promise.all(scores.map((score) => rate({ courseId, score })))
    assert.deepEqual(await ratingNow(courseId), { scoreSum: 150, count: 50, histogram: [10, 10, 10, 10, 10] })
    const { reviews, totalSize } = await reviewsNow(courseId)
    assert.deepEqual([reviews.length, totalSize], [50, 50])
  })

  it("counts exactly at two replicas, where each learner rates at both at once", async () => {
    await using other = await service.startReplica()
    const { id: courseId } = await service.samples.published()
    const learners = Array.from({ length: 15 }, () => caller.learner())
    await Promise.all(
      learners.flatMap((learner) =>
        [service, other].map(({ courses }) =>
          courses.upsertReview({ review: { courseId, score: 4 } }, callAs(learner)),
        ),
      ),
    )
    assert.deepEqual(await ratingNow(courseId), { scoreSum: 60, count: 15, histogram: [0, 0, 0, 15, 0] })
    assert.equal((await reviewsNow(courseId)).reviews.length, 15)
  })

  it("keeps one review of a learner who rates twenty times at once", async () => {
    const { id: courseId } = await service.samples.published()
    const learner = caller.learner()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => rate({ courseId, score: (index % 5) + 1 }, learner)),
    )
    assert.equal(new Set(answers.map(({ review }) => review.id)).size, 1)
    const { reviews } = await reviewsNow(courseId)
    assert.equal(reviews.length, 1)
    const { score = 0 } = reviews[0] ?? {}
    const histogram = [1, 2, 3, 4, 5].map((one) => (one === score ? 1 : 0))
    assert.deepEqual(await ratingNow(courseId), { scoreSum: score, count: 1, histogram })
  })

  it("is for who is enrolled or subscribed, and names the decision to everybody else", async () => {
    const { id: courseId } = await service.samples.published()
    const as = (reason: AccessReason) => {
      const learner = caller.learner()
      service.neighbours.access.set(learner.userId ?? "", reason)
      return learner
    }
    await rate({ courseId, score: 5 }, as("ACCESS_REASON_ENROLLED"))
    await rate({ courseId, score: 5 }, as("ACCESS_REASON_SUBSCRIBED"))
    for (const reason of ["STAFF", "PREVIEW", "NOT_ENROLLED", "SUBSCRIPTION_EXPIRED", "COURSE_UNPUBLISHED"] as const) {
      const error = await refusal(
        rate({ courseId, score: 5 }, as(`ACCESS_REASON_${reason}`)),
        "PERMISSION_DENIED",
        "NOT_ENTITLED",
      )
      assert.match(error.message, new RegExp(reason))
      assert.deepEqual(error.details.metadata, { accessReason: reason })
    }
    assert.equal((await ratingNow(courseId))?.count, 2)
  })

  it("is not for the instructor of the course", async () => {
    const { id: courseId } = await service.samples.published()
    const instructor = caller.instructor(service.samples.instructorId)
    await refusal(rate({ courseId, score: 5 }, instructor), "PERMISSION_DENIED", "OWN_COURSE")
    await rate({ courseId, score: 5 }, caller.instructor())
    assert.equal((await ratingNow(courseId))?.count, 1)
  })

  it("has one effect of fifty repeats at once with the same key, at two replicas", async () => {
    await using other = await service.startReplica()
    const { id: courseId } = await service.samples.published()
    const learner = caller.learner()
    const requestId = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        (index % 2 === 0 ? service : other).courses.upsertReview(
          { review: { courseId, score: 4 }, requestId },
          callAs(learner),
        ),
      ),
    )
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.deepEqual(await ratingNow(courseId), { scoreSum: 4, count: 1, histogram: [0, 0, 0, 1, 0] })
    assert.equal((await reviewsNow(courseId)).reviews.length, 1)
  })

  it("answers a repeat though the enrolment has ended since", async () => {
    const { id: courseId } = await service.samples.published()
    const learner = caller.learner()
    const requestId = randomUUID()
    const first = await rate({ courseId, score: 3 }, learner, requestId)
    service.neighbours.access.set(learner.userId ?? "", "ACCESS_REASON_NOT_ENROLLED")
    assert.deepEqual(await rate({ courseId, score: 3 }, learner, requestId), first)
    await refusal(rate({ courseId, score: 4 }, learner), "PERMISSION_DENIED", "NOT_ENTITLED")
  })

  it("finds no course under an unknown id, nor somebody else's draft", async () => {
    const draft = await service.samples.draft()
    for (const courseId of [randomUUID(), "no id", "", draft.id])
      await refusal(rate({ courseId, score: 5 }), "NOT_FOUND", "COURSE_NOT_FOUND")
  })

  it("writes nobody else's review, and none for who is not signed in", async () => {
    const { id: courseId } = await service.samples.published()
    await refusal(rate({ courseId, score: 5, userId: randomUUID() }), "PERMISSION_DENIED", "NOT_YOURS")
    const learner = caller.learner()
    assert.equal(
      (await rate({ courseId, score: 5, userId: learner.userId ?? "" }, learner)).review.userId,
      learner.userId,
    )
    for (const one of [caller.anonymous, caller.gateway])
      await refusal(
        service.courses.upsertReview({ review: { courseId, score: 5 } }, callAs(one)),
        "UNAUTHENTICATED",
        "SIGN_IN_REQUIRED",
      )
  })

  it("names every broken rule", async () => {
    const { id: courseId } = await service.samples.published()
    const rulesOf = async (review: Review) =>
      (await refusal(rate(review), "INVALID_ARGUMENT")).details.violations?.map(({ field, rule }) => `${field} ${rule}`)
    for (const score of [0, 6, -1]) assert.deepEqual(await rulesOf({ courseId, score }), ["review.score range"])
    assert.deepEqual(await rulesOf({ courseId, comment: "x".repeat(4001) }), [
      "review.score range",
      "review.comment length",
    ])
    assert.deepEqual(await rulesOf({ courseId, score: 1, comment: "\u0000" }), ["review.comment characters"])
    assert.equal((await rate({ courseId, score: 1, comment: "𝄞".repeat(4000) })).review.comment, "𝄞".repeat(4000))
  })

  it("answers a repeat with the same key as the first time, and refuses the key with another body", async () => {
    const { id: courseId } = await service.samples.published()
    const learner = caller.learner()
    const requestId = randomUUID()
    const answers = await Promise.all(Array.from({ length: 5 }, () => rate({ courseId, score: 3 }, learner, requestId)))
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    await rate({ courseId, score: 5 }, learner)
    assert.deepEqual(await rate({ courseId, score: 3 }, learner, requestId), answers[0])
    assert.equal((await ratingNow(courseId))?.scoreSum, 5)
    await refusal(rate({ courseId, score: 4 }, learner, requestId), "INVALID_ARGUMENT", "REQUEST_ID_REUSED")
    // A key is its caller's own.
    await rate({ courseId, score: 3 }, caller.learner(), requestId)
    assert.equal((await ratingNow(courseId))?.count, 2)
    await refusal(rate({ courseId, score: 3 }, learner, "no uuid"), "INVALID_ARGUMENT")
  })
})
