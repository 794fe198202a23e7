import type { Review__Output } from "@lectern/contracts/elearning/courses/v1/Review.ts"
import { fromTimestamp, toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, idsToBytes, idToBytes } from "@lectern/service-kit/ids"
import type { CourseReviewRow, Database } from "./database.ts"

export async function insertReview(db: Database, review: Review__Output): Promise<void> {
  await db.insertInto("course_reviews").values(toRow(review)).execute()
}

/** Writes what an edit may change. */
export async function updateReview(db: Database, review: Review__Output): Promise<void> {
  const { course_id, id, score, comment, updated_at } = toRow(review)
  await db
    .updateTable("course_reviews")
    .set({ score, comment, updated_at })
    .where("course_id", "=", course_id)
    .where("id", "=", id)
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
    .execute()
  return rows.map(toReview)
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
 * The newest reviews of each course, as one query that the test of its indexes can explain. Every part of the union
 * reads `limit` entries of one index and no more; asking for all courses or scores at once would read all reviews.
 */
export function reviewPages(db: Database, { courseIds, beforeId, minScore, limit }: ReviewPageQuery) {
  const scores = minScore <= 1 ? [undefined] : Array.from({ length: 6 - minScore }, (_, index) => minScore + index)
  const part = (courseId: Buffer, score: number | undefined) =>
    db
      .selectFrom(
        db
          .selectFrom("course_reviews")
          .selectAll()
          .where("course_id", "=", courseId)
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
})

const toRow = (review: Review__Output): CourseReviewRow => ({
  id: idToBytes(review.id),
  course_id: idToBytes(review.courseId),
  user_id: idToBytes(review.userId),
  score: review.score,
  comment: review.comment,
  created_at: fromTimestamp(review.createTime),
  updated_at: fromTimestamp(review.updateTime),
})
