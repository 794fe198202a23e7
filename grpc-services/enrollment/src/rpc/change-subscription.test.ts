import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { idToBytes } from "@lectern/service-kit/ids"
import { caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import type { SweptSubscriptionRow } from "../database.ts"
import type { PaymentProvider } from "../payment-provider.ts"
import { testEnrollmentService } from "../test-service.ts"

const DAY_MS = 86_400_000
const START = new Date("2027-03-01T00:00:00Z")
const END = new Date("2027-04-01T00:00:00Z")

let now = START
let service: Awaited<ReturnType<typeof testEnrollmentService>>
let replica: Awaited<ReturnType<(typeof service)["replica"]>>
before(async () => {
  service = await testEnrollmentService(() => now)
  replica = await service.replica()
})
after(() => service[Symbol.asyncDispose]())

/** A learner's monthly subscription from START to END; the clock is a week before its end. */
async function subscribed(over: Partial<SweptSubscriptionRow> = {}) {
  now = new Date(END.getTime() - 10 * DAY_MS)
  const userId = randomUUID()
  const period = { started_at: START, period_start: START, period_end: END }
  const subscriptionId = await service.stored.subscription(userId, { ...period, ...over })
  await replica.sweep()
  const call = () => service.as(caller.learner(userId))
  return {
    subscriptionId,
    userId,
    call,
    read: async () => {
      const { subscriptions } = await service.enrollment.batchGetSubscriptions({ ids: [subscriptionId] }, call())
      const subscription = subscriptions[0]
      assert.ok(subscription)
      return subscription
    },
    setAutoRenew: async (autoRenew: boolean, etag = "") =>
      (await service.enrollment.setAutoRenew({ subscriptionId, autoRenew, etag }, call())).subscription,
    cancel: async (etag = "") =>
      (await service.enrollment.cancelSubscription({ id: subscriptionId, etag }, call())).subscription,
    pay: async (paymentToken: string, etag = "") =>
      (await service.enrollment.changePaymentMethod({ subscriptionId, paymentToken, etag }, call())).subscription,
    notices: async () => {
      const { notices } = await service.enrollment.listNotices({ userId }, call())
      return notices.map(({ type }) => type.replace("NOTICE_TYPE_SUBSCRIPTION_", "")).reverse()
    },
    access: async () => {
      const course = service.courses.add()
      const { decisions } = await service.enrollment.batchCheckAccess({ courseIds: [course.id] }, call())
      return decisions[0]?.reason.replace("ACCESS_REASON_", "")
    },
  }
}
type Subscribed = Awaited<ReturnType<typeof subscribed>>
const sweepAt = async (at: Date) => {
  now = at
  await replica.sweep()
}
const status = async ({ read }: Subscribed) => (await read()).status.replace("SUBSCRIPTION_STATUS_", "")

describe("setAutoRenew", () => {
  it("turns renewal off and on again, each time with a new etag, and the sweep obeys", async () => {
    const one = await subscribed()
    const off = await one.setAutoRenew(false)
    assert.deepEqual([off?.autoRenew, off?.etag], [false, "2"])
    assert.deepEqual(await one.read(), off)
    assert.equal((await one.setAutoRenew(true))?.etag, "3")
    await one.setAutoRenew(false)
    await sweepAt(END)
    assert.equal(await status(one), "EXPIRED")
  })

  it("changes nothing when it is so already", async () => {
    const one = await subscribed()
    assert.equal((await one.setAutoRenew(true))?.etag, "1")
  })

  it("tells soon of an end that is near when it is turned off late, and once however often", async () => {
    const one = await subscribed()
    now = new Date(END.getTime() - DAY_MS)
    for (let i = 0; i < 3; i++) {
      await one.setAutoRenew(false)
      await replica.sweep()
      await one.setAutoRenew(true)
      await replica.sweep()
    }
    assert.deepEqual(await one.notices(), ["EXPIRING"])
    await sweepAt(END)
    assert.equal(await status(one), "ACTIVE")
  })

  it("takes a cancellation back", async () => {
    const one = await subscribed()
    await one.cancel()
    assert.equal((await one.setAutoRenew(true))?.cancelTime, null)
    await sweepAt(END)
    assert.equal(await status(one), "ACTIVE")
  })

  it("ends the tries of one in grace when it is turned off", async () => {
    const one = await subscribed({ payment_method: "decline" })
    await sweepAt(END)
    await one.setAutoRenew(false)
    await sweepAt(new Date(END.getTime() + 120_000))
    assert.equal(await status(one), "EXPIRED")
    assert.deepEqual(await one.notices(), ["RENEWAL_FAILED", "EXPIRED"])
  })

  it("refuses one that has ended, and one without means of payment", async () => {
    const ended = await subscribed({ auto_renew: 0 })
    await sweepAt(END)
    await refusal(ended.setAutoRenew(true), "FAILED_PRECONDITION", "SUBSCRIPTION_ENDED")
    const unpaid = await subscribed({ payment_method: "" })
    await refusal(unpaid.setAutoRenew(true), "FAILED_PRECONDITION", "PAYMENT_METHOD_MISSING")
    assert.equal((await unpaid.setAutoRenew(false))?.autoRenew, false)
  })

  it("refuses a stale etag with the current one, and lets one of ten through", async () => {
    const one = await subscribed()
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => one.setAutoRenew(false, "1")))
    assert.equal(results.filter((result) => result.status === "fulfilled").length, 1)
    const error = await refusal(one.setAutoRenew(true, "1"), "ABORTED", "ETAG_STALE")
    assert.equal(error.details.currentEtag, "2")
    assert.equal((await one.setAutoRenew(true, "2"))?.etag, "3")
  })

  it("answers another person's like none at all, to administrators too", async () => {
    const { subscriptionId } = await subscribed()
    const as = (somebody: Parameters<typeof service.as>[0], id: string) =>
      service.enrollment.setAutoRenew({ subscriptionId: id, autoRenew: false }, service.as(somebody))
    for (const [somebody, id] of [
      [caller.learner(), subscriptionId],
      [caller.admin(), subscriptionId],
      [caller.learner(), randomUUID()],
      [caller.learner(), "no id"],
    ] as const)
      await refusal(as(somebody, id), "NOT_FOUND", "SUBSCRIPTION_NOT_FOUND")
    for (const somebody of [caller.anonymous, caller.gateway])
      await refusal(as(somebody, subscriptionId), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })
})

