import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { sql } from "kysely"
import { openDatabase } from "@lectern/service-kit/database"
import { serviceCaller } from "@lectern/rpc/passport"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import type { CoursesTables, Database } from "./database.ts"
import { indexStaleCourses } from "./reindex-courses.ts"
import { testCoursesService } from "./test-service.ts"

describe("the index of search", () => {
  let service: Awaited<ReturnType<typeof testCoursesService>>
  let db: Database
  before(async () => {
    service = await testCoursesService()
    db = await openDatabase<CoursesTables>({
      url: service.database.url,
      migrations: new URL("../migrations/", import.meta.url),
      telemetry: silentTelemetry("test"),
    })
  })
  after(async () => {
    await db.destroy()
    await service[Symbol.asyncDispose]()
  })
  const asUsers = () => callAs(serviceCaller("users"))
  const found = async (query: string) =>
    (await service.courses.listCourses({ query }, callAs(caller.anonymous))).totalSize
  const postings = async () =>
    (
      await sql<{ line: string }>`select concat_ws(' ', term, status, impact, hex(course_id)) as line
      from course_terms order by line`.execute(db)
    ).rows.map(({ line }) => line)

  it("is made anew, the same, from what there is: all of it, or what other rules have made", async () => {
    const instructorId = randomUUID()
    await service.samples.imported([{ title: "Sundials" }, { title: "Sundials too" }], instructorId)
    await service.samples.draft({ title: "A draft of sundials" })
    const before = await postings()
    assert.ok(before.length > 20)
    assert.equal(await indexStaleCourses(db), 0)

    await db.updateTable("course_index").set({ terms_version: 0 }).execute()
    await sql`update course_terms set impact = 1 where impact > 1`.execute(db)
    assert.equal(await indexStaleCourses(db), 3)
    assert.deepEqual(await postings(), before)

    await db.deleteFrom("course_index").execute()
    await db.deleteFrom("course_terms").execute()
    assert.equal(await found("sundial"), 0)
    const counts = await Promise.all([indexStaleCourses(db), indexStaleCourses(db)])
    assert.ok(counts.every((count) => count <= 3))
    assert.deepEqual(await postings(), before)
    assert.equal(await found("sundial"), 2)
  })

  it("follows an instructor to a new name, in all of their courses", async () => {
    const instructorId = randomUUID()
    service.neighbours.names.set(instructorId, "Old Nameson")
    await service.samples.imported([{ title: "Kites" }, { title: "More kites" }], instructorId)
    assert.equal(await found("nameson"), 2)
    await service.courses.renameInstructor(
      { userId: instructorId, displayName: "New Callington", version: 7 },
      asUsers(),
    )
    assert.deepEqual([await found("nameson"), await found("callington")], [0, 2])
    const before = await postings()
    await service.courses.renameInstructor(
      { userId: instructorId, displayName: "New Callington", version: 7 },
      asUsers(),
    )
    assert.deepEqual(await postings(), before)
    // News that was overtaken.
    await service.courses.renameInstructor({ userId: instructorId, displayName: "Old Nameson", version: 6 }, asUsers())
    assert.deepEqual(await postings(), before)
  })

  it("takes names from the users service alone", async () => {
    const request = { userId: randomUUID(), displayName: "Kim", version: 1 }
    for (const other of [caller.anonymous, caller.admin(), caller.gateway, serviceCaller("enrollment")])
      await refusal(service.courses.renameInstructor(request, callAs(other)), "PERMISSION_DENIED", "USERS_SERVICE_ONLY")
    for (const [wrong, field] of [
      [{ userId: "no id" }, "user_id"],
      [{ displayName: "" }, "display_name"],
      [{ version: 0 }, "version"],
    ] as const) {
      const error = await refusal(
        service.courses.renameInstructor({ ...request, ...wrong }, asUsers()),
        "INVALID_ARGUMENT",
      )
      assert.equal(error.details.violations?.[0]?.field, field)
    }
  })

  it("is not written by a change that it knows nothing of", async () => {
    const { id } = await service.samples.draft({ title: "Many sessions" })
    const before = await postings()
    const deletes = () =>
      service.telemetry.metrics
        .getSingleMetricAsString("db_statements_total")
        .then((text) => /verb="delete"/.test(text))
    const hadDeletes = await deletes()
    await service.samples.session(id)
    await service.samples.session(id)
    assert.deepEqual(await postings(), before)
    assert.equal(await deletes(), hadDeletes)
  })

  it("has each course once when it is changed by several at once", async () => {
    const { id } = await service.samples.draft({ title: "Contended" })
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        service.courses.updateCourse(
          { course: { id, title: `Contended ${"again ".repeat(index)}` }, updateMask: { paths: ["title"] } },
          service.samples.asInstructor(),
        ),
      ),
    )
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from course_terms group by course_id, term having count(*) > 1`.execute(db)
    assert.deepEqual(rows, [])
  })
})
