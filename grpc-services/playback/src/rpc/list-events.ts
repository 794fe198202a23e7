import { pageSize, toPage } from "@lectern/service-kit/paging"
import { listEvents as selectEvents, toEvent } from "../event-store.ts"
import { requirePlaybackSession } from "../playback-session-store.ts"
import { ownerFor } from "../readers.ts"
import type { PlaybackRpc } from "../service.ts"

export const listEvents: PlaybackRpc<"listEvents"> =
  ({ db, tokens }) =>
  async ({ playbackSessionId, pageSize: requested, pageToken }, call) => {
    await requirePlaybackSession(db, { id: playbackSessionId, ownerId: ownerFor(call) })
    const size = pageSize(requested, { standard: 100, most: 500 })
    const list = `events ${playbackSessionId}`
    const [afterSequence = -1] = tokens.decode(list, pageToken) ?? []
    const rows = await selectEvents(db, {
      playbackId: playbackSessionId,
      afterSequence: Number(afterSequence),
      limit: size + 1,
    })
    const { page, cursors, nextPageToken } = toPage(rows, size, (row) => tokens.encode(list, [row.sequence]))
    return { events: page.map(toEvent), cursors, nextPageToken }
  }
