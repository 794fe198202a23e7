import { randomUUID } from "node:crypto"
import type { AddressInfo } from "node:net"
import { createServer as createTlsServer } from "node:tls"
import { SpanKind } from "@opentelemetry/api"
import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type handleUnaryCall,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServiceDefinition,
} from "@grpc/grpc-js"
import type { MethodDefinition } from "@grpc/proto-loader"
import { HealthImplementation } from "grpc-health-check"
import { Counter, Histogram } from "prom-client"
import type { Running } from "@lectern/runtime/component-process"
import { identity, SERVER_TLS, type Identity } from "@lectern/runtime/identity"
import { contextFromHeaders, inSpan, withRequestId, type Telemetry } from "@lectern/runtime/telemetry"
import { AT_WORK_AFTER_MS } from "@lectern/runtime/upstream"
import { originFromHeaders, withCall, type Call } from "./call.ts"
import { deadlineExceeded, ServiceError, type Code } from "./errors.ts"
import type { PassportVerifier } from "./passport.ts"
import { placeOf } from "./replica-channel.ts"
import { lowerFirst, type Handlers } from "./service-types.ts"
import { toStatus } from "./status-details.ts"

export interface ServedService {
  definition: ServiceDefinition
  handlers: Record<string, (request: never, call: Call) => Promise<object>>
  /** Domain of its errors, e.g. `elearning.users`. */
  domain: string
}

/** Ties handlers to the definition they implement, so that the compiler names any RPC that is not served. */
export const service = <D extends object>(definition: D, domain: string, handlers: Handlers<D>): ServedService => ({
  definition: definition as unknown as ServiceDefinition,
  handlers: handlers as ServedService["handlers"],
  domain,
})

/**
 * Ready from the first moment: whatever its handlers need is there before it serves. `stop` takes no more calls and lets
 * running ones end, for at most 10 s. `address` is `unix:/path`, or `host:port` with the port that was chosen.
 */
export type GrpcServer = Running

// Made once: grpc-js says "cancelled" of every call that has ended, and an exception for each would cost its stack.
const CALL_IS_OVER = new Error("the call is over")
// Work that can't end in time is not begun (Google SRE: do not start doomed work).
const MIN_REMAINING_MS = 10
const DEFAULT_DEADLINE_MS = 5000
const DRAIN_LIMIT_MS = 10_000
/** What fails in these ways is for the operator to look at, not for the caller. */
const OUTAGES: ReadonlySet<string> = new Set<Code>([
  "UNAVAILABLE",
  "DEADLINE_EXCEEDED",
  "RESOURCE_EXHAUSTED",
  "UNKNOWN",
])
const INTERNAL = new ServiceError("INTERNAL", "INTERNAL", "internal error")

/**
 * Serves RPCs: passport, deadline, cancellation, trace, metrics, error translation and health, so that a handler is
 * `async (request, call) => reply`.
 */
