import type { Caller } from "@lectern/rpc/passport"
import type { EnrollmentRow, SubscriptionRow } from "./database.ts"

/** What the decision hangs on; absent means that there is none. */
export interface AccessFacts {
  caller: Pick<Caller, "userId" | "role">
  course: { instructorId: string; isPublished: boolean } | undefined
  /** Whether it is asked for a preview session. */
  isPreview: boolean
  /** The caller's in this course. */
  enrollment: Pick<EnrollmentRow, "status" | "expires_at"> | undefined
  /** The caller's current or last one. */
  subscription: Pick<SubscriptionRow, "status" | "period_end"> | undefined
  now: Date
}

export type AccessReason =
  | "STAFF"
  | "PREVIEW"
  | "ENROLLED"
  | "SUBSCRIBED"
  | "COURSE_UNPUBLISHED"
  | "NOT_SIGNED_IN"
  | "SUBSCRIPTION_EXPIRED"
  | "NOT_ENROLLED"

export interface AccessDecision {
  granted: boolean
  reason: AccessReason
  /** When the last right that the caller has now ends; null for one without end, and for a denial. */
  validUntil: Date | null
}

/**
 * A failed renewal is tried again on days 0, 1 and 3 after the period's end, and access is kept meanwhile (goal gE4 of
 * the product's features). The bound holds by itself, so nobody keeps access because a sweep did not run.
 */
export const GRACE_DAYS = 3
const DAY_MS = 86_400_000

/**
 * Whether a course may be played, and why:
 * `granted = staff ∨ (published ∧ (preview ∨ live enrolment ∨ live subscription))`.
 * The reason is the first of STAFF, PREVIEW, ENROLLED, SUBSCRIBED that holds, else the most helpful denial. The table of
 * all cells is in entitlement.test.ts.
 */
export function decideAccess({
  caller,
  course,
  isPreview,
  enrollment,
  subscription,
  now,
}: AccessFacts): AccessDecision {
  const granted = (reason: AccessReason, validUntil: Date | null): AccessDecision => ({
    granted: true,
    reason,
    validUntil,
  })
  const denied = (reason: AccessReason): AccessDecision => ({ granted: false, reason, validUntil: null })
  // What does not exist looks unpublished to everybody, administrators included.
  if (!course) return denied("COURSE_UNPUBLISHED")
  if (isStaff(caller, course)) return granted("STAFF", null)
  if (!course.isPublished) return denied("COURSE_UNPUBLISHED")
  if (isPreview) return granted("PREVIEW", null)
  // Anonymous callers and services have neither; rows that say otherwise are a bug, which must not open anything.
  if (caller.userId === undefined) return denied("NOT_SIGNED_IN")

  const enrolledUntil = enrollment && enrollmentEnd(enrollment)
  const subscribedUntil = subscription && subscriptionEnd(subscription)
  const isEnrolled = enrolledUntil !== undefined && enrolledUntil > now.getTime()
  const isSubscribed = subscribedUntil !== undefined && subscribedUntil > now.getTime()
  if (isEnrolled || isSubscribed) {
    const until = Math.max(isEnrolled ? enrolledUntil : 0, isSubscribed ? subscribedUntil : 0)
    return granted(isEnrolled ? "ENROLLED" : "SUBSCRIBED", until === Infinity ? null : new Date(until))
  }
  return denied(subscription ? "SUBSCRIPTION_EXPIRED" : "NOT_ENROLLED")
}

const isStaff = ({ userId, role }: AccessFacts["caller"], { instructorId }: { instructorId: string }): boolean =>
  role === "ADMIN" || (userId !== undefined && userId === instructorId)

/** Until when an enrolment grants access, in epoch milliseconds; undefined when it does not by its status. */
function enrollmentEnd({ status, expires_at }: Pick<EnrollmentRow, "status" | "expires_at">): number | undefined {
  // One on hold (PAUSED) keeps its place but opens nothing.
  if (status !== "ACTIVE" && status !== "COMPLETED") return undefined
  return expires_at?.getTime() ?? Infinity
}

function subscriptionEnd({ status, period_end }: Pick<SubscriptionRow, "status" | "period_end">): number | undefined {
  if (status === "ACTIVE") return period_end.getTime()
  if (status === "GRACE") return period_end.getTime() + GRACE_DAYS * DAY_MS
  return undefined
}
