import type { LoginRecord__Output } from "@lectern/contracts/elearning/users/v1/LoginRecord.ts"
import type { Call } from "@lectern/rpc/call"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, idFromBytesOrEmpty, idToBytes, newId } from "@lectern/service-kit/ids"
import { sql } from "kysely"
import type { Database, LoginRecordRow, StoredLoginRecordType } from "./database.ts"

/** Where a request came from, cut to what the columns hold. */
export interface Origin {
  ipAddress: string
  userAgent: string
}
export const originOf = ({ origin }: Pick<Call, "origin">): Origin => ({
  ipAddress: origin.ipAddress.slice(0, 45),
  userAgent: origin.userAgent.slice(0, 512),
})

interface LoginRecord {
  type: StoredLoginRecordType
  at: Date
  origin: Origin
  userId?: Buffer | undefined
  authSessionId?: Buffer | undefined
}

export const insertLoginRecord = (db: Database, record: LoginRecord): Promise<void> => insertLoginRecords(db, [record])

export async function insertLoginRecords(db: Database, records: readonly LoginRecord[]): Promise<void> {
  if (records.length === 0) return
  await db
    .insertInto("login_records")
    .values(
      records.map((record) => ({
        id: idToBytes(newId(record.at)),
        user_id: record.userId ?? null,
        type: record.type,
        occurred_at: record.at,
        ip_address: record.origin.ipAddress,
        user_agent: record.origin.userAgent,
        auth_session_id: record.authSessionId ?? null,
      })),
    )
    .execute()
}

/**
 * Newest first, those of `types` and before `beforeId` only. One range of the index per type, so that a page costs the
 * same however many records of other types lie between its own.
 */
export async function listLoginRecords(
  db: Database,
  {
    userId,
    types,
    beforeId,
    limit,
  }: { userId: string; types: readonly StoredLoginRecordType[]; beforeId: string | undefined; limit: number },
): Promise<LoginRecordRow[]> {
  const before = beforeId === undefined ? sql`` : sql`and id < ${idToBytes(beforeId)}`
  const ranges = types.map(
    (type) => sql`
      (select * from login_records where user_id = ${idToBytes(userId)} and type = ${type} ${before}
      order by id desc limit ${sql.lit(limit)})`,
  )
  const { rows } = await sql<LoginRecordRow>`
    select * from (${sql.join(ranges, sql` union all `)}) as ranges order by id desc limit ${sql.lit(limit)}`.execute(
    db,
  )
  return rows
}

export const toLoginRecord = (row: LoginRecordRow): LoginRecord__Output => ({
  id: idFromBytes(row.id),
  userId: idFromBytesOrEmpty(row.user_id),
  type: `LOGIN_RECORD_TYPE_${row.type}`,
  occurTime: toTimestamp(row.occurred_at),
  ipAddress: row.ip_address,
  userAgent: row.user_agent,
  authSessionId: idFromBytesOrEmpty(row.auth_session_id),
})
