import { courseProgressOf } from "../course-progress.ts"
import type { CourseResolvers } from "../gen/resolvers.ts"

export const Course: CourseResolvers = {
  analytics: ({ id }, _args, { analyticsByCourseId }) => analyticsByCourseId.load(id),
  viewerProgress: async ({ id, sessions = [] }, _args, { progressByCourseId }) =>
    courseProgressOf(sessions, await progressByCourseId.load(id)),
}
