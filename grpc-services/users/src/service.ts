import type { AuthServiceDefinition } from "@lectern/contracts/elearning/auth/v1/AuthService.ts"
import type { UsersServiceDefinition } from "@lectern/contracts/elearning/users/v1/UsersService.ts"
import { authService, usersService } from "@lectern/contracts/package-definition"
import { service, type ServedService } from "@lectern/rpc/serve"
import type { Handlers } from "@lectern/rpc/service-types"
import type { Deps } from "./deps.ts"
import { batchGetUsers } from "./rpc/batch-get-users.ts"
import { createPasswordReset } from "./rpc/create-password-reset.ts"
import { createUser } from "./rpc/create-user.ts"
import { eraseAccount } from "./rpc/erase-account.ts"
import { getJwks } from "./rpc/get-jwks.ts"
import { listLoginRecords } from "./rpc/list-login-records.ts"
import { listPersonalRecords } from "./rpc/list-personal-records.ts"
import { listRevokedSessions } from "./rpc/list-revoked-sessions.ts"
import { listUsers } from "./rpc/list-users.ts"
import { login } from "./rpc/login.ts"
import { refreshSession } from "./rpc/refresh-session.ts"
import { revokeSession } from "./rpc/revoke-session.ts"
import { setPassword } from "./rpc/set-password.ts"
import { setUserRole } from "./rpc/set-user-role.ts"
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
    getJwks: getJwks(deps),
    listRevokedSessions: listRevokedSessions(deps),
    login: login(deps),
    refreshSession: refreshSession(deps),
    revokeSession: revokeSession(deps),
  }),
]
