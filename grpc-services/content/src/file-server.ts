import { createHash, randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { buffer } from "node:stream/consumers"
import { LRUCache } from "lru-cache"
import { Counter } from "prom-client"
import { ownCall, withCall } from "@lectern/rpc/call"
import { ServiceError } from "@lectern/rpc/errors"
import { anonymousCaller } from "@lectern/rpc/passport"
import type { Clock } from "@lectern/runtime/clock"
import { currentTraceId, type Telemetry } from "@lectern/runtime/telemetry"
import { idFromBytes } from "@lectern/service-kit/ids"
import { isRangeCurrent, checkPreconditions, type Validators } from "./preconditions.ts"
import { readRanges, type ByteRange } from "./byte-range.ts"
import { captionPlaylist, offeredCaptions, withCaptions } from "./captions.ts"
import { findCaptionLength, findContentFile, findReadyCaptions } from "./content-file-store.ts"
import type { Database } from "./database.ts"
import { readFileTarget, type FileAddress } from "./file-address.ts"
import { streamPathOf, type FileStore } from "./file-store.ts"
import type { GrantEpochs } from "./grant-epochs.ts"
import { mediaTypeOf, PLAYLIST_TYPE } from "./media-type.ts"
import { storyboardWithGrant, withGrant } from "./playlist.ts"
import { written } from "./send-file.ts"
import { verifyStreamGrant, type StreamGrant } from "./stream-grant.ts"
import { STORYBOARD } from "./stream-package.ts"
import { isDownloadable } from "./visible-files.ts"

export type FileHandler = (request: IncomingMessage, response: ServerResponse) => void

/** Why a request gets no file: `code` and `reason` mean what they mean in the graph. */
class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly reason: string
  readonly headers: Record<string, string>

  constructor(status: number, code: string, reason: string, detail: string, headers: Record<string, string> = {}) {
    super(detail)
    this.status = status
    this.code = code
    this.reason = reason
    this.headers = headers
  }
}

/** Bytes to answer with, whole or in part. */
interface Representation extends Validators {
  mediaType: string
  sizeBytes: number
  maxAgeSeconds: number
  /** As that of FileStore. */
  send(range: ByteRange, response: ServerResponse, sent: (bytes: number) => void): Promise<void>
}

type StoredAddress = Exclude<FileAddress, { kind: "captionPlaylist" }>
interface StoredFile {
  sessionId: string
  path: string
  /** Of what is handed out to be kept, not shown. */
  download?: { fileName: string; mediaType: string }
}

// A browser may keep what it has played as long as its address holds, but no longer than this.
const MAX_AGE_SECONDS = 3600
const PLAYLIST_MAX_AGE_SECONDS = 60
const CACHED_FILES = 10_000
// So long a deleted caption may still be served.
const CACHED_FOR_MS = 60_000
const DATABASE_LIMIT_MS = 2000
const STALL_LIMIT_MS = 60_000
const NOT_THERE = new Set(["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP", "EISDIR"])
const NO_HANDLES = new Set(["EMFILE", "ENFILE"])

/**
 * Serves `/files/*` to whoever holds a grant: playlists with the grant in every child URI, segments, captions and
 * posters, with ranges and conditions as RFC 9110 says. Whether a grant holds is computed, not looked up. Neither
 * paths nor grants reach the log. A client that takes nothing for `stallLimitMs` loses the connection, and goes on by a
 * range.
 */
