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
import { batchGetUserSubscriptions } from "./rpc/batch-get-user-subscriptions.ts"
import { cancelEnrollment } from "./rpc/cancel-enrollment.ts"
import { createEnrollment } from "./rpc/create-enrollment.ts"
import { createPlan } from "./rpc/create-plan.ts"
import { extendEnrollment } from "./rpc/extend-enrollment.ts"
import { grantEnrollment } from "./rpc/grant-enrollment.ts"
import { listEnrollments } from "./rpc/list-enrollments.ts"
import { listNotices } from "./rpc/list-notices.ts"
import { listPlans } from "./rpc/list-plans.ts"
import { pauseEnrollment } from "./rpc/pause-enrollment.ts"
import { purchaseSubscription } from "./rpc/purchase-subscription.ts"
import { resumeEnrollment } from "./rpc/resume-enrollment.ts"

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
    batchGetUserSubscriptions: batchGetUserSubscriptions(deps),
    cancelEnrollment: cancelEnrollment(deps),
    createEnrollment: createEnrollment(deps),
    createPlan: createPlan(deps),
    extendEnrollment: extendEnrollment(deps),
    grantEnrollment: grantEnrollment(deps),
    listEnrollments: listEnrollments(deps),
    listNotices: listNotices(deps),
    listPlans: listPlans(deps),
    pauseEnrollment: pauseEnrollment(deps),
    purchaseSubscription: purchaseSubscription(deps),
    resumeEnrollment: resumeEnrollment(deps),
  }),
]
