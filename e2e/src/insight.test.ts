import assert from "node:assert/strict"
import { runCommand } from "./run-command.ts"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { v7 } from "uuid"
import { until } from "@lectern/test-kit/until"
import { makeAccount, makeCourses, type LibraryCourse, type LibraryLearner } from "./course-library.ts"
import { startPlatform, TOPOLOGIES, type Platform } from "./platform-under-test.ts"

const PLAYBACK = "platform/src/playback-command.ts"
const SIMULATE = "platform/src/simulate-learners.ts"

const ANALYTICS = `query ($id: ID!) {
  course(id: $id) {
    analytics {
      activeLearnerCount playedMs completionRate
      sessions {
        session { id title }
        analytics {
          viewerCount playCount averageCoverage completionRate dropOff { positionMs leftCount }
          heatmap { viewerCount buckets { startMs retention } }
        }
      }
    }
    sessions { id mostReplayed { viewerCount } }
  }
}`
interface Seen {
  course: {
    analytics: {
      activeLearnerCount: number
      playedMs: number
      completionRate: number
      sessions: {
        session: { id: string; title: string }
        analytics: Record<string, unknown> & { viewerCount: number; heatmap: { viewerCount: number } | null }
      }[]
    } | null
    sessions: { id: string; mostReplayed: { viewerCount: number } | null }[]
  }
}

for (const topology of TOPOLOGIES)
  describe(`insight (${topology})`, () => {
    let platform: Platform
    let instructor: LibraryLearner
    let course: LibraryCourse
    before(async () => {
      platform = await startPlatform(topology)
      instructor = await makeAccount(platform.services, "ROLE_INSTRUCTOR")
      ;[course] = (await makeCourses(platform.services, {
        count: 1,
        playable: true,
        instructorId: instructor.id,
      })) as [LibraryCourse]
    })
    after(() => platform?.stop())

    const see = async (token?: string) => platform.graphql<Seen>(ANALYTICS, { id: course.id }, token)

    it("is all zero, and no heat, for a course that nobody has watched", async () => {
      const { data, errors } = await see(await platform.signIn(instructor))
      assert.equal(errors, undefined)
      const { sessions, ...sums } = data.course.analytics!
      assert.deepEqual(sums, { activeLearnerCount: 0, playedMs: 0, completionRate: 0 })
      assert.deepEqual(
        sessions.map(({ session }) => session.id),
        course.sessions.map(({ id }) => id),
      )
      assert.deepEqual(sessions[0]?.analytics, {
        viewerCount: 0,
        playCount: 0,
        averageCoverage: 0,
        completionRate: 0,
        dropOff: [],
        heatmap: null,
      })
      assert.equal(data.course.sessions[0]?.mostReplayed, null)
    })

    it("shows the instructor within five seconds what learners have just watched", async () => {
      const [first] = course.sessions
      let playedAt = 0
      for (let i = 0; i < 5; i++) {
        const token = await platform.signIn(await makeAccount(platform.services, "ROLE_LEARNER"))
        const at = (second: number) => new Date(Date.now() + (second - 60) * 1000).toISOString()
        const started = await platform.graphql<{ startPlayback: { playbackSession: { id: string } } }>(
          `mutation ($input: StartPlaybackInput!) {
            startPlayback(input: $input) { ... on StartPlaybackSuccess { playbackSession { id } } }
          }`,
          {
            input: {
              sessionId: first!.id,
              deviceId: "test",
              clientSessionId: randomUUID(),
              startedAt: at(0),
              sentAt: new Date().toISOString(),
            },
          },
          token,
        )
        const event = { rate: 1 }
        const { data } = await platform.graphql<{ recordPlaybackEvents: { acceptedCount: number } }>(
          `mutation ($input: RecordPlaybackEventsInput!) {
            recordPlaybackEvents(input: $input) { ... on RecordPlaybackEventsSuccess { acceptedCount } }
          }`,
          {
            input: {
              playbackSessionId: started.data.startPlayback.playbackSession.id,
              events: [
                { ...event, id: v7(), sequence: 0, type: "PLAY", positionMs: 0, occurredAt: at(0) },
                { ...event, id: v7(), sequence: 1, type: "PAUSE", positionMs: 15_000, occurredAt: at(15) },
              ],
              sentAt: new Date().toISOString(),
            },
          },
          token,
        )
        assert.equal(data.recordPlaybackEvents.acceptedCount, 2)
        playedAt = performance.now()
      }
      const token = await platform.signIn(instructor)
      const { analytics, sessions } = await until(
        async () => {
          const { course: seen } = (await see(token)).data
          // Course, session and heat are read one beside the other, the fifth learner perhaps in between.
          const shown = [
            seen.analytics?.activeLearnerCount,
            seen.analytics?.sessions[0]?.analytics?.heatmap?.viewerCount,
          ]
          return [...shown, seen.sessions[0]?.mostReplayed?.viewerCount].every((count) => count === 5)
            ? seen
            : undefined
        },
        { timeoutMs: 5000 - (performance.now() - playedAt), description: "five learners to be seen" },
      )
      const { sessions: rows, ...sums } = analytics!
      assert.deepEqual(sums, { activeLearnerCount: 5, playedMs: 75_000, completionRate: 0 })
      assert.equal(rows[0]?.session.title, "Session 0")
      assert.deepEqual(rows[0].analytics, {
        viewerCount: 5,
        playCount: 5,
        averageCoverage: 0.5,
        completionRate: 0,
        dropOff: [{ positionMs: 15_000, leftCount: 5 }],
        heatmap: { viewerCount: 5, buckets: [0, 5000, 10_000].map((startMs) => ({ startMs, retention: 1 })) },
      })
      assert.deepEqual(sessions[0]?.mostReplayed, { viewerCount: 5 })
    })

    it("shows others the heat and not the analytics", async () => {
      const other = await see(await platform.signIn(await makeAccount(platform.services, "ROLE_INSTRUCTOR")))
      assert.equal(other.errors, undefined)
      assert.equal(other.data.course.analytics, null)
      const anonymous = await see()
      assert.equal(anonymous.data.course.analytics, null)
      assert.equal(anonymous.errors?.[0]?.extensions["code"], "UNAUTHENTICATED")
      for (const { data } of [other, anonymous])
        assert.deepEqual(data.course.sessions[0]?.mostReplayed, { viewerCount: 5 })
    })

    it("leaves the platform as xAPI statements, one to a line", async () => {
      const words = ["xapi", "--course", course.id, "--data", platform.dataFolder]
      const { status, out, complaints } = await runCommand(PLAYBACK, words)
      assert.equal(status, 0, complaints)
      const statements = out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as { verb: { display: { en: string } }; object: { id: string } })
      assert.deepEqual(
        statements.map(({ verb }) => verb.display.en),
        Array.from({ length: 5 }, () => ["initialized", "played", "paused"]).flat(),
      )
      const { origin } = new URL(platform.addresses.graph)
      for (const { object } of statements) assert.equal(object.id, `${origin}/sessions/${course.sessions[0]!.id}`)
      const named = await runCommand(PLAYBACK, [...words, "--home-page", "https://learn.example/"])
      assert.equal(named.out, out.replaceAll(origin, "https://learn.example"))
    })

    it("is right about simulated learners of every kind", async () => {
      const words = ["--learners", "40", "--seed", "7", "--data", platform.dataFolder, "--course", course.id]
      const { status, out, complaints } = await runCommand(SIMULATE, words)
      assert.equal(status, 0, out + complaints)
      assert.match(out, /^40 learners in 1 sessions, seed 7$/m)
      assert.equal(out.match(/ 0 {2}(linear|skimmer|replayer|speeder|dropout|cheater|offline commuter)$/gm)?.length, 7)
      assert.match(out, /the analytics have all 40 of them/)
      assert.match(complaints, /watching … 100 %/)
    })
  })

