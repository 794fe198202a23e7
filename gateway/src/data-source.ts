import { OperationTypeNode, type DocumentNode } from "graphql"
import { buildConnector, Pool } from "undici"
import { originHeaders, type ClientOrigin } from "@lectern/rpc/call"
import { identity } from "@lectern/runtime/identity"
import { pathOf } from "@lectern/runtime/replicas"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { openUpstream, UpstreamAway, type FailureKind } from "@lectern/runtime/upstream"
import type { ErrorCode } from "./lost.ts"
import type { Shareable, Sharing } from "./shared-answers.ts"

/** What belongs to one client request and is the same for all its fetches. */
export type FetchContext = {
  /** Ends everything that is done for the request, for instance when the client has gone. */
  signal: AbortSignal
  /** The instant the answer must be ready, in milliseconds since 1970. */
  deadlineMs: number
  traceId: string
  correlationId: string
  /** The internal token that says who is asking; goes to subgraphs only. */
  passport: string
  origin: ClientOrigin
  /** Adds the trace headers of the current span. */
  propagate(headers: Record<string, string>): void
  /** Absent for callers who may see more than everybody. */
  sharing?: Sharing
}

export type FetchRequest = {
  document: DocumentNode
  /** The same operation as text. */
  query: string
  operationName: string | undefined
  operationType: OperationTypeNode
  variables: Readonly<Record<string, unknown>>
  /** How many entities are asked for; 0 for root fields. */
  representationCount: number
  context: FetchContext
  /** Absent for what depends on the caller. */
  shareable?: Shareable | undefined
  /** Set by `boundedDataSource`: ends this fetch, and when that is going to be. */
  signal?: AbortSignal
  deadlineMs?: number
}

export type SubgraphResult = { data?: unknown; errors?: unknown }

/** The one place that knows how a subgraph is reached. Rejects with SubgraphFailure when there is no answer. */
export interface SubgraphDataSource {
  readonly name: string
  fetch(request: FetchRequest): Promise<SubgraphResult>
  close?(): Promise<void>
}

/** No usable answer came. The cause is for our log, never for a client. */
export class SubgraphFailure extends Error {
  readonly code: ErrorCode
  readonly retryAfterMs: number | undefined
  constructor(code: ErrorCode, options: { retryAfterMs?: number | undefined; cause?: unknown } = {}) {
    super(`no answer: ${code}`, { cause: options.cause })
    this.name = "SubgraphFailure"
    this.code = code
    this.retryAfterMs = options.retryAfterMs
  }
}

/** `outcome` is "ok", "partial" (an answer with errors) or the code of the failure. */
export type FetchEvent = {
  subgraph: string
  outcome: "ok" | "partial" | ErrorCode
  seconds: number
  representations: number
  /** Why there was no answer, for the log. */
  cause?: unknown
}

export type FetchHooks = {
  /** Runs the fetch inside whatever should surround it, such as a span. */
  aroundFetch?<Result>(subgraph: string, request: FetchRequest, run: () => Promise<Result>): Promise<Result>
  onFetch?(event: FetchEvent): void
}

/**
 * `fetchMs` bounds each fetch of a query, so that the rest of the answer can still be composed. A mutation is bounded
 * only by the request's own deadline: cut short, its outcome would be unknown without need.
 */
export type FetchLimits = { fetchMs: number }

/** What composing the answer needs after the last fetch; the share reliability's budgets leave for it. */
const RESERVE_MS = 20

