import { z } from "zod"
import { mailShape } from "@lectern/mail/mail-config"
import { grpcAddress, wholeNumber } from "@lectern/runtime/config"
import { ownCallsShape, serviceShape } from "@lectern/service-kit/service-config"

export const enrollmentShape = {
  ...serviceShape,
  COURSES_SERVICE: grpcAddress("courses-service"),
  USERS_SERVICE: grpcAddress("users-service"),
  CONTENT_SERVICE: grpcAddress("content-service"),
  EXPIRY_NOTICE_DAYS: wholeNumber(0, 60).default(7),
  BACKGROUND_JOBS: z.stringbool({ truthy: ["true"], falsy: ["false"] }).default(true),
  ...ownCallsShape,
  ...mailShape,
}
export type EnrollmentConfig = z.output<z.ZodObject<typeof enrollmentShape>>
