import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { after, before, describe, it } from "node:test"
import { fileURLToPath } from "node:url"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { callAs, caller } from "@lectern/test-kit/callers"
import { coverageOf, type Coverage } from "@lectern/watch-algebra/watch-algebra"
import { closeAbandonedPlaybacks } from "./abandoned-playbacks.ts"
import type { Database } from "./database.ts"
import { openPlaybackDatabase } from "./rebuild.ts"
import { event, openPlayer, type TestService } from "./test-player.ts"
import { testPlaybackService } from "./test-service.ts"
import { progressByFold, sendWatching, simulatedLearners } from "./test-watching.ts"
import { countPlaybacks, exportXapi } from "./xapi-export.ts"
import { playedSegments, type XapiStatement } from "./xapi-statements.ts"

const HOME = "https://learn.example"
const PROFILE = fileURLToPath(new URL("../../../../shared/data/xapi/video-profile-v1.0.3.jsonld", import.meta.url))
const X = "https://w3id.org/xapi/video/extensions/"

let service: TestService
let db: Database
before(async () => {
  service = await testPlaybackService()
  db = await openPlaybackDatabase(service.database.url, silentTelemetry("command"))
})
after(async () => {
  await db.destroy()
  await service[Symbol.asyncDispose]()
})

async function exported(courseId: string): Promise<XapiStatement[]> {
  const statements: XapiStatement[] = []
  // As it is written, one to a line.
  for await (const statement of exportXapi(db, { courseId, homePage: HOME }))
    statements.push(JSON.parse(JSON.stringify(statement)) as XapiStatement)
  return statements
}
const verbOf = ({ verb }: XapiStatement) => verb.display.en
const resultOf = ({ result }: XapiStatement, name: string) => result?.extensions[X + name]

/** What a consumer of the profile reads. */
const parsedSegments = (statement: XapiStatement): Coverage => {
  const text = String(resultOf(statement, "played-segments"))
  const segments = text === "" ? [] : text.split("[,]").map((segment) => segment.split("[.]").map(Number))
  return coverageOf(
    segments.map(([start = NaN, end = NaN]) => ({ startMs: Math.round(start * 1000), endMs: Math.round(end * 1000) })),
  )
}

const countAt = (coverage: Coverage, ms: number) => coverage.find(([from, to]) => from <= ms && to > ms)?.[2] ?? 0

interface Template {
  id: string
  verb: string
  objectActivityType?: string
  rules: { location: string; presence?: "included" | "excluded" | "recommended" }[]
}
const at = (statement: unknown, location: string): unknown => {
  const names = [...location.slice(1).matchAll(/\.(\w+)|\['([^']+)'\]/g)].map(
    ([, name, quoted]) => name ?? quoted ?? "",
  )
  return names.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], statement)
}

