import type { z } from "zod"
import { grpcAddress, wholeNumber } from "@lectern/runtime/config"
import { serviceShape } from "@lectern/service-kit/service-config"

export const playbackShape = {
  ...serviceShape,
  COURSES_SERVICE: grpcAddress("courses-service"),
  ENROLLMENT_SERVICE: grpcAddress("enrollment-service"),
  // How often players report while playing, in seconds.
  HEARTBEAT_SECONDS: wholeNumber(1, 60).default(10),
  // How long raw events are kept after a playback session was heard of last; without it for ever. Not below the 30 days
  // after which a player may still send what it collected.
  RETENTION_DAYS: wholeNumber(31, 36_500).optional(),
}
export type PlaybackConfig = z.output<z.ZodObject<typeof playbackShape>>
