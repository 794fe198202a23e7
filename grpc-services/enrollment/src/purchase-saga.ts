import type { Enrollment__Output } from "@lectern/contracts/elearning/enrollment/v1/Enrollment.ts"
import type { Subscription__Output } from "@lectern/contracts/elearning/enrollment/v1/Subscription.ts"
import { invalidFields, ServiceError } from "@lectern/rpc/errors"
import { required } from "@lectern/rpc/required"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { billingPeriod } from "./billing-period.ts"
import type { Database, PurchaseRow, SubscriptionRow } from "./database.ts"
import type { Deps } from "./deps.ts"
import {
  alreadyEnrolled,
  endReplacedEnrollment,
  findLiveEnrollment,
  insertEnrollment,
  newEnrollment,
  toEnrollment,
} from "./enrollment-store.ts"
import { insertNotice } from "./notice-store.ts"
import { ChargeUnknownError, type ChargeResult } from "./payment-provider.ts"
import { capturePayment, declinePayment, findPayment, insertPayment, refundPayment } from "./payment-store.ts"
import { findPlan } from "./plan-store.ts"
import { getPurchase, insertPurchase, lockPurchase, updatePurchase } from "./purchase-store.ts"
import { endOverdueSubscription } from "./renewal-sweep.ts"
import { alreadySubscribed, findLiveSubscription, insertSubscription, toSubscription } from "./subscription-store.ts"

// A purchase is paid, granted and told of in five steps, each of which may be done again by anybody at any time:
//
//   reserve   purchase RESERVED and payment PENDING            one transaction, with the idempotency key
//   charge    at the provider, under the purchase's id         outside of any transaction
//   record    payment CAPTURED, ledger, purchase CHARGED       one transaction; or DECLINED
//   grant     enrolment or subscription, purchase GRANTED      one transaction; or REFUNDING, when it can't be had
//   notify    notice, purchase DONE                            one transaction
//
// and when it can't be had: refund at the provider, then payment and purchase REFUNDED with the ledger, in one
// transaction. Why so: docs/decisions/0028-purchase-saga.md.

/** Who is at a purchase has so long; then a background job of any replica goes on (unfinished-purchases.ts). */
export const LEASE_MS = 30_000
/** The gateway gives a mutation 1.5 s. */
const PATIENCE_MS = 1000
/** How long a charge that is never answered is tried; from then on it is only looked for. */
const CHARGED_FOR_MS = 15 * 60_000
const RETRY_MS = 2000

export type SagaDeps = Pick<Deps, "db" | "clock" | "payments" | "metrics">

export interface PurchaseReply {
  enrollment?: Enrollment__Output
  subscription?: Subscription__Output
}

export type WantedPurchase = Pick<
  PurchaseRow,
  "user_id" | "kind" | "subject_id" | "amount_minor" | "currency_code" | "payment_token" | "auto_renew" | "time_zone"
>

/**
 * The first step, in the transaction of the idempotency key; gives the purchase's id. Throws ALREADY_EXISTS with
 * ALREADY_ENROLLED, ALREADY_SUBSCRIBED or PURCHASE_IN_PROGRESS before anything is paid.
 */
export async function reservePurchase(tx: Database, wanted: WantedPurchase, now: Date): Promise<string> {
  const refusal = await rightInTheWay(tx, wanted, now)
  if (refusal) throw refusal
  const purchaseId = newId(now)
  const id = idToBytes(purchaseId)
  await insertPurchase(tx, {
    ...wanted,
    id,
    state: "RESERVED",
    refusal: null,
    reply: null,
    attempts: 0,
    due_at: new Date(now.getTime() + LEASE_MS),
    created_at: now,
  })
  await insertPayment(tx, {
    id,
    user_id: wanted.user_id,
    purpose: wanted.kind,
    subject_id: id,
    amount_minor: wanted.amount_minor,
    currency_code: wanted.currency_code,
    charge_key: purchaseId,
    charge_id: null,
    state: "PENDING",
    created_at: now,
    settled_at: null,
  })
  return purchaseId
}

/**
 * All steps that are left, whoever did those before; several may be at it at once. Gives the purchase as it ended: DONE,
 * DECLINED or REFUNDED. Rejects with ChargeUnknownError when the provider does not answer within `patienceMs`.
 */
export async function runPurchase(deps: SagaDeps, id: Buffer, patienceMs: number): Promise<PurchaseRow> {
  for (;;) {
    const purchase = await getPurchase(deps.db, id)
    if (purchase.state === "RESERVED") await charge(deps, purchase, patienceMs)
    else if (purchase.state === "CHARGED") await grant(deps, purchase)
    else if (purchase.state === "GRANTED") await notify(deps, purchase)
    else if (purchase.state === "REFUNDING") await refund(deps, purchase, patienceMs)
    else return purchase
  }
}

