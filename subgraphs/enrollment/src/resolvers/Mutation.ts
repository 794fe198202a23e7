import type { Enrollment__Output } from "@lectern/contracts/elearning/enrollment/v1/Enrollment.ts"
import type { Plan__Output } from "@lectern/contracts/elearning/enrollment/v1/Plan.ts"
import type { Subscription__Output } from "@lectern/contracts/elearning/enrollment/v1/Subscription.ts"
import type { ServiceError } from "@lectern/rpc/errors"
import { toEtag } from "@lectern/subgraph-kit/change"
import { required } from "@lectern/rpc/required"
import { toTimestamp, toTimestampOrNull } from "@lectern/rpc/timestamp"
import {
  conflictError,
  notFoundError,
  orUserError,
  plainError,
  validationError,
} from "@lectern/subgraph-kit/user-errors"
import type { MutationResolvers } from "../gen/resolvers.ts"

const enrolled = (reply: { enrollment: Enrollment__Output | null; replayed?: boolean }) => ({
  __typename: "EnrollmentSuccess" as const,
  enrollment: required(reply.enrollment),
  replayed: reply.replayed ?? false,
})
const planned = ({ plan }: { plan: Plan__Output | null }) => ({
  __typename: "SubscriptionPlanSuccess" as const,
  plan: required(plan),
})

const paymentDeclinedError = (error: ServiceError) => ({
  ...plainError("PaymentDeclinedError")(error),
  retryable: error.details.metadata?.retryable === "true",
})
const paymentPendingError = (error: ServiceError) => ({
  ...plainError("PaymentPendingError")(error),
  retryAfterSeconds: Math.ceil((error.details.retryAfterMs ?? 1000) / 1000),
})
const ofPurchases = {
  ALREADY_EXISTS: conflictError,
  PAYMENT_DECLINED: paymentDeclinedError,
  PAYMENT_PENDING: paymentPendingError,
}
const ofChanges = (id: string) => ({
  ABORTED: conflictError,
  FAILED_PRECONDITION: conflictError,
  NOT_FOUND: notFoundError(id),
})

/** The answer of a change of a subscription, which no idempotency key is needed for: it can be repeated without harm. */
const changed = (subscriptionId: string, reply: Promise<{ subscription: Subscription__Output | null }>) =>
  orUserError(
    reply.then(({ subscription }) => ({
      __typename: "SubscriptionSuccess" as const,
      subscription: required(subscription),
      replayed: false,
    })),
    {
      ...ofChanges(subscriptionId),
      INVALID_ARGUMENT: validationError("subscription"),
    },
  )

