import type { ServerResponse } from "node:http"
import type { Readable } from "node:stream"
import { isId } from "@lectern/service-kit/ids"

/** What the paths of the one imported HLS package of a session begin with. Old imports have their bytes there too. */
export const streamFolderOf = (sessionId: string): string => `sessions/${sessionId}/VIDEO/stream`

/** An HLS package, imported or made of an uploaded video: each has a folder of its own, so none replaces another. */
export const packageFolderOf = (sessionId: string, streamId: string): string =>
  `sessions/${sessionId}/packages/${streamId}`

/** What an address below `/files/hls/{session}/` names, in the store. */
export const streamPathOf = (sessionId: string, names: readonly string[]): string => {
  const [first = "", ...rest] = names
  return isId(first)
    ? [packageFolderOf(sessionId, first), ...rest].join("/")
    : [streamFolderOf(sessionId), ...names].join("/")
}

/** The address of such a file, without its grant. */
export const streamAddress = (sessionId: string, path: string): string => {
  const folder = [streamFolderOf(sessionId), `sessions/${sessionId}/packages`].find((each) =>
    path.startsWith(`${each}/`),
  )
  const names = path.slice((folder ?? "").length + 1).split("/")
  return `/files/hls/${sessionId}/${names.map(encodeURIComponent).join("/")}`
}

export interface StoredObject {
  sizeBytes: number
  lastModified: Date
  /** Differs whenever the bytes do. */
  version: string
}

/**
 * Holds the bytes of all files under paths with `/`, on a disk or in a bucket. What was written never changes but by
 * being written anew as a whole, and whoever reads sees one whole or the other. A path whose parts are not all plain
 * names is a bug of the caller and throws.
 *
 * Reading what is not there throws an error with `code` ENOENT; writing without room, StorageFullError.
 */
export interface FileStore {
  /** The bytes from `start` to `end`, both included; all of them without a range. Destroy it to stop reading. */
  open(path: string, range?: { start: number; end: number }): Promise<Readable>
  /**
   * Sends them to a client as the body of an answer whose head says its length, or as a part of it, no faster than it
   * takes them. `sent` hears how many it has taken. Throws when it has gone or not all of them are there.
   */
  send(
    path: string,
    range: { start: number; end: number },
    response: ServerResponse,
    sent: (bytes: number) => void,
  ): Promise<void>
  stat(path: string): Promise<StoredObject | undefined>
  /** Nothing is there until `bytes` have ended, and nothing new when they throw, which is thrown again. */
  write(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void>
  /** Stores files of this machine, which must not change afterwards: on one disk they are linked, not copied. */
  take(files: readonly { path: string; source: string }[]): Promise<void>
  /** Harmless for what is not there. */
  delete(path: string): Promise<void>
  /** Deletes all whose paths begin with `prefix`, which ends with `/`. Throws the reason of `signal` when that aborts. */
  deleteBelow(prefix: string, signal?: AbortSignal): Promise<void>
  /** All paths that begin with `prefix`, which ends with `/`. */
  list(prefix: string): AsyncIterable<string>
  /** The file as one of this machine, for programs that read files: a copy in `folder`, or the stored one itself. */
  localCopy(path: string, folder: string): Promise<string>
  /** Lets go of connections, when nothing is asked any more. */
  close(): void
}

/** There is no room for what was to be written. */
export class StorageFullError extends Error {
  readonly code = "ENOSPC"

  constructor(cause: unknown) {
    super("there is no room in the store", { cause })
  }
}

/** Throws unless each part of the path is a plain name. */
export function requirePlainPath(path: string): void {
  const isPlain = path.split("/").every((part) => part !== "" && part !== "." && part !== ".." && !UNPLAIN.test(part))
  if (!isPlain) throw new Error("a path of the store has parts that are no names")
}
// oxlint-disable-next-line no-control-regex
const UNPLAIN = /[\\\u0000-\u001f\u007f]/
