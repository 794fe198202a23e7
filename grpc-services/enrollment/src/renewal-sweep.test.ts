import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { idToBytes } from "@lectern/service-kit/ids"
import { caller } from "@lectern/test-kit/callers"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { billingPeriod } from "./billing-period.ts"
import type { PlanRow, SweptSubscriptionRow } from "./database.ts"
import { ChargeUnknownError, type PaymentProvider } from "./payment-provider.ts"
import { testEnrollmentService } from "./test-service.ts"

const DAY_MS = 86_400_000
const START = new Date("2027-01-31T09:00:00Z")

describe("the sweep of subscriptions", () => {
  let now = START
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  let replica: Awaited<ReturnType<(typeof service)["replica"]>>
  let plan: PlanRow
  before(async () => {
    service = await testEnrollmentService(() => now)
    replica = await service.replica()
    plan = await service.stored.plan()
  })
  after(() => service[Symbol.asyncDispose]())

  /** A monthly subscription that begins at START, which the clock is set to. */
  async function subscribed(over: Partial<SweptSubscriptionRow> = {}) {
    now = START
    const userId = randomUUID()
    const { start, end } = billingPeriod({ startedAt: START, timeZone: "UTC", interval: "MONTH" }, 0)
    const period = { started_at: START, period_start: start, period_end: end }
    const id = await service.stored.subscription(userId, { plan_id: plan.id, ...period, ...over })
    await replica.sweep()
    const read = () =>
      replica.db.selectFrom("subscriptions").selectAll().where("id", "=", idToBytes(id)).executeTakeFirstOrThrow()
    const payments = () =>
      replica.db.selectFrom("payments").selectAll().where("subject_id", "=", idToBytes(id)).orderBy("id").execute()
    return {
      id,
      userId,
      call: () => service.as(caller.learner(userId)),
      read,
      payments,
      status: async () => (await read()).status,
      renewals: async () => {
        const reply = await service.enrollment.listRenewals({ subscriptionId: id }, service.as(caller.learner(userId)))
        return reply.renewals.map(({ outcome }) => outcome.replace("RENEWAL_OUTCOME_", "")).reverse()
      },
      notices: async () => {
        const rows = await replica.db
          .selectFrom("notices")
          .select("type")
          .where("user_id", "=", idToBytes(userId))
          .orderBy("id")
          .execute()
        return rows.map(({ type }) => type.replace("SUBSCRIPTION_", ""))
      },
      access: async () => {
        const course = service.courses.add()
        const { decisions } = await service.enrollment.batchCheckAccess(
          { courseIds: [course.id] },
          service.as(caller.learner(userId)),
        )
        return decisions[0]?.reason.replace("ACCESS_REASON_", "")
      },
    }
  }
  const END = billingPeriod({ startedAt: START, timeZone: "UTC", interval: "MONTH" }, 0).end
  const afterEnd = (days: number, ms = 0) => new Date(END.getTime() + days * DAY_MS + ms)
  const sweepAt = async (at: Date) => {
    now = at
    await replica.sweep()
  }

  /** Our ledger, our payments and the provider's books agree on what was taken. */
  async function assertBooksAgree() {
    const [ledger, ours, theirs] = await Promise.all([
      replica.db
        .selectFrom("ledger_entries")
        .select(["account", ({ fn }) => fn.sum<number>("amount_minor").as("sum")])
        .groupBy("account")
        .execute(),
      replica.db
        .selectFrom("payments")
        .select(({ fn }) => fn.sum<number | null>("amount_minor").as("sum"))
        .where("state", "=", "CAPTURED")
        .executeTakeFirst(),
      replica.db
        .selectFrom("sandbox_charges")
        .select(({ fn }) => fn.sum<number | null>("amount_minor").as("sum"))
        .where("outcome", "=", "CAPTURED")
        .where("refunded_at", "is", null)
        .executeTakeFirst(),
    ])
    const of = (account: string) => ledger.find((row) => row.account === account)?.sum ?? 0
    assert.equal(of("PROVIDER") + of("REVENUE"), 0)
    assert.equal(of("PROVIDER"), theirs?.sum ?? 0)
    assert.equal(ours?.sum ?? 0, theirs?.sum ?? 0)
  }

  it("renews what is due, from the end of one period to the end of the next, with one notice", async () => {
    const one = await subscribed()
    await sweepAt(afterEnd(0, -1))
    assert.deepEqual([(await one.read()).period_index, await one.renewals()], [0, []])
    await sweepAt(END)
    const row = await one.read()
    assert.deepEqual(
      [row.status, row.period_index, row.period_start, row.period_end.toISOString()],
      ["ACTIVE", 1, END, "2027-03-31T09:00:00.000Z"],
    )
    assert.deepEqual(await one.renewals(), ["RENEWED"])
    assert.deepEqual(await one.notices(), ["RENEWED"])
    assert.deepEqual(
      (await one.payments()).map(({ state, amount_minor }) => [state, amount_minor]),
      [["CAPTURED", 9900]],
    )
    assert.equal(await one.access(), "SUBSCRIBED")
    await replica.sweep()
    assert.deepEqual([await one.renewals(), await one.notices()], [["RENEWED"], ["RENEWED"]])
    await assertBooksAgree()
  })

  it("renews for a year without a gap, and keeps the day of the beginning", async () => {
    const one = await subscribed()
    const ends: string[] = []
    for (let period = 0; period < 12; period++) {
      const { period_end } = await one.read()
      await sweepAt(period_end)
      const { period_start, period_end: next } = await one.read()
      assert.deepEqual(period_start, period_end)
      ends.push(next.toISOString().slice(5, 10))
    }
    assert.deepEqual(ends, [
      "03-31",
      "04-30",
      "05-31",
      "06-30",
      "07-31",
      "08-31",
      "09-30",
      "10-31",
      "11-30",
      "12-31",
      "01-31",
      "02-29",
    ])
  })

  it("ends what is not to be renewed, and says so seven days before", async () => {
    const one = await subscribed({ auto_renew: 0 })
    await sweepAt(afterEnd(-7, -1))
    assert.deepEqual(await one.notices(), [])
    await sweepAt(afterEnd(-7))
    await replica.sweep()
    assert.deepEqual(await one.notices(), ["EXPIRING"])
    await sweepAt(afterEnd(0, -1))
    assert.equal(await one.access(), "SUBSCRIBED")
    now = END
    assert.equal(await one.access(), "SUBSCRIPTION_EXPIRED")
    await replica.sweep()
    assert.equal(await one.status(), "EXPIRED")
    assert.deepEqual(await one.renewals(), ["SKIPPED_AUTO_RENEW_OFF"])
    assert.deepEqual(await one.notices(), ["EXPIRING", "EXPIRED"])
    assert.deepEqual(await one.payments(), [])
  })

  it("treats one that has nothing to charge as not to be renewed", async () => {
    const one = await subscribed({ payment_method: "" })
    await sweepAt(afterEnd(-7))
    await sweepAt(END)
    assert.deepEqual(await one.notices(), ["EXPIRING", "EXPIRED"])
  })

  it("keeps access while it is declined on day 0, 1 and 3, and ends it then", async () => {
    const one = await subscribed({ payment_method: "decline" })
    await sweepAt(END)
    assert.deepEqual([await one.status(), await one.access()], ["GRACE", "SUBSCRIBED"])
    await sweepAt(afterEnd(1, -1))
    assert.deepEqual(await one.renewals(), ["DECLINED"])
    await sweepAt(afterEnd(1))
    assert.deepEqual([await one.renewals(), await one.access()], [["DECLINED", "DECLINED"], "SUBSCRIBED"])
    await sweepAt(afterEnd(3, -1))
    assert.deepEqual([await one.status(), await one.access()], ["GRACE", "SUBSCRIBED"])
    await sweepAt(afterEnd(3))
    assert.deepEqual([await one.status(), await one.access()], ["EXPIRED", "SUBSCRIPTION_EXPIRED"])
    assert.deepEqual(await one.renewals(), ["DECLINED", "DECLINED", "DECLINED"])
    assert.deepEqual(await one.notices(), ["RENEWAL_FAILED", "EXPIRED"])
    assert.deepEqual(
      (await one.payments()).map(({ state }) => state),
      ["DECLINED", "DECLINED", "DECLINED"],
    )
    await sweepAt(afterEnd(10))
    assert.equal((await one.renewals()).length, 3)
  })

  it("renews at a later try the period that was due, not one from then", async () => {
    const method = `decline-between:${START.toISOString()}/${afterEnd(1).toISOString()}`
    const one = await subscribed({ payment_method: method })
    await sweepAt(END)
    await sweepAt(afterEnd(1))
    const { status, period_start, renewal_attempts } = await one.read()
    assert.deepEqual([status, period_start, renewal_attempts], ["ACTIVE", END, 0])
    assert.deepEqual(await one.renewals(), ["DECLINED", "RENEWED"])
    assert.deepEqual(await one.notices(), ["RENEWAL_FAILED", "RENEWED"])
    await assertBooksAgree()
  })

  it("charges nobody for time in which nothing was served: after weeks of standstill it ends what was due", async () => {
    const one = await subscribed()
    await sweepAt(afterEnd(20))
    assert.deepEqual(
      [await one.status(), await one.renewals(), await one.payments(), await one.notices()],
      ["EXPIRED", [], [], ["EXPIRED"]],
    )
  })

  it("still renews when it comes late but within the grace and a day, and tries no more often than is left", async () => {
    const paid = await subscribed()
    const declined = await subscribed({ payment_method: "decline" })
    await sweepAt(afterEnd(2))
    assert.deepEqual([await paid.status(), await paid.renewals()], ["ACTIVE", ["RENEWED"]])
    await sweepAt(afterEnd(3))
    assert.deepEqual([await declined.status(), await declined.renewals()], ["EXPIRED", ["DECLINED", "DECLINED"]])
  })

  it("finds out what became of a charge whose answer was lost before it charges again", async () => {
    const one = await subscribed({ payment_method: "timeout" })
    await sweepAt(END)
    assert.deepEqual([await one.status(), await one.access(), await one.notices()], ["GRACE", "SUBSCRIBED", []])
    await sweepAt(afterEnd(0, 600_000))
    assert.deepEqual([await one.status(), await one.renewals()], ["ACTIVE", ["RENEWED"]])
    assert.equal((await one.payments()).length, 1)
    await assertBooksAgree()
  })

  it("tries a charge that never arrived again under the same key, and ends it after the grace", async () => {
    const one = await subscribed({ payment_method: "timeout-before" })
    for (const minutes of [0, 10, 20, 24 * 60]) await sweepAt(afterEnd(0, minutes * 60_000))
    assert.deepEqual([await one.status(), (await one.payments()).map(({ state }) => state)], ["GRACE", ["PENDING"]])
    await sweepAt(afterEnd(4))
    assert.deepEqual(
      [await one.status(), (await one.payments()).map(({ state }) => state), await one.notices()],
      ["EXPIRED", ["DECLINED"], ["EXPIRED"]],
    )
  })

  it("does not end a subscription while the provider can't say whether it was paid", async () => {
    const one = await subscribed({ payment_method: "timeout" })
    await sweepAt(END)
    const away: PaymentProvider = {
      ...replica.payments,
      findCharge: () => Promise.reject(new ChargeUnknownError("away")),
    }
    now = afterEnd(5)
    await replica.sweep(away)
    assert.equal(await one.status(), "GRACE")
    await sweepAt(afterEnd(5, 600_000))
    assert.deepEqual([await one.status(), await one.renewals()], ["ACTIVE", ["RENEWED"]])
    await assertBooksAgree()
  })

  it("renews a plan without a price without a payment", async () => {
    const free = await service.stored.plan({ amount_minor: 0 })
    const one = await subscribed({ plan_id: free.id })
    await sweepAt(END)
    assert.deepEqual([await one.status(), await one.renewals(), await one.payments()], ["ACTIVE", ["RENEWED"], []])
  })

  it("goes on from where a replica died: before the charge, and before its answer was written", async () => {
    for (const diesAfter of ["claim", "charge"] as const) {
      const one = await subscribed()
      now = END
      // What a replica leaves that dies: it never hears of the charge, and writes nothing more.
      const dying: PaymentProvider = {
        ...replica.payments,
        charge: async (charge) => {
          if (diesAfter === "charge") await replica.payments.charge(charge)
          return new Promise(() => {})
        },
      }
      const dead = await service.replica()
      void dead.sweep(dying)
      const charges = () =>
        replica.db
          .selectFrom("sandbox_charges")
          .select("charge_id")
          .where("charge_key", "like", `%${one.id}%`)
          .execute()
      await until(
        async () => (diesAfter === "claim" ? (await one.payments()).length : (await charges()).length) === 1,
        { description: `the replica to die after its ${diesAfter}` },
      )
      await replica.sweep()
      assert.deepEqual(await one.renewals(), [], "the claim still holds")
      await sweepAt(afterEnd(0, 60_000))
      assert.deepEqual(
        [await one.status(), await one.renewals(), await one.notices()],
        ["ACTIVE", ["RENEWED"], ["RENEWED"]],
      )
      assert.equal((await one.payments()).length, 1)
    }
    await assertBooksAgree()
  })

  it("is held up by no subscription that can't be dealt with", async () => {
    const broken = await subscribed({ time_zone: "Mars/Olympus" })
    const fine = []
    for (let i = 0; i < 12; i++) fine.push(await subscribed())
    await sweepAt(END)
    for (const one of fine) assert.equal((await one.read()).period_index, 1)
    assert.equal((await broken.read()).period_index, 0)
    assert.ok((await counterValue(replica.telemetry, "subscription_sweep_total", { outcome: "error" })) > 0)
    await replica.db
      .updateTable("subscriptions")
      .set({ time_zone: "UTC" })
      .where("id", "=", idToBytes(broken.id))
      .execute()
    await sweepAt(afterEnd(0, 60_000))
    assert.deepEqual([(await broken.read()).period_index, await broken.renewals()], [1, ["RENEWED"]])
    assert.equal((await broken.payments()).length, 1)
    await assertBooksAgree()
  })

  it("does each thing once when five replicas sweep at the same time", async () => {
    const replicas = await Promise.all(Array.from({ length: 5 }, () => service.replica()))
    const methods = ["ok", "ok", "decline", "timeout", ""]
    const all = []
    for (let i = 0; i < 60; i++) all.push(await subscribed({ payment_method: methods[i % 5] ?? "" }))
    now = END
    await Promise.all(replicas.map((each) => each.sweep()))
    now = afterEnd(0, 600_000)
    await Promise.all(replicas.map((each) => each.sweep()))
    const expected: Record<string, [string[], string[]]> = {
      ok: [["RENEWED"], ["RENEWED"]],
      decline: [["DECLINED"], ["RENEWAL_FAILED"]],
      timeout: [["RENEWED"], ["RENEWED"]],
      "": [["SKIPPED_AUTO_RENEW_OFF"], ["EXPIRED"]],
    }
    for (const one of all) {
      const [renewals, notices] = expected[(await one.read()).payment_method] ?? []
      assert.deepEqual([await one.renewals(), await one.notices()], [renewals, notices])
    }
    await assertBooksAgree()
  })

  it("costs no more among many subscriptions that are not due", async () => {
    const statements = () => counterValue(replica.telemetry, "db_statements_total")
    await sweepAt(new Date(now.getTime() + 400 * DAY_MS))
    const before = await statements()
    await replica.sweep()
    assert.equal((await statements()) - before, 1)
    const explained = await replica.db
      .selectFrom("subscriptions")
      .select("id")
      .where("next_action_at", "<=", START)
      .orderBy("next_action_at")
      .orderBy("id")
      .limit(8)
      .explain<{ key: string }>("traditional")
    assert.equal(explained[0]?.key, "subscriptions_due")
  })
})
