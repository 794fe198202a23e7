import { pageArguments, toConnection } from "@lectern/subgraph-kit/connection"
import { badUserInput } from "@lectern/subgraph-kit/graphql-errors"
import type { QueryResolvers } from "../gen/resolvers.ts"

export const Query: QueryResolvers = {
  course: (_, { id, slug }, { courseById, courseBySlug }) => {
    if (typeof id === "string" && typeof slug !== "string") return courseById.load(id)
    if (typeof slug === "string" && typeof id !== "string") return courseBySlug.load(slug)
    throw badUserInput(`course: exactly one of id and slug is expected, got ${id ? "both" : "none"}`)
  },
  courses: async (_, { filter, orderBy, ...page }, { call, courses, seen }) => {
    const minRating = filter?.minRating
    // The RPC takes 0 for any.
    if (minRating === 0) throw badUserInput("minRating: 1 to 5 is expected, got 0")
    const reply = await courses.listCourses(
      {
        ...pageArguments(page),
        orderBy: `COURSE_ORDER_${orderBy ?? "UNSPECIFIED"}`,
        query: filter?.query ?? "",
        categories: filter?.categories ?? [],
        level: `COURSE_LEVEL_${filter?.level ?? "UNSPECIFIED"}`,
        language: filter?.language ?? "",
        minRating: minRating ?? 0,
        instructorId: filter?.instructorId ?? "",
        status: `COURSE_STATUS_${filter?.status ?? "UNSPECIFIED"}`,
      },
      call,
    )
    seen(reply.courses)
    return { ...toConnection(reply.courses, reply), totalCount: reply.totalSize }
  },
  hiddenReviews: async (_, page, { call, courses }) => {
    const reply = await courses.listHiddenReviews(pageArguments(page), call)
    return { ...toConnection(reply.reviews, reply), totalCount: reply.totalSize }
  },
  courseSession: (_, { id }, { sessionById }) => sessionById.load(id),
}
