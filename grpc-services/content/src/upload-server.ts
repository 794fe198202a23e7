import { createHash, type Hash } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { Counter } from "prom-client"
import { ownCall, withCall } from "@lectern/rpc/call"
import { ServiceError } from "@lectern/rpc/errors"
import { anonymousCaller } from "@lectern/rpc/passport"
import { currentTraceId } from "@lectern/runtime/telemetry"
import { transact } from "@lectern/service-kit/database"
import { idToBytes } from "@lectern/service-kit/ids"
import type { UploadDeps } from "./check-upload.ts"
import { endContentFile } from "./content-file-store.ts"
import { lockCourseStorage } from "./course-storage.ts"
import type { UploadChunkRow } from "./database.ts"
import { StorageFullError } from "./file-store.ts"
import {
  appendChunks,
  chunkPath,
  discardUpload,
  endUpload,
  findLastChunk,
  findUpload,
  lockUploadingFile,
  newChunk,
  type FoundUpload,
} from "./upload-store.ts"
import { verifyUploadToken } from "./upload-token.ts"

export const UPLOADS_PREFIX = "/files/uploads/"

const VERSION = "1.0.0"
const ALGORITHMS = new Set(["sha1", "sha256"])
/** So much may be lost when the process is killed, and is written in vain when two write at once. */
const CHUNK_BYTES = 16 * 1024 * 1024
/** A smaller one is taken up by the next, so that bytes that come in drops make no million of objects. */
const SMALL_CHUNK_BYTES = 1024 * 1024
const DATABASE_LIMIT_MS = 3000
const UNWANTED_BODY_LIMIT_MS = 5000
/** A client that sends nothing for so long is gone. */
const IDLE_LIMIT_MS = 60_000

/** Why a request has no effect, as the protocol has it. */
class Refusal extends Error {
  readonly status: number
  readonly reason: string
  readonly headers: Record<string, string>

  constructor(status: number, reason: string, detail: string, headers: Record<string, string> = {}) {
    super(detail)
    this.status = status
    this.reason = reason
    this.headers = headers
  }
}

const notFound = () => new Refusal(404, "UPLOAD_NOT_FOUND", "there is no such upload")
const gone = () => new Refusal(410, "UPLOAD_OVER", "the upload is over: begin a new one")
const wrongOffset = (offset?: number) =>
  new Refusal(
    409,
    "OFFSET_CONFLICT",
    "the upload stands at another offset: ask for it with HEAD",
    offset === undefined ? {} : { "upload-offset": String(offset) },
  )

/**
 * Serves `/files/uploads/*`: tus 1.0.0 with checksum, expiration and termination; creation is BeginUpload. Whoever has
 * the address may write. Bytes become chunks of the store, and count when their row is written, in an update of the
 * upload's offset from what the client thinks it is: so any replica may take any request, two writers at once do no harm,
 * and what a killed process had not finished is not there.
 */
