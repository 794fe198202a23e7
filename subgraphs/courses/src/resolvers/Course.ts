import { GraphQLError } from "graphql"
import { required } from "@lectern/rpc/required"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { pageArguments, toConnection } from "@lectern/subgraph-kit/connection"
import type { CourseResolvers } from "../gen/resolvers.ts"

const DEFAULT_REVIEWS = 10

export const Course: CourseResolvers = {
  __resolveReference: (reference, { courseById, courseBySlug }) =>
    "id" in reference ? courseById.load(reference.id) : courseBySlug.load(reference.slug),
  level: ({ level }) => level.replace("COURSE_LEVEL_", "") as "BEGINNER",
  status: ({ status }) => status.replace("COURSE_STATUS_", "") as "DRAFT",
  instructor: ({ instructorId }) => ({ id: instructorId }),
  instructorBio: ({ instructorBio }) => instructorBio || null,
  sessions: ({ id }, _, { sessionsByCourse }) => sessionsByCourse.load(id),
  rating: ({ rating }) => required(rating),
  reviews: async ({ id }, { minScore, ...page }, { call, courses, firstReviewsByCourse }) => {
    if (minScore !== null && minScore !== undefined && (minScore < 1 || minScore > 5))
      throw new GraphQLError(`minScore: 1 to 5 is expected, got ${minScore}`, {
        extensions: { code: "BAD_USER_INPUT" },
      })
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
  updatedAt: ({ updateTime }) => fromTimestamp(updateTime),
}
