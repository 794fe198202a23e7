import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { ListReviewsRequest } from "@lectern/contracts/elearning/courses/v1/ListReviewsRequest.ts"
import type { Caller } from "@lectern/rpc/passport"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { testCoursesService } from "../test-service.ts"

let service: Awaited<ReturnType<typeof testCoursesService>>
before(async () => {
  service = await testCoursesService()
})
after(() => service[Symbol.asyncDispose]())

const list = (request: ListReviewsRequest, as: Caller = caller.anonymous) =>
  service.courses.listReviews(request, callAs(as))
const rate = (courseId: string, score: number, as: Caller = caller.learner()) =>
  service.courses.upsertReview({ review: { courseId, score } }, callAs(as))
/** A published course with a review of each score, in this order. */
const rated = async (...scores: number[]) => {
  const { id } = await service.samples.published()
  for (const score of scores) await rate(id, score)
  return id
}
const scoresOf = ({ reviews }: { reviews: { score: number }[] }) => reviews.map(({ score }) => score)
const statements = () => counterValue(service.telemetry, "db_statements_total", { origin: "call" })

describe("listReviews", () => {
  it("pages newest first; an edit keeps its place", async () => {
    const courseId = await rated(1, 2)
    const learner = caller.learner()
    await rate(courseId, 3, learner)
    await rate(courseId, 4)
    await rate(courseId, 5, learner)
    const first = await list({ courseId, pageSize: 2 })
    assert.deepEqual(scoresOf(first), [4, 5])
    assert.equal(first.totalSize, 4)
    assert.equal(first.nextPageToken, first.cursors[1])
    await rate(courseId, 1)
    const second = await list({ courseId, pageSize: 2, pageToken: first.nextPageToken })
    assert.deepEqual(scoresOf(second), [2, 1])
    assert.equal(second.nextPageToken, "")
    assert.deepEqual(scoresOf(await list({ courseId, pageSize: 1, pageToken: first.cursors[0] ?? "" })), [5])
  })

  it("narrows by the least score, with a count of these", async () => {
    const courseId = await rated(5, 1, 4, 2, 5, 3, 4)
    for (const [minScore, expected] of [
      [0, [4, 3, 5, 2, 4, 1, 5]],
      [1, [4, 3, 5, 2, 4, 1, 5]],
      [3, [4, 3, 5, 4, 5]],
      [4, [4, 5, 4, 5]],
      [5, [5, 5]],
    ] as const) {
      const whole = await list({ courseId, minScore })
      assert.deepEqual(scoresOf(whole), expected)
      assert.equal(whole.totalSize, expected.length)
      const paged: number[] = []
      for (let pageToken = ""; ;) {
        const reply = await list({ courseId, minScore, pageSize: 2, pageToken })
        paged.push(...scoresOf(reply))
        pageToken = reply.nextPageToken
        if (pageToken === "") break
      }
      assert.deepEqual(paged, expected)
    }
  })

  it("is empty for a course that the caller may not see", async () => {
    const { id } = await service.samples.draft()
    for (const courseId of [randomUUID(), "no id", "", id])
      assert.deepEqual(await list({ courseId }), { reviews: [], cursors: [], nextPageToken: "", totalSize: 0 })
  })

  it("gives 10 when nothing is said and 100 at most", async () => {
    const courseId = await rated(...Array.from({ length: 12 }, () => 5))
    assert.equal((await list({ courseId })).reviews.length, 10)
    assert.equal((await list({ courseId, pageSize: 1000 })).reviews.length, 12)
  })

  it("refuses a negative page size, a page token of another list and a score that is none", async () => {
    const [courseId, other] = [await rated(5, 5), await rated(5, 5)]
    const { nextPageToken: pageToken } = await list({ courseId, pageSize: 1 })
    assert.equal(scoresOf(await list({ courseId: courseId.toUpperCase(), pageToken })).length, 1)
    await refusal(list({ courseId, pageSize: -1 }), "INVALID_ARGUMENT", "PAGE_SIZE_INVALID")
    for (const request of [
      { courseId: other, pageToken },
      { courseId, minScore: 1, pageToken },
      { courseId, pageToken: "x" },
    ])
      await refusal(list(request), "INVALID_ARGUMENT", "PAGE_TOKEN_INVALID")
    for (const minScore of [-1, 6]) {
      const error = await refusal(list({ courseId, minScore }), "INVALID_ARGUMENT")
      assert.equal(error.details.violations?.[0]?.field, "min_score")
    }
  })
})

