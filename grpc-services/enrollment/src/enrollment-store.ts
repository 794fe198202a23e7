import type { Enrollment__Output } from "@lectern/contracts/elearning/enrollment/v1/Enrollment.ts"
import { alreadyExists } from "@lectern/rpc/errors"
import { toTimestamp, toTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes, idsToBytes, idToBytes } from "@lectern/service-kit/ids"
import { violatesUniqueKey } from "@lectern/service-kit/mysql-errors"
import type { Database, EnrollmentRow } from "./database.ts"

const COLUMNS = ["id", "user_id", "course_id", "status", "source", "enrolled_at", "expires_at", "version"] as const

/** Throws ALREADY_EXISTS / ALREADY_ENROLLED with the etag of the live one. */
export async function insertEnrollment(db: Database, row: EnrollmentRow): Promise<void> {
  try {
    await db.insertInto("enrollments").values(row).execute()
  } catch (error) {
    if (!violatesUniqueKey(error, "enrollments_one_live_unique")) throw error
    const live = await db
      .selectFrom("enrollments")
      .select("version")
      .where("user_id", "=", row.user_id)
      .where("course_id", "=", row.course_id)
      .where("live", "=", 1)
      .executeTakeFirst()
    throw alreadyExists(
      "ALREADY_ENROLLED",
      "you are enrolled in this course already",
      live ? { currentEtag: String(live.version) } : {},
      error,
    )
  }
}

/** Ends a live enrolment whose time is over, so that it does not stand in the way of a new one. */
export async function expireOverdueEnrollment(
  db: Database,
  { userId, courseId, now }: { userId: string; courseId: string; now: Date },
): Promise<void> {
  await db
    .updateTable("enrollments")
    .set((column) => ({ status: "EXPIRED", version: column("version", "+", 1) }))
    .where("user_id", "=", idToBytes(userId))
    .where("course_id", "=", idToBytes(courseId))
    .where("live", "=", 1)
    .where("expires_at", "<=", now)
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

/** One person's live enrolments (paused ones too) in these courses that are not over at `now`, in no particular order. */
export async function findLiveEnrollments(
  db: Database,
  { userId, courseIds, now }: { userId: string; courseIds: readonly string[]; now: Date },
): Promise<EnrollmentRow[]> {
  const keys = idsToBytes(courseIds)
  if (keys.length === 0) return []
  return db
    .selectFrom("enrollments")
    .select(COLUMNS)
    .where("user_id", "=", idToBytes(userId))
    .where("course_id", "in", keys)
    .where("live", "=", 1)
    .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", now)]))
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

export const toEnrollment = (row: EnrollmentRow): Enrollment__Output => ({
  id: idFromBytes(row.id),
  userId: idFromBytes(row.user_id),
  courseId: idFromBytes(row.course_id),
  status: `ENROLLMENT_STATUS_${row.status}`,
  source: `ENROLLMENT_SOURCE_${row.source}`,
  enrollTime: toTimestamp(row.enrolled_at),
  expireTime: toTimestampOrNull(row.expires_at),
  etag: String(row.version),
})
