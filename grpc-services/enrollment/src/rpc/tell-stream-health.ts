import { requireService } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { idToBytes } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import { insertNotice, newNotice } from "../notice-store.ts"
import type { EnrollmentRpc } from "../service.ts"

export const tellStreamHealth: EnrollmentRpc<"tellStreamHealth"> =
  ({ db, clock }) =>
  async ({ eventId, userId, sessionId, isBroken }, call) => {
    requireService(call, "content")
    const violations = new Violations()
    violations.id("event_id", eventId)
    violations.id("user_id", userId)
    violations.id("session_id", sessionId)
    violations.throwIfAny()
    const now = clock()
    const about = { userId: idToBytes(userId), subjectId: idToBytes(sessionId), occasion: eventId.toLowerCase(), now }
    const row = newNotice(isBroken ? "STREAM_BROKEN" : "STREAM_HEALTHY", about)
    // The event is the notice's occasion, so one that comes again writes nothing.
    await transact(db, (tx) => insertNotice(tx, row))
    return {}
  }
