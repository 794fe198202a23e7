import type { EnrollmentServiceDefinition } from "@lectern/contracts/elearning/enrollment/v1/EnrollmentService.ts"
import { enrollmentService } from "@lectern/contracts/package-definition"
import { service, type ServedService } from "@lectern/rpc/serve"
import type { Handlers } from "@lectern/rpc/service-types"
import type { Deps } from "./deps.ts"
import { batchCheckAccess } from "./rpc/batch-check-access.ts"
import { batchGetEnrollments } from "./rpc/batch-get-enrollments.ts"
import { batchGetSubscriptions } from "./rpc/batch-get-subscriptions.ts"
import { batchGetUserSubscriptions } from "./rpc/batch-get-user-subscriptions.ts"
import { cancelSubscription } from "./rpc/cancel-subscription.ts"
import { changePaymentMethod } from "./rpc/change-payment-method.ts"
import { createEnrollment } from "./rpc/create-enrollment.ts"
import { getNotificationPreferences } from "./rpc/get-notification-preferences.ts"
import { listEnrollments } from "./rpc/list-enrollments.ts"
import { listNotices } from "./rpc/list-notices.ts"
import { listRenewals } from "./rpc/list-renewals.ts"
import { markAllNoticesRead } from "./rpc/mark-all-notices-read.ts"
import { markNoticesRead } from "./rpc/mark-notices-read.ts"
import { setAutoRenew } from "./rpc/set-auto-renew.ts"
import { updateNotificationPreferences } from "./rpc/update-notification-preferences.ts"

export type EnrollmentRpc<K extends keyof Handlers<EnrollmentServiceDefinition>> = (
  deps: Deps,
) => Handlers<EnrollmentServiceDefinition>[K]

export const enrollmentServices = (deps: Deps): ServedService[] => [
  service(enrollmentService, "elearning.enrollment", {
    batchCheckAccess: batchCheckAccess(deps),
    batchGetEnrollments: batchGetEnrollments(deps),
    batchGetSubscriptions: batchGetSubscriptions(deps),
    batchGetUserSubscriptions: batchGetUserSubscriptions(deps),
    cancelSubscription: cancelSubscription(deps),
    changePaymentMethod: changePaymentMethod(deps),
    createEnrollment: createEnrollment(deps),
    getNotificationPreferences: getNotificationPreferences(deps),
    listEnrollments: listEnrollments(deps),
    listNotices: listNotices(deps),
    listRenewals: listRenewals(deps),
    markAllNoticesRead: markAllNoticesRead(deps),
    markNoticesRead: markNoticesRead(deps),
    setAutoRenew: setAutoRenew(deps),
    updateNotificationPreferences: updateNotificationPreferences(deps),
  }),
]
