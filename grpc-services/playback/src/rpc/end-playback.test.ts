import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { fromTimestamp, toTimestamp } from "@lectern/rpc/timestamp"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { openPlayer, type TestService } from "../test-player.ts"
import { testPlaybackService } from "../test-service.ts"

const DAY_MS = 86_400_000

describe("endPlayback", () => {
  let service: TestService
  before(async () => {
    service = await testPlaybackService()
  })
  after(() => service[Symbol.asyncDispose]())

  type Player = Awaited<ReturnType<typeof openPlayer>>
  const end = (player: Player, over: object = {}, call = player.call()) =>
    service.playback.endPlayback(
      {
        playbackSessionId: player.id,
        endTime: toTimestamp(new Date(player.startedAt + 60_000)),
        positionMs: 1,
        ...over,
      },
      call,
    )

  it("closes the session when and where the player says, and answers the progress", async () => {
    const player = await openPlayer(service)
    await player.send(player.play(0, 30_000))
    const { playbackSession, progress, durationMs } = await end(player, { positionMs: 601_000 })
    assert.equal(playbackSession?.status, "PLAYBACK_STATUS_ENDED")
    assert.deepEqual(playbackSession.endTime, toTimestamp(new Date(player.startedAt + 60_000)))
    assert.equal(playbackSession.lastPositionMs, 601_000)
    assert.equal(progress?.coveredMs, 30_000)
    assert.equal(durationMs, 600_000)
    assert.deepEqual(await player.session(), playbackSession)
  })

  it("leaves a closed one as it is, ten times at once", async () => {
    const player = await openPlayer(service)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        end(player, { positionMs: i, endTime: toTimestamp(new Date(player.startedAt + i)) }),
      ),
    )
    assert.equal(new Set(answers.map(({ playbackSession }) => JSON.stringify(playbackSession))).size, 1)
    const again = await end(player, { endTime: toTimestamp(new Date(0)) })
    assert.deepEqual(again.playbackSession, answers[0]?.playbackSession)
  })

  it("corrects the end by a clock that is a day off", async () => {
    const player = await openPlayer(service)
    const now = Date.now()
    const { playbackSession } = await end(player, {
      endTime: toTimestamp(new Date(now - DAY_MS)),
      sendTime: toTimestamp(new Date(now - DAY_MS)),
    })
    assert.ok(Math.abs(fromTimestamp(playbackSession?.endTime ?? null).getTime() - now) < 5000)
  })

  it("corrects the end as the start was when the player does not tell its clock", async () => {
    const now = Date.now()
    const player = await openPlayer(service, { startedAt: now + DAY_MS, aheadMs: DAY_MS })
    const { playbackSession } = await end(player, { endTime: toTimestamp(new Date(now + DAY_MS + 1000)) })
    assert.ok(Math.abs(fromTimestamp(playbackSession?.endTime ?? null).getTime() - now) < 5000)
  })

  it("refuses an end before the start, in the future, or missing, and a position outside of the video", async () => {
    const player = await openPlayer(service)
    const broken: [object, string][] = [
      [{ endTime: toTimestamp(new Date(player.startedAt - 1)) }, "end_time"],
      [{ endTime: toTimestamp(new Date(Date.now() + 6 * 60_000)) }, "end_time"],
      [{ endTime: null }, "end_time"],
      [{ positionMs: -1 }, "position_ms"],
      [{ positionMs: 601_001 }, "position_ms"],
    ]
    for (const [over, field] of broken) {
      const error = await refusal(end(player, over), "INVALID_ARGUMENT")
      assert.deepEqual(
        error.details.violations?.map((violation) => violation.field),
        [field],
      )
    }
    assert.equal((await player.session()).status, "PLAYBACK_STATUS_OPEN")
  })

  it("answers another person's as one that does not exist", async () => {
    const player = await openPlayer(service)
    await refusal(end(player, {}, callAs(caller.learner())), "NOT_FOUND", "PLAYBACK_SESSION_NOT_FOUND")
    await refusal(end(player, { playbackSessionId: randomUUID() }), "NOT_FOUND", "PLAYBACK_SESSION_NOT_FOUND")
    await refusal(end(player, {}, callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })
})