describe("batchListReviews", () => {
  const batch = async (courseIds: string[], more: { pageSize?: number; minScore?: number } = {}) =>
    (await service.courses.batchListReviews({ courseIds, ...more }, callAs(caller.anonymous))).pages

  it("answers for each course what listReviews answers", async () => {
    const courseIds = [await rated(5, 3, 4), await rated(2), await rated()]
    const { id: draft } = await service.samples.draft()
    for (const page of [{ pageSize: 2 }, { pageSize: 2, minScore: 3 }, {}]) {
      const pages = await batch([...courseIds, draft, randomUUID(), "no id"], page)
      assert.deepEqual(pages.map(({ courseId }) => courseId).sort(), [...courseIds].sort())
      for (const { courseId, ...answer } of pages) assert.deepEqual(answer, await list({ courseId, ...page }))
    }
  })

  it("takes two SQL statements for any number", async () => {
    const courseIds = [await rated(5, 3), await rated(2, 4), await rated(1)]
    for (const count of [1, 3]) {
      const before = await statements()
      assert.equal((await batch(courseIds.slice(0, count), { minScore: 2 })).length, count)
      assert.equal((await statements()) - before, 2)
    }
  })

  it("refuses more than 100 courses or 1,000 reviews", async () => {
    const ids = (count: number) => Array.from({ length: count }, () => randomUUID())
    await refusal(batch(ids(101), { pageSize: 1 }), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
    await refusal(batch(ids(51), { pageSize: 20 }), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
    assert.deepEqual(await batch(ids(100)), [])
  })

  it("refuses a negative page size and a score that is none", async () => {
    await refusal(batch([], { pageSize: -1 }), "INVALID_ARGUMENT", "PAGE_SIZE_INVALID")
    await refusal(batch([], { minScore: 6 }), "INVALID_ARGUMENT")
  })
})

describe("batchGetUserReviews", () => {
  const get = async (userId: string, courseIds: string[], as: Caller) =>
    (await service.courses.batchGetUserReviews({ userId, courseIds }, callAs(as))).reviews

  it("finds the caller's own reviews, in one SQL statement", async () => {
    const courseIds = [await rated(1), await rated(1), await rated(1)]
    const learner = caller.learner()
    const userId = learner.userId ?? ""
    for (const courseId of courseIds.slice(0, 2)) await rate(courseId, 5, learner)
    const before = await statements()
    const reviews = await get(userId, [...courseIds, randomUUID(), "no id"], learner)
    assert.equal((await statements()) - before, 1)
    assert.deepEqual(reviews.map(({ courseId }) => courseId).sort(), courseIds.slice(0, 2).sort())
    for (const review of reviews) assert.deepEqual([review.userId, review.score], [userId, 5])
  })

  it("gives nobody another person's, not even an administrator", async () => {
    const userId = randomUUID()
    for (const as of [caller.learner(), caller.admin()])
      await refusal(get(userId, [randomUUID()], as), "PERMISSION_DENIED", "NOT_YOURS")
    await refusal(get("", [randomUUID()], caller.learner()), "PERMISSION_DENIED", "NOT_YOURS")
    await refusal(get(userId, [randomUUID()], caller.anonymous), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })

  it("refuses more than 200", async () => {
    const learner = caller.learner()
    const ids = Array.from({ length: 201 }, () => randomUUID())
    await refusal(get(learner.userId ?? "", ids, learner), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
    assert.deepEqual(await get(learner.userId ?? "", ids.slice(1), learner), [])
  })
})
