import type { Event__Output } from "@lectern/contracts/elearning/playback/v1/Event.ts"
import type { RecordEventsResponse__Output } from "@lectern/contracts/elearning/playback/v1/RecordEventsResponse.ts"
import { requireUserId } from "@lectern/rpc/call"
import { failedPrecondition, unavailable } from "@lectern/rpc/errors"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { transact } from "@lectern/service-kit/database"
import { idToBytes } from "@lectern/service-kit/ids"
import { violatesUniqueKey } from "@lectern/service-kit/mysql-errors"
import { Violations } from "@lectern/service-kit/validation"
import { coverageToJson, parseCoverage } from "@lectern/watch-algebra/coverage-json"
import { spansAddedBy } from "@lectern/watch-algebra/spans-added-by"
import { coverageOf, coveredMs, mergeCoverage, playedMs } from "@lectern/watch-algebra/watch-algebra"
import { highestSequence, missingSequences, sequenceCount, withSequences } from "../arrived-sequences.ts"
import type { Database, PlaybackEventRow, PlaybackSessionRow } from "../database.ts"
import { EVENT_ID_KEY, findEvents, insertEvents, toReportedEvent, toWatchEvent } from "../event-store.ts"
import { isAnchor, isSameEvent, readEvent, type ReportedEvent } from "../event.ts"
import { neighbourhoods } from "../neighbourhoods.ts"
import { lockPlaybackSession, parseArrived, updatePlaybackSession } from "../playback-session-store.ts"
import { clockOffset, likeliestOffset, PAST_LIMIT_MS } from "../player-clock.ts"
import type { PlaybackRpc } from "../service.ts"
import {
  getSessionProgress,
  lockSessionProgress,
  toProgress,
  updateSessionProgress,
} from "../session-progress-store.ts"
import { progressAfter } from "../session-progress.ts"
import { insertWatchSpans } from "../watch-span-store.ts"

const MAX_BATCH = 500
const MAX_MISSING = 1000
const MAX_ATTEMPTS = 3
/** A heartbeat every 10 s for eleven days without a pause; it bounds what a batch can cost. */
const MAX_EVENTS = 100_000

type Rejection = RecordEventsResponse__Output["rejected"][number]

export const recordEvents: PlaybackRpc<"recordEvents"> =
  ({ db, clock }) =>
  async ({ playbackSessionId, events, sendTime }, call) => {
    const userId = requireUserId(call)
    const violations = new Violations()
    const { length } = events
    violations.check(
      length >= 1 && length <= MAX_BATCH,
      "events",
      "count",
      `1 to ${MAX_BATCH} events are expected, got ${length}`,
    )
    violations.check(sendTime !== null, "send_time", "required", "a time is expected")
    violations.throwIfAny()
    const arrival = { sentAtMs: fromTimestamp(sendTime).getTime(), receivedAt: clock() }
    for (let attempt = 1; ; attempt++) {
      try {
        return await transact(db, async (tx) => {
          const playback = await lockPlaybackSession(tx, { id: playbackSessionId, userId })
          return recordInto(tx, playback, events, arrival)
        })
      } catch (error) {
        // Two playbacks brought one event id at once: who came second finds it in the log when it looks again.
        if (!violatesUniqueKey(error, EVENT_ID_KEY)) throw error
        if (attempt === MAX_ATTEMPTS) throw unavailable("others are logging the same events", error)
      }
    }
  }

/**
 * Logs the events of a batch that are new and folds them. The number of statements does not depend on the number of
 * events. Locks are taken in one order, first the playback, last the progress, so that two players of one learner wait
 * for each other and never in a circle.
 */
