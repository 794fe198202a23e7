import { STATUS_CODES, type IncomingMessage } from "node:http"
import type { Socket } from "node:net"
import cookie from "@fastify/cookie"
import cors from "@fastify/cors"
import Fastify, { type FastifyError } from "fastify"
import type { AuthServiceDefinition } from "@lectern/contracts/elearning/auth/v1/AuthService.ts"
import { ownCall } from "@lectern/rpc/call"
import { passportMinter, serviceCaller } from "@lectern/rpc/passport"
import type { Client } from "@lectern/rpc/service-types"
import { systemClock, type Clock } from "@lectern/runtime/clock"
import { StartError } from "@lectern/runtime/lifecycle"
import type { Running } from "@lectern/runtime/component-process"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { accessTokens } from "./access-tokens.ts"
import { admitted, openAdmission } from "./admission.ts"
import { authRoutes } from "./auth-routes.ts"
import type { EdgeConfig } from "./config.ts"
import { denyList } from "./deny-list.ts"
import { filesRoute, UPLOADS_PREFIX, type FileServer } from "./files-route.ts"
import type { Graph } from "./graph.ts"
import { graphqlRoute, JSON_EXPECTED } from "./graphql-route.ts"
import { MESSAGES } from "./lost.ts"
import { operationMetrics } from "./metrics.ts"
import { persistedOperations } from "./persisted-operations.ts"
import { pages, type DemoAccount } from "./pages.ts"
import { problem } from "./problem.ts"
import { observeRequests, pathOf } from "./request-spans.ts"

const MAX_AUTH_BODY_BYTES = 8 * 1024
const OWN_CALL_MS = 2000
// Who sends drop by drop gets this long, and the time until the next look at the connections.
const HEADERS_LIMIT_MS = 10_000
const REQUEST_LIMIT_MS = 30_000
const CONNECTIONS_LOOK_MS = 2000
const METHODS = ["GET", "HEAD", "POST", "PATCH", "DELETE"] as const
/** What web clients of other origins say and read where they upload (tus 1.0.0). */
const TUS_REQUEST_HEADERS = ["tus-resumable", "upload-offset", "upload-checksum", "x-http-method-override"]
const TUS_RESPONSE_HEADERS = [
  "tus-resumable",
  "tus-version",
  "tus-extension",
  "tus-checksum-algorithm",
  "upload-offset",
  "upload-length",
  "upload-expires",
]

/**
 * The one public port: /graphql, /auth/*, /files/*, the probes and the pages. Whatever a client sends in headers that
 * the platform uses inside (passport, deadline) is never read.
 */
