import { requireBatch } from "@lectern/service-kit/validation"
import { findPlaybackSessions, toPlaybackSession } from "../playback-session-store.ts"
import { ownerFor } from "../readers.ts"
import type { PlaybackRpc } from "../service.ts"

const MAX_IDS = 200 // the playback subgraph's DataLoader uses the same bound

export const batchGetPlaybackSessions: PlaybackRpc<"batchGetPlaybackSessions"> =
  ({ db }) =>
  async ({ ids }, call) => {
    requireBatch("playback sessions", ids.length, MAX_IDS)
    const rows = await findPlaybackSessions(db, { ids, ownerId: ownerFor(call) })
    return { playbackSessions: rows.map(toPlaybackSession) }
  }
