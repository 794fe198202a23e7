import { fileTypeFromBuffer } from "file-type"
import type { FileType } from "./uploaded-file.ts"

/** So many of the first bytes are looked at. Of an office document they hold the entries that tell which one it is. */
export const HEAD_BYTES = 64 * 1024

const ARCHIVES = /^application\/(zip|gzip|x-tar|x-7z-compressed|x-bzip2|x-xz|x-rar-compressed|zstd|x-lzip)$/
/** Office documents: one is a compound file, the others are zip archives whose telling entry may come late. */
const OFFICE =
  /^application\/(vnd\.openxmlformats-officedocument\.|vnd\.oasis\.opendocument\.|vnd\.ms-|msword|x-cfb|epub\+zip|x-hwp|haansofthwp)/
const IS_CONTAINER = /^application\/(zip|x-cfb)$/

/**
 * What a file is by its first bytes: its media type, or why it is not what it was declared to be. The declaration says
 * what sort of file is expected; which one of the sort, the bytes say.
 */
export async function recogniseContents(
  head: Buffer,
  declared: { type: FileType; mediaType: string },
): Promise<{ mediaType: string } | { failure: string }> {
  if (isPlaylist(head)) return { failure: "playlists are not taken: upload the video itself" }
  const found = await mimeOf(head)
  const mediaType = accept(found, head, declared)
  if (mediaType !== undefined) return { mediaType }
  const what = found ?? (isText(head) ? "text" : "of no known kind")
  return { failure: `the file was declared as ${declared.type} (${declared.mediaType}), but its bytes are ${what}` }
}

function accept(
  found: string | undefined,
  head: Buffer,
  { type, mediaType }: { type: FileType; mediaType: string },
): string | undefined {
  switch (type) {
    case "VIDEO":
      return found?.startsWith("video/") ? found : undefined
    case "AUDIO":
      // A container of video may well have sound alone.
      return found && /^audio\/|^video\/(mp4|webm|ogg|3gpp)$/.test(found) ? found.replace(/^video/, "audio") : undefined
    case "IMAGE":
      return found === mediaType ? found : undefined
    case "CAPTION":
      return (found === undefined || found === "text/vtt") &&
        isText(head) &&
        /^\ufeff?WEBVTT(?:[ \t\r\n]|$)/.test(head.toString("utf8"))
        ? "text/vtt"
        : undefined
    case "ARCHIVE":
      return found && ARCHIVES.test(found) ? found : undefined
    case "DOCUMENT":
      if (found === undefined || /^text\/|\/xml$/.test(found))
        return mediaType.startsWith("text/") && isText(head) ? mediaType : undefined
      if (found === "application/pdf" || found === "application/rtf" || OFFICE.test(found))
        return IS_CONTAINER.test(found) && OFFICE.test(mediaType) ? mediaType : found
      return found === "application/zip" && OFFICE.test(mediaType) ? mediaType : undefined
    case "OTHER":
      return found ?? "application/octet-stream"
  }
}

async function mimeOf(head: Buffer): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(head))?.mime.split(";", 1)[0]
  } catch {
    // What goes on behind the head can't be read; archives are told by their first bytes.
    return head.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004")) ? "application/zip" : undefined
  }
}

/** HLS, DASH, Smooth Streaming and the lists of ffmpeg: what a player or packager would fetch other files for. */
function isPlaylist(head: Buffer): boolean {
  const start = (head[0] === 0xff || head[0] === 0xfe ? head.toString("utf16le") : head.toString("utf8"))
    .replace(/^[\ufeff\s]+/u, "")
    .slice(0, 4096)
  return (
    /^#EXT(M3U|INF|-X-)|^ffconcat\b/i.test(start) ||
    /^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(\w+:)?(MPD|SmoothStreamingMedia|manifest)\b/i.test(start)
  )
}

/** Well-formed UTF-8 without NUL, but for a character that the end of the head cuts. */
function isText(head: Buffer): boolean {
  try {
    return !new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true }).includes("\u0000")
  } catch {
    return false
  }
}
