import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { serviceCaller } from "@lectern/rpc/passport"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testEnrollmentService } from "../test-service.ts"

describe("tellStreamHealth", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService()
  })
  after(() => service[Symbol.asyncDispose]())

  const event = (over: object = {}) => ({
    eventId: randomUUID(),
    userId: randomUUID(),
    sessionId: randomUUID(),
    isBroken: true,
    ...over,
  })
  const tell = (request: ReturnType<typeof event>, call = callAs(serviceCaller("content"))) =>
    service.enrollment.tellStreamHealth(request, call)
  const noticesOf = async (userId: string) =>
    (await service.enrollment.listNotices({ userId }, callAs(caller.instructor(userId)))).notices.map(
      ({ type, subjectId, title }) => [type, subjectId, title],
    )

  it("is a notice to the instructor, and another one when the video plays again", async () => {
    const broken = event()
    await tell(broken)
    await tell({ ...broken, eventId: randomUUID(), isBroken: false })
    // And once more, of the same session.
    await tell({ ...broken, eventId: randomUUID() })
    assert.deepEqual(await noticesOf(broken.userId), [
      ["NOTICE_TYPE_STREAM_BROKEN", broken.sessionId, "A video does not play"],
      ["NOTICE_TYPE_STREAM_HEALTHY", broken.sessionId, "A video plays again"],
      ["NOTICE_TYPE_STREAM_BROKEN", broken.sessionId, "A video does not play"],
    ])
  })

  it("tells an event once, however often and at once it comes", async () => {
    const once = event()
    await Promise.all(Array.from({ length: 8 }, () => tell(once)))
    await tell(once)
    assert.equal((await noticesOf(once.userId)).length, 1)
  })

  it("is for the content service alone", async () => {
    for (const who of [caller.anonymous, caller.instructor(), caller.admin(), caller.gateway, serviceCaller("courses")])
      await refusal(tell(event(), callAs(who)), "PERMISSION_DENIED", "CONTENT_SERVICE_ONLY")
  })

  it("refuses what is no id, naming the field", async () => {
    for (const [name, field] of [
      ["eventId", "event_id"],
      ["userId", "user_id"],
      ["sessionId", "session_id"],
    ] as const) {
      const { details } = await refusal(tell(event({ [name]: "none" })), "INVALID_ARGUMENT")
      assert.deepEqual(
        details.violations?.map((violation) => violation.field),
        [field],
      )
    }
  })
})
