import { createHash, createHmac, randomBytes } from "node:crypto"

/** An auth session that nobody refreshes ends after this. */
export const REFRESH_LIFETIME_MS = 30 * 86_400_000
/** A double submit may come this late and is still answered (OAuth clients retry on a lost answer). */
export const REUSE_GRACE_MS = 10_000

export interface RefreshTokens {
  first(): string
  /**
   * The successor is derived, not drawn: a double submit within the grace gets the same one, so a session never has
   * two unused tokens, and the database needs to store hashes only.
   */
  next(token: string): string
}

export const refreshTokens = (secret: string): RefreshTokens => ({
  first: () => randomBytes(32).toString("base64url"),
  next: (token) => createHmac("sha256", secret).update(token).digest("base64url"),
})

export const refreshExpiry = (now: Date): Date => new Date(now.getTime() + REFRESH_LIFETIME_MS)

export const refreshTokenHash = (token: string): Buffer => createHash("sha256").update(token).digest()
