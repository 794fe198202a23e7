import type { Database } from "./database.ts"

/**
 * Ends all live auth sessions of an account but `except`, and answers how many those were. Gateways refuse their access
 * tokens within seconds, since they read what was revoked.
 */
export async function revokeAuthSessions(
  tx: Database,
  userId: Buffer,
  { except, at }: { except?: Buffer | undefined; at: Date },
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("auth_sessions")
    .set({ revoked_at: at })
    .where("user_id", "=", userId)
    .where("revoked_at", "is", null)
    .$if(except !== undefined, (query) => query.where("id", "!=", except ?? Buffer.alloc(0)))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
