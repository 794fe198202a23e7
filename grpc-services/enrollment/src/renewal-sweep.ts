import { Counter } from "prom-client"
import type { Clock } from "@lectern/runtime/clock"
import { sharedMetrics } from "@lectern/runtime/shared-metrics"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { billingPeriod } from "./billing-period.ts"
import type { Database, PaymentRow, PlanRow, RenewalRow, SweptSubscriptionRow } from "./database.ts"
import { tellEndedRight } from "./ended-rights.ts"
import { subscriptionEnd } from "./entitlement.ts"
import { enrollmentMetrics } from "./metrics.ts"
import { insertNotice, newNotice } from "./notice-store.ts"
import { ChargeUnknownError, type ChargeResult, type PaymentProvider } from "./payment-provider.ts"
import { capturePayment, declinePayment, findPaymentsByChargeKey, insertPayments } from "./payment-store.ts"
import { findPlans } from "./plan-store.ts"
import { graceEnd, isRenewing, nextTryAt, stepDue, type Step } from "./renewal.ts"
import { insertRenewal } from "./renewal-store.ts"
import {
  findLiveSubscription,
  lockDueSubscriptions,
  lockSubscription,
  setNextAction,
  updateSubscription,
} from "./subscription-store.ts"

export interface SweepDeps {
  db: Database
  clock: Clock
  payments: PaymentProvider
  telemetry: Telemetry
  /** How long before its end somebody hears that a subscription ends. */
  expiryNoticeDays: number
}

const PERIOD_MS = 10_000
const CLAIMED_AT_ONCE = 8 // below the connections of the pool, so that RPCs find one
/** How long a claim holds; longer than a payment provider may take to answer. What a dead replica had is then taken over. */
export const CLAIM_MS = 60_000
const UNKNOWN_RETRY_MS = 10 * 60_000

/** Every ten seconds, from now on until it is stopped. */
export const sweepRegularly = (deps: SweepDeps): BackgroundJob =>
  startBackgroundJob(deps.telemetry, {
    name: "renew subscriptions",
    periodMs: PERIOD_MS,
    round: (signal) => sweepSubscriptions(deps, signal),
  })

/**
 * Does what is due with all subscriptions: renews, retries, tells, ends. Safe on any number of replicas, and when one of
 * them is killed at any point (docs/decisions/0030-renewals.md):
 *
 * - One transaction claims subscriptions for a minute and writes down the payments that will be asked for.
 * - The provider is asked outside of transactions, under a key of subscription, period and attempt.
 * - One transaction writes what came of it: payment, ledger, renewal, period and notice; only if nobody else did.
 *
 * One that fails is tried again when its claim is over, and holds up no other. Answers with how many were looked at.
 */
export async function sweepSubscriptions(deps: SweepDeps, signal?: AbortSignal): Promise<number> {
  const outcomes = outcomesOf(deps.telemetry)
  for (let total = 0; ;) {
    const claims = await claim(deps)
    await Promise.all(
      claims.map(async (one) => {
        try {
          const outcome = await take(deps, one)
          outcomes.labels(outcome).inc()
          if (outcome !== "looked" && outcome !== "overtaken")
            deps.telemetry.log.info({ subscriptionId: idFromBytes(one.subscription.id), outcome }, "subscription swept")
        } catch (error) {
          outcomes.labels("error").inc()
          deps.telemetry.log.error({ err: error, subscriptionId: idFromBytes(one.subscription.id) }, "sweep failed")
        }
      }),
    )
    total += claims.length
    if (claims.length < CLAIMED_AT_ONCE || signal?.aborted) return total
  }
}

interface Claim {
  /** As it was claimed. */
  subscription: SweptSubscriptionRow
  plan: PlanRow
  step: Step
  /** Of the renewal that is due, or of one that is not settled. */
  payment: PaymentRow | undefined
  /** Whether the provider may have been asked for it before. */
  isPaymentOld: boolean
}

const OUTCOMES = ["renewed", "declined", "unknown", "ended", "told", "looked", "overtaken"] as const
type Outcome = (typeof OUTCOMES)[number]

/** The provider's key against charging twice: the same for all tries of one attempt. */
const chargeKeyOf = ({ id, period_index, renewal_attempts }: SweptSubscriptionRow): string =>
  `renewal ${idFromBytes(id)} ${period_index + 1} ${renewal_attempts}`

