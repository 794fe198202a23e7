import { extname } from "node:path"

export const PLAYLIST_TYPE = "application/vnd.apple.mpegurl" // RFC 8216, 4
const TYPES: Record<string, string> = {
  ".m3u8": PLAYLIST_TYPE,
  ".mp4": "video/mp4",
  ".m4s": "video/iso.segment",
  ".ts": "video/mp2t",
  ".m4a": "audio/mp4",
  ".aac": "audio/aac",
  ".vtt": "text/vtt; charset=utf-8",
  ".jpg": "image/jpeg",
}

/** By the end of the name; bytes of no known kind are for downloading, not for showing. */
export const mediaTypeOf = (name: string): string => TYPES[extname(name).toLowerCase()] ?? "application/octet-stream"
