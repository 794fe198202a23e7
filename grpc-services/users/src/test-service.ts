import { authService, usersService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import { testSenderConfig, testServiceConfig } from "@lectern/test-kit/callers"
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
  {
    replicaOf,
    config = {},
  }: { replicaOf?: { database: TemporaryDatabase } | undefined; config?: Partial<UsersConfig> | undefined } = {},
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
      BCRYPT_COST: 4,
      FAILED_LOGINS_PER_NETWORK: 10,
      SIGN_UPS_PER_NETWORK: 1000,
      KEY_ROTATION_DAYS: 30,
      ...config,
    },
    telemetry,
    clock,
  )
  const users = createClient(usersService, running.address, telemetry)
  const auth = createClient(authService, running.address, telemetry)
  return {
    users,
    auth,
    address: running.address,
    telemetry,
    database,
    [Symbol.asyncDispose]: async () => {
      users.close()
      auth.close()
      await running.stop()
      if (!replicaOf) await database.drop()
    },
  }
}