/** Runs a purchase for a caller who waits, and gives what they get or throws what the .proto promises. */
export async function answerPurchase(deps: SagaDeps, purchaseId: string): Promise<PurchaseReply> {
  const { db, clock } = deps
  const id = idToBytes(purchaseId)
  const purchase = await runPurchase(deps, id, PATIENCE_MS).catch(async (error: unknown) => {
    if (!(error instanceof ChargeUnknownError)) throw error
    await updatePurchase(db, id, { due_at: new Date(clock().getTime() + RETRY_MS) })
    return getPurchase(db, id)
  })
  if (purchase.reply !== null) return JSON.parse(purchase.reply) as PurchaseReply
  if (purchase.state === "RESERVED" || purchase.state === "CHARGED")
    throw new ServiceError(
      "ABORTED",
      "PAYMENT_PENDING",
      "the payment provider has not answered yet: ask again with the same idempotency key",
      { retryAfterMs: RETRY_MS },
    )
  if (purchase.state === "DECLINED") throw refusalOf(purchase)
  const error = await conflictOf(db, purchase)
  throw new ServiceError(error.code, error.reason, `${error.message}: the payment is given back`, error.details)
}

async function charge(
  { db, clock, payments, metrics }: SagaDeps,
  purchase: PurchaseRow,
  patienceMs: number,
): Promise<void> {
  const { payment_token: token, amount_minor: amountMinor, currency_code: currencyCode, created_at } = purchase
  const key = idFromBytes(purchase.id)
  const isGivenUp = clock().getTime() - created_at.getTime() >= CHARGED_FOR_MS
  const result = await within(
    patienceMs,
    isGivenUp ? payments.findCharge(key) : payments.charge({ key, token, amountMinor, currencyCode }),
  ).catch((error: unknown) => {
    if (error instanceof ChargeUnknownError) metrics.notCaptured(purchase.kind, "unanswered")
    throw error
  })
  const isOurs = await transact(db, async (tx) => {
    const { id, state } = await lockPurchase(tx, purchase.id)
    if (state !== "RESERVED") return false
    const at = clock()
    if (result?.outcome === "CAPTURED") {
      await capturePayment(tx, { payment: purchase, chargeId: result.chargeId, at })
      await updatePurchase(tx, id, { state: "CHARGED" })
    } else {
      await declinePayment(tx, purchase, at)
      await updatePurchase(tx, id, { state: "DECLINED", refusal: toRefusal(result), payment_token: "" })
    }
    return true
  })
  if (!isOurs) return
  if (result?.outcome === "CAPTURED") metrics.captured(purchase.kind, purchase)
  else metrics.notCaptured(purchase.kind, "declined")
}

function toRefusal(result: Exclude<ChargeResult, { outcome: "CAPTURED" }> | undefined): PurchaseRow["refusal"] {
  if (!result) return "NO_ANSWER"
  if (result.outcome === "INVALID_TOKEN") return "INVALID_TOKEN"
  return result.isRetryable ? "DECLINED_FOR_NOW" : "DECLINED"
}

async function grant({ db, clock, metrics }: SagaDeps, { id, kind }: PurchaseRow): Promise<void> {
  const isGranted = await transact(db, async (tx) => {
    const purchase = await lockPurchase(tx, id)
    if (purchase.state !== "CHARGED") return false
    try {
      const reply =
        purchase.kind === "ENROLLMENT" ? await enrol(tx, purchase, clock()) : await subscribe(tx, purchase, clock())
      await updatePurchase(tx, id, { state: "GRANTED", reply: JSON.stringify(reply), payment_token: "" })
      return true
    } catch (error) {
      // The right came about otherwise meanwhile. The statement that failed wrote nothing, so the transaction may go on.
      if (!(error instanceof ServiceError) || error.code !== "ALREADY_EXISTS") throw error
      await updatePurchase(tx, id, { state: "REFUNDING", payment_token: "" })
      return false
    }
  })
  if (!isGranted) return
  if (kind === "ENROLLMENT") metrics.enrolled("PURCHASE")
  else metrics.subscribed()
}

