import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { event, openPlayer, type TestService } from "../test-player.ts"
import { testPlaybackService } from "../test-service.ts"

let service: TestService
before(async () => {
  service = await testPlaybackService()
})
after(() => service[Symbol.asyncDispose]())

const statementsOf = async (work: () => Promise<unknown>) => {
  const before = await counterValue(service.telemetry, "db_statements_total", { origin: "call" })
  await work()
  return (await counterValue(service.telemetry, "db_statements_total", { origin: "call" })) - before
}

describe("batchGetPlaybackSessions", () => {
  const get = (ids: string[], who = caller.learner()) => service.playback.batchGetPlaybackSessions({ ids }, callAs(who))

  it("leaves out what is unknown and what is another person's, except for administrators", async () => {
    const [mine, others] = [await openPlayer(service), await openPlayer(service)]
    const ids = [mine.id, others.id, randomUUID(), "none"]
    const found = await get(ids, mine.learner)
    assert.deepEqual(
      found.playbackSessions.map(({ id }) => id),
      [mine.id],
    )
    assert.equal((await get(ids, caller.instructor())).playbackSessions.length, 0)
    assert.equal((await get(ids, caller.admin())).playbackSessions.length, 2)
  })

  it("reads two hundred with one statement, and no more", async () => {
    const ids = Array.from({ length: 200 }, () => randomUUID())
    assert.equal(await statementsOf(() => get(ids)), 1)
    await refusal(get([...ids, randomUUID()]), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
    await refusal(get(ids, caller.anonymous), "UNAUTHENTICATED")
  })
})

describe("listPlaybackSessions", () => {
  const list = (userId: string, page: object = {}, who = caller.learner(userId)) =>
    service.playback.listPlaybackSessions({ userId, ...page }, callAs(who))

  it("pages through a person's sessions, newest first, none twice and none lost while others are opened", async () => {
    const learner = caller.learner()
    const opened: string[] = []
    for (let i = 0; i < 7; i++) opened.unshift((await openPlayer(service, { learner })).id)
    const seen: string[] = []
    let pageToken = ""
    do {
      const page = await list(learner.userId ?? "", { pageSize: 3, pageToken })
      seen.push(...page.playbackSessions.map(({ id }) => id))
      assert.equal(page.totalSize, seen.length <= 3 ? 7 : page.totalSize)
      assert.equal(page.cursors.length, page.playbackSessions.length)
      pageToken = page.nextPageToken
      await openPlayer(service, { learner })
    } while (pageToken)
    assert.deepEqual(seen, opened)
  })

  it("refuses another person's list for all but administrators, and foreign or forged tokens", async () => {
    const player = await openPlayer(service)
    await openPlayer(service, { learner: player.learner })
    await refusal(list(player.userId, {}, caller.instructor()), "PERMISSION_DENIED", "NOT_YOURS")
    await refusal(list(player.userId, {}, caller.anonymous), "UNAUTHENTICATED")
    assert.equal((await list(player.userId, {}, caller.admin())).totalSize, 2)
    assert.equal((await list("none", {}, caller.admin())).totalSize, 0)
    const { nextPageToken } = await list(player.userId, { pageSize: 1 })
    const other = caller.learner().userId ?? ""
    await refusal(list(other, { pageToken: nextPageToken }), "INVALID_ARGUMENT", "PAGE_TOKEN_INVALID")
    await refusal(list(player.userId, { pageToken: "WzFd.abc" }), "INVALID_ARGUMENT", "PAGE_TOKEN_INVALID")
    await refusal(list(player.userId, { pageSize: -1 }), "INVALID_ARGUMENT", "PAGE_SIZE_INVALID")
  })
})

describe("listEvents", () => {
  it("pages through the log in sequence order, whatever the order of arrival", async () => {
    const player = await openPlayer(service)
    const events = Array.from({ length: 25 }, (_, i) =>
      event(i * 3, "HEARTBEAT", i * 1000, player.startedAt + i * 1000),
    )
    await player.send(events.toReversed())
    const seen: string[] = []
    let pageToken = ""
    do {
      const page = await service.playback.listEvents(
        { playbackSessionId: player.id, pageSize: 10, pageToken },
        player.call(),
      )
      seen.push(...page.events.map(({ id }) => id))
      pageToken = page.nextPageToken
    } while (pageToken)
    assert.deepEqual(
      seen,
      events.map(({ id }) => id),
    )
  })

  it("answers another person's log as one that does not exist, except for administrators", async () => {
    const player = await openPlayer(service)
    await player.send(player.play(0, 1000))
    const list = (who = caller.learner(), playbackSessionId = player.id) =>
      service.playback.listEvents({ playbackSessionId }, callAs(who))
    await refusal(list(), "NOT_FOUND", "PLAYBACK_SESSION_NOT_FOUND")
    await refusal(list(caller.admin(), "none"), "NOT_FOUND", "PLAYBACK_SESSION_NOT_FOUND")
    await refusal(list(caller.anonymous), "UNAUTHENTICATED")
    assert.equal((await list(caller.admin())).events.length, 2)
  })
})

describe("batchGetProgress", () => {
  const get = (userId: string, ids: { sessionIds?: string[]; courseIds?: string[] }, who = caller.learner(userId)) =>
    service.playback.batchGetProgress({ userId, ...ids }, callAs(who))

  it("answers the progress by session and by course, each session once, without those never played", async () => {
    const courseId = randomUUID()
    const sessions = [1, 2, 3].map(() => service.courseSession({ courseId }).id)
    const learner = caller.learner()
    for (const sessionId of sessions.slice(0, 2)) {
      const player = await openPlayer(service, { learner, sessionId })
      await player.send(player.play(1000, 2000))
    }
    await openPlayer(service, { learner, sessionId: sessions[2] ?? "" })
    const userId = learner.userId ?? ""
    const idsOf = async (ids: object) => (await get(userId, ids)).progress.map(({ sessionId }) => sessionId).sort()
    assert.deepEqual(await idsOf({ sessionIds: sessions }), sessions.slice(0, 2).sort())
    assert.deepEqual(await idsOf({ courseIds: [courseId, randomUUID()] }), sessions.slice(0, 2).sort())
    assert.deepEqual(
      await idsOf({ sessionIds: [...sessions, "none"], courseIds: [courseId] }),
      sessions.slice(0, 2).sort(),
    )
    assert.deepEqual(await idsOf({}), [])
    const [progress] = (await get(userId, { sessionIds: sessions.slice(0, 1) })).progress
    assert.deepEqual(progress, {
      sessionId: sessions[0],
      courseId,
      resumePositionMs: 2000,
      coveredMs: 1000,
      completed: false,
      completeTime: null,
      lastWatchTime: progress?.lastWatchTime,
      spans: [{ startMs: 1000, endMs: 2000, count: 1 }],
    })
    assert.ok(progress.lastWatchTime)
    assert.deepEqual((await get(caller.learner().userId ?? "", { sessionIds: sessions })).progress, [])
  })

  it("reads five hundred sessions and two hundred courses with two statements, and no more", async () => {
    const some = (length: number) => Array.from({ length }, () => randomUUID())
    const userId = randomUUID()
    assert.equal(await statementsOf(() => get(userId, { sessionIds: some(500), courseIds: some(200) })), 2)
    await refusal(get(userId, { sessionIds: some(501) }), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
    await refusal(get(userId, { courseIds: some(201) }), "INVALID_ARGUMENT", "BATCH_TOO_LARGE")
  })

  it("refuses another person's, administrators included", async () => {
    await refusal(get(randomUUID(), {}, caller.admin()), "PERMISSION_DENIED", "NOT_YOURS")
    await refusal(get(randomUUID(), {}, caller.anonymous), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })
})

describe("listContinueWatching", () => {
  const list = (userId: string, pageSize = 0) =>
    service.playback.listContinueWatching({ pageSize }, callAs(caller.learner(userId)))

  it("lists the last playback of each session begun and not completed, watched last first", async () => {
    const learner = caller.learner()
    const at = Date.now() - 3_600_000
    const watch = async (sessionId: string, fromMs: number, toMs: number, begins: number) => {
      const player = await openPlayer(service, { learner, sessionId, startedAt: at })
      await player.send(player.play(fromMs, toMs, { at: begins }))
      return player.id
    }
    const [a, b, completed, opened] = [1, 2, 3, 4].map(() => service.courseSession().id) as [
      string,
      string,
      string,
      string,
    ]
    await watch(a, 0, 60_000, at)
    const lastOfB = await watch(b, 60_000, 120_000, at + 1_000_000)
    await watch(b, 0, 60_000, at + 500_000)
    const lastOfA = await watch(a, 0, 60_000, at + 2_000_000)
    await watch(completed, 0, 600_000, at + 2_500_000)
    await openPlayer(service, { learner, sessionId: opened, startedAt: at })
    await openPlayer(service, { learner, sessionId: a }) // opened later, and nothing played
    const userId = learner.userId ?? ""
    const { playbackSessions } = await list(userId)
    assert.deepEqual(
      playbackSessions.map(({ id }) => id),
      [lastOfA, lastOfB],
    )
    assert.equal((await list(userId, 1)).playbackSessions.length, 1)
    assert.equal(await statementsOf(() => list(userId, 100)), 1)
    assert.deepEqual((await list(randomUUID())).playbackSessions, [])
  })

  it("refuses negative page sizes and callers who are not signed in", async () => {
    await refusal(list(randomUUID(), -1), "INVALID_ARGUMENT", "PAGE_SIZE_INVALID")
    await refusal(service.playback.listContinueWatching({}, callAs(caller.anonymous)), "UNAUTHENTICATED")
  })
})
