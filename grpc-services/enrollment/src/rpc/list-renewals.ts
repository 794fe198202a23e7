import { isSelfOr } from "@lectern/rpc/call"
import { idFromBytes, isId } from "@lectern/service-kit/ids"
import { pageSize, toPage } from "@lectern/service-kit/paging"
import { subscriptionNotFound } from "../change-subscription.ts"
import { listRenewals as selectRenewals, toRenewal } from "../renewal-store.ts"
import type { EnrollmentRpc } from "../service.ts"
import { findSubscriptions } from "../subscription-store.ts"

export const listRenewals: EnrollmentRpc<"listRenewals"> =
  ({ db, tokens }) =>
  async ({ subscriptionId, pageSize: requested, pageToken }, call) => {
    const [subscription] = await findSubscriptions(db, { ids: [subscriptionId] })
    if (!subscription || !isSelfOr(call, idFromBytes(subscription.user_id), "users:read"))
      throw subscriptionNotFound(isId(subscriptionId) ? subscriptionId : undefined)
    const size = pageSize(requested, { standard: 12, most: 100 })
    const list = `renewals ${subscriptionId}`
    const [beforeId] = tokens.decode(list, pageToken) ?? []
    const rows = await selectRenewals(db, { subscriptionId, beforeId: beforeId?.toString(), limit: size + 1 })
    const { page, cursors, nextPageToken } = toPage(rows, size, (row) => tokens.encode(list, [idFromBytes(row.id)]))
    return { renewals: page.map(toRenewal), cursors, nextPageToken }
  }
