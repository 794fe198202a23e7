import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { required } from "@lectern/rpc/required"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testCoursesService } from "../test-service.ts"

describe("reorderSessions", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  before(async () => {
    service = await testCoursesService()
  })
  after(() => service[Symbol.asyncDispose]())

  const asInstructor = () => service.samples.asInstructor()
  const reorder = (courseId: string, sessionIds: string[], call = asInstructor(), courseEtag = "") =>
    service.courses.reorderSessions({ courseId, sessionIds, courseEtag }, call)
  const sessionsNow = async (courseId: string) =>
    (await service.courses.batchListSessions({ courseIds: [courseId] }, asInstructor())).sessions
  const courseNow = async (id: string) =>
    required((await service.courses.batchGetCourses({ ids: [id] }, asInstructor())).courses[0])
  const withSessions = async (count: number) => {
    const { id } = await service.samples.draft()
    const ids: string[] = []
    for (let index = 0; index < count; index++)
      ids.push((await service.samples.session(id, { title: `Lecture ${index}` })).id)
    return { id, ids, etag: (await courseNow(id)).etag }
  }

  it("puts the sessions in the order given, and answers with them and the course under a new etag", async () => {
    const { id, ids } = await withSessions(4)
    const [a = "", b = "", c = "", d = ""] = ids
    const order = [d, a, c, b]
    const { sessions, course } = await reorder(id, [d.toUpperCase(), a, c, b])
    assert.deepEqual(
      sessions.map((session) => [session.id, session.position, session.etag]),
      order.map((session, index) => [session, index + 1, "1"]),
    )
    assert.equal(course?.etag, "6")
    assert.deepEqual(await sessionsNow(id), sessions)
    assert.deepEqual(await courseNow(id), course)
  })

  it("leaves the course with its etag where the order is the same", async () => {
    const { id, ids, etag } = await withSessions(3)
    assert.equal((await reorder(id, ids)).course?.etag, etag)
    const { id: empty } = await service.samples.draft()
    assert.deepEqual((await reorder(empty, [])).sessions, [])
  })

  it("ends in one of the orders sent by twenty at once, at two replicas, with positions 1 to n", async () => {
    await using other = await service.startReplica()
    const { id, ids } = await withSessions(6)
    const orders = Array.from({ length: 20 }, (_, index) => {
      const turned = [...ids.slice(index % 6), ...ids.slice(0, index % 6)]
      return index < 10 ? turned : turned.reverse()
    })
    await Promise.all(
      orders.map((sessionIds, index) =>
        (index % 2 === 0 ? service : other).courses.reorderSessions({ courseId: id, sessionIds }, asInstructor()),
      ),
    )
    const sessions = await sessionsNow(id)
    assert.deepEqual(
      sessions.map(({ position }) => position),
      [1, 2, 3, 4, 5, 6],
    )
    const end = sessions.map((session) => session.id).join()
    assert.ok(orders.some((order) => order.join() === end))
  })

  it("lets exactly one of twenty with the same etag win, and tells the others the new one", async () => {
    const { id, ids, etag } = await withSessions(3)
    const order = ids.toReversed()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => reorder(id, order, asInstructor(), etag)),
    )
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
    for (const outcome of outcomes)
      if (outcome.status === "rejected")
        assert.deepEqual(
          [outcome.reason.code, outcome.reason.reason, outcome.reason.details.currentEtag],
          ["ABORTED", "ETAG_STALE", "5"],
        )
  })

  it("keeps positions dense while sessions are added, deleted and reordered at once", async () => {
    const { id, ids } = await withSessions(6)
    const [first = "", second = "", ...others] = ids
    await Promise.allSettled([
      ...Array.from({ length: 8 }, (_, index) => service.samples.session(id, {}, { position: (index % 3) + 1 })),
      ...[first, second].map((session) => service.courses.deleteSession({ id: session }, asInstructor())),
      ...Array.from({ length: 8 }, () => reorder(id, ids.toReversed())),
    ])
    const sessions = await sessionsNow(id)
    assert.equal(sessions.length, 12)
    assert.deepEqual(
      sessions.map(({ position }) => position),
      Array.from({ length: 12 }, (_, index) => index + 1),
    )
    for (const session of others) assert.ok(sessions.some((one) => one.id === session))
    assert.equal((await courseNow(id)).sessionCount, 12)
  })

  it("refuses a missing, foreign or repeated id and changes nothing", async () => {
    const { id, ids, etag } = await withSessions(3)
    const [a = "", b = "", c = ""] = ids
    const foreign = required((await withSessions(1)).ids[0])
    const deleted = (await service.samples.session(id)).id
    await service.courses.deleteSession({ id: deleted }, asInstructor())
    const { etag: etagNow } = await courseNow(id)
    assert.notEqual(etagNow, etag)
    for (const [order, rules] of [
      [[a, b], ["session_ids complete"]],
      [[], ["session_ids complete"]],
      [
        [a, b, b],
        ["session_ids[2] unique", "session_ids complete"],
      ],
      [
        [a, b, c, c.toUpperCase()],
        ["session_ids[3] unique", "session_ids complete"],
      ],
      [
        [a, b, foreign],
        ["session_ids[2] member", "session_ids complete"],
      ],
      [
        [c, b, a, foreign],
        ["session_ids[3] member", "session_ids complete"],
      ],
      [
        [c, b, a, deleted],
        ["session_ids[3] member", "session_ids complete"],
      ],
      [
        [a, b, "no id"],
        ["session_ids[2] member", "session_ids complete"],
      ],
    ] as const) {
      const error = await refusal(reorder(id, [...order]), "INVALID_ARGUMENT")
      assert.deepEqual(
        error.details.violations?.map(({ field, rule }) => `${field} ${rule}`),
        rules,
      )
    }
    assert.deepEqual(
      (await sessionsNow(id)).map((session) => session.id),
      ids,
    )
    assert.equal((await courseNow(id)).etag, etagNow)
  })

  it("refuses a list that is far too long without going through it", async () => {
    const { id, ids } = await withSessions(2)
    const error = await refusal(
      reorder(id, [...ids, ...Array.from({ length: 20_000 }, () => randomUUID())]),
      "INVALID_ARGUMENT",
    )
    assert.equal(error.details.violations?.length, 30)
  })

  it("is for the instructor of the course and administrators", async () => {
    const course = await service.samples.published()
    const [first] = await sessionsNow(course.id)
    const order = [(await service.samples.session(course.id)).id, required(first).id]
    await refusal(reorder(course.id, order, callAs(caller.learner())), "PERMISSION_DENIED", "SCOPE_MISSING")
    await refusal(reorder(course.id, order, callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    await refusal(reorder(course.id, order, callAs(caller.instructor())), "PERMISSION_DENIED", "NOT_COURSE_INSTRUCTOR")
    assert.deepEqual(
      (await reorder(course.id, order, callAs(caller.admin()))).sessions.map((session) => session.id),
      order,
    )
  })

  it("finds no course under an unknown id, nor somebody else's draft", async () => {
    const { id: draftId, ids } = await withSessions(1)
    for (const [id, call] of [
      [randomUUID(), asInstructor()],
      ["no id", asInstructor()],
      [draftId, callAs(caller.instructor())],
    ] as const)
      await refusal(reorder(id, ids, call), "NOT_FOUND", "COURSE_NOT_FOUND")
  })
})
