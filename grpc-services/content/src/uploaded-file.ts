import type { File__Output } from "@lectern/contracts/elearning/content/v1/File.ts"
import { canonicalLanguage } from "@lectern/service-kit/locale"
import type { Violations } from "@lectern/service-kit/validation"
import type { ContentFileRow } from "./database.ts"

export type FileType = ContentFileRow["type"]

const MIB = 1024 * 1024
const GIB = 1024 * MIB

/** Per type: how many bytes a file may have, and which media types it may be declared as. */
const RULES: Record<FileType, { maxBytes: number; mediaTypes: RegExp }> = {
  VIDEO: { maxBytes: 20 * GIB, mediaTypes: /^video\// },
  AUDIO: { maxBytes: 2 * GIB, mediaTypes: /^audio\// },
  CAPTION: { maxBytes: 2 * MIB, mediaTypes: /^text\/vtt$/ },
  DOCUMENT: { maxBytes: 200 * MIB, mediaTypes: /^(application|text)\// },
  // Others can't be told by their bytes, or run scripts, as SVG does.
  IMAGE: { maxBytes: 50 * MIB, mediaTypes: /^image\/(png|jpeg|gif|webp|avif)$/ },
  ARCHIVE: { maxBytes: 2 * GIB, mediaTypes: /^application\// },
  OTHER: { maxBytes: 2 * GIB, mediaTypes: /^/ },
}
/** A path of the store has 512 characters, of which a name may have so many bytes; it is also as long as file systems take. */
const MAX_NAME_BYTES = 255
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/
const PLAYLIST_NAME = /\.(m3u8?|mpd|ism|isml|f4m|ffconcat)$/i
const PLAYLIST_MEDIA_TYPE = /mpegurl|dash\+xml|vnd\.ms-sstr|f4m/

/** What a client says of a file that it is going to upload; sha256 is empty where it says none. */
export interface UploadInput {
  sessionId: string
  type: FileType | undefined
  fileName: string
  mediaType: string
  byteSize: number
  sha256: string
  language: string
}

/** The input in the spelling that is stored. */
export function normaliseUpload(given: File__Output | null): UploadInput {
  const type = given?.type.replace("FILE_TYPE_", "") ?? ""
  const language = given?.language.trim() ?? ""
  return {
    sessionId: (given?.sessionId ?? "").toLowerCase(),
    type: type in RULES ? (type as FileType) : undefined,
    fileName: (given?.fileName ?? "").normalize("NFC"),
    // Parameters, such as a charset, say nothing that the bytes don't.
    mediaType: (given?.mediaType ?? "").split(";", 1)[0]!.trim().toLowerCase(),
    byteSize: given?.byteSize ?? 0,
    sha256: (given?.sha256 ?? "").toLowerCase(),
    language: canonicalLanguage(language) ?? language,
  }
}

export function checkUpload(violations: Violations, input: UploadInput): void {
  const { type, fileName, mediaType, byteSize, sha256, language } = input
  violations.id("session_id", input.sessionId)
  violations.check(type !== undefined, "type", "enum", `one of ${Object.keys(RULES).join(", ")} is expected`)
  checkFileName(violations, fileName, type)
  violations.check(
    MEDIA_TYPE.test(mediaType) && mediaType.length <= 127,
    "media_type",
    "media_type",
    "a media type is expected, e.g. video/mp4",
  )
  violations.check(!PLAYLIST_MEDIA_TYPE.test(mediaType), "media_type", "playlist", NO_PLAYLISTS)
  if (type) {
    const { maxBytes, mediaTypes } = RULES[type]
    violations.check(
      mediaTypes.test(mediaType),
      "media_type",
      "type",
      `a file of type ${type} is not of the media type that was given`,
    )
    violations.integer("byte_size", byteSize, { min: 1, max: maxBytes })
  }
  violations.check(
    sha256 === "" || /^[0-9a-f]{64}$/.test(sha256),
    "sha256",
    "sha256",
    "64 hexadecimal digits are expected",
  )
  violations.check(
    language === "" || canonicalLanguage(language) !== undefined,
    "language",
    "language",
    "a BCP 47 language tag is expected",
  )
  violations.check(type !== "CAPTION" || language !== "", "language", "required", "a caption needs its language")
}

function checkFileName(violations: Violations, name: string, type: FileType | undefined): void {
  const check = (holds: boolean, rule: string, message: string) => violations.check(holds, "file_name", rule, message)
  const bytes = Buffer.byteLength(name)
  check(
    bytes >= 1 && bytes <= MAX_NAME_BYTES,
    "length",
    `1 to ${MAX_NAME_BYTES} bytes in UTF-8 are expected, got ${bytes}`,
  )
  // Of the compatibility forms too, such as the full-width solidus, and of what an escape may become.
  const plain = unescaped(name).normalize("NFKC")
  check(
    // Broken surrogates come as U+FFFD.
    !/[\p{Cc}\ufffd\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(name + plain),
    "characters",
    "control characters, marks of direction and broken surrogates are not taken",
  )
  check(!/[/\\]/.test(name + plain), "separator", "a name without separators is expected")
  check(
    !/^[.\s]|[.\s]$/.test(name) && !/^\.|\.$/.test(plain),
    "dots",
    "a name that neither begins nor ends with a dot or a space is expected",
  )
  check(!PLAYLIST_NAME.test(plain), "playlist", NO_PLAYLISTS)
  check(type !== "CAPTION" || /\.vtt$/i.test(name), "extension", "the name of a caption ends with .vtt")
  // Of the session's HLS package, which is a folder.
  check(!(type === "VIDEO" && name.toLowerCase() === "stream"), "reserved", "a name other than stream is expected")
}
const NO_PLAYLISTS = "playlists are not taken: upload the video itself"

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

export const pathOf = ({
  sessionId,
  type,
  fileName,
}: {
  sessionId: string
  type: FileType
  fileName: string
}): string => `sessions/${sessionId}/${type}/${fileName}`
