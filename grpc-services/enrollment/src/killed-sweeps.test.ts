import assert from "node:assert/strict"
import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { describe, it } from "node:test"
import { fileURLToPath } from "node:url"
import { sql } from "kysely"
import { idToBytes, newId } from "@lectern/service-kit/ids"
import { until } from "@lectern/test-kit/until"
import { testEnrollmentService } from "./test-service.ts"
import type { SweeperOptions } from "./test-sweeper.ts"

// LECTERN_KILLS=50 LECTERN_DUE=10000 is goal gE5 in full, which takes a few minutes.
const KILLS = Number(process.env.LECTERN_KILLS ?? 8)
const DUE = Number(process.env.LECTERN_DUE ?? 800)
const LAST_STEP = 200
const START = Date.parse("2027-04-01T00:00:00Z")
const PERIOD_START = new Date("2027-03-01T00:00:00Z")
/** A claim of a minute holds for a second, an answer that was lost is asked for after ten. */
const SPEED = 60

// What is charged to, and what is to come of it.
const METHODS = {
  ok: { renewals: "RENEWED", notices: "SUBSCRIPTION_RENEWED", payments: "CAPTURED" },
  timeout: { renewals: "RENEWED", notices: "SUBSCRIPTION_RENEWED", payments: "CAPTURED" },
  decline: { renewals: "DECLINED", notices: "SUBSCRIPTION_RENEWAL_FAILED", payments: "DECLINED" },
  "": { renewals: "SKIPPED_AUTO_RENEW_OFF", notices: "SUBSCRIPTION_EXPIRED", payments: null },
} as const
type Method = keyof typeof METHODS
const methodOf = (index: number): Method =>
  (["ok", "ok", "ok", "ok", "ok", "ok", "ok", "timeout", "decline", ""] as const)[index % 10] ?? "ok"

describe("three replicas of which one is killed again and again", () => {
  it(
    `renew ${DUE} subscriptions once each, with one notice each, and the books agree`,
    { timeout: 900_000 },
    async (test) => {
      await using service = await testEnrollmentService()
      const { db } = service
      const plan = await service.stored.plan()
      const beganMs = Date.now()
      const clock = () => START + (Date.now() - beganMs) * SPEED
      const sweepers: ChildProcess[] = []
      test.after(() => sweepers.forEach((sweeper) => sweeper.kill("SIGKILL")))
      const startSweeper = async (dieAtStep: number) => {
        const options: SweeperOptions = {
          databaseUrl: service.databaseUrl,
          startMs: START,
          beganMs,
          speed: SPEED,
          dieAtStep,
        }
        const sweeper = fork(fileURLToPath(new URL("test-sweeper.ts", import.meta.url)), [JSON.stringify(options)])
        sweepers.push(sweeper)
        await once(sweeper, "message")
        return sweeper
      }
      let made = 0
      const makeDue = async (count: number) => {
        const rows = Array.from({ length: count }, () => ({
          id: idToBytes(newId(new Date(clock()))),
          user_id: idToBytes(newId(new Date(clock()))),
          plan_id: plan.id,
          status: "ACTIVE" as const,
          started_at: PERIOD_START,
          period_start: PERIOD_START,
          period_end: new Date(START),
          auto_renew: 1 as const,
          time_zone: "UTC",
          period_index: 0,
          payment_method: methodOf(made++),
          version: 1,
        }))
        await db.insertInto("subscriptions").values(rows).execute()
      }

      const steady = await Promise.all([startSweeper(0), startSweeper(0)])
      for (let kill = 0; kill < KILLS; kill++) {
        const victim = await startSweeper(1 + Math.floor(Math.random() * LAST_STEP))
        const died = once(victim, "exit")
        let isDead = false
        void died.then(() => (isDead = true))
        // It dies while it works; when the others were quicker, there is more to do.
        while (!isDead) {
          await makeDue(Math.max(20, Math.ceil(DUE / KILLS / 2)))
          await until(async () => isDead || (await unfinished(5)) === 0, {
            timeoutMs: 120_000,
            description: "the death of a replica, or nothing left to do",
          })
        }
        assert.deepEqual((await died)[1], "SIGKILL")
      }
      if (made < DUE) await makeDue(DUE - made)
      /** How many that were due are neither ended nor renewed nor declined, and wait no longer than these minutes. */
      async function unfinished(minutes: number): Promise<number> {
        const { count } = await db
          .selectFrom("subscriptions")
          .select(({ fn }) => fn.countAll<number>().as("count"))
          .where("period_index", "=", 0)
          .where("renewal_attempts", "=", 0)
          .where("status", "in", ["ACTIVE", "GRACE"])
          .where("next_action_at", "<=", new Date(clock() + minutes * 60_000))
          .executeTakeFirstOrThrow()
        return count
      }
      await until(async () => (await unfinished(60)) === 0, {
        timeoutMs: 600_000,
        description: "all to be renewed or ended",
      })
      for (const sweeper of steady) {
        const ended = once(sweeper, "exit")
        sweeper.send("stop")
        assert.deepEqual(await ended, [0, null])
      }

      /** What there is of something per subscription, by means of payment: how many subscriptions have which list. */
      const tally = async (table: string, subject: string, what: string) => {
        const { rows } = await sql<{ payment_method: Method; found: string | null; count: number }>`
        select payment_method, found, count(*) count from (
          select s.payment_method, (select group_concat(${sql.ref(`t.${what}`)}) from ${sql.table(table)} t where ${sql.ref(`t.${subject}`)} = s.id) found
          from subscriptions s) each_one
        group by payment_method, found`.execute(db)
        return Object.fromEntries(rows.map((row) => [`${row.payment_method} ${row.found}`, row.count]))
      }
      const expected = (what: "renewals" | "notices" | "payments") => {
        const counts: Record<string, number> = {}
        for (let index = 0; index < made; index++) {
          const method = methodOf(index)
          const key = `${method} ${METHODS[method][what]}`
          counts[key] = (counts[key] ?? 0) + 1
        }
        return counts
      }
      assert.deepEqual(await tally("renewals", "subscription_id", "outcome"), expected("renewals"))
      assert.deepEqual(await tally("notices", "subject_id", "type"), expected("notices"))
      assert.deepEqual(await tally("payments", "subject_id", "state"), expected("payments"))
      const { rows } = await sql<Record<string, number>>`
      select
        (select count(*) from notices) notices,
        (select count(*) from outbox) mails,
        (select count(*) from sandbox_charges where outcome = 'CAPTURED') charged,
        (select sum(amount_minor) from sandbox_charges where outcome = 'CAPTURED') theirs,
        (select sum(amount_minor) from ledger_entries where account = 'PROVIDER') ours,
        (select sum(amount_minor) from ledger_entries) balance,
        (select count(*) from renewals where outcome = 'RENEWED') renewed,
        (select count(*) from subscriptions where period_index = 1 and status = 'ACTIVE' and period_start = ${new Date(START)}) moved`.execute(
        db,
      )
      const { notices, mails, charged, theirs, ours, balance, renewed, moved } = rows[0] ?? {}
      assert.deepEqual([mails, charged, moved, Number(balance)], [notices, renewed, renewed, 0])
      assert.equal(Number(ours), Number(theirs))
      test.diagnostic(`${KILLS} kills, ${made} subscriptions, ${Math.round((Date.now() - beganMs) / 1000)} s`)
    },
  )
})
