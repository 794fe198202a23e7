import { requireService } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { takeMessage } from "@lectern/service-kit/inbox"
import { Violations } from "@lectern/service-kit/validation"
import { forgetDevices } from "../playback-session-store.ts"
import type { PlaybackRpc } from "../service.ts"

export const eraseUser: PlaybackRpc<"eraseUser"> =
  ({ db, clock }) =>
  async ({ eventId, userId }, call) => {
    requireService(call, "users")
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
