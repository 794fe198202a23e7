/**
 * Watch-segment algebra: from the events that a player logs to what was watched.
 *
 *     events of one playback --spansOf--> spans --coverageOf--> step function f(t) --> covered, played, share ...
 *
 * Everything is a pure function of a set: neither order of arrival nor repetition matters, and events that arrive
 * later only ever add spans. The laws are listed in the README and tested in watch-algebra.test.ts.
 */

export type WatchEventType =
  | "PLAY"
  | "PAUSE"
  | "STOP"
  | "SEEK"
  | "RATE_CHANGE"
  | "HEARTBEAT"
  | "BUFFER_START"
  | "BUFFER_END"
  | "ERROR"
  | "CAPTION_CHANGE"

export interface WatchEvent {
  /** 0, 1, 2, ... in the order in which the player made the events of one playback session. */
  sequence: number
  type: WatchEventType
  /** Position in the video when the event happened; for SEEK the position that was jumped to. */
  positionMs: number
  /** SEEK only: the position that was left. Without it the stretch before the jump is unknown and not counted. */
  fromPositionMs?: number | undefined
  /** Speed from this event on. Read at PLAY, HEARTBEAT and RATE_CHANGE; see `usableRate` for what else may be there. */
  rate?: number | undefined
  /** Milliseconds since 1970, UTC. */
  occurredAtMs: number
}

/**
 * A stretch of the video, [startMs, endMs), played once without a break: between two events next to each other, or, as
 * `joinSpans` makes it, over several such pairs.
 */
export interface WatchSpan {
  /** Sequences of the events that ended its first and its last pair. */
  firstSequence: number
  sequence: number
  startMs: number
  endMs: number
  /** Wall clock, milliseconds since 1970; startedAtMs <= endedAtMs. */
  startedAtMs: number
  endedAtMs: number
  rate: number
}

/** What a span may exceed rate × elapsed wall-clock time by: 10 % for timers and decoders that drift (goal gP4) ... */
export const WALL_CLOCK_TOLERANCE = 1.1
/** ... and a constant for clocks read a little early or late, in ms of video (goal gP4). */
export const WALL_CLOCK_SLACK_MS = 2_000
/** Chromium clamps playbackRate to this range (html_media_element.h), and no player of ours offers more. */
export const MIN_RATE = 0.0625
export const MAX_RATE = 16

/** Types that say by themselves whether the video plays. HEARTBEAT is one: a player sends it only while playing. */
export const ANCHOR_TYPES: readonly WatchEventType[] = ["PLAY", "HEARTBEAT", "PAUSE", "STOP", "ERROR"]

/** Types whose rate is read: players state it there. */
const STATES_RATE: readonly WatchEventType[] = ["PLAY", "HEARTBEAT", "RATE_CHANGE"]

/**
 * Events of the other types leave the player as it was, but only this many of them in a row; then nothing is known
 * until the next anchor. The bound is what makes an incremental fold local (spans-added-by.ts). It is one full batch:
 * at a heartbeat every 10 s, no person makes 500 jumps, speed and caption changes in between.
 */
export const CARRY_LIMIT = 500

/** What a DATETIME column holds, the years 1000 to 9999; nothing outside of it can be in the log. */
const EARLIEST_MS = Date.UTC(1000, 0)
const LATEST_MS = Date.UTC(10_000, 0) - 1

/** The rate of the event, in [MIN_RATE, MAX_RATE]. 1 where none is stated: undefined, 0 (proto3), negative, NaN. */
export function usableRate(rate: number | undefined): number {
  return rate !== undefined && rate > 0 ? Math.min(Math.max(rate, MIN_RATE), MAX_RATE) : 1
}

/**
 * The spans that a set of events of ONE playback session proves, by ascending sequence.
 *
 * A span joins two events whose sequences follow each other, when the video plays after the first; a gap is never
 * bridged. It is cut to what the wall clock allows and to [0, durationMs]; what is empty then is left out.
 * Never throws: an event whose sequence, position or time is no usable number counts as not arrived. Of several
 * events with one sequence (the log's key prevents that) one is chosen, the same for every order.
 */