export function fileServer(options: {
  db: Database
  files: FileStore
  grantSecret: string
  epochs: GrantEpochs
  clock: Clock
  telemetry: Telemetry
  stallLimitMs?: number
}): FileHandler {
  const { db, files, grantSecret, epochs, clock, telemetry, stallLimitMs = STALL_LIMIT_MS } = options
  const requests = new Counter({
    name: "file_requests_total",
    help: "Requests for files, by kind of file and status.",
    labelNames: ["kind", "status"],
    registers: [telemetry.metrics],
  })
  const bytesSent = new Counter({
    name: "file_bytes_sent_total",
    help: "Bytes of files that were handed to the network, by kind of file.",
    labelNames: ["kind"],
    registers: [telemetry.metrics],
  })
  const known = new LRUCache<string, StoredFile>({ max: CACHED_FILES, ttl: CACHED_FOR_MS })

  const storedFile = async (
    fileId: string,
    kind: "caption" | "poster" | "download",
  ): Promise<StoredFile | undefined> => {
    const key = `${kind} ${fileId}`
    const cached = known.get(key)
    if (cached) return cached
    const row = await inTime(() => findContentFile(db, fileId))
    if (!row || row.object_path === null || row.status !== "READY") return undefined
    const isOfKind = kind === "download" ? isDownloadable(row) : row.type === (kind === "caption" ? "CAPTION" : "IMAGE")
    if (!isOfKind) return undefined
    const file = {
      sessionId: idFromBytes(row.session_id),
      path: row.object_path,
      ...(kind === "download" ? { download: { fileName: row.file_name, mediaType: row.media_type } } : {}),
    }
    known.set(key, file)
    return file
  }

  /** Where in the store is what the address names; what is of another session than the grant is not there. */
  const authorisedFile = async (address: StoredAddress, grant: StreamGrant): Promise<StoredFile> => {
    const file =
      address.kind === "hls"
        ? { sessionId: address.sessionId, path: streamPathOf(grant.sessionId, address.names) }
        : await storedFile(address.fileId, address.kind)
    if (file?.sessionId !== grant.sessionId) throw notFound()
    return file
  }

  /** Made for the request, since captions come and go after a video was packaged. */
  const captionPlaylistOf = async (fileId: string, grant: StreamGrant): Promise<string> => {
    const found = await inTime(() => findCaptionLength(db, fileId))
    if (found?.sessionId !== grant.sessionId) throw notFound()
    return captionPlaylist(fileId, found.durationMs)
  }
  const withCaptionsOf = async (master: string, sessionId: string): Promise<string> => {
    try {
      return withCaptions(master, offeredCaptions(await inTime(() => findReadyCaptions(db, sessionId))))
    } catch (error) {
      // While the database is away, a lecture with the captions that it was packaged with is better than none.
      if (isOutage(error)) return master
      throw error
    }
  }

  const serve = async (
    request: IncomingMessage,
    response: ServerResponse,
    seen: (kind: string) => void,
  ): Promise<void> => {
    const isHead = request.method === "HEAD"
    if (!isHead && request.method !== "GET")
      throw new Refusal(405, "BAD_USER_INPUT", "METHOD_NOT_ALLOWED", "files are read with GET or HEAD", {
        allow: "GET, HEAD",
      })
    const target = readFileTarget(request.url ?? "")
    if (target === "broken") throw new Refusal(400, "BAD_USER_INPUT", "PATH_INVALID", "the address is broken")
    if (target === "unknown") throw notFound()
    const kind = kindOf(target.address)
    seen(kind)
    const now = clock()
    const grant = verifyStreamGrant(grantSecret, target.grant, now)
    if (typeof grant === "string") throw forbidden(grant)
    if (epochs.isStale()) throw unavailable()
    if (epochs.isRevoked(grant)) throw forbidden("GRANT_REVOKED")
    const remainingSeconds = Math.floor((grant.expiresAt.getTime() - now.getTime()) / 1000)
    const represent = async (address: FileAddress): Promise<Representation> => {
      const about = { grant: target.grant ?? "", remainingSeconds }
      if (address.kind === "captionPlaylist")
        return toManifest(await captionPlaylistOf(address.fileId, grant), { ...about, lastModified: now })
      const { path, download } = await authorisedFile(address, grant)
      if (kind === "playlist" || kind === "storyboard") {
        const { text, lastModified } = await readManifest(files, path)
        if (kind === "storyboard") return toManifest(text, { ...about, lastModified, isStoryboard: true })
        if (!/^#EXT-X-STREAM-INF:/m.test(text)) return toManifest(text, { ...about, lastModified })
        const master = await withCaptionsOf(fromBytes(text), grant.sessionId)
        return toManifest(toBytes(master), { ...about, lastModified: now })
      }
      if (download) response.setHeader("content-disposition", attachment(download.fileName))
      return openFile(files, path, { remainingSeconds, mediaType: download?.mediaType ?? mediaTypeOf(path) })
    }
    const found = await represent(target.address)
    await answer(request, response, found, isHead, (bytes) => bytesSent.labels(kind).inc(bytes))
  }

  return (request, response) => {
    let kind = "other"
    response.setTimeout(stallLimitMs, () => response.destroy())
    response.once("close", () => requests.labels(kind, String(response.headersSent ? response.statusCode : 499)).inc())
    serve(request, response, (found) => {
      kind = found
    }).catch((error: unknown) => {
      // The client has gone, which is nobody's fault.
      if (response.destroyed) return
      const refused = toRefusal(error)
      if (refused.status === 500) telemetry.log.error({ code: codeOf(error), kind }, "file could not be served")
      // Too late for a status: the length that was promised shows that the rest is missing.
      if (response.headersSent) response.destroy()
      else refuse(response, refused, request.method === "HEAD")
    })
  }
}

const REFUSALS = {
  GRANT_MISSING: "a grant is expected as the parameter g: ask the graph for the stream",
  GRANT_INVALID: "the grant does not hold: ask the graph for a new one",
  GRANT_EXPIRED: "the grant has expired: ask the graph for a new one",
  GRANT_REVOKED: "the right has ended or changed: ask the graph for a new grant",
}
const forbidden = (reason: keyof typeof REFUSALS) => new Refusal(403, "FORBIDDEN", reason, REFUSALS[reason])
const notFound = () => new Refusal(404, "NOT_FOUND", "FILE_NOT_FOUND", "there is no such file")
const unavailable = () =>
  new Refusal(503, "SERVICE_UNAVAILABLE", "UNAVAILABLE", "the file can't be read at the moment", { "retry-after": "1" })

const kindOf = (address: FileAddress): string => {
  if (address.kind === "captionPlaylist") return "playlist"
  if (address.kind !== "hls") return address.kind
  const name = address.names.at(-1)
  if (name === STORYBOARD) return "storyboard"
  return name?.endsWith(".m3u8") ? "playlist" : "segment"
}
/** Of the database, or that it is busy. */
const isOutage = (error: unknown): boolean => error instanceof ServiceError && error.code !== "INTERNAL"
const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? (error as Error).name

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const code = codeOf(error)
  if (NOT_THERE.has(code)) return notFound()
  if (NO_HANDLES.has(code) || isOutage(error)) return unavailable()
  return new Refusal(500, "INTERNAL", "INTERNAL", "internal error")
}

