import type { CourseSessionResolvers } from "../gen/resolvers.ts"
import { toSessionProgress } from "../session-progress.ts"

export const CourseSession: CourseSessionResolvers = {
  analytics: ({ id }, _args, { analyticsBySessionId }) => analyticsBySessionId.load(id),
  mostReplayed: ({ id }, _args, { heatmapBySessionId }) => heatmapBySessionId.load(id),
  viewerProgress: async ({ id, durationSeconds = 0 }, _args, { progressBySessionId }) =>
    toSessionProgress(await progressBySessionId.load(id), durationSeconds * 1000),
}
