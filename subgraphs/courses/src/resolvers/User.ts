import { pageArguments, toConnection } from "@lectern/subgraph-kit/connection"
import { toRecordConnection } from "@lectern/subgraph-kit/personal-records"
import type { UserResolvers } from "../gen/resolvers.ts"

const DEFAULT_COURSES = 20

export const User: UserResolvers = {
  taughtCourses: async ({ id }, arguments_, { call, courses, firstTaughtByInstructor, seen }) => {
    const { pageSize, pageToken } = pageArguments(arguments_)
    const size = pageSize || DEFAULT_COURSES
    const reply =
      pageToken === ""
        ? await firstTaughtByInstructor(size).load(id)
        : await courses.listCourses(
            { instructorId: id, orderBy: "COURSE_ORDER_NEWEST", pageSize: size, pageToken },
            call,
          )
    if (!reply) return null
    seen(reply.courses)
    return { ...toConnection(reply.courses, reply), totalCount: reply.totalSize }
  },
  courseRecords: async ({ id }, page, { call, courses }) =>
    toRecordConnection(await courses.listPersonalRecords({ userId: id, ...pageArguments(page) }, call)),
}
