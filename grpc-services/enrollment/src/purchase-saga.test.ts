import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { fileURLToPath } from "node:url"
import type { Kysely } from "kysely"
import { openDatabase } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue, silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import type { EnrollmentTables, PurchaseRow } from "./database.ts"
import { ChargeUnknownError } from "./payment-provider.ts"
import {
  AMOUNT_MINOR,
  attemptPurchase,
  failingDatabase,
  STEPS,
  STEPS_OF_THE_BEATEN,
  type Attempt,
  type DeadlyAttempt,
  type Fault,
} from "./purchase-faults.ts"
import { enrollmentMetrics } from "./metrics.ts"
import { LEASE_MS, reservePurchase, runPurchase, type SagaDeps } from "./purchase-saga.ts"
import { sandboxPayments } from "./sandbox-payments.ts"
import { testEnrollmentService } from "./test-service.ts"
import { finishPurchases } from "./unfinished-purchases.ts"

const now = new Date("2026-01-31T10:00:00.000Z")
const telemetry = silentTelemetry("replica")

describe("a purchase", () => {
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  let planId: string
  let replicas: Kysely<EnrollmentTables>[]
  const openReplica = () =>
    openDatabase<EnrollmentTables>({
      url: service.databaseUrl,
      migrations: new URL("../migrations/", import.meta.url),
      telemetry: silentTelemetry("replica"),
      connectionLimit: 5,
    })
  const replica = (index: number, afterMs: number): SagaDeps => {
    const db = replicas[index]
    assert.ok(db)
    const clock = () => new Date(now.getTime() + afterMs)
    return { db, clock, payments: sandboxPayments(db, clock), metrics: enrollmentMetrics(telemetry) }
  }
  before(async () => {
    // The clock stands still, so the service's own job finds nothing that is due.
    service = await testEnrollmentService(() => now)
    planId = idFromBytes((await service.stored.plan({ amount_minor: AMOUNT_MINOR })).id)
    replicas = await Promise.all([openReplica(), openReplica(), openReplica()])
  })
  after(async () => {
    await Promise.all(replicas.map((db) => db.destroy()))
    await service[Symbol.asyncDispose]()
  })

  const attempt = (kind: PurchaseRow["kind"], isBeaten = false): Attempt => ({
    userId: randomUUID(),
    kind,
    subjectId: kind === "SUBSCRIPTION" ? planId : randomUUID(),
    isBeaten,
  })
  const reserve = (deps: SagaDeps, { userId, kind, subjectId }: Attempt, token = "ok") =>
    deps.db.transaction().execute((tx) =>
      reservePurchase(
        tx,
        {
          user_id: idToBytes(userId),
          kind,
          subject_id: idToBytes(subjectId),
          amount_minor: AMOUNT_MINOR,
          currency_code: "KRW",
          payment_token: token,
          auto_renew: 1,
          time_zone: "Asia/Seoul",
        },
        deps.clock(),
      ),
    )

  /** All that there is of a person's purchase, in every book. */
  async function booksOf(userId: string) {
    const { db } = service
    const of = idToBytes(userId)
    const purchases = await db.selectFrom("purchases").selectAll().where("user_id", "=", of).execute()
    const payments = await db.selectFrom("payments").selectAll().where("user_id", "=", of).execute()
    const charges = await db
      .selectFrom("sandbox_charges")
      .selectAll()
      .where("charge_key", "in", ["", ...purchases.map(({ id }) => idFromBytes(id))])
      .execute()
    const entries = await db
      .selectFrom("ledger_entries as l")
      .innerJoin("payments as p", "p.id", "l.payment_id")
      .selectAll("l")
      .where("p.user_id", "=", of)
      .execute()
    const rights = [
      ...(await db.selectFrom("enrollments").select(["id", "source"]).where("user_id", "=", of).execute()),
      ...(await db.selectFrom("subscriptions").select("id").where("user_id", "=", of).execute()),
    ]
    const notices = await db.selectFrom("notices").selectAll().where("user_id", "=", of).execute()
    const sum = (account: string) =>
      entries.filter((entry) => entry.account === account).reduce((total, entry) => total + entry.amount_minor, 0)
    return {
      purchases: purchases.map(({ state }) => state),
      tokens: purchases.map(({ payment_token }) => payment_token).filter((token) => token !== ""),
      payments: payments.map(({ state }) => state),
      charges: charges.map(({ refunded_at }) => (refunded_at ? "refunded" : "kept")),
      provider: sum("PROVIDER"),
      revenue: sum("REVENUE"),
      rights: rights.length,
      notices: notices.map(({ type }) => type),
      noticeIsOfRight: notices.every(({ subject_id }) => rights.some(({ id }) => id.equals(subject_id))),
    }
  }
  const NOTHING = {
    purchases: [],
    tokens: [],
    payments: [],
    charges: [],
    provider: 0,
    revenue: 0,
    rights: 0,
    notices: [],
    noticeIsOfRight: true,
  }
  const done = ({ kind }: Attempt) => ({
    ...NOTHING,
    purchases: ["DONE"],
    payments: ["CAPTURED"],
    charges: ["kept"],
    provider: AMOUNT_MINOR,
    revenue: -AMOUNT_MINOR,
    rights: 1,
    notices: [kind === "ENROLLMENT" ? "ENROLLMENT_CONFIRMED" : "SUBSCRIPTION_STARTED"],
  })
  /** The one right is that which came about otherwise. */
  const RETURNED = { ...NOTHING, purchases: ["REFUNDED"], payments: ["REFUNDED"], charges: ["refunded"], rights: 1 }

  const whens = ["before", "after"] as const
  const faults = STEPS.flatMap((step) => whens.map((when): Fault => ({ step, when })))
  const faultsOfTheBeaten = STEPS_OF_THE_BEATEN.flatMap((step) => whens.map((when): Fault => ({ step, when })))
  const attempts = [
    ...(["ENROLLMENT", "SUBSCRIPTION"] as const).flatMap((kind) =>
      faults.map((fault) => ({ fault, attempt: attempt.bind(null, kind, false) })),
    ),
    ...faultsOfTheBeaten.map((fault) => ({ fault, attempt: attempt.bind(null, "ENROLLMENT", true) })),
  ]
  /** What a purchase comes to that failed there and was taken up by another replica. */
  const expectedAfter = ({ step, when }: Fault, wanted: Attempt) => {
    if (step === "reserve" && when === "before") return NOTHING
    // Whoever would have taken the right away died before.
    const isBeaten = wanted.isBeaten && !(step === "reserve" || (step === "charge" && when === "before"))
    return isBeaten ? RETURNED : done(wanted)
  }

  it("ends fully done or with the money returned when any step throws before or after its commit", async () => {
    for (const { fault, attempt: make } of attempts) {
      const wanted = make()
      const boom = () => Promise.reject(new Error("boom"))
      await assert.rejects(attemptPurchase(replica(0, 0), wanted, fault, boom), /boom/, JSON.stringify(fault))
      // Nobody else touches it before the lease is over.
      const untouched = await booksOf(wanted.userId)
      await finishPurchases(replica(1, LEASE_MS - 1), telemetry)
      assert.deepEqual(await booksOf(wanted.userId), untouched)
      await finishPurchases(replica(1, LEASE_MS), telemetry)
      assert.deepEqual(await booksOf(wanted.userId), expectedAfter(fault, wanted), JSON.stringify({ fault, wanted }))
    }
  })

  it("ends so too when the process is killed at any of these points", async () => {
    const wanted = attempts.map(({ fault, attempt: make }) => ({ fault, attempt: make() }))
    const waiting = [...wanted]
    const killOneAfterTheOther = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const told: DeadlyAttempt = { url: service.databaseUrl, nowMs: now.getTime(), ...next }
        assert.equal(await signalOf(told), "SIGKILL", JSON.stringify(next))
      }
    }
    await Promise.all([killOneAfterTheOther(), killOneAfterTheOther(), killOneAfterTheOther()])
    await finishPurchases(replica(1, LEASE_MS), telemetry)
    for (const { fault, attempt: killed } of wanted)
      assert.deepEqual(
        await booksOf(killed.userId),
        expectedAfter(fault, killed),
        JSON.stringify({ fault, kind: killed.kind }),
      )
  })

  it("comes to its end though whoever takes it up dies after each step as well", async () => {
    const wanted = attempt("ENROLLMENT")
    await reserve(replica(0, 0), wanted)
    let deaths = 0
    // The claim is a transaction too, so each gets a step further and no more.
    for (let round = 1; (await booksOf(wanted.userId)).purchases[0] !== "DONE"; round++) {
      const deps = replica(round % 3, round * LEASE_MS)
      const db = failingDatabase(deps.db, { step: "record", when: "after" }, () => {
        deaths++
        throw new Error("dead")
      })
      await finishPurchases({ ...deps, db }, telemetry)
      assert.ok(round < 10, "no progress")
    }
    assert.equal(deaths, 3)
    assert.deepEqual(await booksOf(wanted.userId), done(wanted))
  })

  it("is finished once by three replicas that take up thirty at once, some of them twice", async () => {
    const wanted = Array.from({ length: 30 }, (_, index) => attempt(index % 2 ? "ENROLLMENT" : "SUBSCRIPTION"))
    const ids: string[] = []
    for (const one of wanted) ids.push(await reserve(replica(0, 0), one))
    const later = [0, 1, 2].map((index) => replica(index, LEASE_MS))
    const [driver = replica(0, LEASE_MS)] = later
    const counts = await Promise.all([
      ...later.map((deps) => finishPurchases(deps, telemetry)),
      // Beside them, buyers who ask again.
      ...ids.slice(0, 5).map((id) => runPurchase(driver, idToBytes(id), 5000).then(() => 0)),
    ])
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      30,
    )
    for (const one of wanted) assert.deepEqual(await booksOf(one.userId), done(one))
  })

  it("is run by five at once like by one", async () => {
    for (const kind of ["ENROLLMENT", "SUBSCRIPTION"] as const) {
      const wanted = attempt(kind)
      const id = idToBytes(await reserve(replica(0, 0), wanted))
      const ends = await Promise.all(Array.from({ length: 5 }, (_, i) => runPurchase(replica(i % 3, 0), id, 5000)))
      assert.equal(new Set(ends.map(({ state, reply }) => `${state} ${reply}`)).size, 1)
      assert.deepEqual(await booksOf(wanted.userId), done(wanted))
    }
  })

  it("is counted once, with its money, whoever brings it to its end", async () => {
    const count = (name: string, labels?: Record<string, string>) => counterValue(telemetry, name, labels)
    const counts = async () => [
      await count("enrollments_started_total", { source: "PURCHASE" }),
      await count("subscriptions_started_total"),
      await count("payments_total", { purpose: "ENROLLMENT", outcome: "captured" }),
      await count("payments_total", { purpose: "SUBSCRIPTION", outcome: "captured" }),
      await count("payments_total", { outcome: "declined" }),
      await count("payments_total", { outcome: "unanswered" }),
      await count("payments_total", { outcome: "refunded" }),
      await count("payments_minor_units_total", { currency: "KRW", kind: "captured" }),
      await count("payments_minor_units_total", { currency: "KRW", kind: "refunded" }),
    ]
    const changeOf = async (wanted: Attempt, token?: string, deps = replica(0, 0)) => {
      const was = await counts()
      const id = idToBytes(await reserve(deps, wanted, token))
      await Promise.allSettled(Array.from({ length: 5 }, () => runPurchase(deps, id, 5000)))
      return (await counts()).map((now, i) => now - (was[i] ?? 0))
    }
    assert.deepEqual(await changeOf(attempt("ENROLLMENT")), [1, 0, 1, 0, 0, 0, 0, AMOUNT_MINOR, 0])
    assert.deepEqual(await changeOf(attempt("SUBSCRIPTION")), [0, 1, 0, 1, 0, 0, 0, AMOUNT_MINOR, 0])
    assert.deepEqual(await changeOf(attempt("ENROLLMENT"), "decline"), [0, 0, 0, 0, 1, 0, 0, 0, 0])
    assert.deepEqual(await changeOf(attempt("ENROLLMENT"), "timeout-before"), [0, 0, 0, 0, 0, 5, 0, 0, 0])
    const beaten = attempt("ENROLLMENT", true)
    const was = await counts()
    await attemptPurchase(replica(0, 0), beaten, { step: "reserve", when: "after" }, () => undefined)
    assert.deepEqual(
      (await counts()).map((now, i) => now - (was[i] ?? 0)),
      [0, 0, 1, 0, 0, 0, 1, AMOUNT_MINOR, AMOUNT_MINOR],
    )
  })

  it("is refused before anything is paid while another of the same right is not finished, and after", async () => {
    const course = attempt("ENROLLMENT")
    const subscription = { ...attempt("SUBSCRIPTION"), userId: course.userId }
    for (const [wanted, reason] of [
      [course, "ALREADY_ENROLLED"],
      [subscription, "ALREADY_SUBSCRIBED"],
    ] as const) {
      const ids = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => reserve(replica(i % 3, 0), wanted)))
      const made = ids.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []))
      assert.equal(made.length, 1)
      const refused = ids.flatMap((result) => (result.status === "rejected" ? [result.reason.reason] : []))
      assert.deepEqual([...new Set(refused)], ["PURCHASE_IN_PROGRESS"])
      await runPurchase(replica(0, 0), idToBytes(made[0] ?? ""), 5000)
      const error = await refusal(reserve(replica(0, 0), wanted), "ALREADY_EXISTS", reason)
      assert.equal(error.details.currentEtag, "1")
    }
    const { purchases, charges } = await booksOf(course.userId)
    assert.deepEqual(
      [purchases, charges],
      [
        ["DONE", "DONE"],
        ["kept", "kept"],
      ],
    )
  })

  it("of two for one right refunds the one that comes second, however that came about", async () => {
    const wanted = attempt("SUBSCRIPTION")
    const [first, second] = [replica(0, 0), replica(1, 0)]
    const id = await reserve(first, wanted)
    // While it is charged, the other one gets the right: reserved when this one was not looked at any more.
    const payments: SagaDeps["payments"] = {
      ...first.payments,
      charge: async (charge) => {
        const result = await first.payments.charge(charge)
        await service.db.updateTable("purchases").set({ state: "DECLINED" }).where("id", "=", idToBytes(id)).execute()
        await runPurchase(second, idToBytes(await reserve(second, wanted)), 5000)
        await service.db.updateTable("purchases").set({ state: "RESERVED" }).where("id", "=", idToBytes(id)).execute()
        return result
      },
    }
    assert.equal((await runPurchase({ ...first, payments }, idToBytes(id), 5000)).state, "REFUNDED")
    const books = await booksOf(wanted.userId)
    assert.deepEqual(
      { ...books, purchases: books.purchases.sort(), payments: books.payments.sort(), charges: books.charges.sort() },
      {
        ...done(wanted),
        purchases: ["DONE", "REFUNDED"],
        payments: ["CAPTURED", "REFUNDED"],
        charges: ["kept", "refunded"],
      },
    )
  })

  it("is declined for good or for now, or for a token that is none, and nothing moves", async () => {
    for (const [token, refusalName] of [
      ["decline", "DECLINED"],
      ["decline-retryable", "DECLINED_FOR_NOW"],
      ["no such token", "INVALID_TOKEN"],
    ] as const) {
      const wanted = attempt("ENROLLMENT")
      const id = await reserve(replica(0, 0), wanted, token)
      const { state, refusal: found } = await runPurchase(replica(0, 0), idToBytes(id), 5000)
      assert.deepEqual([state, found], ["DECLINED", refusalName])
      const { charges: _, ...books } = await booksOf(wanted.userId)
      const { charges: __, ...nothing } = NOTHING
      assert.deepEqual(books, { ...nothing, purchases: ["DECLINED"], payments: ["DECLINED"] })
      // It does not stand in the way of the next try.
      await runPurchase(replica(0, 0), idToBytes(await reserve(replica(0, 0), wanted)), 5000)
      assert.deepEqual((await booksOf(wanted.userId)).provider, AMOUNT_MINOR)
    }
  })

  it("whose charge got no answer is found out by the job: paid when it was made", async () => {
    const wanted = attempt("SUBSCRIPTION")
    const id = await reserve(replica(0, 0), wanted, "timeout")
    await assert.rejects(runPurchase(replica(0, 0), idToBytes(id), 5000), ChargeUnknownError)
    assert.deepEqual((await booksOf(wanted.userId)).payments, ["PENDING"])
    await finishPurchases(replica(1, LEASE_MS), telemetry)
    assert.deepEqual(await booksOf(wanted.userId), done(wanted))
  })

  it("whose charge never arrives is tried again and again, and given up after a quarter of an hour", async () => {
    const wanted = attempt("ENROLLMENT")
    const id = idToBytes(await reserve(replica(0, 0), wanted, "timeout-before"))
    const attemptsUntil = async (untilMs: number, fromMs: number) => {
      for (let ms = fromMs; ms < untilMs; ms += 10_000) await finishPurchases(replica(1, ms), telemetry)
      return service.db.selectFrom("purchases").selectAll().where("id", "=", id).executeTakeFirstOrThrow()
    }
    const trying = await attemptsUntil(14 * 60_000, LEASE_MS)
    assert.equal(trying.state, "RESERVED")
    assert.ok(trying.attempts > 4 && trying.attempts < 20, `${trying.attempts} attempts`)
    const given = await attemptsUntil(40 * 60_000, 15 * 60_000)
    assert.deepEqual([given.state, given.refusal], ["DECLINED", "NO_ANSWER"])
    assert.deepEqual(await booksOf(wanted.userId), { ...NOTHING, purchases: ["DECLINED"], payments: ["DECLINED"] })
  })

  it("does not wait for a provider that is slow", async () => {
    const wanted = attempt("ENROLLMENT")
    const deps = replica(0, 0)
    const id = idToBytes(await reserve(deps, wanted))
    const payments = { ...deps.payments, charge: () => new Promise<never>(() => {}) }
    await assert.rejects(runPurchase({ ...deps, payments }, id, 20), ChargeUnknownError)
    await runPurchase(deps, id, 5000)
    assert.deepEqual(await booksOf(wanted.userId), done(wanted))
  })

  it("that fails again and again does not hold up the others, and is tried less and less", async () => {
    const [stuck, other] = [attempt("ENROLLMENT"), attempt("ENROLLMENT")]
    await reserve(replica(0, 0), stuck)
    await reserve(replica(0, 0), other)
    const failing = (afterMs: number): SagaDeps => {
      const deps = replica(0, afterMs)
      const charge: SagaDeps["payments"]["charge"] = async (given) => {
        const row = await service.db
          .selectFrom("purchases")
          .select("user_id")
          .where("id", "=", idToBytes(given.key))
          .executeTakeFirstOrThrow()
        if (idFromBytes(row.user_id) === stuck.userId) throw new Error("poison")
        return deps.payments.charge(given)
      }
      return { ...deps, payments: { ...deps.payments, charge } }
    }
    assert.equal(await finishPurchases(failing(LEASE_MS), telemetry), 1)
    assert.deepEqual(await booksOf(other.userId), done(other))
    const dueInMs = async () => {
      const row = await service.db
        .selectFrom("purchases")
        .select("due_at")
        .where("user_id", "=", idToBytes(stuck.userId))
        .executeTakeFirstOrThrow()
      return row.due_at.getTime() - now.getTime()
    }
    const first = (await dueInMs()) - LEASE_MS
    await finishPurchases(failing(LEASE_MS + first), telemetry)
    assert.equal((await dueInMs()) - LEASE_MS - first, 2 * first)
    await finishPurchases(replica(1, LEASE_MS + 3 * first), telemetry)
    assert.deepEqual(await booksOf(stuck.userId), done(stuck))
  })

  it("of a subscription begins its first period when it is granted, on the buyer's calendar", async () => {
    const wanted = attempt("SUBSCRIPTION")
    await reserve(replica(0, 0), wanted)
    await finishPurchases(replica(1, LEASE_MS), telemetry)
    const row = await service.db
      .selectFrom("subscriptions")
      .selectAll()
      .where("user_id", "=", idToBytes(wanted.userId))
      .executeTakeFirstOrThrow()
    const began = new Date(now.getTime() + LEASE_MS)
    assert.deepEqual(
      { ...row, id: null, user_id: null, plan_id: idFromBytes(row.plan_id) },
      {
        id: null,
        user_id: null,
        plan_id: planId,
        status: "ACTIVE",
        started_at: began,
        period_start: began,
        // 31 January plus a month, at the same time of day in Seoul.
        period_end: new Date("2026-02-28T10:00:30.000Z"),
        auto_renew: 1,
        time_zone: "Asia/Seoul",
        period_index: 0,
        payment_method: "ok",
        version: 1,
        live: 1,
        // The sweep has not looked at it yet.
        next_action_at: new Date("1970-01-02T00:00:00Z"),
        renewal_attempts: 0,
        cancelled_at: null,
      },
    )
  })

  it("leaves the provider's books, the payments and the ledger in agreement", async () => {
    const { db } = service
    const total = async <T extends { amount: unknown }>(query: { executeTakeFirstOrThrow(): Promise<T> }) =>
      Number((await query.executeTakeFirstOrThrow()).amount)
    const kept = await total(
      db
        .selectFrom("sandbox_charges")
        .select((column) => column.fn.sum("amount_minor").as("amount"))
        .where("outcome", "=", "CAPTURED")
        .where("refunded_at", "is", null),
    )
    const captured = await total(
      db
        .selectFrom("payments")
        .select((column) => column.fn.sum("amount_minor").as("amount"))
        .where("state", "=", "CAPTURED"),
    )
    const owed = await total(
      db
        .selectFrom("ledger_entries")
        .select((column) => column.fn.sum("amount_minor").as("amount"))
        .where("account", "=", "PROVIDER"),
    )
    assert.ok(kept > 0)
    assert.deepEqual([captured, owed], [kept, kept])
    const unbalanced = await db
      .selectFrom("ledger_entries")
      .select("payment_id")
      .groupBy("payment_id")
      .having((column) => column.fn.sum("amount_minor"), "!=", 0)
      .execute()
    assert.deepEqual(unbalanced, [])
    // Each course's count is that of its live enrolments.
    const counts = await db
      .selectFrom("enrollment_counts")
      .select(["course_id", (column) => column.fn.sum("live_count").as("live_count")])
      .groupBy("course_id")
      .execute()
    for (const { course_id, live_count } of counts) {
      const live = await db
        .selectFrom("enrollments")
        .select("id")
        .where("course_id", "=", course_id)
        .where("live", "=", 1)
        .execute()
      assert.equal(Number(live_count), live.length)
    }
  })
})

const signalOf = (told: DeadlyAttempt) =>
  new Promise<NodeJS.Signals | null>((resolve) => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL("purchase-faults.ts", import.meta.url)), JSON.stringify(told)],
      { stdio: ["ignore", "ignore", "inherit"] },
    )
    child.once("exit", (_, signal) => resolve(signal))
  })
