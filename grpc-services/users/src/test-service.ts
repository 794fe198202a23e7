import { randomUUID } from "node:crypto"
import type { User } from "@lectern/contracts/elearning/users/v1/User.ts"
import { authService, usersService } from "@lectern/contracts/package-definition"
import type { Call } from "@lectern/rpc/call"
import { createClient } from "@lectern/rpc/client"
import { enumName } from "@lectern/rpc/enum-name"
import { required } from "@lectern/rpc/required"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import { caller, callsBy, testSenderConfig, testServiceConfig } from "@lectern/test-kit/callers"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { temporaryDatabase, type TemporaryDatabase } from "@lectern/test-kit/temporary-database"
import type { UsersConfig } from "./config.ts"
import { startUsersService } from "./start.ts"

/**
 * This service on a database of its own, over real gRPC, with cheap password hashes. Dispose of it after the test. With
 * `replicaOf` it is one more process on the database of another, which must outlive it.
 */
export async function testUsersService(
  clock: Clock = systemClock,
  over: Partial<UsersConfig> = {},
  replicaOf?: { database: TemporaryDatabase },
) {
  const database = replicaOf?.database ?? (await temporaryDatabase())
  const telemetry = silentTelemetry("users-service")
  const running = await startUsersService(
    {
      ...testServiceConfig(database.url),
      ...testSenderConfig,
      PASSWORD_PEPPER: "pepper of tests, which is no secret at all",
      REFRESH_TOKEN_SECRET: "refresh tokens of tests, not a secret",
      KEY_ENCRYPTION_SECRET: "signing keys of tests, not a secret",
      PASSWORD_RESET_SECRET: "password resets of tests, not a secret",
      BCRYPT_COST: 4,
      FAILED_LOGINS_PER_NETWORK: 10,
      SIGN_UPS_PER_NETWORK: 1000,
      KEY_ROTATION_DAYS: 30,
      // Nobody is there unless a test says so.
      COURSES_SERVICE: "127.0.0.1:9",
      ENROLLMENT_SERVICE: "127.0.0.1:9",
      PLAYBACK_SERVICE: "127.0.0.1:9",
      ...over,
    },
    telemetry,
    clock,
  )
  const users = createClient(usersService, running.address, telemetry)
  const auth = createClient(authService, running.address, telemetry)
  const callAs = callsBy(clock)
  /** A new account, and what its owner does. */
  const signUp = async (user: Partial<User> = {}) => {
    const email = user.email ?? `${randomUUID()}@example.org`
    const password = "a long enough one"
    const reply = await users.createUser(
      { user: { displayName: "Ada", ...user, email }, password },
      callAs(caller.admin()),
    )
    const userId = required(reply.user).id
    const role = enumName("ROLE_", required(reply.user).role)
    const login = async (given = password) => {
      const { tokens } = await auth.login({ email, password: given }, callAs(caller.anonymous))
      return { refreshToken: required(tokens).refreshToken, authSessionId: required(tokens).sessionId }
    }
    return {
      email,
      password,
      userId,
      login,
      /** A call of theirs, of this auth session where one is given. */
      call: (authSessionId: string = randomUUID()): Call =>
        callAs({ ...caller[role.toLowerCase() as "learner" | "instructor" | "admin"](userId), authSessionId }),
      read: async () => required((await users.batchGetUsers({ ids: [userId] }, callAs(caller.admin()))).users[0]),
      /** Types of the login log, newest first. */
      history: async () =>
        (await users.listLoginRecords({ userId, pageSize: 100 }, callAs(caller.admin()))).loginRecords.map(({ type }) =>
          type.replace("LOGIN_RECORD_TYPE_", ""),
        ),
    }
  }
  return {
    users,
    auth,
    address: running.address,
    telemetry,
    database,
    signUp,
    /** Calls with passports that hold by this service's clock. */
    callAs,
    [Symbol.asyncDispose]: async () => {
      users.close()
      auth.close()
      await running.stop()
      if (!replicaOf) await database.drop()
    },
  }
}
