import { randomUUID } from "node:crypto"
import type { DisableSecondFactorRequest } from "@lectern/contracts/elearning/auth/v1/DisableSecondFactorRequest.ts"
import { required } from "@lectern/rpc/required"
import {
  notFoundError,
  orUserError,
  overloadedError,
  plainError,
  validationError,
} from "@lectern/subgraph-kit/user-errors"
import type { MutationResolvers, SecondFactorProofInput } from "../gen/resolvers.ts"

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
  revokeAuthSession: (_, { id }, { call, auth }) =>
    orUserError(
      auth
        .revokeAuthSession({ authSessionId: id }, call)
        .then(() => ({ __typename: "SignedOutSuccess" as const, revokedSessionCount: 1 })),
      { NOT_FOUND: notFoundError(id) },
    ),
  signOutElsewhere: (_, _args, { call, auth }) => auth.revokeOtherAuthSessions({}, call),
  startSecondFactor: (_, { input: { password } }, { call, auth }) =>
    orUserError(
      auth
        .startSecondFactor({ password }, call)
        .then((reply) => ({ __typename: "SecondFactorStarted" as const, ...reply })),
      secondFactorErrors,
    ),
  confirmSecondFactor: (_, { input: { code } }, { call, auth }) =>
    orUserError(
      auth
        .confirmSecondFactor({ code }, call)
        .then((reply) => ({ __typename: "RecoveryCodesMade" as const, ...reply })),
      secondFactorErrors,
    ),
  disableSecondFactor: (_, { input }, { call, auth }) =>
    orUserError(
      auth
        .disableSecondFactor(proofOf(input), call)
        .then(() => ({ __typename: "SecondFactorDisabled" as const, secondFactor: NO_SECOND_FACTOR })),
      secondFactorErrors,
    ),
  replaceRecoveryCodes: (_, { input }, { call, auth }) =>
    orUserError(
      auth
        .replaceRecoveryCodes(proofOf(input), call)
        .then((reply) => ({ __typename: "RecoveryCodesMade" as const, ...reply })),
      secondFactorErrors,
    ),
}

const secondFactorErrors = {
  FAILED_PRECONDITION: plainError("SecondFactorStateError"),
  INVALID_ARGUMENT: validationError("input", { proof: "password" }),
  RESOURCE_EXHAUSTED: overloadedError,
}
const NO_SECOND_FACTOR = { isEnabled: false, recoveryCodesLeft: 0 }

/** The password where both are given: a code that is not needed is not used up. */
const proofOf = ({ password, code }: SecondFactorProofInput): DisableSecondFactorRequest =>
  typeof password === "string" ? { password } : typeof code === "string" ? { code } : {}
