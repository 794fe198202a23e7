import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { idToBytes, newId } from "@lectern/service-kit/ids"
import type { PaymentRow } from "./database.ts"
import { ChargeUnknownError, type PaymentProvider } from "./payment-provider.ts"
import { capturePayment, declinePayment, insertPayment, refundPayment } from "./payment-store.ts"
import { sandboxPayments } from "./sandbox-payments.ts"
import { testEnrollmentService } from "./test-service.ts"

let now = new Date("2026-03-01T00:00:00Z")
let service: Awaited<ReturnType<typeof testEnrollmentService>>
let sandbox: PaymentProvider
before(async () => {
  service = await testEnrollmentService()
  sandbox = sandboxPayments(service.db, () => now)
})
after(() => service[Symbol.asyncDispose]())

const charge = (token: string, key: string = randomUUID()) =>
  sandbox.charge({ key, token, amountMinor: 9900, currencyCode: "KRW" })

describe("the sandbox payment provider", () => {
  it("charges once per key, however many ask at once", async () => {
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 10 }, () => charge("ok", key)))
    assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1)
    assert.deepEqual(await sandbox.findCharge(key), answers[0])
    // Also when the same key comes with another token.
    assert.deepEqual(await charge("decline", key), answers[0])
  })

  it("declines for good and for now, and takes no other token", async () => {
    assert.deepEqual(await charge("decline"), { outcome: "DECLINED", isRetryable: false })
    assert.deepEqual(await charge("decline-retryable"), { outcome: "DECLINED", isRetryable: true })
    for (const token of ["", "OK", "constructor", "decline-between:x/y", "4111111111111111"])
      assert.deepEqual(await charge(token), { outcome: "INVALID_TOKEN" })
  })

  it("may have charged when no answer came, or not", async () => {
    const [made, lost] = [randomUUID(), randomUUID()]
    await assert.rejects(charge("timeout", made), ChargeUnknownError)
    await assert.rejects(charge("timeout-before", lost), ChargeUnknownError)
    assert.equal((await sandbox.findCharge(made))?.outcome, "CAPTURED")
    assert.equal((await charge("timeout", made)).outcome, "CAPTURED")
    assert.equal(await sandbox.findCharge(lost), undefined)
  })

  it("declines within a span of time", async () => {
    const token = "decline-between:2026-03-02T00:00:00Z/2026-03-03T00:00:00Z"
    const outcomes = []
    for (const day of ["2026-03-01", "2026-03-02", "2026-03-03"]) {
      now = new Date(`${day}T00:00:00Z`)
      outcomes.push((await charge(token)).outcome)
    }
    assert.deepEqual(outcomes, ["CAPTURED", "DECLINED", "CAPTURED"])
  })
})

describe("a payment", () => {
  const payment = async (): Promise<PaymentRow> => {
    const row: PaymentRow = {
      id: idToBytes(newId(now)),
      user_id: idToBytes(randomUUID()),
      purpose: "ENROLLMENT",
      subject_id: idToBytes(randomUUID()),
      amount_minor: 9900,
      currency_code: "KRW",
      charge_key: randomUUID(),
      charge_id: null,
      state: "PENDING",
      created_at: now,
      settled_at: null,
    }
    await insertPayment(service.db, row)
    return row
  }
  const entries = async ({ id }: PaymentRow) =>
    (
      await service.db.selectFrom("ledger_entries").selectAll().where("payment_id", "=", id).orderBy("id").execute()
    ).map(({ kind, account, amount_minor }) => [kind, account, amount_minor])
  const inTurn = <T>(work: (tx: typeof service.db) => Promise<T>) => service.db.transaction().execute(work)

  it("is captured once and refunded once, and its entries sum to zero", async () => {
    const row = await payment()
    const capture = () => inTurn((tx) => capturePayment(tx, { payment: row, chargeId: "c", at: now }))
    assert.deepEqual((await Promise.all([capture(), capture(), capture()])).filter(Boolean), [true])
    assert.deepEqual(await entries(row), [
      ["CHARGE", "PROVIDER", 9900],
      ["CHARGE", "REVENUE", -9900],
    ])
    const refund = () => inTurn((tx) => refundPayment(tx, row, now))
    assert.deepEqual((await Promise.all([refund(), refund()])).filter(Boolean), [true])
    const all = await entries(row)
    for (const account of ["PROVIDER", "REVENUE"])
      assert.equal(
        all.filter((entry) => entry[1] === account).reduce((sum, [, , amount]) => sum + Number(amount), 0),
        0,
      )
    assert.equal(await inTurn((tx) => capturePayment(tx, { payment: row, chargeId: "c", at: now })), false)
  })

  it("that was declined moves nothing", async () => {
    const row = await payment()
    assert.ok(await inTurn((tx) => declinePayment(tx, row, now)))
    assert.equal(await inTurn((tx) => capturePayment(tx, { payment: row, chargeId: "c", at: now })), false)
    assert.equal(await inTurn((tx) => refundPayment(tx, row, now)), false)
    assert.deepEqual(await entries(row), [])
  })
})
