/** First and last byte, both sent. */
export interface ByteRange {
  start: number
  end: number
}

/** Of one request; whoever asks for more gets the whole (RFC 9110, 14.2 lets a server ignore what is unreasonable). */
export const MAX_RANGES = 16
// What stands between two parts of a multipart answer, about; sending a smaller gap is cheaper (15.3.7.2).
const PART_OVERHEAD_BYTES = 128
const RANGES = /^bytes=(.*)$/is
const RANGE = /^(\d*)-(\d*)$/

/**
 * What a `Range` header asks of a representation of `size` bytes (RFC 9110, 14.1.2 and 14.2): ranges in the order of the
 * request, none touching another, those behind the end left out; or that none can be satisfied; or undefined where the
 * header is to be ignored: another unit, broken, an end before its beginning, or more than MAX_RANGES.
 */
export function readRanges(header: string | undefined, size: number): ByteRange[] | "unsatisfiable" | undefined {
  const [, set] = RANGES.exec(header ?? "") ?? []
  if (set === undefined) return undefined
  // A list may have empty elements (5.6.1.2), but not so many that reading them is work.
  const specs = set.split(",", MAX_RANGES * 2 + 1).map((spec) => spec.replace(/^[ \t]+|[ \t]+$/g, ""))
  if (specs.length > MAX_RANGES * 2) return undefined
  const ranges: ByteRange[] = []
  let count = 0
  for (const spec of specs) {
    if (spec === "") continue
    count++
    const [, first = "", last = ""] = RANGE.exec(spec) ?? []
    if (first === "" && last === "") return undefined
    if (first !== "" && last !== "" && BigInt(last) < BigInt(first)) return undefined
    const range =
      first === ""
        ? { start: Math.max(0, size - Number(last)), end: size - 1 }
        : { start: Number(first), end: last === "" ? size - 1 : Math.min(Number(last), size - 1) }
    // The last so many bytes of nothing are there, but no Content-Range can say so.
    if (first === "" && size === 0 && Number(last) > 0) return undefined
    if (range.start < size && range.start <= range.end) ranges.push(range)
  }
  if (count === 0 || count > MAX_RANGES) return undefined
  return ranges.length === 0 ? "unsatisfiable" : coalesced(ranges)
}

/** Those that overlap or nearly touch as one, in the place of the first of them. */
function coalesced(ranges: readonly ByteRange[]): ByteRange[] {
  const merged: (ByteRange & { place: number })[] = []
  for (const range of ranges
    .map(({ start, end }, place) => ({ start, end, place }))
    .sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (!last || range.start > last.end + PART_OVERHEAD_BYTES) {
      merged.push(range)
      continue
    }
    last.end = Math.max(last.end, range.end)
    last.place = Math.min(last.place, range.place)
  }
  return merged.sort((a, b) => a.place - b.place).map(({ start, end }) => ({ start, end }))
}
