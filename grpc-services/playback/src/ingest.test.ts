import assert from "node:assert/strict"
import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { after, before, describe, it } from "node:test"
import { fileURLToPath } from "node:url"
import fc from "fast-check"
import mysql, { type RowDataPacket } from "mysql2/promise"
import type { Event } from "@lectern/contracts/elearning/playback/v1/Event.ts"
import { playbackService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import { callAs, caller, testServiceConfig } from "@lectern/test-kit/callers"
import { freePort } from "@lectern/runtime/free-port"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { parseCoverage } from "@lectern/watch-algebra/coverage-json"
import { honestHistory } from "@lectern/watch-algebra/test-histories"
import {
  coverageOf,
  coveredMs,
  isCompleted,
  joinSpans,
  playedMs,
  playingTimeOf,
  resumePositionMs,
  spansOf,
  wallClockBudgetMs,
  type WatchEvent,
  type WatchEventType,
} from "@lectern/watch-algebra/watch-algebra"
import type { Database } from "./database.ts"
import { openPlaybackDatabase, rebuild } from "./rebuild.ts"
import { event, openPlayer, toEventMessage, type TestService } from "./test-player.ts"
import { testPlaybackService } from "./test-service.ts"

const DURATION_SECONDS = 240
const DURATION_MS = DURATION_SECONDS * 1000

let service: TestService
let database: mysql.Connection
let db: Database
before(async () => {
  service = await testPlaybackService()
  db = await openPlaybackDatabase(service.database.url, silentTelemetry("test"))
  database = await mysql.createConnection({ uri: service.database.url, timezone: "Z", decimalNumbers: true })
})
after(async () => {
  await database.end()
  await db.destroy()
  await service[Symbol.asyncDispose]()
})

const rowsOf = async (sql: string, ...values: unknown[]) => (await database.query<RowDataPacket[]>(sql, values))[0]

/** Histories by a player that is up to no good, or broken, but whose every event can be logged. */
const wildEvents: fc.Arbitrary<WatchEvent[]> = fc
  .array(
    fc.record({
      step: fc.constantFrom(1, 1, 1, 1, 1, 1, 2, 600),
      type: fc.constantFrom<WatchEventType[]>(
        ...(["PLAY", "HEARTBEAT", "HEARTBEAT", "PAUSE", "STOP", "SEEK", "RATE_CHANGE"] as const),
        ...(["BUFFER_START", "CAPTION_CHANGE", "ERROR"] as const),
      ),
      positionMs: fc.nat(DURATION_MS + 1000),
      fromPositionMs: fc.option(fc.nat(DURATION_MS), { nil: undefined }),
      rate: fc.constantFrom(0.03, 0.5, 1, 1, 1.5, 16),
      occurredAtMs: fc.nat(300_000),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((steps) => {
    let sequence = -1
    return steps.map(({ step, fromPositionMs, ...rest }) => ({
      ...rest,
      sequence: (sequence += step),
      fromPositionMs: rest.type === "SEEK" ? fromPositionMs : undefined,
    }))
  })

const history = fc.oneof(
  honestHistory.map(({ events }) => {
    const first = Math.min(...events.map(({ occurredAtMs }) => occurredAtMs))
    return events.map((one) => ({
      ...one,
      occurredAtMs: one.occurredAtMs - first,
      positionMs: Math.min(one.positionMs, DURATION_MS),
    }))
  }),
  wildEvents,
)

/** All events of all playbacks of one learner, some more than once, in any order, in batches of 1 to 30. */
const scenario = fc
  .array(
    history.filter((events) => events.length > 0),
    { minLength: 1, maxLength: 3 },
  )
  .chain((playbacks) => {
    const arrivals = playbacks.flatMap((events, playback) => events.map((_, index) => ({ playback, index })))
    return fc.record({
      playbacks: fc.constant(playbacks),
      arrivals: fc
        .subarray(arrivals)
        .chain((twice) => fc.shuffledSubarray([...arrivals, ...twice], { minLength: arrivals.length + twice.length })),
      batchSize: fc.integer({ min: 1, max: 30 }),
    })
  })

describe("what is stored", () => {
  it("[law] equals the pure fold of the whole log, and the log the set that was sent, in any order, from any number of callers", async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ playbacks, arrivals, batchSize }) => {
        const learner = caller.learner()
        const startedAt = Date.now() - 7_200_000
        const { id: sessionId } = service.courseSession({ durationSeconds: DURATION_SECONDS })
        const players = await Promise.all(playbacks.map(() => openPlayer(service, { learner, sessionId, startedAt })))
        const logs = playbacks.map((events) =>
          events.map((one) => ({ ...one, occurredAtMs: startedAt + one.occurredAtMs })),
        )
        const messages = logs.map((events) => events.map(toEventMessage))

        const batches: { playback: number; events: Event[] }[] = []
        for (const { playback, index } of arrivals) {
          const open = batches.findLast((batch) => batch.playback === playback)
          const message = messages[playback]?.[index] ?? {}
          if (open && open.events.length < batchSize) open.events.push(message)
          else batches.push({ playback, events: [message] })
        }
        let accepted = 0
        const next = batches[Symbol.iterator]()
        const sendAll = async () => {
          for (const { playback, events } of next) {
            const answer = await players[playback]!.send(events)
            assert.deepEqual(answer.rejected, [])
            assert.equal(answer.acceptedCount + answer.duplicateCount, events.length)
            accepted += answer.acceptedCount
          }
        }
        await Promise.all([sendAll(), sendAll(), sendAll(), sendAll()])
        assert.equal(accepted, logs.flat().length)

        const folds = logs.map((events) => spansOf(events, { durationMs: DURATION_MS }))
        for (const [i, player] of players.entries()) {
          const fold = folds[i] ?? []
          const stored = await rowsOf(
            "select * from watch_spans where playback_id = ? order by sequence",
            idToBytes(player.id),
          )
          assert.deepEqual(
            stored.map((row) => ({
              firstSequence: row.first_sequence,
              sequence: row.sequence,
              startMs: row.start_ms,
              endMs: row.end_ms,
              startedAtMs: row.started_at.getTime(),
              endedAtMs: row.ended_at.getTime(),
              rate: row.rate,
            })),
            joinSpans(fold),
          )
          const [session] = await rowsOf("select * from playback_sessions where id = ?", idToBytes(player.id))
          assert.deepEqual(parseCoverage(session?.coverage), coverageOf(fold))
          const budgetMs = wallClockBudgetMs(playingTimeOf(logs[i] ?? []))
          assert.equal(session?.played_ms, Math.min(playedMs(coverageOf(fold)), budgetMs))
          assert.equal(session?.covered_ms, Math.min(coveredMs(coverageOf(fold)), budgetMs))
          assert.equal(session?.last_position_ms, logs[i]?.at(-1)?.positionMs)
          const log = await player.log()
          assert.deepEqual(
            log.map(({ receiveTime: _receiveTime, _fromPositionMs, ...rest }) => rest),
            messages[i],
          )
        }
        const spans = folds.flat()
        const coverage = coverageOf(spans)
        const budgetMs = logs.reduce((sum, events) => sum + wallClockBudgetMs(playingTimeOf(events)), 0)
        const countedMs = Math.min(coveredMs(coverage), budgetMs)
        const progress = await players[0]!.progress()
        assert.deepEqual(progress?.spans.map(({ startMs, endMs, count }) => [startMs, endMs, count]) ?? [], coverage)
        assert.equal(progress?.coveredMs ?? 0, spans.length > 0 ? countedMs : 0)
        assert.equal(progress?.resumePositionMs ?? 0, resumePositionMs(spans, DURATION_MS))
        assert.equal(progress?.completed ?? false, isCompleted(countedMs / DURATION_MS))
        const [lastWatched] = await rowsOf(
          "select last_watched_at from session_progress where user_id = ?",
          idToBytes(learner.userId ?? ""),
        )
        const lastMs = Math.max(...spans.map(({ endedAtMs }) => endedAtMs))
        assert.equal(lastWatched?.last_watched_at?.getTime() ?? -Infinity, lastMs)
      }),
      { numRuns: Number(process.env["PLAYBACK_INGEST_RUNS"] ?? 30) },
    )
  })

  it("[law] is the same however often and wherever a batch is sent: 1 to 5 times, in any order, to three replicas", async () => {
    const replicas = [service.playback, await service.replica(), await service.replica()]
    const batchesOf = history
      .filter((events) => events.length > 1)
      .map((events) => {
        const size = Math.ceil(events.length / 6)
        return Array.from({ length: Math.ceil(events.length / size) }, (_, i) => events.slice(i * size, (i + 1) * size))
      })
    const sendings = fc.array(batchesOf, { minLength: 2, maxLength: 3 }).chain((players) => {
      const all = players.flatMap((batches, player) => batches.map((_, batch) => ({ player, batch })))
      return fc
        .array(fc.integer({ min: 1, max: 5 }), { minLength: all.length, maxLength: all.length })
        .chain((times) => {
          const repeated = all.flatMap((one, i) => Array.from({ length: times[i] ?? 1 }, () => one))
          return fc.tuple(
            fc.constant(players),
            fc.shuffledSubarray(repeated, { minLength: repeated.length }),
            fc.array(fc.nat(2), { minLength: repeated.length, maxLength: repeated.length }),
          )
        })
    })
    await fc.assert(
      fc.asyncProperty(sendings, async ([histories, order, to]) => {
        const learner = caller.learner()
        const startedAt = Date.now() - 7_200_000
        const { id: sessionId } = service.courseSession({ durationSeconds: DURATION_SECONDS })
        const players = await Promise.all(histories.map(() => openPlayer(service, { learner, sessionId, startedAt })))
        const messages = histories.map((batches) =>
          batches.map((events) =>
            events.map((one) => toEventMessage({ ...one, occurredAtMs: startedAt + one.occurredAtMs })),
          ),
        )
        const answers = await Promise.all(
          order.map(({ player, batch }, i) =>
            players[player]!.send(messages[player]?.[batch] ?? [], undefined, replicas[to[i] ?? 0]),
          ),
        )
        assert.deepEqual(
          answers.flatMap(({ rejected }) => rejected),
          [],
        )
        for (const [i, player] of players.entries()) {
          const log = await player.log()
          assert.deepEqual(
            log.map(({ receiveTime: _receiveTime, _fromPositionMs, ...rest }) => rest),
            messages[i]?.flat(),
          )
        }
        assert.equal(
          answers.reduce((sum, { acceptedCount }) => sum + acceptedCount, 0),
          messages.flat(2).length,
        )
      }),
      { numRuns: Number(process.env["PLAYBACK_INGEST_RUNS"] ?? 10) },
    )
    const { differences } = await rebuild(db, { mend: false })
    assert.deepEqual(differences, [])
  })

  it("is whole after callers gave up at any moment and sent again", async () => {
    const player = await openPlayer(service)
    const events = Array.from({ length: 60 }, (_, i) =>
      event(i, i === 0 ? "PLAY" : "HEARTBEAT", i * 10_000, player.startedAt + i * 10_000),
    )
    const batches = Array.from({ length: 12 }, (_, i) => events.slice(i * 5, i * 5 + 5))
    await Promise.all(
      batches.map(async (batch, i) => {
        const giveUp = new AbortController()
        const request = { playbackSessionId: player.id, events: batch, sendTime: toTimestamp(new Date()) }
        const answer = service.playback.recordEvents(request, { ...player.call(), signal: giveUp.signal })
        setTimeout(() => giveUp.abort(), i * 3)
        await answer.catch(() => undefined)
        await player.send(batch)
      }),
    )
    const { acceptedCount, duplicateCount, missing, progress } = await player.send(events)
    assert.deepEqual({ acceptedCount, duplicateCount, missing }, { acceptedCount: 0, duplicateCount: 60, missing: [] })
    assert.deepEqual(progress?.spans, [{ startMs: 0, endMs: 590_000, count: 1 }])
  })

  it("is whole after the process was killed in the middle of batches and started again", async () => {
    const player = await openPlayer(service)
    const events = Array.from({ length: 60 }, (_, i) =>
      event(i, i === 0 ? "PLAY" : "HEARTBEAT", i * 10_000, player.startedAt + i * 10_000),
    )
    const port = await freePort()
    const config = testServiceConfig(service.database.url)
    const begin = (): ChildProcess =>
      spawn(process.execPath, [fileURLToPath(new URL("main.ts", import.meta.url))], {
        stdio: "ignore",
        env: {
          ...config,
          DATABASE_CONNECTIONS: String(config.DATABASE_CONNECTIONS),
          DATABASE_WAIT_MS: String(config.DATABASE_WAIT_MS),
          PASSPORT_PUBLIC_KEYS: config.PASSPORT_PUBLIC_KEYS.join("\n"),
          SERVICE_PASSPORT_PUBLIC_KEYS: config.SERVICE_PASSPORT_PUBLIC_KEYS.join("\n"),
          LISTEN: `127.0.0.1:${port}`,
          COURSES_SERVICE: "127.0.0.1:9",
          ENROLLMENT_SERVICE: "127.0.0.1:9",
        },
      })
    const client = createClient(playbackService, `127.0.0.1:${port}`, silentTelemetry("test"))
    // One that asks in vain asks less for a while, so it is not the one that sends.
    const probe = createClient(playbackService, `127.0.0.1:${port}`, silentTelemetry("test"))
    const send = (batch: Event[]) =>
      client.recordEvents(
        { playbackSessionId: player.id, events: batch, sendTime: toTimestamp(new Date()) },
        callAs(player.learner),
      )
    const answers = () =>
      until(() => probe.batchGetPlaybackSessions({ ids: [] }, player.call()), {
        timeoutMs: 20_000,
        description: "the service to answer",
      })
    let running = begin()
    try {
      await answers()
      const underWay = Array.from({ length: 30 }, (_, i) => send(events.slice(i * 2, i * 2 + 2)))
      const settled = Promise.allSettled(underWay)
      await Promise.race(underWay) // at least one is in the log
      running.kill("SIGKILL")
      await once(running, "exit")
      const answered = (await settled).filter(({ status }) => status === "fulfilled").length
      assert.ok(answered >= 1)
      running = begin()
      await answers()
      // After so many lost calls the client asks only now and then for a while.
      const { acceptedCount, duplicateCount, missing, progress } = await until(() => send(events), {
        timeoutMs: 20_000,
        description: "the batch to be taken",
      })
      assert.equal(acceptedCount + duplicateCount, 60)
      assert.ok(duplicateCount >= answered * 2)
      assert.deepEqual(missing, [])
      assert.deepEqual(progress?.spans, [{ startMs: 0, endMs: 590_000, count: 1 }])
      const stored = await rowsOf(
        "select event_id from playback_events where playback_id = ? order by sequence",
        idToBytes(player.id),
      )
      assert.deepEqual(
        stored.map((row) => idFromBytes(row.event_id)),
        events.map(({ id }) => id),
      )
    } finally {
      client.close()
      probe.close()
      running.kill("SIGKILL")
    }
  })
})
