import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import mysql from "mysql2/promise"
import { serviceCaller } from "@lectern/rpc/passport"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testContentService } from "../test-service.ts"

describe("advanceGrantEpoch", () => {
  let service: Awaited<ReturnType<typeof testContentService>>
  let connection: mysql.Connection
  before(async () => {
    service = await testContentService()
    connection = await mysql.createConnection(service.database.url)
  })
  after(async () => {
    await connection.end()
    await service[Symbol.asyncDispose]()
  })

  const asEnrollment = () => callAs(serviceCaller("enrollment"))
  const ended = (over: Partial<{ eventId: string; userId: string; courseId: string }> = {}) => ({
    eventId: randomUUID(),
    userId: randomUUID(),
    courseId: randomUUID(),
    ...over,
  })
  const advance = (request = ended(), call = asEnrollment()) => service.content.advanceGrantEpoch(request, call)
  const epochs = async () => {
    const [rows] = await connection.query<mysql.RowDataPacket[]>(
      "SELECT LOWER(HEX(user_id)) AS user, LOWER(HEX(course_id)) AS course, epoch FROM grant_epochs ORDER BY epoch",
    )
    return rows as { user: string; course: string; epoch: number }[]
  }
  const hex = (id: string) => id.replaceAll("-", "")
  const nobody = "0".repeat(32)

  it("counts up with every end of a right, and keeps the last of each", async () => {
    const right = ended()
    await advance(right)
    await advance(ended({ userId: "" }), callAs(serviceCaller("courses")))
    await advance(ended({ courseId: "" }))
    await advance({ ...right, eventId: randomUUID() })
    const [ofCourse, ofUser, again] = (await epochs()).slice(-3)
    assert.equal(ofCourse?.user, nobody)
    assert.equal(ofUser?.course, nobody)
    assert.deepEqual([again?.user, again?.course], [hex(right.userId), hex(right.courseId)])
    assert.deepEqual([ofUser?.epoch, again?.epoch], [(ofCourse?.epoch ?? 0) + 1, (ofCourse?.epoch ?? 0) + 2])
    assert.equal((await epochs()).filter(({ user }) => user === hex(right.userId)).length, 1)
  })

  it("does nothing at a repeat, however many come at once", async () => {
    const right = ended()
    await Promise.all(Array.from({ length: 8 }, () => advance(right)))
    const after = await epochs()
    await advance(right)
    assert.deepEqual(await epochs(), after)
    assert.equal(after.filter(({ user }) => user === hex(right.userId)).length, 1)
  })

  it("gives a number of its own to each of many at once", async () => {
    const [last] = (await epochs()).slice(-1)
    await Promise.all(Array.from({ length: 20 }, () => advance()))
    const added = (await epochs()).map(({ epoch }) => epoch).filter((epoch) => epoch > (last?.epoch ?? 0))
    assert.deepEqual(
      added,
      Array.from({ length: 20 }, (_, index) => (last?.epoch ?? 0) + 1 + index),
    )
  })

  it("is for the enrollment and the courses service alone", async () => {
    for (const who of [
      caller.anonymous,
      caller.learner(),
      caller.instructor(),
      caller.admin(),
      caller.gateway,
      serviceCaller("users"),
    ])
      await refusal(advance(ended(), callAs(who)), "PERMISSION_DENIED", "COURSES_OR_ENROLLMENT_SERVICE_ONLY")
  })

  it("refuses what is no id, and an end of everybody's rights to everything", async () => {
    for (const [over, field] of [
      [{ eventId: "" }, "event_id"],
      [{ eventId: "x" }, "event_id"],
      [{ userId: "0" }, "user_id"],
      [{ courseId: "%00" }, "course_id"],
      [{ userId: "", courseId: "" }, "user_id"],
    ] as const) {
      const error = await refusal(advance(ended(over)), "INVALID_ARGUMENT")
      assert.deepEqual(
        error.details.violations?.map((violation) => violation.field),
        [field],
      )
    }
  })
})
