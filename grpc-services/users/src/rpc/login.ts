import { unauthenticated } from "@lectern/rpc/errors"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { insertAuthSession, insertRefreshToken } from "../auth-session-store.ts"
import { insertLoginRecord, originOf } from "../login-record-store.ts"
import { REFRESH_LIFETIME_DAYS, refreshTokenHash } from "../refresh-tokens.ts"
import type { AuthRpc } from "../service.ts"
import { findUserByEmail, findUserForUpdate, toUser } from "../user-store.ts"
import { normaliseEmail } from "../user.ts"

export const login: AuthRpc<"login"> =
  ({ db, clock, passwords, accessTokens, refreshTokens }) =>
  async (request, call) => {
    const email = normaliseEmail(request.email)
    const origin = originOf(call)
    const user = await findUserByEmail(db, email)
    const isRight = await passwords.matches(request.password, user?.password_hash)
    const now = clock()
    if (!user || !isRight) {
      await insertLoginRecord(db, { type: "LOGIN_FAILED", at: now, origin, userId: user?.id })
      throw wrongCredentials()
    }
    const userId = idFromBytes(user.id)
    const sessionId = newId(now)
    const id = idToBytes(sessionId)
    const refreshToken = refreshTokens.first()
    const refreshExpiresAt = new Date(now.getTime() + REFRESH_LIFETIME_DAYS * 86_400_000)
    await transact(db, async (tx) => {
      // While the password was hashed it may have been changed, or the role, or the account erased: what ended the
      // person's sessions then did not know of this one.
      const still = await findUserForUpdate(tx, userId)
      if (still?.password_hash !== user.password_hash || still.role !== user.role) throw wrongCredentials()
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
    })
    const access = accessTokens.sign({ id: userId, role: user.role }, sessionId)
    return {
      tokens: {
        accessToken: access.token,
        accessExpireTime: toTimestamp(access.expiresAt),
        refreshToken,
        refreshExpireTime: toTimestamp(refreshExpiresAt),
        sessionId,
      },
      user: toUser(user),
    }
  }

const wrongCredentials = () => unauthenticated("INVALID_CREDENTIALS", "the address or the password is wrong")
