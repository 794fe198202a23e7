import { context, SpanKind, SpanStatusCode, trace, type Context } from "@opentelemetry/api"
import { randomUUID } from "node:crypto"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Counter, Histogram } from "prom-client"
import { contextFromClient, withRequestId, type Telemetry } from "@lectern/runtime/telemetry"
import type { ErrorCode } from "./lost.ts"

declare module "fastify" {
  interface FastifyRequest {
    /** Holds the span and the id of the request. */
    observed: Context
    /** What the log line of the request says beside its path and status. */
    logged?: { operation?: string; errors?: readonly ErrorCode[] }
  }
}

/** Asked every few seconds by whoever watches over the process: neither spans nor log lines of theirs help anybody. */
const PROBES = new Set(["/healthz", "/readyz"])
/** What is said of an address that is none of ours: it may have anything in it. */
const NO_ROUTE = "none"
/** What the log says where the client went away before its answer was complete. */
const CLIENT_GONE = 499
const METHODS = new Set(["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"])

/**
 * One server span, one log line and one count for every request, in the trace that the client's headers name, also for
 * those that are refused. Whatever a handler does runs inside the span.
 */
export function observeRequests(app: FastifyInstance, { tracer, log, metrics }: Telemetry): void {
  const requests = new Counter({
    name: "http_requests_total",
    help: "Requests at the edge by route, method and status; 499 where the client went away.",
    labelNames: ["route", "method", "status"],
    registers: [metrics],
  })
  const seconds = new Histogram({
    name: "http_request_seconds",
    help: "Time until a request at the edge was answered in full.",
    labelNames: ["route"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.8, 1.5, 3, 10],
    registers: [metrics],
  })
  app.decorateRequest("observed")
  app.decorateRequest("logged")
  app.addHook("onRequest", (request, reply, done) => {
    const { method } = request
    const { url: route = NO_ROUTE } = request.routeOptions
    request.observed = context.active()
    if (PROBES.has(route)) return done()
    const parent = withRequestId(contextFromClient(request.headers), randomUUID())
    const span = tracer.startSpan(route === NO_ROUTE ? method : `${method} ${route}`, { kind: SpanKind.SERVER }, parent)
    request.observed = trace.setSpan(parent, span)
    reply.raw.once("close", () => {
      const status = reply.raw.writableFinished ? reply.raw.statusCode : CLIENT_GONE
      const { logged = {} } = request
      span.setAttribute("http.status_code", status)
      // Whoever shows the id of an answer with an error finds its trace.
      if (status >= 400 || logged.errors?.length) span.setStatus({ code: SpanStatusCode.ERROR })
      if (logged.errors?.length) span.setAttribute("error", logged.errors.join(" "))
      span.end()
      requests.labels(route, METHODS.has(method) ? method : "other", String(status)).inc()
      seconds.labels(route).observe(reply.elapsedTime / 1000)
      context.with(request.observed, () =>
        log.info({ method, path: route, status, ms: Math.round(reply.elapsedTime), ...logged }, "request"),
      )
    })
    return context.with(request.observed, done)
  })
  // The body arrives in events of the connection, outside of the span.
  app.addHook("preValidation", (request, _reply, done) => context.with(request.observed, done))
}

/** The trace of a request, also where its context is not the active one. */
export const traceIdOf = ({ observed }: FastifyRequest): string | undefined =>
  trace.getSpan(observed ?? context.active())?.spanContext().traceId

/** Of the address, whatever form a client gives it in. */
export const pathOf = ({ url }: FastifyRequest): string => url.replace(/^https?:\/\/[^/?#]*/i, "").split("?")[0] ?? ""
