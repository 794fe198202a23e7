import { fromTimestamp, fromTimestampOrNull } from "@lectern/rpc/timestamp"
import type { EnrollmentResolvers } from "../gen/resolvers.ts"

export const Enrollment: EnrollmentResolvers = {
  __resolveReference: ({ id }, { enrollmentById }) => enrollmentById.load(id),
  user: ({ userId }) => ({ id: userId }),
  course: ({ courseId }) => ({ id: courseId }),
  status: ({ status }) => status.replace("ENROLLMENT_STATUS_", "") as "ACTIVE",
  source: ({ source }) => source.replace("ENROLLMENT_SOURCE_", "") as "GRANT",
  enrolledAt: ({ enrollTime }) => fromTimestamp(enrollTime),
  expiresAt: ({ expireTime }) => fromTimestampOrNull(expireTime),
}
