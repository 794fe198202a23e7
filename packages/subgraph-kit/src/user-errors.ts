import { ServiceError } from "@lectern/rpc/errors"

export interface FieldError {
  path: string[]
  rule: string
  message: string
}

const base = <N extends string>(__typename: N, error: ServiceError) => ({
  __typename,
  code: error.reason,
  message: error.message,
})

/**
 * The reply of an RPC, or the member of the mutation's result union that stands for its failure. A key of `members` is
 * a reason (`EMAIL_TAKEN`) or, where no reason fits, a gRPC code (`NOT_FOUND`); any other failure travels in `errors`.
 */
export async function orUserError<T, M extends Record<string, (error: ServiceError) => object>>(
  reply: Promise<T>,
  members: M,
): Promise<T | ReturnType<M[keyof M]>> {
  try {
    return await reply
  } catch (error) {
    const member = error instanceof ServiceError ? (members[error.reason] ?? members[error.code]) : undefined
    if (!member) throw error
    return member(error as ServiceError) as ReturnType<M[keyof M]>
  }
}

/** A member that has no fields of its own. */
export const plainError =
  <N extends string>(typename: N) =>
  (error: ServiceError) =>
    base(typename, error)

/**
 * `resource` is the name of the message in the request that the input became: `user.display_name` and `display_name`
 * are both `["displayName"]` of the input.
 */
export const validationError =
  (resource: string, renamed: Record<string, string> = {}) =>
  (error: ServiceError) => {
    const fields = (error.details.violations ?? []).map(({ field, rule, message }): FieldError => ({
      path: inputPath(field, resource, renamed),
      rule,
      message,
    }))
    // The service's own sentence names fields of the request, which the client has never seen.
    const message = fields.map(({ path, message: text }) => `${path.join(".")}: ${text}`).join("; ")
    return { ...base("ValidationError", error), message: message || error.message, fields }
  }

export const conflictError = (error: ServiceError) => ({
  ...base("ConflictError", error),
  currentEtag: error.details.currentEtag ?? null,
})

export const notFoundError = (resourceId: string) => (error: ServiceError) => ({
  ...base("NotFoundError", error),
  resourceId: error.details.resourceId ?? resourceId,
})

export const overloadedError = (error: ServiceError) => ({
  ...base("OverloadedError", error),
  // The text of an outage may name a host.
  ...(error.code === "UNAVAILABLE" ? { message: "the service is away for the moment" } : {}),
  retryAfterSeconds: Math.max(1, Math.ceil((error.details.retryAfterMs ?? 1000) / 1000)),
})

// The idempotency key has one name in every input and another in every request.
const ALWAYS_RENAMED: Record<string, string> = { requestId: "idempotencyKey" }

/** `events[3].position_ms` → ["events", "3", "positionMs"]. */
function inputPath(field: string, resource: string, renamed: Record<string, string>): string[] {
  const parts = field
    .split(/[.[\]]+/)
    .filter((part) => part !== "")
    .map((part) => part.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()))
  if (parts[0] === resource && parts.length > 1) parts.shift()
  return parts.map((part) => renamed[part] ?? ALWAYS_RENAMED[part] ?? part)
}
