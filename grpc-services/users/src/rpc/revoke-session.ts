import { transact } from "@lectern/service-kit/database"
import { isId } from "@lectern/service-kit/ids"
import { findAuthSession, lockByRefreshToken, revokeAuthSession } from "../auth-session-store.ts"
import { insertLoginRecord, originOf } from "../login-record-store.ts"
import { refreshTokenHash } from "../refresh-tokens.ts"
import type { AuthRpc } from "../service.ts"

export const revokeSession: AuthRpc<"revokeSession"> =
  ({ db, clock }) =>
  async (request, call) => {
    const now = clock()
    await transact(db, async (tx) => {
      // A token that names nothing is a logout that has happened already.
      const session = request.refreshToken
        ? (await lockByRefreshToken(tx, refreshTokenHash(request.refreshToken)))?.session
        : call.caller.authSessionId && isId(call.caller.authSessionId)
          ? await findAuthSession(tx, call.caller.authSessionId)
          : undefined
      if (!session || !(await revokeAuthSession(tx, session.id, now))) return
      await insertLoginRecord(tx, {
        type: "LOGOUT",
        at: now,
        origin: originOf(call),
        userId: session.user_id,
        authSessionId: session.id,
      })
    })
    return {}
  }
