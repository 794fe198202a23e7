import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  randomBytes,
  randomUUID,
} from "node:crypto"
import { generateKeyPem, signJwt, thumbprint, type SigningKey, type TokenProfile } from "@lectern/rpc/jwt"
import type { Clock } from "@lectern/runtime/clock"
import { StartError } from "@lectern/runtime/lifecycle"
import type { Database, SigningKeyRow, UserRow } from "./database.ts"

const ACCESS_PROFILE: TokenProfile = { type: "at+jwt", issuer: "lectern", audience: "graph" }
const ACCESS_LIFETIME_SECONDS = 600

const SCOPES: Record<UserRow["role"], string> = {
  LEARNER: "",
  INSTRUCTOR: "courses:write files:write analytics:read",
  ADMIN: "users:read courses:write enrollments:write files:write analytics:read",
}

export interface AccessTokens {
  sign(user: { id: string; role: UserRow["role"] }, authSessionId: string): { token: string; expiresAt: Date }
  /** RFC 7517 document with every key whose tokens may still be about. */
  jwks(): Promise<string>
}

/**
 * Signs access tokens with the newest key in the database; makes the first one. Two replicas that start at once may
 * make one each: both are published, so tokens of either hold. Throws StartError when the key was stored under another
 * secret.
 */
export async function accessTokens(db: Database, secret: string, clock: Clock): Promise<AccessTokens> {
  const newest = () =>
    db
      .selectFrom("signing_keys")
      .selectAll()
      .where("retire_at", "is", null)
      .orderBy("not_before", "desc")
      .executeTakeFirst()
  let row = await newest()
  if (!row) {
    const { privatePem, publicPem } = generateKeyPem()
    const publicKey = createPublicKey(publicPem)
    const kid = thumbprint(publicKey)
    await db
      .insertInto("signing_keys")
      .values({
        kid,
        public_jwk: JSON.stringify({ ...publicKey.export({ format: "jwk" }), kid, use: "sig", alg: "ES256" }),
        private_enc: encrypt(privatePem, secret),
        not_before: clock(),
        retire_at: null,
      })
      .execute()
    row = await newest()
  }
  if (!row) throw new Error("the signing key that was just made is gone")
  const key: SigningKey = { kid: row.kid, privateKey: createPrivateKey(decryptKey(row, secret)) }
  return {
    sign({ id, role }, authSessionId) {
      const issuedAt = clock()
      const token = signJwt(key, ACCESS_PROFILE, {
        claims: { sub: id, role, scope: SCOPES[role], sid: authSessionId, jti: randomUUID() },
        issuedAt,
        lifetimeSeconds: ACCESS_LIFETIME_SECONDS,
      })
      return { token, expiresAt: new Date(issuedAt.getTime() + ACCESS_LIFETIME_SECONDS * 1000) }
    },
    async jwks() {
      const rows = await db
        .selectFrom("signing_keys")
        .select("public_jwk")
        .where((where) => where.or([where("retire_at", "is", null), where("retire_at", ">", clock())]))
        .orderBy("not_before")
        .execute()
      // MySQL gives JSON parsed, MariaDB may give text.
      return JSON.stringify({
        keys: rows.map(({ public_jwk: jwk }) => (typeof jwk === "string" ? JSON.parse(jwk) : jwk)),
      })
    },
  }
}

const encryptionKey = (secret: string) => createHash("sha256").update(secret).digest()

function encrypt(text: string, secret: string): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv("aes-256-gcm", encryptionKey(secret), iv)
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

function decryptKey({ kid, private_enc: bytes }: SigningKeyRow, secret: string): string {
  const decipher = createDecipheriv("aes-256-gcm", encryptionKey(secret), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8")
  } catch {
    throw new StartError(`KEY_ENCRYPTION_SECRET is not the one that the signing key ${kid} was stored under`)
  }
}
