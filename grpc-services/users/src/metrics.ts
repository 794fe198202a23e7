import { Counter } from "prom-client"
import type { Telemetry } from "@lectern/runtime/telemetry"
import type { UserRow } from "./database.ts"

/** Facts of the business, to be told once they are committed. */
export interface UsersMetrics {
  signedUp(role: UserRow["role"]): void
  erased(): void
}

export function usersMetrics({ metrics }: Telemetry): UsersMetrics {
  const created = new Counter({
    name: "accounts_created_total",
    help: "Accounts that were made, by role.",
    labelNames: ["role"],
    registers: [metrics],
  })
  for (const role of ["LEARNER", "INSTRUCTOR", "ADMIN"]) created.labels(role).inc(0)
  const erased = new Counter({
    name: "accounts_erased_total",
    help: "Accounts that were erased.",
    registers: [metrics],
  })
  return { signedUp: (role) => created.labels(role).inc(), erased: () => erased.inc() }
}
