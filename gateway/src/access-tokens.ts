import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto"
import { LRUCache } from "lru-cache"
import type { Logger } from "pino"
import type { AuthServiceDefinition } from "@lectern/contracts/elearning/auth/v1/AuthService.ts"
import type { Call } from "@lectern/rpc/call"
import { TokenError, verifyJwt, type TokenProfile } from "@lectern/rpc/jwt"
import { anonymousCaller, type Caller, type Role } from "@lectern/rpc/passport"
import type { Client } from "@lectern/rpc/service-types"
import type { Clock } from "@lectern/runtime/clock"
import type { DenyList } from "./deny-list.ts"

const PROFILE: TokenProfile = { type: "at+jwt", issuer: "lectern", audience: "graph" }
// A key made a moment ago must be found; a made-up kid must not cost a call each time.
const UNKNOWN_KID_REFETCH_MS = 30_000
// Less than the time between a key's being published and its first signature (KEY_LEAD_MS of the users service).
const FRESH_MS = 60_000

/** `exp`, in seconds since 1970, is when it ends, where that is known. */
type PublishedKey = JsonWebKey & { kid: string; exp?: number }

/** Why a request with credentials is not served; the client learns no more than this. */
export class CredentialsError extends Error {
  readonly status: 401 | 503
  constructor(status: 401 | 503) {
    super(status === 401 ? "the access token does not hold" : "access tokens can't be checked for the moment")
    this.status = status
  }
}

/** Finds the caller of a request out of its Authorization header, once per request. */
export interface AccessTokens {
  /** Throws CredentialsError. No header is an anonymous caller; a header that does not hold is never one. */
  callerOf(authorization: string | undefined): Promise<Caller>
  jwks(): Promise<string>
}

export function accessTokens(
  auth: Pick<Client<AuthServiceDefinition>, "getJwks">,
  ownCall: () => Call,
  denyList: DenyList,
  log: Logger,
  clock: Clock,
): AccessTokens {
  let keys = new Map<string, { key: KeyObject; jwk: PublishedKey }>()
  let fetchedAtMs = -Infinity
  let fetching: Promise<void> | undefined
  const refetch = () =>
    (fetching ??= auth
      .getJwks({}, ownCall())
      .then(({ jwksJson }) => {
        const parsed = JSON.parse(jwksJson) as { keys: PublishedKey[] }
        keys = new Map(parsed.keys.map((jwk) => [jwk.kid, { jwk, key: createPublicKey({ key: jwk, format: "jwk" }) }]))
        fetchedAtMs = clock().getTime()
      })
      .finally(() => {
        fetching = undefined
      }))
  const age = () => clock().getTime() - fetchedAtMs
  const isInForce = ({ exp }: PublishedKey, now: Date) => exp === undefined || exp * 1000 > now.getTime()
  /** A key ends at its time, also where nobody can be asked any more. */
  const keyOf = (kid: string, now: Date): KeyObject | undefined => {
    const known = keys.get(kid)
    return known && isInForce(known.jwk, now) ? known.key : undefined
  }
  /** Keys that are old are renewed beside the request: they stay good when the users service is away. */
  const ensureKeys = async (kid?: string) => {
    if (keys.size === 0 || (kid !== undefined && !keys.has(kid) && age() > UNKNOWN_KID_REFETCH_MS)) await refetch()
    else if (age() > FRESH_MS)
      refetch().catch((error: unknown) => log.warn({ err: error }, "signing keys could not be renewed"))
  }
  const verified = new LRUCache<string, { caller: Caller; kid: string; expiresAtMs: number }>({ max: 20_000 })

  return {
    async callerOf(authorization) {
      if (authorization === undefined || authorization === "") return anonymousCaller
      const token = /^bearer ([\w.-]+)$/i.exec(authorization.trim())?.[1]
      if (!token) throw new CredentialsError(401)
      const now = clock()
      let known = verified.get(token)
      if (!known || known.expiresAtMs <= now.getTime() || !keyOf(known.kid, now)) {
        const kid = kidOf(token) ?? ""
        try {
          await Promise.all([ensureKeys(kid), denyList.ensureRead()])
        } catch (error) {
          log.error({ err: error }, "signing keys or revoked sessions could not be fetched")
          throw new CredentialsError(503)
        }
        try {
          const claims = verifyJwt(token, PROFILE, () => keyOf(kid, now), now)
          known = {
            kid,
            caller: {
              userId: claims.sub,
              role: claims.role as Role,
              scopes: claims.scope === "" ? [] : claims.scope.split(" "),
              ...(claims.sid === undefined ? {} : { authSessionId: claims.sid }),
            },
            expiresAtMs: claims.exp * 1000,
          }
        } catch (error) {
          if (error instanceof TokenError) throw new CredentialsError(401)
          throw error
        }
        verified.set(token, known)
      }
      if (known.caller.authSessionId && denyList.has(known.caller.authSessionId)) throw new CredentialsError(401)
      return known.caller
    },
    async jwks() {
      await ensureKeys()
      const now = clock()
      return JSON.stringify({ keys: [...keys.values()].map(({ jwk }) => jwk).filter((jwk) => isInForce(jwk, now)) })
    },
  }
}

function kidOf(token: string): string | undefined {
  try {
    const header = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString("utf8")) as { kid?: unknown }
    return typeof header.kid === "string" ? header.kid : undefined
  } catch {
    return undefined
  }
}
