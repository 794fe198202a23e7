import { requireUserId } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { Violations } from "@lectern/service-kit/validation"
import { setMailOptOuts } from "../notification-opt-out-store.ts"
import { isMandatory, NOTICE_TYPES, NOTIFICATION_CHANNELS } from "../notification-preferences.ts"
import type { EnrollmentRpc } from "../service.ts"
import { preferencesOf } from "./get-notification-preferences.ts"

const MAX_CHANGES = 50

export const updateNotificationPreferences: EnrollmentRpc<"updateNotificationPreferences"> =
  ({ db, clock }) =>
  async ({ changes }, call) => {
    const userId = requireUserId(call)
    const violations = new Violations()
    violations.check(changes.length <= MAX_CHANGES, "changes", "length", `${MAX_CHANGES} changes at most are expected`)
    violations.throwIfAny()
    const mailWanted = new Map<(typeof NOTICE_TYPES)[number], boolean>()
    changes.forEach((change, index) => {
      // A value that the contract does not name arrives as its number.
      const type = NOTICE_TYPES.find((name) => `NOTICE_TYPE_${name}` === change.type)
      const channel = NOTIFICATION_CHANNELS.find((name) => `NOTIFICATION_CHANNEL_${name}` === change.channel)
      violations.check(type !== undefined, `changes[${index}].type`, "known", "a notice type is expected")
      violations.check(channel !== undefined, `changes[${index}].channel`, "known", "a channel is expected")
      if (!type || !channel) return
      const mandatory = isMandatory(type, channel)
      violations.check(
        change.enabled || !mandatory,
        `changes[${index}].enabled`,
        "mandatory",
        `${type} can't be turned off for ${channel}`,
      )
      if (!mandatory) mailWanted.set(type, change.enabled)
    })
    violations.throwIfAny()
    const of = (isWanted: boolean) =>
      [...mailWanted].filter(([, enabled]) => enabled === isWanted).map(([type]) => type)
    return transact(db, async (tx) => {
      await setMailOptOuts(tx, { userId, wanted: of(true), unwanted: of(false), now: clock() })
      return { preferences: await preferencesOf(tx, userId) }
    })
  }