export async function serveEdge(
  config: EdgeConfig,
  telemetry: Telemetry,
  parts: {
    graph: Graph
    auth: Client<AuthServiceDefinition> & { close(): void }
    files: FileServer
    demoAccounts?: readonly DemoAccount[]
  },
  clock: Clock = systemClock,
): Promise<Running> {
  const { log } = telemetry
  const mint = passportMinter(config.PASSPORT_PRIVATE_KEY, clock)
  const gateway = serviceCaller("gateway")
  const call = () => ownCall(gateway, mint(gateway), OWN_CALL_MS)
  const denied = denyList(parts.auth, call, telemetry)
  const tokens = accessTokens(parts.auth, call, denied, log, clock)
  let ready = true

  const app = Fastify({
    bodyLimit: MAX_AUTH_BODY_BYTES,
    trustProxy: (_address, hop) => hop < config.TRUSTED_PROXIES,
    // An upload may take hours; other bodies have a limit below.
    requestTimeout: 0,
    http: { requestTimeout: 0, headersTimeout: HEADERS_LIMIT_MS, connectionsCheckingInterval: CONNECTIONS_LOOK_MS },
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (_error, _request, reply) =>
      void problem(reply, 400, "BAD_USER_INPUT", "the address is malformed"),
    // Longer than the idle time of usual load balancers, so that the edge never closes first.
    keepAliveTimeout: 65_000,
    forceCloseConnections: "idle",
    // Who came in while others are told to go elsewhere is served all the same.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 1000 },
  })
  observeRequests(app, telemetry)
  // Fastify's own parser of text/plain: a form of another site could send that.
  app.removeContentTypeParser("text/plain")
  app.addHook("onRequest", async ({ raw }) => {
    if (raw.url?.startsWith(UPLOADS_PREFIX) || !hasBody(raw)) return
    const limit = setTimeout(() => {
      if (!raw.complete) refuseUnreadable({ code: "ERR_HTTP_REQUEST_TIMEOUT" }, raw.socket)
    }, REQUEST_LIMIT_MS)
    raw.once("close", () => clearTimeout(limit))
  })
  app.addHook("onRequest", async (request, reply) => {
    reply
      .header("x-content-type-options", "nosniff")
      // Grants travel in addresses, which a Referer would give away.
      .header("referrer-policy", "no-referrer")
      .header("x-frame-options", "DENY")
    // A draining process asks its clients to connect elsewhere.
    if (!ready) reply.header("connection", "close")
    if ((request.headers["content-encoding"] ?? "identity") !== "identity")
      throw Object.assign(new Error("content encoding"), { statusCode: 415 })
  })
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const { statusCode = 500 } = error
    if (statusCode < 500)
      return problem(reply, statusCode, "BAD_USER_INPUT", REFUSALS[statusCode] ?? "the request is malformed")
    log.error({ err: error }, "request failed")
    if (statusCode === 500) return problem(reply, 500, "INTERNAL", "internal error")
    // The file server, where it is another process: away (502, 503) or too slow (504).
    if (statusCode === 504) return problem(reply, 504, "TIMEOUT", "this took too long, try again")
    return problem(reply, 503, "SERVICE_UNAVAILABLE", "this part is unavailable, try again later", {
      retryAfterSeconds: 1,
    })
  })
  app.setNotFoundHandler((request, reply) => {
    const url = pathOf(request)
    const methods = METHODS.filter((method) => app.hasRoute({ method, url })).join(", ")
    if (!methods) return problem(reply, 404, "NOT_FOUND", "there is nothing here")
    reply.header("allow", methods)
    if (request.method === "OPTIONS") return reply.code(204).send()
    return problem(reply, 405, "BAD_USER_INPUT", `expected ${methods}, got ${request.method}`)
  })
  await app.register(cors, {
    // Others get no header of CORS at all, and their preflight is no preflight.
    origin: (origin, decide) =>
      decide(null, origin !== undefined && config.ALLOWED_ORIGINS.includes(origin) ? origin : false),
    credentials: true,
    methods: [...METHODS],
    allowedHeaders: ["authorization", "content-type", "range", "x-timeout-ms", ...TUS_REQUEST_HEADERS],
    exposedHeaders: ["content-range", "content-length", "retry-after", ...TUS_RESPONSE_HEADERS],
    maxAge: 600,
  })
  await app.register(cookie)
  app.get("/healthz", async (_request, reply) => reply.type("text/plain").send("ok\n"))
  app.get("/readyz", async (_request, reply) =>
    reply
      .code(ready ? 200 : 503)
      .type("text/plain")
      .send(ready ? "ready\n" : "not ready\n"),
  )
  const persisted = persistedOperations({
    listFile: config.PERSISTED_OPERATIONS || undefined,
    only: config.ONLY_PERSISTED_OPERATIONS,
  })
  for (const query of persisted.listed) warmUp(parts.graph, query)
  const admission = openAdmission(telemetry, { targetMs: config.OVERLOAD_TARGET_MS })
  await app.register(async (scope) => {
    admitted(scope, admission, {
      // The public keys cost nothing, and what runs out of them believes nobody.
      partitionOf: ({ url }) => (url.startsWith("/auth/.well-known/") ? undefined : "auth"),
      refuse: (reply, retryAfterMs) =>
        problem(reply, 503, "OVERLOADED", MESSAGES.OVERLOADED, { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
    })
    authRoutes(scope, {
      auth: parts.auth,
      tokens,
      denyList: denied,
      mint,
      budgetMs: config.PASSWORD_BUDGET_MS,
      secureCookies: config.SECURE_COOKIES,
      allowedOrigins: config.ALLOWED_ORIGINS,
    })
  })
  await app.register(async (scope) =>
    graphqlRoute(scope, {
      graph: parts.graph,
      tokens,
      mint,
      admission,
      persisted,
      metrics: operationMetrics(telemetry),
      telemetry,
      budgetMs: config.PASSWORD_BUDGET_MS,
      allowedOrigins: config.ALLOWED_ORIGINS,
    }),
  )
  await app.register((scope) => filesRoute(scope, parts.files, telemetry))
  await app.register((scope) =>
    pages(scope, { graphiql: config.INTROSPECTION, demoAccounts: parts.demoAccounts ?? [] }),
  )

  const address = await app.listen({ host: config.HOST, port: config.PORT })
  return {
    address,
    isReady: () => ready,
    drain: () => {
      ready = false
    },
    stop: async () => {
      ready = false
      denied.stop()
      admission.stop()
      await app.close()
      await parts.graph.close()
      parts.auth.close()
    },
  }
}

function warmUp(graph: Graph, query: string): void {
  try {
    graph.warmUp(query)
  } catch (error) {
    throw new StartError(
      `PERSISTED_OPERATIONS has what this graph can't answer: ${String(error)}: ${query.slice(0, 200)}`,
    )
  }
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined

/** Answers what could not be read as a request at all, in the form of every other refusal, and hangs up. */
function refuseUnreadable(error: { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy()
  const [status, detail] = UNREADABLE[error.code ?? ""] ?? [400, "the request is malformed"]
  const body = JSON.stringify({ type: "about:blank", status, code: "BAD_USER_INPUT", detail })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  )
}
const UNREADABLE: Record<string, [number, string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "the request did not arrive in time"],
  HPE_HEADER_OVERFLOW: [431, "address and headers are too long"],
}

const REFUSALS: Record<number, string> = {
  413: `at most ${MAX_AUTH_BODY_BYTES} bytes are expected`,
  414: "the address is too long",
  415: JSON_EXPECTED,
}
