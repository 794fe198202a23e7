import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { Caller } from "@lectern/rpc/passport"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { testCoursesService } from "../test-service.ts"

describe("batchGetCourses", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  before(async () => {
    service = await testCoursesService()
  })
  after(() => service[Symbol.asyncDispose]())

  const get = async (keys: { ids?: string[]; slugs?: string[] }, as: Caller = caller.anonymous) =>
    (await service.courses.batchGetCourses(keys, callAs(as))).courses
  const byId = <T extends { id: string }>(courses: T[]) => courses.toSorted((a, b) => (a.id < b.id ? -1 : 1))

  it("finds courses by id and by slug, each once, and leaves out what names nothing", async () => {
    const [a, b, c] = [
      await service.samples.published({ categories: ["y", "x"] }),
      await service.samples.published(),
      await service.samples.published({ categories: ["z"] }),
    ]
    const found = await get({
      ids: [a.id, a.id, b.id, randomUUID(), "no id", ""],
      slugs: [b.slug, c.slug, c.slug, "no-such-course", "No Slug", "한글", ""],
    })
    assert.deepEqual(byId(found), byId([a, b, c]))
    assert.deepEqual(await get({ slugs: [a.slug] }), [a])
    assert.deepEqual(await get({ slugs: [a.slug.toUpperCase()] }), [])
    assert.deepEqual(await get({}), [])
  })

  it("shows an unpublished course to its instructor, administrators and services only", async () => {
    const draft = await service.samples.draft()
    for (const as of [caller.instructor(service.samples.instructorId), caller.admin(), caller.gateway])
      assert.deepEqual(await get({ ids: [draft.id] }, as), [draft])
    for (const as of [caller.anonymous, caller.learner(), caller.instructor()]) {
      assert.deepEqual(await get({ ids: [draft.id] }, as), [])
      assert.deepEqual(await get({ slugs: [draft.slug] }, as), [])
    }
  })

  it("takes two SQL statements for any number", async () => {
    const courses = await Promise.all(
      Array.from({ length: 12 }, () => service.samples.published({ categories: ["a", "b"] })),
    )
    for (const count of [1, 12]) {
      const before = await counterValue(service.telemetry, "db_statements_total", { origin: "call" })
      const some = courses.slice(0, count)
      assert.equal((await get({ ids: some.map(({ id }) => id), slugs: some.map(({ slug }) => slug) })).length, count)
      assert.equal((await counterValue(service.telemetry, "db_statements_total", { origin: "call" })) - before, 2)
    }
  })

  it("refuses more than 200", async () => {
    const ids = Array.from({ length: 150 }, () => randomUUID())
    await refusal(get({ ids, slugs: ids.slice(0, 51) }), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
    assert.deepEqual(await get({ ids, slugs: ids.slice(0, 50) }), [])
  })
})
