import { sql } from "kysely"
import type { Enrollment__Output } from "@lectern/contracts/elearning/enrollment/v1/Enrollment.ts"
import { alreadyExists } from "@lectern/rpc/errors"
import { toTimestamp, toTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes, idsToBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { violatesUniqueKey } from "@lectern/service-kit/mysql-errors"
import type { Database, EnrollmentRow } from "./database.ts"
import { cancel, enrollmentAt, MAX_PAUSE_MS, MAX_PAUSES } from "./enrollment.ts"

const COLUMNS = [
  "id",
  "user_id",
  "course_id",
  "status",
  "source",
  "enrolled_at",
  "expires_at",
  "paused_at",
  "pause_count",
  "version",
] as const

const LIVE: readonly EnrollmentRow["status"][] = ["ACTIVE", "PAUSED", "COMPLETED"]
const isLive = ({ status }: Pick<EnrollmentRow, "status">): boolean => LIVE.includes(status)

/** A new live enrolment without end, unless `expiresAt` says otherwise. */
export const newEnrollment = (
  enrollment: { userId: string; courseId: string; source: EnrollmentRow["source"]; expiresAt?: Date | null },
  now: Date,
): EnrollmentRow => ({
  id: idToBytes(newId(now)),
  user_id: idToBytes(enrollment.userId),
  course_id: idToBytes(enrollment.courseId),
  status: "ACTIVE",
  source: enrollment.source,
  enrolled_at: now,
  expires_at: enrollment.expiresAt ?? null,
  paused_at: null,
  pause_count: 0,
  version: 1,
})

/** Throws ALREADY_EXISTS / ALREADY_ENROLLED with the etag of the live one. */
export async function insertEnrollment(tx: Database, row: EnrollmentRow): Promise<void> {
  try {
    await tx.insertInto("enrollments").values(row).execute()
  } catch (error) {
    if (!violatesUniqueKey(error, "enrollments_one_live_unique")) throw error
    const live = await findLiveEnrollment(tx, row)
    throw alreadyEnrolled(live, error)
  }
  await addToCount(tx, row, 1)
}

export const alreadyEnrolled = (live: EnrollmentRow | undefined, cause?: unknown) =>
  alreadyExists(
    "ALREADY_ENROLLED",
    "you are enrolled in this course already",
    live ? { currentEtag: String(live.version) } : {},
    cause,
  )

export const findLiveEnrollment = (
  db: Database,
  { user_id, course_id }: Pick<EnrollmentRow, "user_id" | "course_id">,
): Promise<EnrollmentRow | undefined> =>
  db
    .selectFrom("enrollments")
    .select(COLUMNS)
    .where("user_id", "=", user_id)
    .where("course_id", "=", course_id)
    .where("live", "=", 1)
    .executeTakeFirst()

export const lockEnrollment = (tx: Database, id: string): Promise<EnrollmentRow | undefined> =>
  tx.selectFrom("enrollments").select(COLUMNS).where("id", "=", idToBytes(id)).forUpdate().executeTakeFirst()

/** Writes what has changed of a row that the transaction has locked, and counts it out when it was its end. */
export async function updateEnrollment(tx: Database, before: EnrollmentRow, row: EnrollmentRow): Promise<void> {
  const { id, status, expires_at, paused_at, pause_count, version } = row
  await tx
    .updateTable("enrollments")
    .set({ status, expires_at, paused_at, pause_count, version })
    .where("id", "=", id)
    .execute()
  if (isLive(before) && !isLive(row)) await addToCount(tx, row, -1)
}

/**
 * Ends what stands in the way of a new enrolment and is no reason to refuse it: one whose time is over, and one by a
 * subscription where the course is `bought`.
 */
export async function endReplacedEnrollment(
  tx: Database,
  key: Pick<EnrollmentRow, "user_id" | "course_id">,
  { now, bought = false }: { now: Date; bought?: boolean },
): Promise<void> {
  const found = await findLiveEnrollment(tx, key)
  // Locked by its id alone: a lock on the gap where there is none would hold up everybody else's.
  const before = found && (await lockEnrollment(tx, idFromBytes(found.id)))
  if (!before) return
  const row = enrollmentAt(before, now)
  if (row.status === "EXPIRED" && isLive(before)) await updateEnrollment(tx, before, row)
  else if (bought && isLive(row) && row.source === "SUBSCRIPTION") await updateEnrollment(tx, before, cancel(row, ""))
}

/** Writes down what time has done to enrolments, `limit` at most; answers with how many it looked at. */
export async function settleEnrollments(tx: Database, { now, limit }: { now: Date; limit: number }): Promise<number> {
  const due = tx
    .selectFrom("enrollments")
    .select(COLUMNS)
    .limit(limit)
    // What another replica or a learner is at needs nobody else.
    .forUpdate()
    .skipLocked()
  const ended = await due.where("status", "in", ["ACTIVE", "COMPLETED"]).where("expires_at", "<=", now).execute()
  const rested = await due
    .where("status", "=", "PAUSED")
    .where("paused_at", "<=", new Date(now.getTime() - MAX_PAUSE_MS))
    .execute()
  // In the order of the counts, so that two replicas do not wait for each other in a circle.
  const rows = [...ended, ...rested].sort((a, b) => Buffer.compare(a.course_id, b.course_id) || slotOf(a) - slotOf(b))
  for (const before of rows) await updateEnrollment(tx, before, enrollmentAt(before, now))
  return Math.max(ended.length, rested.length)
}

const SLOTS = 16
/** The part of a course's count that is this learner's, by the random end of their id. */
const slotOf = ({ user_id }: Pick<EnrollmentRow, "user_id">): number => (user_id.at(-1) ?? 0) % SLOTS

const addToCount = (tx: Database, row: Pick<EnrollmentRow, "course_id" | "user_id">, change: 1 | -1) =>
  sql`
    insert into enrollment_counts (course_id, slot, live_count) values (${row.course_id}, ${slotOf(row)}, ${change})
    on duplicate key update live_count = live_count + ${change}`.execute(tx)

/** Of those that ever had an enrolment, in no particular order. */
export async function findEnrollmentCounts(
  db: Database,
  courseIds: readonly string[],
): Promise<{ course_id: Buffer; live_count: number }[]> {
  const keys = idsToBytes(courseIds)
  if (keys.length === 0) return []
  return db
    .selectFrom("enrollment_counts")
    .select(["course_id", (column) => column.fn.sum<number>("live_count").as("live_count")])
    .where("course_id", "in", keys)
    .groupBy("course_id")
    .execute()
}

/** Found ones, in no particular order; only those of `ownerId` when it is given. */
export async function findEnrollments(
  db: Database,
  { ids, ownerId }: { ids: readonly string[]; ownerId: string | undefined },
): Promise<EnrollmentRow[]> {
  const keys = idsToBytes(ids)
  if (keys.length === 0) return []
  return db
    .selectFrom("enrollments")
    .select(COLUMNS)
    .where("id", "in", keys)
    .$if(ownerId !== undefined, (query) => query.where("user_id", "=", idToBytes(ownerId ?? "")))
    .execute()
}

/** One person's live enrolments (paused ones too) in these courses as they are at `now`, in no particular order. */
export async function findLiveEnrollments(
  db: Database,
  { userId, courseIds, now }: { userId: string; courseIds: readonly string[]; now: Date },
): Promise<EnrollmentRow[]> {
  const keys = idsToBytes(courseIds)
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom("enrollments")
    .select(COLUMNS)
    .where("user_id", "=", idToBytes(userId))
    .where("course_id", "in", keys)
    .where("live", "=", 1)
    .execute()
  return rows.map((row) => enrollmentAt(row, now)).filter(isLive)
}

/**
 * Of each of these people in each of these courses the live enrolment, or else the latest one: at most two rows for
 * each pair, the live one last.
 */
export async function findDecidingEnrollments(
  db: Database,
  { userIds, courseIds }: { userIds: readonly string[]; courseIds: readonly string[] },
): Promise<EnrollmentRow[]> {
  const [users, courses] = [idsToBytes(userIds), idsToBytes(courseIds)]
  if (users.length === 0 || courses.length === 0) return []
  return db
    .selectFrom((query) =>
      query
        .selectFrom("enrollments")
        .select((column) => column.fn.max("id").as("deciding_id"))
        .where("user_id", "in", users)
        .where("course_id", "in", courses)
        .groupBy(["user_id", "course_id", "live"])
        .as("deciding"),
    )
    .innerJoin("enrollments", "enrollments.id", "deciding.deciding_id")
    .select(COLUMNS)
    .orderBy("live")
    .execute()
}

interface EnrollmentList {
  userId: string
  /** Any when undefined. */
  status: EnrollmentRow["status"] | undefined
}

/** Newest first, those before `beforeId` only. */
export const listEnrollments = (
  db: Database,
  { userId, status, beforeId, limit }: EnrollmentList & { beforeId: string | undefined; limit: number },
): Promise<EnrollmentRow[]> =>
  db
    .selectFrom("enrollments")
    .select(COLUMNS)
    .where("user_id", "=", idToBytes(userId))
    .$if(status !== undefined, (query) => query.where("status", "=", status as EnrollmentRow["status"]))
    .$if(beforeId !== undefined, (query) => query.where("id", "<", idToBytes(beforeId ?? "")))
    .orderBy("id", "desc")
    .limit(limit)
    .execute()

export async function countEnrollments(db: Database, { userId, status }: EnrollmentList): Promise<number> {
  const { count } = await db
    .selectFrom("enrollments")
    .select((column) => column.fn.countAll<number>().as("count"))
    .where("user_id", "=", idToBytes(userId))
    .$if(status !== undefined, (query) => query.where("status", "=", status as EnrollmentRow["status"]))
    .executeTakeFirstOrThrow()
  return count
}

/** As it is at `now`. */
export function toEnrollment(stored: EnrollmentRow, now: Date): Enrollment__Output {
  const row = enrollmentAt(stored, now)
  return {
    id: idFromBytes(row.id),
    userId: idFromBytes(row.user_id),
    courseId: idFromBytes(row.course_id),
    status: `ENROLLMENT_STATUS_${row.status}`,
    source: `ENROLLMENT_SOURCE_${row.source}`,
    enrollTime: toTimestamp(row.enrolled_at),
    expireTime: toTimestampOrNull(row.expires_at),
    etag: String(row.version),
    pauseTime: toTimestampOrNull(row.paused_at),
    pausesLeft: MAX_PAUSES - row.pause_count,
  }
}
