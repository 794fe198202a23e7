import { createHmac, timingSafeEqual } from "node:crypto"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"

// As of a stream's grant. With them a token is 34 bytes.
const SIGNATURE_BYTES = 18
const TOKEN = /^[\w-]{46}$/

const sign = (secret: string, fileId: Buffer): Buffer =>
  createHmac("sha256", secret).update("upload\n").update(fileId).digest().subarray(0, SIGNATURE_BYTES)

/** Makes whoever has it the writer of this file's upload, until that ends. */
export function signUploadToken(secret: string, fileId: string): string {
  const id = idToBytes(fileId)
  return Buffer.concat([id, sign(secret, id)]).toString("base64url")
}

/** The file of a token that we signed. */
export function verifyUploadToken(secret: string, token: string): string | undefined {
  if (!TOKEN.test(token)) return undefined
  const bytes = Buffer.from(token, "base64url")
  const id = bytes.subarray(0, 16)
  if (bytes.toString("base64url") !== token) return undefined
  return timingSafeEqual(bytes.subarray(16), sign(secret, id)) ? idFromBytes(id) : undefined
}