async function openFile(
  files: FileStore,
  path: string,
  { remainingSeconds, mediaType }: { remainingSeconds: number; mediaType: string },
): Promise<Representation> {
  const found = await files.stat(path)
  if (!found) throw notFound()
  return {
    mediaType,
    sizeBytes: found.sizeBytes,
    etag: `"${found.version}"`,
    lastModified: toSeconds(found.lastModified),
    maxAgeSeconds: Math.min(MAX_AGE_SECONDS, remainingSeconds),
    send: (range, response, sent) => files.send(path, range, response, sent),
  }
}

/** Byte by byte: whatever encoding the file is in, its other bytes stay as they are. */
async function readManifest(files: FileStore, path: string): Promise<{ text: string; lastModified: Date }> {
  const found = await files.stat(path)
  if (!found) throw notFound()
  return { text: (await buffer(await files.open(path))).toString("latin1"), lastModified: found.lastModified }
}
const fromBytes = (text: string): string => Buffer.from(text, "latin1").toString("utf8")
const toBytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1")

/** What `text`, in which each character is a byte, becomes for a client: all addresses in it carry the grant. */
function toManifest(
  text: string,
  {
    grant,
    lastModified,
    remainingSeconds,
    isStoryboard = false,
  }: { grant: string; lastModified: Date; remainingSeconds: number; isStoryboard?: boolean },
): Representation {
  const bytes = Buffer.from(isStoryboard ? storyboardWithGrant(text, grant) : withGrant(text, grant), "latin1")
  return {
    mediaType: isStoryboard ? mediaTypeOf(STORYBOARD) : PLAYLIST_TYPE,
    sizeBytes: bytes.length,
    etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`,
    lastModified: toSeconds(lastModified),
    maxAgeSeconds: Math.min(PLAYLIST_MAX_AGE_SECONDS, remainingSeconds),
    async send({ start, end }, response, sent) {
      await written(response, bytes.subarray(start, end + 1))
      sent(end - start + 1)
    },
  }
}

/** The database is asked for so long. */
const inTime = <T>(ask: () => Promise<T>): Promise<T> => withCall(ownCall(anonymousCaller, "", DATABASE_LIMIT_MS), ask)

/** RFC 6266; clients that can't read the second form take the first. */
function attachment(fileName: string): string {
  const plain = fileName.replace(/[^ -~]|["\\%]/g, "_")
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** As precise as HTTP can say it. */
const toSeconds = (date: Date): Date => new Date(Math.floor(date.getTime() / 1000) * 1000)

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  found: Representation,
  isHead: boolean,
  sent: (bytes: number) => void,
): Promise<void> {
  const { headers } = request
  const { mediaType, sizeBytes, etag, lastModified, maxAgeSeconds } = found
  setCommonHeaders(response)
  const common = { "cache-control": `private, max-age=${Math.max(0, maxAgeSeconds)}`, etag }
  const outcome = checkPreconditions(headers, found)
  if (outcome === 304) {
    response.writeHead(304, common).end()
    return
  }
  if (outcome === 412)
    throw new Refusal(412, "FAILED_PRECONDITION", "PRECONDITION_FAILED", "the file is not the one that was expected")
  // A range means something for GET only (RFC 9110, 14.2).
  const ranges =
    isHead || !isRangeCurrent(headers["if-range"]?.toString(), found) ? undefined : readRanges(headers.range, sizeBytes)
  if (ranges === "unsatisfiable")
    throw new Refusal(416, "BAD_USER_INPUT", "RANGE_NOT_SATISFIABLE", `the file has ${sizeBytes} bytes`, {
      "accept-ranges": "bytes",
      "content-range": `bytes */${sizeBytes}`,
    })
  const { status, headers: about, pieces } = contentOf(ranges, mediaType, sizeBytes)
  response.writeHead(status, {
    ...common,
    "last-modified": lastModified.toUTCString(),
    "accept-ranges": "bytes",
    ...about,
    "content-length": pieces.reduce(
      (sum, piece) => sum + (typeof piece === "string" ? piece.length : piece.end - piece.start + 1),
      0,
    ),
  })
  if (!isHead)
    for (const piece of pieces) {
      if (typeof piece === "string") response.write(piece, "latin1")
      else await found.send(piece, response, sent)
    }
  response.end()
}

/** What is sent, in order: ranges of the file, and in a multipart answer (RFC 9110, 14.6) the ASCII around them. */
function contentOf(
  ranges: readonly ByteRange[] | undefined,
  mediaType: string,
  sizeBytes: number,
): { status: number; headers: Record<string, string>; pieces: (ByteRange | string)[] } {
  const [range] = ranges ?? []
  const contentRange = ({ start, end }: ByteRange) => `bytes ${start}-${end}/${sizeBytes}`
  if (!ranges || !range) {
    const pieces = sizeBytes === 0 ? [] : [{ start: 0, end: sizeBytes - 1 }]
    return { status: 200, headers: { "content-type": mediaType }, pieces }
  }
  if (ranges.length === 1)
    return {
      status: 206,
      headers: { "content-type": mediaType, "content-range": contentRange(range) },
      pieces: [range],
    }
  // Random, so that it is in no file.
  const boundary = randomUUID()
  return {
    status: 206,
    headers: { "content-type": `multipart/byteranges; boundary=${boundary}` },
    pieces: [
      ...ranges.flatMap((part, index) => [
        `${index === 0 ? "" : "\r\n"}--${boundary}\r\n` +
          `Content-Type: ${mediaType}\r\nContent-Range: ${contentRange(part)}\r\n\r\n`,
        part,
      ]),
      `\r\n--${boundary}--\r\n`,
    ],
  }
}

/** RFC 9457. */
function refuse(response: ServerResponse, { status, code, reason, message, headers }: Refusal, isHead: boolean): void {
  const body = Buffer.from(
    JSON.stringify({
      type: "about:blank",
      title: TITLES[status],
      status,
      code,
      reason,
      detail: message,
      traceId: currentTraceId(),
    }),
  )
  setCommonHeaders(response)
  response.writeHead(status, {
    ...headers,
    "cache-control": "private, no-store",
    "content-type": "application/problem+json",
    "content-length": body.length,
  })
  response.end(isHead ? undefined : body)
}
const TITLES: Record<number, string> = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  412: "Precondition Failed",
  416: "Range Not Satisfiable",
  500: "Internal Server Error",
  503: "Service Unavailable",
}

function setCommonHeaders(response: ServerResponse): void {
  response.setHeader("x-content-type-options", "nosniff")
  // The edge answers players of other origins by their Origin; it may have said more.
  const vary = String(response.getHeader("vary") ?? "")
  if (!/(^|,)\s*(origin|\*)\s*(,|$)/i.test(vary)) response.setHeader("vary", vary === "" ? "Origin" : `${vary}, Origin`)
}
