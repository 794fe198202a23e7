import { createHash } from "node:crypto"
import { constants, createReadStream } from "node:fs"
import { access, readFile, realpath, stat } from "node:fs/promises"
import { dirname, isAbsolute, join, posix, sep } from "node:path"
import { pipeline } from "node:stream/promises"
import { z } from "zod"
import { ServiceError, type FieldViolation } from "@lectern/rpc/errors"
import { canonicalLanguage } from "@lectern/service-kit/locale"
import { decode } from "./file-address.ts"
import { isLocalUri, readPlaylist, type Playlist } from "./playlist.ts"

/** A file of a package. */
export interface PackagedFile {
  /** Within the package, with `/`. */
  path: string
  /** Where its bytes are, no link on the way. */
  source: string
  sizeBytes: number
  sha256: Buffer
}

/** An HLS package that is complete: everything that a player could ask for is in `files`, and nothing else. */
export interface StreamPackage {
  files: PackagedFile[]
  /** Of the list of the files: equal for equal packages, wherever they lie. */
  sha256: Buffer
  durationMs: number
  renditions: { height: number; bandwidth: number; codecs: string; playlistPath: string; segmentCount: number }[]
  /** One of them is the default, at most. `playlistPath` is the playlist that names it. */
  captions: { language: string; label: string; path: string; isDefault: boolean; playlistPath: string | undefined }[]
  posterPath: string | undefined
}

export const MASTER = "master.m3u8"
export const STORYBOARD = "storyboard.vtt"
const DESCRIPTION = "clip.json"
const POSTER = "poster.jpg"

const MAX_FILES = 20_000 // a day in segments of 4 s fits
export const MAX_PLAYLIST_BYTES = 4 * 1024 * 1024
// Violations travel in a header of the answer, which holds a few KiB.
const MAX_VIOLATIONS = 10
const DURATION_TOLERANCE_MS = 1000

const description = z.object({
  durationSeconds: z.number().positive().max(86_400),
  renditions: z
    .array(
      z.object({
        height: z.int().min(1).max(8640),
        bandwidth: z.int().min(1).max(4_294_967_295),
        codecs: z.string().min(1).max(64),
      }),
    )
    .min(1)
    .max(20),
  captions: z
    .array(
      z.object({
        language: z
          .string()
          .max(35)
          .refine((tag) => canonicalLanguage(tag) !== undefined, "a BCP 47 language tag is expected"),
        label: z.string().trim().min(1).max(80),
        path: z.string().max(255),
      }),
    )
    .max(50)
    .default([]),
})

/** Collects what is wrong with a package, as violations of the request's source_folder. */
class Findings {
  readonly #found: FieldViolation[] = []

