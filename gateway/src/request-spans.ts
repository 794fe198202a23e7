import { context, SpanKind, SpanStatusCode, trace, type Context } from "@opentelemetry/api"
import { randomUUID } from "node:crypto"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { contextFromHeaders, withRequestId, type Telemetry } from "@lectern/runtime/telemetry"

declare module "fastify" {
  interface FastifyRequest {
    /** Holds the span and the id of the request. */
    observed: Context
  }
}

/** Asked every few seconds by whoever watches over the process: neither spans nor log lines of theirs help anybody. */
const PROBES = new Set(["/healthz", "/readyz"])
const MAX_LOGGED_PATH = 200
/** What the log says where the client went away before its answer was complete. */
const CLIENT_GONE = 499

/**
 * One server span and one log line for every request, in the trace that the client's headers name, also for those that
 * are refused. Whatever a handler does runs inside the span.
 */
export function observeRequests(app: FastifyInstance, { tracer, log }: Telemetry): void {
  app.decorateRequest("observed")
  app.addHook("onRequest", (request, reply, done) => {
    const { method } = request
    const route = request.routeOptions.url
    request.observed = context.active()
    if (route !== undefined && PROBES.has(route)) return done()
    const parent = withRequestId(contextFromHeaders(request.headers), randomUUID())
    const span = tracer.startSpan(
      route === undefined ? method : `${method} ${route}`,
      { kind: SpanKind.SERVER },
      parent,
    )
    request.observed = trace.setSpan(parent, span)
    reply.raw.once("close", () => {
      const status = reply.raw.writableFinished ? reply.raw.statusCode : CLIENT_GONE
      span.setAttribute("http.status_code", status)
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
      const path = route ?? pathOf(request).slice(0, MAX_LOGGED_PATH)
      context.with(request.observed, () =>
        log.info({ method, path, status, ms: Math.round(reply.elapsedTime) }, "request"),
      )
    })
    return context.with(request.observed, done)
  })
  // The body arrives in events of the connection, outside of the span.
  app.addHook("preValidation", (request, _reply, done) => context.with(request.observed, done))
}

/** The trace of a request, also where its context is not the active one. */
export const traceIdOf = ({ observed }: FastifyRequest): string => trace.getSpan(observed)?.spanContext().traceId ?? ""

/** Of the address, whatever form a client gives it in. */
export const pathOf = ({ url }: FastifyRequest): string => url.replace(/^https?:\/\/[^/?#]*/i, "").split("?")[0] ?? ""
