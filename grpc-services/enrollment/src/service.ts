import type { EnrollmentServiceDefinition } from "@lectern/contracts/elearning/enrollment/v1/EnrollmentService.ts"
import { enrollmentService } from "@lectern/contracts/package-definition"
import { service, type ServedService } from "@lectern/rpc/serve"
import type { Handlers } from "@lectern/rpc/service-types"
import type { Deps } from "./deps.ts"
import { batchCheckAccess } from "./rpc/batch-check-access.ts"
import { batchGetEnrollments } from "./rpc/batch-get-enrollments.ts"
import { batchGetUserSubscriptions } from "./rpc/batch-get-user-subscriptions.ts"
import { createEnrollment } from "./rpc/create-enrollment.ts"
import { eraseUser } from "./rpc/erase-user.ts"
import { listEnrollments } from "./rpc/list-enrollments.ts"
import { listNotices } from "./rpc/list-notices.ts"
import { listPersonalRecords } from "./rpc/list-personal-records.ts"

export type EnrollmentRpc<K extends keyof Handlers<EnrollmentServiceDefinition>> = (
  deps: Deps,
) => Handlers<EnrollmentServiceDefinition>[K]

export const enrollmentServices = (deps: Deps): ServedService[] => [
  service(enrollmentService, "elearning.enrollment", {
    batchCheckAccess: batchCheckAccess(deps),
    batchGetEnrollments: batchGetEnrollments(deps),
    batchGetUserSubscriptions: batchGetUserSubscriptions(deps),
    createEnrollment: createEnrollment(deps),
    eraseUser: eraseUser(deps),
    listEnrollments: listEnrollments(deps),
    listNotices: listNotices(deps),
    listPersonalRecords: listPersonalRecords(deps),
  }),
]
