import assert from "node:assert/strict"
import { it } from "node:test"
import { systemClock } from "@lectern/runtime/clock"
import { openDatabase } from "@lectern/service-kit/database"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { temporaryDatabase } from "@lectern/test-kit/temporary-database"
import { accessTokens } from "./access-tokens.ts"
import type { UsersTables } from "./database.ts"

it("the signing key is kept, and another secret is told in one line", async () => {
  await using database = await temporaryDatabase()
  const db = await openDatabase<UsersTables>({
    url: database.url,
    migrations: new URL("../migrations/", import.meta.url),
    telemetry: silentTelemetry("users-service"),
  })
  try {
    const first = await accessTokens(db, "the secret of this test, not a real one", systemClock)
    const again = await accessTokens(db, "the secret of this test, not a real one", systemClock)
    assert.equal(await again.jwks(), await first.jwks())
    await assert.rejects(accessTokens(db, "another secret, not a real one either", systemClock), {
      name: "StartError",
      message: /^KEY_ENCRYPTION_SECRET is not the one that the signing key [\w-]+ was stored under$/,
    })
  } finally {
    await db.destroy()
  }
})