const claim = ({ db, clock, expiryNoticeDays: noticeDays }: SweepDeps): Promise<Claim[]> =>
  transact(db, async (tx) => {
    const now = clock()
    const due = await lockDueSubscriptions(tx, { now, limit: CLAIMED_AT_ONCE })
    if (due.length === 0) return []
    const planById = new Map(
      (
        await findPlans(
          tx,
          due.map(({ plan_id }) => plan_id),
        )
      ).map((plan) => [idFromBytes(plan.id), plan]),
    )
    const claims = due.map((subscription): Claim => {
      const plan = planById.get(idFromBytes(subscription.plan_id))
      if (!plan) throw new Error("a plan that a foreign key keeps is gone")
      const step = stepDue(subscription, { now, noticeDays })
      return { subscription, plan, step, payment: undefined, isPaymentOld: false }
    })
    // Also for those that are to end: the answer to a payment may be outstanding.
    const paid = claims.filter(({ step, plan }) => /^(CHARGE|END)$/.test(step.kind) && plan.amount_minor > 0)
    const paymentByKey = new Map(
      (
        await findPaymentsByChargeKey(
          tx,
          paid.map(({ subscription }) => chargeKeyOf(subscription)),
        )
      ).map((payment) => [payment.charge_key, payment]),
    )
    const added: PaymentRow[] = []
    for (const one of paid) {
      one.payment = paymentByKey.get(chargeKeyOf(one.subscription))
      one.isPaymentOld = one.payment !== undefined
      if (one.payment || one.step.kind !== "CHARGE") continue
      one.payment = newPayment(one, now)
      added.push(one.payment)
    }
    await insertPayments(tx, added)
    await setNextAction(
      tx,
      due.map(({ id }) => id),
      new Date(now.getTime() + CLAIM_MS),
    )
    return claims
  })

const newPayment = ({ subscription, plan }: Claim, now: Date): PaymentRow => ({
  id: idToBytes(newId(now)),
  user_id: subscription.user_id,
  purpose: "SUBSCRIPTION",
  subject_id: subscription.id,
  amount_minor: plan.amount_minor,
  currency_code: plan.currency_code,
  charge_key: chargeKeyOf(subscription),
  charge_id: null,
  state: "PENDING",
  created_at: now,
  settled_at: null,
})

async function take(deps: SweepDeps, one: Claim): Promise<Outcome> {
  const result = one.payment ? await charge(deps, one, one.payment) : "NOT_ASKED"
  const outcome = await transact(deps.db, async (tx): Promise<Outcome> => {
    const now = deps.clock()
    const subscription = await lockSubscription(tx, one.subscription.id)
    if (!subscription || !isAsClaimed(subscription, one.subscription)) return "overtaken"
    const current = { ...one, subscription, now }
    if (result === "UNKNOWN") return waitForAnswer(tx, current)
    if (result === "NOT_MADE") return giveUp(tx, current)
    if (result !== "NOT_ASKED")
      return result.outcome === "CAPTURED"
        ? renew(tx, { ...current, chargeId: result.chargeId, noticeDays: deps.expiryNoticeDays })
        : decline(tx, current)
    // Nothing was asked of anybody outside, so what is to be done is asked again: it may have been changed since.
    const step = stepDue(subscription, { now, noticeDays: deps.expiryNoticeDays })
    switch (step.kind) {
      case "CHARGE":
        // One that was to end when it was claimed, and is to be renewed after all: it is claimed again with a payment.
        if (one.plan.amount_minor > 0) return lookAgain(tx, subscription, now)
        return renew(tx, { ...current, chargeId: undefined, noticeDays: deps.expiryNoticeDays })
      case "END":
        if (await isRenewalInFlight(tx, subscription)) return lookAgain(tx, subscription, now)
        await endSubscription(tx, { ...current, isOff: step.isOff })
        return "ended"
      case "TELL":
        await insertNotice(
          tx,
          newNotice("SUBSCRIPTION_EXPIRING", {
            userId: subscription.user_id,
            subjectId: subscription.id,
            occasion: subscription.period_index,
            aboutTime: subscription.period_end,
            now,
          }),
        )
        await setNextAction(tx, [subscription.id], subscription.period_end)
        return "told"
      case "WAIT":
        await setNextAction(tx, [subscription.id], step.until)
        return "looked"
    }
  })
  const metrics = enrollmentMetrics(deps.telemetry)
  if (one.payment && outcome === "renewed") metrics.captured("RENEWAL", one.payment)
  if (one.payment && outcome === "declined") metrics.notCaptured("RENEWAL", "declined")
  if (outcome === "unknown") metrics.notCaptured("RENEWAL", "unanswered")
  // Possible only for one that was given up while the replica that asked stood still for longer than a claim holds.
  if (outcome === "overtaken" && typeof result === "object" && result.outcome === "CAPTURED")
    await returnUnlessKnown(deps, one, result.chargeId)
  return outcome
}

