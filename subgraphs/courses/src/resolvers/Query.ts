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
    const reply = await courses.listCourses(
      {
        ...pageArguments(page),
        orderBy: `COURSE_ORDER_${orderBy ?? "NEWEST"}`,
        categories: filter?.categories ?? [],
        level: `COURSE_LEVEL_${filter?.level ?? "UNSPECIFIED"}`,
        language: filter?.language ?? "",
        instructorId: filter?.instructorId ?? "",
      },
      call,
    )
    seen(reply.courses)
    return { ...toConnection(reply.courses, reply), totalCount: reply.totalSize }
  },
  courseSession: (_, { id }, { sessionById }) => sessionById.load(id),
}
