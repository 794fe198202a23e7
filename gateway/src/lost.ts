/** The codes a client may get; reliability and meaning are described in docs of the error model. */
export type ErrorCode =
  | "BAD_USER_INPUT"
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CONFLICT"
  | "FAILED_PRECONDITION"
  | "PRECONDITION_FAILED"
  | "RATE_LIMITED"
  | "OVERLOADED"
  | "SERVICE_UNAVAILABLE"
  | "TIMEOUT"
  | "QUERY_TOO_COMPLEX"
  | "PERSISTED_QUERY_NOT_FOUND"
  | "INTERNAL"

export type SubgraphError = { message?: unknown; path?: unknown; extensions?: unknown }

export type PathSegment = string | number

/** A broken rule of the input, as the services report it. */
export type Violation = { field: string; rule: string; message: string }

/**
 * Stands in the merged data where a value could not be had; the answer has null and one error there.
 * One instance is shared by every place that the same failure left empty.
 */
export class Lost {
  readonly code: ErrorCode
  readonly message: string
  /** The subgraph that failed; absent for what the gateway itself refused. */
  readonly service: string | undefined
  readonly retryAfterMs: number | undefined
  /** A stable name of the cause that a client may branch on. */
  readonly reason: string | undefined
  /** With BAD_USER_INPUT, which parts of the input broke which rule. */
  readonly violations: readonly Violation[] | undefined
  /** Where below this place the subgraph said it happened, when its null has already bubbled up to here. */
  readonly deeperPath: readonly PathSegment[]

  constructor(
    code: ErrorCode,
    options: {
      message?: string
      service?: string | undefined
      retryAfterMs?: number | undefined
      reason?: string | undefined
      violations?: readonly Violation[] | undefined
      deeperPath?: readonly PathSegment[]
    } = {},
  ) {
    this.code = code
    this.message = options.message ?? MESSAGES[code]
    this.service = options.service
    this.retryAfterMs = options.retryAfterMs
    this.reason = options.reason
    this.violations = options.violations
    this.deeperPath = options.deeperPath ?? []
  }

  /** The same failure, said to have happened at another depth below its place. */
  at(deeperPath: readonly PathSegment[]): Lost {
    return deeperPath.length === 0 && this.deeperPath.length === 0 ? this : new Lost(this.code, { ...this, deeperPath })
  }
}

export type ErrorExtensions = {
  code: ErrorCode
  service?: string
  reason?: string
  violations?: readonly Violation[]
  retryable: boolean
  retryAfterMs?: number
  retryAfterSeconds?: number
  traceId: string
}

/** An error as the client gets it. */
export type GraphError = { message: string; path?: PathSegment[]; locations?: object[]; extensions: ErrorExtensions }

/** `path` is that of the error itself, its deeper part included. */
export function toGraphError(lost: Lost, path: PathSegment[] | undefined, traceId: string): GraphError {
  return {
    message: lost.message,
    ...(path ? { path } : {}),
    extensions: {
      code: lost.code,
      ...(lost.service === undefined ? {} : { service: lost.service }),
      ...(lost.reason === undefined ? {} : { reason: lost.reason }),
      ...(lost.violations === undefined ? {} : { violations: lost.violations }),
      retryable: RETRYABLE.has(lost.code),
      ...(lost.retryAfterMs === undefined
        ? {}
        : { retryAfterMs: lost.retryAfterMs, retryAfterSeconds: Math.ceil(lost.retryAfterMs / 1000) }),
      traceId,
    },
  }
}

/**
 * What a client may know of a subgraph's error. Its message passes only with a code the client can act on, since those
 * are written for people; anything else may hold an address, SQL or a stack and becomes the fixed text.
 */
export function lostBySubgraph(service: string, error: SubgraphError, deeperPath: readonly PathSegment[] = []): Lost {
  const extensions = isRecord(error.extensions) ? error.extensions : {}
  const code = codeOf(error)
  const { retryAfterMs, retryAfterSeconds, reason, violations } = extensions
  const milliseconds =
    typeof retryAfterMs === "number"
      ? retryAfterMs
      : typeof retryAfterSeconds === "number"
        ? retryAfterSeconds * 1000
        : -1
  return new Lost(code, {
    service,
    deeperPath,
    message:
      SPEAKING_CODES.has(code) && typeof error.message === "string" && error.message !== ""
        ? error.message.slice(0, MAX_MESSAGE_LENGTH)
        : MESSAGES[code],
    retryAfterMs: milliseconds >= 0 && Number.isFinite(milliseconds) ? milliseconds : undefined,
    reason: SPEAKING_CODES.has(code) && typeof reason === "string" && REASON.test(reason) ? reason : undefined,
    violations: code === "BAD_USER_INPUT" && Array.isArray(violations) ? knownViolations(violations) : undefined,
  })
}

function knownViolations(violations: readonly unknown[]): Violation[] {
  return violations.slice(0, MAX_VIOLATIONS).flatMap((violation) => {
    if (!isRecord(violation)) return []
    const { field, rule, message } = violation
    if (typeof field !== "string" || typeof rule !== "string" || typeof message !== "string") return []
    return [{ field, rule, message: message.slice(0, MAX_MESSAGE_LENGTH) }]
  })
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** What a subgraph's error says it is; INTERNAL where that is none of ours. */
export const codeOf = ({ extensions }: SubgraphError): ErrorCode =>
  isRecord(extensions) && isErrorCode(extensions.code) ? extensions.code : "INTERNAL"

/** What something is lost for that is ours to mend, not the client's. */
export const OUR_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "INTERNAL",
  "SERVICE_UNAVAILABLE",
  "TIMEOUT",
  "OVERLOADED",
])

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === "string" && Object.hasOwn(MESSAGES, code)

const MAX_MESSAGE_LENGTH = 500
const MAX_VIOLATIONS = 20
const REASON = /^[A-Z][A-Z0-9_]{0,62}$/

const SPEAKING_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "BAD_USER_INPUT",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "FAILED_PRECONDITION",
  "PRECONDITION_FAILED",
  "RATE_LIMITED",
])

const RETRYABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "RATE_LIMITED",
  "OVERLOADED",
  "SERVICE_UNAVAILABLE",
  "TIMEOUT",
])

export const MESSAGES: Record<ErrorCode, string> = {
  BAD_USER_INPUT: "the input is not valid",
  UNAUTHENTICATED: "sign in to see this",
  FORBIDDEN: "you may not see or do this",
  NOT_FOUND: "not found",
  CONFLICT: "it was changed meanwhile",
  FAILED_PRECONDITION: "this can't be done now",
  PRECONDITION_FAILED: "this can't be done now",
  RATE_LIMITED: "too many requests",
  OVERLOADED: "too busy, try again later",
  SERVICE_UNAVAILABLE: "this part is unavailable, try again later",
  TIMEOUT: "this took too long, try again",
  QUERY_TOO_COMPLEX: "the query asks for too much",
  // Clients of Apollo's look for this word.
  PERSISTED_QUERY_NOT_FOUND: "PersistedQueryNotFound",
  INTERNAL: "internal error",
}