async function enrol(tx: Database, purchase: PurchaseRow, now: Date): Promise<PurchaseReply> {
  const [userId, courseId] = [idFromBytes(purchase.user_id), idFromBytes(purchase.subject_id)]
  const row = newEnrollment({ userId, courseId, source: "PURCHASE" }, now)
  await endReplacedEnrollment(tx, row, { now, bought: true })
  await insertEnrollment(tx, row)
  return { enrollment: toEnrollment(row, now) }
}

async function subscribe(tx: Database, purchase: PurchaseRow, now: Date): Promise<PurchaseReply> {
  const plan = required(await findPlan(tx, idFromBytes(purchase.subject_id)))
  const period = billingPeriod({ startedAt: now, timeZone: purchase.time_zone, interval: plan.billing_interval }, 0)
  const row: SubscriptionRow = {
    id: idToBytes(newId(now)),
    user_id: purchase.user_id,
    plan_id: plan.id,
    status: "ACTIVE",
    started_at: now,
    period_start: period.start,
    period_end: period.end,
    auto_renew: purchase.auto_renew,
    time_zone: purchase.time_zone,
    period_index: 0,
    payment_method: purchase.payment_token,
    version: 1,
  }
  await endOverdueSubscription(tx, purchase.user_id, now)
  await insertSubscription(tx, row)
  return { subscription: toSubscription({ ...plan, ...row }) }
}

const notify = ({ db, clock }: SagaDeps, { id }: PurchaseRow): Promise<void> =>
  transact(db, async (tx) => {
    const purchase = await lockPurchase(tx, id)
    if (purchase.state !== "GRANTED") return
    const { enrollment, subscription } = JSON.parse(purchase.reply ?? "") as PurchaseReply
    const subjectId = required(enrollment ?? subscription).id
    const type = purchase.kind === "ENROLLMENT" ? "ENROLLMENT_CONFIRMED" : "SUBSCRIPTION_STARTED"
    const now = clock()
    await insertNotice(tx, {
      id: idToBytes(newId(now)),
      user_id: purchase.user_id,
      type,
      subject_id: idToBytes(subjectId),
      dedup_key: `${type} ${subjectId}`,
      created_at: now,
      read_at: null,
    })
    await updatePurchase(tx, id, { state: "DONE" })
  })

async function refund(
  { db, clock, payments, metrics }: SagaDeps,
  { id, kind }: PurchaseRow,
  patienceMs: number,
): Promise<void> {
  const payment = required(await findPayment(db, id))
  await within(patienceMs, payments.refund(required(payment.charge_id)))
  const isOurs = await transact(db, async (tx) => {
    const { state } = await lockPurchase(tx, id)
    if (state !== "REFUNDING") return false
    await refundPayment(tx, payment, clock())
    await updatePurchase(tx, id, { state: "REFUNDED" })
    return true
  })
  if (isOurs) metrics.refunded(kind, payment)
}

/** A provider that is slow is one that has not answered. */
function within<T>(patienceMs: number, answer: Promise<T>): Promise<T> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => reject(new ChargeUnknownError(`the payment provider did not answer within ${patienceMs} ms`)),
    patienceMs,
  )
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer))
}

/** Why this person can't buy this right now, if so; ends what is over and stands in the way. */
async function rightInTheWay(tx: Database, wanted: WantedPurchase, now: Date): Promise<ServiceError | undefined> {
  if (wanted.kind === "SUBSCRIPTION") {
    await endOverdueSubscription(tx, wanted.user_id, now)
    const live = await findLiveSubscription(tx, wanted.user_id)
    return live && alreadySubscribed(live)
  }
  const key = { user_id: wanted.user_id, course_id: wanted.subject_id }
  await endReplacedEnrollment(tx, key, { now })
  const live = await findLiveEnrollment(tx, key)
  return live && live.source !== "SUBSCRIPTION" ? alreadyEnrolled(live) : undefined
}

async function conflictOf(db: Database, { kind, user_id, subject_id }: PurchaseRow): Promise<ServiceError> {
  if (kind === "SUBSCRIPTION") return alreadySubscribed(await findLiveSubscription(db, user_id))
  return alreadyEnrolled(await findLiveEnrollment(db, { user_id, course_id: subject_id }))
}

function refusalOf({ refusal }: PurchaseRow): ServiceError {
  if (refusal === "INVALID_TOKEN")
    return invalidFields([
      { field: "payment_token", rule: "token", message: "the payment provider does not know this means of payment" },
    ])
  return new ServiceError(
    "FAILED_PRECONDITION",
    "PAYMENT_DECLINED",
    refusal === "NO_ANSWER" ? "the payment provider did not answer: nothing was paid" : "the payment was declined",
    { metadata: { retryable: String(refusal !== "DECLINED") } },
  )
}
