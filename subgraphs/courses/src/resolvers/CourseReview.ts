import { required } from "@lectern/rpc/required"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { CourseReviewResolvers } from "../gen/resolvers.ts"

export const CourseReview: CourseReviewResolvers = {
  course: async ({ courseId }, _, { courseById }) => required(await courseById.load(courseId)),
  author: ({ userId }) => ({ id: userId }),
  comment: ({ comment }) => comment || null,
  createdAt: ({ createTime }) => fromTimestamp(createTime),
  updatedAt: ({ updateTime }) => fromTimestamp(updateTime),
}
