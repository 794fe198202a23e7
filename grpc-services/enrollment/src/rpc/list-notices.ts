import { requireOwnUserId } from "@lectern/rpc/call"
import { idFromBytes } from "@lectern/service-kit/ids"
import { pageSize, toPage } from "@lectern/service-kit/paging"
import { countUnreadNotices, listNotices as selectNotices, toNotice } from "../notice-store.ts"
import type { EnrollmentRpc } from "../service.ts"

export const listNotices: EnrollmentRpc<"listNotices"> =
  ({ db, tokens }) =>
  async ({ userId, unreadOnly, pageSize: requested, pageToken }, call) => {
    requireOwnUserId(call, userId)
    const size = pageSize(requested, { standard: 20, most: 100 })
    const list = `notices ${userId} ${unreadOnly ? "unread" : "all"}`
    const [beforeId] = tokens.decode(list, pageToken) ?? []
    const [rows, unreadCount] = await Promise.all([
      selectNotices(db, { userId, unreadOnly, beforeId: beforeId?.toString(), limit: size + 1 }),
      countUnreadNotices(db, userId),
    ])
    const { page, cursors, nextPageToken } = toPage(rows, size, (row) => tokens.encode(list, [idFromBytes(row.id)]))
    return { notices: page.map(toNotice), cursors, nextPageToken, unreadCount }
  }
