import type { Event__Output } from "@lectern/contracts/elearning/playback/v1/Event.ts"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import type { WatchEvent } from "@lectern/watch-algebra/watch-algebra"
import type { Database, PlaybackEventRow } from "./database.ts"
import type { ReportedEvent } from "./event.ts"

export const EVENT_ID_KEY = "playback_events_id_unique"

/** Throws MySQL's duplicate key error of EVENT_ID_KEY when another playback has taken an id meanwhile. */
export async function insertEvents(db: Database, rows: readonly PlaybackEventRow[]): Promise<void> {
  await db.insertInto("playback_events").values(rows).execute()
}

/** Events of a playback within any of the ranges (both ends included), and those with these ids wherever they are. */
export const findEvents = (
  db: Database,
  {
    playbackId,
    ranges,
    ids,
  }: { playbackId: Buffer; ranges: readonly (readonly [from: number, to: number])[]; ids: readonly string[] },
): Promise<PlaybackEventRow[]> =>
  db
    .selectFrom("playback_events")
    .selectAll()
    .where("playback_id", "=", playbackId)
    .where((where) => where.or(ranges.map(([from, to]) => where.between("sequence", from, to))))
    .unionAll(db.selectFrom("playback_events").selectAll().where("event_id", "in", ids.map(idToBytes)))
    .execute()

/** In sequence order, those behind `afterSequence` only. */
export const listEvents = (
  db: Database,
  { playbackId, afterSequence, limit }: { playbackId: string; afterSequence: number; limit: number },
): Promise<PlaybackEventRow[]> =>
  db
    .selectFrom("playback_events")
    .selectAll()
    .where("playback_id", "=", idToBytes(playbackId))
    .where("sequence", ">", afterSequence)
    .orderBy("sequence")
    .limit(limit)
    .execute()

export const toEvent = (row: PlaybackEventRow): Event__Output => ({
  id: idFromBytes(row.event_id),
  sequence: row.sequence,
  type: `EVENT_TYPE_${row.type}`,
  positionMs: row.position_ms,
  ...(row.from_position_ms === null ? {} : { fromPositionMs: row.from_position_ms }),
  rate: row.rate,
  occurTime: toTimestamp(row.occurred_at),
  receiveTime: toTimestamp(row.received_at),
})

export const toReportedEvent = (row: PlaybackEventRow): ReportedEvent => ({
  id: idFromBytes(row.event_id),
  sequence: row.sequence,
  type: row.type,
  positionMs: row.position_ms,
  fromPositionMs: row.from_position_ms,
  rate: row.rate,
  saidAtMs: row.occurred_at.getTime() - row.skew_ms,
})

export const toWatchEvent = (row: PlaybackEventRow): WatchEvent => ({
  sequence: row.sequence,
  type: row.type,
  positionMs: row.position_ms,
  fromPositionMs: row.from_position_ms ?? undefined,
  rate: row.rate,
  occurredAtMs: row.occurred_at.getTime(),
})
