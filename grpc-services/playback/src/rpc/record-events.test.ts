import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import mysql, { type RowDataPacket } from "mysql2/promise"
import type { Event } from "@lectern/contracts/elearning/playback/v1/Event.ts"
import { required } from "@lectern/rpc/required"
import { fromTimestamp, toTimestamp } from "@lectern/rpc/timestamp"
import { idToBytes } from "@lectern/service-kit/ids"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { event, openPlayer, type TestService } from "../test-player.ts"
import { testPlaybackService } from "../test-service.ts"

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

let service: TestService
before(async () => {
  service = await testPlaybackService()
})
after(() => service[Symbol.asyncDispose]())

/** Heartbeats every 10 s behind a PLAY, in sequence order. */
const beats = (count: number, at: number) =>
  Array.from({ length: count }, (_, i) => event(i, i === 0 ? "PLAY" : "HEARTBEAT", i * 10_000, at + i * 10_000))

describe("recordEvents", () => {
  it("logs every field as it was sent", async () => {
    const player = await openPlayer(service)
    const sent = [
      event(0, "PLAY", 0, player.startedAt, { rate: 1.333 }),
      event(1, "SEEK", 30_000, player.startedAt + 1001, { fromPositionMs: 999 }),
      event(2, "CAPTION_CHANGE", 601_000, player.startedAt + 2002),
    ]
    const before = Date.now()
    await player.send(sent)
    const log = await player.log()
    assert.deepEqual(
      log.map(({ receiveTime, _fromPositionMs, ...rest }) => {
        assert.ok(Math.abs(fromTimestamp(receiveTime).getTime() - before) < 5000)
        return rest
      }),
      sent,
    )
  })

  it("takes every type of event", async () => {
    const player = await openPlayer(service)
    const types = [
      "PLAY",
      "BUFFER_START",
      "BUFFER_END",
      "RATE_CHANGE",
      "SEEK",
      "CAPTION_CHANGE",
      "HEARTBEAT",
      "PAUSE",
      "STOP",
      "ERROR",
    ] as const
    const { acceptedCount } = await player.send(types.map((type, i) => event(i, type, 0, player.startedAt + i)))
    assert.equal(acceptedCount, types.length)
    assert.deepEqual(
      (await player.log()).map(({ type }) => type.replace("EVENT_TYPE_", "")),
      types,
    )
  })

  it("answers counts, the highest sequence, what is missing, and the progress", async () => {
    const player = await openPlayer(service)
    const all = beats(10, player.startedAt)
    const without = (...sequences: number[]) => all.filter(({ sequence }) => !sequences.includes(sequence))
    const first = await player.send(without(3, 4, 8))
    assert.equal(first.acceptedCount, 7)
    assert.equal(first.duplicateCount, 0)
    assert.equal(first.highestSequence, 9)
    assert.deepEqual(first.missing, [3, 4, 8])
    assert.equal(first.durationMs, 600_000)
    assert.deepEqual(first.progress?.spans, [
      { startMs: 0, endMs: 20_000, count: 1 },
      { startMs: 50_000, endMs: 70_000, count: 1 },
    ])
    assert.equal(first.progress?.coveredMs, 40_000)
    const second = await player.send(all)
    assert.equal(second.acceptedCount, 3)
    assert.equal(second.duplicateCount, 7)
    assert.deepEqual(second.missing, [])
    assert.deepEqual(second.progress?.spans, [{ startMs: 0, endMs: 90_000, count: 1 }])
    const { lastPositionMs, playedMs, coveredMs } = await player.session()
    assert.deepEqual(
      { lastPositionMs, playedMs, coveredMs },
      { lastPositionMs: 90_000, playedMs: 90_000, coveredMs: 90_000 },
    )
  })

  it("names the first thousand missing ones", async () => {
    const player = await openPlayer(service)
    const { missing, highestSequence } = await player.send([event(2 ** 31 - 1, "PAUSE", 0, player.startedAt)])
    assert.equal(highestSequence, 2 ** 31 - 1)
    assert.deepEqual(
      missing,
      Array.from({ length: 1000 }, (_, i) => i),
    )
  })

  it("answers a batch that is resent after a lost answer with duplicates only", async () => {
    const player = await openPlayer(service)
    const events = beats(20, player.startedAt)
    const first = await player.send(events)
    for (let i = 0; i < 3; i++) {
      const again = await player.send(events.toReversed())
      assert.deepEqual(again, { ...first, acceptedCount: 0, duplicateCount: 20 })
    }
    assert.equal((await player.log()).length, 20)
  })

  it("counts an event that comes twice in one batch once", async () => {
    const player = await openPlayer(service)
    const play = event(0, "PLAY", 0, player.startedAt)
    const { acceptedCount, duplicateCount, rejected } = await player.send([
      play,
      { ...play },
      { ...play, positionMs: 1 },
    ])
    assert.deepEqual({ acceptedCount, duplicateCount }, { acceptedCount: 1, duplicateCount: 1 })
    assert.deepEqual(
      rejected.map(({ reason }) => reason),
      ["EVENT_ID_REUSED"],
    )
  })

  it("knows an event by its id in whatever case", async () => {
    const player = await openPlayer(service)
    const play = event(0, "PLAY", 0, player.startedAt)
    await player.send([play])
    const { duplicateCount } = await player.send([{ ...play, id: play.id.toUpperCase() }])
    assert.equal(duplicateCount, 1)
  })

  it("knows a resent event though the player's clock was corrected in between", async () => {
    const player = await openPlayer(service)
    const play = event(0, "PLAY", 0, player.startedAt)
    await player.send([play])
    const { duplicateCount } = await player.send([play], DAY_MS)
    assert.equal(duplicateCount, 1)
  })

  it("rejects another body under a known id alone", async () => {
    const player = await openPlayer(service)
    const play = event(0, "SEEK", 0, player.startedAt, { fromPositionMs: 5 })
    await player.send([play])
    const bodies: Event[] = [
      { sequence: 1 },
      { type: "EVENT_TYPE_PAUSE" },
      { positionMs: 1 },
      { fromPositionMs: 6 },
      { rate: 2 },
      { occurTime: toTimestamp(new Date(player.startedAt + 1)) },
    ]
    for (const [i, body] of bodies.entries()) {
      const good = event(10 + i, "PAUSE", 0, player.startedAt)
      const { acceptedCount, rejected } = await player.send([{ ...play, ...body }, good])
      assert.equal(acceptedCount, 1)
      assert.deepEqual(
        rejected.map(({ id, reason }) => ({ id, reason })),
        [{ id: play.id, reason: "EVENT_ID_REUSED" }],
      )
    }
    assert.deepEqual((await player.log())[0]?.positionMs, 0)
  })

  it("rejects another event under a known sequence alone", async () => {
    const player = await openPlayer(service)
    await player.send([event(0, "PLAY", 0, player.startedAt)])
    const { acceptedCount, rejected } = await player.send([
      event(0, "PLAY", 0, player.startedAt),
      event(1, "PAUSE", 0, player.startedAt),
      event(1, "PAUSE", 0, player.startedAt),
    ])
    assert.equal(acceptedCount, 1)
    assert.deepEqual(
      rejected.map(({ reason }) => reason),
      ["SEQUENCE_REUSED", "SEQUENCE_REUSED"],
    )
  })

  it("takes an id that another playback has, since it tells nothing of others' logs", async () => {
    const [one, other] = [await openPlayer(service), await openPlayer(service)]
    const play = event(0, "PLAY", 0, one.startedAt)
    await Promise.all([one.send([play]), other.send([play])])
    assert.deepEqual([(await one.log()).length, (await other.log()).length], [1, 1])
  })

  it("rejects a known id alone where its sequence lies far from all others of its batch", async () => {
    const player = await openPlayer(service, { startedAt: Date.now() - 2 * 3_600_000 })
    const all = beats(500, player.startedAt - 3_600_000)
    await player.send(all)
    const reused = event(1_000_000, "HEARTBEAT", 0, player.startedAt, { id: all[0]?.id ?? "" })
    const good = event(1_000_001, "PAUSE", 0, player.startedAt)
    const { acceptedCount, rejected, highestSequence } = await player.send([reused, good])
    assert.deepEqual(
      rejected.map(({ id, reason }) => ({ id, reason })),
      [{ id: reused.id, reason: "EVENT_ID_REUSED" }],
    )
    assert.deepEqual({ acceptedCount, highestSequence }, { acceptedCount: 1, highestSequence: 1_000_001 })
  })

  it("answers each of many players at once for itself, though they are logged together", async () => {
    const players = await Promise.all(Array.from({ length: 12 }, () => openPlayer(service)))
    const statements = () => counterValue(service.telemetry, "db_statements_total", { origin: "call" })
    const before = await statements()
    const answers = await Promise.allSettled(
      players.map((player, i) => {
        if (i === 3) return { ...player }.send([])
        if (i === 5) return player.send([event(0, "PLAY", -1, player.startedAt)])
        if (i === 7)
          return service.playback.recordEvents(
            { playbackSessionId: randomUUID(), events: player.play(0, 1000), sendTime: toTimestamp(new Date()) },
            player.call(),
          )
        return player.send(player.play(0, 1000 * (i + 1)))
      }),
    )
    assert.ok((await statements()) - before < 12 * 7, "batches that come together share statements")
    for (const [i, answer] of answers.entries()) {
      if (i === 3 || i === 7) assert.equal(answer.status, "rejected")
      else if (answer.status === "rejected") throw answer.reason
      else if (i === 5) assert.equal(answer.value.rejected[0]?.reason, "INVALID_EVENT")
      else assert.equal(answer.value.progress?.coveredMs, 1000 * (i + 1))
    }
  })

  it("keeps what one player does wrong from the others that are logged together with it", async () => {
    const players = await Promise.all(Array.from({ length: 10 }, () => openPlayer(service)))
    const first = players.map((player) => event(0, "PLAY", 0, player.startedAt))
    await Promise.all(players.map((player, i) => player.send(first.slice(i, i + 1))))
    const answers = await Promise.all(
      players.map((player, i) => {
        const id = i % 2 === 0 ? { id: first[i]?.id ?? "" } : {}
        return player.send([event(2000, "PAUSE", 1000, player.startedAt + 1000, id)])
      }),
    )
    assert.deepEqual(
      answers.map(({ acceptedCount, rejected }) => [acceptedCount, rejected.map(({ reason }) => reason)]),
      players.map((_, i) => (i % 2 === 0 ? [0, ["EVENT_ID_REUSED"]] : [1, []])),
    )
  })

  it("logs what was grouped with a batch whose caller waits no longer", async () => {
    const [first, second, impatient, patient] = await Promise.all([0, 1, 2, 3].map(() => openPlayer(service)))
    assert.ok(first && second && impatient && patient)
    const database = await mysql.createConnection(service.database.url)
    await database.beginTransaction()
    await database.query("select * from playback_sessions where id in (?) for update", [
      [first, second].map(({ id }) => idToBytes(id)),
    ])
    // As many groups as run at once, so that the next two batches are one.
    const blocked = [first, second].map((player) => player.send(player.play(0, 1000)))
    await until(
      async () => {
        const [waiting] = await database.query<RowDataPacket[]>(
          "select 1 from information_schema.processlist where db = database() and info like '%playback_sessions%for update'",
        )
        return waiting.length === 2
      },
      { description: "two groups to wait" },
    )
    const events = impatient.play(0, 1000)
    const gone = service.playback.recordEvents(
      { playbackSessionId: impatient.id, events, sendTime: toTimestamp(new Date()) },
      callAs(impatient.learner, 300),
    )
    const logged = patient.send(patient.play(0, 1000))
    await refusal(gone, "DEADLINE_EXCEEDED")
    await database.rollback()
    await database.end()
    assert.deepEqual(
      (await Promise.all([...blocked, logged])).map(({ acceptedCount }) => acceptedCount),
      [2, 2, 2],
    )
    assert.equal((await impatient.send(events)).duplicateCount, 2)
  })

  it("rejects bad events alone, each with a message", async () => {
    const player = await openPlayer(service)
    const at = player.startedAt
    const bad = [
      event(1, "PLAY", 601_001, at),
      event(2, "PLAY", -1, at),
      event(3, "PLAY", 0, at, { rate: 0 }),
      event(4, "PLAY", 0, at, { rate: 17 }),
      event(5, "SEEK", 0, at, { fromPositionMs: -1 }),
      event(6, "PLAY", 0, at, { id: "none" }),
      event(7, "PLAY", 0, at, { occurTime: null }),
      event(8, "PLAY", 0, Date.now() + 6 * MINUTE_MS),
      event(9, "PLAY", 0, at - 31 * DAY_MS),
      event(10, "PLAY", 0, at, { type: "EVENT_TYPE_UNSPECIFIED" }),
      event(-1, "PLAY", 0, at),
    ]
    const { acceptedCount, rejected, missing } = await player.send([...bad, event(0, "PLAY", 0, at)])
    assert.equal(acceptedCount, 1)
    assert.deepEqual(missing, [])
    assert.deepEqual(
      rejected.map(({ id }) => id),
      bad.map(({ id }) => id),
    )
    for (const { reason, message } of rejected) {
      assert.equal(reason, "INVALID_EVENT")
      assert.match(message, /expected/)
    }
    const onlyBad = await player.send(bad)
    assert.equal(onlyBad.rejected.length, bad.length)
    assert.equal(onlyBad.highestSequence, 0)
  })

  it("answers -1 before the first event", async () => {
    const player = await openPlayer(service)
    const { highestSequence, missing, progress } = await player.send([event(0, "PLAY", -1, 0)])
    assert.deepEqual({ highestSequence, missing }, { highestSequence: -1, missing: [] })
    assert.equal(progress?.coveredMs, 0)
  })

  it("answers an event whose time in the log is over as a duplicate, and takes what is new", async () => {
    const player = await openPlayer(service)
    const all = beats(3, player.startedAt)
    await player.send(all.slice(0, 2))
    const database = await mysql.createConnection(service.database.url)
    await database.query("delete from playback_events where playback_id = ?", [idToBytes(player.id)])
    await database.end()
    const { acceptedCount, duplicateCount, missing, progress } = await player.send(all)
    assert.deepEqual({ acceptedCount, duplicateCount, missing }, { acceptedCount: 1, duplicateCount: 2, missing: [] })
    assert.equal(progress?.coveredMs, 10_000)
  })

  it("takes sequences with gaps of a million, and names what is missing first", async () => {
    const player = await openPlayer(service)
    const at = player.startedAt
    const far = [0, 1_000_000, 1_000_001, 2_000_001].map((sequence, i) =>
      event(sequence, "HEARTBEAT", i * 1000, at + i * 1000),
    )
    const { acceptedCount, missing, highestSequence, progress } = await player.send(far.toReversed())
    assert.deepEqual({ acceptedCount, highestSequence }, { acceptedCount: 4, highestSequence: 2_000_001 })
    assert.deepEqual([missing.length, missing[0], missing.at(-1)], [1000, 1, 1000])
    assert.deepEqual(progress?.spans, [{ startMs: 1000, endMs: 2000, count: 1 }])
  })

  it("measures no clock by a time of sending that is none", async () => {
    for (const seconds of [1e15, -1e15]) {
      const player = await openPlayer(service)
      const { acceptedCount } = await service.playback.recordEvents(
        { playbackSessionId: player.id, events: beats(2, player.startedAt), sendTime: { seconds, nanos: 0 } },
        player.call(),
      )
      assert.equal(acceptedCount, 2)
      assert.deepEqual(
        (await player.log()).map(({ occurTime }) => fromTimestamp(occurTime).getTime()),
        [player.startedAt, player.startedAt + 10_000],
      )
    }
  })

  it("refuses an empty batch, one of more than 500, and one without its time of sending", async () => {
    const player = await openPlayer(service)
    for (const count of [0, 501]) {
      const error = await refusal(player.send(beats(count, player.startedAt)), "INVALID_ARGUMENT")
      assert.deepEqual(
        error.details.violations?.map(({ field }) => field),
        ["events"],
      )
    }
    assert.equal((await player.send(beats(500, player.startedAt - 3_600_000))).acceptedCount, 61)
    const request = { playbackSessionId: player.id, events: beats(1, 0), sendTime: null }
    const error = await refusal(service.playback.recordEvents(request, player.call()), "INVALID_ARGUMENT")
    assert.deepEqual(
      error.details.violations?.map(({ field }) => field),
      ["send_time"],
    )
  })

  it("answers another person's playback session, administrators' eyes included, as one that does not exist", async () => {
    const player = await openPlayer(service)
    const record = (id: string, who = caller.learner()) =>
      service.playback.recordEvents(
        { playbackSessionId: id, events: beats(1, player.startedAt), sendTime: toTimestamp(new Date()) },
        callAs(who),
      )
    const messages = await Promise.all(
      [record(player.id), record(player.id, caller.admin()), record(randomUUID()), record("none")].map(async (call) => {
        return (await refusal(call, "NOT_FOUND", "PLAYBACK_SESSION_NOT_FOUND")).message
      }),
    )
    assert.equal(new Set(messages).size, 1)
    await refusal(record(player.id, caller.anonymous), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    assert.deepEqual(await player.log(), [])
  })

  it("takes events after the end, since an offline player sends them late", async () => {
    const player = await openPlayer(service)
    await service.playback.endPlayback(
      { playbackSessionId: player.id, endTime: toTimestamp(new Date()), positionMs: 60_000 },
      player.call(),
    )
    const { acceptedCount, progress } = await player.send(player.play(0, 30_000))
    assert.equal(acceptedCount, 2)
    assert.equal(progress?.coveredMs, 30_000)
    const { status, lastPositionMs, playedMs } = await player.session()
    assert.deepEqual(
      { status, lastPositionMs, playedMs },
      { status: "PLAYBACK_STATUS_ENDED", lastPositionMs: 60_000, playedMs: 30_000 },
    )
  })

  it("refuses more than a hundred thousand events in one playback session, but not what it has", async () => {
    const player = await openPlayer(service)
    const [first, second] = beats(2, player.startedAt) as [Event, Event]
    await player.send([first])
    const database = await mysql.createConnection(service.database.url)
    await database.query("update playback_sessions set arrived = '[[0,99998]]' where id = ?", [idToBytes(player.id)])
    await database.end()
    assert.equal((await player.send([{ ...second, sequence: 99_999 }])).highestSequence, 99_999)
    const more = player.send([event(100_000, "PAUSE", 0, player.startedAt)])
    await refusal(more, "FAILED_PRECONDITION", "PLAYBACK_FULL")
    assert.equal((await player.send([first])).duplicateCount, 1)
  })

  it("needs as many statements for five hundred events as for two, and three for a batch that is known", async () => {
    const statements = () => counterValue(service.telemetry, "db_statements_total", { origin: "call" })
    const player = await openPlayer(service, { startedAt: Date.now() - 2 * 3_600_000 })
    const { id } = service.courseSession({ durationSeconds: 7200 })
    const longer = await openPlayer(service, { sessionId: id, startedAt: player.startedAt })
    const cost = async (send: () => Promise<{ acceptedCount: number }>) => {
      const before = await statements()
      const { acceptedCount } = await send()
      return { acceptedCount, statements: (await statements()) - before }
    }
    assert.deepEqual(await cost(() => player.send(player.play(0, 1000))), { acceptedCount: 2, statements: 8 })
    const many = beats(500, longer.startedAt)
    assert.deepEqual(await cost(() => longer.send(many)), { acceptedCount: 500, statements: 8 })
    assert.deepEqual(await cost(() => longer.send(many)), { acceptedCount: 0, statements: 3 })
  })
})

describe("recordEvents, the player's clock", () => {
  const occurred = async (player: Awaited<ReturnType<typeof openPlayer>>) =>
    (await player.log()).map(({ occurTime }) => fromTimestamp(occurTime).getTime() - player.startedAt)
  const near = (found: number[], expected: number[]) => {
    assert.equal(found.length, expected.length)
    for (const [i, ms] of found.entries())
      assert.ok(Math.abs(ms - (expected[i] ?? 0)) < 5000, `${found.join()} for ${expected.join()}`)
  }

  it("is corrected when it is a day off, and all events move alike", async () => {
    for (const aheadMs of [DAY_MS, -DAY_MS]) {
      const at = Date.now() - 600_000
      const player = await openPlayer(service, { startedAt: at + aheadMs, aheadMs })
      await player.send([event(0, "PLAY", 0, at + aheadMs), event(1, "HEARTBEAT", 10_000, at + aheadMs + 10_000)])
      await player.send([event(2, "PAUSE", 20_000, at + aheadMs + 20_000)])
      const times = (await player.log()).map(({ occurTime }) => fromTimestamp(occurTime).getTime() - at)
      near(times, [0, 10_000, 20_000])
      assert.deepEqual([(times[1] ?? 0) - (times[0] ?? 0), (times[2] ?? 0) - (times[1] ?? 0)], [10_000, 10_000])
      assert.equal((await player.progress())?.coveredMs, 20_000)
    }
  })

  it("is not corrected for a slow request, which would shorten what was honestly played", async () => {
    const player = await openPlayer(service)
    const at = player.startedAt
    await player.send([event(0, "PLAY", 0, at)], -20_000) // took 20 s on its way
    await player.send([event(1, "PAUSE", 15_000, at + 15_000)])
    assert.deepEqual(await occurred(player), [0, 15_000])
    assert.equal((await player.progress())?.coveredMs, 15_000)
  })

  it("loses nothing when it is set by a day while the player is offline", async () => {
    for (const setByMs of [DAY_MS, -DAY_MS]) {
      const player = await openPlayer(service)
      const at = player.startedAt
      const before = [event(0, "PLAY", 0, at), event(1, "HEARTBEAT", 10_000, at + 10_000)]
      const later = [
        event(2, "HEARTBEAT", 20_000, at + setByMs + 20_000),
        event(3, "PAUSE", 30_000, at + setByMs + 30_000),
      ]
      const { acceptedCount } = await player.send([...before, ...later], setByMs)
      assert.equal(acceptedCount, 4)
      near(await occurred(player), [0, 10_000, 20_000, 30_000])
      assert.ok(((await player.progress())?.coveredMs ?? 0) >= 25_000)
    }
  })

  it("loses nothing when a wrong one is set right while the player is offline", async () => {
    for (const aheadMs of [DAY_MS, -DAY_MS]) {
      const at = Date.now() - 600_000
      const player = await openPlayer(service, { startedAt: at + aheadMs, aheadMs })
      const events = [
        event(0, "PLAY", 0, at + aheadMs),
        event(1, "HEARTBEAT", 10_000, at + aheadMs + 10_000),
        event(2, "PAUSE", 20_000, at + 20_000),
      ]
      const { acceptedCount } = await player.send(events, 0)
      assert.equal(acceptedCount, 3)
      near(
        (await player.log()).map(({ occurTime }) => fromTimestamp(occurTime).getTime() - at),
        [0, 10_000, 20_000],
      )
    }
  })
})

describe("recordEvents, what counts as watched", () => {
  it("does not complete by dragging to the end", async () => {
    const player = await openPlayer(service)
    const at = player.startedAt
    const { progress } = await player.send([
      event(0, "PLAY", 0, at),
      event(1, "SEEK", 599_000, at + 1000, { fromPositionMs: 1000 }),
      event(2, "STOP", 600_000, at + 2000),
    ])
    assert.equal(progress?.completed, false)
    assert.equal(progress?.coveredMs, 2000)
  })

  it("counts the first half twice as half", async () => {
    const player = await openPlayer(service)
    await player.send(player.play(0, 300_000))
    const { progress } = await player.send(
      player.play(0, 300_000, { at: player.startedAt + 400_000, firstSequence: 2 }),
    )
    assert.equal(progress?.coveredMs, 300_000)
    assert.deepEqual(progress?.spans, [{ startMs: 0, endMs: 300_000, count: 2 }])
    assert.equal((await player.session()).playedMs, 600_000)
  })

  it("completes at nine tenths in whatever order they were played, and stays so", async () => {
    const player = await openPlayer(service)
    const parts = [5, 2, 8, 0, 3, 7, 1, 6, 4]
    const answers = []
    for (const [i, part] of parts.entries())
      answers.push(
        await player.send(
          player.play(part * 60_000, (part + 1) * 60_000, { at: player.startedAt + i * 61_000, firstSequence: 2 * i }),
        ),
      )
    assert.deepEqual(
      answers.map(({ progress }) => progress?.completed),
      [...Array<boolean>(8).fill(false), true],
    )
    const { completeTime } = required(answers.at(-1)?.progress)
    assert.ok(completeTime)
    const more = await player.send(player.play(0, 60_000, { at: player.startedAt + 600_000, firstSequence: 20 }))
    assert.deepEqual(more.progress?.completeTime, completeTime)
  })

  it("completes once when many players of one learner cross the threshold at once", async () => {
    const { id: sessionId } = service.courseSession()
    const learner = caller.learner()
    const players = await Promise.all(Array.from({ length: 10 }, () => openPlayer(service, { learner, sessionId })))
    const answers = await Promise.all(
      players.map((player, i) => player.send(player.play(i * 60_000, (i + 1) * 60_000))),
    )
    const completions = answers.filter(({ progress }) => progress?.completed)
    assert.ok(completions.length === 1 || completions.length === 2)
    assert.equal(new Set(completions.map(({ progress }) => JSON.stringify(progress?.completeTime))).size, 1)
    assert.deepEqual((await players[0]?.progress())?.spans, [{ startMs: 0, endMs: 600_000, count: 1 }])
  })

  it("cuts a claim that is faster than the wall clock to its bound", async () => {
    const player = await openPlayer(service)
    const { progress } = await player.send([
      event(0, "PLAY", 0, player.startedAt),
      event(1, "PAUSE", 500_000, player.startedAt + 10_000),
    ])
    assert.equal(progress?.coveredMs, 13_000)
  })

  it("gives a thousand claims in a second the time of that second, not a thousand times the slack", async () => {
    const player = await openPlayer(service)
    const claims = Array.from({ length: 400 }, (_, i) =>
      event(i, i === 0 ? "PLAY" : "HEARTBEAT", i * 1500, player.startedAt + i),
    )
    const { progress } = await player.send(claims)
    assert.deepEqual(progress?.spans, [{ startMs: 0, endMs: 598_500, count: 1 }])
    assert.equal(progress?.coveredMs, Math.round(399 * 1.1) + 2000)
    assert.equal(progress?.completed, false)
    const { playedMs, coveredMs } = await player.session()
    assert.deepEqual([playedMs, coveredMs], [progress?.coveredMs, progress?.coveredMs])
    const patient = await player.send([event(400, "PAUSE", 598_500, player.startedAt + 500_000)])
    assert.equal(patient.progress?.completed, true, "the time it takes has passed meanwhile")
  })

  it("counts double speed fully", async () => {
    const player = await openPlayer(service)
    const { progress } = await player.send([
      event(0, "PLAY", 0, player.startedAt, { rate: 2 }),
      event(1, "PAUSE", 500_000, player.startedAt + 250_000),
    ])
    assert.equal(progress?.coveredMs, 500_000)
  })

  it("keeps two players of one learner from blocking each other, however many batches they send at once", async () => {
    const { id: sessionId } = service.courseSession({ durationSeconds: 3600 })
    const learner = caller.learner()
    const startedAt = Date.now() - 2 * 3_600_000
    const players = await Promise.all([0, 1].map(() => openPlayer(service, { learner, sessionId, startedAt })))
    await Promise.all(
      players.flatMap((player) => {
        const events = beats(100, startedAt)
        return Array.from({ length: 10 }, (_, i) => player.send(events.filter(({ sequence }) => sequence % 10 === i)))
      }),
    )
    assert.deepEqual((await players[0]?.progress())?.spans, [{ startMs: 0, endMs: 990_000, count: 2 }])
  })
})

describe("the resume position", () => {
  const resume = async (player: Awaited<ReturnType<typeof openPlayer>>) =>
    (await openPlayer(service, { learner: player.learner, sessionId: player.sessionId })).started.resumePositionMs

  it("stays when another device opens and dies without playing", async () => {
    const { id: sessionId } = service.courseSession({ durationSeconds: 1200 })
    const a = await openPlayer(service, { sessionId })
    await a.send(a.play(0, 600_000))
    const b = await openPlayer(service, { sessionId, learner: a.learner })
    assert.equal(b.started.resumePositionMs, 600_000)
    await b.send([event(0, "PLAY", 0, Date.now() - 1000), event(1, "ERROR", 0, Date.now())])
    await b.send([event(2, "SEEK", 30_000, Date.now(), { fromPositionMs: 0 }), event(3, "STOP", 30_000, Date.now())])
    assert.equal(await resume(a), 600_000)
  })

  it("is the end of what was played last, not of what was reported last", async () => {
    const { id: sessionId } = service.courseSession()
    const a = await openPlayer(service, { sessionId })
    const b = await openPlayer(service, { sessionId, learner: a.learner })
    await a.send(a.play(100_000, 200_000, { at: a.startedAt + 1_000_000 }))
    await b.send(b.play(0, 50_000, { at: b.startedAt }))
    assert.equal(await resume(a), 200_000)
    await b.send(b.play(10_000, 40_000, { at: b.startedAt + 2_000_000, firstSequence: 2 }))
    assert.equal(await resume(a), 40_000)
  })

  it("is the beginning again when the video was played to its end", async () => {
    const a = await openPlayer(service)
    await a.send(a.play(500_000, 600_000))
    assert.equal(await resume(a), 0)
  })
})
