import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testEnrollmentService } from "../test-service.ts"

let service: Awaited<ReturnType<typeof testEnrollmentService>>
before(async () => {
  service = await testEnrollmentService()
})
after(() => service[Symbol.asyncDispose]())

/** A person with this many unread notices; ids oldest first. */
async function told(count: number) {
  const userId = randomUUID()
  const ids: string[] = []
  for (let i = 0; i < count; i++) ids.push(await service.stored.notice(userId))
  const call = callAs(caller.learner(userId))
  const unread = async () => (await service.enrollment.listNotices({ userId, unreadOnly: true }, call)).unreadCount
  return { userId, ids, call, unread }
}

describe("markNoticesRead", () => {
  it("marks the unread ones of those named, and says how many they were", async () => {
    const { ids, call, unread } = await told(3)
    const mark = (some: string[]) => service.enrollment.markNoticesRead({ ids: some }, call)
    assert.deepEqual(await mark(ids.slice(0, 2)), { readCount: 2 })
    assert.equal(await unread(), 1)
    assert.deepEqual(await mark([...ids, ...ids]), { readCount: 1 })
    assert.equal(await unread(), 0)
  })

  it("changes nothing when it is repeated, not even when it was read", async () => {
    const { userId, ids, call } = await told(1)
    await service.enrollment.markNoticesRead({ ids }, call)
    const read = async () => (await service.enrollment.listNotices({ userId }, call)).notices[0]?.readTime
    const first = await read()
    assert.ok(first)
    assert.deepEqual(await service.enrollment.markNoticesRead({ ids }, call), { readCount: 0 })
    assert.deepEqual(await read(), first)
  })

  it("passes over another person's, unknown and malformed ids alike", async () => {
    const [mine, theirs] = [await told(1), await told(2)]
    const ids = [...theirs.ids, randomUUID(), "no id", "", ...mine.ids]
    assert.deepEqual(await service.enrollment.markNoticesRead({ ids }, mine.call), { readCount: 1 })
    assert.equal(await theirs.unread(), 2)
    assert.deepEqual(await service.enrollment.markNoticesRead({ ids: [] }, mine.call), { readCount: 0 })
  })

  it("counts each notice once among ten that mark the same", async () => {
    const { ids, call } = await told(20)
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => service.enrollment.markNoticesRead({ ids }, call)),
    )
    assert.equal(
      replies.reduce((sum, { readCount }) => sum + readCount, 0),
      20,
    )
  })

  it("takes 200 at most, of people who are signed in", async () => {
    const ids = Array.from({ length: 201 }, () => randomUUID())
    await refusal(
      service.enrollment.markNoticesRead({ ids }, callAs(caller.learner())),
      "INVALID_ARGUMENT",
      "BATCH_TOO_LARGE",
    )
    await refusal(service.enrollment.markNoticesRead({ ids: [] }, callAs(caller.anonymous)), "UNAUTHENTICATED")
  })
})

describe("markAllNoticesRead", () => {
  it("marks all of the caller's up to the one that was seen, and none that came later", async () => {
    const [mine, theirs] = [await told(4), await told(1)]
    assert.deepEqual(await service.enrollment.markAllNoticesRead({ upToId: mine.ids[2] ?? "" }, mine.call), {
      readCount: 3,
    })
    assert.equal(await mine.unread(), 1)
    assert.deepEqual(await service.enrollment.markAllNoticesRead({}, mine.call), { readCount: 1 })
    assert.deepEqual(await service.enrollment.markAllNoticesRead({}, mine.call), { readCount: 0 })
    assert.equal(await theirs.unread(), 1)
  })

  it("marks more than one part of it", async () => {
    const userId = randomUUID()
    const first = await service.stored.notice(userId)
    const row = await service.db
      .selectFrom("notices")
      .selectAll()
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirstOrThrow()
    const more = Array.from({ length: 1200 }, () => ({
      ...row,
      id: Buffer.from(randomUUID().replaceAll("-", ""), "hex"),
      dedup_key: randomUUID(),
    }))
    await service.db.insertInto("notices").values(more).execute()
    assert.ok(first)
    assert.deepEqual(await service.enrollment.markAllNoticesRead({}, callAs(caller.learner(userId))), {
      readCount: 1201,
    })
  })

  it("refuses what is no id", async () => {
    const error = await refusal(
      service.enrollment.markAllNoticesRead({ upToId: "no id" }, callAs(caller.learner())),
      "INVALID_ARGUMENT",
    )
    assert.deepEqual(
      error.details.violations?.map(({ field, rule }) => [field, rule]),
      [["up_to_id", "uuid"]],
    )
  })
})
