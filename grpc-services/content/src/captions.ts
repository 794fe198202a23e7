import { idFromBytes } from "@lectern/service-kit/ids"
import type { ContentFileRow } from "./database.ts"
import { readPlaylist, withAttributes } from "./playlist.ts"
import { MASTER, resolveInside } from "./stream-package.ts"

/** A caption as players offer it. */
export interface OfferedCaption {
  fileId: string
  language: string
  label: string
  /** Of one of them. */
  isDefault: boolean
  /** The playlist in the package that names it, where it was imported with one. */
  playlistPath: string | null
}

/** What breaks a quoted value of a playlist (RFC 8216, 4.2), or is read as a variable in one. */
export const UNQUOTABLE = /["\p{Cc}\u2028\u2029]|\{\$/u

/** The captions of a session that are READY, in the order of making: the first is the default until one was chosen. */
export function offeredCaptions(rows: readonly ContentFileRow[]): OfferedCaption[] {
  const chosen = rows.find((row) => row.is_default === 1) ?? rows[0]
  return rows.map((row) => ({
    fileId: idFromBytes(row.id),
    language: row.language ?? "",
    label: row.label ?? languageName(row.language ?? ""),
    isDefault: row === chosen,
    playlistPath: row.playlist_path,
  }))
}

/** In the language itself, for whoever reads it. */
function languageName(language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language
  } catch {
    return language
  }
}

/**
 * The master playlist with these captions and no others: those that it names already stay where they are, the rest get
 * playlists of ours. All of them become one group, whose names differ, as RFC 8216 (4.3.4.1.1) asks.
 */
export function withCaptions(text: string, captions: readonly OfferedCaption[]): string {
  const master = readPlaylist(text)
  if (!master) return text
  const named = master.tags.filter(({ name, attributes }) => name === "EXT-X-MEDIA" && attributes.TYPE === "SUBTITLES")
  const variants = master.tags.filter(({ name }) => name === "EXT-X-STREAM-INF")
  const group = `"${named[0]?.attributes["GROUP-ID"] ?? "captions"}"`
  const names = new Set<string>()
  const left = new Map(
    captions.map((caption) => {
      const label = caption.label.replaceAll(new RegExp(UNQUOTABLE, "gu"), "'")
      let name = label
      for (let number = 2; names.has(name); number++) name = `${label} (${number})`
      names.add(name)
      return [caption, { "GROUP-ID": group, NAME: `"${name}"`, DEFAULT: caption.isDefault ? "YES" : "NO" }]
    }),
  )
  const lines: (string | undefined)[] = text.split("\n")
  const change = (lineNumber: number, to: (line: string) => string | undefined) => {
    lines[lineNumber - 1] = to(lines[lineNumber - 1] ?? "")
  }
  for (const { attributes, lineNumber } of named) {
    const path = resolveInside(MASTER, attributes.URI ?? "")
    const [caption, changed] = [...left].find(([{ playlistPath }]) => path !== undefined && playlistPath === path) ?? []
    if (caption) left.delete(caption)
    change(lineNumber, (line) => changed && withAttributes(line, changed))
  }
  const SUBTITLES = captions.length > 0 ? group : undefined
  for (const { lineNumber } of variants) change(lineNumber, (line) => withAttributes(line, { SUBTITLES }))
  const added = [...left].map(([{ fileId, language }, attributes]) =>
    withAttributes("#EXT-X-MEDIA:TYPE=SUBTITLES", {
      ...attributes,
      LANGUAGE: `"${language}"`,
      AUTOSELECT: "YES",
      URI: `"/files/captions/${fileId}.m3u8"`,
    }),
  )
  change(variants[0]?.lineNumber ?? 0, (line) => [...added, line].join("\n"))
  return lines.filter((line) => line !== undefined).join("\n")
}

/** A playlist of one segment, the whole WebVTT file, which lies beside it. `durationMs` is that of the video. */
export const captionPlaylist = (fileId: string, durationMs: number): string =>
  [
    "#EXTM3U",
    "#EXT-X-VERSION:3",
    `#EXT-X-TARGETDURATION:${Math.ceil(durationMs / 1000)}`,
    "#EXT-X-PLAYLIST-TYPE:VOD",
    `#EXTINF:${(durationMs / 1000).toFixed(3)},`,
    `${fileId}.vtt`,
    "#EXT-X-ENDLIST",
    "",
  ].join("\n")
