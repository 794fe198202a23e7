/**
 * HLS playlists (RFC 8216 and its second edition, draft-pantos-hls-rfc8216bis). Line ends are LF or CRLF; a line that
 * begins with # is a tag or a comment, any other that is not blank is a URI.
 */

// Attributes that hold a URI: of MEDIA, MAP, KEY, SESSION-KEY, SESSION-DATA, I-FRAME-STREAM-INF, PART, PRELOAD-HINT,
// RENDITION-REPORT; of CONTENT-STEERING; of interstitials in DATERANGE.
const URI_ATTRIBUTES = new Set(["URI", "SERVER-URI", "X-ASSET-URI", "X-ASSET-LIST"])
// A quoted value is taken whole, so that what looks like an attribute inside it is none. The look behind keeps the time
// for a long run of letters from growing with its square.
const ATTRIBUTE = /(?<![A-Za-z0-9-])([A-Za-z0-9-]+)=("[^"\n]*"|[^",\r\n]*)/g
const BYTE_ORDER_MARKS = ["\ufeff", "\u00ef\u00bb\u00bf"]
// Anything will do that no playlist names.
const ELSEWHERE = "http://playlist.invalid/sessions/stream/"

/** `text` with each URI replaced by what `change` makes of it, all else as it was; each character may be a byte. */
export function mapPlaylistUris(text: string, change: (uri: string, tag: string | undefined) => string): string {
  const mark = BYTE_ORDER_MARKS.find((candidate) => text.startsWith(candidate)) ?? ""
  const lines = text.slice(mark.length).split("\n")
  return mark + lines.map((line) => mapLine(line, change)).join("\n")
}

function mapLine(line: string, change: (uri: string, tag: string | undefined) => string): string {
  const content = trimmed(line)
  if (content === "") return line
  const begin = line.indexOf(content)
  const around = (changed: string) => line.slice(0, begin) + changed + line.slice(begin + content.length)
  if (!content.startsWith("#")) return around(change(content, undefined))
  const colon = content.indexOf(":")
  if (!content.startsWith("#EXT-X-") || colon < 0) return line
  const tag = content.slice(1, colon)
  const attributes = content.slice(colon + 1).replace(ATTRIBUTE, (all, name: string, value: string) => {
    const quote = value.startsWith('"') ? '"' : ""
    const uri = quote ? value.slice(1, -1) : value
    if (!URI_ATTRIBUTES.has(name.toUpperCase()) || uri === "") return all
    return `${name}=${quote}${change(uri, tag)}${quote}`
  })
  return around(content.slice(0, colon + 1) + attributes)
}

// Not trim(), which would also cut bytes off UTF-8 that is read byte by byte; nor a regular expression, which would take
// the square of the length for many blanks.
function trimmed(line: string): string {
  const isBlank = (at: number) => line[at] === " " || line[at] === "\t" || line[at] === "\r"
  let begin = 0
  let end = line.length
  while (begin < end && isBlank(begin)) begin++
  while (end > begin && isBlank(end - 1)) end--
  return line.slice(begin, end)
}

/**
 * Whether a player would look for this URI where the playlist came from. By the rules of the WHATWG, since players
 * hand URIs to browsers: `\\host/x`, `/\host/x`, and a tab in between lead to another host there.
 */
export function isLocalUri(uri: string): boolean {
  // oxlint-disable-next-line no-control-regex
  const asBrowsersRead = uri.replace(/[\t\n\r]/g, "").replace(/^[\u0000-\u0020]+/, "")
  // A variable may hold anything. `http:x` is local to a page of http and foreign to one of https.
  if (asBrowsersRead.includes("{$") || /^[a-z][a-z0-9+.-]*:/i.test(asBrowsersRead)) return false
  const url = URL.parse(asBrowsersRead, ELSEWHERE)
  return url?.host === "playlist.invalid"
}

/** The playlist with the grant as the parameter `g` of every URI that stays here; the others do not get to see it. */
export const withGrant = (text: string, grant: string): string =>
  mapPlaylistUris(text, (uri) => (isLocalUri(uri) ? addGrant(uri, grant) : uri))

