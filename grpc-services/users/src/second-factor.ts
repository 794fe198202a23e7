import { randomBytes } from "node:crypto"
import { generateSecret, generateURI, verifySync } from "otplib"

const STEP_SECONDS = 30
const RECOVERY_CODES = 10
// 50 bits, which the limit on failures puts out of reach; letters of base32, which nobody mistakes for one another.
const RECOVERY_CODE_CHARACTERS = 10
const BASE32 = "abcdefghijklmnopqrstuvwxyz234567"

/** 160 bits as base32 (RFC 4226 asks for as many). */
export const newTotpSecret = (): string => generateSecret()

/** What an authenticator app reads from a QR code. */
export const otpauthUri = (secret: string, email: string): string =>
  generateURI({ issuer: "Lectern", label: email, secret })

/**
 * The step of 30 s since 1970 whose code this is (RFC 6238: SHA-1, 6 digits), the current one or one beside it, and
 * behind `lastStep`; undefined otherwise.
 */
export function totpStepOf(code: string, secret: string, now: Date, lastStep: number): number | undefined {
  const token = normaliseCode(code)
  if (!/^\d{6}$/.test(token)) return undefined
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({ secret, token, epoch, epochTolerance: STEP_SECONDS })
  return result.valid && "timeStep" in result && result.timeStep > lastStep ? result.timeStep : undefined
}

/** Ten codes as people write them down: `abcde-fghij`. */
export function newRecoveryCodes(): string[] {
  const codes = new Set<string>()
  while (codes.size < RECOVERY_CODES) {
    // 32 letters: the lowest five bits of a byte choose among them evenly.
    const letters = Array.from(randomBytes(RECOVERY_CODE_CHARACTERS), (byte) => BASE32[byte & 31]).join("")
    codes.add(`${letters.slice(0, 5)}-${letters.slice(5)}`)
  }
  return [...codes]
}

/** A code as it is compared: how people group and capitalise it does not matter. */
export const normaliseCode = (code: string): string => code.normalize("NFKC").replace(/[\s-]/g, "").toLowerCase()
