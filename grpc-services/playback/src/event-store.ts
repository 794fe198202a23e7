import type { Event__Output } from "@lectern/contracts/elearning/playback/v1/Event.ts"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import { CompiledQuery, sql } from "kysely"
import type { WatchEvent } from "@lectern/watch-algebra/watch-algebra"
import type { Database, PlaybackEventRow } from "./database.ts"
import type { ReportedEvent } from "./event.ts"

export const EVENT_ID_KEY = "playback_events_id_unique_in_playback"

/**
 * Throws MySQL's duplicate key error of EVENT_ID_KEY when a playback has logged an id under another sequence. What is
 * escaped by the driver costs a third of what Kysely takes to build so many values.
 */
export async function insertEvents(db: Database, rows: readonly PlaybackEventRow[]): Promise<void> {
  await db.executeQuery(
    CompiledQuery.raw(
      `insert into playback_events
        (playback_id, sequence, event_id, type, position_ms, from_position_ms, rate, occurred_at, skew_ms, received_at)
      values ?`,
      [
        rows.map((row) => [
          row.playback_id,
          row.sequence,
          row.event_id,
          row.type,
          row.position_ms,
          row.from_position_ms,
          row.rate,
          row.occurred_at,
          row.skew_ms,
          row.received_at,
        ]),
      ],
    ),
  )
}

/** Where in one playback to look for events: within any of the ranges of sequences, both ends included, or by id. */
export interface EventsWanted {
  playbackId: Buffer
  ranges: readonly (readonly [from: number, to: number])[]
  ids: readonly Buffer[]
}

/** Those that are there, in no particular order; one that is found in two ways comes twice. */
export async function findEvents(db: Database, wanted: readonly EventsWanted[]): Promise<PlaybackEventRow[]> {
  // A statement for each index: one for both would read whole playbacks, or the whole log.
  const byKey = {
    primary: wanted.flatMap(({ playbackId, ranges }) =>
      ranges.map(([from, to]) => sql`(playback_id = ${playbackId} and sequence between ${from} and ${to})`),
    ),
    [EVENT_ID_KEY]: wanted.flatMap(({ playbackId, ids }) =>
      ids.length > 0 ? [sql`(playback_id = ${playbackId} and event_id in (${sql.join(ids)}))`] : [],
    ),
  }
  const found: PlaybackEventRow[] = []
  for (const [key, places] of Object.entries(byKey)) {
    if (places.length === 0) continue
    const { rows } = await sql<PlaybackEventRow>`
      select * from playback_events force index (${sql.raw(key)}) where ${sql.join(places, sql` or `)}`.execute(db)
    found.push(...rows)
  }
  return found
}

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

/** The whole log of these playback sessions, each one's in sequence order. */
export const listPlaybackEvents = async (db: Database, playbackIds: readonly Buffer[]): Promise<PlaybackEventRow[]> =>
  playbackIds.length === 0
    ? []
    : db
        .selectFrom("playback_events")
        .selectAll()
        .where("playback_id", "in", playbackIds)
        .orderBy("playback_id")
        .orderBy("sequence")
        .execute()

/** Deletes the first `limit` of a playback session; how many there were. */
export async function deleteEvents(
  db: Database,
  { playbackId, limit }: { playbackId: Buffer; limit: number },
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("playback_events")
    .where("playback_id", "=", playbackId)
    .orderBy("sequence")
    .limit(limit)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

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
