import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { serviceCaller, type Caller } from "@lectern/rpc/passport"
import { callAs, caller } from "@lectern/test-kit/callers"
import { dumpDatabase, tableNames } from "@lectern/test-kit/database-dump"
import { refusal } from "@lectern/test-kit/refusal"
import { sampleCourse } from "../sample-courses.ts"
import { PERSONAL_TABLES } from "../personal-tables.ts"
import { testCoursesService } from "../test-service.ts"

let service: Awaited<ReturnType<typeof testCoursesService>>
before(async () => {
  service = await testCoursesService()
})
after(() => service[Symbol.asyncDispose]())

const asUsers = () => callAs(serviceCaller("users"))

/** What a person who taught and rated leaves behind, every text with this mark. */
async function traces(userId: string, mark: string) {
  const { id: courseId } = await service.samples.published()
  const { course: taught } = await service.courses.createCourse(
    {
      course: { ...sampleCourse(userId), instructorBio: `Bio ${mark}` },
      requestId: randomUUID(),
    },
    callAs(caller.instructor(userId)),
  )
  const rate = (as: string, comment: string) =>
    service.courses.upsertReview(
      { review: { courseId, score: 4, comment }, requestId: randomUUID() },
      callAs(caller.learner(as)),
    )
  await rate(userId, `Comment ${mark}`)
  const other = randomUUID()
  await rate(other, "Of somebody else")
  return { courseId, taughtId: taught?.id ?? "" }
}

describe("eraseUser", () => {
  it("clears what the person wrote, and leaves scores, averages and what others wrote", async () => {
    const [userId, mark, eventId] = [randomUUID(), randomUUID(), randomUUID()]
    const { courseId, taughtId } = await traces(userId, mark)
    const read = async () => {
      const { courses } = await service.courses.batchGetCourses({ ids: [courseId, taughtId] }, callAs(caller.admin()))
      const { reviews } = await service.courses.listReviews({ courseId }, callAs(caller.anonymous))
      return { courses, reviews }
    }
    const before = await read()
    await Promise.all(Array.from({ length: 4 }, () => service.courses.eraseUser({ eventId, userId }, asUsers())))
    const after = await read()
    assert.deepEqual(
      after.reviews.map(({ score, comment, userId: author }) => [score, comment, author === userId]),
      [
        [4, "Of somebody else", false],
        [4, "", true],
      ],
    )
    const [rated, taught] = after.courses
    assert.deepEqual(rated, before.courses[0])
    assert.deepEqual([taught?.instructorBio, taught?.etag], ["", "2"])
    assert.ok(!(await dumpDatabase(service.database.url)).includes(mark))
    // The same message once more finds nothing to do, even where there is something new.
    await traces(userId, mark)
    await service.courses.eraseUser({ eventId, userId }, asUsers())
    assert.ok((await dumpDatabase(service.database.url)).includes(mark))
    await service.courses.eraseUser({ eventId: randomUUID(), userId }, asUsers())
    assert.ok(!(await dumpDatabase(service.database.url)).includes(mark))
  })

  it("finds nothing of a person who left nothing", async () => {
    await service.courses.eraseUser({ eventId: randomUUID(), userId: randomUUID() }, asUsers())
  })

  it("is for the users service alone, and wants ids", async () => {
    const request = () => ({ eventId: randomUUID(), userId: randomUUID() })
    for (const other of [
      caller.anonymous,
      caller.learner(),
      caller.admin(),
      caller.gateway,
      serviceCaller("enrollment"),
    ])
      await refusal(service.courses.eraseUser(request(), callAs(other)), "PERMISSION_DENIED", "USERS_SERVICE_ONLY")
    for (const [wrong, field] of [
      [{ eventId: "" }, "event_id"],
      [{ userId: "no id" }, "user_id"],
    ] as const) {
      const error = await refusal(service.courses.eraseUser({ ...request(), ...wrong }, asUsers()), "INVALID_ARGUMENT")
      assert.equal(error.details.violations?.[0]?.field, field)
    }
  })
})

describe("listPersonalRecords", () => {
  const personWithRows = async () => {
    const userId = randomUUID()
    await traces(userId, userId)
    return userId
  }

  /** All records of a person, read in pages of this size. */
  const read = async (userId: string, pageSize: number) => {
    const records: { table: string; record: Record<string, unknown> }[] = []
    let pageToken = ""
    do {
      const reply = await service.courses.listPersonalRecords(
        { userId, pageSize, pageToken },
        callAs(caller.learner(userId)),
      )
      for (const { table, recordJson } of reply.records)
        records.push({ table, record: JSON.parse(recordJson) as Record<string, unknown> })
      pageToken = reply.nextPageToken
    } while (pageToken !== "")
    return records
  }
  const tablesOf = (records: { table: string }[]) =>
    Object.fromEntries([...Map.groupBy(records, ({ table }) => table)].map(([table, { length }]) => [table, length]))

  it("gives every row about the person, a page at a time", async () => {
    const userId = await personWithRows()
    const records = await read(userId, 0)
    assert.deepEqual(tablesOf(records), { courses: 1, instructor_names: 1, course_reviews: 1, idempotency: 2 })
    assert.deepEqual(await read(userId, 1), records)
    const review = records.find(({ table }) => table === "course_reviews")?.record
    assert.deepEqual([review?.user_id, review?.score, review?.comment], [userId, 4, `Comment ${userId}`])
    assert.match(String(review?.created_at), /^\d{4}-\d\d-\d\dT.*Z$/)
  })

  it("is for the person alone, and for pages of its own list", async () => {
    const [userId, otherId] = [await personWithRows(), await personWithRows()]
    const list = (request: object, as: Caller) =>
      service.courses.listPersonalRecords({ userId, ...request }, callAs(as))
    await refusal(list({}, caller.anonymous), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    for (const other of [caller.learner(), caller.admin()])
      await refusal(list({}, other), "PERMISSION_DENIED", "NOT_YOURS")
    const { nextPageToken } = await list({ pageSize: 1 }, caller.learner(userId))
    assert.notEqual(nextPageToken, "")
    await refusal(
      service.courses.listPersonalRecords(
        { userId: otherId, pageToken: nextPageToken },
        callAs(caller.learner(otherId)),
      ),
      "INVALID_ARGUMENT",
      "PAGE_TOKEN_INVALID",
    )
    await refusal(list({ pageSize: -1 }, caller.learner(userId)), "INVALID_ARGUMENT", "PAGE_SIZE_INVALID")
  })

  it("forgets no table that has a column for a person", async () => {
    const exported = new Set(PERSONAL_TABLES.map(({ table }) => table))
    const tables = await tableNames(service.database.url, ["user_id", "owner_id", "instructor_id"])
    assert.deepEqual(
      tables.filter((table) => !exported.has(table)),
      [],
    )
  })
})
