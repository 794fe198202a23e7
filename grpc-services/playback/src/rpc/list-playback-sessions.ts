import { requireOwnUserId } from "@lectern/rpc/call"
import { idFromBytes, isId } from "@lectern/service-kit/ids"
import { pageSize, toPage } from "@lectern/service-kit/paging"
import {
  countPlaybackSessions,
  listPlaybackSessions as selectPlaybackSessions,
  toPlaybackSession,
} from "../playback-session-store.ts"
import type { PlaybackRpc } from "../service.ts"

export const listPlaybackSessions: PlaybackRpc<"listPlaybackSessions"> =
  ({ db, tokens }) =>
  async ({ userId, pageSize: requested, pageToken }, call) => {
    if (call.caller.role !== "ADMIN") requireOwnUserId(call, userId)
    const size = pageSize(requested, { standard: 20, most: 100 })
    const list = `playbackSessions ${userId}`
    const [beforeId] = tokens.decode(list, pageToken) ?? []
    if (!isId(userId)) return { playbackSessions: [], cursors: [], nextPageToken: "", totalSize: 0 }
    const [rows, totalSize] = await Promise.all([
      selectPlaybackSessions(db, { userId, beforeId: beforeId?.toString(), limit: size + 1 }),
      countPlaybackSessions(db, userId),
    ])
    const { page, cursors, nextPageToken } = toPage(rows, size, (row) => tokens.encode(list, [idFromBytes(row.id)]))
    return { playbackSessions: page.map(toPlaybackSession), cursors, nextPageToken, totalSize }
  }
