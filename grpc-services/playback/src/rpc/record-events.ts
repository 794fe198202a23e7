import type { Event__Output } from "@lectern/contracts/elearning/playback/v1/Event.ts"
import { currentCall, requireUserId, withCall } from "@lectern/rpc/call"
import { required } from "@lectern/rpc/required"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes, isId } from "@lectern/service-kit/ids"
import { violatesUniqueKey } from "@lectern/service-kit/mysql-errors"
import { Violations } from "@lectern/service-kit/validation"
import type { Database } from "../database.ts"
import { EVENT_ID_KEY, findEvents, insertEvents } from "../event-store.ts"
import { foldBatch, type Batch, type FoldedBatch, type PlaybackState } from "../fold-batch.ts"
import { groupCommit } from "../group-commit.ts"
import { neighbourhoods } from "../neighbourhoods.ts"
import { lockPlaybackSessions, noPlaybackSession, savePlaybackSessions } from "../playback-session-store.ts"
import type { PlaybackRpc } from "../service.ts"
import { lockSessionProgress, progressKey, saveSessionProgress } from "../session-progress-store.ts"
import { addWatchSpans } from "../watch-span-store.ts"

const MAX_BATCH = 500
/** Events of one transaction: enough to share its cost among many batches, few enough that its locks are soon free. */
const MAX_GROUP = 2000
/** Events that wait: about a second of work. */
const MAX_WAITING = 30_000
/** While one transaction waits for the disk, the database works on another one. */
const GROUPS_AT_ONCE = 2

interface Request extends Batch {
  playbackSessionId: string
  userId: string
  deadlineMs: number
}

export const recordEvents: PlaybackRpc<"recordEvents"> = ({ db, clock, metrics }) => {
  const record = groupCommit<Request, FoldedBatch>({
    run: (group) => recordGroup(db, group),
    sizeOf: ({ events }) => events.length,
    maxSize: MAX_GROUP,
    maxWaiting: MAX_WAITING,
    concurrency: GROUPS_AT_ONCE,
  })
  return async ({ playbackSessionId, events, sendTime }, call) => {
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
    const stopClock = metrics.timeIngest()
    const batch = await record({
      playbackSessionId,
      userId,
      events,
      sentAtMs: fromTimestamp(sendTime).getTime(),
      receivedAt: clock(),
      deadlineMs: call.deadlineMs,
    }).finally(stopClock)
    metrics.recorded(batch)
    return batch.answer
  }
}

/**
 * Records batches of several players in one transaction; all of it or none. It is given up when the last of them no
 * longer waits: one whose caller has gone is logged for those that have not, and sent again it is a duplicate.
 */
async function recordGroup(db: Database, group: readonly Request[]): Promise<readonly (() => FoldedBatch)[]> {
  const run = () => {
    const attempt = (lookForIds: boolean) => transact(db, (tx) => recordAll(tx, group, lookForIds))
    // Ids are made to be unique and hardly ever are not: the key finds out at no cost, and only then are they read.
    return attempt(false).catch((error: unknown) => {
      if (!violatesUniqueKey(error, EVENT_ID_KEY)) throw error
      return attempt(true)
    })
  }
  const call = required(currentCall())
  if (group.length === 1) return run()
  const deadlineMs = Math.max(...group.map((request) => request.deadlineMs))
  return withCall({ ...call, deadlineMs, signal: new AbortController().signal }, run)
}

/** The number of statements depends neither on the number of batches nor on that of their events. */
async function recordAll(tx: Database, group: readonly Request[], lookForIds: boolean): Promise<(() => FoldedBatch)[]> {
  const states = await lockStates(tx, group, lookForIds)
  const progress = new Map([...states.values()].map((state) => [progressKey(state.progress), state.progress]))
  const before = new Map(progress)
  const changed = new Set<string>()
  const folded: FoldedBatch[] = []
  const answers = group.map((request) => {
    try {
      const key = request.playbackSessionId.toLowerCase()
      const found = states.get(key)
      if (!found || !found.playback.user_id.equals(idToBytes(request.userId)))
        throw noPlaybackSession(request.playbackSessionId)
      const state = { ...found, progress: required(progress.get(progressKey(found.progress))) }
      const batch = foldBatch(state, request)
      if (batch.fresh.length > 0) {
        states.set(key, batch.after)
        progress.set(progressKey(batch.after.progress), batch.after.progress)
        changed.add(key)
        folded.push(batch)
      }
      return () => batch
    } catch (error) {
      return () => {
        throw error
      }
    }
  })
  if (folded.length === 0) return answers
  await insertEvents(
    tx,
    folded.flatMap(({ fresh }) => fresh),
  )
  await addWatchSpans(
    tx,
    folded.flatMap(({ after, added }) => added.map((span) => ({ playback: after.playback, span }))),
  )
  await savePlaybackSessions(
    tx,
    [...changed].map((key) => required(states.get(key)).playback),
  )
  await saveSessionProgress(
    tx,
    [...progress].filter(([key, row]) => row !== before.get(key)).map(([, row]) => row),
  )
  return answers
}

/** The playback sessions that are there, by id, with what the batches need: first all of them are locked, then progress. */
async function lockStates(
  tx: Database,
  group: readonly Request[],
  lookForIds: boolean,
): Promise<Map<string, PlaybackState>> {
  const events = new Map<string, Event__Output[]>()
  for (const { playbackSessionId, events: more } of group) {
    if (!isId(playbackSessionId)) continue
    const key = playbackSessionId.toLowerCase()
    events.set(key, [...(events.get(key) ?? []), ...more])
  }
  const playbacks = await lockPlaybackSessions(tx, [...events.keys()].map(idToBytes))
  const progress = new Map((await lockSessionProgress(tx, playbacks)).map((row) => [progressKey(row), row]))
  const found = await findEvents(
    tx,
    playbacks.map(({ id, last_anchor_sequence }) => {
      const all = required(events.get(idFromBytes(id)))
      return {
        playbackId: id,
        ranges: neighbourhoods(
          all.map(({ sequence }) => sequence).filter((sequence) => sequence >= 0),
          last_anchor_sequence,
        ),
        ids: lookForIds ? all.filter((event) => isId(event.id)).map((event) => idToBytes(event.id)) : [],
      }
    }),
  )
  const known = Map.groupBy(found, (row) => idFromBytes(row.playback_id))
  return new Map(
    playbacks.map((playback) => {
      const key = idFromBytes(playback.id)
      const state = { playback, progress: required(progress.get(progressKey(playback))), known: known.get(key) ?? [] }
      return [key, state]
    }),
  )
}