/** Adds to any data source what all of them need: the deadline, cancelling, and the hooks. */
export function boundedDataSource(
  source: SubgraphDataSource,
  limits: FetchLimits,
  hooks: FetchHooks,
): SubgraphDataSource {
  const fetch = async (request: FetchRequest): Promise<SubgraphResult> => {
    const startedAt = performance.now()
    const finish = (outcome: FetchEvent["outcome"], cause?: unknown) =>
      hooks.onFetch?.({
        subgraph: source.name,
        outcome,
        seconds: (performance.now() - startedAt) / 1000,
        representations: request.representationCount,
        ...(cause === undefined ? {} : { cause }),
      })
    try {
      const result: unknown = await fetchInTime(source, limits, request)
      // What a subgraph sends may be anything; a result is at least an object.
      if (typeof result !== "object" || result === null) throw new Error("the answer is no object")
      finish("errors" in result && Array.isArray(result.errors) && result.errors.length > 0 ? "partial" : "ok")
      return result
    } catch (error) {
      const failure = error instanceof SubgraphFailure ? error : new SubgraphFailure("INTERNAL", { cause: error })
      finish(failure.code, failure.cause)
      throw failure
    }
  }
  const { aroundFetch } = hooks
  return {
    name: source.name,
    fetch: aroundFetch ? (request) => aroundFetch(source.name, request, () => fetch(request)) : fetch,
    ...(source.close ? { close: () => source.close!() } : {}),
  }
}

/** A longer timer would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1

async function fetchInTime(
  source: SubgraphDataSource,
  limits: FetchLimits,
  request: FetchRequest,
): Promise<SubgraphResult> {
  const { context } = request
  const now = Date.now()
  const remainingMs = context.deadlineMs - RESERVE_MS - now
  const limitMs = request.operationType === "mutation" ? MAX_TIMER_MS : limits.fetchMs
  const allowedMs = Math.min(limitMs, remainingMs)
  if (context.signal.aborted || allowedMs <= 0)
    throw new SubgraphFailure("TIMEOUT", { cause: new Error("no time left before the fetch was sent") })
  const controller = new AbortController()
  const { promise: ended, reject: end } = Promise.withResolvers<never>()
  const stop = (cause: string) => {
    const failure = new SubgraphFailure("TIMEOUT", { cause: new Error(cause) })
    end(failure)
    controller.abort(failure)
  }
  const timer = setTimeout(() => stop(`no answer within ${allowedMs} ms`), allowedMs)
  const onAbort = () => stop("the request was cancelled")
  context.signal.addEventListener("abort", onAbort, { once: true })
  try {
    const fetched = source.fetch({ ...request, signal: controller.signal, deadlineMs: now + allowedMs })
    return await Promise.race([fetched, ended])
  } finally {
    clearTimeout(timer)
    context.signal.removeEventListener("abort", onAbort)
  }
}

/** A subgraph that can be executed in this process; what `createSubgraph` of subgraph-kit makes is one. */
export interface LocalSubgraph<Scope> {
  readonly name: string
  /** What the resolvers of one client request share, such as their DataLoaders. */
  openScope(context: FetchContext): Scope
  execute(
    operation: { document: DocumentNode; operationName: string | undefined; variables: Record<string, unknown> },
    scope: Scope,
  ): Promise<SubgraphResult>
}

/**
 * A subgraph in this process. It gets the parsed document, one scope per client request for all its fetches
 * (a new one from each change on), and its result becomes what JSON over HTTP would have made of it.
 */
export function localDataSource<Scope>(subgraph: LocalSubgraph<Scope>): SubgraphDataSource {
  const scopes = new WeakMap<FetchContext, { scope: Scope }>()
  return {
    name: subgraph.name,
    async fetch({ document, operationName, operationType, variables, context }) {
      let opened = scopes.get(context)
      // What was loaded before a change must not be answered after it.
      if (!opened || operationType === "mutation") {
        opened = { scope: subgraph.openScope(context) }
        scopes.set(context, opened)
      }
      const result = await subgraph.execute({ document, operationName, variables: { ...variables } }, opened.scope)
      return {
        ...(result.data === undefined ? {} : { data: asJson(result.data) }),
        ...(result.errors === undefined ? {} : { errors: viaText(result.errors) }),
      }
    },
  }
}

/**
 * The value as JSON would carry it. What execution made (objects without a prototype) is changed in place; a leaf that
 * is an object may belong to the subgraph, so it is copied. Throws what JSON.stringify throws.
 */
