/** First and last byte, both sent. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * What a `Range` header asks of a representation of `size` bytes (RFC 9110, 14.1.2 and 14.2): one range, or that it
 * can't be satisfied, or undefined where the header is to be ignored: another unit, broken, or several ranges, which a
 * server may answer with the whole.
 */
export function readRange(header: string | undefined, size: number): ByteRange | "unsatisfiable" | undefined {
  const match = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? "")
  if (!match) return undefined
  const [, first = "", last = ""] = match
  if (first === "") {
    if (last === "") return undefined
    if (Number(last) === 0) return "unsatisfiable"
    // Nothing has no last bytes, and no Content-Range could say so.
    return size === 0 ? undefined : { start: Math.max(0, size - Number(last)), end: size - 1 }
  }
  const start = Number(first)
  if (last !== "" && Number(last) < start) return undefined
  if (start >= size) return "unsatisfiable"
  return { start, end: last === "" ? size - 1 : Math.min(Number(last), size - 1) }
}