  add(rule: string, message: string): void {
    if (this.#found.length < MAX_VIOLATIONS)
      this.#found.push({ field: "source_folder", rule, message: message.slice(0, 200).toWellFormed() })
  }

  throwIfAny(): void {
    if (this.#found.length === 0) return
    const text = this.#found.map(({ message }) => message).join("; ")
    throw new ServiceError("INVALID_ARGUMENT", "STREAM_PACKAGE_INVALID", text, { violations: this.#found })
  }
}

/**
 * Reads the HLS package in `folder`, which must not change meanwhile. Throws INVALID_ARGUMENT / STREAM_PACKAGE_INVALID
 * with everything that is missing or wrong, ten findings at most.
 */
export async function readStreamPackage(folder: string): Promise<StreamPackage> {
  const findings = new Findings()
  const root = isAbsolute(folder) ? await realpath(folder).catch(() => undefined) : undefined
  if (root === undefined || !(await stat(root)).isDirectory()) {
    findings.add("folder", "the absolute path of a folder on the content server is expected")
    findings.throwIfAny()
    throw new Error("unreachable")
  }
  const reader = new PackageReader(root, findings)
  const master = await reader.playlist(MASTER)
  const clip = await readDescription(reader, findings)
  findings.throwIfAny()
  if (!master || !clip) throw new Error("unreachable")

  if (!master.isMaster) findings.add("master", `${MASTER}: no EXT-X-STREAM-INF, so this is no master playlist`)
  const media = new Map<string, Playlist>()
  for (const path of await reader.children(MASTER, master)) {
    if (!path.endsWith(".m3u8") || media.has(path)) continue
    const playlist = await reader.playlist(path)
    if (!playlist) continue
    media.set(path, playlist)
    if (playlist.isMaster)
      findings.add("nested", `${path}: a media playlist is expected, found another master playlist`)
    else {
      checkMediaPlaylist(path, playlist, findings)
      await reader.children(path, playlist)
    }
  }
  const renditions = matchRenditions(master, media, clip, findings)
  const captions = await readCaptions(reader, { master, media }, clip, findings)
  const posterPath = (await reader.take(POSTER)) ? POSTER : undefined
  findings.throwIfAny()

  const files = [...reader.files.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
  for (const file of files) file.sha256 = await sha256Of(file.source)
  // With the description, since it is kept too: a new label for a caption makes another package.
  const described = captions.map(({ language, label, path, isDefault }) => ({ language, label, path, isDefault }))
  const list = files.map(({ path, sizeBytes, sha256 }) => [path, sizeBytes, sha256.toString("hex")])
  return {
    files,
    sha256: createHash("sha256")
      .update(JSON.stringify([list, renditions, described, clip.durationSeconds]))
      .digest(),
    durationMs: Math.round(clip.durationSeconds * 1000),
    renditions,
    captions,
    posterPath,
  }
}

/** Finds files inside one folder, and refuses whatever is not inside or no plain file. */
class PackageReader {
  readonly files = new Map<string, PackagedFile>()
  readonly #root: string
  readonly #findings: Findings

  constructor(root: string, findings: Findings) {
    this.#root = root
    this.#findings = findings
  }

  /** Notes the file as one of the package; undefined when it is not there. `from` says who names it. */
  async take(path: string, from?: string): Promise<PackagedFile | undefined> {
    const known = this.files.get(path)
    if (known) return known
    const source = await realpath(join(this.#root, path)).catch(() => undefined)
    const named = from === undefined ? path : `${from}: ${path}`
    if (source === undefined) {
      if (from !== undefined) this.#findings.add("missing", `${named} is not in the folder`)
      return undefined
    }
    if (!source.startsWith(this.#root + sep)) {
      this.#findings.add("outside", `${named} is a link that leads out of the folder`)
      return undefined
    }
    const found = await stat(source)
    const isReadable = await access(source, constants.R_OK).then(
      () => true,
      () => false,
    )
    if (!found.isFile() || !isReadable) {
      this.#findings.add("file", `${named} is no plain file that can be read`)
      return undefined
    }
    if (this.files.size >= MAX_FILES) {
      this.#findings.add("count", `${MAX_FILES} files at most are expected`)
      return undefined
    }
    const file = { path, source, sizeBytes: found.size, sha256: Buffer.alloc(0) }
    this.files.set(path, file)
    return file
  }

  async text(path: string, from: string): Promise<string | undefined> {
    const file = await this.take(path, from)
    if (!file) return undefined
    if (file.sizeBytes > MAX_PLAYLIST_BYTES) {
      this.#findings.add("size", `${path}: ${MAX_PLAYLIST_BYTES} bytes at most are expected, found ${file.sizeBytes}`)
      return undefined
    }
    return readFile(file.source, "utf8")
  }

  async playlist(path: string): Promise<Playlist | undefined> {
    const text = await this.text(path, "the package")
    if (text === undefined) return undefined
    const playlist = readPlaylist(text)
    if (!playlist) this.#findings.add("playlist", `${path}: a playlist that begins with #EXTM3U is expected`)
    // A variable may come from anywhere, so nobody can say what a URI with one names.
    const defined = playlist?.tags.find(({ name }) => name === "EXT-X-DEFINE")
    if (defined) this.#findings.add("variables", `${path}:${defined.lineNumber}: variables are not taken`)
    return playlist
  }

  /** The files that a playlist names, as paths within the package. */
  async children(path: string, { uris }: Playlist): Promise<string[]> {
    const found: string[] = []
    for (const { uri, lineNumber } of uris) {
      const child = resolveInside(path, uri)
      if (child === undefined) this.#findings.add("outside", `${path}:${lineNumber}: ${uri} leads out of the folder`)
      else if (await this.take(child, `${path}:${lineNumber}`)) found.push(child)
    }
    return found
  }
}

/** The file that a URI in the playlist at `path` names; undefined when it is not one inside the package. */
export function resolveInside(path: string, uri: string): string | undefined {
  const address = uri.split(/[?#]/, 1)[0] ?? ""
  if (!isLocalUri(uri) || address === "" || address.startsWith("/") || address.includes("\\")) return undefined
  const names: string[] = []
  for (const part of posix.join(dirname(path), address).split("/")) {
    const name = decode(part)
    if (name === undefined) return undefined
    names.push(name)
  }
  const child = names.join("/")
  return child.length <= 400 ? child : undefined
}

function checkMediaPlaylist(path: string, playlist: Playlist, findings: Findings): void {
  const has = (tag: string) => playlist.tags.some(({ name }) => name === tag)
  if (!has("EXT-X-TARGETDURATION")) findings.add("media", `${path}: EXT-X-TARGETDURATION is missing`)
  if (!has("EXT-X-ENDLIST"))
    findings.add("media", `${path}: EXT-X-ENDLIST is missing, so the recording is not complete`)
  const segments = playlist.uris.filter(({ isAttribute }) => !isAttribute)
  if (segments.length === 0) findings.add("media", `${path}: no segment is named`)
  for (const { tags, lineNumber } of segments)
    if (!tags.some(({ name, value }) => name === "EXTINF" && Number.parseFloat(value) >= 0))
      findings.add("media", `${path}:${lineNumber}: a segment without its duration in EXTINF`)
}

type Description = z.output<typeof description>

async function readDescription(reader: PackageReader, findings: Findings): Promise<Description | undefined> {
  const text = await reader.text(DESCRIPTION, "the package")
  // It tells of the package and is no part of what players get.
  reader.files.delete(DESCRIPTION)
  if (text === undefined) return undefined
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    findings.add("description", `${DESCRIPTION}: JSON is expected`)
    return undefined
  }
  const result = description.safeParse(json)
  for (const { path, message } of result.error?.issues ?? [])
    findings.add("description", `${DESCRIPTION}: ${path.join(".") || "the whole"}: ${message}`)
  return result.data
}

/** Pairs what the description says with the variants of the master playlist, by their bandwidth. */
function matchRenditions(
  master: Playlist,
  media: ReadonlyMap<string, Playlist>,
  clip: Description,
  findings: Findings,
): StreamPackage["renditions"] {
  const variants = master.uris.flatMap(({ uri, tags }) => {
    const info = tags.findLast(({ name }) => name === "EXT-X-STREAM-INF")
    return info ? [{ uri, attributes: info.attributes }] : []
  })
  if (variants.length !== clip.renditions.length)
    findings.add(
      "renditions",
      `${MASTER} has ${variants.length} variants, ${DESCRIPTION} ${clip.renditions.length} renditions`,
    )
  return clip.renditions.flatMap((rendition) => {
    const variant = variants.find(({ attributes }) => Number(attributes.BANDWIDTH) === rendition.bandwidth)
    if (!variant) {
      findings.add("renditions", `${MASTER}: no variant has BANDWIDTH=${rendition.bandwidth}, as ${DESCRIPTION} says`)
      return []
    }
    const playlistPath = resolveInside(MASTER, variant.uri) ?? ""
    const playlist = media.get(playlistPath)
    // Without one, that has been noted already.
    if (!playlist) return []
    if (!(Math.abs(playlist.durationMs - clip.durationSeconds * 1000) <= DURATION_TOLERANCE_MS))
      findings.add(
        "duration",
        `${playlistPath} lasts ${playlist.durationMs} ms, ${DESCRIPTION} says ${clip.durationSeconds} s`,
      )
    const segmentCount = playlist.uris.filter(({ isAttribute }) => !isAttribute).length
    return [{ ...rendition, playlistPath, segmentCount }]
  })
}

async function readCaptions(
  reader: PackageReader,
  { master, media }: { master: Playlist; media: ReadonlyMap<string, Playlist> },
  clip: Description,
  findings: Findings,
): Promise<StreamPackage["captions"]> {
  const captions: StreamPackage["captions"] = []
  const tracks = master.tags.flatMap(({ name, attributes: { TYPE, URI = "", DEFAULT } }) => {
    const playlistPath = resolveInside(MASTER, URI)
    return name === "EXT-X-MEDIA" && TYPE === "SUBTITLES" && playlistPath ? [{ playlistPath, DEFAULT }] : []
  })
  for (const { language, label, path } of clip.captions) {
    const inside = path.split("/").every((part) => decode(part) === part) && path.endsWith(".vtt")
    const text = inside ? await reader.text(path, DESCRIPTION) : undefined
    if (captions.some((other) => other.path === path))
      findings.add("captions", `${DESCRIPTION}: ${path} is named twice`)
    if (!inside) findings.add("captions", `${DESCRIPTION}: ${path}: the path of a .vtt file in the folder is expected`)
    else if (text !== undefined && !/^\ufeff?WEBVTT(?:[ \t\r\n]|$)/.test(text))
      findings.add("captions", `${path}: a file that begins with WEBVTT is expected`)
    const track = tracks.find(({ playlistPath }) =>
      media.get(playlistPath)?.uris.some(({ uri }) => resolveInside(playlistPath, uri) === path),
    )
    const isDefault = track?.DEFAULT === "YES" && !captions.some((other) => other.isDefault)
    captions.push({ language, label, path, isDefault, playlistPath: track?.playlistPath })
  }
  return captions
}

async function sha256Of(path: string): Promise<Buffer> {
  const hash = createHash("sha256")
  await pipeline(createReadStream(path), hash)
  return hash.digest()
}
