import { enumName } from "@lectern/rpc/enum-name"
import { fromTimestamp, fromTimestampOrNull } from "@lectern/rpc/timestamp"
import type { NoticeResolvers } from "../gen/resolvers.ts"

export const Notice: NoticeResolvers = {
  type: ({ type }) => enumName("NOTICE_TYPE_", type),
  createdAt: ({ createTime }) => fromTimestamp(createTime),
  readAt: ({ readTime }) => fromTimestampOrNull(readTime),
  subscription: ({ type, subjectId }, _, { subscriptionById }) =>
    type === "NOTICE_TYPE_ENROLLMENT_CONFIRMED" ? null : subscriptionById.load(subjectId),
  enrollment: ({ type, subjectId }, _, { enrollmentById }) =>
    type === "NOTICE_TYPE_ENROLLMENT_CONFIRMED" ? enrollmentById.load(subjectId) : null,
}
