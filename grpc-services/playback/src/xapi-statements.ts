import { createHash } from "node:crypto"
import { idFromBytes } from "@lectern/service-kit/ids"
import {
  COMPLETED_SHARE,
  coverageOf,
  coveredMs,
  coveredShare,
  isCompleted,
  playingTimeOf,
  wallClockBudgetMs,
  type WatchSpan,
} from "@lectern/watch-algebra/watch-algebra"
import type { PlaybackEventRow, PlaybackSessionRow } from "./database.ts"
import { toWatchEvent } from "./event-store.ts"
import { playingTime } from "./fold-batch.ts"

/** A statement of xAPI 1.0.3, by the video profile (https://w3id.org/xapi/video/v1.0.3). */
export interface XapiStatement {
  id: string
  version: "1.0.3"
  actor: { objectType: "Agent"; account: { homePage: string; name: string } }
  verb: { id: string; display: { en: string } }
  object: { objectType: "Activity"; id: string; definition: { type: string } }
  result?: { completion?: true; duration?: string; extensions: Record<string, number | string> }
  context: {
    registration: string
    contextActivities: { parent: { id: string }[]; category: { id: string }[] }
    extensions: Record<string, number | string>
  }
  timestamp: string
}

/**
 * One playback session, with its log and the spans of each pair of its events, both in sequence order. Where the log was
 * deleted in part or whole the spans are the stored ones.
 */
export interface LoggedPlayback {
  playback: PlaybackSessionRow
  events: readonly PlaybackEventRow[]
  spans: readonly WatchSpan[]
}

const VIDEO = "https://w3id.org/xapi/video"
const extension = (name: string) => `${VIDEO}/extensions/${name}`
const VERBS = {
  initialized: "http://adlnet.gov/expapi/verbs/initialized",
  played: `${VIDEO}/verbs/played`,
  paused: `${VIDEO}/verbs/paused`,
  seeked: `${VIDEO}/verbs/seeked`,
  completed: "http://adlnet.gov/expapi/verbs/completed",
  terminated: "http://adlnet.gov/expapi/verbs/terminated",
}
type Verb = keyof typeof VERBS

/**
 * The statements about one learner in one course session, in the order of the playbacks. `homePage` is the platform's
 * address: together with the opaque id of the account it says who acted, and nothing else does.
 *
 * The id of a statement is that of the event it is made of. What is no event has an id that follows from what it is
 * about: opening (the playback session's), an end that no STOP tells of, completion. So the same log gives the same
 * statements, and a store of them takes an export twice without harm.
 *
 * The profile has no statement for heartbeats, buffering, errors and speed, and its statements on captions need what
 * the log has not, which language; a jump from an unknown position can't be told either. What was played during all of
 * these is in the `played-segments` of the next statement all the same.
 *
 * Of a log that was deleted because its time was over, opening and end are left, with the segments.
 */
export function statementsOf(playbacks: readonly LoggedPlayback[], homePage: string): XapiStatement[] {
  const statements: XapiStatement[] = []
  /** Of the playbacks before, for completion is of the learner and not of one playback. */
  let spansBefore: readonly WatchSpan[] = []
  let budgetBeforeMs = 0
  let hasCompleted = false
  for (const { playback, events, spans } of playbacks) {
    const make = statementMaker(playback, spans, homePage)
    const playbackId = idFromBytes(playback.id)
    statements.push(make("initialized", { id: playbackId, at: playback.started_at, upTo: -1 }))

    const share = (seen: number, spanCount: number) => {
      const all = [...spansBefore, ...spans.slice(0, spanCount)]
      const time =
        seen === events.length ? playingTime(playback) : playingTimeOf(events.slice(0, seen).map(toWatchEvent))
      const budgetMs = budgetBeforeMs + wallClockBudgetMs(time)
      return Math.min(coveredShare(coverageOf(all), playback.duration_ms), budgetMs / playback.duration_ms)
    }
    const spansUpTo = (sequence: number) => spans.filter((span) => span.sequence <= sequence).length
    const completesHere: boolean = !hasCompleted && isCompleted(share(events.length, spans.length))
    /** The share only grows, so halving finds the first event that completes. */
    const completedBy = completesHere
      ? firstWhere(events.length, (index) =>
          isCompleted(share(index + 1, spansUpTo(events[index]?.sequence ?? Infinity))),
        )
      : -1
    hasCompleted ||= completesHere

    events.forEach((event, index) => {
      const verb = verbOf(event)
      const id = idFromBytes(event.event_id)
      const at = { at: event.occurred_at, upTo: event.sequence, positionMs: event.position_ms }
      if (verb) statements.push(make(verb, { id, ...at, fromMs: event.from_position_ms }))
      if (index === completedBy) {
        const all = [...spansBefore, ...spans.slice(0, spansUpTo(event.sequence))]
        statements.push(make("completed", { id: derivedId(`${id} completed`), ...at, all }))
      }
    })
    const last = events.at(-1)
    if (playback.ended_at && last?.type !== "STOP")
      statements.push(
        make("terminated", {
          id: derivedId(`${playbackId} terminated`),
          at: playback.ended_at,
          upTo: Infinity,
          positionMs: playback.last_position_ms,
        }),
      )
    spansBefore = [...spansBefore, ...spans]
    budgetBeforeMs += wallClockBudgetMs(playingTime(playback))
  }
  return statements
}

