import { createPrivateKey, createPublicKey, randomUUID } from "node:crypto"
import { generateKeyPem, signJwt, thumbprint, type SigningKey, type TokenProfile } from "@lectern/rpc/jwt"
import type { Clock } from "@lectern/runtime/clock"
import { StartError } from "@lectern/runtime/lifecycle"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { transact } from "@lectern/service-kit/database"
import type { Database, SigningKeyRow, UserRow } from "./database.ts"
import { seal, unseal } from "./sealed.ts"

const ACCESS_PROFILE: TokenProfile = { type: "at+jwt", issuer: "lectern", audience: "graph" }
const ACCESS_LIFETIME_SECONDS = 600

/** How old this replica's list of keys may be. */
const KEYS_FRESH_MS = 30_000
/**
 * A key is published this long before it signs. Longer than anybody keeps the key set: gateways 60 s
 * (gateway/src/access-tokens.ts), others the 300 s of its Cache-Control, replicas of this service 30 s.
 */
export const KEY_LEAD_MS = 10 * 60_000
/** A key is published this long after the next one has begun: the life of its last token, and clocks that differ. */
export const KEY_OVERLAP_MS = ACCESS_LIFETIME_SECONDS * 1000 + 2 * 60_000

const SCOPES: Record<UserRow["role"], string> = {
  LEARNER: "",
  INSTRUCTOR: "courses:write files:write analytics:read",
  ADMIN: "users:read courses:write enrollments:write files:write analytics:read",
}

export interface KeyRotation {
  kid: string
  beginAt: Date
  /** When the keys before it end; with the first key of all there are none. */
  retireAt: Date
}

export interface AccessTokens {
  sign(user: { id: string; role: UserRow["role"] }, authSessionId: string): Promise<{ token: string; expiresAt: Date }>
  /** RFC 7517 document with every key whose tokens may be about now or soon; `exp` is when one ends, where that is known. */
  jwks(): Promise<string>
  /** Makes the next key, or answers with the one that waits for its time. */
  rotate(): Promise<KeyRotation>
  /** The same when the newest key is older than `periodMs`; undefined when it is not. */
  rotateIfOlder(periodMs: number): Promise<KeyRotation | undefined>
}

/**
 * Signs access tokens with the newest key in the database whose time has come; makes the first one. Throws StartError
 * when a key was stored under another secret.
 */
export async function accessTokens(
  db: Database,
  secret: string,
  clock: Clock,
  { log }: Pick<Telemetry, "log">,
): Promise<AccessTokens> {
  const rotateIf = (isDue: (newest: SigningKeyRow | undefined, now: Date) => boolean) =>
    transact(db, async (tx): Promise<KeyRotation | undefined> => {
      await tx.selectFrom("signing_key_lock").select("id").forUpdate().execute()
      const now = clock()
      const newest = await tx
        .selectFrom("signing_keys")
        .selectAll()
        .orderBy("not_before", "desc")
        .limit(1)
        .executeTakeFirst()
      if (newest && newest.not_before > now) return rotationTo(newest)
      if (!isDue(newest, now)) return undefined
      // The first key of all has nobody to get known to.
      const row = newKey(newest ? new Date(now.getTime() + KEY_LEAD_MS) : now, secret)
      const next = rotationTo(row)
      await tx.updateTable("signing_keys").set({ retire_at: next.retireAt }).where("retire_at", "is", null).execute()
      await tx.insertInto("signing_keys").values(row).execute()
      return next
    })

  let keys: { beginMs: number; key: SigningKey }[] = []
  let loadedAtMs = -Infinity
  const load = async () => {
    const now = clock()
    const rows = await db
      .selectFrom("signing_keys")
      .selectAll()
      .where((where) => where.or([where("retire_at", "is", null), where("retire_at", ">", now)]))
      .orderBy("not_before", "desc")
      .execute()
    keys = rows.map((row) => ({
      beginMs: row.not_before.getTime(),
      key: { kid: row.kid, privateKey: createPrivateKey(openKey(row, secret)) },
    }))
    loadedAtMs = now.getTime()
  }
  const rotated = async (rotation: KeyRotation | undefined) => {
    if (rotation) await load()
    return rotation
  }
  await rotateIf((newest) => newest === undefined)
  await load()

  return {
    async sign({ id, role }, authSessionId) {
      const issuedAt = clock()
      if (issuedAt.getTime() - loadedAtMs > KEYS_FRESH_MS)
        // The keys that are known stay good for hours, so a database that is away for a moment ends no sign-in.
        await load().catch((error: unknown) => log.warn({ err: error }, "signing keys could not be read"))
      // Clocks of replicas differ: one that is behind a moment after the first start finds the first key in its future.
      const signing = keys.find(({ beginMs }) => beginMs <= issuedAt.getTime()) ?? keys.at(-1)
      if (!signing) throw new Error("there is no signing key")
      const token = signJwt(signing.key, ACCESS_PROFILE, {
        claims: { sub: id, role, scope: SCOPES[role], sid: authSessionId, jti: randomUUID() },
        issuedAt,
        lifetimeSeconds: ACCESS_LIFETIME_SECONDS,
      })
      return { token, expiresAt: new Date(issuedAt.getTime() + ACCESS_LIFETIME_SECONDS * 1000) }
    },
    async jwks() {
      const rows = await db
        .selectFrom("signing_keys")
        .select(["public_jwk", "retire_at"])
        .where((where) => where.or([where("retire_at", "is", null), where("retire_at", ">", clock())]))
        .orderBy("not_before")
        .execute()
      return JSON.stringify({
        keys: rows.map(({ public_jwk: jwk, retire_at: retireAt }) => ({
          // MySQL gives JSON parsed, MariaDB may give text.
          ...((typeof jwk === "string" ? JSON.parse(jwk) : jwk) as object),
          ...(retireAt ? { exp: Math.floor(retireAt.getTime() / 1000) } : {}),
        })),
      })
    },
    async rotate() {
      const rotation = await rotated(await rotateIf(() => true))
      if (!rotation) throw new Error("a rotation that was due made no key")
      return rotation
    },
    rotateIfOlder: async (periodMs) =>
      rotated(
        await rotateIf(
          (newest, now) => newest === undefined || now.getTime() - newest.not_before.getTime() >= periodMs,
        ),
      ),
  }
}

const rotationTo = ({ kid, not_before: beginAt }: Pick<SigningKeyRow, "kid" | "not_before">): KeyRotation => ({
  kid,
  beginAt,
  retireAt: new Date(beginAt.getTime() + KEY_OVERLAP_MS),
})

function newKey(notBefore: Date, secret: string): SigningKeyRow {
  const { privatePem, publicPem } = generateKeyPem()
  const publicKey = createPublicKey(publicPem)
  const kid = thumbprint(publicKey)
  return {
    kid,
    public_jwk: JSON.stringify({ ...publicKey.export({ format: "jwk" }), kid, use: "sig", alg: "ES256" }),
    private_enc: seal(privatePem, secret),
    not_before: notBefore,
    retire_at: null,
  }
}

function openKey({ kid, private_enc: bytes }: SigningKeyRow, secret: string): string {
  try {
    return unseal(bytes, secret)
  } catch {
    throw new StartError(`KEY_ENCRYPTION_SECRET is not the one that the signing key ${kid} was stored under`)
  }
}
