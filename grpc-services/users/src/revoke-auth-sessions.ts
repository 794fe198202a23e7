import { idToBytes } from "@lectern/service-kit/ids"
import type { Database } from "./database.ts"

/**
 * Ends a person's auth sessions, all but one where `except` names it; answers with how many were live. The gateways
 * refuse their access tokens within two seconds.
 */
export async function revokeAuthSessions(
  tx: Database,
  userId: string,
  { except, at }: { except?: string | undefined; at: Date },
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("auth_sessions")
    .set({ revoked_at: at })
    .where("user_id", "=", idToBytes(userId))
    .where("revoked_at", "is", null)
    .$if(except !== undefined, (query) => query.where("id", "!=", idToBytes(except ?? "")))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
