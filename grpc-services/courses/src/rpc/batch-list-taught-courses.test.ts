import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { testCoursesService } from "../test-service.ts"

describe("batchListTaughtCourses", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  before(async () => {
    service = await testCoursesService()
  })
  after(() => service[Symbol.asyncDispose]())

  const anybody = () => callAs(caller.anonymous)
  const taught = (instructorIds: string[], pageSize = 0) =>
    service.courses.batchListTaughtCourses({ instructorIds, pageSize }, anybody())
  const made = async (...titles: string[]) => {
    const instructorId = randomUUID()
    await service.samples.imported(
      titles.map((title) => ({ title })),
      instructorId,
    )
    return instructorId
  }

  it("gives the newest published courses of each, and tokens that listCourses goes on with", async () => {
    const [a, b, nobody] = [await made("1", "2", "3"), await made("4"), randomUUID()]
    await service.samples.draft()
    const { pages } = await taught([a.toUpperCase(), b, nobody, a, service.samples.instructorId], 2)
    const byId = new Map(pages.map((page) => [page.instructorId, page]))
    assert.equal(pages.length, 4)
    const titlesOf = (id: string) => byId.get(id)?.courses.map(({ title }) => title)
    assert.deepEqual([titlesOf(a), titlesOf(b), titlesOf(nobody)], [["3", "2"], ["4"], []])
    assert.deepEqual(titlesOf(service.samples.instructorId), [])
    assert.deepEqual([byId.get(a)?.totalSize, byId.get(b)?.totalSize, byId.get(nobody)?.totalSize], [3, 1, 0])
    assert.equal(byId.get(b)?.nextPageToken, "")
    const rest = await service.courses.listCourses(
      { instructorId: a, orderBy: "COURSE_ORDER_NEWEST", pageToken: byId.get(a)?.nextPageToken ?? "" },
      anybody(),
    )
    assert.deepEqual(
      rest.courses.map(({ title }) => title),
      ["1"],
    )
    const behindFirst = await service.courses.listCourses(
      { instructorId: a, pageToken: byId.get(a)?.cursors[0] ?? "" },
      anybody(),
    )
    assert.equal(behindFirst.courses.length, 2)
  })

  it("takes three SQL statements whatever the number of instructors, and none for names that are no ids", async () => {
    const instructorIds = await Promise.all([made("a"), made("b"), made("c")])
    const statements = () => counterValue(service.telemetry, "db_statements_total", { origin: "call" })
    for (const some of [instructorIds.slice(0, 1), instructorIds]) {
      const before = await statements()
      await taught(some)
      assert.equal((await statements()) - before, 3)
    }
    const before = await statements()
    assert.deepEqual((await taught(["nobody", ""])).pages, [])
    assert.equal(await statements(), before)
  })

  it("refuses more than it promises to take, and a negative page size", async () => {
    const many = (count: number) => Array.from({ length: count }, () => randomUUID())
    await refusal(taught(many(101)), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
    await refusal(taught(many(11), 100), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
    await refusal(taught(many(1), -1), "INVALID_ARGUMENT", "PAGE_SIZE_INVALID")
    assert.equal((await taught(many(10), 100)).pages.length, 10)
  })
})
