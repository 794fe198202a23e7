import type { User__Output } from "@lectern/contracts/elearning/users/v1/User.ts"
import { canonicalLanguage, isTimeZone } from "@lectern/service-kit/locale"
import type { Violations } from "@lectern/service-kit/validation"

// One label, one dot at least; what mail servers take beyond that is found out by sending.
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/

/** The rules of an account's own fields, as they are after normalising. */
export function checkUser(
  violations: Violations,
  user: Pick<User__Output, "displayName" | "email" | "locale" | "timeZone">,
): void {
  violations.text("user.display_name", user.displayName, { min: 1, max: 80 })
  violations.check(
    EMAIL.test(user.email) && user.email.length <= 254 && user.email.isWellFormed(),
    "user.email",
    "email",
    "an e-mail address of at most 254 characters is expected",
  )
  violations.check(
    user.locale.length <= 35 && canonicalLanguage(user.locale) !== undefined,
    "user.locale",
    "locale",
    `a BCP 47 language tag is expected, e.g. ko or en-GB`,
  )
  violations.check(
    isTimeZone(user.timeZone),
    "user.time_zone",
    "time_zone",
    "an IANA time zone is expected, e.g. Asia/Seoul",
  )
}

/** As the unique key compares it. */
export const normaliseEmail = (email: string): string => email.trim().normalize("NFC").toLowerCase()
