import { SpanKind } from "@opentelemetry/api"
import {
  credentials,
  experimental,
  Client as GrpcClient,
  Metadata,
  status,
  type ChannelCredentials,
  type ServiceError as GrpcError,
} from "@grpc/grpc-js"
import type { MethodDefinition } from "@grpc/proto-loader"
import { Counter, Histogram, type Registry } from "prom-client"
import { identity, type Identity } from "@lectern/runtime/identity"
import { inSpan, traceHeaders, type Telemetry } from "@lectern/runtime/telemetry"
import { openUpstream, UpstreamAway, type FailureKind } from "@lectern/runtime/upstream"
import { originHeaders, type Call } from "./call.ts"
import { deadlineExceeded, ServiceError } from "./errors.ts"
import { NOT_CONNECTED, REPLICA_HEADER, replicaChannel } from "./replica-channel.ts"
import { lowerFirst, type Client } from "./service-types.ts"
import { fromStatus, isAnswer } from "./status-details.ts"

// Each hop keeps this much for composing its own answer (see docs/decisions/0004-deadlines-and-retries.md).
const HOP_MARGIN_MS = 10
const MIN_REMAINING_MS = 10
// Above the time that nearly all reads take, and well below what a subgraph has for one.
const HEDGE_AFTER_MS = 80
// A connection is asked whether it lives after 2 s, and given up when it has not answered in 3 s: what is left on one to a
// machine that vanished can then go elsewhere. Other replicas are asked long before.
const KEEPALIVE_MS = 2000
const KEEPALIVE_TIMEOUT_MS = 3000
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
 * A client of a service at `address` (see GRPC_ADDRESS of @lectern/runtime/replicas). Carries passport, deadline and
 * trace; the abort of a call cancels it at the server. Replicas are asked in turn. What its .proto marks as free of side
 * effects or idempotent is sent to another replica when the first is unavailable; what is free of side effects, also when
 * the first is silent.
 */
export function createClient<D extends object>(
  definition: D,
  address: string,
  telemetry: Telemetry,
): Client<D> & ClosableClient {
  const methods = Object.entries(definition as Record<string, MethodDefinition<object, object, object, object>>)
  const target = methods[0]?.[1].path.split("/")[1] ?? ""
  const connected = new Set<string>()
  const listeners = new Set<(addresses: readonly string[]) => void>()
  const upstream = openUpstream({
    target,
    address,
    telemetry,
    hedgeAfterMs: HEDGE_AFTER_MS,
    prefers: (replica) => connected.has(replica),
    onAddresses: (addresses) => listeners.forEach((tell) => tell(addresses)),
  })
  const { target: channel, options } = replicaChannel(target, {
    connected,
    watch: (tell) => {
      listeners.add(tell)
      if (upstream.pool.addresses.length > 0) tell(upstream.pool.addresses)
      return () => listeners.delete(tell)
    },
  })
  const client = new GrpcClient(channel, credentialsFor(target), {
    ...options,
    "grpc.max_receive_message_length": MAX_ANSWER_BYTES,
    "grpc.initial_reconnect_backoff_ms": 100,
    "grpc.max_reconnect_backoff_ms": 1000,
    "grpc.keepalive_time_ms": KEEPALIVE_MS,
    "grpc.keepalive_timeout_ms": KEEPALIVE_TIMEOUT_MS,
  })
  let metrics = metricsOf.get(telemetry.metrics)
  if (!metrics) metricsOf.set(telemetry.metrics, (metrics = createMetrics(telemetry.metrics)))
  const { handled, seconds } = metrics

  const rpcs = methods.map(([methodName, method]) => {
    const serviceName = method.path.split("/")[1] ?? ""
    const level = (method.options as { idempotency_level?: string }).idempotency_level
    const attempt = (
      request: object,
      call: Call,
      deadlineMs: number,
      replica: string,
      signal: AbortSignal,
      heard: () => void,
    ) => {
      const metadata = new Metadata()
      metadata.set(REPLICA_HEADER, replica)
      metadata.set("x-passport", call.passport)
      metadata.set("x-correlation-id", call.correlationId)
      for (const [name, value] of Object.entries({ ...originHeaders(call.origin), ...traceHeaders() }))
        metadata.set(name, value)
      return new Promise<object>((resolve, reject) => {
        const running = client.makeUnaryRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          metadata,
          { deadline: deadlineMs },
          (error: GrpcError | null, reply?: object) => {
            signal.removeEventListener("abort", cancel)
            if (!error && reply) resolve(reply)
            else reject(error ?? new ServiceError("INTERNAL", "INTERNAL", "an answer without a message"))
          },
        )
        // Comes with the answer, or before it where that takes a while.
        running.once("metadata", heard)
        const cancel = () => running.cancel()
        if (signal.aborted) cancel()
        else signal.addEventListener("abort", cancel, { once: true })
      })
    }
    const rpc = (request: object, call: Call): Promise<object> => {
      const deadlineMs = call.deadlineMs - HOP_MARGIN_MS
      const budgetMs = deadlineMs - Date.now()
      if (budgetMs < MIN_REMAINING_MS)
        return Promise.reject(deadlineExceeded("too little time is left for another call"))
      return inSpan(telemetry.tracer, `${serviceName}/${methodName}`, { kind: SpanKind.CLIENT }, async (span) => {
        const began = performance.now()
        const done = (code: keyof typeof status) => {
          handled.labels(serviceName, methodName, code).inc()
          seconds.labels(serviceName, methodName).observe((performance.now() - began) / 1000)
        }
        try {
          const reply = await upstream.call({
            canRepeat: level !== "IDEMPOTENCY_UNKNOWN",
            canHedge: level === "NO_SIDE_EFFECTS",
            signal: call.signal,
            budgetMs,
            send: (replica, signal, heard) => attempt(request, call, deadlineMs, replica, signal, heard),
            kindOf,
          })
          done("OK")
          return reply
        } catch (error) {
          const failure = toServiceError(error)
          done(failure.code)
          span.setAttribute("rpc.grpc.status_code", status[failure.code])
          throw failure
        }
      })
    }
    return [lowerFirst(methodName), rpc] as const
  })
  return {
    ...Object.fromEntries(rpcs),
    close: () => {
      upstream.close()
      client.close()
    },
  } as Client<D> & ClosableClient
}