export function spansOf(
  events: readonly WatchEvent[],
  { durationMs = Number.MAX_SAFE_INTEGER }: { durationMs?: number } = {},
): WatchSpan[] {
  const spans: WatchSpan[] = []
  let previous: WatchEvent | undefined
  let playing = false
  let rate = 1
  let anchorSequence = 0
  for (const event of bySequence(events)) {
    if (event.sequence === previous?.sequence) continue
    const followsPrevious = event.sequence - 1 === previous?.sequence
    if (playing && previous && followsPrevious) {
      const span = spanBetween(previous, event, rate, durationMs)
      if (span) spans.push(span)
    }
    const provesPlaying = event.type === "PLAY" || event.type === "HEARTBEAT"
    if (ANCHOR_TYPES.includes(event.type)) {
      playing = provesPlaying
      anchorSequence = event.sequence
    } else if (!followsPrevious || event.sequence - anchorSequence > CARRY_LIMIT) {
      playing = false
    }
    // A rate is never carried from before a gap: had it been changed there, an event that fills the gap could shorten
    // a span that was already counted. Whatever starts to play states its own rate.
    if (STATES_RATE.includes(event.type)) rate = usableRate(event.rate)
    previous = event
  }
  return spans
}

function bySequence(events: readonly WatchEvent[]): WatchEvent[] {
  return events.filter(isUsable).sort((a, b) => a.sequence - b.sequence || compareBodies(a, b))
}

function isUsable({ sequence, positionMs, occurredAtMs }: WatchEvent): boolean {
  return Number.isSafeInteger(sequence) && Number.isFinite(positionMs) && isInstant(occurredAtMs)
}

const isInstant = (ms: number): boolean => ms >= EARLIEST_MS && ms <= LATEST_MS

/** Any fixed order will do, so long as it sees every field. */
function compareBodies(a: WatchEvent, b: WatchEvent): number {
  const textOf = (event: WatchEvent) =>
    [event.occurredAtMs, event.positionMs, event.type, event.fromPositionMs, event.rate].join()
  const [textOfA, textOfB] = [textOf(a), textOf(b)]
  return textOfA < textOfB ? -1 : textOfA > textOfB ? 1 : 0
}

function spanBetween(a: WatchEvent, b: WatchEvent, rate: number, durationMs: number): WatchSpan | undefined {
  const within = (positionMs: number) => Math.round(Math.min(Math.max(positionMs, 0), durationMs))
  const leftAtMs = leftAt(b)
  if (leftAtMs === undefined) return undefined
  const startMs = within(a.positionMs)
  const elapsedMs = Math.max(0, b.occurredAtMs - a.occurredAtMs)
  const possibleMs = Math.round(elapsedMs * rate * WALL_CLOCK_TOLERANCE) + WALL_CLOCK_SLACK_MS
  const endMs = Math.min(within(leftAtMs), startMs + possibleMs)
  if (!(endMs > startMs)) return undefined // also where a bound is NaN
  const startedAtMs = Math.min(a.occurredAtMs, b.occurredAtMs)
  const { sequence } = b
  return { firstSequence: sequence, sequence, startMs, endMs, startedAtMs, endedAtMs: b.occurredAtMs, rate }
}

/** Up to where the video had played when the event came; undefined when the event does not tell. */
function leftAt(event: WatchEvent): number | undefined {
  if (event.type === "SEEK") return event.fromPositionMs
  // PLAY while playing means that the player died and came back; when it stopped in between is unknown.
  if (event.type === "PLAY") return undefined
  return event.positionMs
}

/** What timers and clocks of an honest player are off by at most: half of what a span is given. */
const STEADY_WITHIN_MS = WALL_CLOCK_SLACK_MS / 2
/** Zones differ from UTC by whole quarters of an hour, so that a joined span lies within one hour of any zone. */
const JOINED_WITHIN_MS = 15 * 60_000

