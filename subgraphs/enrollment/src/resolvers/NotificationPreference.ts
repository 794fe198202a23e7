import { enumName } from "@lectern/rpc/enum-name"
import type { NotificationPreferenceResolvers } from "../gen/resolvers.ts"

export const NotificationPreference: NotificationPreferenceResolvers = {
  type: ({ type }) => enumName("NOTICE_TYPE_", type),
  channel: ({ channel }) => enumName("NOTIFICATION_CHANNEL_", channel),
  isEnabled: ({ enabled }) => enabled,
  isMandatory: ({ mandatory }) => mandatory,
}