describe("the export as xAPI statements", () => {
  it(
    "passes the templates of the video profile, every statement",
    {
      skip: existsSync(PROFILE) ? false : "the video profile is not here",
    },
    async () => {
      const { templates } = JSON.parse(readFileSync(PROFILE, "utf8")) as { templates: Template[] }
      const session = service.courseSession({ durationSeconds: 120 })
      for (const learner of simulatedLearners(11, 14, 120)) await sendWatching(service, learner, session.id)
      const statements = await exported(session.courseId)
      const used = new Set<string>()
      for (const statement of statements) {
        const matching = templates.filter(
          ({ verb, objectActivityType }) =>
            verb === statement.verb.id &&
            (objectActivityType === undefined || objectActivityType === statement.object.definition.type),
        )
        assert.equal(matching.length, 1, verbOf(statement))
        for (const { id, rules } of matching) {
          used.add(id.split("#")[1] ?? "")
          for (const { location, presence } of rules) {
            if (presence === "included") assert.notEqual(at(statement, location), undefined, `${id} ${location}`)
            if (presence === "excluded") assert.equal(at(statement, location), undefined, `${id} ${location}`)
          }
        }
      }
      assert.deepEqual([...used].sort(), ["completed", "initialized", "paused", "played", "seeked", "terminated"])
    },
  )

  it("tells in the segments what was folded of each playback, and of all of them when the learner completes", async () => {
    const session = service.courseSession({ durationSeconds: 90 })
    const learners = simulatedLearners(5, 21, 90)
    for (const learner of learners) await sendWatching(service, learner, session.id)
    const byLearner = Map.groupBy(await exported(session.courseId), ({ actor }) => actor.account.name)
    assert.equal(byLearner.size, learners.length)
    for (const learner of learners) {
      const { userId = "" } = learner.caller
      const statements = byLearner.get(userId) ?? []
      const byPlayback = Map.groupBy(statements, ({ context }) => context.registration)
      assert.equal(byPlayback.size, learner.playbacks.length)
      const ids = [...byPlayback.keys()]
      const { playbackSessions } = await service.playback.batchGetPlaybackSessions({ ids }, callAs(learner.caller))
      for (const [playbackId, of] of byPlayback) {
        const last = of.findLast((one) => verbOf(one) !== "completed" && resultOf(one, "played-segments") !== undefined)
        const folded = playbackSessions.find(({ id }) => id === playbackId)
        // A cheater's player vanished: nothing has been told of its end yet.
        if (learner.model === "cheater") assert.equal(last, undefined)
        else
          assert.equal(
            parsedSegments(last!).reduce((sum, [from, to]) => sum + to - from, 0),
            folded?.coveredMs,
          )
      }
      const { coverage, isCompleted } = progressByFold(learner, 90)
      const completed = statements.filter((one) => verbOf(one) === "completed")
      assert.equal(completed.length, isCompleted ? 1 : 0, learner.model)
      for (const one of completed) {
        const told = parsedSegments(one)
        assert.ok(Number(resultOf(one, "progress")) >= 0.9)
        // Nothing that was not played, and no part more often than it was.
        for (let ms = 0; ms < 90_000; ms += 500) assert.ok(countAt(told, ms) <= countAt(coverage, ms))
      }
    }
  })

  it("gives statements the ids of their events, so that a second export is the same", async () => {
    const session = service.courseSession({ durationSeconds: 60 })
    const player = await openPlayer(service, { sessionId: session.id })
    const events = [
      event(0, "PLAY", 0, player.startedAt),
      event(1, "HEARTBEAT", 10_000, player.startedAt + 10_000),
      event(2, "SEEK", 40_000, player.startedAt + 15_000, { fromPositionMs: 15_000 }),
      event(3, "SEEK", 30_000, player.startedAt + 16_000), // it does not say from where
      event(4, "RATE_CHANGE", 31_000, player.startedAt + 17_000, { rate: 2 }),
      event(5, "PAUSE", 35_000, player.startedAt + 19_000),
    ]
    await player.send(events)
    const statements = await exported(session.courseId)
    assert.deepEqual(
      statements.map((one) => [verbOf(one), one.id]),
      [
        ["initialized", player.id],
        ["played", events[0]!.id],
        ["seeked", events[2]!.id],
        ["paused", events[5]!.id],
      ],
    )
    const [, , seeked, paused] = statements
    assert.deepEqual([resultOf(seeked!, "time-from"), resultOf(seeked!, "time-to")], [15, 40])
    assert.equal(resultOf(paused!, "played-segments"), "0[.]15[,]30[.]35")
    assert.equal(resultOf(paused!, "time"), 35)
    assert.deepEqual(await exported(session.courseId), statements)

    await player.send([event(6, "STOP", 35_000, player.startedAt + 20_000)])
    const more = await exported(session.courseId)
    assert.deepEqual(more.slice(0, 4), statements)
    assert.deepEqual(more.map(verbOf).slice(4), ["terminated"])
  })

  it("ends a playback whose player vanished, always under the same id", async () => {
    const session = service.courseSession({ durationSeconds: 60 })
    const player = await openPlayer(service, { sessionId: session.id })
    await player.send([event(0, "PLAY", 0, player.startedAt), event(1, "HEARTBEAT", 10_000, player.startedAt + 10_000)])
    assert.deepEqual((await exported(session.courseId)).map(verbOf), ["initialized", "played"])
    await closeAbandonedPlaybacks(db, new Date(Date.now() + 3_600_000))
    const [, , ended] = await exported(session.courseId)
    assert.deepEqual(
      [verbOf(ended!), resultOf(ended!, "played-segments"), resultOf(ended!, "time"), ended!.timestamp],
      ["terminated", "0[.]10", 10, new Date(player.startedAt + 10_000).toISOString()],
    )
    assert.match(ended!.id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    assert.equal((await exported(session.courseId))[2]?.id, ended!.id)
  })

  it("names a learner by home page and opaque id, and the video, course and length", async () => {
    const session = service.courseSession({ durationSeconds: 61 })
    const player = await openPlayer(service, { sessionId: session.id })
    const [statement] = await exported(session.courseId)
    assert.deepEqual(statement, {
      id: player.id,
      version: "1.0.3",
      actor: { objectType: "Agent", account: { homePage: HOME, name: player.userId } },
      verb: { id: "http://adlnet.gov/expapi/verbs/initialized", display: { en: "initialized" } },
      object: {
        objectType: "Activity",
        id: `${HOME}/sessions/${session.id}`,
        definition: { type: "https://w3id.org/xapi/video/activity-type/video" },
      },
      context: {
        registration: player.id,
        contextActivities: {
          parent: [{ id: `${HOME}/courses/${session.courseId}` }],
          category: [{ id: "https://w3id.org/xapi/video" }],
        },
        extensions: { [`${X}length`]: 61, [`${X}session-id`]: player.id, [`${X}completion-threshold`]: 0.9 },
      },
      timestamp: new Date(player.startedAt).toISOString(),
    })
  })

  it("completes once, with the playback in which nine tenths were reached", async () => {
    const session = service.courseSession({ durationSeconds: 100 })
    const learner = caller.learner()
    for (const [i, [from, to]] of (
      [
        [0, 50_000],
        [40_000, 89_000],
        [80_000, 95_000],
        [0, 100_000],
      ] as const
    ).entries()) {
      const player = await openPlayer(service, {
        sessionId: session.id,
        learner,
        startedAt: Date.now() - (10 - i) * 600_000,
      })
      await player.send(player.play(from, to))
    }
    const completed = (await exported(session.courseId)).filter((one) => verbOf(one) === "completed")
    assert.equal(completed.length, 1)
    assert.equal(resultOf(completed[0]!, "played-segments"), "0[.]50[,]40[.]89[,]80[.]95")
    assert.equal(completed[0]?.result?.duration, "PT114S")
    assert.equal(completed[0].result.completion, true)
  })

  it("goes through more playbacks than are read at once, and through no other course's", async () => {
    const session = service.courseSession()
    await openPlayer(service, { sessionId: service.courseSession().id })
    const learners = Array.from({ length: 4 }, () => caller.learner())
    for (let i = 0; i < 110; i++) await openPlayer(service, { sessionId: session.id, learner: learners[i % 4]! })
    assert.equal(await countPlaybacks(db, session.courseId), 110)
    const statements = await exported(session.courseId)
    assert.equal(new Set(statements.map(({ id }) => id)).size, 110)
    assert.deepEqual(await exported(randomUUID()), [])
  })
})

describe("playedSegments", () => {
  it("joins what goes on, and keeps order and repetitions", () => {
    const spans = [
      [0, 10_000],
      [10_000, 12_345],
      [5_000, 6_000],
      [0, 10_000],
    ].map(([startMs = 0, endMs = 0]) => ({ startMs, endMs }))
    assert.equal(playedSegments(spans), "0[.]12.345[,]5[.]6[,]0[.]10")
    assert.equal(playedSegments([]), "")
  })
})
