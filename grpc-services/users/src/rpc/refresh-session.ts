import { unauthenticated } from "@lectern/rpc/errors"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes } from "@lectern/service-kit/ids"
import {
  insertRefreshToken,
  lockByRefreshToken,
  markRefreshTokenUsed,
  revokeAuthSession,
  touchAuthSession,
} from "../auth-session-store.ts"
import { insertLoginRecord, originOf } from "../login-record-store.ts"
import { REFRESH_LIFETIME_DAYS, refreshTokenHash, REUSE_GRACE_MS } from "../refresh-tokens.ts"
import type { AuthRpc } from "../service.ts"
import { findUser } from "../user-store.ts"

const invalid = () => unauthenticated("REFRESH_TOKEN_INVALID", "the refresh token does not hold: sign in again")

export const refreshSession: AuthRpc<"refreshSession"> =
  ({ db, clock, accessTokens, refreshTokens }) =>
  async (request, call) => {
    const origin = originOf(call)
    const presented = refreshTokenHash(request.refreshToken)
    const next = refreshTokens.next(request.refreshToken)
    const now = clock()
    const expiresAt = new Date(now.getTime() + REFRESH_LIFETIME_DAYS * 86_400_000)
    // The outcome is data, since an error would roll back the revocation that it is about.
    const outcome = await transact(db, async (tx) => {
      const found = await lockByRefreshToken(tx, presented)
      if (!found || found.session.revoked_at || found.token.expires_at <= now) return undefined
      const { token, session, newestGeneration } = found
      const record = { at: now, origin, userId: session.user_id, authSessionId: session.id }
      if (token.used_at) {
        const isDoubleSubmit =
          token.generation === newestGeneration - 1 && now.getTime() - token.used_at.getTime() <= REUSE_GRACE_MS
        if (isDoubleSubmit) return session
        await revokeAuthSession(tx, session.id, now)
        await insertLoginRecord(tx, { ...record, type: "REFRESH_REUSE_DETECTED" })
        return undefined
      }
      await markRefreshTokenUsed(tx, presented, now)
      await insertRefreshToken(tx, {
        token_sha256: refreshTokenHash(next),
        session_id: session.id,
        generation: token.generation + 1,
        expires_at: expiresAt,
        used_at: null,
      })
      await touchAuthSession(tx, session.id, now)
      await insertLoginRecord(tx, { ...record, type: "TOKEN_REFRESHED" })
      return session
    })
    const user = outcome && (await findUser(db, idFromBytes(outcome.user_id)))
    if (!user) throw invalid()
    const userId = idFromBytes(user.id)
    const sessionId = idFromBytes(outcome.id)
    const access = accessTokens.sign({ id: userId, role: user.role }, sessionId)
    return {
      tokens: {
        accessToken: access.token,
        accessExpireTime: toTimestamp(access.expiresAt),
        refreshToken: next,
        refreshExpireTime: toTimestamp(expiresAt),
        sessionId,
      },
      userId,
    }
  }
