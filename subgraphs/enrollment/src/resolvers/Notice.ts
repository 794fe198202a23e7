import { fromTimestamp, fromTimestampOrNull } from "@lectern/rpc/timestamp"
import type { NoticeResolvers } from "../gen/resolvers.ts"

export const Notice: NoticeResolvers = {
  type: ({ type }) => type.replace("NOTICE_TYPE_", "") as "ENROLLMENT_CONFIRMED",
  createdAt: ({ createTime }) => fromTimestamp(createTime),
  readAt: ({ readTime }) => fromTimestampOrNull(readTime),
  enrollment: ({ type, subjectId }, _, { enrollmentById }) =>
    type === "NOTICE_TYPE_ENROLLMENT_CONFIRMED" ? enrollmentById.load(subjectId) : null,
}
