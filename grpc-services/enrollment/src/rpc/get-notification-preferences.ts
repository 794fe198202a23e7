import type { NotificationPreference__Output } from "@lectern/contracts/elearning/enrollment/v1/NotificationPreference.ts"
import { requireOwnUserId } from "@lectern/rpc/call"
import { idToBytes } from "@lectern/service-kit/ids"
import type { Database } from "../database.ts"
import { findMailOptOuts } from "../notification-opt-out-store.ts"
import { isMandatory, NOTICE_TYPES, NOTIFICATION_CHANNELS } from "../notification-preferences.ts"
import type { EnrollmentRpc } from "../service.ts"

export const getNotificationPreferences: EnrollmentRpc<"getNotificationPreferences"> =
  ({ db }) =>
  async ({ userId }, call) => ({ preferences: await preferencesOf(db, requireOwnUserId(call, userId)) })

export async function preferencesOf(db: Database, userId: string): Promise<NotificationPreference__Output[]> {
  const optOuts = await findMailOptOuts(db, idToBytes(userId))
  return NOTICE_TYPES.flatMap((type) =>
    NOTIFICATION_CHANNELS.map((channel): NotificationPreference__Output => {
      const mandatory = isMandatory(type, channel)
      return {
        type: `NOTICE_TYPE_${type}`,
        channel: `NOTIFICATION_CHANNEL_${channel}`,
        enabled: mandatory || !optOuts.has(type),
        mandatory,
      }
    }),
  )
}
