import { enumName } from "@lectern/rpc/enum-name"
import { fromTimestamp, fromTimestampOrNull } from "@lectern/rpc/timestamp"
import type { NoticeResolvers } from "../gen/resolvers.ts"

export const Notice: NoticeResolvers = {
  type: ({ type }) => enumName("NOTICE_TYPE_", type),
  createdAt: ({ createTime }) => fromTimestamp(createTime),
  readAt: ({ readTime }) => fromTimestampOrNull(readTime),
  subscription: ({ type, subjectId }, _, { subscriptionById }) =>
    type.startsWith("NOTICE_TYPE_SUBSCRIPTION_") ? subscriptionById.load(subjectId) : null,
  enrollment: ({ type, subjectId }, _, { enrollmentById }) =>
    type === "NOTICE_TYPE_ENROLLMENT_CONFIRMED" ? enrollmentById.load(subjectId) : null,
  courseSession: ({ type, subjectId }) =>
    type === "NOTICE_TYPE_STREAM_BROKEN" || type === "NOTICE_TYPE_STREAM_HEALTHY" ? { id: subjectId } : null,
}