function asJson(value: unknown): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value
    case "number":
      // -0 and what isn't finite have no JSON.
      return value === 0 ? 0 : Number.isFinite(value) ? value : null
    case "object": {
      if (value === null) return null
      if (Array.isArray(value)) return value.map((item) => asJson(item) ?? null)
      if (Object.getPrototypeOf(value) !== null) return viaText(value)
      const record = value as Record<string, unknown>
      for (const key of Object.keys(record)) {
        const json = asJson(record[key])
        if (json === undefined) delete record[key]
        else record[key] = json
      }
      return record
    }
    default:
      return viaText(value)
  }
}

function viaText(value: unknown): unknown {
  const text = JSON.stringify(value) as string | undefined
  return text === undefined ? undefined : JSON.parse(text)
}

/** Bounds of the connection to one replica of a subgraph. */
const CONNECTIONS = 32
/** Requests that may wait for a connection; more would only wait longer than their deadline. */
const MAX_QUEUED = 128
const MAX_RESPONSE_BYTES = 16 * 1024 * 1024
const CONNECT_TIMEOUT_MS = 250
/** Half of what a fetch of a query has, so that a second replica has the other half; a subgraph hedges earlier itself. */
const HEDGE_AFTER_MS = 150
const DEFAULT_PATH = "/graphql"

/**
 * A subgraph behind HTTP, `POST` of JSON to the replicas at `address` (see HTTP_ADDRESS of @lectern/runtime/replicas) in
 * turn, over kept-alive connections. Queries are sent to another replica when the first gives no answer.
 */
export function httpDataSource(options: { name: string; address: string; telemetry: Telemetry }): SubgraphDataSource {
  const path = pathOf(options.address) ?? DEFAULT_PATH
  const pools = new Map<string, Pool>()
  const poolOf = (replica: string): Pool => {
    let pool = pools.get(replica)
    if (!pool) {
      pool = new Pool(originOf(replica), {
        connections: CONNECTIONS,
        pipelining: 1,
        connect: connectorTo(`${options.name}-subgraph`, CONNECT_TIMEOUT_MS),
        // undici's own timeouts stay off: every request has the signal of its fetch.
        headersTimeout: 0,
        bodyTimeout: 0,
      })
      pools.set(replica, pool)
    }
    return pool
  }
  const upstream = openUpstream({
    target: `${options.name}-subgraph`,
    address: options.address,
    telemetry: options.telemetry,
    hedgeAfterMs: HEDGE_AFTER_MS,
    onAddresses: (addresses) => {
      for (const [replica, pool] of pools)
        if (!addresses.includes(replica)) {
          pools.delete(replica)
          // What is at work there ends first.
          void pool.close()
        }
    },
  })
  let unanswered = 0

  const send = async (
    replica: string,
    body: string,
    headers: Record<string, string>,
    signal: AbortSignal,
    heard: () => void,
  ) => {
    const response = await poolOf(replica).request({ path, method: "POST", headers, body, signal, onInfo: heard })
    if (response.headers.connection === "close") upstream.pool.leave(replica)
    const declared = Number(response.headers["content-length"] ?? 0)
    const chunks: Buffer[] = []
    let size = 0
    if (declared <= MAX_RESPONSE_BYTES)
      for await (const chunk of response.body) {
        chunks.push(chunk as Buffer)
        size += (chunk as Buffer).length
        if (size > MAX_RESPONSE_BYTES) break
      }
    if (declared > MAX_RESPONSE_BYTES || size > MAX_RESPONSE_BYTES) {
      response.body.destroy()
      throw new SubgraphFailure("INTERNAL", { cause: new Error(`expected at most ${MAX_RESPONSE_BYTES} bytes`) })
    }
    return resultOf({
      status: response.statusCode,
      retryAfter: response.headers["retry-after"],
      text: Buffer.concat(chunks).toString(),
    })
  }

  return {
    name: options.name,
    async fetch({ query, operationName, operationType, variables, context, signal, deadlineMs = context.deadlineMs }) {
      const replicaCount = upstream.pool.addresses.length
      if (unanswered >= CONNECTIONS * Math.max(1, replicaCount) + MAX_QUEUED)
        throw new SubgraphFailure("OVERLOADED", { cause: new Error(`${unanswered} requests are unanswered`) })
      const body = JSON.stringify({ query, ...(operationName === undefined ? {} : { operationName }), variables })
      const headers: Record<string, string> = {
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json",
        "x-passport": context.passport,
        "x-correlation-id": context.correlationId,
        ...originHeaders(context.origin),
      }
      context.propagate(headers)
      const isQuery = operationType === OperationTypeNode.QUERY
      unanswered++
      try {
        return await upstream.call({
          // To the same replica it would most likely be for nothing.
          canRepeat: isQuery && replicaCount > 1,
          canHedge: isQuery,
          signal,
          budgetMs: deadlineMs - Date.now(),
          send: (replica, ended, heard) => {
            const leftMs = Math.max(1, deadlineMs - Date.now())
            return send(replica, body, { ...headers, "x-deadline-ms": String(leftMs) }, ended, heard)
          },
          kindOf,
        })
      } catch (error) {
        if (error instanceof SubgraphFailure) throw error
        if (error instanceof UpstreamAway)
          throw new SubgraphFailure("SERVICE_UNAVAILABLE", { cause: error, retryAfterMs: error.retryAfterMs })
        throw new SubgraphFailure(TIMEOUTS.has(codeOf(error)) ? "TIMEOUT" : "SERVICE_UNAVAILABLE", { cause: error })
      } finally {
        unanswered--
      }
    },
    close: async () => {
      upstream.close()
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
    },
  }
}

