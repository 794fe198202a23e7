import { createHash } from "node:crypto"
import { posix } from "node:path"
import type { ByteRange } from "./byte-range.ts"
import type { FileStore } from "./file-store.ts"
import { readPlaylist, type Playlist } from "./playlist.ts"
import { MASTER, MAX_PLAYLIST_BYTES } from "./stream-package.ts"

export interface StreamIssue {
  /** Of the file, within the package. */
  path: string
  /** Who likely has to mend it. */
  culprit: "STORAGE" | "PACKAGING" | "NETWORK"
  /** For people, in English. */
  message: string
}

export interface StreamCheck {
  /** FAIL: a viewer misses something. ERROR: that could not be found out. */
  state: "SUCCESS" | "FAIL" | "ERROR"
  /** In the order of the walk; of an ERROR, what could not be reached. */
  issues: StreamIssue[]
}

/** What a file was when it was stored. */
export interface KnownFile {
  sizeBytes: number
  sha256: Buffer
}

/** How a player gets a file of the package; throws when nobody answers. */
export type HttpProbe = (
  path: string,
  signal: AbortSignal,
) => Promise<{ status: number; sizeBytes: number | undefined }>

const MAX_ISSUES = 50
/** What packaging allows one file. */
const MAX_WHOLE_BYTES = 64 * 1024 * 1024
const END_BYTES = 64 * 1024

/**
 * Walks a package as a player begins and ends with it: the master playlist, each media playlist, the init segment, the
 * first and the last segment; through the store, and where `http` is given also through the network. Of a file beyond
 * 64 MiB, size and ends are looked at. `known` is empty for packages of which nothing was written down.
 */
export async function checkStream(options: {
  files: Pick<FileStore, "open" | "stat">
  folder: string
  /** Within the folder: a master playlist, or a video that is served as it is. */
  entry: string
  known: ReadonlyMap<string, KnownFile>
  /** Playlists of captions that players are still offered; the master playlist may name more, whose files are gone. */
  captionPlaylists: ReadonlySet<string>
  http: HttpProbe | undefined
  signal: AbortSignal
}): Promise<StreamCheck> {
  const { files, folder, entry, known, captionPlaylists, http, signal } = options
  const issues: StreamIssue[] = []
  const unreachable: StreamIssue[] = []
  const blame = (list: StreamIssue[], path: string, culprit: StreamIssue["culprit"], message: string) => {
    if (list.length < MAX_ISSUES) list.push({ path, culprit, message })
    return false
  }

  /** Whether the store and the network have it as it should be; what is not so is blamed. `onBytes` sees what is read. */
  const isSound = async (path: string, onBytes?: (bytes: Buffer) => void): Promise<boolean> => {
    const expected = known.get(path)
    const hash = createHash("sha256")
    let sizeBytes: number
    try {
      const found = await files.stat(`${folder}/${path}`)
      if (!found) {
        const neverHadIt = known.size > 0 && !expected
        return neverHadIt
          ? blame(issues, path, "PACKAGING", "a playlist names it, and the package never had it")
          : blame(issues, path, "STORAGE", "it is missing in the store")
      }
      sizeBytes = found.sizeBytes
      if (expected && sizeBytes !== expected.sizeBytes)
        return blame(issues, path, "STORAGE", `it has ${sizeBytes} bytes, and had ${expected.sizeBytes}`)
      for (const range of rangesToRead(sizeBytes)) {
        let missing = range.end - range.start + 1
        for await (const bytes of await files.open(`${folder}/${path}`, range)) {
          signal.throwIfAborted()
          hash.update(bytes as Buffer)
          onBytes?.(bytes as Buffer)
          missing -= (bytes as Buffer).length
        }
        if (missing > 0) return blame(issues, path, "STORAGE", `${missing} of its ${sizeBytes} bytes can't be read`)
      }
    } catch (error) {
      if (signal.aborted) throw error
      return blame(unreachable, path, "STORAGE", "the store does not answer")
    }
    if (expected && sizeBytes <= MAX_WHOLE_BYTES && !hash.digest().equals(expected.sha256))
      return blame(issues, path, "STORAGE", "its bytes are not those that were stored")
    return http === undefined || isServed(http, path, sizeBytes)
  }

  const isServed = async (ask: HttpProbe, path: string, sizeBytes: number): Promise<boolean> => {
    let answer: Awaited<ReturnType<HttpProbe>>
    try {
      answer = await ask(path, signal)
    } catch (error) {
      if (signal.aborted) throw error
      return blame(unreachable, path, "NETWORK", "the file server does not answer")
    }
    const isPlaylist = path.endsWith(".m3u8") // which grows by the grants in it
    if (answer.status === 200 && (isPlaylist || answer.sizeBytes === undefined || answer.sizeBytes === sizeBytes))
      return true
    return blame(
      issues,
      path,
      "NETWORK",
      answer.status === 200
        ? `it is served with ${answer.sizeBytes} bytes, and the store has ${sizeBytes}`
        : `it is served with the status ${answer.status}, and the store has it`,
    )
  }

  const playlist = async (path: string, isRight: (playlist: Playlist) => boolean): Promise<Playlist | undefined> => {
    const chunks: Buffer[] = []
    let missing = MAX_PLAYLIST_BYTES
    const isThere = await isSound(path, (bytes) => {
      missing -= bytes.length
      // A longer one was not made by us, nor taken.
      if (missing >= 0) chunks.push(bytes)
    })
    if (!isThere) return undefined
    const read = readPlaylist(Buffer.concat(chunks).toString("utf8"))
    if (read && isRight(read)) return read
    blame(issues, path, "PACKAGING", "it is not the playlist that players expect")
    return undefined
  }

  const walk = async (): Promise<void> => {
    const master = await playlist(entry, ({ isMaster, uris }) => isMaster && uris.length > 0)
    const named = master?.uris.flatMap(({ uri, tags: [tag], isAttribute }) => {
      const path = inside(entry, uri)
      return isAttribute && tag?.attributes.TYPE === "SUBTITLES" && !captionPlaylists.has(path) ? [] : path
    })
    for (const path of new Set(named)) {
      const media = await playlist(path, isWhole)
      for (const each of media ? endsOf(path, media) : []) await isSound(each)
    }
  }
  await (entry.endsWith(".m3u8") ? walk() : isSound(entry))
  if (issues.length > 0) return { state: "FAIL", issues }
  return unreachable.length > 0 ? { state: "ERROR", issues: unreachable } : { state: "SUCCESS", issues }
}

