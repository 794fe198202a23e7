import type { z } from "zod"
import { grpcAddress } from "@lectern/runtime/config"
import { ownCallsShape, serviceShape } from "@lectern/service-kit/service-config"

export const coursesShape = {
  ...serviceShape,
  USERS_SERVICE: grpcAddress("users-service"),
  ENROLLMENT_SERVICE: grpcAddress("enrollment-service"),
  CONTENT_SERVICE: grpcAddress("content-service"),
  ...ownCallsShape,
}
export type CoursesConfig = z.output<z.ZodObject<typeof coursesShape>>
