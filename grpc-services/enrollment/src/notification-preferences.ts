import type { NoticeType } from "./database.ts"

export type NotificationChannel = "IN_APP" | "EMAIL"
export const NOTIFICATION_CHANNELS: readonly NotificationChannel[] = ["IN_APP", "EMAIL"]

/** Whether a mail about it can't be turned off: people must hear that they owe, and that a right is lost. */
const IS_MANDATORY_MAIL: Record<NoticeType, boolean> = {
  SUBSCRIPTION_STARTED: false,
  SUBSCRIPTION_EXPIRING: false,
  SUBSCRIPTION_RENEWED: false,
  SUBSCRIPTION_RENEWAL_FAILED: true,
  SUBSCRIPTION_EXPIRED: true,
  ENROLLMENT_CONFIRMED: false,
  STREAM_BROKEN: false,
  STREAM_HEALTHY: false,
}
export const NOTICE_TYPES = Object.keys(IS_MANDATORY_MAIL) as NoticeType[]

/** Whether it is told by this channel whatever the person says. The list in the application leaves nothing out. */
export const isMandatory = (type: NoticeType, channel: NotificationChannel): boolean =>
  channel === "IN_APP" || IS_MANDATORY_MAIL[type]
