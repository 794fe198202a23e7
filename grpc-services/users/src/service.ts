import type { AuthServiceDefinition } from "@lectern/contracts/elearning/auth/v1/AuthService.ts"
import type { UsersServiceDefinition } from "@lectern/contracts/elearning/users/v1/UsersService.ts"
import { authService, usersService } from "@lectern/contracts/package-definition"
import { service, type ServedService } from "@lectern/rpc/serve"
import type { Handlers } from "@lectern/rpc/service-types"
import type { Deps } from "./deps.ts"
import { batchGetUsers } from "./rpc/batch-get-users.ts"
import { completeLogin } from "./rpc/complete-login.ts"
import { confirmSecondFactor } from "./rpc/confirm-second-factor.ts"
import { createPasswordReset } from "./rpc/create-password-reset.ts"
import { createUser } from "./rpc/create-user.ts"
import { disableSecondFactor } from "./rpc/disable-second-factor.ts"
import { eraseAccount } from "./rpc/erase-account.ts"
import { getJwks } from "./rpc/get-jwks.ts"
import { getSecondFactor } from "./rpc/get-second-factor.ts"
import { listAuthSessions } from "./rpc/list-auth-sessions.ts"
import { listLoginRecords } from "./rpc/list-login-records.ts"
import { listPersonalRecords } from "./rpc/list-personal-records.ts"
import { listRevokedSessions } from "./rpc/list-revoked-sessions.ts"
import { listUsers } from "./rpc/list-users.ts"
import { login } from "./rpc/login.ts"
import { refreshSession } from "./rpc/refresh-session.ts"
import { replaceRecoveryCodes } from "./rpc/replace-recovery-codes.ts"
import { revokeAuthSession } from "./rpc/revoke-auth-session.ts"
import { revokeOtherAuthSessions } from "./rpc/revoke-other-auth-sessions.ts"
import { revokeSession } from "./rpc/revoke-session.ts"
import { rotateSigningKey } from "./rpc/rotate-signing-key.ts"
import { setPassword } from "./rpc/set-password.ts"
import { setUserRole } from "./rpc/set-user-role.ts"
import { startSecondFactor } from "./rpc/start-second-factor.ts"
import { updateUser } from "./rpc/update-user.ts"

export type UsersRpc<K extends keyof Handlers<UsersServiceDefinition>> = (
  deps: Deps,
) => Handlers<UsersServiceDefinition>[K]
export type AuthRpc<K extends keyof Handlers<AuthServiceDefinition>> = (
  deps: Deps,
) => Handlers<AuthServiceDefinition>[K]

export const usersServices = (deps: Deps): ServedService[] => [
  service(usersService, "elearning.users", {
    batchGetUsers: batchGetUsers(deps),
    createPasswordReset: createPasswordReset(deps),
    createUser: createUser(deps),
    eraseAccount: eraseAccount(deps),
    listLoginRecords: listLoginRecords(deps),
    listPersonalRecords: listPersonalRecords(deps),
    listUsers: listUsers(deps),
    setPassword: setPassword(deps),
    setUserRole: setUserRole(deps),
    updateUser: updateUser(deps),
  }),
  service(authService, "elearning.auth", {
    completeLogin: completeLogin(deps),
    confirmSecondFactor: confirmSecondFactor(deps),
    disableSecondFactor: disableSecondFactor(deps),
    getJwks: getJwks(deps),
    getSecondFactor: getSecondFactor(deps),
    listAuthSessions: listAuthSessions(deps),
    listRevokedSessions: listRevokedSessions(deps),
    login: login(deps),
    refreshSession: refreshSession(deps),
    replaceRecoveryCodes: replaceRecoveryCodes(deps),
    revokeAuthSession: revokeAuthSession(deps),
    revokeOtherAuthSessions: revokeOtherAuthSessions(deps),
    revokeSession: revokeSession(deps),
    rotateSigningKey: rotateSigningKey(deps),
    startSecondFactor: startSecondFactor(deps),
  }),
]
