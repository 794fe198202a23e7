import { enumName } from "@lectern/rpc/enum-name"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { ContentFileResolvers } from "../gen/resolvers.ts"

export const ContentFile: ContentFileResolvers = {
  __resolveReference: ({ id }, { fileById }) => fileById.load(id),
  session: ({ sessionId, courseId }) => ({ id: sessionId, courseId }),
  type: ({ type }) => enumName("FILE_TYPE_", type),
  path: ({ path }) => path || null,
  sha256: ({ sha256 }) => sha256 || null,
  language: ({ language }) => language || null,
  label: ({ label }) => label || null,
  status: ({ status }) => enumName("FILE_STATUS_", status),
  progressPercent: (file) => (file._progressPercent ? (file.progressPercent ?? null) : null),
  failureReason: ({ failureReason }) => failureReason || null,
  createdAt: ({ createTime }) => fromTimestamp(createTime),
  downloadUrl: ({ downloadPath }, _, { publicUrl }) => (downloadPath ? publicUrl(downloadPath) : null),
}
