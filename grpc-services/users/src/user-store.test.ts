import assert from "node:assert/strict"
import { after, before, describe, it } from "node:test"
import { sql } from "kysely"
import { openDatabase } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { temporaryDatabase, type TemporaryDatabase } from "@lectern/test-kit/temporary-database"
import type { Database, UserRow, UsersTables } from "./database.ts"
import { userPage, type UserCursor, type UserFilter } from "./user-store.ts"

/** A row of EXPLAIN, as MariaDB and MySQL give it. */
interface Step {
  type: string | null
  key: string | null
  Extra: string | null
}

// Enough for the server to prefer an index; with a few rows it rightly reads them all.
const USERS = 3000

describe("the list of accounts", () => {
  const now = new Date()
  let database: TemporaryDatabase
  let db: Database
  let rows: UserRow[] = []
  before(async () => {
    database = await temporaryDatabase()
    db = await openDatabase<UsersTables>({
      url: database.url,
      migrations: new URL("../migrations/", import.meta.url),
      telemetry: silentTelemetry("users-service"),
    })
    rows = Array.from({ length: USERS }, (_, index) => ({
      id: idToBytes(newId(now)),
      email: index % 10 === 9 ? null : `${String.fromCharCode(97 + (index % 26))}${index}@example.org`,
      display_name: "",
      password_hash: "",
      password_changed_at: now,
      role: index % 3 === 0 ? "INSTRUCTOR" : "LEARNER",
      bio: null,
      avatar_url: null,
      locale: "en",
      time_zone: "UTC",
      version: 1,
      created_at: now,
      updated_at: now,
      erased_at: index % 10 === 9 ? now : null,
    }))
    await db.insertInto("users").values(rows).execute()
    await sql`analyze table users`.execute(db)
  })
  after(async () => {
    await db.destroy()
    await database.drop()
  })

  it("is read in the order of an index, without sorting, whatever narrows it and wherever a page begins", async () => {
    const cursor: UserCursor = { id: idFromBytes(rows[USERS / 2]?.id ?? Buffer.alloc(16)), email: "k1500@example.org" }
    for (const role of [undefined, "INSTRUCTOR"] as const)
      for (const emailPrefix of ["", "k1"])
        for (const createdAfter of [undefined, new Date(now.getTime() - 1)])
          for (const after of [undefined, cursor]) {
            const filter: UserFilter = { role, emailPrefix, createdAfter }
            const query = userPage(filter, { after, limit: 21 })
            const { rows: steps } = await sql<Step>`explain format=traditional ${query}`.execute(db)
            const [step, ...more] = steps
            const said = `${JSON.stringify({ ...filter, after })}: ${JSON.stringify(step)}`
            assert.deepEqual(more, [])
            assert.ok(step?.key, said)
            assert.notEqual(step.type, "ALL", said)
            assert.doesNotMatch(step.Extra ?? "", /filesort|temporary/, said)
          }
  })
})