export function uploadServer(options: UploadDeps & { secret: string; lifetimeSeconds: number }) {
  const { db, files, clock, telemetry, secret, lifetimeSeconds } = options
  const requests = new Counter({
    name: "upload_requests_total",
    help: "Requests of uploads, by method and status.",
    labelNames: ["method", "status"],
    registers: [telemetry.metrics],
  })
  const bytesReceived = new Counter({
    name: "upload_bytes_received_total",
    help: "Bytes of uploads that were stored.",
    registers: [telemetry.metrics],
  })

  const sql = <T>(work: () => Promise<T>): Promise<T> => withCall(ownCall(anonymousCaller, "", DATABASE_LIMIT_MS), work)

  const find = async (target: string): Promise<FoundUpload> => {
    const fileId = verifyUploadToken(secret, target.slice(UPLOADS_PREFIX.length))
    const found = fileId === undefined ? undefined : await sql(() => findUpload(db, idToBytes(fileId)))
    if (!found) throw notFound()
    const { status } = found.file
    if (status === "FAILED" || status === "DELETED") throw gone()
    const isExpired = found.upload?.check_at === null && found.upload.expires_at <= clock()
    if (status === "UPLOADING" && isExpired) throw gone()
    return found
  }
  // A client may not have heard that its last bytes came.
  const offsetOf = ({ file, upload }: FoundUpload): number =>
    file.status === "UPLOADING" ? (upload?.byte_offset ?? 0) : file.byte_size
  const stateOf = (found: FoundUpload): Record<string, string> => ({
    "upload-offset": String(offsetOf(found)),
    ...(found.file.status === "UPLOADING" && found.upload && !found.upload.check_at
      ? { "upload-expires": found.upload.expires_at.toUTCString() }
      : {}),
  })

  const patch = async (request: IncomingMessage, found: FoundUpload): Promise<Record<string, string>> => {
    const { headers } = request
    if (headers["content-type"] !== "application/offset+octet-stream")
      throw new Refusal(415, "CONTENT_TYPE", "application/offset+octet-stream is expected")
    const offset = wholeNumber(headers["upload-offset"]?.toString())
    if (offset === undefined) throw new Refusal(400, "OFFSET_INVALID", "Upload-Offset: a whole number is expected")
    const checksum = readChecksum(headers["upload-checksum"]?.toString())
    const { file } = found
    if (offset !== offsetOf(found)) throw wrongOffset(offsetOf(found))
    const room = file.byte_size - offset
    const tooLong = () => new Refusal(413, "UPLOAD_TOO_LONG", `${file.byte_size} bytes were declared`)
    if (Number(headers["content-length"] ?? 0) > room) throw tooLong()
    if (room === 0) return stateOf(found)

    const body = new Body(request, { limit: room, tooLong, hash: checksum && createHash(checksum.algorithm) })
    try {
      return await receive(body, { found, offset, checksum })
    } finally {
      body.end()
    }
  }

  const receive = async (
    body: Body,
    { found: { file }, offset, checksum }: { found: FoundUpload; offset: number; checksum: Checksum | undefined },
  ): Promise<Record<string, string>> => {
    let at = offset
    let replaces = await sql(() => findLastChunk(db, file.id))
    if (replaces && replaces.byte_size >= SMALL_CHUNK_BYTES) replaces = undefined
    let stored: UploadChunkRow[] = []
    const expiresAt = () => new Date(clock().getTime() + lifetimeSeconds * 1000)
    const dropStored = async () => {
      for (const chunk of stored) await files.delete(chunkPath(chunk))
      stored = []
    }
    const count = async () => {
      const chunks = stored
      // Whoever does not hear whether they count must not delete them.
      stored = []
      const counted = await sql(() =>
        appendChunks(db, {
          fileId: file.id,
          offset: at,
          chunks,
          replaces,
          totalBytes: file.byte_size,
          expiresAt: expiresAt(),
          now: clock(),
        }),
      )
      if (!counted) {
        stored = chunks
        throw wrongOffset()
      }
      if (replaces) await files.delete(chunkPath(replaces))
      const last = chunks.at(-1)
      if (last) {
        bytesReceived.inc(last.byte_offset + last.byte_size - at)
        at = last.byte_offset + last.byte_size
      }
      replaces = undefined
    }
    const openCounted = (chunk: UploadChunkRow) =>
      files.open(chunkPath(chunk)).catch((error: NodeJS.ErrnoException) => {
        // Another writer has taken it up just now.
        throw error.code === "ENOENT" ? wrongOffset() : error
      })
    try {
      let end = at
      while (await body.hasMore()) {
        const before = end === offset ? replaces : undefined
        const chunk = newChunk(file.id, before?.byte_offset ?? end, clock())
        const earlier = before && (await openCounted(before))
        const begun = body.taken
        stored.push(chunk)
        await files.write(chunkPath(chunk), body.piece(CHUNK_BYTES, earlier))
        chunk.byte_size = (before?.byte_size ?? 0) + body.taken - begun
        end += body.taken - begun
        if (!checksum) await count()
      }
      if (checksum) {
        // Of bytes that broke off, nothing can be said.
        if (body.brokeOff) throw new Refusal(400, "BODY_INCOMPLETE", "the body ended early")
        if (body.digest() !== checksum.digest)
          throw new Refusal(460, "CHECKSUM_MISMATCH", "the bytes have another checksum than was said")
        await count()
      }
    } catch (error) {
      await dropStored()
      throw error
    }
    return {
      "upload-offset": String(at),
      ...(at < file.byte_size ? { "upload-expires": expiresAt().toUTCString() } : {}),
    }
  }

  const terminate = async ({ file }: FoundUpload): Promise<void> => {
    await sql(() =>
      transact(db, async (tx) => {
        const now = clock()
        await lockCourseStorage(tx, file.course_id)
        if ((await lockUploadingFile(tx, file.id)) === undefined) throw gone()
        await endUpload(tx, file.id, now)
        await endContentFile(tx, file.id, { status: "DELETED", now, purgeAt: now })
      }),
    )
    await discardUpload(db, files, file.id)
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = methodOf(request)
    const answer = (status: number, headers: Record<string, string> = {}) =>
      void response.writeHead(status, headers).end()
    if (method === "OPTIONS")
      return answer(204, {
        "tus-version": VERSION,
        "tus-extension": "checksum,expiration,termination",
        "tus-checksum-algorithm": [...ALGORITHMS].join(","),
      })
    if (method !== "HEAD" && method !== "PATCH" && method !== "DELETE")
      throw new Refusal(405, "METHOD_NOT_ALLOWED", "uploads speak tus: HEAD, PATCH and DELETE", {
        allow: "OPTIONS, HEAD, PATCH, DELETE",
      })
    if (request.headers["tus-resumable"] !== VERSION)
      throw new Refusal(412, "TUS_VERSION", `Tus-Resumable: ${VERSION} is expected`, { "tus-version": VERSION })
    const found = await find(request.url?.split("?", 1)[0] ?? "")
    if (method === "HEAD") return answer(200, { ...stateOf(found), "upload-length": String(found.file.byte_size) })
    if (method === "PATCH") return answer(204, await patch(request, found))
    await terminate(found)
    answer(204)
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    response.setHeader("tus-resumable", VERSION)
    response.setHeader("cache-control", "no-store")
    response.setHeader("x-content-type-options", "nosniff")
    response.once("close", () =>
      requests.labels(methodOf(request), String(response.headersSent ? response.statusCode : 499)).inc(),
    )
    serve(request, response).catch((error: unknown) => {
      if (response.destroyed || response.headersSent) return
      const refused = toRefusal(error)
      if (refused.status === 500) telemetry.log.error({ err: error }, "upload failed")
      refuse(request, response, refused)
    })
  }
}

