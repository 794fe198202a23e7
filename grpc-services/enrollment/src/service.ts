import type { EnrollmentServiceDefinition } from "@lectern/contracts/elearning/enrollment/v1/EnrollmentService.ts"
import { enrollmentService } from "@lectern/contracts/package-definition"
import { service, type ServedService } from "@lectern/rpc/serve"
import type { Handlers } from "@lectern/rpc/service-types"
import type { Deps } from "./deps.ts"
import { archivePlan } from "./rpc/archive-plan.ts"
import { batchCheckAccess } from "./rpc/batch-check-access.ts"
import { batchCheckUserAccess } from "./rpc/batch-check-user-access.ts"
import { batchGetEnrollmentCounts } from "./rpc/batch-get-enrollment-counts.ts"
import { batchGetEnrollments } from "./rpc/batch-get-enrollments.ts"
import { batchGetSubscriptions } from "./rpc/batch-get-subscriptions.ts"
import { batchGetUserSubscriptions } from "./rpc/batch-get-user-subscriptions.ts"
import { cancelEnrollment } from "./rpc/cancel-enrollment.ts"
import { cancelSubscription } from "./rpc/cancel-subscription.ts"
import { changePaymentMethod } from "./rpc/change-payment-method.ts"
import { createEnrollment } from "./rpc/create-enrollment.ts"
import { createPlan } from "./rpc/create-plan.ts"
import { eraseUser } from "./rpc/erase-user.ts"
import { extendEnrollment } from "./rpc/extend-enrollment.ts"
import { getNotificationPreferences } from "./rpc/get-notification-preferences.ts"
import { grantEnrollment } from "./rpc/grant-enrollment.ts"
import { listEnrollments } from "./rpc/list-enrollments.ts"
import { listNotices } from "./rpc/list-notices.ts"
import { listPersonalRecords } from "./rpc/list-personal-records.ts"
import { listPlans } from "./rpc/list-plans.ts"
import { listRenewals } from "./rpc/list-renewals.ts"
import { markAllNoticesRead } from "./rpc/mark-all-notices-read.ts"
import { markNoticesRead } from "./rpc/mark-notices-read.ts"
import { pauseEnrollment } from "./rpc/pause-enrollment.ts"
import { purchaseSubscription } from "./rpc/purchase-subscription.ts"
import { resumeEnrollment } from "./rpc/resume-enrollment.ts"
import { setAutoRenew } from "./rpc/set-auto-renew.ts"
import { tellStreamHealth } from "./rpc/tell-stream-health.ts"
import { updateNotificationPreferences } from "./rpc/update-notification-preferences.ts"

export type EnrollmentRpc<K extends keyof Handlers<EnrollmentServiceDefinition>> = (
  deps: Deps,
) => Handlers<EnrollmentServiceDefinition>[K]

export const enrollmentServices = (deps: Deps): ServedService[] => [
  service(enrollmentService, "elearning.enrollment", {
    archivePlan: archivePlan(deps),
    batchCheckAccess: batchCheckAccess(deps),
    batchCheckUserAccess: batchCheckUserAccess(deps),
    batchGetEnrollmentCounts: batchGetEnrollmentCounts(deps),
    batchGetEnrollments: batchGetEnrollments(deps),
    batchGetSubscriptions: batchGetSubscriptions(deps),
    batchGetUserSubscriptions: batchGetUserSubscriptions(deps),
    cancelEnrollment: cancelEnrollment(deps),
    cancelSubscription: cancelSubscription(deps),
    changePaymentMethod: changePaymentMethod(deps),
    createEnrollment: createEnrollment(deps),
    createPlan: createPlan(deps),
    eraseUser: eraseUser(deps),
    extendEnrollment: extendEnrollment(deps),
    getNotificationPreferences: getNotificationPreferences(deps),
    grantEnrollment: grantEnrollment(deps),
    listEnrollments: listEnrollments(deps),
    listNotices: listNotices(deps),
    listPersonalRecords: listPersonalRecords(deps),
    listPlans: listPlans(deps),
    listRenewals: listRenewals(deps),
    markAllNoticesRead: markAllNoticesRead(deps),
    markNoticesRead: markNoticesRead(deps),
    pauseEnrollment: pauseEnrollment(deps),
    purchaseSubscription: purchaseSubscription(deps),
    resumeEnrollment: resumeEnrollment(deps),
    setAutoRenew: setAutoRenew(deps),
    tellStreamHealth: tellStreamHealth(deps),
    updateNotificationPreferences: updateNotificationPreferences(deps),
  }),
]
