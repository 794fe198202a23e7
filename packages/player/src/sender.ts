import { Refused, TryLater, type Graph } from "./graph.ts"
import type { PageClock } from "./page-clock.ts"
import type { PlaybackEvent, RejectedEvent } from "./playback-event.ts"
import type { Account, Arrived, PlaybackEnd, PlaybackOutbox, StoredPlayback } from "./playback-outbox.ts"

/** How far the learner is in the course session, as the platform counts. */
export interface Progress {
  /** Where to go on. */
  resumePositionMs: number
  /** How much was watched at least once. */
  coveredMs: number
  /** That as a share of the length, 0 to 1. */
  coverage: number
  completed: boolean
}
export interface Opened {
  playbackSessionId: string
  /** Where to begin playing. */
  resumePositionMs: number
  /** How often a HEARTBEAT is wanted while playing. */
  heartbeatSeconds: number
}
export interface SenderListener {
  onOpened(clientSessionId: string, opened: Opened): void
  onArrived(clientSessionId: string, arrived: Arrived, progress: Progress): void
  onRejected(rejected: readonly RejectedEvent[]): void
  /** None of a playback is taken; it is tried again by the next page. */
  onRefused(clientSessionId: string, refused: Refused): void
}

const BATCH = 50
/** Batches on their way at once: a lost one is named as missing by the answer to another, and alone sent again. */
const AT_ONCE = 4

const PROGRESS = "progress { resumePositionMs coveredMs coverage completed }"
const FAILURE = "... on UserError { code message } ... on OverloadedError { retryAfterSeconds }"
const START = `mutation StartPlayback($input: StartPlaybackInput!) {
  startPlayback(input: $input) {
    __typename
    ... on StartPlaybackSuccess { playbackSession { id } resumePositionMs heartbeatSeconds }
    ... on UserError { code message }
  }
}`
const RECORD = `mutation RecordPlaybackEvents($input: RecordPlaybackEventsInput!) {
  recordPlaybackEvents(input: $input) {
    __typename
    ... on RecordPlaybackEventsSuccess { highestSequence missing rejected { id code message } ${PROGRESS} }
    ${FAILURE}
  }
}`
const END = `mutation EndPlayback($input: EndPlaybackInput!) {
  endPlayback(input: $input) { __typename ... on UserError { code message } }
}`
const RECORD_AND_END = `mutation RecordAndEndPlayback($record: RecordPlaybackEventsInput!, $end: EndPlaybackInput!) {
  recordPlaybackEvents(input: $record) { __typename }
  endPlayback(input: $end) { __typename }
}`

/** Held by the page that sends a playback; the browser releases it when the page ends, however that comes. */
export const lockOf = (clientSessionId: string): string => `lectern-player/${clientSessionId}`

/**
 * Sends what is stored: the playbacks of this page (`own`, whose locks it holds) and those that no page holds. Nothing
 * is taken out of the outbox before the platform has said that it arrived.
 */
