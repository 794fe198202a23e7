/** What a request for a file names. */
export type FileAddress =
  | { kind: "hls"; sessionId: string; names: string[] }
  | { kind: "caption" | "poster" | "download"; fileId: string }
  | { kind: "captionPlaylist"; fileId: string }

const LONGEST_TARGET = 4096

/**
 * The file that a request target names, with its grant; why there is none otherwise. The target is read as it came:
 * anything that resolves dots or backslashes first (new URL does both) could be led out of a session's folder.
 */
export function readFileTarget(
  target: string,
): { address: FileAddress; grant: string | undefined } | "broken" | "unknown" {
  // oxlint-disable-next-line no-control-regex
  if (target.length > LONGEST_TARGET || /[\u0000-\u0020\u007f\\]/.test(target)) return "broken"
  const local = target.replace(/^https?:\/\/[^/?#]*/i, "")
  const question = local.indexOf("?")
  const query = question < 0 ? "" : local.slice(question + 1)
  const names: string[] = []
  for (const encoded of (question < 0 ? local : local.slice(0, question)).split("/").slice(1)) {
    const name = decode(encoded)
    if (name === undefined) return "broken"
    names.push(name)
  }
  const [prefix, kind, ...rest] = names
  if (!local.startsWith("/") || prefix !== "files") return "unknown"
  const address = toAddress(kind, rest)
  if (!address) return "unknown"
  return { address, grant: new URLSearchParams(query).get("g") ?? undefined }
}

function toAddress(kind: string | undefined, names: string[]): FileAddress | undefined {
  const [first = "", ...more] = names
  if (kind === "hls") return more.length > 0 ? { kind, sessionId: first, names: more } : undefined
  // The name is for whoever reads the address; which file it is, the id says.
  if (kind === "downloads") return more.length === 1 ? { kind: "download", fileId: first } : undefined
  const fileId = /^([\w-]+)\.(vtt|m3u8|jpg)$/.exec(first)
  if (!fileId || more.length > 0) return undefined
  if (kind === "captions" && fileId[2] === "vtt") return { kind: "caption", fileId: fileId[1] ?? "" }
  if (kind === "captions" && fileId[2] === "m3u8") return { kind: "captionPlaylist", fileId: fileId[1] ?? "" }
  if (kind === "posters" && fileId[2] === "jpg") return { kind: "poster", fileId: fileId[1] ?? "" }
  return undefined
}

/** The name of a file or folder out of one part of a path; undefined where it could be more or less than a name. */
export function decode(encoded: string): string | undefined {
  let name: string
  try {
    name = decodeURIComponent(encoded)
  } catch {
    return undefined // a broken escape, or bytes that are not UTF-8, overlong forms among them
  }
  // oxlint-disable-next-line no-control-regex
  return name === "" || name === "." || name === ".." || /[/\\\u0000-\u001f\u007f]/.test(name) ? undefined : name
}