/** What a request can be sent to, of an address in a list of replicas. */
export function originOf(replica: string): string {
  const origin = /^https?:/.test(replica) ? replica : `http://${replica}`
  return identity() ? origin.replace(/^http:/, "https:") : origin
}

/** How a connection to a component is made, in so much time at most: with the certificate that is in use then, if any. */
export function connectorTo(component: string, timeoutMs: number): buildConnector.connector | { timeout: number } {
  const own = identity()
  if (!own) return { timeout: timeoutMs }
  return (options, done) =>
    buildConnector({ timeout: timeoutMs, allowH2: false, maxCachedSessions: 0, ...own.connectionTo(component) })(
      options,
      done,
    )
}

/** Errors that come before the first byte is written; only after these may anything be sent again. */
const BEFORE_SENDING = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
])
const TIMEOUTS = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ETIMEDOUT"])

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : ""

/** What a failed request says about the server that it went to. */
export function kindOf(error: unknown): FailureKind {
  if (!(error instanceof SubgraphFailure)) return BEFORE_SENDING.has(codeOf(error)) ? "unsent" : "lost"
  switch (error.code) {
    case "TIMEOUT":
      return "stopped"
    case "SERVICE_UNAVAILABLE":
      return "unavailable"
    case "INTERNAL":
      return "bad"
    default:
      return "answered"
  }
}

type Answer = { status: number; retryAfter: string | string[] | undefined; text: string }

function resultOf(answer: Answer): SubgraphResult {
  if (answer.status < 200 || answer.status > 299) throw failureOf(answer)
  let result: unknown
  try {
    result = JSON.parse(answer.text)
  } catch (cause) {
    throw new SubgraphFailure("INTERNAL", { cause })
  }
  const isResult =
    typeof result === "object" && result !== null && !Array.isArray(result) && ("data" in result || "errors" in result)
  if (!isResult) throw new SubgraphFailure("INTERNAL", { cause: new Error("the answer has neither data nor errors") })
  return result as SubgraphResult
}

/**
 * What executed has status 200. 429 and 502 to 504 come from something in front of the subgraph or from one that sheds
 * load; any other status, also 401, says that gateway and subgraph don't fit, which the client can do nothing about.
 */
function failureOf({ status, retryAfter }: Answer): SubgraphFailure {
  const seconds = Number(retryAfter)
  const retryAfterMs = retryAfter !== undefined && seconds >= 0 ? seconds * 1000 : undefined
  const code = CODES_BY_STATUS[status] ?? "INTERNAL"
  return new SubgraphFailure(code, { cause: new Error(`status ${status}`), retryAfterMs })
}

const CODES_BY_STATUS: Partial<Record<number, ErrorCode>> = {
  429: "OVERLOADED",
  502: "SERVICE_UNAVAILABLE",
  503: "SERVICE_UNAVAILABLE",
  504: "TIMEOUT",
}