/** Clients of the same service share its connections, if they have the same credentials. */
const encrypted = new WeakMap<Identity, Map<string, ChannelCredentials>>()

/** Where this process has an identity, for a connection to the service that has this interface, and nobody else. */
function credentialsFor(target: string): ChannelCredentials {
  const own = identity()
  if (!own) return credentials.createInsecure()
  // Interfaces are named like elearning.users.v1.UsersService; the users service has that of signing in as well.
  const [, context] = target.split(".")
  const component = `${context === "auth" ? "users" : context}-service`
  const known = encrypted.get(own) ?? new Map<string, ChannelCredentials>()
  encrypted.set(own, known)
  const found = known.get(component) ?? encryptedAs(own, component)
  known.set(component, found)
  return found
}

function encryptedAs(own: Identity, component: string): ChannelCredentials {
  const ends = new Map<unknown, () => void>()
  const end = (listener: unknown) => {
    ends.get(listener)?.()
    ends.delete(listener)
  }
  const certificates: experimental.CertificateProvider = {
    addCaCertificateListener: (tell) =>
      void ends.set(
        tell,
        own.watch(({ ca }) => tell({ caCertificate: Buffer.from(ca) })),
      ),
    addIdentityCertificateListener: (tell) =>
      void ends.set(
        tell,
        own.watch(({ cert, key }) => tell({ certificate: Buffer.from(cert), privateKey: Buffer.from(key) })),
      ),
    removeCaCertificateListener: end,
    removeIdentityCertificateListener: end,
  }
  const { checkServerIdentity } = own.connectionTo(component)
  return experimental.createCertificateProviderChannelCredentials(certificates, certificates, { checkServerIdentity })
}

function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  if (error instanceof UpstreamAway)
    return new ServiceError("UNAVAILABLE", "UNAVAILABLE", error.message, { retryAfterMs: error.retryAfterMs })
  return fromStatus(error as GrpcError)
}

/**
 * Answers that speak against the replica that gave them; what else it says is about the request. RESOURCE_EXHAUSTED is
 * a refusal that costs nobody anything, and whoever asks too often gets it: it must not close the door for others.
 */
const BAD = new Set([status.INTERNAL, status.UNKNOWN])

function kindOf(error: unknown): FailureKind {
  if (error instanceof ServiceError) return "bad"
  const { code, details, metadata } = error as GrpcError
  if (code === status.UNAVAILABLE && details.startsWith(NOT_CONNECTED)) return "unsent"
  // Only servers send these; a status without them was made here.
  if (isAnswer(metadata)) return code === status.UNAVAILABLE ? "unavailable" : BAD.has(code) ? "bad" : "answered"
  if (code === status.CANCELLED || code === status.DEADLINE_EXCEEDED) return "stopped"
  return code === status.UNAVAILABLE ? "lost" : "bad"
}
