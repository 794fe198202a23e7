import { trace } from "@opentelemetry/api"
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { parseRequestParams } from "graphql-http"
import { anonymousCaller, type PassportMinter } from "@lectern/rpc/passport"
import { currentRequestId, currentTraceId, traceHeaders, type Telemetry } from "@lectern/runtime/telemetry"
import { CredentialsError, type AccessTokens } from "./access-tokens.ts"
import { admitted, type Admission } from "./admission.ts"
import { clientGone } from "./client-gone.ts"
import { originOf } from "./client-origin.ts"
import { isFromForeignPage } from "./cross-site.ts"
import type { Graph, GraphResponse } from "./graph.ts"
import { type ErrorCode, Lost, MESSAGES, toGraphError } from "./lost.ts"
import type { OperationMetrics } from "./metrics.ts"
import { RefusedOperation } from "./operation-limits.ts"
import type { PersistedOperations } from "./persisted-operations.ts"
import { traceIdOf } from "./request-spans.ts"
import type { SharedUse } from "./shared-answers.ts"

// 500 playback events of about 250 bytes each, twice over.
const MAX_BODY_BYTES = 256 * 1024
const RESPONSE_JSON = "application/graphql-response+json"
// Names come from clients, and whoever shows traces keeps a list of them.
const MAX_OPERATION_NAME = 80
const PLAIN_JSON = "application/json"
export const JSON_EXPECTED = "the content type application/json is expected, in UTF-8 and without content encoding"

/** POST and GET /graphql as the GraphQL-over-HTTP specification says; one operation per request. */
export function graphqlRoute(
  app: FastifyInstance,
  {
    graph,
    tokens,
    mint,
    admission,
    persisted,
    metrics,
    telemetry,
    budgetMs,
    allowedOrigins,
  }: {
    graph: Graph
    tokens: AccessTokens
    mint: PassportMinter
    admission: Admission
    persisted: PersistedOperations
    metrics: OperationMetrics
    telemetry: Telemetry
    /** The most time that any operation may take; the graph gives most of them less. */
    budgetMs: number
    allowedOrigins: readonly string[]
  },
): void {
  // Bodies stay text here: graphql-http reads them as the specification asks.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(PLAIN_JSON, { parseAs: "string", bodyLimit: MAX_BODY_BYTES }, (_request, body, done) =>
    done(null, body),
  )

  /** A short answer to a request that was not executed. */
  const refuse = (
    reply: FastifyReply,
    status: number,
    code: ErrorCode,
    message: string,
    retryAfterMs?: number,
  ): FastifyReply => {
    metrics.refused(code)
    reply.request.logged = { errors: [code] }
    const lost = new Lost(code, { message, retryAfterMs })
    return reply
      .code(status)
      .type(reply.request.headers.accept?.includes(RESPONSE_JSON) ? RESPONSE_JSON : PLAIN_JSON)
      .send(JSON.stringify({ errors: [toGraphError(lost, undefined, traceIdOf(reply.request) ?? "")] }))
  }

  admitted(app, admission, {
    partitionOf: ({ headers }) => (headers.authorization === undefined ? "anonymous" : "signed-in"),
    refuse: (reply, retryAfterMs) =>
      refuse(
        reply.header("retry-after", Math.ceil(retryAfterMs / 1000)).header("cache-control", "no-store"),
        503,
        "OVERLOADED",
        MESSAGES.OVERLOADED,
        retryAfterMs,
      ),
  })

  app.setErrorHandler((error: FastifyError, _request, reply) => {
    if (error.statusCode === 413)
      return refuse(reply, 413, "BAD_USER_INPUT", `at most ${MAX_BODY_BYTES} bytes are expected`)
    if (error.statusCode === 415) return refuse(reply, 415, "BAD_USER_INPUT", JSON_EXPECTED)
    if (error.statusCode !== undefined && error.statusCode < 500)
      return refuse(reply, error.statusCode, "BAD_USER_INPUT", "the request is malformed")
    telemetry.log.error({ err: error }, "request failed")
    return refuse(reply, 500, "INTERNAL", "internal error")
  })

  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    // An operation is not run for the length of its answer.
    exposeHeadRoute: false,
    handler: serve,
  })

  async function serve(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.header("cache-control", "no-store").header("vary", "Accept, Authorization, Origin")
    if (isFromForeignPage(request, allowedOrigins))
      return refuse(reply, 403, "FORBIDDEN", "requests from other sites are not taken here")
    const mediaType = acceptedMediaType(request.headers.accept)
    if (!mediaType) return refuse(reply, 406, "BAD_USER_INPUT", `${RESPONSE_JSON} or ${PLAIN_JSON} must be acceptable`)

    let caller
    try {
      caller = await tokens.callerOf(request.headers.authorization)
    } catch (error) {
      if (!(error instanceof CredentialsError)) throw error
      if (error.status === 401)
        return refuse(reply.header("www-authenticate", "Bearer"), 401, "UNAUTHENTICATED", error.message)
      return refuse(reply.header("retry-after", 1), 503, "SERVICE_UNAVAILABLE", error.message)
    }

    let params
    let query
    try {
      params = await parseRequestParams({
        method: request.method,
        ...withQuery(request),
        headers: request.headers,
        raw: request.raw,
        context: undefined,
      })
      if (!("query" in params)) return refuse(reply, params[1].status, "BAD_USER_INPUT", JSON_EXPECTED)
      query = persisted.resolve(params.query, params.extensions)
    } catch (error) {
      const { code } = error instanceof RefusedOperation ? error.extensions : { code: "BAD_USER_INPUT" }
      // Older clients look into answers with 200 only.
      const isToBeSent = code === "PERSISTED_QUERY_NOT_FOUND" && mediaType === PLAIN_JSON
      const status = isToBeSent ? 200 : (STATUS[code as ErrorCode] ?? 400)
      return refuse(reply, status, code as ErrorCode, (error as Error).message)
    }

    const began = performance.now()
    const response = await graph.run({
      query,
      operationName: params.operationName,
      variables: params.variables,
      isReadOnly: request.method === "GET",
      caller: { authenticated: caller.userId !== undefined, scopes: caller.scopes },
      context: {
        signal: clientGone(reply),
        deadlineMs: Date.now() + Math.min(budgetMs, requestedBudgetMs(request.headers["x-timeout-ms"])),
        traceId: currentTraceId() ?? "",
        correlationId: currentRequestId() ?? "",
        passport: mint(caller),
        origin: originOf(request),
        propagate: (headers) => Object.assign(headers, traceHeaders()),
      },
      // Who writes courses sees those that nobody else does.
      sharedPassport: caller.scopes.includes("courses:write") ? undefined : mint(anonymousCaller),
    })
    if (response.status === "executed") persisted.keep(query, params.extensions)
    metrics.answered(response, {
      seconds: (performance.now() - began) / 1000,
      isSignedIn: caller.userId !== undefined,
    })
    const operation = response.operationType && nameOf(response)
    if (operation) trace.getActiveSpan()?.updateName(operation)
    const codes = new Set(response.result.errors?.map(({ extensions }) => extensions.code))
    request.logged = { ...(operation ? { operation } : {}), ...(codes.size > 0 ? { errors: [...codes] } : {}) }
    if (response.shared && response.shared.length > 0) reply.headers(cacheHeaders(response.shared))
    const { status, body } = toHttp(response, mediaType, request.method)
    const retryAfter = body.errors?.[0]?.extensions.retryAfterSeconds
    if (status === 405) reply.header("allow", "POST")
    if (status === 503 || status === 429) reply.header("retry-after", typeof retryAfter === "number" ? retryAfter : 1)
    return reply.code(status).type(`${mediaType}; charset=utf-8`).send(JSON.stringify(body))
  }
}

