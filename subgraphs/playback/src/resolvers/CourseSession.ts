import type { CourseSessionResolvers } from "../gen/resolvers.ts"
import { toSessionProgress } from "../session-progress.ts"

export const CourseSession: CourseSessionResolvers = {
  viewerProgress: async ({ id, durationSeconds = 0 }, _args, { progressBySessionId }) =>
    toSessionProgress(await progressBySessionId.load(id), durationSeconds * 1000),
}
