import type { User__Output } from "@lectern/contracts/elearning/users/v1/User.ts"
import { permissionDenied, ServiceError } from "@lectern/rpc/errors"
import { canonicalLanguage, isTimeZone } from "@lectern/service-kit/locale"
import type { Violations } from "@lectern/service-kit/validation"

// One label, one dot at least; what mail servers take beyond that is found out by sending.
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/
const MAX_EMAIL_CHARACTERS = 254
const MAX_AVATAR_URL_CHARACTERS = 2048

/** What a person may write about themselves. */
export type Profile = Pick<User__Output, "displayName" | "bio" | "avatarUrl" | "locale" | "timeZone">

/** The rules of an account's own fields, as they are after normalising; of those that are given. */
export function checkUser(violations: Violations, user: Partial<Profile & Pick<User__Output, "email">>): void {
  if (user.displayName !== undefined) violations.text("user.display_name", user.displayName, { min: 1, max: 80 })
  if (user.email !== undefined)
    violations.check(
      EMAIL.test(user.email) && user.email.length <= MAX_EMAIL_CHARACTERS && user.email.isWellFormed(),
      "user.email",
      "email",
      `an e-mail address of at most ${MAX_EMAIL_CHARACTERS} characters is expected`,
    )
  if (user.locale !== undefined)
    violations.check(
      user.locale.length <= 35 && canonicalLanguage(user.locale) !== undefined,
      "user.locale",
      "locale",
      `a BCP 47 language tag is expected, e.g. ko or en-GB`,
    )
  if (user.timeZone !== undefined)
    violations.check(
      isTimeZone(user.timeZone),
      "user.time_zone",
      "time_zone",
      "an IANA time zone is expected, e.g. Asia/Seoul",
    )
  if (user.bio !== undefined) violations.text("user.bio", user.bio, { min: 0, max: 2000 })
  if (user.avatarUrl !== undefined)
    violations.check(
      user.avatarUrl === "" || isWebAddress(user.avatarUrl),
      "user.avatar_url",
      "url",
      `an http or https address of at most ${MAX_AVATAR_URL_CHARACTERS} characters is expected`,
    )
}

const isWebAddress = (text: string): boolean =>
  text.length <= MAX_AVATAR_URL_CHARACTERS &&
  text.isWellFormed() &&
  /^https?:\/\/[^\s\p{C}]+$/iu.test(text) &&
  URL.canParse(text)

/** As the unique key compares it. */
export const normaliseEmail = (email: string): string => email.trim().normalize("NFC").toLowerCase()

/** Text as it is stored. */
export const normaliseProfile = <P extends Partial<Profile>>(profile: P): P => ({
  ...profile,
  ...(profile.displayName === undefined ? {} : { displayName: profile.displayName.trim() }),
  ...(profile.avatarUrl === undefined ? {} : { avatarUrl: profile.avatarUrl.trim() }),
})

export const adminOnly = () => permissionDenied("ADMIN_ONLY", "only an administrator may do this")

export const lastAdmin = () => refusedRole("LAST_ADMIN", "this is the last administrator: make another one first")
export const ownRole = () => refusedRole("OWN_ROLE", "nobody changes their own role: another administrator may")

const refusedRole = (reason: string, message: string) =>
  new ServiceError("FAILED_PRECONDITION", reason, message, {
    violations: [{ field: "user_id", rule: reason.toLowerCase(), message }],
  })
