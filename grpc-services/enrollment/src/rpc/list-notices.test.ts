import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { idToBytes } from "@lectern/service-kit/ids"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { testEnrollmentService } from "../test-service.ts"

describe("listNotices", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService()
  })
  after(() => service[Symbol.asyncDispose]())

  /** A person with this many notices, every other one read; ids oldest first. */
  async function told(count: number) {
    const userId = randomUUID()
    const ids: string[] = []
    for (let i = 0; i < count; i++)
      ids.push(await service.stored.notice(userId, { read_at: i % 2 === 1 ? new Date() : null }))
    return { userId, ids, call: callAs(caller.learner(userId)) }
  }

  it("reads every field back", async () => {
    const userId = randomUUID()
    const plan = await service.stored.plan({ name: "Unlimited" })
    const subjectId = await service.stored.subscription(userId, { plan_id: plan.id, time_zone: "Asia/Seoul" })
    const id = await service.stored.notice(userId, {
      type: "SUBSCRIPTION_RENEWAL_FAILED",
      subject_id: idToBytes(subjectId),
      about_time: new Date("2026-01-05T15:30:00Z"),
      created_at: new Date("2026-01-02T03:04:05.678Z"),
      read_at: new Date("2026-01-03T00:00:00.001Z"),
    })
    const { notices } = await service.enrollment.listNotices({ userId }, callAs(caller.learner(userId)))
    assert.deepEqual(notices, [
      {
        id,
        userId,
        type: "NOTICE_TYPE_SUBSCRIPTION_RENEWAL_FAILED",
        subjectId,
        createTime: { seconds: Date.parse("2026-01-02T03:04:05Z") / 1000, nanos: 678_000_000 },
        readTime: { seconds: Date.parse("2026-01-03T00:00:00Z") / 1000, nanos: 1_000_000 },
        title: "Your subscription could not be renewed",
        body:
          "The payment for Unlimited was declined. We try again; you keep access until January 6, 2026 at 12:30 AM. " +
          "Please check your means of payment.",
      },
    ])
  })

  it("lists newest first, leaves out the read ones when asked, and counts the unread of the whole list", async () => {
    const { userId, ids, call } = await told(5)
    const all = await service.enrollment.listNotices({ userId, pageSize: 2 }, call)
    assert.deepEqual(
      all.notices.map(({ id }) => id),
      ids.toReversed().slice(0, 2),
    )
    assert.equal(all.unreadCount, 3)
    const unread = await service.enrollment.listNotices({ userId, unreadOnly: true }, call)
    assert.deepEqual(
      unread.notices.map(({ id }) => id),
      [ids[4], ids[2], ids[0]],
    )
    assert.equal(unread.unreadCount, 3)
  })

  it("pages without repeating or losing", async () => {
    const { userId, ids, call } = await told(5)
    for (const [unreadOnly, expected] of [
      [false, ids.toReversed()],
      [true, [ids[4], ids[2], ids[0]]],
    ] as const) {
      const seen: string[] = []
      let pageToken = ""
      do {
        const page = await service.enrollment.listNotices({ userId, unreadOnly, pageSize: 2, pageToken }, call)
        seen.push(...page.notices.map(({ id }) => id))
        pageToken = page.nextPageToken
      } while (pageToken !== "")
      assert.deepEqual(seen, expected)
    }
  })

  it("is refused for another person's, to administrators too", async () => {
    const { userId } = await told(1)
    for (const somebody of [caller.learner(), caller.admin()])
      await refusal(service.enrollment.listNotices({ userId }, callAs(somebody)), "PERMISSION_DENIED", "NOT_YOURS")
    for (const somebody of [caller.anonymous, caller.gateway])
      await refusal(service.enrollment.listNotices({ userId }, callAs(somebody)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })

  it("refuses cursors of other lists and negative page sizes", async () => {
    const [a, b] = [await told(3), await told(3)]
    const { nextPageToken } = await service.enrollment.listNotices({ userId: a.userId, pageSize: 1 }, a.call)
    assert.notEqual(nextPageToken, "")
    for (const [request, call] of [
      [{ userId: b.userId, pageToken: nextPageToken }, b.call],
      [{ userId: a.userId, unreadOnly: true, pageToken: nextPageToken }, a.call],
    ] as const)
      await refusal(service.enrollment.listNotices(request, call), "INVALID_ARGUMENT", "PAGE_TOKEN_INVALID")
    await refusal(
      service.enrollment.listNotices({ userId: a.userId, pageSize: -1 }, a.call),
      "INVALID_ARGUMENT",
      "PAGE_SIZE_INVALID",
    )
  })

  it("tells it in the language that the client asks for, else in that of the profile, else in English", async () => {
    const korean = service.users.add({ locale: "ko-KR" }).id
    const german = service.users.add({ locale: "de" }).id
    const title = async (userId: string, languages: string) => {
      const { notices } = await service.enrollment.listNotices(
        { userId },
        service.as(caller.learner(userId), languages),
      )
      return notices[0]?.title
    }
    for (const userId of [korean, german]) await service.stored.notice(userId, { type: "SUBSCRIPTION_EXPIRED" })
    const [ko, en] = ["구독이 종료되었습니다", "Your subscription has ended"]
    assert.equal(await title(korean, ""), ko)
    assert.equal(await title(korean, "fr"), ko)
    assert.equal(await title(korean, "en-GB,ko;q=0.5"), en)
    assert.equal(await title(german, ""), en)
    assert.equal(await title(german, "ja,ko;q=0.8"), ko)
    service.users.isAway = true
    try {
      assert.equal(await title(korean, ""), en)
      assert.equal(await title(korean, "ko"), ko)
    } finally {
      service.users.isAway = false
    }
  })

  it("gives 20 where no size is asked for, 100 at most, for three statements", async () => {
    const { userId, call } = await told(102)
    const before = await counterValue(service.telemetry, "db_statements_total", { origin: "call" })
    assert.equal((await service.enrollment.listNotices({ userId }, call)).notices.length, 20)
    assert.equal((await service.enrollment.listNotices({ userId, pageSize: 1000 }, call)).notices.length, 100)
    assert.equal((await counterValue(service.telemetry, "db_statements_total", { origin: "call" })) - before, 6)
  })

  it("never writes one occasion down twice", async () => {
    const userId = randomUUID()
    await service.stored.notice(userId, { dedup_key: `once ${userId}` })
    await assert.rejects(service.stored.notice(userId, { dedup_key: `once ${userId}` }), /notices_dedup_unique/)
  })
})
