import { z } from "zod"
import { grpcAddress, wholeNumber } from "@lectern/runtime/config"
import { ownCallsShape, serviceShape } from "@lectern/service-kit/service-config"

export const contentShape = {
  ...serviceShape,
  ENROLLMENT_SERVICE: grpcAddress("enrollment-service"),
  COURSES_SERVICE: grpcAddress("courses-service"),
  /** Holds all files, unless S3_BUCKET does; made when it is not there. */
  STORAGE_FOLDER: z.string().optional(),
  /** Of a server other than Amazon's. */
  S3_ENDPOINT: z.url().optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default("us-east-1"),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** How long an upload waits for its next bytes. */
  UPLOAD_LIFETIME_SECONDS: wholeNumber(60, 2_592_000).default(86_400),
  COURSE_QUOTA_BYTES: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(100 * 1024 ** 3),
  /** How long the bytes of deleted files are kept. */
  DELETED_BYTES_KEPT_SECONDS: wholeNumber(0, 31_536_000).default(86_400),
  BACKGROUND_JOBS: z.stringbool({ truthy: ["true"], falsy: ["false"] }).default(true),
  GRANT_SECRET: z.string().min(32),
  // Longer than any lecture with its pauses. The end of a right ends grants within seconds, whatever this says.
  GRANT_LIFETIME_SECONDS: wholeNumber(1, 86_400).default(14_400),
  /** Where players reach `/files/`, for the self-check; without it, streams are checked in the store alone. */
  SELF_CHECK_ORIGIN: z.url().optional(),
  /** Where ffmpeg is fetched to when the machine has none; without it, it must be there. */
  PROGRAMS_FOLDER: z.string().optional(),
  /** How many videos this process packages at the same time; 0 leaves them to others. */
  PACKAGING_CONCURRENCY: wholeNumber(0, 64).default(1),
  ...ownCallsShape,
  /** `host:port` of a file server of its own; without it, only the handler is there. */
  FILES_LISTEN: z
    .string()
    .regex(/^.+:\d{1,5}$/, "host:port is expected")
    .optional(),
}
export type ContentConfig = z.output<z.ZodObject<typeof contentShape>>
