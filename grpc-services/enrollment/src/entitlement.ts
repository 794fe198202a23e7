import type { Caller } from "@lectern/rpc/passport"
import type { EnrollmentRow, SubscriptionRow } from "./database.ts"
import { enrollmentAt } from "./enrollment.ts"

/** What the decision hangs on; absent means that there is none. */
export interface AccessFacts {
  caller: Pick<Caller, "userId" | "role">
  course: { instructorId: string; isPublished: boolean; isFree: boolean } | undefined
  /** Whether it is asked for a preview session. */
  isPreview: boolean
  /** The caller's live one in this course, or else their latest. */
  enrollment: Pick<EnrollmentRow, "id" | "status" | "source" | "expires_at" | "paused_at" | "version"> | undefined
  /** The caller's current or last one. */
  subscription: Pick<SubscriptionRow, "id" | "status" | "period_end"> | undefined
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

export type AccessRemedy =
  | "NONE"
  | "SIGN_IN"
  | "ENROLL"
  | "PURCHASE"
  | "RENEW"
  | "RESUME_ENROLLMENT"
  | "WAIT_FOR_PUBLICATION"

/** What a decision rests on. */
export interface AccessEvidence {
  enrollmentId?: Buffer
  subscriptionId?: Buffer
  staffRole?: "INSTRUCTOR" | "ADMIN"
  isPreview?: true
}

export interface AccessDecision {
  granted: boolean
  reason: AccessReason
  /** When the last right that the caller has now ends; null for one without end, and for a denial. */
  validUntil: Date | null
  evidence: AccessEvidence
  remedy: AccessRemedy
}

/**
 * A failed renewal is tried again on days 0, 1 and 3 after the period's end, and access is kept meanwhile (goal gE4 of
 * the product's features). The bound holds by itself, so nobody keeps access because a sweep did not run.
 */
export const GRACE_DAYS = 3
const DAY_MS = 86_400_000

/**
 * Whether a course may be played, why, on what evidence, and what would help:
 * `granted = staff ∨ (published ∧ (preview ∨ live enrolment ∨ live subscription))`.
 * The reason is the first of STAFF, PREVIEW, ENROLLED, SUBSCRIBED that holds, else the most helpful denial. The table of
 * all cells is entitlement-table.ts.
 */
export function decideAccess(facts: AccessFacts): AccessDecision {
  const { caller, course, isPreview, subscription, now } = facts
  // What does not exist looks unpublished to everybody, administrators included.
  if (!course) return denied("COURSE_UNPUBLISHED", "WAIT_FOR_PUBLICATION")
  const staffRole = staffRoleOf(caller, course)
  if (staffRole) return granted("STAFF", null, { staffRole })
  if (!course.isPublished) return denied("COURSE_UNPUBLISHED", "WAIT_FOR_PUBLICATION")
  if (isPreview) return granted("PREVIEW", null, { isPreview })
  // Anonymous callers and services have neither; rows that say otherwise are a bug, which must not open anything.
  if (caller.userId === undefined) return denied("NOT_SIGNED_IN", "SIGN_IN")

  const enrollment = facts.enrollment && enrollmentAt(facts.enrollment, now)
  const enrolledUntil = enrollment && enrollmentEnd(enrollment)
  const subscribedUntil = subscription && subscriptionEnd(subscription)
  const isEnrolled = enrolledUntil !== undefined && enrolledUntil > now.getTime()
  const isSubscribed = subscribedUntil !== undefined && subscribedUntil > now.getTime()
  if (isEnrolled || isSubscribed) {
    const until = Math.max(isEnrolled ? enrolledUntil : 0, isSubscribed ? subscribedUntil : 0)
    return granted(
      isEnrolled ? "ENROLLED" : "SUBSCRIBED",
      until === Infinity ? null : new Date(until),
      evidenceOf(isEnrolled ? enrollment : undefined, isSubscribed ? subscription : undefined),
    )
  }
  return denied(
    subscription ? "SUBSCRIPTION_EXPIRED" : "NOT_ENROLLED",
    remedyFor(course, enrollment, subscription),
    evidenceOf(enrollment, subscription),
  )
}

const evidenceOf = (
  enrollment: AccessFacts["enrollment"],
  subscription: AccessFacts["subscription"],
): AccessEvidence => ({
  ...(enrollment ? { enrollmentId: enrollment.id } : {}),
  ...(subscription ? { subscriptionId: subscription.id } : {}),
})

const granted = (reason: AccessReason, validUntil: Date | null, evidence: AccessEvidence): AccessDecision => ({
  granted: true,
  reason,
  validUntil,
  evidence,
  remedy: "NONE",
})

const denied = (reason: AccessReason, remedy: AccessRemedy, evidence: AccessEvidence = {}): AccessDecision => ({
  granted: false,
  reason,
  validUntil: null,
  evidence,
  remedy,
})

/** The cheapest way in for somebody who lacks a right only. */
function remedyFor(
  { isFree }: { isFree: boolean },
  enrollment: AccessFacts["enrollment"],
  subscription: AccessFacts["subscription"],
): AccessRemedy {
  if (enrollment?.status === "PAUSED" && enrollment.source !== "SUBSCRIPTION") return "RESUME_ENROLLMENT"
  if (isFree) return "ENROLL"
  return subscription ? "RENEW" : "PURCHASE"
}

function staffRoleOf({ userId, role }: AccessFacts["caller"], { instructorId }: { instructorId: string }) {
  if (role === "ADMIN") return "ADMIN"
  return userId !== undefined && userId === instructorId ? "INSTRUCTOR" : undefined
}

/** Until when an enrolment, as it is now, grants access, in epoch milliseconds; undefined when it does not. */
export function enrollmentEnd({
  status,
  source,
  expires_at,
}: Pick<EnrollmentRow, "status" | "source" | "expires_at">): number | undefined {
  // One on hold (PAUSED) keeps its place but opens nothing; one by a subscription is opened by the subscription.
  if ((status !== "ACTIVE" && status !== "COMPLETED") || source === "SUBSCRIPTION") return undefined
  return expires_at?.getTime() ?? Infinity
}

/** Until when a subscription grants access, in epoch milliseconds; undefined when it does not by its status. */
export function subscriptionEnd({
  status,
  period_end,
}: Pick<SubscriptionRow, "status" | "period_end">): number | undefined {
  if (status === "ACTIVE") return period_end.getTime()
  if (status === "GRACE") return period_end.getTime() + GRACE_DAYS * DAY_MS
  return undefined
}
