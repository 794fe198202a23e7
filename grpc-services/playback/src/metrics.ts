import { Counter, Gauge, Histogram } from "prom-client"
import type { Telemetry } from "@lectern/runtime/telemetry"
import type { PlaybackEventRow } from "./database.ts"
import type { FoldedBatch } from "./fold-batch.ts"

/** What players log, to be told once it is committed. */
export interface PlaybackMetrics {
  started(): void
  /** From the arrival of a batch on; call what it gives when the batch is in the log, or was given up. */
  timeIngest(): () => void
  recorded(batch: FoldedBatch): void
}

/** Twice the longest time between two reports of a player (HEARTBEAT_SECONDS): what is older was held back. */
const LIVE_MS = 120_000
const TYPES: readonly PlaybackEventRow["type"][] = [
  "PLAY",
  "PAUSE",
  "STOP",
  "SEEK",
  "RATE_CHANGE",
  "HEARTBEAT",
  "BUFFER_START",
  "BUFFER_END",
  "ERROR",
  "CAPTION_CHANGE",
]

export function playbackMetrics({ metrics }: Telemetry, heartbeatSeconds: number): PlaybackMetrics {
  const registers = [metrics]
  const playbacks = new Counter({
    name: "playbacks_started_total",
    help: "Playback sessions that were opened.",
    registers,
  })
  const events = new Counter({
    name: "playback_events_total",
    help: "Playback events that were new to the log, by type.",
    labelNames: ["type"],
    registers,
  })
  for (const type of TYPES) events.labels(type).inc(0)
  const repeated = new Counter({
    name: "playback_events_repeated_total",
    help: "Playback events that were in the log already.",
    registers,
  })
  const rejected = new Counter({
    name: "playback_events_rejected_total",
    help: "Playback events that were not logged, by reason.",
    labelNames: ["reason"],
    registers,
  })
  for (const reason of ["INVALID_EVENT", "EVENT_ID_REUSED", "SEQUENCE_REUSED"]) rejected.labels(reason).inc(0)
  const heartbeats = new Counter({
    name: "playback_live_heartbeats_total",
    help: "Heartbeats that came when they happened: their rate times playback_heartbeat_seconds is how many watch now.",
    registers,
  })
  const interval = new Gauge({
    name: "playback_heartbeat_seconds",
    help: "How often a player that plays sends a heartbeat.",
    registers,
  })
  interval.set(heartbeatSeconds)
  const played = new Counter({
    name: "playback_played_seconds_total",
    help: "Seconds that were spent watching, as far as spans of the log prove it.",
    registers,
  })
  const buffered = new Counter({
    name: "playback_buffering_seconds_total",
    help: "Seconds that players waited for data, from BUFFER_START to BUFFER_END.",
    registers,
  })
  const ingest = new Histogram({
    name: "playback_ingest_seconds",
    help: "Time from the arrival of a batch of events until it was in the log, or was given up.",
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  })
  const lag = new Histogram({
    name: "playback_event_lag_seconds",
    help: "How long before its arrival the newest event of a batch happened.",
    buckets: [0.1, 1, 5, 10, 30, 60, 300, 3600, 86_400],
    registers,
  })
  return {
    started: () => playbacks.inc(),
    timeIngest: () => ingest.startTimer(),
    recorded({ fresh, added, answer, after }) {
      repeated.inc(answer.duplicateCount)
      for (const { reason } of answer.rejected) rejected.labels(reason).inc()
      for (const event of fresh) {
        events.labels(event.type).inc()
        if (event.type === "HEARTBEAT" && lagMs(event) < LIVE_MS) heartbeats.inc()
      }
      for (const { startMs, endMs, rate } of added) played.inc((endMs - startMs) / rate / 1000)
      buffered.inc(bufferedMs(after.known, fresh) / 1000)
      if (fresh.length > 0) lag.observe(Math.min(...fresh.map(lagMs)) / 1000)
    },
  }
}

const lagMs = ({ received_at, occurred_at }: PlaybackEventRow): number =>
  Math.max(0, received_at.getTime() - occurred_at.getTime())

/** Between each BUFFER_START of `log` and the BUFFER_END that comes next, where one of them is among `fresh`. */
export function bufferedMs(log: readonly PlaybackEventRow[], fresh: readonly PlaybackEventRow[]): number {
  const events = log
    .filter(({ type }) => type === "BUFFER_START" || type === "BUFFER_END")
    .toSorted((a, b) => a.sequence - b.sequence)
  let totalMs = 0
  for (const [i, end] of events.entries()) {
    const start = events[i - 1]
    if (end.type !== "BUFFER_END" || start?.type !== "BUFFER_START") continue
    if (fresh.includes(start) || fresh.includes(end))
      totalMs += Math.max(0, end.occurred_at.getTime() - start.occurred_at.getTime())
  }
  return totalMs
}
