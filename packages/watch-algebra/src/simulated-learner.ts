import type { WatchEvent, WatchEventType } from "./watch-algebra.ts"

/** Ways to watch a video. */
export const LEARNER_MODELS = [
  "linear",
  "skimmer",
  "replayer",
  "speeder",
  "dropout",
  "cheater",
  "offline commuter",
] as const
export type LearnerModel = (typeof LEARNER_MODELS)[number]

export interface SimulatedLearner {
  model: LearnerModel
  playbacks: SimulatedPlayback[]
  /** What was truly played: how often each second of the video was. Nothing for a cheater, who only says so. */
  playCounts: number[]
}

export interface SimulatedPlayback {
  /** In the order in which they happened, by the player's clock. */
  events: WatchEvent[]
  /** How far the player's clock is ahead of the true time. */
  clockAheadMs: number
  /** The batches in which the events are sent, some of them twice or late; every event is in one at least. */
  batches: WatchEvent[][]
}

/** Numbers that look random, the same for the same seed. */
export interface Random {
  /** A whole number, both ends included. */
  integer(min: number, max: number): number
  isTrue(probability: number): boolean
  shuffled<T>(values: readonly T[]): T[]
}

/** mulberry32, as in packages/runtime/src/seeded-random.ts; this package depends on nothing. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    integer,
    isTrue: (probability) => next() < probability,
    shuffled(values) {
      const shuffled = [...values]
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = integer(0, i)
        ;[shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!]
      }
      return shuffled
    },
  }
}

const BATCH_EVENTS = 10
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Latest possible end of what a learner does, after it began: three sittings of a video at normal speed, a day apart. */
export const simulatedHistoryMs = (durationSeconds: number): number => 3 * DAY_MS + durationSeconds * 3 * 1000

/**
 * All that one learner does with one video of at least 20 s, beginning at `beginMs`: the events that their players log,
 * and the truth beside them.
 */
export function simulateLearner(
  random: Random,
  {
    model,
    durationSeconds,
    beginMs,
    heartbeatSeconds = 10,
  }: { model: LearnerModel; durationSeconds: number; beginMs: number; heartbeatSeconds?: number },
): SimulatedLearner {
  const playCounts = Array.from({ length: durationSeconds }, () => 0)
  const isOffline = model === "offline commuter"
  const playbacks: SimulatedPlayback[] = []
  let nowMs = beginMs

  const watch = (act: (player: Player) => void) => {
    const clockAheadMs = isOffline ? random.integer(-20, 20) * HOUR_MS : 0
    const player = openPlayer()
    act(player)
    const events = player.events.map((event) => ({ ...event, occurredAtMs: event.occurredAtMs + clockAheadMs }))
    playbacks.push({ events, clockAheadMs, batches: batchesOf(random, events, isOffline) })
    nowMs += random.integer(2 * 60_000, DAY_MS / 2)
  }

  function openPlayer() {
    const events: WatchEvent[] = []
    let position = 0
    let rate = 1
    const log = (type: WatchEventType, over: Partial<WatchEvent> = {}) =>
      events.push({
        sequence: events.length,
        type,
        positionMs: Math.round(position * 1000),
        rate,
        occurredAtMs: Math.round(nowMs),
        ...over,
      })
    return {
      events,
      log,
      position: () => position,
      waitSeconds: (seconds: number) => (nowMs += seconds * 1000),
      seek(second: number) {
        const fromPositionMs = Math.round(position * 1000)
        position = second
        log("SEEK", { fromPositionMs })
      },
      changeRate(to: number) {
        rate = to
        log("RATE_CHANGE")
      },
      /** While playing: on to a whole second of the video, with a heartbeat when one is due. */
      playTo(second: number) {
        for (let at = Math.floor(position); at < second; at++) playCounts[at]!++
        while (position + heartbeatSeconds * rate < second) {
          position += heartbeatSeconds * rate
          nowMs += heartbeatSeconds * 1000
          log("HEARTBEAT")
        }
        nowMs += ((second - position) / rate) * 1000
        position = second
      },
    }
  }
  type Player = ReturnType<typeof openPlayer>

  /** From where one sitting ended to where the next one does. */
  const watchThrough = (toSecond: number, sittings: number) => {
    for (let sitting = 1, at = 0; sitting <= sittings; sitting++)
      watch((player) => {
        if (at > 0) player.seek(at)
        player.log("PLAY")
        const end = sitting === sittings ? toSecond : Math.floor((toSecond * sitting) / sittings)
        const middle = random.integer(at, end)
        player.playTo(middle)
        if (random.isTrue(0.5)) {
          player.log("PAUSE")
          player.waitSeconds(random.integer(1, 300))
          player.log("PLAY")
        }
        player.playTo(end)
        player.log(end === durationSeconds ? "STOP" : "PAUSE")
        at = end
      })
  }

  switch (model) {
    case "linear":
    case "offline commuter":
      watchThrough(durationSeconds, random.integer(1, 3))
      break
    case "dropout":
      watchThrough(random.integer(1, Math.ceil(durationSeconds * 0.6)), 1)
      break
    case "skimmer":
      watch((player) => {
        player.log("PLAY")
        for (;;) {
          const end = player.position() + random.integer(2, 15)
          if (end >= durationSeconds) break
          player.playTo(end)
          const next = end + random.integer(5, Math.ceil(durationSeconds / 6))
          if (next >= durationSeconds) break
          player.seek(next)
        }
        player.log("STOP")
      })
      break
    case "replayer": {
      // All of them the same part, as happens where a lecture is hard to follow.
      const from = Math.floor(durationSeconds * 0.4)
      const to = from + Math.max(5, Math.floor(durationSeconds * 0.05))
      watch((player) => {
        player.log("PLAY")
        for (let again = random.integer(1, 4); again > 0; again--) {
          player.playTo(to)
          player.seek(from)
        }
        player.playTo(durationSeconds)
        player.log("STOP")
      })
      break
    }
    case "speeder":
      watch((player) => {
        player.log("PLAY")
        player.playTo(random.integer(1, Math.floor(durationSeconds / 4)))
        player.changeRate([1.25, 1.5, 2][random.integer(0, 2)]!)
        player.playTo(durationSeconds)
        player.log("STOP")
      })
      break
    case "cheater":
      watch((player) => {
        player.log("PLAY")
        // A tenth of the video each 100 ms.
        for (let tenth = 1; tenth <= 10; tenth++) {
          player.waitSeconds(0.1)
          player.log("HEARTBEAT", { positionMs: Math.floor((durationSeconds * 1000 * tenth) / 10) })
        }
      })
      break
  }
  return { model, playbacks, playCounts }
}

/** A player online sends in order, now and then twice; one that was offline sends all at last, in any order. */
function batchesOf(random: Random, events: readonly WatchEvent[], isOffline: boolean): WatchEvent[][] {
  const inOrder = Array.from({ length: Math.ceil(events.length / BATCH_EVENTS) }, (_, i) =>
    events.slice(i * BATCH_EVENTS, (i + 1) * BATCH_EVENTS),
  )
  const repeated = inOrder.flatMap((batch) => (random.isTrue(isOffline ? 0.5 : 0.05) ? [batch, batch] : [batch]))
  return isOffline ? random.shuffled(repeated).map((batch) => random.shuffled(batch)) : repeated
}
