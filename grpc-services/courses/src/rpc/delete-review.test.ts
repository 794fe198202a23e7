import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import mysql, { type RowDataPacket } from "mysql2/promise"
import { required } from "@lectern/rpc/required"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testCoursesService } from "../test-service.ts"

describe("deleteReview", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  let now = new Date()
  before(async () => {
    service = await testCoursesService(() => now)
  })
  after(() => service[Symbol.asyncDispose]())

  const rate = async (courseId: string, as = caller.learner(), score = 4) =>
    required(
      (await service.courses.upsertReview({ review: { courseId, score, comment: "Secret" } }, callAs(as))).review,
    )
  const remove = (courseId: string, as = caller.learner()) => service.courses.deleteReview({ courseId }, callAs(as))
  const reviewsNow = async (courseId: string) =>
    service.courses.listReviews({ courseId, pageSize: 100 }, callAs(caller.anonymous))
  const ratingNow = async (id: string) =>
    (await service.courses.batchGetCourses({ ids: [id] }, callAs(caller.anonymous))).courses[0]?.rating
  const ownReview = async (courseId: string, as: ReturnType<typeof caller.learner>) =>
    (await service.courses.batchGetUserReviews({ userId: as.userId ?? "", courseIds: [courseId] }, callAs(as)))
      .reviews[0]

  it("takes the caller's review out of list and summary, and answers with the course after it", async () => {
    const course = await service.samples.published()
    const learner = caller.learner()
    const other = await rate(course.id, caller.learner(), 2)
    await rate(course.id, learner, 5)
    const { course: after } = await remove(course.id, learner)
    assert.deepEqual(after, { ...course, rating: { scoreSum: 2, count: 1, histogram: [0, 1, 0, 0, 0] } })
    assert.deepEqual(await ratingNow(course.id), after?.rating)
    const { reviews, totalSize } = await reviewsNow(course.id)
    assert.deepEqual([reviews, totalSize], [[other], 1])
    assert.equal(await ownReview(course.id, learner), undefined)
  })

  it("erases the comment", async () => {
    const { id } = await service.samples.published()
    const learner = caller.learner()
    await rate(id, learner)
    await remove(id, learner)
    const connection = await mysql.createConnection(service.database.url)
    const [rows] = await connection.query<RowDataPacket[]>(
      "SELECT comment FROM course_reviews WHERE user_id = UNHEX(REPLACE(?, '-', ''))",
      [learner.userId],
    )
    await connection.end()
    assert.deepEqual(
      rows.map(({ comment }) => comment),
      [""],
    )
  })

  it("lets the learner rate anew, as a new review", async () => {
    const { id } = await service.samples.published()
    const learner = caller.learner()
    const first = await rate(id, learner, 1)
    const other = await rate(id)
    await remove(id, learner)
    now = new Date(now.getTime() + 1500)
    const second = await rate(id, learner, 5)
    assert.notEqual(second.id, first.id)
    assert.deepEqual(second.createTime, second.updateTime)
    assert.deepEqual((await reviewsNow(id)).reviews, [second, other])
    assert.deepEqual(await ratingNow(id), { scoreSum: 9, count: 2, histogram: [0, 0, 0, 1, 1] })
  })

  it("uncounts once of twenty at once, at two replicas", async () => {
    await using replica = await service.startReplica()
    const { id } = await service.samples.published()
    const learner = caller.learner()
    await rate(id)
    await rate(id, learner)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? service : replica).courses.deleteReview({ courseId: id }, callAs(learner)),
      ),
    )
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
    for (const outcome of outcomes)
      if (outcome.status === "rejected") assert.equal(outcome.reason.reason, "REVIEW_NOT_FOUND")
    assert.deepEqual(await ratingNow(id), { scoreSum: 4, count: 1, histogram: [0, 0, 0, 1, 0] })
  })

  it("leaves a hidden review uncounted, and what its author writes next hidden", async () => {
    const { id } = await service.samples.published()
    const learner = caller.learner()
    const review = await rate(id, learner, 1)
    await service.courses.hideReview({ id: review.id, reason: "Insults" }, callAs(caller.admin()))
    await remove(id, learner)
    assert.equal((await ratingNow(id))?.count, 0)
    assert.equal(await ownReview(id, learner), undefined)
    const next = await rate(id, learner, 2)
    assert.equal(next.hideReason, "Insults")
    assert.equal((await ratingNow(id))?.count, 0)
    assert.deepEqual((await reviewsNow(id)).reviews, [])
    await service.courses.unhideReview({ id: next.id }, callAs(caller.admin()))
    assert.deepEqual(await ratingNow(id), { scoreSum: 2, count: 1, histogram: [0, 1, 0, 0, 0] })
  })

  it("works for a course that is published no more, without showing it", async () => {
    const { id } = await service.samples.published()
    const learner = caller.learner()
    await rate(id, learner)
    await service.courses.updateCourse(
      { course: { id, status: "COURSE_STATUS_ARCHIVED" }, updateMask: { paths: ["status"] } },
      service.samples.asInstructor(),
    )
    assert.deepEqual(await remove(id, learner), { course: null })
    await refusal(remove(id, learner), "NOT_FOUND", "REVIEW_NOT_FOUND")
  })

  it("answers alike where there is no review, no course, or one that the caller may not see", async () => {
    const { id: draft } = await service.samples.draft()
    const { id: published } = await service.samples.published()
    await rate(published)
    for (const id of [published, draft, randomUUID(), "no id", ""]) {
      const error = await refusal(remove(id), "NOT_FOUND", "REVIEW_NOT_FOUND")
      assert.equal(error.details.resourceId ?? "", id)
    }
    assert.equal((await ratingNow(published))?.count, 1)
  })

  it("is for who is signed in", async () => {
    const { id } = await service.samples.published()
    for (const one of [caller.anonymous, caller.gateway])
      await refusal(service.courses.deleteReview({ courseId: id }, callAs(one)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })
})
