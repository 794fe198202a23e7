import { z } from "zod"
import { wholeNumber } from "@lectern/runtime/config"
import { ownCallsShape, serviceShape } from "@lectern/service-kit/service-config"

export const contentShape = {
  ...serviceShape,
  COURSES_SERVICE: z.string(),
  ENROLLMENT_SERVICE: z.string(),
  /** Holds all files; made when it is not there. */
  STORAGE_FOLDER: z.string(),
  GRANT_SECRET: z.string().min(32),
  // Longer than any lecture with its pauses. The end of a right ends grants within seconds, whatever this says.
  GRANT_LIFETIME_SECONDS: wholeNumber(1, 86_400).default(14_400),
  /** Where players reach `/files/`, for the self-check; without it, streams are checked in the store alone. */
  SELF_CHECK_ORIGIN: z.url().optional(),
  /** Where ffmpeg is fetched to when the machine has none; without it, it must be there. */
  PROGRAMS_FOLDER: z.string().optional(),
  /** How many videos this process packages at the same time; 0 leaves them to others. */
  PACKAGING_CONCURRENCY: wholeNumber(0, 64).default(1),
  /** Whether this replica processes uploads, checks streams and tells of them. */
  BACKGROUND_JOBS: z.stringbool({ truthy: ["true"], falsy: ["false"] }).default(true),
  ...ownCallsShape,
  /** `host:port` of a file server of its own; without it, only the handler is there. */
  FILES_LISTEN: z
    .string()
    .regex(/^.+:\d{1,5}$/, "host:port is expected")
    .optional(),
}
export type ContentConfig = z.output<z.ZodObject<typeof contentShape>>
