import type { Event__Output } from "@lectern/contracts/elearning/playback/v1/Event.ts"
import type { RecordEventsResponse__Output } from "@lectern/contracts/elearning/playback/v1/RecordEventsResponse.ts"
import { failedPrecondition } from "@lectern/rpc/errors"
import { required } from "@lectern/rpc/required"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import { coverageToJson, parseCoverage } from "@lectern/watch-algebra/coverage-json"
import { spansAddedBy } from "@lectern/watch-algebra/spans-added-by"
import {
  coverageOf,
  coveredMs,
  mergeCoverage,
  playedMs,
  playingTimeOf,
  wallClockBudgetMs,
  type PlayingTime,
  type WatchSpan,
} from "@lectern/watch-algebra/watch-algebra"
import { hasSequence, highestSequence, missingSequences, sequenceCount, withSequences } from "./arrived-sequences.ts"
import type { PlaybackEventRow, PlaybackSessionRow, SessionProgressRow } from "./database.ts"
import { isAnchor, isSameEvent, readEvent, type ReportedEvent } from "./event.ts"
import { toReportedEvent, toWatchEvent } from "./event-store.ts"
import { parseArrived } from "./playback-session-store.ts"
import { clockOffset, likeliestOffset, PAST_LIMIT_MS } from "./player-clock.ts"
import { toProgress } from "./session-progress-store.ts"
import { progressAfter } from "./session-progress.ts"

const MAX_MISSING = 1000
/** A heartbeat every 10 s for eleven days without a pause; it bounds what a batch can cost. */
const MAX_EVENTS = 100_000

/** A playback session with what it is folded into, and of its log what the batch may meet: see `neighbourhoods`. */
export interface PlaybackState {
  playback: PlaybackSessionRow
  progress: SessionProgressRow
  known: readonly PlaybackEventRow[]
}

export interface Batch {
  events: readonly Event__Output[]
  sentAtMs: number
  receivedAt: Date
}

export interface FoldedBatch {
  /** As it is when `fresh` are in the log; the same object where none are. */
  after: PlaybackState
  fresh: readonly PlaybackEventRow[]
  added: readonly WatchSpan[]
  answer: RecordEventsResponse__Output
}

type Rejection = RecordEventsResponse__Output["rejected"][number]

/**
 * What a batch does to a playback session: which events are new, and what they add to its folds and to the learner's
 * progress. Throws FAILED_PRECONDITION / PLAYBACK_FULL.
 */
