import assert from "node:assert/strict"
import { after, before, describe, it } from "node:test"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { event, openPlayer, type TestService } from "./test-player.ts"
import { testPlaybackService } from "./test-service.ts"

describe("what playback counts", () => {
  let service: TestService
  before(async () => {
    service = await testPlaybackService()
  })
  after(() => service[Symbol.asyncDispose]())
  const value = (name: string, labels?: Record<string, string>) => counterValue(service.telemetry, name, labels)
  const change = async (
    names: readonly (readonly [string, Record<string, string>?])[],
    work: () => Promise<unknown>,
  ) => {
    const was = await Promise.all(names.map(([name, labels]) => value(name, labels)))
    await work()
    const is = await Promise.all(names.map(([name, labels]) => value(name, labels)))
    return is.map((now, i) => Math.round((now - (was[i] ?? 0)) * 1000) / 1000)
  }

  it("counts each event once, by type, and those that were repeated or refused", async () => {
    const player = await openPlayer(service)
    const at = player.startedAt
    const events = [event(0, "PLAY", 0, at), event(1, "PAUSE", 5000, at + 5000)]
    const broken = event(2, "PAUSE", -1, at + 6000)
    assert.deepEqual(
      await change(
        [
          ["playback_events_total", { type: "PLAY" }],
          ["playback_events_total", { type: "PAUSE" }],
          ["playback_events_repeated_total"],
          ["playback_events_rejected_total", { reason: "INVALID_EVENT" }],
        ],
        async () => {
          await player.send([...events, broken])
          await player.send(events)
        },
      ),
      [1, 1, 2, 1],
    )
  })

  it("counts playbacks that were opened, once however often the player asks", async () => {
    assert.deepEqual(await change([["playbacks_started_total"]], () => openPlayer(service)), [1])
  })

  it("counts seconds that were watched, at double speed half of the video's", async () => {
    const player = await openPlayer(service)
    const at = player.startedAt
    const events = [
      event(0, "PLAY", 0, at, { rate: 2 }),
      event(1, "HEARTBEAT", 20_000, at + 10_000, { rate: 2 }),
      event(2, "PAUSE", 24_000, at + 12_000, { rate: 2 }),
    ]
    assert.deepEqual(await change([["playback_played_seconds_total"]], () => player.send(events)), [12])
  })

  it("counts seconds of buffering once, whichever of its ends comes first and however they are batched", async () => {
    for (const batches of [
      [[0, 1, 2, 3]],
      [
        [0, 1],
        [2, 3],
      ],
      [
        [0, 2],
        [1, 3],
      ],
      [[3], [2], [1], [0]],
    ]) {
      const player = await openPlayer(service)
      const at = player.startedAt
      const events = [
        event(0, "PLAY", 0, at),
        event(1, "BUFFER_START", 4000, at + 4000),
        event(2, "BUFFER_END", 4000, at + 6500),
        event(3, "HEARTBEAT", 7500, at + 10_000),
      ]
      assert.deepEqual(
        await change([["playback_buffering_seconds_total"]], async () => {
          for (const batch of batches) await player.send(batch.map((i) => events[i] as (typeof events)[number]))
          await player.send(events)
        }),
        [2.5],
        JSON.stringify(batches),
      )
    }
  })

  it("takes for watching now only heartbeats that come when they happen", async () => {
    const player = await openPlayer(service)
    const now = service.clock().getTime()
    const events = [
      event(0, "PLAY", 0, player.startedAt),
      event(1, "HEARTBEAT", 10_000, player.startedAt + 10_000),
      event(2, "HEARTBEAT", 20_000, now - 1000),
    ]
    assert.deepEqual(await change([["playback_live_heartbeats_total"]], () => player.send(events)), [1])
  })
})
