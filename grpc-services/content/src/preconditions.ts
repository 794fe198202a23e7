import type { IncomingHttpHeaders } from "node:http"

/** What a representation is compared by. */
export interface Validators {
  /** Strong, with its quotes. */
  etag: string
  /** In whole seconds, as HTTP dates are. */
  lastModified: Date
}

/** The outcome of a GET's or HEAD's conditions in the order of RFC 9110, 13.2.2: go on, 304 or 412. */
export function checkPreconditions(
  headers: IncomingHttpHeaders,
  { etag, lastModified }: Validators,
): "go on" | 304 | 412 {
  const ifMatch = headers["if-match"]
  if (ifMatch !== undefined) {
    if (ifMatch.trim() !== "*" && !entityTags(ifMatch).includes(etag)) return 412
  } else {
    const since = httpDate(headers["if-unmodified-since"])
    if (since && lastModified > since) return 412
  }
  const ifNoneMatch = headers["if-none-match"]
  if (ifNoneMatch !== undefined) {
    // Weak comparison: for a cached copy an equal meaning is enough.
    const known = entityTags(ifNoneMatch).map((tag) => tag.replace(/^W\//, ""))
    return ifNoneMatch.trim() === "*" || known.includes(etag) ? 304 : "go on"
  }
  const since = httpDate(headers["if-modified-since"])
  return since && lastModified <= since ? 304 : "go on"
}

/** Whether a Range is to be obeyed: only where the part that the client holds is of these very bytes (13.1.5). */
export function isRangeCurrent(ifRange: string | undefined, { etag, lastModified }: Validators): boolean {
  if (ifRange === undefined) return true
  return ifRange.includes('"') ? ifRange.trim() === etag : httpDate(ifRange)?.getTime() === lastModified.getTime()
}

const entityTags = (list: string): string[] => list.match(/(?:W\/)?"[^"]*"/g) ?? []

/** A field that is no date is to be ignored. */
function httpDate(text: string | undefined): Date | undefined {
  // Date reads much more than HTTP dates, which begin with the name of a day in all three forms.
  const date = new Date(text !== undefined && /^[A-Z][a-z]{2}/.test(text) ? text : Number.NaN)
  return Number.isNaN(date.getTime()) ? undefined : date
}
