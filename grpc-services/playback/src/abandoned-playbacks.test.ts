import assert from "node:assert/strict"
import { after, before, describe, it } from "node:test"
import { fromTimestampOrNull, toTimestamp } from "@lectern/rpc/timestamp"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { openDatabase } from "@lectern/service-kit/database"
import { closeAbandonedPlaybacks, IDLE_LIMIT_MS } from "./abandoned-playbacks.ts"
import type { Database, PlaybackTables } from "./database.ts"
import { event, openPlayer, type TestService } from "./test-player.ts"
import { testPlaybackService } from "./test-service.ts"

describe("closeAbandonedPlaybacks", () => {
  let service: TestService
  let db: Database
  before(async () => {
    service = await testPlaybackService()
    db = await openDatabase<PlaybackTables>({
      url: service.database.url,
      migrations: new URL("../migrations/", import.meta.url),
      telemetry: silentTelemetry("sweep"),
    })
  })
  after(async () => {
    await db.destroy()
    await service[Symbol.asyncDispose]()
  })

  const later = () => new Date(Date.now() + IDLE_LIMIT_MS + 1000)
  const endOf = async (player: Awaited<ReturnType<typeof openPlayer>>) => {
    const { status, endTime } = await player.session()
    return { status: status.replace("PLAYBACK_STATUS_", ""), endedAt: fromTimestampOrNull(endTime)?.getTime() }
  }

  it("closes a player that has vanished at its last event, or at its start without any, also on three replicas", async () => {
    const [played, opened, ended] = [await openPlayer(service), await openPlayer(service), await openPlayer(service)]
    await played.send(played.play(0, 30_000))
    const endTime = toTimestamp(new Date(ended.startedAt + 1))
    await service.playback.endPlayback({ playbackSessionId: ended.id, endTime, positionMs: 0 }, ended.call())
    assert.equal(await closeAbandonedPlaybacks(db, new Date()), 0)
    await Promise.all([1, 2, 3].map(() => closeAbandonedPlaybacks(db, later())))
    assert.deepEqual(await endOf(played), { status: "ABANDONED", endedAt: played.startedAt + 30_000 })
    assert.deepEqual(await endOf(opened), { status: "ABANDONED", endedAt: opened.startedAt })
    assert.deepEqual(await endOf(ended), { status: "ENDED", endedAt: ended.startedAt + 1 })
    assert.equal(await closeAbandonedPlaybacks(db, later()), 0)
  })

  it("moves the end when the player comes back with more, and lets it close the session after all", async () => {
    const player = await openPlayer(service)
    await closeAbandonedPlaybacks(db, later())
    await player.send([event(0, "PLAY", 0, player.startedAt + 5000)])
    assert.deepEqual(await endOf(player), { status: "ABANDONED", endedAt: player.startedAt + 5000 })
    const endTime = toTimestamp(new Date(player.startedAt + 9000))
    await service.playback.endPlayback({ playbackSessionId: player.id, endTime, positionMs: 4000 }, player.call())
    assert.deepEqual(await endOf(player), { status: "ENDED", endedAt: player.startedAt + 9000 })
  })
})