describe("npm run playback -- xapi", () => {
  it("says what is wrong with its words", async () => {
    const id = randomUUID()
    for (const [words, complaint] of [
      [[], /--course: the id of a course is expected, got nothing/],
      [["--course", "none"], /--course: the id of a course is expected, got none/],
      [["--course", id, "--check"], /--check is for rebuild/],
      [["--course", id, "--home-page", "learn.example"], /--home-page: an http\(s\) address is expected/],
      [["--course", id, "--data", "/nowhere"], /no platform|where no platform/],
    ] as const) {
      const { status, complaints } = await runCommand(PLAYBACK, ["xapi", ...words])
      assert.equal(status, 2)
      assert.match(complaints, complaint)
    }
  })
})

describe("npm run simulate-learners", () => {
  it("says what is wrong with its words, and helps", async () => {
    assert.match((await runCommand(SIMULATE, ["--help"])).out, /--learners N/)
    for (const [words, complaint] of [
      [["--learners", "0"], /--learners: a whole number from 1 to 100000 is expected, got 0/],
      [["--seed", "x"], /--seed: a whole number/],
      [["--wrong"], /Unknown option '--wrong'/],
      [["--data", "/nowhere"], /no platform runs on \/nowhere/],
    ] as const) {
      const { status, complaints } = await runCommand(SIMULATE, words)
      assert.equal(status, 1)
      assert.match(complaints, complaint)
    }
  })
})
