import { ServiceError } from "@lectern/rpc/errors"
import { requireEtag } from "@lectern/service-kit/etag"
import type { Violations } from "@lectern/service-kit/validation"
import type { EnrollmentRow } from "./database.ts"

/** Goal gE7 of the product's features. */
export const MAX_PAUSES = 3
export const MAX_PAUSE_MS = 30 * 86_400_000
/** Further ends are mistakes. */
const LATEST_END = new Date("2100-01-01T00:00:00Z")

/** What time changes by itself. */
type Timed = Pick<EnrollmentRow, "status" | "expires_at" | "paused_at" | "version">

/**
 * The enrolment as it is at `now`, whether or not the sweep has come by: a pause ends by itself after its longest time,
 * and what has come to its end is EXPIRED. The same object where nothing has happened.
 */
export function enrollmentAt<R extends Timed>(row: R, now: Date): R {
  if (row.status === "PAUSED" && row.paused_at) {
    const pauseEnd = new Date(row.paused_at.getTime() + MAX_PAUSE_MS)
    return pauseEnd <= now ? enrollmentAt(goOn(row, pauseEnd), now) : row
  }
  const isLive = row.status === "ACTIVE" || row.status === "COMPLETED"
  if (isLive && row.expires_at && row.expires_at <= now) return { ...row, status: "EXPIRED", version: row.version + 1 }
  return row
}

/** A live one ended by its learner or an administrator; a cancelled one as it is. */
export function cancel(row: EnrollmentRow, etag: string): EnrollmentRow {
  if (row.status === "CANCELLED") return row
  requireEtag(etag, String(row.version))
  requireLive(row)
  return changed(row, { status: "CANCELLED", paused_at: null })
}

/** An active one put on hold; one on hold as it is. */
export function pause(row: EnrollmentRow, etag: string, now: Date): EnrollmentRow {
  if (row.status === "PAUSED") return row
  requireEtag(etag, String(row.version))
  if (row.status !== "ACTIVE") throw notActive(row)
  if (row.pause_count >= MAX_PAUSES)
    throw refused(row, "PAUSES_USED_UP", `an enrolment may be put on hold ${MAX_PAUSES} times, and was`)
  return changed(row, { status: "PAUSED", paused_at: now, pause_count: row.pause_count + 1 })
}

/** One on hold going on, its end later by the time on hold; an active one as it is. */
export function resume(row: EnrollmentRow, etag: string, now: Date): EnrollmentRow {
  if (row.status === "ACTIVE") return row
  requireEtag(etag, String(row.version))
  if (row.status !== "PAUSED") throw notActive(row)
  return goOn(row, now)
}

/** A live one with a later end; with the same end as it is. */
export function extend(row: EnrollmentRow, etag: string, expiresAt: Date, violations: Violations): EnrollmentRow {
  requireLive(row)
  if (row.expires_at?.getTime() === expiresAt.getTime()) return row
  requireEtag(etag, String(row.version))
  violations.check(row.expires_at !== null, "expire_time", "end", "this enrolment has no end that could be moved")
  violations.check(
    row.expires_at === null || row.expires_at < expiresAt,
    "expire_time",
    "later",
    `not before the present end, ${row.expires_at?.toISOString()}`,
  )
  violations.throwIfAny()
  return changed(row, { expires_at: expiresAt })
}

export function checkEnd(violations: Violations, field: string, expiresAt: Date, now: Date): void {
  violations.check(
    expiresAt > now && expiresAt < LATEST_END,
    field,
    "range",
    `a time after now and before the year ${LATEST_END.getUTCFullYear()} is expected`,
  )
}

/** The end of a pause at `at`. */
function goOn<R extends Timed>(row: R, at: Date): R {
  const pausedMs = at.getTime() - (row.paused_at?.getTime() ?? at.getTime())
  const expiresAt = row.expires_at && new Date(row.expires_at.getTime() + pausedMs)
  return { ...row, status: "ACTIVE", paused_at: null, expires_at: expiresAt, version: row.version + 1 }
}

const changed = (row: EnrollmentRow, change: Partial<EnrollmentRow>): EnrollmentRow => ({
  ...row,
  ...change,
  version: row.version + 1,
})

function requireLive(row: EnrollmentRow): void {
  if (row.status === "CANCELLED" || row.status === "EXPIRED")
    throw refused(row, "ENROLLMENT_ENDED", "the enrolment is over")
}

const notActive = (row: EnrollmentRow) =>
  refused(row, "ENROLLMENT_NOT_ACTIVE", `an active enrolment is expected, this one is ${row.status}`)

const refused = ({ version }: EnrollmentRow, reason: string, message: string) =>
  new ServiceError("FAILED_PRECONDITION", reason, message, { currentEtag: String(version) })
