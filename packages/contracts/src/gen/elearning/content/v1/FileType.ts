// Original file: proto/elearning/content/v1/content_service.proto

export const FileType = {
  FILE_TYPE_UNSPECIFIED: 'FILE_TYPE_UNSPECIFIED',
  FILE_TYPE_VIDEO: 'FILE_TYPE_VIDEO',
  FILE_TYPE_AUDIO: 'FILE_TYPE_AUDIO',
  FILE_TYPE_CAPTION: 'FILE_TYPE_CAPTION',
  FILE_TYPE_DOCUMENT: 'FILE_TYPE_DOCUMENT',
  FILE_TYPE_IMAGE: 'FILE_TYPE_IMAGE',
  FILE_TYPE_ARCHIVE: 'FILE_TYPE_ARCHIVE',
  FILE_TYPE_OTHER: 'FILE_TYPE_OTHER',
} as const;

export type FileType =
  | 'FILE_TYPE_UNSPECIFIED'
  | 0
  | 'FILE_TYPE_VIDEO'
  | 1
  | 'FILE_TYPE_AUDIO'
  | 2
  | 'FILE_TYPE_CAPTION'
  | 3
  | 'FILE_TYPE_DOCUMENT'
  | 4
  | 'FILE_TYPE_IMAGE'
  | 5
  | 'FILE_TYPE_ARCHIVE'
  | 6
  | 'FILE_TYPE_OTHER'
  | 7

export type FileType__Output = typeof FileType[keyof typeof FileType]
