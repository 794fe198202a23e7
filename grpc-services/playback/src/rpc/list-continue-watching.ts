import { requireUserId } from "@lectern/rpc/call"
import { pageSize } from "@lectern/service-kit/paging"
import { toPlaybackSession } from "../playback-session-store.ts"
import type { PlaybackRpc } from "../service.ts"
import { listPlaybackSessionsToContinue } from "../session-progress-store.ts"

export const listContinueWatching: PlaybackRpc<"listContinueWatching"> =
  ({ db }) =>
  async ({ pageSize: requested }, call) => {
    const userId = requireUserId(call)
    const limit = pageSize(requested, { standard: 10, most: 100 })
    const rows = await listPlaybackSessionsToContinue(db, { userId, limit })
    return { playbackSessions: rows.map(toPlaybackSession) }
  }
