import cookie from "@fastify/cookie"
import cors from "@fastify/cors"
import Fastify, { type FastifyError } from "fastify"
import type { AuthServiceDefinition } from "@lectern/contracts/elearning/auth/v1/AuthService.ts"
import { ownCall } from "@lectern/rpc/call"
import { passportMinter, serviceCaller } from "@lectern/rpc/passport"
import type { Client } from "@lectern/rpc/service-types"
import type { Running } from "@lectern/runtime/component-process"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { accessTokens } from "./access-tokens.ts"
import { authRoutes } from "./auth-routes.ts"
import type { EdgeConfig } from "./config.ts"
import { denyList } from "./deny-list.ts"
import { filesRoute, type FileServer } from "./files-route.ts"
import type { Graph } from "./graph.ts"
import { graphqlRoute } from "./graphql-route.ts"
import { operationMetrics } from "./metrics.ts"
import { pages, type DemoAccount } from "./pages.ts"
import { problem } from "./problem.ts"

const MAX_AUTH_BODY_BYTES = 8 * 1024
const OWN_CALL_MS = 2000
/** Paths that exist with other methods; everything else is unknown. */
const METHODS: Record<string, string> = {
  "/graphql": "GET, POST",
  "/auth/login": "POST",
  "/auth/refresh": "POST",
  "/auth/logout": "POST",
  "/auth/.well-known/jwks.json": "GET",
}

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
): Promise<Running> {
  const { log } = telemetry
  const mint = passportMinter(config.PASSPORT_PRIVATE_KEY)
  const gateway = serviceCaller("gateway")
  const call = () => ownCall(gateway, mint(gateway), OWN_CALL_MS)
  const denied = denyList(parts.auth, call, log)
  const tokens = accessTokens(parts.auth, call, denied, log)
  let ready = true

  const app = Fastify({
    bodyLimit: MAX_AUTH_BODY_BYTES,
    trustProxy: (_address, hop) => hop < config.TRUSTED_PROXIES,
    requestTimeout: 30_000,
    // Longer than the idle time of usual load balancers, so that the edge never closes first.
    keepAliveTimeout: 65_000,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 1000 },
  })
  app.addHook("onRequest", async (_request, reply) => {
    reply
      .header("x-content-type-options", "nosniff")
      // Grants travel in addresses, which a Referer would give away.
      .header("referrer-policy", "no-referrer")
      .header("x-frame-options", "DENY")
    // A draining process asks its clients to connect elsewhere.
    if (!ready) reply.header("connection", "close")
  })
  app.addHook("onResponse", async (request, reply) => {
    const path = request.url.split("?")[0]
    log.info(
      { method: request.method, path: path?.startsWith("/files/") ? "/files/" : path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      "request",
    )
  })
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const { statusCode = 500 } = error
    if (statusCode < 500) return problem(reply, statusCode, "BAD_USER_INPUT", REFUSALS[statusCode] ?? "the request is malformed")
    log.error({ err: error }, "request failed")
    return problem(reply, statusCode === 503 ? 503 : 500, statusCode === 503 ? "SERVICE_UNAVAILABLE" : "INTERNAL", "internal error")
  })
  app.setNotFoundHandler((request, reply) => {
    const methods = METHODS[request.url.split("?")[0] ?? ""]
    if (methods) return problem(reply.header("allow", methods), 405, "BAD_USER_INPUT", `expected ${methods}, got ${request.method}`)
    return problem(reply, 404, "NOT_FOUND", "there is nothing here")
  })
  await app.register(cors, {
    origin: config.ALLOWED_ORIGINS,
    credentials: true,
    methods: ["GET", "HEAD", "POST"],
    allowedHeaders: ["authorization", "content-type", "range"],
    exposedHeaders: ["content-range", "content-length", "retry-after"],
    maxAge: 600,
  })
  await app.register(cookie)
  app.get("/healthz", async (_request, reply) => reply.type("text/plain").send("ok\n"))
  app.get("/readyz", async (_request, reply) =>
    reply.code(ready ? 200 : 503).type("text/plain").send(ready ? "ready\n" : "not ready\n"),
  )
  await app.register(async (scope) =>
    authRoutes(scope, {
      auth: parts.auth,
      tokens,
      denyList: denied,
      mint,
      budgetMs: config.PASSWORD_BUDGET_MS,
      secureCookies: config.SECURE_COOKIES,
      allowedOrigins: config.ALLOWED_ORIGINS,
    }),
  )
  await app.register(async (scope) =>
    graphqlRoute(scope, {
      graph: parts.graph,
      tokens,
      mint,
      metrics: operationMetrics(telemetry),
      telemetry,
      budgetMs: config.PASSWORD_BUDGET_MS,
      allowedOrigins: config.ALLOWED_ORIGINS,
    }),
  )
  await app.register((scope) => filesRoute(scope, parts.files))
  await app.register((scope) => pages(scope, { graphiql: config.INTROSPECTION, demoAccounts: parts.demoAccounts ?? [] }))

  const address = await app.listen({ host: config.HOST, port: config.PORT })
  return {
    address,
    isReady: () => ready,
    stop: async () => {
      ready = false
      denied.stop()
      await app.close()
      await parts.graph.close()
      parts.auth.close()
    },
  }
}

const REFUSALS: Record<number, string> = {
  413: `at most ${MAX_AUTH_BODY_BYTES} bytes are expected`,
  414: "the address is too long",
  415: "the content type application/json is expected",
}
