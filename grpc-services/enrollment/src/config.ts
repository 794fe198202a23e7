import { z } from "zod"
import { mailShape } from "@lectern/mail/mail-config"
import { ownCallsShape, serviceShape } from "@lectern/service-kit/service-config"

export const enrollmentShape = {
  ...serviceShape,
  COURSES_SERVICE: z.string(),
  USERS_SERVICE: z.string(),
  ...ownCallsShape,
  ...mailShape,
}
export type EnrollmentConfig = z.output<z.ZodObject<typeof enrollmentShape>>
