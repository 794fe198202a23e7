import { z } from "zod"
import { wholeNumber } from "@lectern/runtime/config"
import { serviceShape } from "@lectern/service-kit/service-config"

export const playbackShape = {
  ...serviceShape,
  COURSES_SERVICE: z.string(),
  ENROLLMENT_SERVICE: z.string(),
  // How often players report while playing, in seconds.
  HEARTBEAT_SECONDS: wholeNumber(1, 60).default(10),
}
export type PlaybackConfig = z.output<z.ZodObject<typeof playbackShape>>
