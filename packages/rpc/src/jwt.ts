import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto"
import jsonwebtoken from "jsonwebtoken"

/** Claims that a token of ours may carry; anything else in it is dropped. */
export interface Claims {
  sub: string
  role: string
  /** Scopes, separated by spaces. */
  scope: string
  /** The auth session; absent for anonymous callers and services. */
  sid?: string
  jti?: string
}
export interface VerifiedClaims extends Claims {
  iat: number
  exp: number
}

/** `access` is what clients hold (RFC 9068), `passport` never leaves the platform. */
export type TokenType = "at+jwt" | "passport+jwt"

export interface TokenProfile {
  type: TokenType
  issuer: string
  audience: string
}

export interface SigningKey {
  kid: string
  privateKey: KeyObject
}

// Clocks of the platform's machines may differ by this much.
const LEEWAY_SECONDS = 5
const MAX_TOKEN_CHARACTERS = 4096

/** RFC 7638 thumbprint of a public P-256 key: its `kid`. */
export function thumbprint(publicKey: KeyObject): string {
  const { crv, kty, x, y } = publicKey.export({ format: "jwk" })
  return createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url")
}

/** A new ES256 key pair as PKCS #8 and SPKI PEM. */
export function generateKeyPem(): { privatePem: string; publicPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  })
  return { privatePem: privateKey, publicPem: publicKey }
}

export function signingKeyFromPem(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem)
  return { kid: thumbprint(createPublicKey(pem)), privateKey }
}

export function signJwt(
  { kid, privateKey }: SigningKey,
  { type, issuer, audience }: TokenProfile,
  { claims, issuedAt, lifetimeSeconds }: { claims: Claims; issuedAt: Date; lifetimeSeconds: number },
): string {
  const iat = Math.floor(issuedAt.getTime() / 1000)
  return jsonwebtoken.sign({ ...claims, iat, exp: iat + lifetimeSeconds }, privateKey, {
    algorithm: "ES256",
    keyid: kid,
    issuer,
    audience,
    header: { alg: "ES256", typ: type },
  })
}

/** Why a token was refused; for logs, never for the client. */
export class TokenError extends Error {}

const isString = (value: unknown): value is string => typeof value === "string" && value.length > 0

/**
 * The claims of a token that one of our keys signed for this profile and that has not expired. Throws TokenError.
 * jsonwebtoken alone would take an unknown `crit`, `b64: false`, tokens without `exp` and encodings that are not
 * canonical, so that is checked here, and claims are copied by an allow-list.
 */
export function verifyJwt(
  token: string,
  profile: TokenProfile,
  keyOf: (kid: string) => KeyObject | undefined,
  now: Date,
): VerifiedClaims {
  if (token.length > MAX_TOKEN_CHARACTERS) throw new TokenError("longer than any token of ours")
  const parts = token.split(".")
  if (parts.length !== 3) throw new TokenError("not three parts")
  for (const part of parts)
    if (Buffer.from(part, "base64url").toString("base64url") !== part) throw new TokenError("not canonical base64url")
  let header: Record<string, unknown>
  try {
    header = JSON.parse(Buffer.from(parts[0] ?? "", "base64url").toString("utf8")) as Record<string, unknown>
  } catch {
    throw new TokenError("header is not JSON")
  }
  if (typeof header !== "object" || header === null) throw new TokenError("header is not an object")
  if (header.alg !== "ES256" || header.typ !== profile.type || !isString(header.kid))
    throw new TokenError("header is not ours")
  if ("crit" in header || "b64" in header) throw new TokenError("critical extensions are not taken")
  const key = keyOf(header.kid)
  if (!key) throw new TokenError("unknown key")
  let payload: jsonwebtoken.JwtPayload
  try {
    payload = jsonwebtoken.verify(token, key, {
      algorithms: ["ES256"],
      issuer: profile.issuer,
      audience: profile.audience,
      clockTimestamp: Math.floor(now.getTime() / 1000),
      clockTolerance: LEEWAY_SECONDS,
    }) as jsonwebtoken.JwtPayload
  } catch (error) {
    throw new TokenError((error as Error).message, { cause: error })
  }
  const { sub, role, scope, sid, jti, iat, exp } = payload as Record<string, unknown>
  if (typeof exp !== "number" || typeof iat !== "number") throw new TokenError("without iat or exp")
  if (!isString(sub) || !isString(role) || typeof scope !== "string") throw new TokenError("without sub, role or scope")
  return {
    sub,
    role,
    scope,
    ...(isString(sid) ? { sid } : {}),
    ...(isString(jti) ? { jti } : {}),
    iat,
    exp,
  }
}
