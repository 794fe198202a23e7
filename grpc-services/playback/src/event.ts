import type { Event__Output } from "@lectern/contracts/elearning/playback/v1/Event.ts"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { isId } from "@lectern/service-kit/ids"
import { ANCHOR_TYPES, MAX_RATE, type WatchEventType } from "@lectern/watch-algebra/watch-algebra"

/** An event as the player made it. Two are the same event when all of it is equal. */
export interface ReportedEvent {
  /** In lower case. */
  id: string
  sequence: number
  type: WatchEventType
  positionMs: number
  /** Of a SEEK only, and not of all: null elsewhere. */
  fromPositionMs: number | null
  rate: number
  /** By the player's own clock, milliseconds since 1970. */
  saidAtMs: number
}

/** A player may report the end a little late: lengths are whole seconds. */
export const END_TOLERANCE_MS = 1000

const TYPES: Partial<Record<string, WatchEventType>> = {
  EVENT_TYPE_PLAY: "PLAY",
  EVENT_TYPE_PAUSE: "PAUSE",
  EVENT_TYPE_STOP: "STOP",
  EVENT_TYPE_SEEK: "SEEK",
  EVENT_TYPE_RATE_CHANGE: "RATE_CHANGE",
  EVENT_TYPE_HEARTBEAT: "HEARTBEAT",
  EVENT_TYPE_BUFFER_START: "BUFFER_START",
  EVENT_TYPE_BUFFER_END: "BUFFER_END",
  EVENT_TYPE_ERROR: "ERROR",
  EVENT_TYPE_CAPTION_CHANGE: "CAPTION_CHANGE",
}

/** What the message says, or, as a sentence, why it is no event of a video of this length. */
export function readEvent(message: Event__Output, durationMs: number): ReportedEvent | string {
  const { id, sequence, positionMs, rate, occurTime } = message
  if (!isId(id)) return "id: a UUID is expected"
  // A larger one than int32 holds arrives as a negative one.
  if (sequence < 0) return `sequence: 0 to 2147483647 is expected, got ${sequence}`
  const type = TYPES[message.type]
  if (!type) return `type: one of the event types is expected, got ${message.type}`
  const endMs = durationMs + END_TOLERANCE_MS
  if (positionMs < 0 || positionMs > endMs) return `position_ms: 0 to ${endMs} is expected, got ${positionMs}`
  const fromPositionMs = (type === "SEEK" ? message.fromPositionMs : undefined) ?? null
  if (fromPositionMs !== null && (fromPositionMs < 0 || fromPositionMs > endMs))
    return `from_position_ms: 0 to ${endMs} is expected, got ${fromPositionMs}`
  if (!(rate > 0 && rate <= MAX_RATE)) return `rate: above 0 and at most ${MAX_RATE} is expected, got ${rate}`
  if (!occurTime) return "occur_time: a time is expected"
  const saidAtMs = fromTimestamp(occurTime).getTime()
  return { id: id.toLowerCase(), sequence, type, positionMs, fromPositionMs, rate, saidAtMs }
}

export const isSameEvent = (a: ReportedEvent, b: ReportedEvent): boolean =>
  a.id === b.id &&
  a.sequence === b.sequence &&
  a.type === b.type &&
  a.positionMs === b.positionMs &&
  a.fromPositionMs === b.fromPositionMs &&
  a.rate === b.rate &&
  a.saidAtMs === b.saidAtMs

/** Whether it says by itself that the video plays, or that it does not. */
export const isAnchor = ({ type }: Pick<ReportedEvent, "type">): boolean => ANCHOR_TYPES.includes(type)
