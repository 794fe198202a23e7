import { requireOwnUserId } from "@lectern/rpc/call"
import { requireBatch } from "@lectern/service-kit/validation"
import type { PlaybackRpc } from "../service.ts"
import { findSessionProgress, toProgress } from "../session-progress-store.ts"

// The playback subgraph's DataLoaders use the same bounds.
const MAX_SESSION_IDS = 500
const MAX_COURSE_IDS = 200

export const batchGetProgress: PlaybackRpc<"batchGetProgress"> =
  ({ db }) =>
  async ({ userId: given, sessionIds, courseIds }, call) => {
    const userId = requireOwnUserId(call, given)
    requireBatch("sessions", sessionIds.length, MAX_SESSION_IDS)
    requireBatch("courses", courseIds.length, MAX_COURSE_IDS)
    const rows = await findSessionProgress(db, { userId, sessionIds, courseIds })
    return { progress: rows.map(toProgress) }
  }