async function recordInto(
  tx: Database,
  playback: PlaybackSessionRow,
  messages: readonly Event__Output[],
  { sentAtMs, receivedAt }: { sentAtMs: number; receivedAt: Date },
): Promise<RecordEventsResponse__Output> {
  const offsetMs = clockOffset({ sentAtMs, receivedAtMs: receivedAt.getTime(), knownMs: playback.clock_offset_ms })
  const read = messages.map((message) =>
    readRow(message, playback, [offsetMs, playback.clock_offset_ms, 0], receivedAt),
  )
  const readable = read.filter((event) => typeof event !== "string").map(({ event }) => event)
  const known =
    readable.length === 0
      ? []
      : await findEvents(tx, {
          playbackId: playback.id,
          ranges: neighbourhoods(
            readable.map(({ sequence }) => sequence),
            playback.last_anchor_sequence,
          ),
          ids: readable.map(({ id }) => id),
        })

  const byId = new Map<string, { event: ReportedEvent; isHere: boolean }>()
  const sequences = new Set<number>()
  const remember = (event: ReportedEvent, isHere: boolean) => {
    byId.set(event.id, { event, isHere })
    if (isHere) sequences.add(event.sequence)
  }
  for (const row of known) remember(toReportedEvent(row), row.playback_id.equals(playback.id))

  const fresh: PlaybackEventRow[] = []
  const rejected: Rejection[] = []
  let duplicateCount = 0
  read.forEach((found, index) => {
    const id = messages[index]?.id ?? ""
    if (typeof found === "string") {
      rejected.push({ id, reason: "INVALID_EVENT", message: found })
      return
    }
    const { event, row } = found
    const sameId = byId.get(event.id)
    if (sameId?.isHere && isSameEvent(sameId.event, event)) duplicateCount++
    else if (sameId) rejected.push({ id, reason: "EVENT_ID_REUSED", message: "another event was logged under this id" })
    else if (sequences.has(event.sequence))
      rejected.push({
        id,
        reason: "SEQUENCE_REUSED",
        message: `another event was logged under the sequence ${event.sequence}`,
      })
    else {
      remember(event, true)
      fresh.push(row)
    }
  })

  const answered = { acceptedCount: fresh.length, duplicateCount, rejected, durationMs: playback.duration_ms }
  const arrivedBefore = parseArrived(playback.arrived)
  const arrived = withSequences(
    arrivedBefore,
    fresh.map(({ sequence }) => sequence),
  )
  const highest = highestSequence(arrived)
  const sequencesNow = { highestSequence: highest, missing: missingSequences(arrived, MAX_MISSING) }
  if (fresh.length === 0)
    return { ...answered, ...sequencesNow, progress: toProgress(await getSessionProgress(tx, playback)) }
  if (sequenceCount(arrived) > MAX_EVENTS)
    throw failedPrecondition("PLAYBACK_FULL", `${MAX_EVENTS} events are in this playback session: start another`)

  await insertEvents(tx, fresh)
  const added = spansAddedBy(
    {
      known: known.filter((row) => row.playback_id.equals(playback.id)).map(toWatchEvent),
      arrived: fresh.map(toWatchEvent),
    },
    { durationMs: playback.duration_ms },
  )
  const lastInSequence = fresh.find(({ sequence }) => sequence === highest)
  const lastEventAt = new Date(
    Math.max(playback.last_event_at?.getTime() ?? -Infinity, ...fresh.map((row) => row.occurred_at.getTime())),
  )
  const change: Partial<PlaybackSessionRow> = {
    arrived: JSON.stringify(arrived),
    clock_offset_ms: offsetMs,
    last_received_at: receivedAt,
    last_event_at: lastEventAt,
    last_anchor_sequence: Math.max(playback.last_anchor_sequence, ...fresh.filter(isAnchor).map((row) => row.sequence)),
    // A player that was closed has said where; one that vanished ended at its last event.
    ...(lastInSequence && playback.status !== "ENDED" ? { last_position_ms: lastInSequence.position_ms } : {}),
    ...(playback.status === "ABANDONED" ? { ended_at: lastEventAt } : {}),
  }
  if (added.length > 0) {
    await insertWatchSpans(tx, playback, added)
    const coverage = mergeCoverage(parseCoverage(playback.coverage), coverageOf(added))
    change.coverage = coverageToJson(coverage)
    change.played_ms = playedMs(coverage)
    change.covered_ms = coveredMs(coverage)
  }
  await updatePlaybackSession(tx, playback.id, change)
  if (added.length === 0)
    return { ...answered, ...sequencesNow, progress: toProgress(await getSessionProgress(tx, playback)) }
  const progress = progressAfter(await lockSessionProgress(tx, playback), playback, added, receivedAt)
  await updateSessionProgress(tx, progress)
  return { ...answered, ...sequencesNow, progress: toProgress(progress) }
}

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