describe("cancelSubscription", () => {
  it("ends with the period that is paid, to the millisecond", async () => {
    const one = await subscribed()
    const cancelled = await one.cancel()
    assert.equal(cancelled?.status, "SUBSCRIPTION_STATUS_ACTIVE")
    assert.deepEqual(cancelled?.cancelTime, { seconds: now.getTime() / 1000, nanos: 0 })
    assert.equal(cancelled?.autoRenew, false)
    await sweepAt(new Date(END.getTime() - 1))
    assert.equal(await one.access(), "SUBSCRIBED")
    now = END
    assert.equal(await one.access(), "SUBSCRIPTION_EXPIRED")
    await replica.sweep()
    assert.equal(await status(one), "CANCELLED")
    assert.deepEqual(await one.notices(), ["EXPIRING", "EXPIRED"])
  })

  it("ends one in grace at once", async () => {
    const one = await subscribed({ payment_method: "decline" })
    await sweepAt(END)
    assert.equal(await one.access(), "SUBSCRIBED")
    assert.equal((await one.cancel())?.status, "SUBSCRIPTION_STATUS_CANCELLED")
    assert.equal(await one.access(), "SUBSCRIPTION_EXPIRED")
    await sweepAt(new Date(END.getTime() + DAY_MS))
    assert.deepEqual(await one.notices(), ["RENEWAL_FAILED", "EXPIRED"])
  })

  it("lets a renewal be that is being paid at that moment, and ends with it", async () => {
    const one = await subscribed()
    now = END
    let answer = () => {}
    const asked = Promise.withResolvers<void>()
    const slow: PaymentProvider = {
      ...replica.payments,
      charge: async (charge) => {
        const result = await replica.payments.charge(charge)
        asked.resolve()
        await new Promise<void>((resolve) => (answer = resolve))
        return result
      },
    }
    const sweeping = replica.sweep(slow)
    await asked.promise
    const cancelled = await one.cancel()
    assert.equal(cancelled?.status, "SUBSCRIPTION_STATUS_ACTIVE")
    answer()
    await sweeping
    const renewed = await one.read()
    assert.deepEqual([renewed.status, renewed.autoRenew], ["SUBSCRIPTION_STATUS_ACTIVE", false])
    assert.deepEqual(renewed.periodStartTime, { seconds: END.getTime() / 1000, nanos: 0 })
    await sweepAt(new Date("2027-05-01T00:00:00Z"))
    assert.equal(await status(one), "CANCELLED")
    const payments = await replica.db
      .selectFrom("payments")
      .select("state")
      .where("subject_id", "=", idToBytes(one.subscriptionId))
      .execute()
    assert.deepEqual(payments, [{ state: "CAPTURED" }])
  })

  it("gives a charge up that never arrived", async () => {
    const one = await subscribed({ payment_method: "timeout-before" })
    await sweepAt(END)
    await one.cancel()
    await sweepAt(new Date(END.getTime() + 60_000))
    assert.equal(await status(one), "CANCELLED")
    assert.equal(await one.access(), "SUBSCRIPTION_EXPIRED")
  })

  it("leaves one that is cancelled as it is, and refuses one that expired", async () => {
    const one = await subscribed()
    const first = await one.cancel()
    now = new Date(now.getTime() + 1000)
    assert.deepEqual(await one.cancel(), first)
    await sweepAt(END)
    assert.equal((await one.cancel())?.status, "SUBSCRIPTION_STATUS_CANCELLED")
    const expired = await subscribed({ auto_renew: 0 })
    await sweepAt(END)
    await refusal(expired.cancel(), "FAILED_PRECONDITION", "SUBSCRIPTION_ENDED")
  })

  it("refuses a stale etag, and what is not the caller's", async () => {
    const one = await subscribed()
    const error = await refusal(one.cancel("7"), "ABORTED", "ETAG_STALE")
    assert.equal(error.details.currentEtag, "1")
    await refusal(
      service.enrollment.cancelSubscription({ id: one.subscriptionId }, service.as(caller.learner())),
      "NOT_FOUND",
      "SUBSCRIPTION_NOT_FOUND",
    )
  })

  it("is done once by ten at a time", async () => {
    const one = await subscribed()
    const replies = await Promise.all(Array.from({ length: 10 }, () => one.cancel()))
    assert.deepEqual(new Set(replies.map((reply) => reply?.etag)), new Set(["2"]))
  })
})