export function foldBatch(before: PlaybackState, { events: messages, sentAtMs, receivedAt }: Batch): FoldedBatch {
  const { playback, known } = before
  const offsetMs = clockOffset({ sentAtMs, receivedAtMs: receivedAt.getTime(), knownMs: playback.clock_offset_ms })
  const offsets = [offsetMs, playback.clock_offset_ms, 0]
  const arrivedBefore = parseArrived(playback.arrived)
  const byId = new Map<string, ReportedEvent>()
  const sequences = new Set<number>()
  for (const row of known) {
    byId.set(idFromBytes(row.event_id), toReportedEvent(row))
    sequences.add(row.sequence)
  }

  const fresh: PlaybackEventRow[] = []
  const rejected: Rejection[] = []
  let duplicateCount = 0
  for (const message of messages) {
    const { id } = message
    const read = readRow(message, playback, offsets, receivedAt)
    if (typeof read === "string") {
      rejected.push({ id, reason: "INVALID_EVENT", message: read })
      continue
    }
    const { event, row } = read
    const sameId = byId.get(event.id)
    if (sameId && isSameEvent(sameId, event)) duplicateCount++
    else if (sameId) rejected.push({ id, reason: "EVENT_ID_REUSED", message: "another event was logged under this id" })
    else if (sequences.has(event.sequence))
      rejected.push({
        id,
        reason: "SEQUENCE_REUSED",
        message: `another event was logged under the sequence ${event.sequence}`,
      })
    // It was logged and its time in the log is over: what it said can't be compared any more.
    else if (hasSequence(arrivedBefore, event.sequence)) duplicateCount++
    else {
      byId.set(event.id, event)
      sequences.add(event.sequence)
      fresh.push(row)
    }
  }

  const arrived = withSequences(
    arrivedBefore,
    fresh.map(({ sequence }) => sequence),
  )
  const highest = highestSequence(arrived)
  const answer = (progress: SessionProgressRow): RecordEventsResponse__Output => ({
    acceptedCount: fresh.length,
    duplicateCount,
    rejected,
    highestSequence: highest,
    missing: missingSequences(arrived, MAX_MISSING),
    progress: toProgress(progress),
    durationMs: playback.duration_ms,
  })
  if (fresh.length === 0) return { after: before, fresh, added: [], answer: answer(before.progress) }
  if (sequenceCount(arrived) > MAX_EVENTS)
    throw failedPrecondition("PLAYBACK_FULL", `${MAX_EVENTS} events are in this playback session: start another`)

  const arrivals = fresh.map(toWatchEvent)
  const added = spansAddedBy(
    { known: known.map(toWatchEvent), arrived: arrivals },
    { durationMs: playback.duration_ms },
  )
  const time = required(playingTimeOf(arrivals, playingTime(playback)))
  const coverage = mergeCoverage(parseCoverage(playback.coverage), coverageOf(added))
  const budgetMs = wallClockBudgetMs(time)
  const lastInSequence = fresh.find(({ sequence }) => sequence === highest)
  const lastEventAt = new Date(time.lastAtMs)
  const playbackAfter: PlaybackSessionRow = {
    ...playback,
    arrived: JSON.stringify(arrived),
    clock_offset_ms: offsetMs,
    last_received_at: receivedAt > playback.last_received_at ? receivedAt : playback.last_received_at,
    first_event_at: new Date(time.firstAtMs),
    last_event_at: lastEventAt,
    fastest_rate: time.fastestRate,
    last_anchor_sequence: Math.max(playback.last_anchor_sequence, ...fresh.filter(isAnchor).map((row) => row.sequence)),
    // A player that was closed has said where; one that vanished ended at its last event.
    last_position_ms:
      lastInSequence && playback.status !== "ENDED" ? lastInSequence.position_ms : playback.last_position_ms,
    ended_at: playback.status === "ABANDONED" ? lastEventAt : playback.ended_at,
    coverage: coverageToJson(coverage),
    played_ms: Math.min(playedMs(coverage), budgetMs),
    covered_ms: Math.min(coveredMs(coverage), budgetMs),
    has_log: 1,
  }
  const progress = progressAfter(before.progress, {
    playback,
    added,
    budgetAddedMs: budgetMs - wallClockBudgetMs(playingTime(playback)),
    receivedAt,
  })
  return {
    after: { playback: playbackAfter, progress, known: [...known, ...fresh] },
    fresh,
    added,
    answer: answer(progress),
  }
}

/** As its row has it; undefined before the first event. */
export const playingTime = ({
  first_event_at,
  last_event_at,
  fastest_rate,
}: Pick<PlaybackSessionRow, "first_event_at" | "last_event_at" | "fastest_rate">): PlayingTime | undefined =>
  first_event_at && last_event_at
    ? { firstAtMs: first_event_at.getTime(), lastAtMs: last_event_at.getTime(), fastestRate: fastest_rate }
    : undefined

/** The event with the row that logs it, its time corrected; or, as a sentence, why it can't be logged. */
function readRow(
  message: Event__Output,
  playback: PlaybackSessionRow,
  offsets: readonly number[],
  receivedAt: Date,
): { event: ReportedEvent; row: PlaybackEventRow } | string {
  const event = readEvent(message, playback.duration_ms)
  if (typeof event === "string") return event
  const startedAtMs = playback.started_at.getTime()
  const skewMs = likeliestOffset(event.saidAtMs, offsets, {
    earliestMs: startedAtMs,
    receivedAtMs: receivedAt.getTime(),
  })
  if (skewMs === undefined) return "occur_time: a time before the event was received is expected"
  const occurredAtMs = event.saidAtMs + skewMs
  if (occurredAtMs < startedAtMs - PAST_LIMIT_MS)
    return "occur_time: a time after the playback session was started is expected"
  const row: PlaybackEventRow = {
    playback_id: playback.id,
    sequence: event.sequence,
    event_id: idToBytes(event.id),
    type: event.type,
    position_ms: event.positionMs,
    from_position_ms: event.fromPositionMs,
    rate: event.rate,
    occurred_at: new Date(occurredAtMs),
    skew_ms: skewMs,
    received_at: receivedAt,
  }
  return { event, row }
}
