import { permissionDenied } from "@lectern/rpc/errors"
import { fromTimestampOrNull, toTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes, isId } from "@lectern/service-kit/ids"
import { listRevokedSessions as selectRevokedSessions } from "../auth-session-store.ts"
import type { AuthRpc } from "../service.ts"

const MAX_SESSIONS = 1000

export const listRevokedSessions: AuthRpc<"listRevokedSessions"> =
  ({ db }) =>
  async ({ sinceTime, afterSessionId }, { caller }) => {
    if (caller.service !== "svc:gateway") throw permissionDenied("GATEWAY_ONLY", "only the gateway keeps a deny list")
    const rows = await selectRevokedSessions(db, {
      since: fromTimestampOrNull(sinceTime) ?? new Date(0),
      afterId: isId(afterSessionId) ? afterSessionId : undefined,
      limit: MAX_SESSIONS,
    })
    return {
      sessions: rows.map((row) => ({ sessionId: idFromBytes(row.id), revokeTime: toTimestampOrNull(row.revoked_at) })),
    }
  }