/** A storyboard with the grant in each address of a picture: a player follows these as they are. */
export const storyboardWithGrant = (text: string, grant: string): string =>
  text
    .split("\n")
    .map((line) => (line.includes("#xywh=") && isLocalUri(line) ? addGrant(line, grant) : line))
    .join("\n")

function addGrant(uri: string, grant: string): string {
  const hash = uri.indexOf("#")
  const fragment = hash < 0 ? "" : uri.slice(hash)
  const address = hash < 0 ? uri : uri.slice(0, hash)
  const question = address.indexOf("?")
  const path = question < 0 ? address : address.slice(0, question)
  const kept = (question < 0 ? "" : address.slice(question + 1))
    .split("&")
    .filter((part) => part !== "" && part !== "g" && !part.startsWith("g="))
  return `${path}?${[...kept, `g=${grant}`].join("&")}${fragment}`
}

/** The line of a tag with some of its attributes set, as they are to be written, or (undefined) taken away. */
export function withAttributes(line: string, attributes: Record<string, string | undefined>): string {
  const content = trimmed(line)
  const colon = content.indexOf(":")
  const all = new Map<string, string | undefined>()
  for (const [, name = "", value] of content.slice(colon + 1).matchAll(ATTRIBUTE)) all.set(name, value)
  for (const [name, value] of Object.entries(attributes)) all.set(name, value)
  const written = [...all].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])).join(",")
  return `${content.slice(0, colon + 1)}${written}${line.endsWith("\r") ? "\r" : ""}`
}

export interface PlaylistTag {
  name: string
  /** What follows the colon. */
  value: string
  attributes: Record<string, string>
  lineNumber: number
}
export interface PlaylistUri {
  uri: string
  /** The tags since the last URI line, or the one tag that holds it as an attribute. */
  tags: PlaylistTag[]
  isAttribute: boolean
  lineNumber: number
}
export interface Playlist {
  isMaster: boolean
  tags: PlaylistTag[]
  uris: PlaylistUri[]
  /** Sum of the segments'. */
  durationMs: number
}

/** Takes a playlist apart. Undefined when it does not begin with #EXTM3U. */
export function readPlaylist(text: string): Playlist | undefined {
  const lines = text.split(/\r?\n/)
  if (trimmed(lines[0] ?? "") !== "#EXTM3U") return undefined
  const tags: PlaylistTag[] = []
  const uris: PlaylistUri[] = []
  let pending: PlaylistTag[] = []
  for (const [index, line] of lines.entries()) {
    const lineNumber = index + 1
    const content = trimmed(line)
    if (content === "" || (content.startsWith("#") && !content.startsWith("#EXT"))) continue
    if (!content.startsWith("#")) {
      uris.push({ uri: content, tags: pending, isAttribute: false, lineNumber })
      pending = []
      continue
    }
    const colon = content.indexOf(":")
    const value = colon < 0 ? "" : content.slice(colon + 1)
    const tag: PlaylistTag = {
      name: content.slice(1, colon < 0 ? undefined : colon),
      value,
      attributes: Object.fromEntries(
        [...value.matchAll(ATTRIBUTE)].map(([, name = "", given = ""]) => [name, given.replace(/^"|"$/g, "")]),
      ),
      lineNumber,
    }
    tags.push(tag)
    pending.push(tag)
    for (const [name, uri] of Object.entries(tag.attributes))
      if (tag.name.startsWith("EXT-X-") && URI_ATTRIBUTES.has(name.toUpperCase()) && uri !== "")
        uris.push({ uri, tags: [tag], isAttribute: true, lineNumber })
  }
  return {
    isMaster: tags.some(({ name }) => name === "EXT-X-STREAM-INF"),
    tags,
    uris,
    durationMs: Math.round(
      tags.reduce((sum, { name, value }) => (name === "EXTINF" ? sum + Number.parseFloat(value) : sum), 0) * 1000,
    ),
  }
}