export function sender({
  account,
  own,
  outbox,
  graph,
  clock,
  clockChangedAtOpeningMs,
  locks,
  listener,
}: {
  account: Account
  own: Map<string, StoredPlayback>
  outbox: PlaybackOutbox
  graph: Graph
  clock: PageClock
  /** What the device had counted when this page was opened. */
  clockChangedAtOpeningMs: number
  locks: Pick<LockManager, "request">
  listener: SenderListener
}) {
  const refused = new Set<string>()

  /**
   * What the clock of the page that made the playback shows now. It is no earlier than what that page has said: the
   * device's clock may have been set back while no page was there to see it.
   */
  const sentAt = ({ clockChangedMs, startedAt }: StoredPlayback, latest = startedAt): string => {
    const nowMs = clock.now() + clockChangedMs - clockChangedAtOpeningMs
    return new Date(Math.max(nowMs, Date.parse(latest))).toISOString()
  }

  async function open(playback: StoredPlayback): Promise<StoredPlayback> {
    const { clientSessionId, sessionId, deviceId, startedAt } = playback
    const started = await graph.mutate<
      { playbackSession: { id: string } } & Pick<Opened, "resumePositionMs" | "heartbeatSeconds">
    >("startPlayback", "StartPlaybackSuccess", START, {
      input: { sessionId, deviceId, clientSessionId, startedAt, sentAt: sentAt(playback) },
    })
    const playbackSessionId = started.playbackSession.id
    const opened = { ...playback, playbackSessionId }
    if (own.has(clientSessionId)) own.set(clientSessionId, opened)
    await outbox.put(opened)
    listener.onOpened(clientSessionId, { ...started, playbackSessionId })
    return opened
  }

  async function sendBatch(playback: StoredPlayback, events: PlaybackEvent[]): Promise<void> {
    const { clientSessionId } = playback
    const answer = await graph.mutate<
      Arrived & { rejected: { id: string; code: string; message: string }[]; progress: Progress }
    >("recordPlaybackEvents", "RecordPlaybackEventsSuccess", RECORD, { input: recordInput(playback, events) })
    const rejected = answer.rejected.flatMap(({ id, code, message }) => {
      const event = events.find((each) => each.id === id)
      return event ? [{ clientSessionId, event, code, message }] : []
    })
    if (rejected.length > 0) {
      await outbox.setAside(clientSessionId, rejected)
      listener.onRejected(rejected)
    }
    await outbox.remove(clientSessionId, events)
    // An answer that was lost is made good by the next one.
    await outbox.removeArrived(clientSessionId, answer)
    listener.onArrived(clientSessionId, answer, answer.progress)
  }

  const recordInput = (playback: StoredPlayback, events: readonly PlaybackEvent[]) => ({
    playbackSessionId: playback.playbackSessionId,
    events,
    sentAt: sentAt(playback, latestOf(events)),
  })
  const endInput = (playback: StoredPlayback, end: PlaybackEnd) => ({
    playbackSessionId: playback.playbackSessionId,
    ...end,
    sentAt: sentAt(playback, end.endedAt),
  })

  async function close(playback: StoredPlayback, end: PlaybackEnd): Promise<void> {
    try {
      await graph.mutate("endPlayback", "EndPlaybackSuccess", END, { input: endInput(playback, end) })
    } catch (error) {
      // The log is complete; the platform closes by itself what was not closed.
      if (!(error instanceof Refused)) throw error
      listener.onRefused(playback.clientSessionId, error)
    }
  }

  async function sendPlayback(clientSessionId: string): Promise<void> {
    let playback = own.get(clientSessionId) ?? (await outbox.find(clientSessionId))
    // Another page has sent it.
    if (!playback) return
    if (playback.playbackSessionId === undefined) playback = await open(playback)
    for (;;) {
      const waiting = await outbox.waiting(clientSessionId, BATCH * AT_ONCE)
      if (waiting.length === 0) break
      const opened = playback
      const batches = Array.from({ length: Math.ceil(waiting.length / BATCH) }, (_, index) =>
        sendBatch(opened, waiting.slice(index * BATCH, (index + 1) * BATCH)),
      )
      const failures = (await Promise.allSettled(batches)).flatMap((outcome) =>
        outcome.status === "rejected" ? [outcome.reason as unknown] : [],
      )
      const lasting = failures.find((failure) => !(failure instanceof TryLater))
      if (lasting) throw lasting
      const later = failures as TryLater[]
      const longest = later.toSorted((a, b) => (b.afterMs ?? -1) - (a.afterMs ?? -1))[0]
      // Where a part got through, what is missing is sent at once.
      if (longest && (later.length === batches.length || longest.afterMs !== undefined)) throw longest
    }
    const end = await outbox.findEnd(clientSessionId)
    if (end) await close(playback, end)
    // Of a page that vanished the platform finds out by itself when it ended.
    if (!end && own.has(clientSessionId)) return
    await outbox.close(clientSessionId)
    own.delete(clientSessionId)
  }

  return {
    /** Sends all that can be sent. Throws TryLater when something is left that may go well later. */
    async send(): Promise<void> {
      let left: TryLater | undefined
      const others = (await outbox.list(account)).map(({ clientSessionId }) => clientSessionId)
      const ownFirst = new Set([...own.keys(), ...others])
      for (const id of ownFirst) {
        if (refused.has(id)) continue
        try {
          if (own.has(id)) await sendPlayback(id)
          else await locks.request(lockOf(id), { ifAvailable: true }, (lock) => (lock ? sendPlayback(id) : undefined))
        } catch (error) {
          if (error instanceof Refused) {
            refused.add(id)
            listener.onRefused(id, error)
            continue
          }
          left = error instanceof TryLater ? error : new TryLater(String(error), { concernsAll: false, cause: error })
          if (left.concernsAll) break
        }
      }
      if (left) throw left
    },

    /** Sends these events, if any, and that the playback was closed, if it was, in one request; all stays stored until an answer is seen. */
    sendLast(playback: StoredPlayback, events: readonly PlaybackEvent[], end: PlaybackEnd | undefined): void {
      if (playback.playbackSessionId === undefined) return
      const record = recordInput(playback, events)
      if (events.length === 0) {
        if (end) graph.sendLast(END, { input: endInput(playback, end) })
      } else if (end) graph.sendLast(RECORD_AND_END, { record, end: endInput(playback, end) })
      else graph.sendLast(RECORD, { input: record })
    },
  }
}
export type Sender = ReturnType<typeof sender>

const latestOf = (events: readonly PlaybackEvent[]): string | undefined =>
  events
    .map(({ occurredAt }) => occurredAt)
    .sort()
    .at(-1)
