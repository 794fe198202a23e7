import { randomUUID } from "node:crypto"
import { required } from "@lectern/rpc/required"
import { orUserError, overloadedError, plainError, validationError } from "@lectern/subgraph-kit/user-errors"
import type { MutationResolvers } from "../gen/resolvers.ts"

export const Mutation: MutationResolvers = {
  registerUser: (_, { input: { displayName, email, locale, timeZone, password, idempotencyKey } }, { call, users }) =>
    orUserError(
      users
        .createUser(
          {
            user: { displayName, email, locale: locale ?? "", timeZone: timeZone ?? "" },
            password,
            // Also where the client has none: the call may be tried again on its way.
            requestId: idempotencyKey ?? randomUUID(),
          },
          call,
        )
        .then(({ user }) => ({ __typename: "RegisterUserSuccess" as const, user: required(user) })),
      {
        EMAIL_TAKEN: plainError("EmailTakenError"),
        INVALID_ARGUMENT: validationError("user"),
        RESOURCE_EXHAUSTED: overloadedError,
      },
    ),
}
