import type { PlaybackSession__Output } from "@lectern/contracts/elearning/playback/v1/PlaybackSession.ts"
import { notFound } from "@lectern/rpc/errors"
import { toTimestamp, toTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes, idsToBytes, idToBytes, isId } from "@lectern/service-kit/ids"
import { sql } from "kysely"
import type { ArrivedSequences } from "./arrived-sequences.ts"
import { saveRows, type Database, type PlaybackSessionRow, type StoredJson } from "./database.ts"

export const CLIENT_KEY = "playback_sessions_client_unique"
const MAX_INT32 = 2 ** 31 - 1
/** Lists are counted this far. */
const MAX_COUNT = 10_000

/** Throws MySQL's duplicate key error of CLIENT_KEY when the learner's player has opened one under its id. */
export async function insertPlaybackSession(db: Database, row: PlaybackSessionRow): Promise<void> {
  await db.insertInto("playback_sessions").values(row).execute()
}

export const findByClientSession = (
  db: Database,
  { userId, clientSessionId }: { userId: string; clientSessionId: string },
): Promise<PlaybackSessionRow | undefined> =>
  db
    .selectFrom("playback_sessions")
    .selectAll()
    .where("user_id", "=", idToBytes(userId))
    .where("client_session_id", "=", idToBytes(clientSessionId))
    .executeTakeFirst()

export const noPlaybackSession = (id: string) =>
  notFound("PLAYBACK_SESSION_NOT_FOUND", "you have no such playback session", id)

/** This learner's, locked. Another person's answers as one that does not exist: NOT_FOUND / PLAYBACK_SESSION_NOT_FOUND. */
export async function lockPlaybackSession(
  db: Database,
  { id, userId }: { id: string; userId: string },
): Promise<PlaybackSessionRow> {
  const row = isId(id)
    ? await db
        .selectFrom("playback_sessions")
        .selectAll()
        .where("id", "=", idToBytes(id))
        .where("user_id", "=", idToBytes(userId))
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!row) throw noPlaybackSession(id)
  return row
}

/**
 * Of whomever, locked in the order of their ids whatever order is asked for, so that two transactions that lock several
 * never wait for each other in a circle; a scan of the table, which a short one invites to, would lock rows in between.
 */
export async function lockPlaybackSessions(db: Database, ids: readonly Buffer[]): Promise<PlaybackSessionRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<PlaybackSessionRow>`
    select * from playback_sessions force index (primary) where id in (${sql.join(ids)}) order by id for update`.execute(
    db,
  )
  return rows
}

/** Throws NOT_FOUND / PLAYBACK_SESSION_NOT_FOUND unless there is one, and of this owner if one is given. */
export async function requirePlaybackSession(
  db: Database,
  { id, ownerId }: { id: string; ownerId: string | undefined },
): Promise<void> {
  const [row] = await findPlaybackSessions(db, { ids: [id], ownerId })
  if (!row) throw noPlaybackSession(id)
}

/** Found ones in no particular order; with an owner only that person's. */
export async function findPlaybackSessions(
  db: Database,
  { ids, ownerId }: { ids: readonly string[]; ownerId: string | undefined },
): Promise<PlaybackSessionRow[]> {
  const keys = idsToBytes(ids)
  if (keys.length === 0) return []
  return db
    .selectFrom("playback_sessions")
    .selectAll()
    .where("id", "in", keys)
    .$if(ownerId !== undefined, (query) => query.where("user_id", "=", idToBytes(ownerId ?? "")))
    .execute()
}

/** Newest first, those before `beforeId` only. */
export const listPlaybackSessions = (
  db: Database,
  { userId, beforeId, limit }: { userId: string; beforeId: string | undefined; limit: number },
): Promise<PlaybackSessionRow[]> =>
  db
    .selectFrom("playback_sessions")
    .selectAll()
    .where("user_id", "=", idToBytes(userId))
    .$if(beforeId !== undefined, (query) => query.where("id", "<", idToBytes(beforeId ?? "")))
    .orderBy("id", "desc")
    .limit(limit)
    .execute()

/** How many this person has, counted up to MAX_COUNT. */
export async function countPlaybackSessions(db: Database, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom("playback_sessions")
        .select("id")
        .where("user_id", "=", idToBytes(userId))
        .limit(MAX_COUNT)
        .as("counted"),
    )
    .select((query) => query.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow()
  return count
}

export async function updatePlaybackSession(
  db: Database,
  id: Buffer,
  change: Partial<Omit<PlaybackSessionRow, "id" | "user_id">>,
): Promise<void> {
  await db.updateTable("playback_sessions").set(change).where("id", "=", id).execute()
}

/** Writes rows that the transaction has locked as they are now. */
export async function savePlaybackSessions(db: Database, rows: readonly PlaybackSessionRow[]): Promise<void> {
  await saveRows(db, "playback_sessions", rows, [
    "arrived",
    "clock_offset_ms",
    "coverage",
    "covered_ms",
    "ended_at",
    "fastest_rate",
    "first_event_at",
    "has_log",
    "last_anchor_sequence",
    "last_event_at",
    "last_position_ms",
    "last_received_at",
    "played_ms",
  ])
}

/** Closes open ones without a sign of life since then, each at its last event; how many were found. */
export async function abandonPlaybackSessions(
  db: Database,
  { silentSince, limit }: { silentSince: Date; limit: number },
): Promise<number> {
  const found = await db
    .selectFrom("playback_sessions")
    .select("id")
    .where("status", "=", "OPEN")
    .where("last_received_at", "<", silentSince)
    .orderBy("last_received_at")
    .limit(limit)
    .execute()
  if (found.length === 0) return 0
  // By primary key, as ingest locks; and only where the player has not come back meanwhile.
  await db
    .updateTable("playback_sessions")
    .set({ status: "ABANDONED", ended_at: sql<Date>`coalesce(last_event_at, started_at)` })
    .where(
      "id",
      "in",
      found.map(({ id }) => id),
    )
    .where("status", "=", "OPEN")
    .where("last_received_at", "<", silentSince)
    .execute()
  return found.length
}

/** Those opened within (after, before) of which something is in the log, oldest first. */
export const listPlaybacksWithLog = (
  db: Database,
  { after, before, limit }: { after: Buffer; before: Buffer; limit: number },
): Promise<Pick<PlaybackSessionRow, "id" | "last_received_at">[]> =>
  db
    .selectFrom("playback_sessions")
    .select(["id", "last_received_at"])
    .where("has_log", "=", 1)
    .where("id", ">", after)
    .where("id", "<", before)
    .orderBy("id")
    .limit(limit)
    .execute()

/** A device's name is its player's choice. */
export async function forgetDevices(db: Database, userId: string): Promise<void> {
  await db.updateTable("playback_sessions").set({ device_id: "" }).where("user_id", "=", idToBytes(userId)).execute()
}

export const parseArrived = (stored: StoredJson): ArrivedSequences =>
  (typeof stored === "string" ? JSON.parse(stored) : stored) as ArrivedSequences

export const toPlaybackSession = (row: PlaybackSessionRow): PlaybackSession__Output => ({
  id: idFromBytes(row.id),
  userId: idFromBytes(row.user_id),
  sessionId: idFromBytes(row.session_id),
  courseId: idFromBytes(row.course_id),
  deviceId: row.device_id,
  status: `PLAYBACK_STATUS_${row.status}`,
  startTime: toTimestamp(row.started_at),
  endTime: toTimestampOrNull(row.ended_at),
  lastPositionMs: row.last_position_ms,
  playedMs: Math.min(row.played_ms, MAX_INT32),
  coveredMs: row.covered_ms,
})
