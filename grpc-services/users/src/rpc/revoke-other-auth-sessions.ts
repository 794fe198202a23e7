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
    const callerId = requireUserId(call)
    const userId = idToBytes(callerId)
    const current = call.caller.authSessionId ? idToBytes(call.caller.authSessionId) : undefined
    const now = clock()
    const revokedSessionCount = await transact(db, async (tx) => {
      const ids = await lockOtherLiveAuthSessions(tx, userId, current)
      await insertLoginRecords(
        tx,
        ids.map((authSessionId) => ({ type: "LOGOUT", at: now, origin: originOf(call), userId, authSessionId })),
      )
      return revokeAuthSessions(tx, userId, { except: current, at: now })
    })
    return { revokedSessionCount }
  }
