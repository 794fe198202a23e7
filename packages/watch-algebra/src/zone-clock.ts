const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Kept because making one takes many times as long as using it. */
const formatters = new Map<string, Intl.DateTimeFormat>()
/** More than there are zones; names that differ in case only, or offsets, must not fill the memory. */
const MAX_FORMATTERS = 1000

/**
 * Local time of a zone. Hours are numbered by the wall clock, from 0 at local 1970-01-01 0:00, so that hour modulo 24
 * is the hour of the day and hour / 24 the local calendar day. Where clocks go back, an hour comes twice; where they go
 * forward, a number is left out. Throws RangeError when `timeZone` is not the name of a zone.
 */
export function zoneClock(timeZone: string) {
  const formatter = formatterOf(timeZone)
  // Asking Intl is slow, so it is asked twice a day of data at most. A day on which it answers differently at the two
  // ends has one change in between, found by halving: zones do not change their clocks twice within 24 hours.
  const days = new Map<number, ZoneDay>()
  const dayAt = (ms: number): ZoneDay => {
    const number = Math.floor(ms / DAY_MS)
    let day = days.get(number)
    if (!day) {
      day = zoneDay(formatter, number * DAY_MS)
      days.set(number, day)
    }
    return day
  }
  const offsetAt = (ms: number): number => {
    const day = dayAt(ms)
    return ms < day.changeMs ? day.offsetBeforeMs : day.offsetAfterMs
  }

  return {
    localHourAt: (ms: number): number => Math.floor((ms + offsetAt(ms)) / HOUR_MS),

    /**
     * Calls `visit` for each stretch of [fromMs, toMs] within one local hour, ascending, with the stretch's end.
     * When both are equal, once.
     */
    forEachHour(fromMs: number, toMs: number, visit: (localHour: number, untilMs: number) => void): void {
      let atMs = fromMs
      do {
        const day = dayAt(atMs)
        const isBefore = atMs < day.changeMs
        const offsetMs = isBefore ? day.offsetBeforeMs : day.offsetAfterMs
        const localHour = Math.floor((atMs + offsetMs) / HOUR_MS)
        const untilMs = Math.min(toMs, (localHour + 1) * HOUR_MS - offsetMs, isBefore ? day.changeMs : day.endMs)
        visit(localHour, untilMs)
        atMs = untilMs
      } while (atMs < toMs)
    },
  }
}

/** One UTC day; `changeMs` is its end when the clocks do not change. */
interface ZoneDay {
  offsetBeforeMs: number
  changeMs: number
  offsetAfterMs: number
  endMs: number
}

function zoneDay(formatter: Intl.DateTimeFormat, startMs: number): ZoneDay {
  const endMs = startMs + DAY_MS
  const offsetBeforeMs = offsetOf(formatter, startMs)
  const offsetAfterMs = offsetOf(formatter, endMs)
  let changeMs = endMs
  if (offsetBeforeMs !== offsetAfterMs) {
    let lastBeforeMs = startMs
    while (changeMs - lastBeforeMs > 1) {
      const middleMs = Math.floor((lastBeforeMs + changeMs) / 2)
      if (offsetOf(formatter, middleMs) === offsetBeforeMs) lastBeforeMs = middleMs
      else changeMs = middleMs
    }
  }
  return { offsetBeforeMs, changeMs, offsetAfterMs, endMs }
}

function offsetOf(formatter: Intl.DateTimeFormat, ms: number): number {
  const part = Object.fromEntries(formatter.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
  const localMs = Date.UTC(part["year"]!, part["month"]! - 1, part["day"], part["hour"], part["minute"], part["second"])
  return localMs - Math.floor(ms / 1000) * 1000
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    })
    if (formatters.size >= MAX_FORMATTERS) formatters.clear()
    formatters.set(timeZone, formatter)
  }
  return formatter
}
