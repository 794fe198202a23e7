import assert from "node:assert/strict"
import { seededNumbers } from "@lectern/runtime/seeded-random"
import { sql } from "kysely"
import { ServiceError } from "@lectern/rpc/errors"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, newId } from "@lectern/service-kit/ids"
import { caller } from "@lectern/test-kit/callers"
import { billingPeriod } from "./billing-period.ts"
import type { Database, NoticeType, PlanRow, RenewalRow, SweptSubscriptionRow } from "./database.ts"
import { decideAccess, GRACE_DAYS } from "./entitlement.ts"
import type { ChargeResult } from "./payment-provider.ts"
import { testEnrollmentService } from "./test-service.ts"

export interface SimulationOptions {
  learners: number
  days: number
  /** The same seed makes the same learners do the same things at the same times. */
  seed: number
  /** Called after each day. */
  progress?: (day: number) => void
}

/** What has happened, by kind. */
export type SimulationTotals = Record<
  | "subscribed"
  | "renewed"
  | "declined"
  | "skipped"
  | "ended"
  | "enrolled"
  | "autoRenewChanged"
  | "cancelled"
  | "paymentMethodChanged"
  | "noticesRead"
  | "notices"
  | "decisionsChecked"
  | "standstillDays",
  number
>

const START_MS = Date.parse("2027-01-01T00:00:00Z")
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** The real sweep comes every ten seconds; here it comes late by hours, which it must bear. */
const SWEEP_HOURS = [12, 24]
const MEAN_DAYS_BETWEEN_ACTIONS = 180
const ACTING_AT_ONCE = 9
const ZONES = ["UTC", "Asia/Seoul", "Europe/London", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Chatham"]
const FAR_AWAY = "2100-01-01T00:00:00Z"

/** What the simulation knows of a subscription from the outside: from what it did, and what it was told. */
interface Known {
  id: string
  startedAt: Date
  timeZone: string
  interval: PlanRow["billing_interval"]
  periodIndex: number
  periodEnd: Date
  /** Since when it has been clear that it is not renewed; undefined while it is. */
  offSince: Date | undefined
  hasEnded: boolean
  /** Ends of periods, in epoch milliseconds, after which a failed renewal was told, and that were told to come. */
  failuresTold: Set<number>
  endsTold: Set<number>
  isEndTold: boolean
}
interface Learner {
  id: string
  /** Their own, so that what they do does not hang on who acts at the same time. */
  random: ReturnType<typeof randomFrom>
  timeZone: string
  nextAction: number
  courses: Set<string>
  subscriptions: Known[]
}

/** What may happen, the same for the same seed. */
function randomFrom(seed: number) {
  const next = seededNumbers(seed)
  return {
    next,
    below: (limit: number) => Math.floor(next() * limit),
    pick: <T>(values: readonly [T, ...T[]] | readonly T[]): T => values[Math.floor(next() * values.length)] as T,
    /** Exponentially distributed, so that what comes next does not hang on what came before. */
    wait: (mean: number) => -Math.log(1 - next()) * mean,
  }
}

/**
 * Lets learners subscribe, enrol, change their minds and run out of money for years, against the real service on a real
 * database whose clock is driven, with a sweep every twelve hours of that time and now and then none for days. After each
 * day everything that must hold is checked; the first thing that does not throws.
 *
 * What learners do goes through the RPCs, what the platform does through the function that its job runs. Mail stays in the
 * outbox.
 */
export async function simulate({
  learners: count,
  days,
  seed,
  progress,
}: SimulationOptions): Promise<SimulationTotals> {
  const random = randomFrom(seed)
  let now = new Date(START_MS)
  await using service = await testEnrollmentService(() => now)
  const replica = await service.replica()
  const { db } = replica
  const plans = [
    await service.stored.plan({ name: "Monthly", billing_interval: "MONTH", amount_minor: 9900 }),
    await service.stored.plan({ name: "Yearly", billing_interval: "YEAR", amount_minor: 99_000 }),
  ]
  const courses = Array.from({ length: 20 }, () => service.courses.add().id)
  const totals: SimulationTotals = {
    subscribed: 0,
    renewed: 0,
    declined: 0,
    skipped: 0,
    ended: 0,
    enrolled: 0,
    autoRenewChanged: 0,
    cancelled: 0,
    paymentMethodChanged: 0,
    noticesRead: 0,
    notices: 0,
    decisionsChecked: 0,
    standstillDays: 0,
  }
  const learners = Array.from({ length: count }, (_, index): Learner => {
    const own = randomFrom(seed + (index + 1) * 7919)
    const { id, timeZone } = service.users.add({ timeZone: own.pick(ZONES) })
    // They come in the first half of the time.
    const nextAction = START_MS + own.next() * (days / 2) * DAY_MS
    return { id, random: own, timeZone, nextAction, courses: new Set(), subscriptions: [] }
  })
  const knownById = new Map<string, Known>()

  // What the provider has told that it took: not from our tables.
  let taken = 0
  const told = new Set<string>()
  const noted = <R extends ChargeResult | undefined>(key: string, amount: number, result: R): R => {
    if (result?.outcome === "CAPTURED" && !told.has(key)) {
      told.add(key)
      taken += amount
    }
    return result
  }
  const amountOf = new Map<string, number>()
  const provider: typeof replica.payments = {
    ...replica.payments,
    async charge(charge) {
      amountOf.set(charge.key, charge.amountMinor)
      return noted(charge.key, charge.amountMinor, await replica.payments.charge(charge))
    },
    async findCharge(key) {
      return noted(key, amountOf.get(key) ?? 0, await replica.payments.findCharge(key))
    },
  }
  const sweep = () => replica.sweep(provider)

  const call = (learner: Learner) => service.as(caller.learner(learner.id))
  const liveOf = (learner: Learner) => learner.subscriptions.find(({ hasEnded }) => !hasEnded)

  /** A means of payment that works now; sooner or later some do not, for a while or for good. */
  function paymentMethod({ random }: Learner): string {
    const kind = random.next()
    const badFrom = new Date(now.getTime() + (5 + random.below(300)) * DAY_MS).toISOString()
    if (kind < 0.7) return "ok"
    if (kind < 0.78) return `decline-between:${badFrom}/${FAR_AWAY}`
    const badDays = 0.5 + random.next() * 40
    return `decline-between:${badFrom}/${new Date(Date.parse(badFrom) + badDays * DAY_MS).toISOString()}`
  }

  async function subscribe(learner: Learner): Promise<void> {
    const plan = plans[learner.random.next() < 0.75 ? 0 : 1]
    assert.ok(plan)
    const request = {
      planId: idFromBytes(plan.id),
      paymentToken: paymentMethod(learner),
      autoRenew: true,
      requestId: newId(now),
    }
    const { subscription } = await service.enrollment.purchaseSubscription(request, call(learner))
    assert.ok(subscription)
    taken += plan.amount_minor
    const { id } = subscription
    const { timeZone } = learner
    const startedAt = fromTimestamp(subscription.startTime)
    const { start, end } = billingPeriod({ startedAt, timeZone, interval: plan.billing_interval }, 0)
    assert.deepEqual([startedAt, fromTimestamp(subscription.periodEndTime)], [start, end])
    const before = learner.subscriptions.at(-1)
    assert.ok(!before || before.periodEnd <= now, "a subscription begins in a period that an earlier one has paid")
    const known: Known = {
      id,
      startedAt,
      timeZone,
      interval: plan.billing_interval,
      periodIndex: 0,
      periodEnd: end,
      offSince: undefined,
      hasEnded: false,
      failuresTold: new Set(),
      endsTold: new Set(),
      isEndTold: false,
    }
    learner.subscriptions.push(known)
    knownById.set(id, known)
    totals.subscribed++
  }

  async function enroll(learner: Learner): Promise<void> {
    const courseId = learner.random.pick(courses)
    if (learner.courses.has(courseId)) return
    await service.enrollment.createEnrollment({ courseId, requestId: newId(now) }, call(learner))
    learner.courses.add(courseId)
    totals.enrolled++
  }

  async function changeMind(learner: Learner, { id: subscriptionId, ...known }: Known): Promise<void> {
    const kind = learner.random.next()
    if (kind < 0.35) {
      await service.enrollment.setAutoRenew({ subscriptionId, autoRenew: known.offSince !== undefined }, call(learner))
      const current = knownById.get(subscriptionId)
      if (current) current.offSince = known.offSince ? undefined : now
      totals.autoRenewChanged++
    } else if (kind < 0.5) {
      const { subscription } = await service.enrollment.cancelSubscription({ id: subscriptionId }, call(learner))
      const current = knownById.get(subscriptionId)
      if (current) {
        current.offSince ??= now
        current.hasEnded = subscription?.status === "SUBSCRIPTION_STATUS_CANCELLED"
      }
      totals.cancelled++
    } else if (kind < 0.7) {
      // Also one whose charges are made while their answers are lost.
      const paymentToken = learner.random.next() < 0.2 ? "timeout" : paymentMethod(learner)
      await service.enrollment.changePaymentMethod({ subscriptionId, paymentToken }, call(learner))
      totals.paymentMethodChanged++
    } else if (kind < 0.85) await enroll(learner)
    else {
      totals.noticesRead += (await service.enrollment.markAllNoticesRead({}, call(learner))).readCount
      const { unreadCount } = await service.enrollment.listNotices({ userId: learner.id, pageSize: 1 }, call(learner))
      assert.equal(unreadCount, 0)
    }
  }

  async function act(learner: Learner): Promise<void> {
    const live = liveOf(learner)
    if (live) await changeMind(learner, live).catch(unlessEnded)
    else if (learner.random.next() < 0.75) await subscribe(learner)
    else await enroll(learner)
    learner.nextAction = now.getTime() + learner.random.wait(MEAN_DAYS_BETWEEN_ACTIONS) * DAY_MS
  }

  const check = dailyCheck(db)
  let standstillUntil = 0
  for (let day = 0; day < days; day++) {
    const dayStart = START_MS + day * DAY_MS
    if (random.next() < 0.01) standstillUntil = dayStart + (1 + random.below(6)) * DAY_MS
    const isStandingStill = dayStart < standstillUntil
    if (isStandingStill) totals.standstillDays++
    for (const hour of SWEEP_HOURS) {
      const until = dayStart + hour * HOUR_MS
      const acting = learners.filter(({ nextAction }) => nextAction < until).sort((a, b) => a.nextAction - b.nextAction)
      while (acting.length > 0) {
        const together = acting.splice(0, ACTING_AT_ONCE)
        now = new Date(Math.max(together.at(-1)?.nextAction ?? 0, now.getTime()))
        await Promise.all(together.map(act))
      }
      now = new Date(until)
      if (!isStandingStill) await sweep()
    }
    const learner = random.pick(learners)
    const courseId = random.pick(courses)
    const [statusById, { decisions }] = await Promise.all([
      check({ now, knownById, learners, totals, taken, isStandingStill }),
      service.enrollment.batchCheckAccess({ courseIds: [courseId] }, call(learner)),
    ])
    const newest = learner.subscriptions.at(-1)
    const status = newest && statusById.get(newest.id)
    const expected = learner.courses.has(courseId)
      ? "ENROLLED"
      : newest === undefined
        ? "NOT_ENROLLED"
        : status !== undefined && isPaidFor(status, newest.periodEnd, now)
          ? "SUBSCRIBED"
          : "SUBSCRIPTION_EXPIRED"
    assert.equal(decisions[0]?.reason, `ACCESS_REASON_${expected}`)
    totals.decisionsChecked++
    progress?.(day)
  }
  // Charges of the last day whose answers were lost are found out by the next sweeps.
  for (let tries = 0; tries < 10 && (await hasPendingPayments(db)); tries++) {
    now = new Date(now.getTime() + HOUR_MS)
    await sweep()
  }
  await checkBooks(db)
  return totals
}

/** The learner has not heard yet of an end that the sweep made on the same day. */
function unlessEnded(error: unknown): void {
  if (!(error instanceof ServiceError && error.reason === "SUBSCRIPTION_ENDED")) throw error
}

/** Whether a subscription that stands so grants access now. */
const isPaidFor = (status: string, periodEnd: Date, now: Date): boolean =>
  (status === "ACTIVE" && now < periodEnd) ||
  (status === "GRACE" && now.getTime() < periodEnd.getTime() + GRACE_DAYS * DAY_MS)

interface DayEnd {
  now: Date
  knownById: Map<string, Known>
  learners: Learner[]
  totals: SimulationTotals
  /** What the provider has told so far that it took. */
  taken: number
  isStandingStill: boolean
}

/** Checks, at the end of each day, what was written on it, and where everything live stands, which it gives by id. */
function dailyCheck(db: Database) {
  // Everything below is new since the day before: ids are in the order of making.
  let lastRenewal = Buffer.alloc(16) as Buffer
  let lastNotice = Buffer.alloc(16) as Buffer
  let lastEntry = Buffer.alloc(16) as Buffer
  let ledger = 0
  let wasStandingStill = false
  const get = (known: DayEnd["knownById"], id: Buffer): Known => {
    const found = known.get(idFromBytes(id))
    assert.ok(found, `nobody made the subscription ${idFromBytes(id)}`)
    return found
  }

  return async ({ now, knownById, learners, totals, taken, isStandingStill }: DayEnd): Promise<Map<string, string>> => {
    const [renewals, notices, entries, live] = await Promise.all([
      db.selectFrom("renewals").selectAll().where("id", ">", lastRenewal).orderBy("id").execute(),
      db
        .selectFrom("notices")
        .select(["id", "type", "subject_id", "about_time"])
        .where("id", ">", lastNotice)
        .orderBy("id")
        .execute(),
      db
        .selectFrom("ledger_entries")
        .select(["id", "account", "amount_minor"])
        .where("id", ">", lastEntry)
        .orderBy("id")
        .execute(),
      db
        .selectFrom("subscriptions")
        .select(["id", "user_id", "status", "period_index", "period_start", "period_end", "auto_renew"])
        .where("live", "=", 1)
        .execute(),
    ])
    lastRenewal = renewals.at(-1)?.id ?? lastRenewal
    lastNotice = notices.at(-1)?.id ?? lastNotice
    lastEntry = entries.at(-1)?.id ?? lastEntry
    totals.notices += notices.length

    // Periods follow one another without gap and overlap, on the calendar of the beginning.
    const declined: RenewalRow[] = []
    const ended = new Set<string>()
    for (const renewal of renewals) {
      const known = get(knownById, renewal.subscription_id)
      assert.equal(renewal.period_index, known.periodIndex + 1)
      assert.deepEqual(renewal.period_start, known.periodEnd)
      if (renewal.outcome === "RENEWED") {
        const { startedAt, timeZone, interval } = known
        assert.deepEqual(
          { start: renewal.period_start, end: renewal.period_end },
          billingPeriod({ startedAt, timeZone, interval }, renewal.period_index),
        )
        known.periodIndex++
        known.periodEnd = renewal.period_end
        totals.renewed++
      } else if (renewal.outcome === "DECLINED") {
        declined.push(renewal)
        totals.declined++
      } else totals.skipped++
    }

    // One notice per event.
    const told: Partial<Record<NoticeType, number>> = {}
    for (const { type, subject_id, about_time } of notices) {
      told[type] = (told[type] ?? 0) + 1
      if (type === "ENROLLMENT_CONFIRMED") continue
      const known = get(knownById, subject_id)
      if (type === "SUBSCRIPTION_EXPIRED") {
        assert.ok(!known.isEndTold, "an end was told twice")
        assert.deepEqual(about_time, known.periodEnd)
        known.isEndTold = true
        known.hasEnded = true
        ended.add(known.id)
        totals.ended++
      } else if (type === "SUBSCRIPTION_RENEWAL_FAILED") {
        const of = (about_time?.getTime() ?? 0) - GRACE_DAYS * DAY_MS
        assert.ok(!known.failuresTold.has(of), "a failure was told twice")
        known.failuresTold.add(of)
      } else if (type === "SUBSCRIPTION_EXPIRING") {
        const of = about_time?.getTime() ?? 0
        assert.ok(!known.endsTold.has(of), "an end to come was told twice")
        known.endsTold.add(of)
      }
    }
    assert.equal(told.SUBSCRIPTION_RENEWED ?? 0, renewals.filter(({ outcome }) => outcome === "RENEWED").length)
    for (const renewal of declined) {
      const known = get(knownById, renewal.subscription_id)
      // One that came so late that it ended with it tells of the end only.
      const isTold = known.failuresTold.has(renewal.period_start.getTime()) || ended.has(known.id)
      assert.ok(isTold, "a failed renewal was not told")
    }
    for (const id of ended) {
      const known = knownById.get(id)
      assert.ok(known)
      const wasClear = known.offSince && known.periodEnd.getTime() - known.offSince.getTime() > DAY_MS
      if (wasClear && !wasStandingStill && !isStandingStill)
        assert.ok(known.endsTold.has(known.periodEnd.getTime()), "an end that was clear was not told before")
    }

    // Nobody has two, and what is live stands as the access decision has it.
    assert.equal(new Set(live.map(({ user_id }) => idFromBytes(user_id))).size, live.length)
    const stillLive = new Set(live.map(({ id }) => idFromBytes(id)))
    for (const row of live) assertStands(row, get(knownById, row.id), now, isStandingStill || wasStandingStill)
    for (const { subscriptions } of learners)
      for (const { id, hasEnded, isEndTold } of subscriptions.slice(-2)) {
        assert.equal(stillLive.has(id), !hasEnded)
        assert.equal(isEndTold, hasEnded)
      }

    // The money: double entry, and as much as the provider says.
    const sumOf = (account: string) =>
      entries.filter((entry) => entry.account === account).reduce((sum, { amount_minor }) => sum + amount_minor, 0)
    assert.equal(sumOf("PROVIDER") + sumOf("REVENUE"), 0)
    ledger += sumOf("PROVIDER")
    assert.equal(ledger, taken)
    wasStandingStill = isStandingStill
    return new Map(live.map(({ id, status }) => [idFromBytes(id), status]))
  }
}

function assertStands(
  row: Pick<SweptSubscriptionRow, "id" | "user_id" | "status" | "period_index" | "period_start" | "period_end">,
  known: Known,
  now: Date,
  isLate: boolean,
): void {
  assert.equal(row.period_index, known.periodIndex)
  assert.deepEqual(row.period_end, known.periodEnd)
  if (!isLate) {
    // The grace has the hours more that the last try may come late.
    const latest = row.status === "GRACE" ? row.period_end.getTime() + GRACE_DAYS * DAY_MS : row.period_end.getTime()
    assert.ok(now.getTime() <= latest, `${row.status} until ${row.period_end.toISOString()}`)
  }
  assert.ok(row.status === "GRACE" ? now >= row.period_end : now >= row.period_start)
  const userId = idFromBytes(row.user_id)
  const { granted, reason } = decideAccess({
    caller: { userId, role: "LEARNER" },
    course: { instructorId: "", isPublished: true, isFree: true },
    isPreview: false,
    enrollment: undefined,
    subscription: row,
    now,
  })
  assert.equal(granted, isPaidFor(row.status, known.periodEnd, now))
  assert.equal(reason, granted ? "SUBSCRIBED" : "SUBSCRIPTION_EXPIRED")
}

async function hasPendingPayments(db: Database): Promise<boolean> {
  return (await db.selectFrom("payments").select("id").where("state", "=", "PENDING").executeTakeFirst()) !== undefined
}

/** Our payments, our ledger and the provider's own books, charge by charge. */
async function checkBooks(db: Database): Promise<void> {
  const { rows } = await sql<Record<string, number>>`
    select
      (select count(*) from payments p left join sandbox_charges c on c.charge_key = p.charge_key
        where (p.state = 'CAPTURED') <> (c.outcome is not null and c.outcome = 'CAPTURED' and c.refunded_at is null)) differing,
      (select count(*) from sandbox_charges c left join payments p on p.charge_key = c.charge_key where p.id is null) unknown_charges,
      (select count(*) from (select payment_id from ledger_entries group by payment_id having sum(amount_minor) <> 0) t) unbalanced,
      (select count(*) from payments where state = 'CAPTURED') -
        (select count(*) from ledger_entries where account = 'PROVIDER' and kind = 'CHARGE') unrecorded,
      (select count(*) from renewals r left join payments p on p.id = r.payment_id
        where r.outcome = 'RENEWED' and (p.state is null or p.state <> 'CAPTURED')) unpaid`.execute(db)
  assert.deepEqual(rows[0], { differing: 0, unknown_charges: 0, unbalanced: 0, unrecorded: 0, unpaid: 0 })
}
