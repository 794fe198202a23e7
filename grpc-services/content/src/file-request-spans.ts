import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api"
import { contextFromHeaders, withRequestId, type Telemetry } from "@lectern/runtime/telemetry"
import type { FileHandler } from "./file-server.ts"

/** Answers each request inside a server span of the trace that is active. Its name has no path: paths have grants. */
export const withSpan =
  ({ tracer }: Telemetry, handler: FileHandler): FileHandler =>
  (request, response) => {
    const span = tracer.startSpan(`files ${request.method}`, { kind: SpanKind.SERVER })
    response.once("close", () => {
      span.setAttribute("http.status_code", response.statusCode)
      if (response.statusCode >= 400) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
    })
    context.with(trace.setSpan(context.active(), span), () => handler(request, response))
  }

/** The same trace and request as at the gateway, where that is another process. */
export const inTraceOfGateway =
  (handler: FileHandler): FileHandler =>
  (request, response) =>
    context.with(
      withRequestId(contextFromHeaders(request.headers), String(request.headers["x-correlation-id"] ?? "")),
      () => handler(request, response),
    )
