import { required } from "@lectern/rpc/required"
import { fromTimestamp, fromTimestampOrNull } from "@lectern/rpc/timestamp"
import type { CourseReviewResolvers } from "../gen/resolvers.ts"

export const CourseReview: CourseReviewResolvers = {
  course: async ({ courseId }, _, { courseById }) => required(await courseById.load(courseId)),
  author: ({ userId }) => ({ id: userId }),
  comment: ({ comment }) => comment || null,
  createdAt: ({ createTime }) => fromTimestamp(createTime),
  updatedAt: ({ updateTime }) => fromTimestamp(updateTime),
  hiddenAt: ({ hideTime }) => fromTimestampOrNull(hideTime),
  hiddenReason: ({ hideReason }) => hideReason || null,
}
