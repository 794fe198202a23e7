import { randomBytes, timingSafeEqual } from "node:crypto"
import { keyedDigest } from "./sealed.ts"

export interface DeviceTokens {
  /** The id of the device in a token that was issued for this address; undefined for any other text. */
  deviceIdOf(email: string, token: string): string | undefined
  /** The token that was given where it holds, else a new one. */
  issue(email: string, given: string): string
}

/**
 * Tokens that tell a device on which somebody signed in to an account before, by its address
 * (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). They open nothing.
 */
export function deviceTokens(secret: string): DeviceTokens {
  const digest = keyedDigest(secret, "device tokens")
  const deviceIdOf = (email: string, token: string) => {
    const [id = "", mac = ""] = token.split(".")
    const given = Buffer.from(mac, "base64url")
    const right = digest(email, id)
    return given.length === right.length && timingSafeEqual(given, right) ? id : undefined
  }
  return {
    deviceIdOf,
    issue(email, given) {
      if (deviceIdOf(email, given) !== undefined) return given
      const id = randomBytes(16).toString("base64url")
      return `${id}.${digest(email, id).toString("base64url")}`
    },
  }
}
