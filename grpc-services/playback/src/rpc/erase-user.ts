import { permissionDenied } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { takeMessage } from "@lectern/service-kit/inbox"
import { Violations } from "@lectern/service-kit/validation"
import { forgetDevices } from "../playback-session-store.ts"
import type { PlaybackRpc } from "../service.ts"

export const eraseUser: PlaybackRpc<"eraseUser"> =
  ({ db, clock }) =>
  async ({ eventId, userId }, { caller }) => {
    if (caller.service !== "svc:users")
      throw permissionDenied("USERS_SERVICE_ONLY", "only the users service says whose account was erased")
    const violations = new Violations()
    violations.id("event_id", eventId)
    violations.id("user_id", userId)
    violations.throwIfAny()
    const now = clock()
    await transact(db, async (tx) => {
      if (!(await takeMessage(tx, eventId, now))) return
      await forgetDevices(tx, userId)
    })
    return {}
  }
