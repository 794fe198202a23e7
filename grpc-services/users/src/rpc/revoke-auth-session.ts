import { requireUserId } from "@lectern/rpc/call"
import { notFound } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { idToBytes, isId } from "@lectern/service-kit/ids"
import { findAuthSession, revokeAuthSession as endAuthSession } from "../auth-session-store.ts"
import { insertLoginRecord, originOf } from "../login-record-store.ts"
import type { AuthRpc } from "../service.ts"

export const revokeAuthSession: AuthRpc<"revokeAuthSession"> =
  ({ db, clock }) =>
  async ({ authSessionId }, call) => {
    const userId = idToBytes(requireUserId(call))
    const now = clock()
    await transact(db, async (tx) => {
      const session = isId(authSessionId) ? await findAuthSession(tx, authSessionId) : undefined
      if (!session?.user_id.equals(userId) || !(await endAuthSession(tx, session.id, now)))
        throw notFound("AUTH_SESSION_NOT_FOUND", `no auth session ${authSessionId} is open`, authSessionId)
      await insertLoginRecord(tx, {
        type: "LOGOUT",
        at: now,
        origin: originOf(call),
        userId,
        authSessionId: session.id,
      })
    })
    return {}
  }
