import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { observeMedia } from "./observe-media.ts"
import type { Observation } from "./playback-event.ts"
import { perform, SimulatedVideo, type Action } from "./test-simulated-video.ts"

const DURATION_MS = 60_000

/** What is told of these actions, with the moments at which it was. */
async function observe(actions: readonly Action[], { stop = false } = {}) {
  let nowMs = 0
  const video = new SimulatedVideo({ durationMs: DURATION_MS, nowMs: () => nowMs })
  const told: (Observation & { atMs: number })[] = []
  const observed = observeMedia(video, {
    record: (observation) => told.push({ ...observation, atMs: nowMs }),
    nowMs: () => nowMs,
    heartbeatMs: () => 10_000,
  })
  await perform(video, actions, (ms) => {
    nowMs += ms
  })
  if (stop) observed.stop()
  return told
}
const brief = (told: readonly Observation[]) =>
  told.map(({ type, positionMs, fromPositionMs }) =>
    [type, ...(fromPositionMs === undefined ? [] : [fromPositionMs]), positionMs].join(" "),
  )
const play: Action = { do: "play" }
const watch = (seconds: number): Action => ({ do: "watch", forMs: seconds * 1000 })

describe("observing a video", () => {
  it("tells a heartbeat every 10 s of playing, and none while it is held", async () => {
    const told = await observe([play, watch(25), { do: "pause" }, watch(60), play, watch(11)])
    assert.deepEqual(brief(told), [
      "PLAY 0",
      "HEARTBEAT 10000",
      "HEARTBEAT 20000",
      "PAUSE 25000",
      "PLAY 25000",
      "HEARTBEAT 35000",
    ])
  })

  it("tells where a jump left, though it shows only where it went", async () => {
    const told = await observe([play, watch(3), { do: "seek", toMs: 40_000 }, watch(1), { do: "seek", toMs: 0 }])
    assert.deepEqual(brief(told), ["PLAY 0", "SEEK 3000 40000", "SEEK 41000 0"])
  })

  it("tells one jump of a thumb that is dragged", async () => {
    let nowMs = 0
    const video = new SimulatedVideo({ durationMs: DURATION_MS, nowMs: () => nowMs })
    const told: Observation[] = []
    observeMedia(video, { record: (each) => told.push(each), nowMs: () => nowMs, heartbeatMs: () => 10_000 })
    await perform(video, [play, watch(2)], (ms) => {
      nowMs += ms
    })
    for (let drag = 0; drag < 5; drag++) video.dispatchEvent(new Event("seeking"))
    video.currentTime = 30
    assert.deepEqual(brief(told), ["PLAY 0", "SEEK 2000 30000"])
  })

  it("tells the speed with PLAY, HEARTBEAT and RATE_CHANGE, within what the log takes", async () => {
    const told = await observe([
      { do: "rate", rate: 2 },
      play,
      watch(10),
      { do: "rate", rate: 2 },
      { do: "rate", rate: 0.01 },
    ])
    assert.deepEqual(
      told.map(({ type, rate, positionMs }) => [type, rate, positionMs]),
      [
        ["PLAY", 2, 0],
        ["HEARTBEAT", 2, 20_000],
        ["RATE_CHANGE", 1 / 16, 20_000],
      ],
    )
  })

  it("takes a speed of 0 for a pause", async () => {
    const told = await observe([play, watch(2), { do: "rate", rate: 0 }, watch(5), { do: "rate", rate: 1 }, watch(1)])
    assert.deepEqual(brief(told), ["PLAY 0", "PAUSE 2000", "PLAY 2000"])
  })

  it("tells waiting for data, with no heartbeat in it", async () => {
    const told = await observe([play, watch(5), { do: "stall", forMs: 30_000 }, watch(6)])
    assert.deepEqual(brief(told), ["PLAY 0", "BUFFER_START 5000", "BUFFER_END 5000", "HEARTBEAT 5250"])
  })

  it("tells the end once, and that it is played again", async () => {
    const told = await observe([play, watch(61), play, watch(1)], { stop: true })
    assert.deepEqual(
      brief(told).filter((line) => !line.startsWith("HEARTBEAT")),
      ["PLAY 0", "STOP 60000", "SEEK 60000 0", "PLAY 0", "STOP 1000"],
    )
    assert.deepEqual(brief(await observe([play, watch(61)], { stop: true })).at(-1), "STOP 60000")
  })

  it("tells STOP when the player is closed, and nothing after", async () => {
    let nowMs = 0
    const video = new SimulatedVideo({ durationMs: DURATION_MS, nowMs: () => nowMs })
    const told: Observation[] = []
    const observed = observeMedia(video, {
      record: (each) => told.push(each),
      nowMs: () => nowMs,
      heartbeatMs: () => 10_000,
    })
    video.act({ do: "play" })
    nowMs = 4000
    observed.stop()
    video.act({ do: "pause" })
    observed.stop()
    assert.deepEqual(brief(told), ["PLAY 0", "STOP 4000"])
  })
})
