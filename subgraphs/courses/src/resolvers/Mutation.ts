import { required } from "@lectern/rpc/required"
import type { ServiceError } from "@lectern/rpc/errors"
import { notFoundError, orUserError, plainError, validationError } from "@lectern/subgraph-kit/user-errors"
import type { MutationResolvers } from "../gen/resolvers.ts"

/** Its code is the reason of the access decision. */
const notEntitledError = (error: ServiceError) => ({
  ...plainError("NotEntitledError")(error),
  code: error.details.metadata?.accessReason ?? error.reason,
})

export const Mutation: MutationResolvers = {
  rateCourse: (_, { input: { courseId, score, comment, idempotencyKey } }, { call, courses, rated }) =>
    orUserError(
      courses
        .upsertReview({ review: { courseId, score, comment: comment ?? "" }, requestId: idempotencyKey ?? "" }, call)
        .then((reply) => {
          const course = required(reply.course)
          const review = required(reply.review)
          rated(review, course)
          return { __typename: "RateCourseSuccess" as const, review, course }
        }),
      {
        NOT_ENTITLED: notEntitledError,
        NOT_FOUND: notFoundError(courseId),
        INVALID_ARGUMENT: validationError("review"),
      },
    ),
}
