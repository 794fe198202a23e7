import type { CoursesServiceDefinition } from "@lectern/contracts/elearning/courses/v1/CoursesService.ts"
import { coursesService } from "@lectern/contracts/package-definition"
import { service, type ServedService } from "@lectern/rpc/serve"
import type { Handlers } from "@lectern/rpc/service-types"
import type { Deps } from "./deps.ts"
import { batchGetCourses } from "./rpc/batch-get-courses.ts"
import { batchGetSessions } from "./rpc/batch-get-sessions.ts"
import { batchGetUserReviews } from "./rpc/batch-get-user-reviews.ts"
import { batchListReviews } from "./rpc/batch-list-reviews.ts"
import { batchListTaughtCourses } from "./rpc/batch-list-taught-courses.ts"
import { batchListSessions } from "./rpc/batch-list-sessions.ts"
import { createCourse } from "./rpc/create-course.ts"
import { createSession } from "./rpc/create-session.ts"
import { deleteReview } from "./rpc/delete-review.ts"
import { deleteSession } from "./rpc/delete-session.ts"
import { eraseUser } from "./rpc/erase-user.ts"
import { exportCourses } from "./rpc/export-courses.ts"
import { hideReview } from "./rpc/hide-review.ts"
import { importCourses } from "./rpc/import-courses.ts"
import { listCourses } from "./rpc/list-courses.ts"
import { listPersonalRecords } from "./rpc/list-personal-records.ts"
import { listHiddenReviews } from "./rpc/list-hidden-reviews.ts"
import { listReviews } from "./rpc/list-reviews.ts"
import { renameInstructor } from "./rpc/rename-instructor.ts"
import { reorderSessions } from "./rpc/reorder-sessions.ts"
import { unhideReview } from "./rpc/unhide-review.ts"
import { updateCourse } from "./rpc/update-course.ts"
import { updateSession } from "./rpc/update-session.ts"
import { upsertReview } from "./rpc/upsert-review.ts"

export type CoursesRpc<K extends keyof Handlers<CoursesServiceDefinition>> = (
  deps: Deps,
) => Handlers<CoursesServiceDefinition>[K]

export const coursesServices = (deps: Deps): ServedService[] => [
  service(coursesService, "elearning.courses", {
    batchGetCourses: batchGetCourses(deps),
    batchGetSessions: batchGetSessions(deps),
    batchGetUserReviews: batchGetUserReviews(deps),
    batchListReviews: batchListReviews(deps),
    batchListSessions: batchListSessions(deps),
    batchListTaughtCourses: batchListTaughtCourses(deps),
    createCourse: createCourse(deps),
    createSession: createSession(deps),
    deleteReview: deleteReview(deps),
    deleteSession: deleteSession(deps),
    eraseUser: eraseUser(deps),
    exportCourses: exportCourses(deps),
    hideReview: hideReview(deps),
    importCourses: importCourses(deps),
    listCourses: listCourses(deps),
    listPersonalRecords: listPersonalRecords(deps),
    listHiddenReviews: listHiddenReviews(deps),
    listReviews: listReviews(deps),
    renameInstructor: renameInstructor(deps),
    reorderSessions: reorderSessions(deps),
    unhideReview: unhideReview(deps),
    updateCourse: updateCourse(deps),
    updateSession: updateSession(deps),
    upsertReview: upsertReview(deps),
  }),
]
