import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
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

const statements = () => counterValue(service.telemetry, "db_statements_total", { origin: "call" })
const get = async (ids: string[], as: Caller = caller.anonymous) =>
  (await service.courses.batchGetSessions({ ids }, callAs(as))).sessions
const list = async (courseIds: string[], as: Caller = caller.anonymous) =>
  (await service.courses.batchListSessions({ courseIds }, callAs(as))).sessions
const sighted = () => [caller.instructor(service.samples.instructorId), caller.admin(), caller.gateway]
const others = () => [caller.anonymous, caller.learner(), caller.instructor()]

describe("batchGetSessions", () => {
  it("finds sessions, each once, and leaves out what names nothing", async () => {
    const course = await service.samples.published()
    const second = await service.samples.session(course.id, { title: "Second" })
    const found = await get([second.id, second.id, randomUUID(), "no id", ""])
    assert.deepEqual(found, [{ ...second, videoUrl: "" }])
    assert.deepEqual(await get([]), [])
  })

  it("shows those of unpublished courses to the instructor, administrators and services only", async () => {
    const session = await service.samples.session((await service.samples.draft()).id)
    for (const as of sighted()) assert.deepEqual(await get([session.id], as), [session])
    for (const as of others()) assert.deepEqual(await get([session.id], as), [])
  })

  it("shows where the video lies to the same only", async () => {
    const session = await service.samples.session((await service.samples.published()).id)
    for (const as of sighted()) assert.deepEqual(await get([session.id], as), [session])
    for (const as of others()) assert.deepEqual(await get([session.id], as), [{ ...session, videoUrl: "" }])
  })

  it("takes one SQL statement for any number, and refuses more than 500", async () => {
    const { id } = await service.samples.published()
    const ids = [(await service.samples.session(id)).id, (await service.samples.session(id)).id]
    const before = await statements()
    assert.equal((await get([...ids, ...Array.from({ length: 498 }, () => randomUUID())])).length, 2)
    assert.equal((await statements()) - before, 1)
    await refusal(get(Array.from({ length: 501 }, () => randomUUID())), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
  })
})

describe("batchListSessions", () => {
  it("lists all sessions of several courses by position", async () => {
    const courses = [await service.samples.published(), await service.samples.published()]
    for (const title of ["b", "a"]) for (const { id } of courses) await service.samples.session(id, { title })
    const sessions = await list([...courses.map(({ id }) => id), courses[0]?.id ?? "", randomUUID(), "no id"])
    assert.deepEqual(
      sessions.map(({ courseId, position, title }) => [courseId, position, title]),
      courses.flatMap(({ id }) => [
        [id, 1, "The first lecture"],
        [id, 2, "b"],
        [id, 3, "a"],
      ]),
    )
    assert.deepEqual(await list([]), [])
  })

  it("shows unpublished courses and video addresses to the instructor, administrators and services only", async () => {
    const draft = await service.samples.draft()
    const published = await service.samples.published()
    const hidden = await service.samples.session(draft.id)
    for (const as of sighted()) {
      assert.deepEqual(await list([draft.id], as), [hidden])
      assert.notEqual((await list([published.id], as))[0]?.videoUrl, "")
    }
    for (const as of others()) {
      assert.deepEqual(await list([draft.id], as), [])
      assert.equal((await list([published.id], as))[0]?.videoUrl, "")
    }
  })

  it("takes one SQL statement for any number, and refuses more than 100 courses", async () => {
    const ids = [(await service.samples.published()).id, (await service.samples.published()).id]
    const before = await statements()
    assert.equal((await list([...ids, ...Array.from({ length: 98 }, () => randomUUID())])).length, 2)
    assert.equal((await statements()) - before, 1)
    await refusal(list(Array.from({ length: 101 }, () => randomUUID())), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
  })
})
