import { requireSelfOr } from "@lectern/rpc/call"
import { idFromBytes, isId } from "@lectern/service-kit/ids"
import { pageSize, toPage } from "@lectern/service-kit/paging"
import { listLoginRecords as selectLoginRecords, toLoginRecord } from "../login-record-store.ts"
import type { UsersRpc } from "../service.ts"

export const listLoginRecords: UsersRpc<"listLoginRecords"> =
  ({ db, tokens }) =>
  async ({ userId, pageSize: requested, pageToken }, call) => {
    requireSelfOr(call, userId, "users:read")
    const size = pageSize(requested, { standard: 20, most: 100 })
    const list = `loginRecords ${userId}`
    const [beforeId] = tokens.decode(list, pageToken) ?? []
    const rows = isId(userId)
      ? await selectLoginRecords(db, { userId, beforeId: beforeId?.toString(), limit: size + 1 })
      : []
    const { page, cursors, nextPageToken } = toPage(rows, size, (row) => tokens.encode(list, [idFromBytes(row.id)]))
    return { loginRecords: page.map(toLoginRecord), cursors, nextPageToken }
  }
