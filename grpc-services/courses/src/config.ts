import { z } from "zod"
import { ownCallsShape, serviceShape } from "@lectern/service-kit/service-config"

export const coursesShape = {
  ...serviceShape,
  USERS_SERVICE: z.string(),
  ENROLLMENT_SERVICE: z.string(),
  CONTENT_SERVICE: z.string(),
  ...ownCallsShape,
}
export type CoursesConfig = z.output<z.ZodObject<typeof coursesShape>>
