import { requireOwnUserId } from "@lectern/rpc/call"
import { listPersonalRecords as readRecords } from "@lectern/service-kit/personal-records"
import { PERSONAL_TABLES } from "../personal-tables.ts"
import type { PlaybackRpc } from "../service.ts"

export const listPersonalRecords: PlaybackRpc<"listPersonalRecords"> =
  ({ db, tokens }) =>
  async ({ userId, pageSize, pageToken }, call) =>
    readRecords(db, PERSONAL_TABLES, { userId: requireOwnUserId(call, userId), requested: pageSize, pageToken, tokens })
