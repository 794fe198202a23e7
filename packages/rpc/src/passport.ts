import { createPublicKey, type KeyObject } from "node:crypto"
import { LRUCache } from "lru-cache"
import { signJwt, signingKeyFromPem, thumbprint, TokenError, verifyJwt, type TokenProfile } from "./jwt.ts"
import { unauthenticated } from "./errors.ts"

export type Role = "ANONYMOUS" | "LEARNER" | "INSTRUCTOR" | "ADMIN" | "SERVICE"

/** Who is calling, as the gateway verified it. */
export interface Caller {
  /** The account; absent for anonymous callers and services. */
  readonly userId?: string
  /** `svc:` and the component, where a part of the platform calls on its own behalf. */
  readonly service?: string
  readonly role: Role
  readonly scopes: readonly string[]
  /** The auth session; absent for anonymous callers and services. */
  readonly authSessionId?: string
}

const PROFILE: TokenProfile = { type: "passport+jwt", issuer: "gateway", audience: "internal" }
const ANONYMOUS = "anonymous"
const GATEWAY = "svc:gateway"
const PASSPORT_LIFETIME_SECONDS = 60
/** A passport is handed out again until it is this old, so that every one given still holds for half its life. */
const PASSPORT_REUSE_SECONDS = 30
export const anonymousCaller: Caller = { role: "ANONYMOUS", scopes: [] }
export const serviceCaller = (component: string, scopes: readonly string[] = []): Caller => ({
  service: `svc:${component}`,
  role: "SERVICE",
  scopes,
})

export type PassportMinter = (caller: Caller) => string
export type PassportVerifier = (passport: string | undefined) => Caller

/** Signs passports with a private key (PKCS #8 PEM), the gateway's or a service's own. The same caller gets the same one for 30 s. */
export function passportMinter(privatePem: string, clock: () => Date = () => new Date()): PassportMinter {
  const key = signingKeyFromPem(privatePem)
  const minted = new LRUCache<string, { passport: string; at: number }>({ max: 10_000 })
  return (caller) => {
    const sub = caller.userId ?? caller.service ?? ANONYMOUS
    const cacheKey = [sub, caller.authSessionId, caller.role, ...caller.scopes].join(" ")
    const now = clock()
    const known = minted.get(cacheKey)
    if (known && now.getTime() - known.at < PASSPORT_REUSE_SECONDS * 1000) return known.passport
    const passport = signJwt(key, PROFILE, {
      claims: {
        sub,
        role: caller.role,
        scope: caller.scopes.join(" "),
        ...(caller.authSessionId ? { sid: caller.authSessionId } : {}),
      },
      issuedAt: now,
      lifetimeSeconds: PASSPORT_LIFETIME_SECONDS,
    })
    minted.set(cacheKey, { passport, at: now.getTime() })
    return passport
  }
}

/** Public keys (PEM) whose passports are believed. */
export interface PassportKeys {
  /** Of the gateway: may speak for anybody. */
  gateway: readonly string[]
  /** Of services that call others of their own accord: may speak for themselves only. */
  services?: readonly string[]
}

/**
 * Reads passports. No passport, or one that does not hold, throws UNAUTHENTICATED / PASSPORT_REQUIRED: nothing inside
 * the platform answers without.
 */
export function passportVerifier(
  { gateway, services = [] }: PassportKeys,
  clock: () => Date = () => new Date(),
): PassportVerifier {
  const byKid = (pems: readonly string[]) =>
    new Map<string, KeyObject>(
      pems.map((pem) => {
        const key = createPublicKey(pem)
        return [thumbprint(key), key]
      }),
    )
  const gatewayKeys = byKid(gateway)
  const serviceKeys = byKid(services)
  // Verifying costs 0.14 ms, looking up next to nothing; the expiry is checked on every hit.
  const verified = new LRUCache<string, { caller: Caller; expiresAtMs: number }>({ max: 10_000 })
  return (passport) => {
    if (!passport) throw unauthenticated("PASSPORT_REQUIRED", "calls inside the platform carry a passport")
    const now = clock()
    const known = verified.get(passport)
    if (known && known.expiresAtMs > now.getTime()) return known.caller
    try {
      let isOfService = false
      const keyOf = (kid: string) => {
        const key = gatewayKeys.get(kid)
        isOfService = key === undefined
        return key ?? serviceKeys.get(kid)
      }
      const { sub, role, scope, sid, exp } = verifyJwt(passport, PROFILE, keyOf, now)
      if (isOfService && (role !== "SERVICE" || !sub.startsWith("svc:") || sub === GATEWAY))
        throw new TokenError("a service speaks for itself only")
      const identity = sub === ANONYMOUS ? {} : sub.startsWith("svc:") ? { service: sub } : { userId: sub }
      const caller: Caller = {
        ...identity,
        role: role as Role,
        scopes: scope ? scope.split(" ") : [],
        ...(sid ? { authSessionId: sid } : {}),
      }
      verified.set(passport, { caller, expiresAtMs: exp * 1000 })
      return caller
    } catch (error) {
      if (error instanceof TokenError) throw unauthenticated("PASSPORT_REQUIRED", "the passport does not hold")
      throw error
    }
  }
}
