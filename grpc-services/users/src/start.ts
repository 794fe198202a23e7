import { passportVerifier } from "@lectern/rpc/passport"
import { serveGrpc } from "@lectern/rpc/serve"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import type { Running } from "@lectern/runtime/component-process"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { openDatabase } from "@lectern/service-kit/database"
import { pageTokens } from "@lectern/service-kit/paging"
import { passportKeys } from "@lectern/service-kit/service-config"
import { accessTokens } from "./access-tokens.ts"
import type { UsersConfig } from "./config.ts"
import type { UsersTables } from "./database.ts"
import { passwordHasher } from "./password.ts"
import { refreshTokens } from "./refresh-tokens.ts"
import { usersServices } from "./service.ts"

export async function startUsersService(
  config: UsersConfig,
  telemetry: Telemetry,
  clock: Clock = systemClock,
): Promise<Running> {
  const db = await openDatabase<UsersTables>({
    url: config.DATABASE_URL,
    migrations: new URL("../migrations/", import.meta.url),
    telemetry,
  })
  const server = await serveGrpc({
    address: config.LISTEN,
    services: usersServices({
      db,
      clock,
      tokens: pageTokens(config.PAGE_TOKEN_SECRET),
      passwords: await passwordHasher({ pepper: config.PASSWORD_PEPPER, cost: config.BCRYPT_COST }),
      accessTokens: await accessTokens(db, config.KEY_ENCRYPTION_SECRET, clock),
      refreshTokens: refreshTokens(config.REFRESH_TOKEN_SECRET),
    }),
    verifyPassport: passportVerifier(passportKeys(config), clock),
    telemetry,
  })
  return {
    ...server,
    stop: async () => {
      await server.stop()
      await db.destroy()
    },
  }
}
