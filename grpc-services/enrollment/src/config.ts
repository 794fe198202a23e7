import { z } from "zod"
import { serviceShape } from "@lectern/service-kit/service-config"

export const enrollmentShape = { ...serviceShape, COURSES_SERVICE: z.string() }
export type EnrollmentConfig = z.output<z.ZodObject<typeof enrollmentShape>>
