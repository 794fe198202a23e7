import type { CourseAnalyticsResolvers } from "../gen/resolvers.ts"

export const CourseAnalytics: CourseAnalyticsResolvers = {
  sessions: ({ sessions }) => sessions.map((analytics) => ({ session: { id: analytics.sessionId }, analytics })),
}