export async function serveGrpc(options: {
  /** `unix:/path` or `host:port`; port 0 takes a free one. */
  address: string
  services: readonly ServedService[]
  verifyPassport: PassportVerifier
  telemetry: Telemetry
}): Promise<GrpcServer> {
  const { telemetry } = options
  const labelNames = ["grpc_service", "grpc_method", "grpc_code"] as const
  const handled = new Counter({
    name: "grpc_server_handled_total",
    help: "RPCs answered, by status code.",
    labelNames,
    registers: [telemetry.metrics],
  })
  const seconds = new Histogram({
    name: "grpc_server_handling_seconds",
    help: "Time to answer an RPC.",
    labelNames: ["grpc_service", "grpc_method"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [telemetry.metrics],
  })

  const adapt =
    (
      rpc: { serviceName: string; methodName: string; domain: string; isRead: boolean },
      handler: ServedService["handlers"][string],
    ) =>
    (grpcCall: ServerUnaryCall<object, object>, reply: sendUnaryData<object>): void => {
      const began = performance.now()
      const headers = grpcCall.metadata.getMap() as Record<string, string>
      const correlationId = headers["x-correlation-id"] ?? randomUUID()
      const controller = new AbortController()
      grpcCall.on("cancelled", () => controller.abort(CALL_IS_OVER))
      const name = `${rpc.serviceName}/${rpc.methodName}`
      /** One line for what changes something or fails; that something was read is in the metrics and the trace. */
      const logLine = (outcome: { code: keyof typeof status; reason?: string }) => {
        const line = { rpc: name, ...outcome, ms: Math.round(performance.now() - began) }
        if (OUTAGES.has(outcome.code)) telemetry.log.warn(line, "rpc")
        else if (!rpc.isRead || outcome.code !== "OK") telemetry.log.info(line, "rpc")
      }
      const finish = (code: keyof typeof status, answer: () => void) => {
        handled.labels(rpc.serviceName, rpc.methodName, code).inc()
        seconds.labels(rpc.serviceName, rpc.methodName).observe((performance.now() - began) / 1000)
        clearTimeout(atWork)
        answer()
      }
      const atWork = setTimeout(() => grpcCall.sendMetadata(new Metadata()), AT_WORK_AFTER_MS)
      const serve = async (): Promise<object> => {
        const caller = options.verifyPassport(headers["x-passport"])
        const given = grpcCall.getDeadline()
        const deadlineMs = Number.isFinite(Number(given)) ? Number(given) : Date.now() + DEFAULT_DEADLINE_MS
        if (deadlineMs - Date.now() < MIN_REMAINING_MS) throw deadlineExceeded("too little time is left to begin")
        const call: Call = {
          caller,
          passport: headers["x-passport"] ?? "",
          deadlineMs,
          signal: controller.signal,
          correlationId,
          origin: originFromHeaders(headers),
        }
        return withCall(call, () => handler(grpcCall.request as never, call))
      }
      inSpan(
        telemetry.tracer,
        name,
        { kind: SpanKind.SERVER, attributes: { "rpc.system": "grpc" } },
        async (span) => {
          try {
            const answer = await serve()
            logLine({ code: "OK" })
            return answer
          } catch (error) {
            if (error instanceof ServiceError && error.code !== "INTERNAL") {
              span.setAttribute("rpc.grpc.status_code", status[error.code])
              logLine({ code: error.code, reason: error.reason })
            } else telemetry.log.error({ err: error, rpc: name }, "RPC failed")
            throw error
          }
        },
        withRequestId(contextFromHeaders(headers), correlationId),
      ).then(
        (answer) => finish("OK", () => reply(null, answer)),
        (error: unknown) => {
          // Whatever is not a ServiceError is a bug or an outage: its text stays in the log.
          const answer = error instanceof ServiceError && error.code !== "INTERNAL" ? error : INTERNAL
          finish(answer.code, () => reply(toStatus(answer, rpc.domain)))
        },
      )
    }

  const server = new Server({ "grpc.max_receive_message_length": 4 * 1024 * 1024 })
  const names: string[] = []
  for (const { definition, handlers, domain } of options.services) {
    const implementation: Record<string, handleUnaryCall<object, object>> = {}
    let serviceName = ""
    for (const [methodName, method] of Object.entries(definition)) {
      serviceName = method.path.split("/")[1] ?? ""
      const handler = handlers[lowerFirst(methodName)]
      if (!handler) throw new Error(`${method.path} is declared but not served`)
      const { options: declared } = method as unknown as MethodDefinition<object, object>
      const isRead = (declared as { idempotency_level?: string } | undefined)?.idempotency_level === "NO_SIDE_EFFECTS"
      implementation[methodName] = adapt({ serviceName, methodName, domain, isRead }, handler)
    }
    names.push(serviceName)
    server.addService(definition, implementation)
  }
  const health = new HealthImplementation()
  for (const name of ["", ...names]) health.setStatus(name, "SERVING")
  health.addToServer(server)

  const own = identity()
  const { port, close } = await (own ? listenAs(own, server, options.address) : listen(server, options.address))
  let ready = true
  const drain = () => {
    ready = false
    for (const name of ["", ...names]) health.setStatus(name, "NOT_SERVING")
  }
  return {
    address: options.address.startsWith("unix:") ? options.address : options.address.replace(/:\d+$/, `:${port}`),
    isReady: () => ready,
    drain,
    stop: async () => {
      drain()
      close()
      const drained = new Promise<void>((resolve) => server.tryShutdown(() => resolve()))
      const limit = setTimeout(() => server.forceShutdown(), DRAIN_LIMIT_MS)
      await drained
      clearTimeout(limit)
    },
  }
}

interface Listening {
  port: number
  /** Takes no more connections; those that are there stay. */
  close(): void
}

const listen = (server: Server, address: string): Promise<Listening> =>
  new Promise((resolve, reject) =>
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) =>
      // Its own shutdown closes it.
      error ? reject(error) : resolve({ port, close: () => {} }),
    ),
  )

/**
 * Who connects is known before gRPC has the connection: its own credentials would tell it with each call, at a seventh of
 * what a call costs.
 */
async function listenAs(own: Identity, server: Server, address: string): Promise<Listening> {
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure())
  const listener = createTlsServer({ ...SERVER_TLS, ALPNProtocols: ["h2"] })
  own.protect(listener, "grpc", (socket) => injector.injectConnection(socket))
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject)
    listener.listen(placeOf(address), resolve)
  })
  const bound = listener.address()
  return { port: typeof bound === "string" ? 0 : (bound as AddressInfo).port, close: () => listener.close() }
}
