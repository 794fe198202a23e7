import { sql } from "kysely"
import type { Review__Output } from "@lectern/contracts/elearning/courses/v1/Review.ts"
import { fromTimestamp, fromTimestampOrNull, toTimestamp, toTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes, idsToBytes, idToBytes, isId } from "@lectern/service-kit/ids"
import type { CourseReviewRow, Database } from "./database.ts"

export async function insertReview(db: Database, review: Review__Output): Promise<void> {
  await db.insertInto("course_reviews").values(toRow(review)).execute()
}

/** Writes a review over the one that its author had of this course, also over a deleted one. */
export async function updateReview(db: Database, review: Review__Output): Promise<void> {
  const { course_id, user_id, ...columns } = toRow(review)
  await db
    .updateTable("course_reviews")
    .set(columns)
    .where("course_id", "=", course_id)
    .where("user_id", "=", user_id)
    .execute()
}

/** Deletes a review; what stays of it remembers whether it was hidden. */
export async function deleteReview(db: Database, review: Review__Output, deletedAt: Date): Promise<void> {
  await db
    .updateTable("course_reviews")
    .set({ comment: "", deleted_at: deletedAt })
    .where("course_id", "=", idToBytes(review.courseId))
    .where("id", "=", idToBytes(review.id))
    .execute()
}

/** One learner's reviews of these courses, in no particular order. */
export async function findUserReviews(
  db: Database,
  userId: string,
  courseIds: readonly string[],
): Promise<Review__Output[]> {
  const keys = idsToBytes(courseIds)
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom("course_reviews")
    .selectAll()
    .where("course_id", "in", keys)
    .where("user_id", "=", idToBytes(userId))
    .where("deleted_at", "is", null)
    .execute()
  return rows.map(toReview)
}

/** A learner's review of a course, also when it was deleted: it may be one that was hidden. */
export async function findAnyReview(
  db: Database,
  { courseId, userId }: { courseId: string; userId: string },
): Promise<{ review: Review__Output; isDeleted: boolean } | undefined> {
  const row = await db
    .selectFrom("course_reviews")
    .selectAll()
    .where("course_id", "=", idToBytes(courseId))
    .where("user_id", "=", idToBytes(userId))
    .executeTakeFirst()
  return row && { review: toReview(row), isDeleted: row.deleted_at !== null }
}

export async function findReview(db: Database, id: string): Promise<Review__Output | undefined> {
  if (!isId(id)) return undefined
  const row = await db
    .selectFrom("course_reviews")
    .selectAll()
    .where("id", "=", idToBytes(id))
    .where("deleted_at", "is", null)
    .executeTakeFirst()
  return row && toReview(row)
}

export interface ReviewPageQuery {
  courseIds: readonly string[]
  /** Only those made before this one. */
  beforeId?: string | undefined
  /** 0 for any. */
  minScore: number
  limit: number
}

/**
 * The newest reviews of each course that are shown, as one query that the test of its indexes can explain. Every part
 * of the union reads `limit` entries of one index and no more; asking for all courses or scores at once would read all
 * reviews, and so may a server that is free to choose: the key of the id alone is in the right order, too.
 */
export function reviewPages(db: Database, { courseIds, beforeId, minScore, limit }: ReviewPageQuery) {
  const scores = minScore <= 1 ? [undefined] : Array.from({ length: 6 - minScore }, (_, index) => minScore + index)
  const hint = minScore <= 1 ? sql`force index (course_reviews_newest)` : sql`force index (course_reviews_by_score)`
  const part = (courseId: Buffer, score: number | undefined) =>
    db
      .selectFrom(
        db
          .selectFrom(
            sql<CourseReviewRow & { is_shown: number }>`course_reviews`.as<"course_reviews">(
              sql`course_reviews ${hint}`,
            ),
          )
          .selectAll()
          .where("course_id", "=", courseId)
          .where("is_shown", "=", 1)
          .$if(score !== undefined, (query) => query.where("score", "=", score ?? 0))
          .$if(beforeId !== undefined, (query) => query.where("id", "<", idToBytes(beforeId ?? "")))
          .orderBy("id", "desc")
          .limit(limit)
          .as("newest"),
      )
      .selectAll()
  const [first, ...others] = idsToBytes(courseIds).flatMap((courseId) => scores.map((score) => part(courseId, score)))
  return first && others.reduce((union, next) => union.unionAll(next), first)
}

/** By course, newest first, `limit` of each at most. */
export async function listReviews(db: Database, query: ReviewPageQuery): Promise<Map<string, Review__Output[]>> {
  const rows = (await reviewPages(db, query)?.execute()) ?? []
  const byCourse = Map.groupBy(rows.sort((a, b) => b.id.compare(a.id)).map(toReview), ({ courseId }) => courseId)
  return new Map([...byCourse].map(([courseId, reviews]) => [courseId, reviews.slice(0, query.limit)]))
}

const MAX_COUNT = 10_000

/** Those that are hidden, hidden last first, as a query that the test of its index can explain. */
export function hiddenReviewPage(
  db: Database,
  { before, limit }: { before?: { hiddenAt: Date; id: string } | undefined; limit: number },
) {
  const query = hiddenReviews(db).selectAll()
  // The comparison that can be a range of the index stands alone: MySQL makes none of pairs.
  const page = before
    ? query
        .where("hidden_at", "<=", before.hiddenAt)
        .where(({ or, eb }) => or([eb("hidden_at", "<", before.hiddenAt), eb("id", "<", idToBytes(before.id))]))
    : query
  return page.orderBy("hidden_at", "desc").orderBy("id", "desc").limit(limit)
}

export const listHiddenReviews = async (
  db: Database,
  page: Parameters<typeof hiddenReviewPage>[1],
): Promise<Review__Output[]> => (await hiddenReviewPage(db, page).execute()).map(toReview)

/** How many are hidden, counted up to MAX_COUNT. */
export async function countHiddenReviews(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom(hiddenReviews(db).select("id").limit(MAX_COUNT).as("counted"))
    .select((query) => query.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow()
  return count
}

const hiddenReviews = (db: Database) =>
  db.selectFrom("course_reviews").where("deleted_at", "is", null).where("hidden_at", "is not", null)

/** What one person wrote; their scores stay, and with them every average. */
export async function eraseReviewComments(db: Database, userId: string): Promise<void> {
  await db.updateTable("course_reviews").set({ comment: "" }).where("user_id", "=", idToBytes(userId)).execute()
}

const toReview = (row: CourseReviewRow): Review__Output => ({
  id: idFromBytes(row.id),
  courseId: idFromBytes(row.course_id),
  userId: idFromBytes(row.user_id),
  score: row.score,
  comment: row.comment,
  createTime: toTimestamp(row.created_at),
  updateTime: toTimestamp(row.updated_at),
  hideTime: toTimestampOrNull(row.hidden_at),
  hideReason: row.hidden_reason,
})

const toRow = (review: Review__Output): CourseReviewRow => ({
  id: idToBytes(review.id),
  course_id: idToBytes(review.courseId),
  user_id: idToBytes(review.userId),
  score: review.score,
  comment: review.comment,
  created_at: fromTimestamp(review.createTime),
  updated_at: fromTimestamp(review.updateTime),
  hidden_at: fromTimestampOrNull(review.hideTime),
  hidden_reason: review.hideReason,
  deleted_at: null,
})