function verbOf({ type, from_position_ms }: PlaybackEventRow): Verb | undefined {
  if (type === "PLAY") return "played"
  if (type === "PAUSE") return "paused"
  if (type === "STOP") return "terminated"
  return type === "SEEK" && from_position_ms !== null ? "seeked" : undefined
}

const statementMaker =
  (playback: PlaybackSessionRow, spans: readonly WatchSpan[], homePage: string) =>
  (
    verb: Verb,
    {
      id,
      at,
      upTo,
      positionMs = 0,
      fromMs = null,
      all,
    }: {
      id: string
      at: Date
      /** Sequence of the last event that counts. */
      upTo: number
      positionMs?: number
      fromMs?: number | null
      /** Spans of other playbacks too; without, of this one alone. */
      all?: readonly WatchSpan[]
    },
  ): XapiStatement => {
    const played = all ?? spans.filter(({ sequence }) => sequence <= upTo)
    const share = Math.min(1, coveredMs(coverageOf(played)) / playback.duration_ms)
    const progress = {
      [extension("progress")]: Number(share.toFixed(3)),
      [extension("played-segments")]: playedSegments(played),
    }
    const time = { [extension("time")]: positionMs / 1000 }
    const results: Record<Verb, XapiStatement["result"]> = {
      initialized: undefined,
      played: { extensions: time },
      paused: { extensions: { ...time, ...progress } },
      seeked: {
        extensions: {
          [extension("time-from")]: (fromMs ?? 0) / 1000,
          [extension("time-to")]: positionMs / 1000,
          ...progress,
        },
      },
      completed: { completion: true, duration: secondsPlaying(played), extensions: { ...time, ...progress } },
      terminated: { extensions: { ...time, ...progress } },
    }
    const result = results[verb]
    const playbackId = idFromBytes(playback.id)
    return {
      id,
      version: "1.0.3",
      actor: { objectType: "Agent", account: { homePage, name: idFromBytes(playback.user_id) } },
      verb: { id: VERBS[verb], display: { en: verb } },
      object: {
        objectType: "Activity",
        id: `${homePage}/sessions/${idFromBytes(playback.session_id)}`,
        definition: { type: `${VIDEO}/activity-type/video` },
      },
      ...(result ? { result } : {}),
      context: {
        registration: playbackId,
        contextActivities: {
          parent: [{ id: `${homePage}/courses/${idFromBytes(playback.course_id)}` }],
          category: [{ id: VIDEO }],
        },
        extensions: {
          [extension("length")]: playback.duration_ms / 1000,
          [extension("session-id")]: playbackId,
          [extension("completion-threshold")]: COMPLETED_SHARE,
        },
      },
      timestamp: at.toISOString(),
    }
  }

/**
 * The profile's spelling of what was played, in order and with repetitions: `0[.]12.5[,]30[.]41`. Spans that go on
 * where another ended are one segment.
 */
export function playedSegments(spans: readonly Pick<WatchSpan, "startMs" | "endMs">[]): string {
  const segments: { startMs: number; endMs: number }[] = []
  for (const { startMs, endMs } of spans) {
    const last = segments.at(-1)
    if (last?.endMs === startMs) last.endMs = endMs
    else segments.push({ startMs, endMs })
  }
  return segments.map(({ startMs, endMs }) => `${startMs / 1000}[.]${endMs / 1000}`).join("[,]")
}

/** How long playing took, at the speed it was played, as an ISO 8601 duration. */
const secondsPlaying = (spans: readonly WatchSpan[]): string =>
  `PT${Number((spans.reduce((sum, { startMs, endMs, rate }) => sum + (endMs - startMs) / rate, 0) / 1000).toFixed(2))}S`

/** A UUID of the version that RFC 9562 keeps for one's own making, always the same for the same words. */
function derivedId(words: string): string {
  const bytes = createHash("sha256").update(`lectern xapi ${words}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return idFromBytes(bytes)
}

/** The least index below `count` for which `holds`, which then holds for all above it too. */
function firstWhere(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
