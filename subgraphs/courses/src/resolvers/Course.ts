import { enumName } from "@lectern/rpc/enum-name"
import { required } from "@lectern/rpc/required"
import { fromTimestamp, fromTimestampOrNull } from "@lectern/rpc/timestamp"
import { pageArguments, toConnection } from "@lectern/subgraph-kit/connection"
import { badUserInput } from "@lectern/subgraph-kit/graphql-errors"
import type { CourseResolvers } from "../gen/resolvers.ts"

const DEFAULT_REVIEWS = 10

export const Course: CourseResolvers = {
  __resolveReference: (reference, { courseById, courseBySlug }) =>
    "id" in reference ? courseById.load(reference.id) : courseBySlug.load(reference.slug),
  level: ({ level }) => enumName("COURSE_LEVEL_", level),
  status: ({ status }) => enumName("COURSE_STATUS_", status),
  instructor: ({ instructorId }) => ({ id: instructorId }),
  instructorBio: ({ instructorBio }) => instructorBio || null,
  sessions: ({ id }, _, { sessionsByCourse }) => sessionsByCourse.load(id),
  rating: ({ rating }) => required(rating),
  reviews: async ({ id }, { minScore, ...page }, { call, courses, firstReviewsByCourse }) => {
    if (minScore !== null && minScore !== undefined && (minScore < 1 || minScore > 5))
      throw badUserInput(`minScore: 1 to 5 is expected, got ${minScore}`)
    const { pageSize, pageToken } = pageArguments(page)
    const query = { pageSize: pageSize || DEFAULT_REVIEWS, minScore: minScore ?? 0 }
    const reply =
      pageToken === ""
        ? required(await firstReviewsByCourse(query).load(id))
        : await courses.listReviews({ courseId: id, pageToken, ...query }, call)
    return { ...toConnection(reply.reviews, reply), totalCount: reply.totalSize }
  },
  viewerReview: ({ id }, _, { viewerReviewByCourse }) => viewerReviewByCourse.load(id),
  createdAt: ({ createTime }) => fromTimestamp(createTime),
  publishedAt: ({ publishTime }) => fromTimestampOrNull(publishTime),
  updatedAt: ({ updateTime }) => fromTimestamp(updateTime),
}