/**
 * The same spans of ONE playback, by ascending sequence, with those joined that go on where another ended: at its
 * position, its time and its rate, in events next to each other. Coverage, what was played last and how long playing took
 * stay what they are. So that nothing is lost for hours and days either, only what played as fast as its rate says is
 * joined, and what began in the same quarter of an hour (UTC).
 *
 * Whatever was joined before, and in whatever order: `joinSpans([...joinSpans(a), ...b])` is `joinSpans([...a, ...b])`.
 */
export function joinSpans(spans: readonly WatchSpan[]): WatchSpan[] {
  const joined: WatchSpan[] = []
  for (const span of spans.toSorted((a, b) => a.sequence - b.sequence)) {
    const before = joined.at(-1)
    if (before && goesOn(before, span)) {
      const { sequence, endMs, endedAtMs } = span
      joined[joined.length - 1] = { ...before, sequence, endMs, endedAtMs }
    } else joined.push(span)
  }
  return joined
}

const goesOn = (a: WatchSpan, b: WatchSpan): boolean =>
  a.sequence + 1 === b.firstSequence &&
  a.endMs === b.startMs &&
  a.endedAtMs === b.startedAtMs &&
  a.rate === b.rate &&
  Math.floor(a.startedAtMs / JOINED_WITHIN_MS) === Math.floor(b.startedAtMs / JOINED_WITHIN_MS) &&
  isSteady(a) &&
  isSteady(b)

/** What was joined already is: only steady pairs are. */
const isSteady = ({ firstSequence, sequence, startMs, endMs, startedAtMs, endedAtMs, rate }: WatchSpan): boolean =>
  firstSequence < sequence || Math.abs(endedAtMs - startedAtMs - (endMs - startMs) / rate) <= STEADY_WITHIN_MS

/**
 * How often each part of the video was played: disjoint [startMs, endMs, count], ascending, count >= 1, and
 * neighbours that touch differ in count. One set of spans has exactly one coverage, so equality is deep equality.
 */
export type Coverage = readonly CoverageStep[]
export type CoverageStep = readonly [startMs: number, endMs: number, count: number]

/** The step function of a multiset of spans, of any number of playbacks of one video. */
export function coverageOf(spans: readonly Pick<WatchSpan, "startMs" | "endMs">[]): Coverage {
  return sumOf(spans.map(({ startMs, endMs }) => [startMs, endMs, 1]))
}

/** f + g: what two playbacks, or two stored coverages, of one video amount to together. */
export function mergeCoverage(f: Coverage, g: Coverage): Coverage {
  return sumOf([...f, ...g])
}

function sumOf(steps: readonly CoverageStep[]): Coverage {
  const changeAt = new Map<number, number>()
  for (const [startMs, endMs, count] of steps) {
    changeAt.set(startMs, (changeAt.get(startMs) ?? 0) + count)
    changeAt.set(endMs, (changeAt.get(endMs) ?? 0) - count)
  }
  const sum: CoverageStep[] = []
  let fromMs = 0
  let count = 0
  for (const atMs of Float64Array.from(changeAt.keys()).sort()) {
    const change = changeAt.get(atMs)!
    if (change === 0) continue // as many ended as began, so it is no boundary
    if (count > 0) sum.push([fromMs, atMs, count])
    fromMs = atMs
    count += change
  }
  return sum
}

/** Length of what was played at least once. */
export function coveredMs(f: Coverage): number {
  return f.reduce((sum, [startMs, endMs]) => sum + endMs - startMs, 0)
}

/** Length of all that was played, every repetition counted, in ms of video (not of wall clock). */
export function playedMs(f: Coverage): number {
  return f.reduce((sum, [startMs, endMs, count]) => sum + (endMs - startMs) * count, 0)
}

/** played / covered: 1 when nothing was played twice, 2 when all of it was; 0 when nothing was played. */
export function replayRatio(f: Coverage): number {
  return f.length === 0 ? 0 : playedMs(f) / coveredMs(f)
}

