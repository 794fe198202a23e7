import assert from "node:assert/strict"
import { after, before, describe, it } from "node:test"
import { required } from "@lectern/rpc/required"
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
const list = (pageToken = "", pageSize = 2) => service.courses.listHiddenReviews({ pageSize, pageToken }, asAdmin())
const rate = async (courseId: string, score: number, as = caller.learner()) =>
  required((await service.courses.upsertReview({ review: { courseId, score } }, callAs(as))).review)
const hide = async (id: string) =>
  required((await service.courses.hideReview({ id, reason: "Insults" }, asAdmin())).review)

describe("listHiddenReviews", () => {
  it("pages through the hidden reviews of all courses, hidden last first", async () => {
    const [one, other] = [await service.samples.published(), await service.samples.published()]
    const author = caller.learner()
    const [a, b, c, d] = [
      await rate(one.id, 1),
      await rate(other.id, 2),
      await rate(one.id, 3),
      await rate(other.id, 4),
    ]
    const deleted = await rate(one.id, 5, author)
    const unhidden = await rate(one.id, 5)
    const atOnce = [await hide(c.id), await hide(a.id)].toSorted((x, y) => (x.id < y.id ? 1 : -1))
    now = new Date(now.getTime() + 1000)
    const last = await hide(b.id)
    await hide(deleted.id)
    await service.courses.deleteReview({ courseId: one.id }, callAs(author))
    await hide(unhidden.id)
    await service.courses.unhideReview({ id: unhidden.id }, asAdmin())

    const first = await list()
    assert.deepEqual(first.reviews, [last, atOnce[0]])
    assert.equal(first.totalSize, 3)
    // One more is hidden meanwhile: it belongs in front, and shifts nothing.
    now = new Date(now.getTime() + 1000)
    await hide(d.id)
    const second = await list(first.nextPageToken)
    assert.deepEqual(second.reviews, [atOnce[1]])
    assert.equal(second.nextPageToken, "")
    assert.deepEqual((await list(first.cursors[0])).reviews, atOnce)
    assert.equal((await list()).totalSize, 4)
  })

  it("is for administrators only", async () => {
    for (const as of [caller.learner(), caller.instructor()])
      await refusal(service.courses.listHiddenReviews({}, callAs(as)), "PERMISSION_DENIED", "ADMIN_REQUIRED")
    await refusal(
      service.courses.listHiddenReviews({}, callAs(caller.anonymous)),
      "UNAUTHENTICATED",
      "SIGN_IN_REQUIRED",
    )
  })

  it("refuses a negative page size and a page token of another list", async () => {
    await refusal(list("", -1), "INVALID_ARGUMENT", "PAGE_SIZE_INVALID")
    const { id } = await service.samples.published()
    await rate(id, 1)
    const other = (await service.courses.listReviews({ courseId: id, pageSize: 1 }, asAdmin())).cursors[0]
    await refusal(list(other), "INVALID_ARGUMENT", "PAGE_TOKEN_INVALID")
  })
})
