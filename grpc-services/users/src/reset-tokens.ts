import { createHash, createHmac } from "node:crypto"

/** A token holds for so long. */
export const RESET_LIFETIME_MS = 3_600_000
/** Of how long the requests for an address and those of a client are counted together. */
export const RESET_WINDOW_MS = 3_600_000

export interface ResetTokens {
  /**
   * The token of a reset. It is derived, so that the message which has it mailed need not hold it: whoever reads the
   * database can set nobody's password.
   */
  tokenOf(resetId: string): string
  /** Under which an address, or a client, is counted without being stored. */
  addressKey(email: string): Buffer
  clientKey(network: string): Buffer
}

export function resetTokens(secret: string): ResetTokens {
  const hmac = (use: string, value: string) => createHmac("sha256", secret).update(`${use}\n${value}`).digest()
  return {
    tokenOf: (resetId) => hmac("token", resetId).toString("base64url"),
    addressKey: (email) => hmac("address", email),
    clientKey: (network) => hmac("client", network),
  }
}

export const resetTokenHash = (token: string): Buffer => createHash("sha256").update(token).digest()
