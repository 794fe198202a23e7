import { z } from "zod"
import { wholeNumber } from "@lectern/runtime/config"
import { serviceShape } from "@lectern/service-kit/service-config"

export const contentShape = {
  ...serviceShape,
  ENROLLMENT_SERVICE: z.string(),
  /** Holds all files; made when it is not there. */
  STORAGE_FOLDER: z.string(),
  GRANT_SECRET: z.string().min(32),
  // Longer than any lecture with its pauses. The end of a right ends grants within seconds, whatever this says.
  GRANT_LIFETIME_SECONDS: wholeNumber(1, 86_400).default(14_400),
  /** `host:port` of a file server of its own; without it, only the handler is there. */
  FILES_LISTEN: z
    .string()
    .regex(/^.+:\d{1,5}$/, "host:port is expected")
    .optional(),
}
export type ContentConfig = z.output<z.ZodObject<typeof contentShape>>
