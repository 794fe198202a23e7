import type { status } from "@grpc/grpc-js"

/** gRPC's closed list of codes, by name. */
export type Code = Exclude<keyof typeof status, "OK">

/** One broken rule of a request; `field` is a proto path such as `user.display_name` or `events[3].rate`. */
export interface FieldViolation {
  field: string
  rule: string
  message: string
}

export interface ErrorDetails {
  violations?: FieldViolation[]
  retryAfterMs?: number
  currentEtag?: string
  resourceId?: string
  /** More facts for programs; which ones a reason has is said by its RPC. */
  metadata?: Record<string, string>
}

/**
 * The one error of the services. `reason` is a stable name in UPPER_SNAKE that a client may branch on; `message` is
 * for people and must hold nothing that the caller may not know. Anything else that is thrown is a bug or an outage
 * and reaches the caller as INTERNAL without its text.
 */
export class ServiceError extends Error {
  readonly code: Code
  readonly reason: string
  readonly details: ErrorDetails

  constructor(code: Code, reason: string, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = "ServiceError"
    this.code = code
    this.reason = reason
    this.details = details
  }
}

export const notFound = (reason: string, message: string, resourceId?: string) =>
  new ServiceError("NOT_FOUND", reason, message, resourceId === undefined ? {} : { resourceId })

export const alreadyExists = (reason: string, message: string, details?: ErrorDetails, cause?: unknown) =>
  new ServiceError("ALREADY_EXISTS", reason, message, details, cause)

export const aborted = (reason: string, message: string, currentEtag: string) =>
  new ServiceError("ABORTED", reason, message, { currentEtag })

export const failedPrecondition = (reason: string, message: string, details?: ErrorDetails) =>
  new ServiceError("FAILED_PRECONDITION", reason, message, details)

export const permissionDenied = (reason: string, message: string) =>
  new ServiceError("PERMISSION_DENIED", reason, message)

export const unauthenticated = (reason: string, message: string) => new ServiceError("UNAUTHENTICATED", reason, message)

export const invalidArgument = (reason: string, message: string) =>
  new ServiceError("INVALID_ARGUMENT", reason, message)

export const unavailable = (message: string, cause?: unknown) =>
  new ServiceError("UNAVAILABLE", "UNAVAILABLE", message, { retryAfterMs: 1000 }, cause)

export const deadlineExceeded = (message: string, cause?: unknown) =>
  new ServiceError("DEADLINE_EXCEEDED", "DEADLINE_EXCEEDED", message, {}, cause)

/** The reason of a refusal for what the caller did; every other RESOURCE_EXHAUSTED is for lack of our own capacity. */
export const RATE_LIMITED = "RATE_LIMITED"

/** This caller has asked too often; it may try again after `retryAfterMs`. */
export const rateLimited = (message: string, retryAfterMs: number) => exhausted(RATE_LIMITED, message, retryAfterMs)

/** We can take no more for now; anybody may try again after `retryAfterMs`. */
export const exhausted = (reason: string, message: string, retryAfterMs: number) =>
  new ServiceError("RESOURCE_EXHAUSTED", reason, message, { retryAfterMs })

/** INVALID_ARGUMENT with every broken rule. */
export const invalidFields = (violations: FieldViolation[]) =>
  new ServiceError(
    "INVALID_ARGUMENT",
    "INVALID_ARGUMENT",
    violations.map(({ field, message }) => `${field}: ${message}`).join("; "),
    { violations },
  )
