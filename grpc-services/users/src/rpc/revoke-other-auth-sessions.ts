import { requireUserId } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { idToBytes } from "@lectern/service-kit/ids"
import { lockOtherLiveAuthSessions } from "../auth-session-store.ts"
import { insertLoginRecords, originOf } from "../login-record-store.ts"
import { revokeAuthSessions } from "../revoke-auth-sessions.ts"
import type { AuthRpc } from "../service.ts"

export const revokeOtherAuthSessions: AuthRpc<"revokeOtherAuthSessions"> =
  ({ db, clock }) =>
  async (_request, call) => {
    const userId = requireUserId(call)
    const except = call.caller.authSessionId
    const now = clock()
    const record = { type: "LOGOUT", at: now, origin: originOf(call), userId: idToBytes(userId) } as const
    const revokedSessionCount = await transact(db, async (tx) => {
      const ids = await lockOtherLiveAuthSessions(tx, userId, except)
      await insertLoginRecords(
        tx,
        ids.map((authSessionId) => ({ ...record, authSessionId })),
      )
      return revokeAuthSessions(tx, userId, { except, at: now })
    })
    return { revokedSessionCount }
  }
