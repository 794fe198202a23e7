import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { PurchaseSubscriptionRequest } from "@lectern/contracts/elearning/enrollment/v1/PurchaseSubscriptionRequest.ts"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { billingPeriod } from "../billing-period.ts"
import { testEnrollmentService } from "../test-service.ts"

const DAY_MS = 86_400_000
const began = new Date(Math.floor(Date.now() / 1000) * 1000)

describe("purchaseSubscription", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  let planId: string
  before(async () => {
    service = await testEnrollmentService(() => began)
    planId = idFromBytes((await service.stored.plan()).id)
  })
  after(() => service[Symbol.asyncDispose]())

  const buy = (userId: string, over: Partial<PurchaseSubscriptionRequest> = {}) =>
    service.enrollment.purchaseSubscription(
      { planId, paymentToken: "ok", autoRenew: true, requestId: randomUUID(), ...over },
      callAs(caller.learner(userId)),
    )
  const learner = (over: Parameters<typeof service.users.add>[0] = {}) => service.users.add(over).id
  const booksOf = async (userId: string) => {
    const of = idToBytes(userId)
    const count = async (table: "purchases" | "payments" | "subscriptions" | "notices") =>
      (await service.db.selectFrom(table).select("id").where("user_id", "=", of).execute()).length
    return Promise.all((["purchases", "payments", "subscriptions", "notices"] as const).map(count))
  }

  it("opens every published course until the last millisecond of its first period", async () => {
    const userId = learner({ timeZone: "America/New_York" })
    const { subscription, replayed } = await buy(userId)
    assert.equal(replayed, false)
    const period = billingPeriod({ startedAt: began, timeZone: "America/New_York", interval: "MONTH" }, 0)
    assert.deepEqual(
      [subscription?.status, subscription?.plan?.id, subscription?.autoRenew, subscription?.etag],
      ["SUBSCRIPTION_STATUS_ACTIVE", planId, true, "1"],
    )
    assert.deepEqual(
      [subscription?.startTime, subscription?.periodStartTime, subscription?.periodEndTime].map((time) =>
        fromTimestamp(time ?? null),
      ),
      [began, period.start, period.end],
    )
    const call = callAs(caller.learner(userId))
    assert.deepEqual((await service.enrollment.batchGetUserSubscriptions({ userIds: [userId] }, call)).subscriptions, [
      subscription,
    ])
    const { notices } = await service.enrollment.listNotices({ userId }, call)
    assert.deepEqual(
      notices.map(({ type, subjectId }) => [type, subjectId]),
      [["NOTICE_TYPE_SUBSCRIPTION_STARTED", subscription?.id]],
    )
    const courseIds = [
      service.courses.add().id,
      service.courses.add({ price: { amountMinor: 7, currencyCode: "KRW" } }).id,
    ]
    /** Seen so long after the purchase. */
    const reasonsIn = async (ms: number) => {
      await service.db
        .updateTable("subscriptions")
        .set({
          period_start: new Date(period.start.getTime() - ms),
          period_end: new Date(period.end.getTime() - ms),
        })
        .where("user_id", "=", idToBytes(userId))
        .execute()
      const { decisions } = await service.enrollment.batchCheckAccess({ courseIds }, call)
      return new Set(decisions.map(({ reason }) => reason.replace("ACCESS_REASON_", "")))
    }
    const lastsMs = period.end.getTime() - began.getTime()
    assert.deepEqual(await reasonsIn(0), new Set(["SUBSCRIBED"]))
    assert.deepEqual(await reasonsIn(lastsMs - 1), new Set(["SUBSCRIBED"]))
    assert.deepEqual(await reasonsIn(lastsMs), new Set(["SUBSCRIPTION_EXPIRED"]))
  })

  it("answers a repeat as the first time, also while the users service is away or the plan is off sale", async () => {
    const userId = learner()
    const plan = idFromBytes((await service.stored.plan()).id)
    const request = { planId: plan, requestId: randomUUID() }
    const first = await buy(userId, request)
    await service.enrollment.archivePlan({ id: plan }, callAs(caller.admin()))
    service.users.isAway = true
    try {
      assert.deepEqual(await buy(userId, request), { ...first, replayed: true })
      await refusal(buy(learner()), "UNAVAILABLE")
    } finally {
      service.users.isAway = false
    }
    const error = await refusal(buy(userId, { ...request, autoRenew: false }), "INVALID_ARGUMENT", "REQUEST_ID_REUSED")
    assert.equal(error.details.violations?.[0]?.field, "request_id")
  })

  it("makes one subscription and one charge of five repeats at once, and of ten keys at once", async () => {
    const [one, other] = [learner(), learner()]
    const requestId = randomUUID()
    const repeats = await Promise.all(Array.from({ length: 5 }, () => buy(one, { requestId })))
    assert.equal(new Set(repeats.map(({ subscription }) => JSON.stringify(subscription))).size, 1)
    assert.equal(repeats.filter(({ replayed }) => replayed).length, 4)
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => buy(other)))
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []))
    assert.equal(refused.length, 9)
    for (const { code, reason } of refused) {
      assert.equal(code, "ALREADY_EXISTS")
      assert.ok(["ALREADY_SUBSCRIBED", "PURCHASE_IN_PROGRESS"].includes(reason), reason)
    }
    for (const userId of [one, other]) assert.deepEqual(await booksOf(userId), [1, 1, 1, 1])
  })

  it("refuses a second one with the etag of the first, and sells anew when that is over", async () => {
    const userId = learner()
    await service.stored.subscription(userId, { version: 6 })
    const error = await refusal(buy(userId), "ALREADY_EXISTS", "ALREADY_SUBSCRIBED")
    assert.equal(error.details.currentEtag, "6")
    assert.deepEqual(await booksOf(userId), [0, 0, 1, 0])
    const past = new Date(began.getTime() - 1)
    for (const over of [
      { status: "EXPIRED" },
      { status: "CANCELLED" },
      { auto_renew: 0, period_end: past },
      { status: "GRACE", period_end: new Date(began.getTime() - 3 * DAY_MS) },
    ] as const) {
      const somebody = learner()
      await service.stored.subscription(somebody, over)
      assert.equal((await buy(somebody)).subscription?.status, "SUBSCRIPTION_STATUS_ACTIVE")
    }
    // These are about to be renewed.
    for (const over of [
      { auto_renew: 1, period_end: past },
      { status: "GRACE", period_end: past },
    ] as const) {
      const somebody = learner()
      await service.stored.subscription(somebody, over)
      await refusal(buy(somebody), "ALREADY_EXISTS", "ALREADY_SUBSCRIBED")
    }
  })

  it("does not find a plan that is unknown or off sale", async () => {
    const archived = idFromBytes((await service.stored.plan({ archived_at: began })).id)
    for (const id of [randomUUID(), archived, "no id", ""])
      await refusal(buy(learner(), { planId: id }), "NOT_FOUND", "PLAN_NOT_FOUND")
  })

  it("refuses a token that is missing, too long or unknown to the provider, and a key that is none, by field", async () => {
    const userId = learner()
    const fields = async (over: Partial<PurchaseSubscriptionRequest>) =>
      (await refusal(buy(userId, over), "INVALID_ARGUMENT", "INVALID_ARGUMENT")).details.violations?.map(
        ({ field, rule }) => `${field} ${rule}`,
      )
    assert.deepEqual(await fields({ paymentToken: "" }), ["payment_token length"])
    assert.deepEqual(await fields({ paymentToken: "x".repeat(256) }), ["payment_token length"])
    assert.deepEqual(await fields({ paymentToken: "a\u0000" }), ["payment_token characters"])
    assert.deepEqual(await fields({ paymentToken: "카드" }), ["payment_token token"])
    assert.deepEqual(await fields({ requestId: "1" }), ["request_id uuid"])
    await refusal(
      service.enrollment.purchaseSubscription(
        { planId, paymentToken: "ok", requestId: randomUUID() },
        callAs(caller.anonymous),
      ),
      "UNAUTHENTICATED",
      "SIGN_IN_REQUIRED",
    )
  })

  it("says that a payment was declined and whether it may succeed later, the same under the same key", async () => {
    for (const [paymentToken, retryable] of [
      ["decline", "false"],
      ["decline-retryable", "true"],
    ] as const) {
      const userId = learner()
      const requestId = randomUUID()
      for (let i = 0; i < 2; i++) {
        const error = await refusal(buy(userId, { paymentToken, requestId }), "FAILED_PRECONDITION", "PAYMENT_DECLINED")
        assert.deepEqual(error.details.metadata, { retryable })
      }
      assert.deepEqual(await booksOf(userId), [1, 1, 0, 0])
      await buy(userId)
    }
  })

  it("says that it does not know yet when the provider does not answer, and how it ended under the same key", async () => {
    const userId = learner()
    const request = { paymentToken: "timeout", requestId: randomUUID() }
    const error = await refusal(buy(userId, request), "ABORTED", "PAYMENT_PENDING")
    assert.ok((error.details.retryAfterMs ?? 0) > 0)
    // Another try would pay twice.
    await refusal(buy(userId), "ALREADY_EXISTS", "PURCHASE_IN_PROGRESS")
    const { subscription, replayed } = await buy(userId, request)
    assert.deepEqual([subscription?.status, replayed], ["SUBSCRIPTION_STATUS_ACTIVE", true])
    assert.deepEqual(await booksOf(userId), [1, 1, 1, 1])
  })

  it("counts in UTC for who has no time zone that this runtime knows, or no account any more", async () => {
    for (const userId of [learner({ timeZone: "Mars/Olympus_Mons" }), learner({ timeZone: "" }), randomUUID()]) {
      await buy(userId)
      const row = await service.db
        .selectFrom("subscriptions")
        .selectAll()
        .where("user_id", "=", idToBytes(userId))
        .executeTakeFirstOrThrow()
      assert.equal(row.time_zone, "UTC")
    }
  })
})