describe("changePaymentMethod", () => {
  it("charges the next renewal to it", async () => {
    const one = await subscribed({ payment_method: "decline" })
    assert.equal((await one.pay("ok"))?.etag, "2")
    await sweepAt(END)
    assert.equal((await one.read()).periodStartTime?.seconds, END.getTime() / 1000)
  })

  it("saves one in grace without waiting for the next try", async () => {
    const one = await subscribed({ payment_method: "decline" })
    await sweepAt(END)
    await one.pay("ok")
    await sweepAt(new Date(END.getTime() + 60_000))
    assert.equal(await status(one), "ACTIVE")
    assert.deepEqual(await one.notices(), ["RENEWAL_FAILED", "RENEWED"])
  })

  it("refuses what is no token", async () => {
    const one = await subscribed()
    for (const token of ["", "x".repeat(256), "a\u0000b"]) {
      const error = await refusal(one.pay(token), "INVALID_ARGUMENT")
      assert.equal(error.details.violations?.[0]?.field, "payment_token")
    }
    assert.equal((await one.read()).etag, "1")
  })

  it("refuses one that has ended, a stale etag, and what is not the caller's", async () => {
    const one = await subscribed({ auto_renew: 0 })
    await refusal(one.pay("ok2", "9"), "ABORTED", "ETAG_STALE")
    const other = service.enrollment.changePaymentMethod(
      { subscriptionId: one.subscriptionId, paymentToken: "ok" },
      service.as(caller.learner()),
    )
    await refusal(other, "NOT_FOUND", "SUBSCRIPTION_NOT_FOUND")
    await sweepAt(END)
    await refusal(one.pay("other"), "FAILED_PRECONDITION", "SUBSCRIPTION_ENDED")
  })
})

