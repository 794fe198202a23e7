import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { z } from "zod"
import type { AuthServiceDefinition } from "@lectern/contracts/elearning/auth/v1/AuthService.ts"
import type { TokenPair__Output } from "@lectern/contracts/elearning/auth/v1/TokenPair.ts"
import type { Call } from "@lectern/rpc/call"
import { RATE_LIMITED, ServiceError } from "@lectern/rpc/errors"
import { anonymousCaller, type Caller, type PassportMinter } from "@lectern/rpc/passport"
import { required } from "@lectern/rpc/required"
import type { Client } from "@lectern/rpc/service-types"
import { fromTimestamp } from "@lectern/rpc/timestamp"
import { currentRequestId } from "@lectern/runtime/telemetry"
import { CredentialsError, type AccessTokens } from "./access-tokens.ts"
import { clientGone } from "./client-gone.ts"
import { originOf } from "./client-origin.ts"
import { isFromForeignPage } from "./cross-site.ts"
import type { DenyList } from "./deny-list.ts"
import { problem } from "./problem.ts"

const COOKIE = "refresh"
const DEVICE_COOKIE = "device"
// Browsers keep a cookie for 400 days at most.
const DEVICE_COOKIE_SECONDS = 400 * 86_400
// A browser keeps its tokens in cookies that scripts can't read; an app asks for them in the body.
const tokenIn = z.enum(["cookie", "body"]).default("cookie")
const deviceToken = z.string().min(1).max(200).optional()
const Login = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(512),
  tokenIn,
  deviceToken,
})
const SecondFactor = z.strictObject({
  challenge: z.string().min(1).max(200),
  code: z.string().min(1).max(100),
  tokenIn,
  deviceToken,
})
const Refresh = z.strictObject({ refreshToken: z.string().min(1).max(512).optional() })

/**
 * Sign-in by REST: /auth/login, /auth/second-factor, /auth/refresh, /auth/logout and the public keys. Bodies are JSON, which no form of
 * another site can send, and the cookie is SameSite=Strict, so none of these can be forged across sites.
 */
