import { requireBatch } from "@lectern/service-kit/validation"
import { heatmapOf } from "@lectern/watch-algebra/session-analytics"
import type { PlaybackRpc } from "../service.ts"
import { findAnalytics } from "../session-analytics-store.ts"

const MAX_SESSIONS = 200 // the playback subgraph's DataLoader uses the same bound

export const batchGetHeatmaps: PlaybackRpc<"batchGetHeatmaps"> =
  ({ db, courses }) =>
  async ({ sessionIds }, call) => {
    requireBatch("sessions", sessionIds.length, MAX_SESSIONS)
    if (sessionIds.length === 0) return { heatmaps: [] }
    const { sessions } = await courses.batchGetSessions({ ids: sessionIds }, call)
    const analytics = await findAnalytics(
      db,
      sessions.map(({ id }) => id),
    )
    return {
      heatmaps: sessions.flatMap(({ id, durationSeconds }) => {
        const found = analytics.get(id)
        const heatmap = found && heatmapOf(found, durationSeconds * 1000)
        return heatmap ? { sessionId: id, ...heatmap } : []
      }),
    }
  }
