import { enumName } from "@lectern/rpc/enum-name"
import { fromTimestamp, fromTimestampOrNull } from "@lectern/rpc/timestamp"
import type { EnrollmentResolvers } from "../gen/resolvers.ts"

export const Enrollment: EnrollmentResolvers = {
  __resolveReference: ({ id }, { enrollmentById }) => enrollmentById.load(id),
  user: ({ userId }) => ({ id: userId }),
  course: ({ courseId }) => ({ id: courseId }),
  status: ({ status }) => enumName("ENROLLMENT_STATUS_", status),
  source: ({ source }) => enumName("ENROLLMENT_SOURCE_", source),
  enrolledAt: ({ enrollTime }) => fromTimestamp(enrollTime),
  expiresAt: ({ expireTime }) => fromTimestampOrNull(expireTime),
  pausedAt: ({ pauseTime }) => fromTimestampOrNull(pauseTime),
}
