import { SpanKind } from "@opentelemetry/api"
import { credentials, Client as GrpcClient, Metadata, status, type ServiceError as GrpcError } from "@grpc/grpc-js"
import type { MethodDefinition } from "@grpc/proto-loader"
import { Counter, Histogram, type Registry } from "prom-client"
import { inSpan, traceHeaders, type Telemetry } from "@lectern/runtime/telemetry"
import { originHeaders, type Call } from "./call.ts"
import { deadlineExceeded, ServiceError } from "./errors.ts"
import { lowerFirst, type Client } from "./service-types.ts"
import { fromStatus } from "./status-details.ts"

// Each hop keeps this much for composing its own answer (see docs/decisions/0004-deadlines-and-retries.md).
const HOP_MARGIN_MS = 10
const MIN_REMAINING_MS = 10
// The default of 4 MiB is less than a full batch of records with long texts; what is asked is bounded by each RPC.
const MAX_ANSWER_BYTES = 32 * 1024 * 1024

export interface ClosableClient {
  close(): void
}

/** Counters are shared by all clients of a component, whichever service they call. */
const metricsOf = new WeakMap<Registry, ReturnType<typeof createMetrics>>()
function createMetrics(registry: Registry) {
  return {
    handled: new Counter({
      name: "grpc_client_handled_total",
      help: "RPCs made, by status code.",
      labelNames: ["grpc_service", "grpc_method", "grpc_code"],
      registers: [registry],
    }),
    seconds: new Histogram({
      name: "grpc_client_handling_seconds",
      help: "Time until an RPC was answered.",
      labelNames: ["grpc_service", "grpc_method"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers: [registry],
    }),
  }
}

/**
 * A client of a service at `address` (`unix:/path`, `host:port` or `dns:///name:port`, balanced round robin).
 * Carries passport, deadline and trace; the abort of a call cancels it at the server. RPCs that their .proto marks as
 * free of side effects or idempotent are tried twice on UNAVAILABLE, within a budget of a tenth of the calls.
 */
export function createClient<D extends object>(
  definition: D,
  address: string,
  telemetry: Telemetry,
): Client<D> & ClosableClient {
  const methods = Object.entries(definition as Record<string, MethodDefinition<object, object, object, object>>)
  const retried = methods
    .filter(
      ([, { options }]) => (options as { idempotency_level?: string }).idempotency_level !== "IDEMPOTENCY_UNKNOWN",
    )
    .map(([method, { path }]) => ({ service: path.split("/")[1], method }))
  const client = new GrpcClient(address, credentials.createInsecure(), {
    "grpc.service_config": JSON.stringify({
      loadBalancingConfig: [{ round_robin: {} }],
      methodConfig: [
        {
          name: retried,
          retryPolicy: {
            maxAttempts: 2,
            initialBackoff: "0.02s",
            maxBackoff: "0.1s",
            backoffMultiplier: 2,
            retryableStatusCodes: ["UNAVAILABLE"],
          },
        },
      ],
      retryThrottling: { maxTokens: 10, tokenRatio: 0.1 },
    }),
    "grpc.max_receive_message_length": MAX_ANSWER_BYTES,
    "grpc.initial_reconnect_backoff_ms": 100,
    "grpc.max_reconnect_backoff_ms": 1000,
  })
  let metrics = metricsOf.get(telemetry.metrics)
  if (!metrics) metricsOf.set(telemetry.metrics, (metrics = createMetrics(telemetry.metrics)))
  const { handled, seconds } = metrics

  const rpcs = methods.map(([methodName, method]) => {
    const serviceName = method.path.split("/")[1] ?? ""
    const rpc = (request: object, call: Call): Promise<object> => {
      const deadlineMs = call.deadlineMs - HOP_MARGIN_MS
      if (deadlineMs - Date.now() < MIN_REMAINING_MS)
        return Promise.reject(deadlineExceeded("too little time is left for another call"))
      return inSpan(telemetry.tracer, `${serviceName}/${methodName}`, { kind: SpanKind.CLIENT }, (span) => {
        const metadata = new Metadata()
        metadata.set("x-passport", call.passport)
        metadata.set("x-correlation-id", call.correlationId)
        for (const [name, value] of Object.entries({ ...originHeaders(call.origin), ...traceHeaders() }))
          metadata.set(name, value)
        const began = performance.now()
        return new Promise<object>((resolve, reject) => {
          const done = (code: keyof typeof status) => {
            call.signal.removeEventListener("abort", cancel)
            handled.labels(serviceName, methodName, code).inc()
            seconds.labels(serviceName, methodName).observe((performance.now() - began) / 1000)
          }
          const running = client.makeUnaryRequest(
            method.path,
            method.requestSerialize,
            method.responseDeserialize,
            request,
            metadata,
            { deadline: deadlineMs },
            (error: GrpcError | null, reply?: object) => {
              if (!error && reply) {
                done("OK")
                resolve(reply)
                return
              }
              const failure = error
                ? fromStatus(error)
                : new ServiceError("INTERNAL", "INTERNAL", "an answer without a message")
              done(failure.code)
              span.setAttribute("rpc.grpc.status_code", status[failure.code])
              reject(failure)
            },
          )
          const cancel = () => running.cancel()
          if (call.signal.aborted) cancel()
          else call.signal.addEventListener("abort", cancel, { once: true })
        })
      })
    }
    return [lowerFirst(methodName), rpc] as const
  })
  return { ...Object.fromEntries(rpcs), close: () => client.close() } as Client<D> & ClosableClient
}