export function authRoutes(
  app: FastifyInstance,
  {
    auth,
    tokens,
    denyList,
    mint,
    budgetMs,
    secureCookies,
    allowedOrigins,
  }: {
    auth: Client<AuthServiceDefinition>
    tokens: AccessTokens
    denyList: DenyList
    mint: PassportMinter
    budgetMs: number
    secureCookies: boolean
    allowedOrigins: readonly string[]
  },
): void {
  const callFor = (reply: FastifyReply, caller: Caller): Call => ({
    caller,
    passport: mint(caller),
    deadlineMs: Date.now() + budgetMs,
    signal: clientGone(reply),
    correlationId: currentRequestId() ?? "",
    origin: originOf(reply.request),
  })
  const cookie = { path: "/auth", httpOnly: true, sameSite: "strict", secure: secureCookies } as const

  const answerTokens = (reply: FastifyReply, pair: TokenPair__Output | null, userId: string, inBody: boolean) => {
    const { accessToken, accessExpireTime, refreshToken, refreshExpireTime } = required(pair)
    reply.header("cache-control", "no-store")
    if (!inBody) reply.setCookie(COOKIE, refreshToken, { ...cookie, expires: fromTimestamp(refreshExpireTime) })
    return {
      accessToken,
      expiresIn: Math.floor((fromTimestamp(accessExpireTime).getTime() - Date.now()) / 1000),
      user: { id: userId },
      ...(inBody ? { refreshToken } : {}),
    }
  }

  /** What a login answers: tokens, and what tells this device at the next one. */
  const answerLogin = (
    reply: FastifyReply,
    login: { tokens: TokenPair__Output | null; user: { id: string } | null; deviceToken: string },
    inBody: boolean,
  ) => {
    const answer = answerTokens(reply, login.tokens, required(login.user).id, inBody)
    if (inBody) return { ...answer, deviceToken: login.deviceToken }
    reply.setCookie(DEVICE_COOKIE, login.deviceToken, { ...cookie, maxAge: DEVICE_COOKIE_SECONDS })
    return answer
  }
  const deviceTokenOf = (request: FastifyRequest, body: { deviceToken?: string | undefined }) =>
    body.deviceToken ?? request.cookies[DEVICE_COOKIE] ?? ""

  /** Fastify's parser is strict about JSON; this turns what zod finds into one answer with every field. */
  const parsed = <T>(schema: z.ZodType<T>, request: FastifyRequest, reply: FastifyReply): T | undefined => {
    const result = schema.safeParse(request.body ?? {})
    if (result.success) return result.data
    problem(reply, 400, "BAD_USER_INPUT", "the body is not what is expected", {
      fields: result.error.issues
        .slice(0, 5)
        .map(({ path, code, message }) => ({ path: path.map(String), rule: code, message: message.slice(0, 120) })),
    })
    return undefined
  }

  app.addHook("onRequest", async (request, reply) => {
    if (request.method === "POST" && isFromForeignPage(request, allowedOrigins))
      return problem(reply, 403, "FORBIDDEN", "requests from other sites are not taken here")
  })

  app.post("/auth/login", async (request, reply) => {
    const body = parsed(Login, request, reply)
    if (!body) return reply
    try {
      const { challenge, ...login } = await auth.login(
        { email: body.email, password: body.password, deviceToken: deviceTokenOf(request, body) },
        callFor(reply, anonymousCaller),
      )
      if (!challenge) return answerLogin(reply, login, body.tokenIn === "body")
      return problem(reply, 401, "SECOND_FACTOR_REQUIRED", "a code of the authenticator is expected", {
        challenge: challenge.token,
        expiresIn: Math.floor((fromTimestamp(challenge.expireTime).getTime() - Date.now()) / 1000),
      })
    } catch (error) {
      return refuse(reply, error)
    }
  })

  app.post("/auth/second-factor", async (request, reply) => {
    const body = parsed(SecondFactor, request, reply)
    if (!body) return reply
    try {
      const login = await auth.completeLogin(
        { challenge: body.challenge, code: body.code, deviceToken: deviceTokenOf(request, body) },
        callFor(reply, anonymousCaller),
      )
      return answerLogin(reply, login, body.tokenIn === "body")
    } catch (error) {
      return refuse(reply, error)
    }
  })

  app.post("/auth/refresh", async (request, reply) => {
    const body = parsed(Refresh, request, reply)
    if (!body) return reply
    const refreshToken = body.refreshToken ?? request.cookies[COOKIE]
    if (!refreshToken)
      return problem(reply, 401, "UNAUTHENTICATED", "a refresh token is expected, as cookie or in the body")
    try {
      const { tokens: pair, userId } = await auth.refreshSession({ refreshToken }, callFor(reply, anonymousCaller))
      return answerTokens(reply, pair, userId, body.refreshToken !== undefined)
    } catch (error) {
      // An outage must not sign anybody out.
      if (error instanceof ServiceError && error.code === "UNAUTHENTICATED") reply.clearCookie(COOKIE, cookie)
      return refuse(reply, error)
    }
  })

  app.post("/auth/logout", async (request, reply) => {
    const body = parsed(Refresh, request, reply)
    if (!body) return reply
    try {
      const refreshToken = body.refreshToken ?? request.cookies[COOKIE] ?? ""
      const caller = await tokens.callerOf(request.headers.authorization).catch((error: unknown) => {
        // Who signs out with an expired access token still has the refresh token to end.
        if (refreshToken && error instanceof CredentialsError && error.status === 401) return anonymousCaller
        throw error
      })
      const call = callFor(reply, caller)
      if (refreshToken) {
        await auth.revokeSession({ refreshToken }, call)
        // In force when the answer comes; should this fail, the next regular look at the list makes up for it.
        await denyList.readAgain().catch(() => undefined)
      }
      if (caller.authSessionId) {
        await auth.revokeSession({}, call)
        denyList.add(caller.authSessionId)
      }
      return await reply.clearCookie(COOKIE, cookie).header("cache-control", "no-store").code(204).send()
    } catch (error) {
      return refuse(reply, error)
    }
  })

  app.get("/auth/.well-known/jwks.json", async (_request, reply) => {
    try {
      return await reply
        .header("cache-control", "public, max-age=300")
        .type("application/json")
        .send(await tokens.jwks())
    } catch (error) {
      return refuse(reply, error)
    }
  })
}

const TOO_MANY: [number, string] = [429, "RATE_LIMITED"]
const STATUS: Record<string, [number, string]> = {
  INVALID_ARGUMENT: [400, "BAD_USER_INPUT"],
  UNAUTHENTICATED: [401, "UNAUTHENTICATED"],
  PERMISSION_DENIED: [403, "FORBIDDEN"],
  RESOURCE_EXHAUSTED: [503, "OVERLOADED"],
  UNAVAILABLE: [503, "SERVICE_UNAVAILABLE"],
  DEADLINE_EXCEEDED: [504, "TIMEOUT"],
}

// Of these a client makes something else than of any other 401: the one asks again, the other begins anew.
const OWN_CODES = ["SECOND_FACTOR_CODE_WRONG", "CHALLENGE_INVALID"]

function statusOf({ code, reason }: ServiceError): [number, string] | undefined {
  if (reason === RATE_LIMITED) return TOO_MANY
  if (code === "UNAUTHENTICATED" && OWN_CODES.includes(reason)) return [401, reason]
  return STATUS[code]
}

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof CredentialsError)
    return problem(reply, error.status, error.status === 401 ? "UNAUTHENTICATED" : "SERVICE_UNAVAILABLE", error.message)
  const known = error instanceof ServiceError ? statusOf(error) : undefined
  if (!known || !(error instanceof ServiceError)) throw error
  const [status, code] = known
  if (status < 500 && known !== TOO_MANY) return problem(reply, status, code, error.message)
  const retryAfterSeconds = Math.ceil((error.details.retryAfterMs ?? 1000) / 1000)
  const detail = known === TOO_MANY ? error.message : "sign-in is not possible for the moment"
  return problem(reply, status, code, detail, { retryAfterSeconds })
}