/** Whether nobody has settled this renewal since it was claimed. */
const isAsClaimed = (now: SweptSubscriptionRow, claimed: SweptSubscriptionRow): boolean =>
  now.status !== "EXPIRED" &&
  now.status !== "CANCELLED" &&
  now.period_index === claimed.period_index &&
  now.renewal_attempts === claimed.renewal_attempts

/** The provider's answer. What was asked before is found out first, and not begun again for one that is to end. */
async function charge(
  { payments, telemetry }: SweepDeps,
  { subscription, step, isPaymentOld }: Claim,
  { charge_key: key, amount_minor: amountMinor, currency_code: currencyCode }: PaymentRow,
): Promise<ChargeResult | "UNKNOWN" | "NOT_MADE"> {
  try {
    const known = isPaymentOld ? await payments.findCharge(key) : undefined
    if (known) return known
    if (step.kind !== "CHARGE") return "NOT_MADE"
    return await payments.charge({ key, token: subscription.payment_method, amountMinor, currencyCode })
  } catch (error) {
    if (!(error instanceof ChargeUnknownError))
      telemetry.log.error({ err: error, subscriptionId: idFromBytes(subscription.id) }, "payment provider failed")
    return "UNKNOWN"
  }
}

interface Current {
  /** Locked. */
  subscription: SweptSubscriptionRow
  plan: PlanRow
  payment: PaymentRow | undefined
  now: Date
}

async function renew(
  tx: Database,
  { chargeId, noticeDays, ...current }: Current & { chargeId: string | undefined; noticeDays: number },
): Promise<Outcome> {
  const { subscription, payment, now } = current
  if (payment && chargeId !== undefined) await capturePayment(tx, { payment, chargeId, at: now })
  const renewal = newRenewal(current, "RENEWED")
  await insertRenewal(tx, renewal)
  const renewed: Partial<SweptSubscriptionRow> = {
    status: "ACTIVE",
    period_index: renewal.period_index,
    period_start: renewal.period_start,
    period_end: renewal.period_end,
    renewal_attempts: 0,
  }
  const next = stepDue({ ...subscription, ...renewed }, { now, noticeDays })
  await updateSubscription(tx, subscription, { ...renewed, next_action_at: next.kind === "WAIT" ? next.until : now })
  await insertNotice(
    tx,
    newNotice("SUBSCRIPTION_RENEWED", {
      userId: subscription.user_id,
      subjectId: subscription.id,
      occasion: renewal.period_index,
      aboutTime: renewal.period_end,
      now,
    }),
  )
  return "renewed"
}

async function decline(tx: Database, current: Current): Promise<Outcome> {
  const { subscription, payment, now } = current
  if (payment) await declinePayment(tx, payment, now)
  await insertRenewal(tx, newRenewal(current, "DECLINED"))
  const tried = { ...subscription, renewal_attempts: subscription.renewal_attempts + 1 }
  const tryAt = isRenewing(subscription) ? nextTryAt(subscription.period_end, now) : undefined
  if (!tryAt) {
    await endSubscription(tx, { ...current, subscription: tried, isOff: false })
    return "declined"
  }
  await updateSubscription(tx, subscription, {
    status: "GRACE",
    renewal_attempts: tried.renewal_attempts,
    next_action_at: tryAt,
  })
  // Once per period, however often it is tried.
  await insertNotice(
    tx,
    newNotice("SUBSCRIPTION_RENEWAL_FAILED", {
      userId: subscription.user_id,
      subjectId: subscription.id,
      occasion: subscription.period_index + 1,
      aboutTime: graceEnd(subscription.period_end),
      now,
    }),
  )
  return "declined"
}

/** Access is kept while nobody knows whether it is paid. */
async function waitForAnswer(tx: Database, { subscription, now }: Current): Promise<Outcome> {
  const next_action_at = new Date(now.getTime() + UNKNOWN_RETRY_MS)
  if (subscription.status === "GRACE") await setNextAction(tx, [subscription.id], next_action_at)
  else await updateSubscription(tx, subscription, { status: "GRACE", next_action_at })
  return "unknown"
}

