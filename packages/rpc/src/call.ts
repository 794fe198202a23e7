import { AsyncLocalStorage } from "node:async_hooks"
import { randomUUID } from "node:crypto"
import { permissionDenied, unauthenticated } from "./errors.ts"
import type { Caller } from "./passport.ts"

/** What travels with a request from the edge to the last SQL statement. */
export interface Call {
  readonly caller: Caller
  /** The caller's passport, to hand on to other services. */
  readonly passport: string
  /** When the answer is no longer wanted, in epoch milliseconds. */
  readonly deadlineMs: number
  /** Aborts when the client has gone or the deadline has passed. */
  readonly signal: AbortSignal
  /** One id for everything that one request at the edge causes. */
  readonly correlationId: string
  /** Where the request came from, as the edge saw it. */
  readonly origin: ClientOrigin
}

/** What the edge knows of the client; empty where it knows nothing, and in background work. */
export interface ClientOrigin {
  readonly ipAddress: string
  readonly userAgent: string
  /** Accept-Language as it was sent. */
  readonly languages: string
}
export const NO_ORIGIN: ClientOrigin = { ipAddress: "", userAgent: "", languages: "" }

const MAX_ORIGIN_CHARACTERS = 512
/** The origin as headers of a call inside the platform; anything may be in it, headers take ASCII only. */
export const originHeaders = ({ ipAddress, userAgent, languages }: ClientOrigin): Record<string, string> => ({
  "x-client-address": encodeURIComponent(ipAddress),
  "x-client-agent": encodeURIComponent(userAgent.toWellFormed().slice(0, MAX_ORIGIN_CHARACTERS)),
  "x-client-languages": encodeURIComponent(languages.toWellFormed().slice(0, MAX_ORIGIN_CHARACTERS)),
})

export const originFromHeaders = (headers: Record<string, string | undefined>): ClientOrigin => ({
  ipAddress: decoded(headers["x-client-address"]),
  userAgent: decoded(headers["x-client-agent"]),
  languages: decoded(headers["x-client-languages"]),
})

function decoded(value = ""): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ""
  }
}

const storage = new AsyncLocalStorage<Call>()

/** The call that the running code serves; undefined at start-up and in background work. */
export const currentCall = (): Call | undefined => storage.getStore()
export const withCall = <T>(call: Call, work: () => T): T => storage.run(call, work)
/** Runs `work` as background work: what it does is not bound by the deadline of the call that is being served. */
export const withoutCall = <T>(work: () => T): T => storage.exit(work)

/** A call that a part of the platform makes on its own behalf. */
export function ownCall(caller: Caller, passport: string, timeoutMs: number): Call {
  return {
    caller,
    passport,
    deadlineMs: Date.now() + timeoutMs,
    signal: AbortSignal.timeout(timeoutMs),
    correlationId: randomUUID(),
    origin: NO_ORIGIN,
  }
}

/** The caller's account; UNAUTHENTICATED for anonymous callers and services. */
export function requireUserId({ caller }: Call): string {
  if (caller.userId) return caller.userId
  throw unauthenticated("SIGN_IN_REQUIRED", "sign in first")
}

/** The account asked for, which is the caller's own; PERMISSION_DENIED / NOT_YOURS for another, whatever the scopes. */
export function requireOwnUserId(call: Call, userId: string): string {
  if (requireUserId(call) === userId) return userId
  throw notYours()
}

const notYours = () => permissionDenied("NOT_YOURS", "only the account itself may do this")

export const hasScope = ({ caller }: Call, scope: string): boolean => caller.scopes.includes(scope)

export function requireScope(call: Call, scope: string): void {
  if (hasScope(call, scope)) return
  if (call.caller.role === "ANONYMOUS") throw unauthenticated("SIGN_IN_REQUIRED", "sign in first")
  throw permissionDenied("SCOPE_MISSING", `the scope ${scope} is needed`)
}

/** Whether the caller is this very account, or holds a scope that stands above it. */
export const isSelfOr = (call: Call, userId: string, scope: string): boolean =>
  (call.caller.userId !== undefined && call.caller.userId === userId) || hasScope(call, scope)

/** Throws unless the caller is this very account or holds the scope; the same for an account that does not exist. */
export function requireSelfOr(call: Call, userId: string, scope: string): void {
  if (isSelfOr(call, userId, scope)) return
  if (call.caller.role === "ANONYMOUS") throw unauthenticated("SIGN_IN_REQUIRED", "sign in first")
  throw notYours()
}

/** Throws PERMISSION_DENIED, e.g. USERS_SERVICE_ONLY, unless one of these services calls on its own behalf. */
export function requireService({ caller }: Call, ...names: string[]): void {
  if (!names.some((name) => caller.service === `svc:${name}`))
    throw permissionDenied(
      `${names.join("_or_").toUpperCase()}_SERVICE_ONLY`,
      `only the ${names.join(" or ")} service may do this`,
    )
}