/**
 * Whether what could be answered from memory was, of which there may be a part only: X-Cache, and Cache-Status of RFC
 * 9211.
 */
function cacheHeaders(shared: readonly SharedUse[]): Record<string, string> {
  if (shared.some(({ outcome }) => outcome === "miss"))
    return { "x-cache": "MISS", "cache-status": "lectern; fwd=miss" }
  const isStale = shared.some(({ outcome }) => outcome === "stale")
  return { "x-cache": "HIT", "cache-status": `lectern; hit${isStale ? "; detail=stale" : ""}` }
}

/** graphql-http wants a query in each request; one that sends an id in its place gets an empty one. */
function withQuery({ method, raw: { url = "" }, body }: FastifyRequest) {
  if (method === "GET") {
    const { searchParams } = new URL(url, "http://localhost")
    const isById = !searchParams.has("query") && searchParams.get("extensions")?.includes('"persistedQuery"')
    return { url: isById ? `${url}&query=` : url, body: null }
  }
  const text = body as string
  if (!text?.includes('"persistedQuery"')) return { url, body: text }
  const read = () => {
    const request = JSON.parse(text) as { query?: unknown } | null
    if (typeof request === "object" && request !== null) request.query ??= ""
    return request as Record<string, unknown>
  }
  return { url, body: read }
}

const nameOf = ({ operationType, operationName = "" }: GraphResponse): string =>
  `${operationType} ${operationName}`.trim().slice(0, MAX_OPERATION_NAME)

/** Clients may ask for less time than the budget, never for more. */
function requestedBudgetMs(header: string | string[] | undefined): number {
  const ms = Number(header)
  return header !== undefined && Number.isFinite(ms) && ms > 0 ? ms : Infinity
}

function acceptedMediaType(accept: string | undefined): typeof RESPONSE_JSON | typeof PLAIN_JSON | undefined {
  for (const range of (accept ?? "*/*").split(",")) {
    const [type, ...parameters] = range.split(";").map((part) => part.trim().toLowerCase())
    if (parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) continue
    if (type === RESPONSE_JSON) return RESPONSE_JSON
    if (type === PLAIN_JSON || type === "application/*" || type === "*/*") return PLAIN_JSON
  }
  return undefined
}

const STATUS: Record<string, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
  SERVICE_UNAVAILABLE: 503,
  TIMEOUT: 504,
  INTERNAL: 500,
}

/**
 * The status of an answer. What was executed is 200, also when parts are missing; only where nothing at all could be
 * answered, and every field for the same reason, the status says so and the empty data is left out (a response with
 * data must be 2xx). A document that can't be executed is 400, or 200 for the older media type.
 */
export function toHttp(
  { status, result, operationType }: GraphResponse,
  mediaType: string,
  method: string,
): { status: number; body: GraphResponse["result"] } {
  const code = result.errors?.[0]?.extensions.code
  if (status === "refused") {
    if (method === "GET" && operationType === "mutation") return { status: 405, body: result }
    if (code === "BAD_USER_INPUT") return { status: mediaType === PLAIN_JSON ? 200 : 400, body: result }
    return { status: (code && STATUS[code]) || 400, body: result }
  }
  const isEmpty = Object.values(result.data ?? {}).every((value) => value === null)
  const isOneReason = code !== undefined && result.errors?.every((error) => error.extensions.code === code)
  const whole = isEmpty && isOneReason ? STATUS[code] : undefined
  return whole && result.errors ? { status: whole, body: { errors: result.errors } } : { status: 200, body: result }
}
