import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { Plan } from "@lectern/contracts/elearning/enrollment/v1/Plan.ts"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testEnrollmentService } from "../test-service.ts"

describe("createPlan, listPlans and archivePlan", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  before(async () => {
    service = await testEnrollmentService()
  })
  after(() => service[Symbol.asyncDispose]())

  const admin = caller.admin()
  const create = (over: Partial<Plan> = {}, somebody = admin, requestId: string = randomUUID()) =>
    service.enrollment.createPlan(
      {
        plan: {
          name: "월간 이용권",
          interval: "BILLING_INTERVAL_MONTH",
          price: { amountMinor: 9900, currencyCode: "KRW" },
          ...over,
        },
        requestId,
      },
      callAs(somebody),
    )
  const archive = (id: string, somebody = admin) => service.enrollment.archivePlan({ id }, callAs(somebody))
  const onSale = async () => (await service.enrollment.listPlans({}, callAs(caller.anonymous))).plans

  it("puts plans on sale for everybody to see, oldest first, and takes them off", async () => {
    const { plan: month } = await create({ name: "  월간 이용권 " })
    const { plan: year } = await create({
      name: "Yearly",
      interval: "BILLING_INTERVAL_YEAR",
      price: { amountMinor: 99_000, currencyCode: "KRW" },
    })
    assert.deepEqual(await onSale(), [month, year])
    assert.deepEqual(month, {
      id: month?.id,
      name: "월간 이용권",
      interval: "BILLING_INTERVAL_MONTH",
      price: { amountMinor: 9900, currencyCode: "KRW" },
    })
    assert.deepEqual(await archive(month?.id ?? ""), { plan: month })
    assert.deepEqual(await archive(month?.id ?? ""), { plan: month })
    assert.deepEqual(await onSale(), [year])
    await archive(year?.id ?? "")
  })

  it("answers a repeat as the first time, and refuses the key of another plan", async () => {
    const requestId = randomUUID()
    const replies = await Promise.all(Array.from({ length: 5 }, () => create({}, admin, requestId)))
    assert.equal(new Set(replies.map(({ plan }) => plan?.id)).size, 1)
    await refusal(create({ name: "Another" }, admin, requestId), "INVALID_ARGUMENT", "REQUEST_ID_REUSED")
    await archive(replies[0]?.plan?.id ?? "")
  })

  it("refuses names, intervals, amounts and currencies that are none, by field", async () => {
    const fields = async (over: Partial<Plan>, requestId?: string) =>
      (await refusal(create(over, admin, requestId), "INVALID_ARGUMENT", "INVALID_ARGUMENT")).details.violations?.map(
        ({ field }) => field,
      )
    for (const name of ["", "  ", "x".repeat(81), "a\u0000b"]) assert.deepEqual(await fields({ name }), ["plan.name"])
    assert.deepEqual(await fields({ interval: "BILLING_INTERVAL_UNSPECIFIED" }), ["plan.interval"])
    assert.deepEqual(await fields({ interval: 77 as unknown as "BILLING_INTERVAL_MONTH" }), ["plan.interval"])
    for (const amountMinor of [0, -1, 100_000_001, 2 ** 31, Number.MAX_SAFE_INTEGER])
      assert.deepEqual(await fields({ price: { amountMinor, currencyCode: "KRW" } }), ["plan.price.amount_minor"])
    for (const currencyCode of ["", "krw", "KR", "XXY", "ZZZ", "원"])
      assert.deepEqual(await fields({ price: { amountMinor: 1, currencyCode } }), ["plan.price.currency_code"])
    assert.deepEqual(await fields({ price: null }), ["plan.price.amount_minor", "plan.price.currency_code"])
    assert.deepEqual(await fields({}, "no uuid"), ["request_id"])
    assert.deepEqual(await onSale(), [])
  })

  it("is for administrators alone, and finds no plan that is not there", async () => {
    for (const somebody of [caller.learner(), caller.instructor()]) {
      await refusal(create({}, somebody), "PERMISSION_DENIED", "SCOPE_MISSING")
      await refusal(archive(randomUUID(), somebody), "PERMISSION_DENIED", "SCOPE_MISSING")
    }
    for (const id of [randomUUID(), "no id", ""]) await refusal(archive(id), "NOT_FOUND", "PLAN_NOT_FOUND")
  })

  it("puts a hundred on sale and no more, however many ask at once", async () => {
    for (let i = 0; i < 98; i++) await service.stored.plan()
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => create()))
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.reason] : []))
    assert.deepEqual([refused.length, ...new Set(refused)], [4, "TOO_MANY_PLANS"])
    assert.equal((await onSale()).length, 100)
  })
})
