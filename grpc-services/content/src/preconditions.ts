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
    const since = httpDate(headers["if-unmodified-since"], lastModified)
    if (since && lastModified > since) return 412
  }
  const ifNoneMatch = headers["if-none-match"]
  if (ifNoneMatch !== undefined) {
    // Weak comparison: for a cached copy an equal meaning is enough.
    const known = entityTags(ifNoneMatch).map((tag) => tag.replace(/^W\//, ""))
    return ifNoneMatch.trim() === "*" || known.includes(etag) ? 304 : "go on"
  }
  const since = httpDate(headers["if-modified-since"], lastModified)
  return since && lastModified <= since ? 304 : "go on"
}

/** Whether a Range is to be obeyed: only where the part that the client holds is of these very bytes (13.1.5). */
export function isRangeCurrent(ifRange: string | undefined, { etag, lastModified }: Validators): boolean {
  if (ifRange === undefined) return true
  return ifRange.includes('"')
    ? ifRange.trim() === etag
    : httpDate(ifRange, lastModified)?.getTime() === lastModified.getTime()
}

/** Those before the first that is none. */
const entityTags = (list: string): string[] =>
  [...list.matchAll(/[ \t,]*((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?=,|$)/gy)].map(([, tag = ""]) => tag)

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
const TIME = String.raw`(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d):(?<second>[0-5]\d|60)`
const MONTH = `(?<month>${MONTHS.join("|")})`
// RFC 9110, 5.6.7: the form of today, then those of RFC 850 and of C's asctime, which a recipient must read too.
const HTTP_DATES = [
  `(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\\d\\d) ${MONTH} (?<year>\\d{4}) ${TIME} GMT`,
  `(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\\d\\d)-${MONTH}-(?<year>\\d\\d) ${TIME} GMT`,
  `(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})`,
].map((form) => new RegExp(`^${form}$`))

/** A field that is no date is to be ignored. A year of two digits is the one that is next to the year of `near`. */
function httpDate(text: string | undefined, near: Date): Date | undefined {
  const parts = HTTP_DATES.map((form) => form.exec(text ?? "")?.groups).find((groups) => groups !== undefined)
  if (!parts) return undefined
  const { year = "", month = "", day, hour, minute, second } = parts
  const earliest = near.getUTCFullYear() - 50
  const date = new Date(
    Date.UTC(
      year.length === 2 ? earliest + ((((Number(year) - earliest) % 100) + 100) % 100) : Number(year),
      MONTHS.indexOf(month),
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
    ),
  )
  // The 31st of a shorter month.
  return date.getUTCDate() === Number(day) || second === "60" ? date : undefined
}
