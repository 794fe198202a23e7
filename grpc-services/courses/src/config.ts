import { z } from "zod"
import { serviceShape } from "@lectern/service-kit/service-config"

export const coursesShape = {
  ...serviceShape,
  USERS_SERVICE: z.string(),
  ENROLLMENT_SERVICE: z.string(),
}
export type CoursesConfig = z.output<z.ZodObject<typeof coursesShape>>
