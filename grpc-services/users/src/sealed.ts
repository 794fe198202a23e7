import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto"

const IV_BYTES = 12
const TAG_BYTES = 16

const encryptionKey = (secret: string) => createHash("sha256").update(secret).digest()

/**
 * AES-256-GCM under a secret: iv, tag, ciphertext. `owner` says whose it is and must be the same when it is opened, so
 * that what is stored for one cannot be put in the place of another's.
 */
export function seal(text: string, secret: string, owner = ""): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv("aes-256-gcm", encryptionKey(secret), iv).setAAD(Buffer.from(owner))
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

/** Throws when it was sealed under another secret or for another owner, or was changed. */
export function unseal(bytes: Buffer, secret: string, owner = ""): string {
  const decipher = createDecipheriv("aes-256-gcm", encryptionKey(secret), bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8")
}

export type KeyedDigest = (...parts: readonly string[]) => Buffer

/** SHA-256 under a key of its own for each purpose, so that a digest made for one says nothing about another. */
export function keyedDigest(secret: string, purpose: string): KeyedDigest {
  const key = createHmac("sha256", secret).update(purpose).digest()
  return (...parts) => createHmac("sha256", key).update(JSON.stringify(parts)).digest()
}