export const Mutation: MutationResolvers = {
  enrollInCourse: (_, { input }, { call, enrollment }) => {
    const { courseId, paymentToken, expectedPrice, idempotencyKey: requestId } = input
    const request = { courseId, paymentToken: paymentToken ?? "", expectedPrice: expectedPrice ?? null, requestId }
    return orUserError(enrollment.createEnrollment(request, call).then(enrolled), {
      ...ofPurchases,
      COURSE_NOT_FOUND: notFoundError(courseId),
      INVALID_ARGUMENT: validationError("enrollment"),
    })
  },
  cancelEnrollment: (_, { id, etag }, { call, enrollment }) =>
    orUserError(enrollment.cancelEnrollment({ id, etag: toEtag(etag) }, call).then(enrolled), ofChanges(id)),
  pauseEnrollment: (_, { id, etag }, { call, enrollment }) =>
    orUserError(enrollment.pauseEnrollment({ id, etag: toEtag(etag) }, call).then(enrolled), ofChanges(id)),
  resumeEnrollment: (_, { id, etag }, { call, enrollment }) =>
    orUserError(enrollment.resumeEnrollment({ id, etag: toEtag(etag) }, call).then(enrolled), ofChanges(id)),
  grantEnrollment: (_, { input }, { call, enrollment }) => {
    const { userId, courseId, expiresAt, idempotencyKey: requestId } = input
    const request = { userId, courseId, expireTime: toTimestampOrNull(expiresAt), requestId }
    return orUserError(enrollment.grantEnrollment(request, call).then(enrolled), {
      ALREADY_EXISTS: conflictError,
      USER_NOT_FOUND: notFoundError(userId),
      COURSE_NOT_FOUND: notFoundError(courseId),
      INVALID_ARGUMENT: validationError("enrollment", END_RENAMED),
    })
  },
  extendEnrollment: (_, { input: { enrollmentId: id, expiresAt, etag } }, { call, enrollment }) =>
    orUserError(
      enrollment.extendEnrollment({ id, expireTime: toTimestamp(expiresAt), etag: toEtag(etag) }, call).then(enrolled),
      { ...ofChanges(id), INVALID_ARGUMENT: validationError("enrollment", END_RENAMED) },
    ),
  purchaseSubscription: (_, { input }, { call, enrollment }) => {
    const { planId, paymentToken, autoRenew, idempotencyKey: requestId } = input
    return orUserError(
      enrollment
        .purchaseSubscription({ planId, paymentToken, autoRenew: autoRenew ?? true, requestId }, call)
        .then((reply) => ({
          __typename: "SubscriptionSuccess" as const,
          subscription: required(reply.subscription),
          replayed: reply.replayed,
        })),
      {
        ...ofPurchases,
        PLAN_NOT_FOUND: notFoundError(planId),
        INVALID_ARGUMENT: validationError("subscription"),
      },
    )
  },
  createSubscriptionPlan: (_, { input: { name, interval, price, idempotencyKey: requestId } }, { call, enrollment }) =>
    orUserError(
      enrollment
        .createPlan({ plan: { name, interval: `BILLING_INTERVAL_${interval}`, price }, requestId }, call)
        .then(planned),
      { TOO_MANY_PLANS: conflictError, INVALID_ARGUMENT: validationError("plan") },
    ),
  archiveSubscriptionPlan: (_, { id }, { call, enrollment }) =>
    orUserError(enrollment.archivePlan({ id }, call).then(planned), { PLAN_NOT_FOUND: notFoundError(id) }),
  setAutoRenew: (_, { input: { subscriptionId, autoRenew, etag } }, { call, enrollment }) =>
    changed(subscriptionId, enrollment.setAutoRenew({ subscriptionId, autoRenew, etag: toEtag(etag) }, call)),
  cancelSubscription: (_, { id, etag }, { call, enrollment }) =>
    changed(id, enrollment.cancelSubscription({ id, etag: toEtag(etag) }, call)),
  changePaymentMethod: (_, { input: { subscriptionId, paymentToken, etag } }, { call, enrollment }) =>
    changed(subscriptionId, enrollment.changePaymentMethod({ subscriptionId, paymentToken, etag: toEtag(etag) }, call)),
  markNoticesRead: (_, { ids }, { call, enrollment }) => enrollment.markNoticesRead({ ids: [...ids] }, call),
  markAllNoticesRead: (_, { upToId }, { call, enrollment }) =>
    enrollment.markAllNoticesRead({ upToId: upToId ?? "" }, call),
  updateNotificationPreferences: (_, { input: { changes } }, { call, enrollment }) =>
    orUserError(
      enrollment
        .updateNotificationPreferences(
          {
            changes: changes.map(({ type, channel, isEnabled }) => ({
              type: `NOTICE_TYPE_${type}` as const,
              channel: `NOTIFICATION_CHANNEL_${channel}` as const,
              enabled: isEnabled,
            })),
          },
          call,
        )
        .then(({ preferences }) => ({ __typename: "NotificationPreferencesSuccess" as const, preferences })),
      { INVALID_ARGUMENT: validationError("preferences", { enabled: "isEnabled" }) },
    ),
}

const END_RENAMED = { expireTime: "expiresAt" }
