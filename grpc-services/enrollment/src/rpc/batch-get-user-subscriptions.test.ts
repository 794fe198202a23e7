import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { idFromBytes } from "@lectern/service-kit/ids"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { testEnrollmentService } from "../test-service.ts"

describe("batchGetUserSubscriptions", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService()
  })
  after(() => service[Symbol.asyncDispose]())

  const read = async (userIds: string[], somebody: Parameters<typeof callAs>[0]) =>
    (await service.enrollment.batchGetUserSubscriptions({ userIds }, callAs(somebody))).subscriptions

  it("reads every field back, with the plan", async () => {
    const userId = randomUUID()
    const plan = await service.stored.plan({
      name: "연간 이용권",
      billing_interval: "YEAR",
      amount_minor: 2_147_483_647,
      currency_code: "USD",
    })
    const id = await service.stored.subscription(userId, {
      plan_id: plan.id,
      status: "GRACE",
      started_at: new Date("2025-01-31T00:00:00.001Z"),
      period_start: new Date("2026-01-31T00:00:00.002Z"),
      period_end: new Date("2027-01-31T00:00:00.003Z"),
      auto_renew: 0,
      cancelled_at: new Date("2026-12-31T00:00:00.004Z"),
      version: 9,
    })
    const at = (text: string, nanos: number) => ({ seconds: Date.parse(text) / 1000, nanos })
    assert.deepEqual(await read([userId], caller.learner(userId)), [
      {
        id,
        userId,
        plan: {
          id: idFromBytes(plan.id),
          name: "연간 이용권",
          interval: "BILLING_INTERVAL_YEAR",
          price: { amountMinor: 2_147_483_647, currencyCode: "USD" },
        },
        status: "SUBSCRIPTION_STATUS_GRACE",
        startTime: at("2025-01-31T00:00:00Z", 1_000_000),
        periodStartTime: at("2026-01-31T00:00:00Z", 2_000_000),
        periodEndTime: at("2027-01-31T00:00:00Z", 3_000_000),
        autoRenew: false,
        etag: "9",
        cancelTime: at("2026-12-31T00:00:00Z", 4_000_000),
      },
    ])
  })

  it("gives the current one, or else the last", async () => {
    const [current, last, none] = [randomUUID(), randomUUID(), randomUUID()]
    await service.stored.subscription(current, { status: "EXPIRED" })
    await service.stored.subscription(current, { status: "CANCELLED" })
    const live = await service.stored.subscription(current)
    await service.stored.subscription(last, { status: "EXPIRED" })
    const newest = await service.stored.subscription(last, { status: "CANCELLED" })
    const found = await read([current, none, last, "no id", current], caller.admin())
    assert.deepEqual(found.map(({ id }) => id).sort(), [live, newest].sort())
  })

  it("leaves out another person's for all but administrators", async () => {
    const [a, b] = [randomUUID(), randomUUID()]
    for (const userId of [a, b]) await service.stored.subscription(userId)
    const owners = async (somebody: Parameters<typeof callAs>[0]) =>
      (await read([a, b], somebody)).map(({ userId }) => userId).sort()
    assert.deepEqual(await owners(caller.learner(a)), [a])
    assert.deepEqual(await owners(caller.instructor()), [])
    assert.deepEqual(await owners(caller.anonymous), [])
    assert.deepEqual(await owners(caller.gateway), [])
    assert.deepEqual(await owners(caller.admin()), [a, b].sort())
  })

  it("costs one statement for 200 people", async () => {
    const ids = Array.from({ length: 200 }, () => randomUUID())
    const { id: planId } = await service.stored.plan()
    for (const userId of ids) await service.stored.subscription(userId, { plan_id: planId })
    const statements = () => counterValue(service.telemetry, "db_statements_total", { origin: "call" })
    const before = await statements()
    assert.equal((await read(ids, caller.admin())).length, 200)
    assert.equal((await statements()) - before, 1)
  })

  it("refuses more than 200 people", async () => {
    await refusal(
      read(
        Array.from({ length: 201 }, () => randomUUID()),
        caller.admin(),
      ),
      "INVALID_ARGUMENT",
      "BATCH_TOO_LARGE",
    )
  })

  it("holds at most one live subscription of a person", async () => {
    const userId = randomUUID()
    await service.stored.subscription(userId)
    await assert.rejects(service.stored.subscription(userId, { status: "GRACE" }), /subscriptions_one_live_unique/)
  })
})