describe("batchGetSubscriptions", () => {
  it("gives the caller's own, and all of them to administrators", async () => {
    const [mine, theirs] = [await subscribed(), await subscribed()]
    const ids = [mine.subscriptionId, theirs.subscriptionId, randomUUID(), "no id"]
    const read = async (somebody: Parameters<typeof service.as>[0]) =>
      (await service.enrollment.batchGetSubscriptions({ ids }, service.as(somebody))).subscriptions.map(({ id }) => id)
    assert.deepEqual(await read(caller.learner(mine.userId)), [mine.subscriptionId])
    assert.deepEqual((await read(caller.admin())).sort(), [mine.subscriptionId, theirs.subscriptionId].sort())
    assert.deepEqual(await read(caller.anonymous), [])
    assert.deepEqual(await read(caller.gateway), [])
  })

  it("takes 200 at most", async () => {
    const ids = Array.from({ length: 201 }, () => randomUUID())
    await refusal(
      service.enrollment.batchGetSubscriptions({ ids }, service.as(caller.admin())),
      "INVALID_ARGUMENT",
      "BATCH_TOO_LARGE",
    )
  })
})

describe("listRenewals", () => {
  const renewals = async (one: Subscribed, request: { pageSize?: number; pageToken?: string } = {}) =>
    service.enrollment.listRenewals({ subscriptionId: one.subscriptionId, ...request }, one.call())

  it("tells each try and its period, newest first, page by page", async () => {
    const method = `decline-between:${END.toISOString()}/${new Date(END.getTime() + DAY_MS).toISOString()}`
    const one = await subscribed({ payment_method: method })
    await sweepAt(END)
    await sweepAt(new Date(END.getTime() + DAY_MS))
    const all = await renewals(one)
    const time = (text: string) => ({ seconds: Date.parse(text) / 1000, nanos: 0 })
    const period = { periodStartTime: time("2027-04-01"), periodEndTime: time("2027-05-01") }
    assert.deepEqual(
      all.renewals.map((renewal) => ({ ...renewal, id: "" })),
      [
        {
          id: "",
          subscriptionId: one.subscriptionId,
          ...period,
          outcome: "RENEWAL_OUTCOME_RENEWED",
          occurTime: time("2027-04-02"),
        },
        {
          id: "",
          subscriptionId: one.subscriptionId,
          ...period,
          outcome: "RENEWAL_OUTCOME_DECLINED",
          occurTime: time("2027-04-01"),
        },
      ],
    )
    const first = await renewals(one, { pageSize: 1 })
    const second = await renewals(one, { pageSize: 1, pageToken: first.nextPageToken })
    assert.deepEqual([...first.renewals, ...second.renewals], all.renewals)
    assert.equal(second.nextPageToken, "")
  })

  it("is the owner's and administrators'; to others there is no such subscription", async () => {
    const one = await subscribed()
    const as = (somebody: Parameters<typeof service.as>[0], subscriptionId = one.subscriptionId) =>
      service.enrollment.listRenewals({ subscriptionId }, service.as(somebody))
    assert.deepEqual((await as(caller.admin())).renewals, [])
    for (const somebody of [caller.learner(), caller.anonymous, caller.gateway])
      await refusal(as(somebody), "NOT_FOUND", "SUBSCRIPTION_NOT_FOUND")
    for (const id of [randomUUID(), "no id", ""])
      await refusal(as(caller.learner(one.userId), id), "NOT_FOUND", "SUBSCRIPTION_NOT_FOUND")
  })

  it("refuses cursors of other lists and negative page sizes", async () => {
    const [a, b] = [await subscribed(), await subscribed()]
    for (const days of [0, 31]) await sweepAt(new Date(END.getTime() + days * DAY_MS))
    const { nextPageToken } = await renewals(a, { pageSize: 1 })
    assert.notEqual(nextPageToken, "")
    await refusal(renewals(b, { pageToken: nextPageToken }), "INVALID_ARGUMENT", "PAGE_TOKEN_INVALID")
    await refusal(renewals(a, { pageToken: "x.y" }), "INVALID_ARGUMENT", "PAGE_TOKEN_INVALID")
    await refusal(renewals(a, { pageSize: -1 }), "INVALID_ARGUMENT", "PAGE_SIZE_INVALID")
  })
})
