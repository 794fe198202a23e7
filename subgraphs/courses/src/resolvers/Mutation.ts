import { randomUUID } from "node:crypto"
import type { ServiceError } from "@lectern/rpc/errors"
import { required } from "@lectern/rpc/required"
import { toChange, toEtag } from "@lectern/subgraph-kit/change"
import {
  conflictError,
  notFoundError,
  orUserError,
  plainError,
  validationError,
} from "@lectern/subgraph-kit/user-errors"
import type { MutationResolvers } from "../gen/resolvers.ts"

/** Its code is the reason of the access decision. */
const notEntitledError = (error: ServiceError) => ({
  ...plainError("NotEntitledError")(error),
  code: error.details.metadata?.accessReason ?? error.reason,
})
/** All of them name the field that stands in the way, which a form can show. */
const invalid = (resource: string) => {
  const member = validationError(resource)
  return { INVALID_ARGUMENT: member, ALREADY_EXISTS: member, FAILED_PRECONDITION: member }
}
// Also where the client has none: the call may be tried again on its way.
const requestIdOf = (idempotencyKey: string | null | undefined) => idempotencyKey || randomUUID()

export const Mutation: MutationResolvers = {
  createCourse: (_, { input: { level, idempotencyKey, ...fields } }, { call, courses, written }) =>
    orUserError(
      courses
        .createCourse(
          {
            course: { ...toChange(fields).fields, level: `COURSE_LEVEL_${level ?? "UNSPECIFIED"}` },
            requestId: requestIdOf(idempotencyKey),
          },
          call,
        )
        .then((reply) => ({ __typename: "CourseSuccess" as const, course: written(required(reply.course)) })),
      invalid("course"),
    ),
  updateCourse: (_, { input: { id, etag, ...given } }, { call, courses, written }) => {
    const { fields, updateMask } = toChange(given)
    const course = {
      ...fields,
      id,
      etag: toEtag(etag),
      level: `COURSE_LEVEL_${given.level ?? "UNSPECIFIED"}`,
      status: `COURSE_STATUS_${given.status ?? "UNSPECIFIED"}`,
    } as const
    return orUserError(
      courses
        .updateCourse({ course, updateMask }, call)
        .then((reply) => ({ __typename: "CourseSuccess" as const, course: written(required(reply.course)) })),
      { ...invalid("course"), ABORTED: conflictError, NOT_FOUND: notFoundError(id) },
    )
  },
  addSession: (_, { input: { position, idempotencyKey, ...fields } }, { call, courses, written }) =>
    orUserError(
      courses
        .createSession(
          {
            session: toChange(fields).fields,
            requestId: requestIdOf(idempotencyKey),
            ...(typeof position === "number" ? { position } : {}),
          },
          call,
        )
        .then((reply) => {
          written()
          return { __typename: "SessionSuccess" as const, session: required(reply.session) }
        }),
      { ...invalid("session"), NOT_FOUND: notFoundError(fields.courseId) },
    ),
  updateSession: (_, { input: { id, etag, ...given } }, { call, courses, written }) => {
    const { fields, updateMask } = toChange(given)
    return orUserError(
      courses.updateSession({ session: { ...fields, id, etag: toEtag(etag) }, updateMask }, call).then((reply) => {
        written()
        return { __typename: "SessionSuccess" as const, session: required(reply.session) }
      }),
      { ...invalid("session"), ABORTED: conflictError, NOT_FOUND: notFoundError(id) },
    )
  },
  reorderSessions: (_, { input: { courseId, etag, sessionIds } }, { call, courses, written, sessionsByCourse }) =>
    orUserError(
      courses.reorderSessions({ courseId, courseEtag: toEtag(etag), sessionIds }, call).then((reply) => {
        const course = written(required(reply.course))
        sessionsByCourse.prime(course.id, reply.sessions)
        return { __typename: "CourseSuccess" as const, course }
      }),
      { ...invalid("course"), ABORTED: conflictError, NOT_FOUND: notFoundError(courseId) },
    ),
  deleteSession: (_, { id, etag }, { call, courses, written }) =>
    orUserError(
      courses
        .deleteSession({ id, etag: toEtag(etag) }, call)
        .then((reply) => ({ __typename: "SessionDeleted" as const, id, course: written(required(reply.course)) })),
      { ABORTED: conflictError, LAST_SESSION: conflictError, NOT_FOUND: notFoundError(id) },
    ),
  rateCourse: (
    _,
    { input: { courseId, score, comment, idempotencyKey } },
    { call, courses, written, viewerReviewByCourse },
  ) =>
    orUserError(
      courses
        .upsertReview({ review: { courseId, score, comment: comment ?? "" }, requestId: idempotencyKey ?? "" }, call)
        .then((reply) => {
          const course = written(required(reply.course))
          const review = required(reply.review)
          viewerReviewByCourse.prime(course.id, review)
          return { __typename: "RateCourseSuccess" as const, review, course }
        }),
      {
        NOT_ENTITLED: notEntitledError,
        OWN_COURSE: notEntitledError,
        NOT_FOUND: notFoundError(courseId),
        INVALID_ARGUMENT: validationError("review"),
      },
    ),
  deleteMyReview: (_, { courseId }, { call, courses, written }) =>
    orUserError(
      courses.deleteReview({ courseId }, call).then(({ course }) => ({
        __typename: "MyReviewDeleted" as const,
        course: course ? written(course) : null,
      })),
      { NOT_FOUND: notFoundError(courseId) },
    ),
  hideReview: (_, { id, reason }, { call, courses, written }) =>
    orUserError(
      courses.hideReview({ id, reason }, call).then((reply) => ({
        __typename: "ReviewModerated" as const,
        review: required(reply.review),
        course: written(required(reply.course)),
      })),
      { INVALID_ARGUMENT: validationError("review"), NOT_FOUND: notFoundError(id) },
    ),
  unhideReview: (_, { id }, { call, courses, written }) =>
    orUserError(
      courses.unhideReview({ id }, call).then((reply) => ({
        __typename: "ReviewModerated" as const,
        review: required(reply.review),
        course: written(required(reply.course)),
      })),
      { NOT_FOUND: notFoundError(id) },
    ),
}
