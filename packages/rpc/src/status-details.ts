import { Metadata, status, type ServiceError as GrpcError, type StatusObject } from "@grpc/grpc-js"
import protobuf from "protobufjs"
import { ServiceError, type Code, type ErrorDetails } from "./errors.ts"

// The messages of google/rpc/status.proto and error_details.proto that AIP-193 asks for, by their field numbers.
const field = (type: string, id: number, rule?: "repeated") => ({ type, id, ...(rule ? { rule } : {}) })
const MESSAGES = {
  nested: {
    Any: { fields: { typeUrl: field("string", 1), value: field("bytes", 2) } },
    Status: { fields: { code: field("int32", 1), message: field("string", 2), details: field("Any", 3, "repeated") } },
    ErrorInfo: {
      fields: {
        reason: field("string", 1),
        domain: field("string", 2),
        metadata: { keyType: "string", ...field("string", 3) },
      },
    },
    FieldViolation: {
      fields: { field: field("string", 1), description: field("string", 2), reason: field("string", 3) },
    },
    BadRequest: { fields: { fieldViolations: field("FieldViolation", 1, "repeated") } },
    Duration: { fields: { seconds: field("int64", 1), nanos: field("int32", 2) } },
    RetryInfo: { fields: { retryDelay: field("Duration", 1) } },
    ResourceInfo: { fields: { resourceType: field("string", 1), resourceName: field("string", 2) } },
  },
}
const root = protobuf.Root.fromJSON(MESSAGES)
const message = (name: string) => root.lookupType(name)
const KEY = "grpc-status-details-bin"

// A status travels in the trailers. Longer ones than a client takes (64 KiB for all of them, a character may need nine
// bytes) cost it the connection, with every other call on it; and what a caller sent may be quoted in them.
const MAX_MESSAGE_CHARACTERS = 500
const MAX_VIOLATIONS = 30
const MAX_ID_CHARACTERS = 100
const short = (text: string, most = MAX_MESSAGE_CHARACTERS): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`

const pack = (name: string, value: object) => ({
  typeUrl: `type.googleapis.com/google.rpc.${name}`,
  value: message(name).encode(message(name).fromObject(value)).finish(),
})

/**
 * The status a gRPC server answers with: `google.rpc.Status` in the trailers, each detail at most once (AIP-193). Long
 * texts are cut, and an id that is longer than any of ours is left out.
 */
export function toStatus(error: ServiceError, domain: string): Partial<StatusObject> {
  const { violations, retryAfterMs, currentEtag, resourceId, metadata: facts } = error.details
  const text = short(error.message)
  const details = [
    pack("ErrorInfo", {
      reason: error.reason,
      domain,
      metadata: { ...facts, ...(currentEtag === undefined ? {} : { currentEtag }) },
    }),
  ]
  if (violations)
    details.push(
      pack("BadRequest", {
        fieldViolations: violations
          .slice(0, MAX_VIOLATIONS)
          .map((v) => ({ field: v.field, description: short(v.message, 200), reason: v.rule })),
      }),
    )
  if (retryAfterMs !== undefined)
    details.push(
      pack("RetryInfo", {
        retryDelay: { seconds: Math.floor(retryAfterMs / 1000), nanos: Math.round(retryAfterMs % 1000) * 1_000_000 },
      }),
    )
  if (resourceId !== undefined && resourceId.length <= MAX_ID_CHARACTERS)
    details.push(pack("ResourceInfo", { resourceType: domain, resourceName: resourceId }))
  const code = status[error.code]
  const metadata = new Metadata()
  metadata.set(
    KEY,
    Buffer.from(
      message("Status")
        .encode(message("Status").fromObject({ code, message: text, details }))
        .finish(),
    ),
  )
  return { code, details: text, metadata }
}

/** Whether a status came from a server of ours, which puts details into each, rather than from the client's own end. */
export const isAnswer = (metadata: Metadata | undefined): boolean => (metadata?.get(KEY).length ?? 0) > 0

interface DecodedDetails {
  details?: { typeUrl: string; value: Uint8Array }[]
}

/** The error a gRPC client sees, as the server threw it. */
export function fromStatus(error: GrpcError): ServiceError {
  const code = (status[error.code] ?? "UNKNOWN") as Code
  const details: ErrorDetails = {}
  let reason: string = code
  const packed = error.metadata?.get(KEY)[0]
  if (Buffer.isBuffer(packed)) {
    const decoded = message("Status").decode(packed) as unknown as DecodedDetails
    for (const { typeUrl, value } of decoded.details ?? []) {
      const name = typeUrl.slice(typeUrl.lastIndexOf(".") + 1)
      if (!root.get(name)) continue
      const detail = message(name).toObject(message(name).decode(value), { longs: Number }) as Record<string, never>
      if (name === "ErrorInfo") {
        reason = detail.reason ?? reason
        const { currentEtag, ...facts } = (detail.metadata ?? {}) as Record<string, string>
        if (currentEtag !== undefined) details.currentEtag = currentEtag
        if (Object.keys(facts).length > 0) details.metadata = facts
      } else if (name === "BadRequest")
        details.violations = (
          (detail.fieldViolations ?? []) as { field: string; description: string; reason: string }[]
        ).map((v) => ({ field: v.field, message: v.description, rule: v.reason }))
      else if (name === "RetryInfo") {
        const delay = detail.retryDelay as { seconds?: number; nanos?: number } | undefined
        details.retryAfterMs = (delay?.seconds ?? 0) * 1000 + (delay?.nanos ?? 0) / 1_000_000
      } else if (name === "ResourceInfo") details.resourceId = detail.resourceName as unknown as string
    }
  }
  return new ServiceError(code, reason, error.details, details, error)
}
