import { fileURLToPath } from "node:url"
import { openDatabase } from "@lectern/service-kit/database"
import { idToBytes } from "@lectern/service-kit/ids"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import type { Database, EnrollmentTables, PurchaseRow } from "./database.ts"
import { insertEnrollment, newEnrollment } from "./enrollment-store.ts"
import type { PaymentProvider } from "./payment-provider.ts"
import { enrollmentMetrics } from "./metrics.ts"
import { reservePurchase, runPurchase, type SagaDeps } from "./purchase-saga.ts"
import { sandboxPayments } from "./sandbox-payments.ts"

// Purchases that go wrong at a point of one's choice, for tests: in this process by an exception, or in one of their own
// by its death (`node purchase-faults.ts '{"url": …}'`).

const TRANSACTIONS = ["reserve", "record", "grant", "notify"] as const
/** The purchase that is beaten to its right has these instead of the last one. */
const COMPENSATION = ["refund", "record refund"] as const
export type Step = (typeof TRANSACTIONS)[number] | (typeof COMPENSATION)[number] | "charge"
export const STEPS: readonly Step[] = ["reserve", "charge", "record", "grant", "notify"]
export const STEPS_OF_THE_BEATEN: readonly Step[] = ["reserve", "charge", "record", "grant", "refund", "record refund"]

export interface Fault {
  step: Step
  /** Before its commit, or before the provider gets it; or right after. */
  when: "before" | "after"
}
export interface Attempt {
  userId: string
  kind: PurchaseRow["kind"]
  /** Of the course or the plan. */
  subjectId: string
  /** Whether an enrolment comes about otherwise while the provider charges. */
  isBeaten: boolean
}

export const AMOUNT_MINOR = 33_000

/** Reserves and runs a purchase, failing at the fault. */
export async function attemptPurchase(deps: SagaDeps, attempt: Attempt, fault: Fault, fail: () => unknown) {
  const { userId, kind, subjectId, isBeaten } = attempt
  const payments = isBeaten ? beaten(deps, attempt) : deps.payments
  const faulty: SagaDeps = {
    ...deps,
    db: failingDatabase(deps.db, fault, fail),
    payments: failingPayments(payments, fault, fail),
  }
  const purchaseId = await faulty.db.transaction().execute((tx) =>
    reservePurchase(
      tx,
      {
        user_id: idToBytes(userId),
        kind,
        subject_id: idToBytes(subjectId),
        amount_minor: AMOUNT_MINOR,
        currency_code: "KRW",
        payment_token: "ok",
        auto_renew: 1,
        time_zone: "Asia/Seoul",
      },
      deps.clock(),
    ),
  )
  return runPurchase(faulty, idToBytes(purchaseId), 5000)
}

/** Each transaction is a step, in the order in which they come. */
export function failingDatabase(db: Database, { step, when }: Fault, fail: () => unknown): Database {
  const nth = step === "record refund" ? 4 : TRANSACTIONS.findIndex((name) => name === step) + 1
  let count = 0
  const transaction = () => ({
    execute: async (work: (tx: Database) => Promise<unknown>) => {
      const isIt = ++count === nth
      const result = await db.transaction().execute(async (tx) => {
        const done = await work(tx)
        if (isIt && when === "before") await fail()
        return done
      })
      if (isIt && when === "after") await fail()
      return result
    },
  })
  return new Proxy(db, {
    get(target, name) {
      if (name === "transaction") return transaction
      const value: unknown = Reflect.get(target, name)
      return typeof value === "function" ? value.bind(target) : value
    },
  })
}

function failingPayments(payments: PaymentProvider, { step, when }: Fault, fail: () => unknown): PaymentProvider {
  const around = async <T>(name: Step, work: () => Promise<T>): Promise<T> => {
    if (step === name && when === "before") await fail()
    const result = await work()
    if (step === name && when === "after") await fail()
    return result
  }
  return {
    charge: (charge) => around("charge", () => payments.charge(charge)),
    refund: (chargeId) => around("refund", () => payments.refund(chargeId)),
    findCharge: (key) => payments.findCharge(key),
  }
}

const beaten = ({ db, clock, payments }: SagaDeps, { userId, subjectId }: Attempt): PaymentProvider => ({
  ...payments,
  charge: async (charge) => {
    const result = await payments.charge(charge)
    await db
      .transaction()
      .execute((tx) => insertEnrollment(tx, newEnrollment({ userId, courseId: subjectId, source: "GRANT" }, clock())))
    return result
  },
})

/** What the process of its own is told. */
export interface DeadlyAttempt {
  url: string
  nowMs: number
  attempt: Attempt
  fault: Fault
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url, nowMs, attempt, fault } = JSON.parse(process.argv[2] ?? "") as DeadlyAttempt
  const telemetry = silentTelemetry("dying")
  const db = await openDatabase<EnrollmentTables>({
    url,
    migrations: new URL("../migrations/", import.meta.url),
    telemetry,
  })
  const clock = () => new Date(nowMs)
  const deps = { db, clock, payments: sandboxPayments(db, clock), metrics: enrollmentMetrics(telemetry) }
  await attemptPurchase(deps, attempt, fault, () => {
    process.kill(process.pid, "SIGKILL")
    return new Promise(() => {})
  })
  process.exit(0)
}
