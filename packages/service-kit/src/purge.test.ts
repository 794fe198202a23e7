import assert from "node:assert/strict"
import { after, before, it } from "node:test"
import { sql, type Kysely } from "kysely"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { counterValue, silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { temporaryDatabase, type TemporaryDatabase } from "@lectern/test-kit/temporary-database"
import { until } from "@lectern/test-kit/until"
import { openDatabase } from "./database.ts"
import { purgeRows, startPurge } from "./purge.ts"

const DAY_MS = 86_400_000
const now = new Date("2026-03-01T10:00:00.000Z")
const telemetry = silentTelemetry("test")
let database: TemporaryDatabase
let db: Kysely<object>
let folder: string
before(async () => {
  database = await temporaryDatabase()
  folder = await mkdtemp(join(tmpdir(), "purge-"))
  await writeFile(
    join(folder, "0001-create.sql"),
    `CREATE TABLE idempotency (id INT PRIMARY KEY, created_at DATETIME(3) NOT NULL, KEY by_age (created_at));
CREATE TABLE visits (id INT PRIMARY KEY, ends_at DATETIME(3) NOT NULL, KEY by_end (ends_at));
`,
  )
  db = await openDatabase({ url: database.url, migrations: pathToFileURL(`${folder}/`), telemetry })
})
after(async () => {
  await db.destroy()
  await database.drop()
  await rm(folder, { recursive: true })
})
const fill = async (table: string, column: string, times: readonly Date[]) => {
  await sql`delete from ${sql.table(table)}`.execute(db)
  const rows = times.map((at, id) => sql`(${id}, ${at})`)
  await sql`insert into ${sql.table(table)} (id, ${sql.ref(column)}) values ${sql.join(rows)}`.execute(db)
}
const idsIn = async (table: string) =>
  (await sql<{ id: number }>`select id from ${sql.table(table)} order by id`.execute(db)).rows.map(({ id }) => id)
const ago = (ms: number) => new Date(now.getTime() - ms)
const visits = { table: "visits", column: "ends_at", keptMs: 1000 }

it("deletes what is older than it is kept, to the millisecond, and nothing else", async () => {
  await fill("visits", "ends_at", [ago(5000), ago(1001), ago(1000), ago(999), ago(-1000)])
  assert.equal(await purgeRows(db, visits, now), 2)
  assert.deepEqual(await idsIn("visits"), [2, 3, 4])
  assert.equal(await purgeRows(db, visits, now), 0)
})

it("deletes each row once when three replicas purge 1,700 at once", async () => {
  await fill(
    "visits",
    "ends_at",
    Array.from({ length: 1700 }, (_, index) => ago(2000 + (index % 7))),
  )
  const counts = await Promise.all([1, 2, 3].map(() => purgeRows(db, visits, now)))
  assert.equal(
    counts.reduce((sum, count) => sum + count),
    1700,
  )
  assert.deepEqual(await idsIn("visits"), [])
})

it("ends between two batches when it is told to stop", async () => {
  await fill(
    "visits",
    "ends_at",
    Array.from({ length: 10 }, () => ago(2000)),
  )
  assert.equal(await purgeRows(db, visits, now, AbortSignal.abort()), 0)
  assert.equal((await idsIn("visits")).length, 10)
})

it("keeps idempotency keys for seven days, and the rest by its own rules", async () => {
  await fill("idempotency", "created_at", [ago(7 * DAY_MS + 1), ago(7 * DAY_MS), ago(0)])
  await fill("visits", "ends_at", [ago(1001), ago(0)])
  const job = startPurge(telemetry, db, () => now, [visits])
  await until(async () => (await counterValue(telemetry, "background_job_rounds_total", { job_name: "purge" })) === 1, {
    description: "the first round",
  })
  await job.stop()
  assert.deepEqual(await idsIn("idempotency"), [1, 2])
  assert.deepEqual(await idsIn("visits"), [1])
  assert.equal(await counterValue(telemetry, "purged_rows_total", { table: "idempotency" }), 1)
})