/** Whether the moment `positionMs` of the video was played. */
export function isWatchedAt(f: Coverage, positionMs: number): boolean {
  let low = 0
  let high = f.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (f[middle]![1] > positionMs) high = middle
    else low = middle + 1
  }
  const step = f[low]
  return step !== undefined && step[0] <= positionMs
}

/** Share of the video that was played at least once, 0 to 1. 0 while the length is unknown (0 or less). */
export function coveredShare(f: Coverage, durationMs: number): number {
  if (!(durationMs > 0)) return 0
  // Clipped here as well as in spansOf: the length may have become shorter since the spans were stored.
  const inside = f.reduce(
    (sum, [startMs, endMs]) => sum + Math.max(0, Math.min(endMs, durationMs) - Math.max(startMs, 0)),
    0,
  )
  return inside / durationMs
}

/**
 * Product's choice (goal gP3): nine tenths, so that skipped credits, a jingle or a break do not keep a learner who saw
 * the lesson from completing it, while nobody gets there without having played nearly all of it.
 */
export const COMPLETED_SHARE = 0.9

export function isCompleted(share: number): boolean {
  return share >= COMPLETED_SHARE
}

/**
 * Ending this close to the end is having seen the end: lengths are given in whole seconds, and browsers report the
 * last position up to a few frames early.
 */
const END_MARGIN_MS = 2_000

/** The span that was played last by the wall clock; of several that ended at once the one that ends furthest. */
export function lastPlayed<Span extends Pick<WatchSpan, "endMs" | "endedAtMs">>(
  spans: readonly Span[],
): Span | undefined {
  let last: Span | undefined
  for (const span of spans) {
    const isLater =
      !last || span.endedAtMs > last.endedAtMs || (span.endedAtMs === last.endedAtMs && span.endMs > last.endMs)
    if (isLater) last = span
  }
  return last
}

/**
 * Where the learner goes on: the end of the span that was played last by the wall clock, over all playbacks of the
 * video and devices. What was only opened or jumped to leaves no span, so a stray report moves nothing.
 * 0 without spans, and 0 when the video was played to its end: resuming there would show a still picture that ends at
 * once, and who opens a finished video wants to see it again.
 */
export function resumePositionMs(spans: readonly Pick<WatchSpan, "endMs" | "endedAtMs">[], durationMs: number): number {
  const last = lastPlayed(spans)
  return last && last.endMs < durationMs - END_MARGIN_MS ? last.endMs : 0
}

/** When one playback played, and how fast at most: what bounds all of its spans together. */
export interface PlayingTime {
  firstAtMs: number
  lastAtMs: number
  /** At least 1, so that the first slow rate that arrives takes nothing away. */
  fastestRate: number
}

/** That of a set of events, or of one more set after `before`. Undefined while there is no event with a usable time. */
export function playingTimeOf(
  events: readonly Pick<WatchEvent, "type" | "rate" | "occurredAtMs">[],
  before?: PlayingTime,
): PlayingTime | undefined {
  let time = before
  for (const { type, rate, occurredAtMs } of events) {
    if (!isInstant(occurredAtMs)) continue
    time = {
      firstAtMs: Math.min(time?.firstAtMs ?? Infinity, occurredAtMs),
      lastAtMs: Math.max(time?.lastAtMs ?? -Infinity, occurredAtMs),
      fastestRate: Math.max(time?.fastestRate ?? 1, STATES_RATE.includes(type) ? usableRate(rate) : 1),
    }
  }
  return time
}

/**
 * The most that one playback can have played: each span is bounded on its own, but every span has its own slack, so a
 * player that sends a thousand events in a second would be given 2,000 s. All of them together fit into the time from
 * the first to the last event. What counts is `min(played or covered, budget)`: it is monotone, as both are.
 * Honest playbacks stay below it. 0 before the first event.
 */
export function wallClockBudgetMs(time: PlayingTime | undefined): number {
  if (!time) return 0
  const elapsedMs = Math.max(0, time.lastAtMs - time.firstAtMs)
  return Math.round(elapsedMs * usableRate(time.fastestRate) * WALL_CLOCK_TOLERANCE) + WALL_CLOCK_SLACK_MS
}