/** All of a short file; of a long one both ends, so that a lecture that is served as it is costs no more than others. */
function rangesToRead(sizeBytes: number): ByteRange[] {
  const end = sizeBytes - 1
  if (sizeBytes > MAX_WHOLE_BYTES)
    return [
      { start: 0, end: END_BYTES - 1 },
      { start: sizeBytes - END_BYTES, end },
    ]
  return sizeBytes === 0 ? [] : [{ start: 0, end }]
}

const isWhole = ({ isMaster, tags, uris }: Playlist): boolean =>
  !isMaster && tags.some(({ name }) => name === "EXT-X-ENDLIST") && uris.some(({ isAttribute }) => !isAttribute)

/** The init segment, the first and the last segment, within the package. */
function endsOf(path: string, { uris }: Playlist): Set<string> {
  const segments = uris.filter(({ isAttribute }) => !isAttribute)
  const named = [...uris.filter(({ isAttribute }) => isAttribute), segments[0], segments.at(-1)]
  return new Set(named.flatMap((each) => (each ? [inside(path, each.uri)] : [])))
}

/** The files of a package that a check reads; `playlistAt` gives the playlist at a path in it. */
export async function filesToCheck(playlistAt: (path: string) => Promise<Playlist>): Promise<Set<string>> {
  const paths = new Set([MASTER])
  for (const { uri } of (await playlistAt(MASTER)).uris) {
    const path = inside(MASTER, uri)
    paths.add(path)
    // A list of captions is a playlist as well; what it names is not walked again.
    if (path.endsWith(".m3u8")) for (const each of endsOf(path, await playlistAt(path))) paths.add(each)
  }
  return paths
}

const inside = (playlist: string, uri: string): string =>
  posix.join(posix.dirname(playlist), decodeURIComponent(uri.split(/[?#]/, 1)[0] ?? ""))
