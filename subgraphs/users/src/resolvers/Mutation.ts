import { randomUUID } from "node:crypto"
import type { DisableSecondFactorRequest } from "@lectern/contracts/elearning/auth/v1/DisableSecondFactorRequest.ts"
import { requireUserId } from "@lectern/rpc/call"
import { toEtag } from "@lectern/subgraph-kit/change"
import { required } from "@lectern/rpc/required"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import {
  conflictError,
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
  updateMyProfile: (_, { input: { etag, ...fields } }, { call, users, seen }) => {
    // What is left out is undefined, what is to be cleared null.
    const paths = Object.entries(PROFILE_PATHS).filter(([field]) => fields[field as keyof typeof fields] !== undefined)
    const user = Object.fromEntries(paths.map(([field]) => [field, fields[field as keyof typeof fields] ?? ""]))
    return orUserError(
      users
        .updateUser(
          {
            user: { id: requireUserId(call), etag: toEtag(etag), ...user },
            updateMask: { paths: paths.map(([, path]) => path) },
          },
          call,
        )
        .then((reply) => ({ __typename: "UpdateMyProfileSuccess" as const, user: seen(required(reply.user)) })),
      {
        ETAG_STALE: conflictError,
        INVALID_ARGUMENT: validationError("user", { updateMask: "input" }),
      },
    )
  },
  setUserRole: (_, { input: { userId, role, etag } }, { call, users, seen }) =>
    orUserError(
      users
        .setUserRole({ userId, role: `ROLE_${role}`, etag: toEtag(etag) }, call)
        .then(({ user }) => ({ __typename: "SetUserRoleSuccess" as const, user: seen(required(user)) })),
      {
        ETAG_STALE: conflictError,
        NOT_FOUND: notFoundError(userId),
        OWN_ROLE: validationError(""),
        LAST_ADMIN: validationError(""),
        INVALID_ARGUMENT: validationError(""),
      },
    ),
  changePassword: (_, { input: { currentPassword, newPassword } }, { call, users }) =>
    orUserError(
      users
        .setPassword({ newPassword, current: { userId: requireUserId(call), password: currentPassword } }, call)
        .then(passwordChanged),
      {
        INVALID_ARGUMENT: validationError("current", { password: "currentPassword" }),
        RESOURCE_EXHAUSTED: overloadedError,
      },
    ),
  requestPasswordReset: async (_, { email }, { call, users }) => ({
    acceptedAt: fromTimestamp((await users.createPasswordReset({ email }, call)).acceptTime),
  }),
  resetPassword: (_, { input: { token, newPassword } }, { call, users }) =>
    orUserError(users.setPassword({ newPassword, resetToken: token }, call).then(passwordChanged), {
      RESET_TOKEN_INVALID: plainError("TokenInvalidError"),
      INVALID_ARGUMENT: validationError(""),
      RESOURCE_EXHAUSTED: overloadedError,
    }),
  eraseMyAccount: (_, { input: { password } }, { call, users }) =>
    orUserError(
      users.eraseAccount({ userId: requireUserId(call), password }, call).then(({ eraseTime }) => ({
        __typename: "EraseMyAccountSuccess" as const,
        erasedAt: fromTimestamp(eraseTime),
      })),
      {
        ROLE_HOLDS_ACCOUNT: validationError(""),
        INVALID_ARGUMENT: validationError(""),
        RESOURCE_EXHAUSTED: overloadedError,
      },
    ),
}

/** Fields of the input, and what update_mask calls them. */
const PROFILE_PATHS = {
  displayName: "display_name",
  bio: "bio",
  avatarUrl: "avatar_url",
  locale: "locale",
  timeZone: "time_zone",
}

const passwordChanged = ({ revokedSessionCount }: { revokedSessionCount: number }) => ({
  __typename: "PasswordChangedSuccess" as const,
  revokedSessionCount,
})

const secondFactorErrors = {
  FAILED_PRECONDITION: plainError("SecondFactorStateError"),
  INVALID_ARGUMENT: validationError("input", { proof: "password" }),
  RESOURCE_EXHAUSTED: overloadedError,
}
const NO_SECOND_FACTOR = { isEnabled: false, recoveryCodesLeft: 0 }

/** The password where both are given: a code that is not needed is not used up. */
const proofOf = ({ password, code }: SecondFactorProofInput): DisableSecondFactorRequest =>
  typeof password === "string" ? { password } : typeof code === "string" ? { code } : {}
