// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

export const NotificationChannel = {
  NOTIFICATION_CHANNEL_UNSPECIFIED: 'NOTIFICATION_CHANNEL_UNSPECIFIED',
  NOTIFICATION_CHANNEL_IN_APP: 'NOTIFICATION_CHANNEL_IN_APP',
  NOTIFICATION_CHANNEL_EMAIL: 'NOTIFICATION_CHANNEL_EMAIL',
} as const;

export type NotificationChannel =
  | 'NOTIFICATION_CHANNEL_UNSPECIFIED'
  | 0
  | 'NOTIFICATION_CHANNEL_IN_APP'
  | 1
  | 'NOTIFICATION_CHANNEL_EMAIL'
  | 2

export type NotificationChannel__Output = typeof NotificationChannel[keyof typeof NotificationChannel]
