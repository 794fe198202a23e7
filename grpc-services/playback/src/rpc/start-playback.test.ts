import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { unavailable } from "@lectern/rpc/errors"
import { required } from "@lectern/rpc/required"
import { fromTimestamp, toTimestamp } from "@lectern/rpc/timestamp"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { openPlayer, type TestService } from "../test-player.ts"
import { testPlaybackService } from "../test-service.ts"

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

describe("startPlayback", () => {
  let service: TestService
  before(async () => {
    service = await testPlaybackService()
  })
  after(() => service[Symbol.asyncDispose]())

  const request = (over: object = {}) => ({
    sessionId: service.courseSession().id,
    deviceId: "phone",
    clientSessionId: randomUUID(),
    startTime: toTimestamp(new Date()),
    ...over,
  })
  const start = (over: object = {}, learner = caller.learner()) =>
    service.playback.startPlayback(request(over), callAs(learner))

  it("opens a playback session, with every field set", async () => {
    const learner = caller.learner()
    const { id, courseId } = service.courseSession()
    const startTime = toTimestamp(new Date(Date.now() - 1234))
    const { playbackSession, resumePositionMs, heartbeatSeconds } = await start({ sessionId: id, startTime }, learner)
    const opened = required(playbackSession)
    assert.deepEqual(opened, {
      id: opened.id,
      userId: learner.userId,
      sessionId: id,
      courseId,
      deviceId: "phone",
      status: "PLAYBACK_STATUS_OPEN",
      startTime,
      endTime: null,
      lastPositionMs: 0,
      playedMs: 0,
      coveredMs: 0,
    })
    assert.equal(resumePositionMs, 0)
    assert.equal(heartbeatSeconds, 10)
    const { playbackSessions } = await service.playback.batchGetPlaybackSessions({ ids: [opened.id] }, callAs(learner))
    assert.deepEqual(playbackSessions, [opened])
  })

  it("answers where the learner left off", async () => {
    const first = await openPlayer(service)
    await first.send(first.play(5000, 65_000))
    const second = await start({ sessionId: first.sessionId }, first.learner)
    assert.equal(second.resumePositionMs, 65_000)
    const other = await start({ sessionId: first.sessionId })
    assert.equal(other.resumePositionMs, 0)
  })

  it("answers the same session for the same client session, also when the course has become closed to the learner", async () => {
    const learner = caller.learner()
    const { id, courseId } = service.courseSession()
    const same = { sessionId: id, clientSessionId: randomUUID() }
    const first = await start(same, learner)
    service.denied.set(courseId, "ACCESS_REASON_NOT_ENROLLED")
    const again = await start({ ...same, startTime: toTimestamp(new Date(0)) }, learner)
    assert.deepEqual(again.playbackSession, first.playbackSession)
    const otherPerson = await start({ clientSessionId: same.clientSessionId })
    assert.notEqual(otherPerson.playbackSession?.id, first.playbackSession?.id)
  })

  it("opens one session for twenty requests at once", async () => {
    const learner = caller.learner()
    const same = request()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => service.playback.startPlayback(same, callAs(learner))),
    )
    assert.equal(new Set(answers.map(({ playbackSession }) => playbackSession?.id)).size, 1)
    const { totalSize } = await service.playback.listPlaybackSessions({ userId: learner.userId ?? "" }, callAs(learner))
    assert.equal(totalSize, 1)
  })

  it("refuses a client session that opened another course session", async () => {
    const learner = caller.learner()
    const clientSessionId = randomUUID()
    await start({ clientSessionId }, learner)
    const error = await refusal(start({ clientSessionId }, learner), "INVALID_ARGUMENT", "CLIENT_SESSION_ID_REUSED")
    assert.equal(error.details.violations?.[0]?.field, "client_session_id")
  })

  it("refuses callers who are not signed in", async () => {
    await refusal(start({}, caller.anonymous), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })

  it("refuses an unknown course session", async () => {
    for (const sessionId of [randomUUID(), "none", ""]) {
      const error = await refusal(start({ sessionId }), "NOT_FOUND", "SESSION_NOT_FOUND")
      assert.equal(error.details.resourceId, sessionId)
    }
  })

  it("refuses a learner who may not play the course, with the reason of the decision", async () => {
    for (const reason of ["NOT_ENROLLED", "SUBSCRIPTION_EXPIRED", "COURSE_UNPUBLISHED"] as const) {
      const { id, courseId } = service.courseSession()
      service.denied.set(courseId, `ACCESS_REASON_${reason}`)
      await refusal(start({ sessionId: id }), "PERMISSION_DENIED", reason)
    }
  })

  it("opens a preview for a learner who may not play the rest", async () => {
    const { id, courseId } = service.courseSession({ isPreview: true })
    service.denied.set(courseId, "ACCESS_REASON_NOT_ENROLLED")
    assert.ok((await start({ sessionId: id })).playbackSession)
  })

  it("takes a start of up to thirty days ago and none of the future", async () => {
    const at = (ms: number) => start({ startTime: toTimestamp(new Date(Date.now() + ms)) })
    assert.ok((await at(4 * MINUTE_MS)).playbackSession)
    assert.ok((await at(-29 * DAY_MS)).playbackSession)
    for (const ms of [6 * MINUTE_MS, -31 * DAY_MS]) {
      const error = await refusal(at(ms), "INVALID_ARGUMENT")
      assert.equal(error.details.violations?.[0]?.field, "start_time")
    }
  })

  it("corrects the start by a clock that is a day off", async () => {
    for (const aheadMs of [DAY_MS, -DAY_MS]) {
      const startedAt = Date.now() - MINUTE_MS
      const { playbackSession } = await start({
        startTime: toTimestamp(new Date(startedAt + aheadMs)),
        sendTime: toTimestamp(new Date(Date.now() + aheadMs)),
      })
      const off = fromTimestamp(required(playbackSession).startTime).getTime() - startedAt
      assert.ok(Math.abs(off) < 5000, `${off} ms off`)
    }
  })

  it("names every broken rule", async () => {
    const error = await refusal(start({ deviceId: "", clientSessionId: "none", startTime: null }), "INVALID_ARGUMENT")
    assert.deepEqual(
      error.details.violations?.map(({ field, rule }) => `${field} ${rule}`),
      ["device_id length", "client_session_id uuid", "start_time required"],
    )
  })

  it("opens nothing while it can't ask whether the learner may play", async () => {
    const session = service.courseSession()
    const learner = caller.learner()
    service.failAccess(unavailable("away"))
    await refusal(start({ sessionId: session.id }, learner), "UNAVAILABLE")
    service.failAccess(undefined)
    const userId = learner.userId ?? ""
    assert.equal((await service.playback.listPlaybackSessions({ userId }, callAs(learner))).totalSize, 0)
    assert.ok((await start({ sessionId: session.id }, learner)).playbackSession)
  })

  it("asks its neighbours once each, and the database four times", async () => {
    const rpcs = () => counterValue(service.telemetry, "grpc_client_handled_total")
    const statements = () => counterValue(service.telemetry, "db_statements_total", { origin: "call" })
    const given = request()
    const [rpcsBefore, statementsBefore] = [await rpcs(), await statements()]
    await service.playback.startPlayback(given, callAs(caller.learner()))
    // This one is counted too.
    assert.equal((await rpcs()) - rpcsBefore, 3)
    assert.equal((await statements()) - statementsBefore, 4)
  })
})
