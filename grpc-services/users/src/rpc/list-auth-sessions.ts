import { requireOwnUserId } from "@lectern/rpc/call"
import { idFromBytes } from "@lectern/service-kit/ids"
import { pageSize, toPage } from "@lectern/service-kit/paging"
import { listLiveAuthSessions, toAuthSession } from "../auth-session-store.ts"
import { REFRESH_LIFETIME_MS } from "../refresh-tokens.ts"
import type { AuthRpc } from "../service.ts"

export const listAuthSessions: AuthRpc<"listAuthSessions"> =
  ({ db, clock, tokens }) =>
  async (request, call) => {
    const userId = requireOwnUserId(call, request.userId)
    const size = pageSize(request.pageSize, { standard: 20, most: 100 })
    const list = `authSessions ${userId}`
    const [beforeId] = tokens.decode(list, request.pageToken) ?? []
    const rows = await listLiveAuthSessions(db, {
      userId,
      usedSince: new Date(clock().getTime() - REFRESH_LIFETIME_MS),
      beforeId: beforeId?.toString(),
      limit: size + 1,
    })
    const { page, cursors, nextPageToken } = toPage(rows, size, (row) => tokens.encode(list, [idFromBytes(row.id)]))
    return {
      authSessions: page.map((row) => toAuthSession(row, call.caller.authSessionId)),
      cursors,
      nextPageToken,
    }
  }
