import { unauthenticated } from "@lectern/rpc/errors"
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
import { toTokenPair } from "../open-auth-session.ts"
import { refreshExpiry, refreshTokenHash, REUSE_GRACE_MS } from "../refresh-tokens.ts"
import type { AuthRpc } from "../service.ts"
import { findUser } from "../user-store.ts"

const invalid = () => unauthenticated("REFRESH_TOKEN_INVALID", "the refresh token does not hold: sign in again")

export const refreshSession: AuthRpc<"refreshSession"> = (deps) => async (request, call) => {
  const { db, clock, limits, refreshTokens } = deps
  const origin = originOf(call)
  const presented = refreshTokenHash(request.refreshToken)
  const next = refreshTokens.next(request.refreshToken)
  const now = clock()
  const expiresAt = refreshExpiry(now)
  // The outcome is data, since an error would roll back the revocation that it is about.
  const outcome = await transact(db, async (tx) => {
    const found = await lockByRefreshToken(tx, presented)
    if (!found) return "unknown"
    if (found.session.revoked_at || found.token.expires_at <= now) return "invalid"
    const { token, session, newestGeneration } = found
    const record = { at: now, origin, userId: session.user_id, authSessionId: session.id }
    if (token.used_at) {
      const isDoubleSubmit =
        token.generation === newestGeneration - 1 && now.getTime() - token.used_at.getTime() <= REUSE_GRACE_MS
      if (isDoubleSubmit) return session
      await revokeAuthSession(tx, session.id, now)
      await insertLoginRecord(tx, { ...record, type: "REFRESH_REUSE_DETECTED" })
      return "invalid"
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
  // Not before the look-up: who has a right token is let in whatever others tried from the same network.
  if (outcome === "unknown") await limits.networkAttempt(call).take()
  if (typeof outcome === "string") throw invalid()
  const user = await findUser(db, idFromBytes(outcome.user_id))
  if (!user) throw invalid()
  return {
    tokens: await toTokenPair(deps, user, {
      sessionId: idFromBytes(outcome.id),
      refreshToken: next,
      refreshExpiresAt: expiresAt,
    }),
    userId: idFromBytes(user.id),
  }
}
