// Original file: proto/elearning/content/v1/content_service.proto

export const FileStatus = {
  FILE_STATUS_UNSPECIFIED: 'FILE_STATUS_UNSPECIFIED',
  FILE_STATUS_UPLOADING: 'FILE_STATUS_UPLOADING',
  FILE_STATUS_PROCESSING: 'FILE_STATUS_PROCESSING',
  FILE_STATUS_READY: 'FILE_STATUS_READY',
  FILE_STATUS_FAILED: 'FILE_STATUS_FAILED',
  FILE_STATUS_DELETED: 'FILE_STATUS_DELETED',
} as const;

export type FileStatus =
  | 'FILE_STATUS_UNSPECIFIED'
  | 0
  | 'FILE_STATUS_UPLOADING'
  | 1
  | 'FILE_STATUS_PROCESSING'
  | 2
  | 'FILE_STATUS_READY'
  | 3
  | 'FILE_STATUS_FAILED'
  | 4
  | 'FILE_STATUS_DELETED'
  | 5

export type FileStatus__Output = typeof FileStatus[keyof typeof FileStatus]
