import { required } from "@lectern/rpc/required"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import type { BeginUploadSuccessResolvers } from "../gen/resolvers.ts"

export const BeginUploadSuccess: BeginUploadSuccessResolvers = {
  file: ({ file }) => required(file),
  uploadUrl: ({ uploadPath }, _, { publicUrl }) => publicUrl(uploadPath),
  uploadExpiresAt: ({ expireTime }) => fromTimestamp(expireTime),
}
