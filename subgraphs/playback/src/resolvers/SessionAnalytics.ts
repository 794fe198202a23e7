import type { SessionAnalyticsResolvers } from "../gen/resolvers.ts"

export const SessionAnalytics: SessionAnalyticsResolvers = {
  heatmap: ({ sessionId }, _args, { heatmapBySessionId }) => heatmapBySessionId.load(sessionId),
}
