import type { AuthSession__Output } from "@lectern/contracts/elearning/auth/v1/AuthSession.ts"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import type { AuthSessionRow, Database, RefreshTokenRow } from "./database.ts"

export async function insertAuthSession(db: Database, row: AuthSessionRow): Promise<void> {
  await db.insertInto("auth_sessions").values(row).execute()
}

export async function insertRefreshToken(db: Database, row: RefreshTokenRow): Promise<void> {
  await db.insertInto("refresh_tokens").values(row).execute()
}

/** A refresh token and its session, the session locked, so that two uses of one token come one after the other. */
export async function lockByRefreshToken(
  db: Database,
  tokenSha256: Buffer,
): Promise<{ token: RefreshTokenRow; session: AuthSessionRow; newestGeneration: number } | undefined> {
  const found = await db
    .selectFrom("refresh_tokens")
    .select("session_id")
    .where("token_sha256", "=", tokenSha256)
    .executeTakeFirst()
  if (!found) return undefined
  const session = await db
    .selectFrom("auth_sessions")
    .selectAll()
    .where("id", "=", found.session_id)
    .forUpdate()
    .executeTakeFirst()
  if (!session) return undefined
  // Read after the lock: another use may have changed it meanwhile.
  const tokens = await db
    .selectFrom("refresh_tokens")
    .selectAll()
    .where("session_id", "=", found.session_id)
    .orderBy("generation", "desc")
    .limit(2)
    .execute()
  const token =
    tokens.find((row) => row.token_sha256.equals(tokenSha256)) ??
    (await db
      .selectFrom("refresh_tokens")
      .selectAll()
      .where("token_sha256", "=", tokenSha256)
      .executeTakeFirstOrThrow())
  return { token, session, newestGeneration: tokens[0]?.generation ?? 0 }
}

export async function markRefreshTokenUsed(db: Database, tokenSha256: Buffer, at: Date): Promise<void> {
  await db.updateTable("refresh_tokens").set({ used_at: at }).where("token_sha256", "=", tokenSha256).execute()
}

export async function touchAuthSession(db: Database, id: Buffer, at: Date): Promise<void> {
  await db.updateTable("auth_sessions").set({ last_used_at: at }).where("id", "=", id).execute()
}

/** False when it had been revoked before, or there is none. */
export async function revokeAuthSession(db: Database, id: Buffer, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("auth_sessions")
    .set({ revoked_at: at })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const findAuthSession = (db: Database, id: string): Promise<AuthSessionRow | undefined> =>
  db.selectFrom("auth_sessions").selectAll().where("id", "=", idToBytes(id)).executeTakeFirst()

/** Newest first, those before `beforeId` only: neither ended nor unused since `usedSince`. */
export const listLiveAuthSessions = (
  db: Database,
  {
    userId,
    usedSince,
    beforeId,
    limit,
  }: { userId: string; usedSince: Date; beforeId: string | undefined; limit: number },
): Promise<AuthSessionRow[]> =>
  db
    .selectFrom("auth_sessions")
    .selectAll()
    .where("user_id", "=", idToBytes(userId))
    .where("revoked_at", "is", null)
    .where("last_used_at", ">", usedSince)
    .$if(beforeId !== undefined, (query) => query.where("id", "<", idToBytes(beforeId ?? "")))
    .orderBy("id", "desc")
    .limit(limit)
    .execute()

/** The ids of all live auth sessions of an account but `except`, locked. */
export async function lockOtherLiveAuthSessions(
  db: Database,
  userId: string,
  except: string | undefined,
): Promise<Buffer[]> {
  const rows = await db
    .selectFrom("auth_sessions")
    .select("id")
    .where("user_id", "=", idToBytes(userId))
    .where("revoked_at", "is", null)
    .$if(except !== undefined, (query) => query.where("id", "!=", idToBytes(except ?? "")))
    .forUpdate()
    .execute()
  return rows.map(({ id }) => id)
}

/** Oldest first, those behind (since, afterId). */
export const listRevokedSessions = (
  db: Database,
  { since, afterId, limit }: { since: Date; afterId: string | undefined; limit: number },
): Promise<AuthSessionRow[]> =>
  db
    .selectFrom("auth_sessions")
    .selectAll()
    .where((where) =>
      where.or([
        where("revoked_at", ">", since),
        ...(afterId === undefined
          ? []
          : [where.and([where("revoked_at", "=", since), where("id", ">", idToBytes(afterId))])]),
      ]),
    )
    .orderBy("revoked_at")
    .orderBy("id")
    .limit(limit)
    .execute()

export const toAuthSession = (row: AuthSessionRow, currentId: string | undefined): AuthSession__Output => ({
  id: idFromBytes(row.id),
  createTime: toTimestamp(row.created_at),
  lastUseTime: toTimestamp(row.last_used_at),
  ipAddress: row.ip_address,
  userAgent: row.user_agent,
  isCurrent: idFromBytes(row.id) === currentId,
})