/** The provider never got the charge, and the subscription is to end. */
async function giveUp(tx: Database, current: Current): Promise<Outcome> {
  if (current.payment) await declinePayment(tx, current.payment, current.now)
  await endSubscription(tx, { ...current, isOff: !isRenewing(current.subscription) })
  return "ended"
}

/** Another replica may be at it: only when its claim is over is anything certain. */
async function lookAgain(tx: Database, { id }: SweptSubscriptionRow, now: Date): Promise<Outcome> {
  await setNextAction(tx, [id], new Date(now.getTime() + CLAIM_MS))
  return "looked"
}

/** Ends a subscription that is locked: EXPIRED, or CANCELLED when the learner did it. */
export async function endSubscription(
  tx: Database,
  { isOff, ...current }: Omit<Current, "payment"> & { isOff: boolean },
): Promise<void> {
  const { subscription, now } = current
  if (isOff) await insertRenewal(tx, newRenewal({ ...current, payment: undefined }, "SKIPPED_AUTO_RENEW_OFF"))
  // In the days of grace.
  if ((subscriptionEnd(subscription) ?? 0) > now.getTime())
    await tellEndedRight(tx, { userId: idFromBytes(subscription.user_id) }, now)
  await updateSubscription(tx, subscription, {
    status: subscription.cancelled_at ? "CANCELLED" : "EXPIRED",
    renewal_attempts: subscription.renewal_attempts,
    next_action_at: null,
  })
  await insertNotice(
    tx,
    newNotice("SUBSCRIPTION_EXPIRED", {
      userId: subscription.user_id,
      subjectId: subscription.id,
      aboutTime: subscription.period_end,
      now,
    }),
  )
}

/**
 * Ends a person's live subscription that grants nothing any more and will not be renewed, so that it does not stand in the
 * way of a new one until the sweep comes. Leaves alone what a payment may still renew.
 */
export async function endOverdueSubscription(tx: Database, userId: Buffer, now: Date): Promise<void> {
  const live = await findLiveSubscription(tx, userId)
  const subscription = live && (await lockSubscription(tx, live.id))
  const end = subscription && subscriptionEnd(subscription)
  if (!subscription || end === undefined || end > now.getTime()) return
  const isOff = !isRenewing(subscription)
  if (subscription.status === "ACTIVE" && !isOff) return
  if (await isRenewalInFlight(tx, subscription)) return
  const [plan] = await findPlans(tx, [subscription.plan_id])
  if (!plan) throw new Error("a plan that a foreign key keeps is gone")
  await endSubscription(tx, { subscription, plan, now, isOff })
}

/** Whether a payment of the renewal that comes next is on its way; to be asked with the subscription locked. */
export async function isRenewalInFlight(tx: Database, subscription: SweptSubscriptionRow): Promise<boolean> {
  const [payment] = await findPaymentsByChargeKey(tx, [chargeKeyOf(subscription)])
  return payment?.state === "PENDING"
}

function newRenewal({ subscription, plan, payment, now }: Current, outcome: RenewalRow["outcome"]): RenewalRow {
  const { started_at: startedAt, time_zone: timeZone, period_index, period_end } = subscription
  const { end } = billingPeriod({ startedAt, timeZone, interval: plan.billing_interval }, period_index + 1)
  return {
    id: idToBytes(newId(now)),
    subscription_id: subscription.id,
    period_index: period_index + 1,
    attempt: subscription.renewal_attempts,
    period_start: period_end,
    period_end: end,
    outcome,
    payment_id: payment?.id ?? null,
    occurred_at: now,
  }
}

async function returnUnlessKnown({ db, payments, telemetry }: SweepDeps, one: Claim, chargeId: string): Promise<void> {
  const [payment] = await findPaymentsByChargeKey(db, [chargeKeyOf(one.subscription)])
  if (payment?.state !== "DECLINED") return
  telemetry.log.warn({ subscriptionId: idFromBytes(one.subscription.id) }, "a charge came after all and is returned")
  await payments.refund(chargeId)
}

const outcomesOf = sharedMetrics((registry) => {
  const counter = new Counter({
    name: "subscription_sweep_total",
    help: "Subscriptions that the sweep dealt with, by outcome.",
    labelNames: ["outcome"],
    registers: [registry],
  })
  for (const outcome of [...OUTCOMES, "error"]) counter.labels(outcome).inc(0)
  return counter
})
