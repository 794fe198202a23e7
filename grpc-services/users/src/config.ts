import { z } from "zod"
import { grpcAddress, wholeNumber } from "@lectern/runtime/config"
import { mailShape } from "@lectern/mail/mail-config"
import { ownCallsShape, serviceShape } from "@lectern/service-kit/service-config"

export const usersShape = {
  ...serviceShape,
  PASSWORD_PEPPER: z.string().min(32),
  REFRESH_TOKEN_SECRET: z.string().min(32),
  KEY_ENCRYPTION_SECRET: z.string().min(32),
  PASSWORD_RESET_SECRET: z.string().min(32),
  // 12 takes about 0.3 s of a core; below 10 only for tests.
  BCRYPT_COST: wholeNumber(4, 16).default(12),
  /** Failed sign-ins from one network in 15 minutes until it is refused more. */
  FAILED_LOGINS_PER_NETWORK: wholeNumber(1, 1_000_000).default(10),
  /** Sign-ups from one network in an hour. */
  SIGN_UPS_PER_NETWORK: wholeNumber(1, 1_000_000).default(100),
  KEY_ROTATION_DAYS: wholeNumber(1, 3650).default(30),
  COURSES_SERVICE: grpcAddress("courses-service"),
  ENROLLMENT_SERVICE: grpcAddress("enrollment-service"),
  PLAYBACK_SERVICE: grpcAddress("playback-service"),
  ...ownCallsShape,
  ...mailShape,
}
export type UsersConfig = z.output<z.ZodObject<typeof usersShape>>
