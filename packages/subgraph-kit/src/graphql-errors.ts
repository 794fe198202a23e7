import { GraphQLError, type GraphQLFormattedError } from "graphql"
import { RATE_LIMITED, ServiceError, type Code } from "@lectern/rpc/errors"
import { currentTraceId, type Telemetry } from "@lectern/runtime/telemetry"

/** gRPC codes as `extensions.code`; what is not here is INTERNAL. */
const CODES: Partial<Record<Code, string>> = {
  INVALID_ARGUMENT: "BAD_USER_INPUT",
  OUT_OF_RANGE: "BAD_USER_INPUT",
  UNAUTHENTICATED: "UNAUTHENTICATED",
  PERMISSION_DENIED: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  ALREADY_EXISTS: "CONFLICT",
  ABORTED: "CONFLICT",
  FAILED_PRECONDITION: "FAILED_PRECONDITION",
  RESOURCE_EXHAUSTED: "OVERLOADED",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
  DEADLINE_EXCEEDED: "TIMEOUT",
  CANCELLED: "TIMEOUT",
}
const RETRYABLE = new Set(["SERVICE_UNAVAILABLE", "TIMEOUT", "RATE_LIMITED", "OVERLOADED"])
// Texts of outages are for the log: they may name hosts.
const GENERIC: Record<string, string> = {
  SERVICE_UNAVAILABLE: "the service is away for the moment",
  TIMEOUT: "the service did not answer in time",
  INTERNAL: "internal error",
}

/** For an argument or a value that breaks a rule of the graph's own; `message` names it, what is expected and what came. */
export const badUserInput = (message: string) => new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } })

/** An error of a resolver as it leaves the subgraph; what is not a known failure is logged here, once. */
export function formatSubgraphError(
  error: GraphQLError,
  subgraph: string,
  telemetry: Telemetry,
): GraphQLFormattedError {
  const cause = error.originalError
  const traceId = currentTraceId()
  const shape = (code: string, message: string, more: object = {}): GraphQLFormattedError => ({
    message: GENERIC[code] ?? message,
    ...(error.path ? { path: error.path } : {}),
    extensions: { code, service: subgraph, retryable: RETRYABLE.has(code), ...(traceId ? { traceId } : {}), ...more },
  })
  if (cause instanceof ServiceError) {
    // Asked too often, which is the caller's to mend, is not the same as too busy.
    const code = cause.reason === RATE_LIMITED ? "RATE_LIMITED" : (CODES[cause.code] ?? "INTERNAL")
    const { retryAfterMs, violations } = cause.details
    return shape(code, cause.message, {
      reason: cause.reason,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs, retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
      ...(violations ? { violations } : {}),
    })
  }
  // No cause: GraphQL itself refused the request, or a scalar its value. A variable of the wrong kind has one, but no
  // path, since nothing was executed; with a path it is a value of ours that does not fit its type.
  const ownCode = error.extensions.code
  const isRefused = !cause || (cause instanceof GraphQLError && !error.path)
  if (isRefused || typeof ownCode === "string")
    return shape(typeof ownCode === "string" ? ownCode : "BAD_USER_INPUT", error.message)
  telemetry.log.error({ err: cause, path: error.path?.join(".") }, "resolver failed")
  return shape("INTERNAL", "internal error")
}
