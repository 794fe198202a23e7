import type { TokenPair__Output } from "@lectern/contracts/elearning/auth/v1/TokenPair.ts"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { insertAuthSession, insertRefreshToken } from "./auth-session-store.ts"
import type { Database, UserRow } from "./database.ts"
import type { Deps } from "./deps.ts"
import { insertLoginRecord, type Origin } from "./login-record-store.ts"
import { refreshTokenHash, refreshExpiry } from "./refresh-tokens.ts"
import { findUserForUpdate } from "./user-store.ts"

/** What an auth session hands out at its opening and with each refresh. */
interface Issue {
  sessionId: string
  refreshToken: string
  refreshExpiresAt: Date
}

/**
 * Writes auth session, first refresh token and login record. Undefined when the account was changed since `user` was
 * read: what ended the person's sessions then did not know of this one.
 */
export async function openAuthSession(
  tx: Database,
  { refreshTokens, passwords }: Pick<Deps, "refreshTokens" | "passwords">,
  { user, origin, now }: { user: UserRow; origin: Origin; now: Date },
): Promise<Issue | undefined> {
  const still = await findUserForUpdate(tx, idFromBytes(user.id))
  // Another login may have put a costlier hash of the same password in the place of an outdated one.
  const hasSamePassword =
    still?.password_hash === user.password_hash ||
    (passwords.isOutdated(user.password_hash) &&
      still?.password_changed_at.getTime() === user.password_changed_at.getTime())
  if (!still || still.erased_at || still.role !== user.role || !hasSamePassword) return undefined
  const sessionId = newId(now)
  const id = idToBytes(sessionId)
  const refreshToken = refreshTokens.first()
  const refreshExpiresAt = refreshExpiry(now)
  await insertAuthSession(tx, {
    id,
    user_id: user.id,
    created_at: now,
    last_used_at: now,
    revoked_at: null,
    ip_address: origin.ipAddress,
    user_agent: origin.userAgent,
  })
  await insertRefreshToken(tx, {
    token_sha256: refreshTokenHash(refreshToken),
    session_id: id,
    generation: 1,
    expires_at: refreshExpiresAt,
    used_at: null,
  })
  await insertLoginRecord(tx, { type: "LOGIN_SUCCEEDED", at: now, origin, userId: user.id, authSessionId: id })
  return { sessionId, refreshToken, refreshExpiresAt }
}

export async function toTokenPair(
  { accessTokens }: Pick<Deps, "accessTokens">,
  user: UserRow,
  { sessionId, refreshToken, refreshExpiresAt }: Issue,
): Promise<TokenPair__Output> {
  const access = await accessTokens.sign({ id: idFromBytes(user.id), role: user.role }, sessionId)
  return {
    accessToken: access.token,
    accessExpireTime: toTimestamp(access.expiresAt),
    refreshToken,
    refreshExpireTime: toTimestamp(refreshExpiresAt),
    sessionId,
  }
}
