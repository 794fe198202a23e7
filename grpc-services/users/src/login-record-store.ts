import type { LoginRecord__Output } from "@lectern/contracts/elearning/users/v1/LoginRecord.ts"
import type { Call } from "@lectern/rpc/call"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, idFromBytesOrEmpty, idToBytes, newId } from "@lectern/service-kit/ids"
import type { Database, LoginRecordRow } from "./database.ts"

/** Where a request came from, cut to what the columns hold. */
export interface Origin {
  ipAddress: string
  userAgent: string
}
export const originOf = ({ origin }: Pick<Call, "origin">): Origin => ({
  ipAddress: origin.ipAddress.slice(0, 45),
  userAgent: origin.userAgent.slice(0, 512),
})

export async function insertLoginRecord(
  db: Database,
  record: {
    type: LoginRecordRow["type"]
    at: Date
    origin: Origin
    userId?: Buffer | undefined
    authSessionId?: Buffer | undefined
  },
): Promise<void> {
  await db
    .insertInto("login_records")
    .values({
      id: idToBytes(newId(record.at)),
      user_id: record.userId ?? null,
      type: record.type,
      occurred_at: record.at,
      ip_address: record.origin.ipAddress,
      user_agent: record.origin.userAgent,
      auth_session_id: record.authSessionId ?? null,
    })
    .execute()
}

/** Newest first, those before `beforeId` only. */
export const listLoginRecords = (
  db: Database,
  { userId, beforeId, limit }: { userId: string; beforeId: string | undefined; limit: number },
): Promise<LoginRecordRow[]> =>
  db
    .selectFrom("login_records")
    .selectAll()
    .where("user_id", "=", idToBytes(userId))
    .$if(beforeId !== undefined, (query) => query.where("id", "<", idToBytes(beforeId ?? "")))
    .orderBy("id", "desc")
    .limit(limit)
    .execute()

export const toLoginRecord = (row: LoginRecordRow): LoginRecord__Output => ({
  id: idFromBytes(row.id),
  userId: idFromBytesOrEmpty(row.user_id),
  type: `LOGIN_RECORD_TYPE_${row.type}`,
  occurTime: toTimestamp(row.occurred_at),
  ipAddress: row.ip_address,
  userAgent: row.user_agent,
  authSessionId: idFromBytesOrEmpty(row.auth_session_id),
})
