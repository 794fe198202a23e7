import { required } from "@lectern/rpc/required"
import { conflictError, notFoundError, orUserError, validationError } from "@lectern/subgraph-kit/user-errors"
import type { Subscription__Output } from "@lectern/contracts/elearning/enrollment/v1/Subscription.ts"
import type { MutationResolvers } from "../gen/resolvers.ts"

/** The answer of a change of a subscription, which no idempotency key is needed for: it can be repeated without harm. */
const changed = (subscriptionId: string, reply: Promise<{ subscription: Subscription__Output | null }>) =>
  orUserError(
    reply.then(({ subscription }) => ({
      __typename: "SubscriptionSuccess" as const,
      subscription: required(subscription),
      replayed: false,
    })),
    {
      SUBSCRIPTION_NOT_FOUND: notFoundError(subscriptionId),
      SUBSCRIPTION_ENDED: conflictError,
      PAYMENT_METHOD_MISSING: conflictError,
      ETAG_STALE: conflictError,
      INVALID_ARGUMENT: validationError("subscription"),
    },
  )

export const Mutation: MutationResolvers = {
  enrollInCourse: (_, { input: { courseId, idempotencyKey } }, { call, enrollment }) =>
    orUserError(
      enrollment.createEnrollment({ courseId, requestId: idempotencyKey }, call).then((reply) => ({
        __typename: "EnrollmentSuccess" as const,
        enrollment: required(reply.enrollment),
        replayed: reply.replayed,
      })),
      {
        ALREADY_ENROLLED: conflictError,
        COURSE_NOT_FOUND: notFoundError(courseId),
        INVALID_ARGUMENT: validationError("enrollment"),
      },
    ),
  setAutoRenew: (_, { input: { subscriptionId, autoRenew, etag } }, { call, enrollment }) =>
    changed(subscriptionId, enrollment.setAutoRenew({ subscriptionId, autoRenew, etag: etag ?? "" }, call)),
  cancelSubscription: (_, { id, etag }, { call, enrollment }) =>
    changed(id, enrollment.cancelSubscription({ id, etag: etag ?? "" }, call)),
  changePaymentMethod: (_, { input: { subscriptionId, paymentToken, etag } }, { call, enrollment }) =>
    changed(subscriptionId, enrollment.changePaymentMethod({ subscriptionId, paymentToken, etag: etag ?? "" }, call)),
  markNoticesRead: (_, { ids }, { call, enrollment }) => enrollment.markNoticesRead({ ids: [...ids] }, call),
  markAllNoticesRead: (_, { upToId }, { call, enrollment }) =>
    enrollment.markAllNoticesRead({ upToId: upToId ?? "" }, call),
  updateNotificationPreferences: (_, { input: { changes } }, { call, enrollment }) =>
    orUserError(
      enrollment
        .updateNotificationPreferences(
          {
            changes: changes.map(({ type, channel, enabled }) => ({
              type: `NOTICE_TYPE_${type}` as const,
              channel: `NOTIFICATION_CHANNEL_${channel}` as const,
              enabled,
            })),
          },
          call,
        )
        .then(({ preferences }) => ({ __typename: "NotificationPreferencesSuccess" as const, preferences })),
      { INVALID_ARGUMENT: validationError("preferences") },
    ),
}
