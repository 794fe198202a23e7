import { required } from "@lectern/rpc/required"
import { conflictError, notFoundError, orUserError, validationError } from "@lectern/subgraph-kit/user-errors"
import type { MutationResolvers } from "../gen/resolvers.ts"

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
}
