import { createHmac, timingSafeEqual } from "node:crypto"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"

/** What a signed address of a stream allows: the files of one session, until then. */
export interface StreamGrant {
  /** Undefined for an anonymous viewer of a preview. */
  userId: string | undefined
  courseId: string
  sessionId: string
  /** Of before the access decision (grant-epoch-store.ts): rights that ended later have a higher one. */
  epoch: number
  /** In whole seconds; below the year 2106. */
  expiresAt: Date
}

export type GrantRefusal = "GRANT_MISSING" | "GRANT_INVALID" | "GRANT_EXPIRED"

const VERSION = 1
const PAYLOAD_BYTES = 57
// 144 of HMAC-SHA-256's 256 bits, far beyond guessing. With them a grant is 75 bytes, which base64url writes without
// spare bits: no two spellings of one grant.
const SIGNATURE_BYTES = 18
const GRANT = /^[\w-]{100}$/
const ANONYMOUS = Buffer.alloc(16)

const sign = (secret: string, payload: Buffer): Buffer =>
  createHmac("sha256", secret).update("stream grant\n").update(payload).digest().subarray(0, SIGNATURE_BYTES)

/** The grant as 100 URL-safe characters: version, user, course, session, epoch, expiry, signature. */
export function signStreamGrant(
  secret: string,
  { userId, courseId, sessionId, epoch, expiresAt }: StreamGrant,
): string {
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32BE(epoch, 0)
  numbers.writeUInt32BE(Math.floor(expiresAt.getTime() / 1000), 4)
  const payload = Buffer.concat([
    Buffer.of(VERSION),
    userId === undefined ? ANONYMOUS : idToBytes(userId),
    idToBytes(courseId),
    idToBytes(sessionId),
    numbers,
  ])
  return Buffer.concat([payload, sign(secret, payload)]).toString("base64url")
}

/** The grant that we signed and that has not expired, or why there is none. Takes no more than the secret to say. */
export function verifyStreamGrant(secret: string, text: string | undefined, now: Date): StreamGrant | GrantRefusal {
  if (!text) return "GRANT_MISSING"
  if (!GRANT.test(text)) return "GRANT_INVALID"
  const bytes = Buffer.from(text, "base64url")
  const payload = bytes.subarray(0, PAYLOAD_BYTES)
  if (!timingSafeEqual(bytes.subarray(PAYLOAD_BYTES), sign(secret, payload)) || payload[0] !== VERSION)
    return "GRANT_INVALID"
  const user = payload.subarray(1, 17)
  const expiresAt = new Date(payload.readUInt32BE(53) * 1000)
  if (expiresAt <= now) return "GRANT_EXPIRED"
  return {
    userId: user.equals(ANONYMOUS) ? undefined : idFromBytes(user),
    courseId: idFromBytes(payload.subarray(17, 33)),
    sessionId: idFromBytes(payload.subarray(33, 49)),
    epoch: payload.readUInt32BE(49),
    expiresAt,
  }
}
