import assert from "node:assert/strict"
import { after, before, describe, it } from "node:test"
import { until } from "@lectern/test-kit/until"
import { attachPlayer } from "./player.ts"
import type { PlayerState } from "./player-state.ts"
import { logServer, type LogRequest } from "./test-log-server.ts"
import { SimulatedVideo } from "./test-simulated-video.ts"

// What a page has and Node has not; nothing is stored without IndexedDB. Real pages are in e2e/src/player.test.ts.
const page = { addEventListener() {}, removeEventListener() {}, document: new EventTarget() }
before(() => Object.assign(globalThis, page))
after(() => {
  for (const name of Object.keys(page)) Reflect.deleteProperty(globalThis, name)
})

const WAIT_MS = 1000

describe("a player that the platform asks to wait", () => {
  it("sends nothing before the time, though more is recorded while the answer is on its way and after it", async () => {
    const platform = await logServer()
    const video = new SimulatedVideo({ durationMs: 600_000, nowMs: () => performance.now() })
    const states: PlayerState[] = []
    let recorded = 0
    const player = attachPlayer(video, {
      graphUrl: platform.graphUrl,
      userId: "ada",
      sessionId: "lecture",
      deviceId: "phone",
      getAccessToken: () => "token",
      onState: (state) => states.push(state),
      onEvent: () => recorded++,
    })
    const act = async () => {
      const target = recorded + 2
      video.act({ do: "play" })
      video.act({ do: "pause" })
      await until(() => recorded === target, { description: "both to be recorded" })
    }
    const isBatch = ({ field }: LogRequest) => field === "recordPlaybackEvents"
    await until(() => states.at(-1)?.type === "sent", { description: "the playback to be open" })

    const asked = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<void>()
    let answeredAt = Infinity
    let againAt = -Infinity
    const busy = { __typename: "OverloadedError", message: "busy", retryAfterSeconds: WAIT_MS / 1000 }
    platform.faults.push(
      {
        when: isBatch,
        fault: async () => {
          asked.resolve()
          await answer.promise
          answeredAt = performance.now()
          return { body: { data: { recordPlaybackEvents: busy } } }
        },
      },
      {
        when: isBatch,
        fault: (proceed) => {
          againAt = performance.now()
          return { body: { data: proceed() } }
        },
      },
    )
    video.act({ do: "play" })
    video.act({ do: "pause" })
    await asked.promise
    await until(() => recorded === 2, { description: "the first to be recorded" })
    await act()
    answer.resolve()
    await until(() => states.at(-1)?.type === "waiting", { description: "the answer" })
    await act()
    await until(() => platform.log.size === 6, { description: "all to be sent" })
    assert.ok(againAt - answeredAt >= WAIT_MS, `asked to wait, it sent again after ${againAt - answeredAt} ms`)
    await player.dispose()
    platform.close()
  })
})