/** Some clients can't send PATCH and DELETE themselves. */
const methodOf = ({ method = "", headers }: IncomingMessage): string => {
  const override = headers["x-http-method-override"]?.toString().toUpperCase()
  return method === "POST" && override !== undefined && OVERRIDES.has(override) ? override : method
}
const OVERRIDES = new Set(["PATCH", "DELETE"])

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined

interface Checksum {
  algorithm: string
  /** In base64. */
  digest: string
}

function readChecksum(header: string | undefined): Checksum | undefined {
  if (header === undefined) return undefined
  const [algorithm = "", digest = ""] = header.split(" ")
  if (!ALGORITHMS.has(algorithm))
    throw new Refusal(400, "CHECKSUM_ALGORITHM", `Upload-Checksum: ${[...ALGORITHMS].join(" or ")} is expected`)
  return { algorithm, digest }
}

/** The body of a request in pieces; one that breaks off ends, and what has come of it counts. */
class Body {
  /** Bytes that were given out. */
  taken = 0
  brokeOff = false
  readonly #request: IncomingMessage
  readonly #source: AsyncIterator<Buffer>
  readonly #limit: number
  readonly #tooLong: () => Error
  readonly #hash: Hash | undefined
  readonly #idle: NodeJS.Timeout
  #next: Buffer | undefined

  constructor(
    request: IncomingMessage,
    { limit, tooLong, hash }: { limit: number; tooLong: () => Error; hash: Hash | undefined },
  ) {
    this.#request = request
    this.#source = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
    this.#limit = limit
    this.#tooLong = tooLong
    this.#hash = hash
    this.#idle = setTimeout(() => request.destroy(), IDLE_LIMIT_MS)
  }

  async hasMore(): Promise<boolean> {
    if (this.#next) return true
    try {
      const { value, done } = await this.#source.next()
      if (done) this.brokeOff ||= !this.#request.complete
      else this.#next = value
    } catch {
      this.brokeOff = true
    }
    this.#idle.refresh()
    return this.#next !== undefined
  }

  /** `most` bytes, or as many as are left, behind those of `earlier`. */
  async *piece(most: number, earlier: AsyncIterable<Uint8Array> | undefined): AsyncGenerator<Uint8Array> {
    if (earlier) yield* earlier
    let room = most
    while (room > 0 && (await this.hasMore())) {
      const bytes = this.#next ?? Buffer.alloc(0)
      const part = bytes.subarray(0, room)
      this.#next = part.length < bytes.length ? bytes.subarray(room) : undefined
      room -= part.length
      this.taken += part.length
      if (this.taken > this.#limit) throw this.#tooLong()
      this.#hash?.update(part)
      yield part
    }
  }

  digest(): string | undefined {
    return this.#hash?.digest("base64")
  }

  end(): void {
    clearTimeout(this.#idle)
  }
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof StorageFullError)
    return new Refusal(507, "STORAGE_FULL", "there is no room left: go on later, nothing is lost")
  if (error instanceof ServiceError && error.code !== "INTERNAL")
    return new Refusal(503, "UNAVAILABLE", "uploads can't be taken at the moment", { "retry-after": "1" })
  return new Refusal(500, "INTERNAL", "internal error")
}

/** RFC 9457. */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, reason, message, headers }: Refusal,
): void {
  const code = CODES[status] ?? "BAD_USER_INPUT"
  const traceId = currentTraceId()
  const body = Buffer.from(JSON.stringify({ type: "about:blank", status, code, reason, detail: message, traceId }))
  response.writeHead(status, {
    ...headers,
    "content-type": "application/problem+json",
    "content-length": body.length,
  })
  response.end(request.method === "HEAD" ? undefined : body)
  // Many clients read an answer only when they have sent everything; they get some time to.
  const limit = setTimeout(() => request.destroy(), UNWANTED_BODY_LIMIT_MS).unref()
  request.once("close", () => clearTimeout(limit)).resume()
}
const CODES: Record<number, string> = {
  404: "NOT_FOUND",
  409: "CONFLICT",
  410: "NOT_FOUND",
  500: "INTERNAL",
  503: "SERVICE_UNAVAILABLE",
  507: "OVERLOADED",
}
