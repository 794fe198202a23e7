import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { playbackService } from "@lectern/contracts/package-definition"
import { exhausted, unavailable } from "@lectern/rpc/errors"
import { toTimestamp } from "@lectern/rpc/timestamp"
import type { Caller } from "@lectern/rpc/passport"
import { testPlaybackService } from "@lectern/playback-service/test-service"
import type { Subgraph } from "@lectern/subgraph-kit/subgraph"
import { callAs, caller, passportPublicKey } from "@lectern/test-kit/callers"
import { runOperation } from "@lectern/test-kit/run-operation"
import { counterValue, silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { stubService } from "@lectern/test-kit/stub-service"
import { openPlaybackSubgraph } from "./open.ts"

const START = `mutation ($input: StartPlaybackInput!) {
  startPlayback(input: $input) {
    __typename
    ... on StartPlaybackSuccess {
      resumePositionMs
      heartbeatSeconds
      playbackSession { id status startedAt endedAt user { id } session { id } lastPositionMs playedMs coveredMs }
    }
    ... on UserError { code message }
    ... on NotFoundError { resourceId }
    ... on ValidationError { fields { path rule } }
  }
}`
const RECORD = `mutation ($input: RecordPlaybackEventsInput!) {
  recordPlaybackEvents(input: $input) {
    __typename
    ... on RecordPlaybackEventsSuccess {
      acceptedCount duplicateCount rejected { id code message } highestSequence missing
      progress { resumePositionMs coveredMs coverage completed completedAt lastWatchedAt spans { startMs endMs count } }
    }
    ... on UserError { code message }
    ... on NotFoundError { resourceId }
    ... on ValidationError { fields { path rule } }
    ... on OverloadedError { retryAfterSeconds }
  }
}`
const END = `mutation ($input: EndPlaybackInput!) {
  endPlayback(input: $input) {
    __typename
    ... on EndPlaybackSuccess { playbackSession { status endedAt lastPositionMs } progress { coverage } }
    ... on UserError { code message }
    ... on NotFoundError { resourceId }
    ... on ValidationError { fields { path rule } }
  }
}`

// What a union answers, as far as these tests look at it.
interface Answer {
  __typename: string
  code: string
  resourceId: string
  retryAfterSeconds: number
  fields: { path: string[]; rule: string }[]
  rejected: { id: string; code: string; message: string }[]
  playbackSession: { id: string; status: string }
  progress: Record<string, unknown>
  [field: string]: unknown
}

describe("the playback subgraph", () => {
  let service: Awaited<ReturnType<typeof testPlaybackService>>
  let subgraph: Subgraph
  const telemetry = silentTelemetry("playback-subgraph")
  before(async () => {
    service = await testPlaybackService()
    subgraph = openPlaybackSubgraph(
      { PLAYBACK_SERVICE: service.address, PASSPORT_PUBLIC_KEYS: [passportPublicKey] },
      telemetry,
    )
  })
  after(async () => {
    subgraph.close()
    await service[Symbol.asyncDispose]()
  })

  const run = <T>(who: Caller, query: string, variables?: Record<string, unknown>, on = subgraph) =>
    runOperation<T>(on, callAs(who), query, variables)
  const mutate = async (who: Caller, mutation: string, input: object, on = subgraph): Promise<Answer> => {
    const { data, errors } = await run<Record<string, Answer>>(who, mutation, { input }, on)
    assert.equal(errors, undefined)
    return Object.values(data)[0]!
  }
  const rpcs = (method: string) => counterValue(telemetry, "grpc_client_handled_total", { grpc_method: method })
  /** How many RPCs of a method some work makes. */
  const rpcsOf = async (method: string, work: () => Promise<unknown>) => {
    const before = await rpcs(method)
    await work()
    return (await rpcs(method)) - before
  }

  const startedAt = new Date(Date.now() - 3_600_000)
  const atSecond = (second: number) => new Date(startedAt.getTime() + second * 1000).toISOString()
  const startInput = (over: object = {}) => ({
    sessionId: service.courseSession().id,
    deviceId: "web",
    clientSessionId: randomUUID(),
    startedAt: startedAt.toISOString(),
    ...over,
  })
  const open = async (who: Caller, over: object = {}) => (await mutate(who, START, startInput(over))).playbackSession.id
  const eventInput = (sequence: number, type: string, second: number, over: object = {}) => ({
    id: randomUUID(),
    sequence,
    type,
    positionMs: second * 1000,
    occurredAt: atSecond(second),
    ...over,
  })
  const record = (who: Caller, playbackSessionId: string, events: object[], on = subgraph) =>
    mutate(who, RECORD, { playbackSessionId, events, sentAt: new Date().toISOString() }, on)
  /** Plays seconds of a course session in real time, in a playback of its own. */
  const watch = async (who: Caller, sessionId: string, from: number, to: number) => {
    const id = await open(who, { sessionId })
    await record(who, id, [eventInput(0, "PLAY", from), eventInput(1, "PAUSE", to)])
    return id
  }

  describe("startPlayback", () => {
    it("opens a playback session", async () => {
      const me = caller.learner()
      const { id: sessionId } = service.courseSession()
      const answer = await mutate(me, START, startInput({ sessionId, sentAt: new Date().toISOString() }))
      assert.deepEqual(answer, {
        __typename: "StartPlaybackSuccess",
        resumePositionMs: 0,
        heartbeatSeconds: 10,
        playbackSession: {
          id: answer.playbackSession.id,
          status: "OPEN",
          startedAt: startedAt.toISOString(),
          endedAt: null,
          user: { id: me.userId },
          session: { id: sessionId },
          lastPositionMs: 0,
          playedMs: 0,
          coveredMs: 0,
        },
      })
    })

    it("answers each expected failure as a member of the union", async () => {
      const me = caller.learner()
      const { id: sessionId, courseId } = service.courseSession()
      service.denied.set(courseId, "ACCESS_REASON_NOT_ENROLLED")
      const denied = await mutate(me, START, startInput({ sessionId }))
      assert.equal(denied.__typename, "NotEntitledError")
      assert.equal(denied.code, "NOT_ENROLLED")
      const unknown = randomUUID()
      const missing = await mutate(me, START, startInput({ sessionId: unknown }))
      assert.equal(missing.__typename, "NotFoundError")
      assert.equal(missing.code, "SESSION_NOT_FOUND")
      assert.equal(missing.resourceId, unknown)
      const invalid = await mutate(me, START, startInput({ deviceId: "", clientSessionId: "x" }))
      assert.deepEqual(invalid.fields, [
        { path: ["deviceId"], rule: "length" },
        { path: ["clientSessionId"], rule: "uuid" },
      ])
      const late = await mutate(me, START, startInput({ startedAt: "2001-01-01T00:00:00Z" }))
      assert.deepEqual(late.fields, [{ path: ["startedAt"], rule: "range" }])
      const clientSessionId = randomUUID()
      await mutate(me, START, startInput({ clientSessionId }))
      const reused = await mutate(me, START, startInput({ clientSessionId }))
      assert.equal(reused.code, "CLIENT_SESSION_ID_REUSED")
      assert.deepEqual(reused.fields, [{ path: ["clientSessionId"], rule: "unused" }])
    })

    it("is UNAUTHENTICATED for who is not signed in", async () => {
      const { errors } = await run(caller.anonymous, START, { input: startInput() })
      assert.equal(errors?.[0]?.extensions?.code, "UNAUTHENTICATED")
    })
  })

  describe("recordPlaybackEvents", () => {
    it("logs events and answers counts, what is missing, what was refused, and the progress", async () => {
      const me = caller.learner()
      const id = await open(me)
      const bad = eventInput(5, "PLAY", 9999)
      const events = [eventInput(0, "PLAY", 0), eventInput(1, "HEARTBEAT", 30), eventInput(3, "STOP", 60), bad]
      const answer = await record(me, id, events)
      assert.match(answer.rejected[0]?.message ?? "", /position_ms: 0 to 601000 is expected/)
      assert.deepEqual(answer, {
        __typename: "RecordPlaybackEventsSuccess",
        acceptedCount: 3,
        duplicateCount: 0,
        rejected: [{ id: bad.id, code: "INVALID_EVENT", message: answer.rejected[0]?.message }],
        highestSequence: 3,
        missing: [2],
        progress: {
          resumePositionMs: 30_000,
          coveredMs: 30_000,
          coverage: 0.05,
          completed: false,
          completedAt: null,
          lastWatchedAt: atSecond(30),
          spans: [{ startMs: 0, endMs: 30_000, count: 1 }],
        },
      })
      assert.equal((await record(me, id, events)).duplicateCount, 3)
    })

    it("takes no rate, and a null one, for normal speed", async () => {
      const me = caller.learner()
      const id = await open(me)
      const answer = await record(me, id, [eventInput(0, "PLAY", 0), eventInput(1, "PAUSE", 1, { rate: null })])
      assert.equal(answer.acceptedCount, 2)
    })

    it("answers each expected failure as a member of the union", async () => {
      const me = caller.learner()
      const id = await open(me)
      const none = await record(me, id, [])
      assert.deepEqual(none.fields, [{ path: ["events"], rule: "count" }])
      const foreign = await record(caller.learner(), id, [eventInput(0, "PLAY", 0)])
      assert.equal(foreign.__typename, "NotFoundError")
      assert.equal(foreign.resourceId, id)
    })

    it("says when to come back while the service is overloaded or away", async () => {
      const failures = [exhausted("DATABASE_BUSY", "busy", 2500), unavailable("away")]
      const busy = await stubService(playbackService, { recordEvents: () => Promise.reject(failures[0]!) })
      const config = { PLAYBACK_SERVICE: busy.address, PASSPORT_PUBLIC_KEYS: [passportPublicKey] }
      const onBusy = openPlaybackSubgraph(config, silentTelemetry("busy"))
      try {
        const answer = await record(caller.learner(), randomUUID(), [eventInput(0, "PLAY", 0)], onBusy)
        assert.equal(answer.__typename, "OverloadedError")
        assert.equal(answer.code, "DATABASE_BUSY")
        assert.equal(answer.retryAfterSeconds, 3)
        failures[0] = failures[1]!
        const away = await record(caller.learner(), randomUUID(), [eventInput(0, "PLAY", 0)], onBusy)
        assert.equal(away.__typename, "OverloadedError")
        await busy.stop()
        const gone = await record(caller.learner(), randomUUID(), [eventInput(0, "PLAY", 0)], onBusy)
        assert.equal(gone.__typename, "OverloadedError")
        assert.equal(gone.retryAfterSeconds, 1)
        assert.equal(gone.message, "the service is away for the moment")
      } finally {
        onBusy.close()
      }
    })

    it("refuses what GraphQL can't read with BAD_USER_INPUT", async () => {
      const me = caller.learner()
      const id = await open(me)
      for (const over of [{ sequence: 2 ** 31 }, { positionMs: 1.5 }, { type: "JUMP" }, { occurredAt: "yesterday" }]) {
        const { errors } = await run(me, RECORD, {
          input: { playbackSessionId: id, events: [eventInput(0, "PLAY", 0, over)], sentAt: atSecond(0) },
        })
        assert.equal(errors?.[0]?.extensions?.code, "BAD_USER_INPUT")
      }
    })
  })

  describe("endPlayback", () => {
    const endInput = (playbackSessionId: string, over: object = {}) => ({
      playbackSessionId,
      endedAt: atSecond(90),
      positionMs: 60_000,
      ...over,
    })

    it("closes the playback session", async () => {
      const me = caller.learner()
      const id = await watch(me, service.courseSession().id, 0, 60)
      assert.deepEqual(await mutate(me, END, endInput(id)), {
        __typename: "EndPlaybackSuccess",
        playbackSession: { status: "ENDED", endedAt: atSecond(90), lastPositionMs: 60_000 },
        progress: { coverage: 0.1 },
      })
    })

    it("answers each expected failure as a member of the union", async () => {
      const me = caller.learner()
      const id = await open(me)
      const foreign = await mutate(caller.learner(), END, endInput(id))
      assert.deepEqual([foreign.__typename, foreign.resourceId], ["NotFoundError", id])
      const early = await mutate(me, END, endInput(id, { endedAt: atSecond(-1), positionMs: -1 }))
      assert.deepEqual(early.fields, [
        { path: ["endedAt"], rule: "range" },
        { path: ["positionMs"], rule: "range" },
      ])
    })
  })

  describe("playbackSession", () => {
    const QUERY = `query ($id: ID!, $first: Int, $after: String) {
      playbackSession(id: $id) {
        id
        events(first: $first, after: $after) {
          edges { cursor node { sequence type positionMs fromPositionMs rate occurredAt receivedAt } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }`
    interface Found {
      playbackSession: {
        events: {
          edges: { node: Record<string, unknown> }[]
          pageInfo: { hasNextPage: boolean; endCursor: string }
        }
      } | null
    }

    it("pages through the log", async () => {
      const me = caller.learner()
      const id = await open(me)
      await record(me, id, [
        eventInput(1, "SEEK", 50, { fromPositionMs: 7000, rate: 1.5, occurredAt: atSecond(7) }),
        eventInput(0, "PLAY", 0, { rate: 1.5 }),
        eventInput(2, "STOP", 60),
      ])
      const first = await run<Found>(me, QUERY, { id, first: 2 })
      const { edges, pageInfo } = first.data.playbackSession!.events
      const receivedAt = edges[0]?.node.receivedAt
      assert.match(String(receivedAt), /^20\d\d-.*Z$/)
      assert.deepEqual(
        edges.map(({ node }) => node),
        [
          {
            sequence: 0,
            type: "PLAY",
            positionMs: 0,
            fromPositionMs: null,
            rate: 1.5,
            occurredAt: atSecond(0),
            receivedAt,
          },
          {
            sequence: 1,
            type: "SEEK",
            positionMs: 50_000,
            fromPositionMs: 7000,
            rate: 1.5,
            occurredAt: atSecond(7),
            receivedAt,
          },
        ],
      )
      assert.equal(pageInfo.hasNextPage, true)
      const second = await run<Found>(me, QUERY, { id, first: 2, after: pageInfo.endCursor })
      assert.deepEqual(
        second.data.playbackSession?.events.edges.map(({ node }) => node.type),
        ["STOP"],
      )
    })

    it("is null for an unknown one and for another person's, but not for administrators", async () => {
      const id = await open(caller.learner())
      const find = async (who: Caller, wanted: string) =>
        (await run<Found>(who, `query ($id: ID!) { playbackSession(id: $id) { id } }`, { id: wanted })).data
      assert.deepEqual(await find(caller.learner(), id), { playbackSession: null })
      assert.deepEqual(await find(caller.learner(), "none"), { playbackSession: null })
      assert.deepEqual(await find(caller.admin(), id), { playbackSession: { id } })
    })

    it("refuses sloppy pages with BAD_USER_INPUT", async () => {
      const me = caller.learner()
      const id = await open(me)
      for (const page of [{ first: 0 }, { first: -1 }, { first: 101 }, { first: 1, after: "WzBd.forged" }]) {
        const { errors } = await run(me, QUERY, { id, ...page })
        assert.equal(errors?.[0]?.extensions?.code, "BAD_USER_INPUT")
      }
    })
  })

  describe("continueWatching", () => {
    const QUERY = `query ($first: Int) { continueWatching(first: $first) { id session { __typename id } } }`

    it("lists where each session was last played, as references for the courses subgraph", async () => {
      const me = caller.learner()
      const sessionId = service.courseSession().id
      await watch(me, sessionId, 0, 10)
      const last = await watch(me, sessionId, 20, 30)
      await open(me)
      const { data } = await run(me, QUERY)
      assert.deepEqual(data, {
        continueWatching: [{ id: last, session: { __typename: "CourseSession", id: sessionId } }],
      })
    })

    it("refuses a sloppy number with BAD_USER_INPUT", async () => {
      for (const first of [0, -1, 101]) {
        const { errors } = await run(caller.learner(), QUERY, { first })
        assert.equal(errors?.[0]?.extensions?.code, "BAD_USER_INPUT")
      }
    })
  })

  describe("what it adds to the entities of others", () => {
    const ENTITIES = (fields: string) => `query ($r: [_Any!]!) { _entities(representations: $r) { ${fields} } }`
    const entities = (who: Caller, representations: object[], fields: string) =>
      run<{ _entities: (Record<string, never> | null)[] }>(who, ENTITIES(fields), { r: representations })

    it("gives the progress of any number of course sessions with one RPC, zero when never begun", async () => {
      const me = caller.learner()
      const sessionId = service.courseSession().id
      await watch(me, sessionId, 0, 60)
      const references = [sessionId, ...Array.from({ length: 30 }, () => randomUUID()), sessionId].map((id) => ({
        __typename: "CourseSession",
        id,
        durationSeconds: 120,
      }))
      const fields = `... on CourseSession { viewerProgress {
        resumePositionMs coveredMs coverage completed completedAt lastWatchedAt spans { startMs endMs count } } }`
      let answer: Awaited<ReturnType<typeof entities>> | undefined
      const calls = await rpcsOf("BatchGetProgress", async () => (answer = await entities(me, references, fields)))
      assert.equal(calls, 1)
      const found = answer?.data._entities ?? []
      assert.equal(found.length, 32)
      assert.deepEqual(found[0], found[31])
      assert.deepEqual(found[0], {
        viewerProgress: {
          resumePositionMs: 60_000,
          coveredMs: 60_000,
          coverage: 0.5,
          completed: false,
          completedAt: null,
          lastWatchedAt: atSecond(60),
          spans: [{ startMs: 0, endMs: 60_000, count: 1 }],
        },
      })
      assert.deepEqual(found[1], {
        viewerProgress: {
          resumePositionMs: 0,
          coveredMs: 0,
          coverage: 0,
          completed: false,
          completedAt: null,
          lastWatchedAt: null,
          spans: [],
        },
      })
    })

    it("makes one RPC for each five hundred course sessions", async () => {
      const references = Array.from({ length: 501 }, () => ({
        __typename: "CourseSession",
        id: randomUUID(),
        durationSeconds: 1,
      }))
      const fields = `... on CourseSession { viewerProgress { coverage } }`
      assert.equal(await rpcsOf("BatchGetProgress", () => entities(caller.learner(), references, fields)), 2)
    })

    it("never shows a share above 1 though the video has become shorter", async () => {
      const me = caller.learner()
      const sessionId = service.courseSession().id
      await watch(me, sessionId, 0, 60)
      const { data } = await entities(
        me,
        [{ __typename: "CourseSession", id: sessionId, durationSeconds: 30 }],
        `... on CourseSession { viewerProgress { coverage } }`,
      )
      assert.deepEqual(data._entities, [{ viewerProgress: { coverage: 1 } }])
    })

    it("gives the progress in two hundred courses with one RPC", async () => {
      const me = caller.learner()
      const courseId = randomUUID()
      const sessions = [60, 100, 40].map((durationSeconds) => service.courseSession({ courseId, durationSeconds }))
      await watch(me, sessions[0]!.id, 0, 60)
      const course = {
        __typename: "Course",
        id: courseId,
        sessions: sessions.map(({ id, durationSeconds }) => ({ __typename: "CourseSession", id, durationSeconds })),
      }
      const others = Array.from({ length: 199 }, () => ({ ...course, id: randomUUID(), sessions: [] }))
      const fields = `... on Course { viewerProgress {
        completedSessionCount sessionCount coverage lastWatchedAt resumeSession { __typename id } } }`
      let answer: Awaited<ReturnType<typeof entities>> | undefined
      const calls = await rpcsOf(
        "BatchGetProgress",
        async () => (answer = await entities(me, [course, ...others], fields)),
      )
      assert.equal(calls, 1)
      assert.deepEqual(answer?.data._entities[0], {
        viewerProgress: {
          completedSessionCount: 1,
          sessionCount: 3,
          coverage: 0.3,
          lastWatchedAt: atSecond(60),
          resumeSession: { __typename: "CourseSession", id: sessions[1]!.id },
        },
      })
      assert.deepEqual(answer.data._entities[199], {
        viewerProgress: {
          completedSessionCount: 0,
          sessionCount: 0,
          coverage: 0,
          lastWatchedAt: null,
          resumeSession: null,
        },
      })
    })

    it("shows the learning pattern and the playback sessions of the viewer, and nobody else's", async () => {
      const me = caller.learner()
      await watch(me, service.courseSession().id, 0, 60)
      await open(me)
      const fields = `... on User {
        learningPattern { playedMs activeDayCount currentStreakDays longestStreakDays byHourOfDay byWeekday
          averageSittingMs averageRate replayRatio }
        playbackSessions(first: 1) { totalCount edges { node { status } } pageInfo { hasNextPage } }
      }`
      const user = { __typename: "User", id: me.userId, timeZone: "Asia/Seoul" }
      const { data, errors } = await entities(me, [user], fields)
      assert.equal(errors, undefined)
      const hour = (new Date(atSecond(0)).getUTCHours() + 9) % 24
      const found = data._entities[0] as unknown as {
        learningPattern: Record<string, number | number[]>
        playbackSessions: object
      }
      assert.ok((found.learningPattern.byHourOfDay as number[])[hour]! > 0)
      const sums = { ...found.learningPattern }
      for (const list of ["byHourOfDay", "byWeekday"])
        sums[list] = (sums[list] as number[]).reduce((sum, ms) => sum + ms)
      assert.deepEqual(
        { ...sums, currentStreakDays: 1, longestStreakDays: 1, activeDayCount: 1 },
        {
          playedMs: 60_000,
          activeDayCount: 1,
          currentStreakDays: 1,
          longestStreakDays: 1,
          byHourOfDay: 60_000,
          byWeekday: 60_000,
          averageSittingMs: 60_000,
          averageRate: 1,
          replayRatio: 1,
        },
      )
      assert.deepEqual(found.playbackSessions, {
        totalCount: 2,
        edges: [{ node: { status: "OPEN" } }],
        pageInfo: { hasNextPage: true },
      })
      const foreign = await entities(caller.learner(), [user], fields)
      assert.deepEqual(foreign.data._entities, [{ learningPattern: null, playbackSessions: null }])
      assert.deepEqual(
        foreign.errors?.map(({ extensions }) => extensions?.code),
        ["FORBIDDEN", "FORBIDDEN"],
      )
    })

    it("counts the learning pattern in the time asked for, and refuses one that ends before it begins", async () => {
      const me = caller.learner()
      await watch(me, service.courseSession().id, 0, 60)
      const user = { __typename: "User", id: me.userId, timeZone: "UTC" }
      const played = (from: string, to: string) =>
        entities(me, [user], `... on User { learningPattern(from: "${from}", to: "${to}") { playedMs } }`)
      assert.deepEqual((await played(atSecond(-5), atSecond(5))).data._entities, [
        { learningPattern: { playedMs: 60_000 } },
      ])
      assert.deepEqual((await played(atSecond(5), atSecond(9))).data._entities, [{ learningPattern: { playedMs: 0 } }])
      const { errors } = await played(atSecond(9), atSecond(5))
      assert.equal(errors?.[0]?.extensions?.code, "BAD_USER_INPUT")
    })

    it("shows analytics and heat to those who may see them, with one RPC each for two hundred sessions", async () => {
      const courseId = randomUUID()
      const instructor = caller.instructor()
      service.teachers.set(courseId, instructor.userId ?? "")
      const sessions = Array.from({ length: 200 }, () => service.courseSession({ courseId, durationSeconds: 60 }))
      const [watched] = sessions
      for (let i = 0; i < 5; i++) await watch(caller.learner(), watched!.id, 0, 20)
      const representations = sessions.map(({ id }) => ({ __typename: "CourseSession", id }))
      const fields = `... on CourseSession {
        analytics {
          viewerCount repeatViewerCount playCount playedMs averageCoverage completionRate
          dropOff { positionMs leftCount }
          heatmap { viewerCount }
        }
        mostReplayed {
          bucketMs viewerCount peaks { startMs } buckets { startMs playCount uniqueViewers intensity retention }
        }
      }`
      const bucket = { playCount: 5, uniqueViewers: 5, intensity: 1, retention: 1 }
      const heat = {
        bucketMs: 5000,
        viewerCount: 5,
        peaks: [],
        buckets: [0, 5000, 10_000, 15_000].map((startMs) => ({ startMs, ...bucket })),
      }
      await until(
        async () => {
          const { data } = await entities(instructor, representations.slice(0, 1), fields)
          return (data._entities[0] as unknown as { mostReplayed: typeof heat | null }).mostReplayed?.viewerCount === 5
        },
        { description: "the learners to be counted" },
      )
      let answer: Awaited<ReturnType<typeof entities>> | undefined
      const asked = async () => (answer = await entities(instructor, representations, fields))
      for (const method of ["BatchGetSessionAnalytics", "BatchGetHeatmaps"])
        assert.equal(await rpcsOf(method, asked), 1)
      assert.deepEqual(answer?.data._entities[0], {
        analytics: {
          viewerCount: 5,
          repeatViewerCount: 0,
          playCount: 5,
          playedMs: 100_000,
          averageCoverage: 1 / 3,
          completionRate: 0,
          dropOff: [{ positionMs: 20_000, leftCount: 5 }],
          heatmap: { viewerCount: 5 },
        },
        mostReplayed: heat,
      })
      const empty = { viewerCount: 0, repeatViewerCount: 0, playCount: 0, playedMs: 0, averageCoverage: 0 }
      assert.deepEqual(answer.data._entities[199], {
        analytics: { ...empty, completionRate: 0, dropOff: [], heatmap: null },
        mostReplayed: null,
      })
      const foreign = await entities(caller.instructor(), representations.slice(0, 1), fields)
      assert.deepEqual(foreign.data._entities, [{ analytics: null, mostReplayed: heat }])
      assert.equal(foreign.errors, undefined)

      const ofCourse = await entities(
        instructor,
        [{ __typename: "Course", id: courseId }],
        `... on Course { analytics {
          activeLearnerCount playedMs completionRate
          sessions { session { id } analytics { viewerCount heatmap { viewerCount } } }
        } }`,
      )
      assert.equal(ofCourse.errors, undefined)
      const [found] = ofCourse.data._entities as unknown as { analytics: { sessions: unknown[] } }[]
      const { sessions: rows, ...sums } = found!.analytics
      assert.deepEqual(sums, { activeLearnerCount: 5, playedMs: 100_000, completionRate: 0 })
      assert.equal(rows.length, 200)
      assert.deepEqual(rows[0], {
        session: { id: watched!.id },
        analytics: { viewerCount: 5, heatmap: { viewerCount: 5 } },
      })
    })

    it("costs those who are not signed in these fields and nothing else", async () => {
      const { data, errors } = await entities(
        caller.anonymous,
        [{ __typename: "CourseSession", id: randomUUID(), durationSeconds: 1 }],
        `... on CourseSession { id viewerProgress { coverage } }`,
      )
      assert.equal(data._entities[0]?.viewerProgress, null)
      assert.equal(errors?.[0]?.extensions?.code, "UNAUTHENTICATED")
    })
  })

  it("knows abandoned sessions", async () => {
    const time = toTimestamp(startedAt)
    const session = {
      id: randomUUID(),
      userId: randomUUID(),
      sessionId: randomUUID(),
      status: "PLAYBACK_STATUS_ABANDONED" as const,
      startTime: time,
      endTime: time,
    }
    const stub = await stubService(playbackService, {
      batchGetPlaybackSessions: () => Promise.resolve({ playbackSessions: [session] }),
    })
    const config = { PLAYBACK_SERVICE: stub.address, PASSPORT_PUBLIC_KEYS: [passportPublicKey] }
    const onStub = openPlaybackSubgraph(config, silentTelemetry("stubbed"))
    const query = `query ($id: ID!) { playbackSession(id: $id) { status endedAt } }`
    const { data } = await run(caller.learner(), query, { id: session.id }, onStub)
    assert.deepEqual(data, { playbackSession: { status: "ABANDONED", endedAt: startedAt.toISOString() } })
    onStub.close()
    await stub.stop()
  })

  it("does not answer without a passport", () => {
    assert.throws(
      () => subgraph.openScope({ passport: "", deadlineMs: 0, signal: AbortSignal.abort(), correlationId: "" }),
      { reason: "PASSPORT_REQUIRED" },
    )
  })
})
