import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import { billingPeriod } from "./billing-period.ts"

const starts = (startedAt: string, timeZone: string, interval: "MONTH" | "YEAR", count: number) =>
  Array.from({ length: count }, (_, index) =>
    billingPeriod({ startedAt: new Date(startedAt), timeZone, interval }, index).start.toISOString(),
  )

describe("billingPeriod", () => {
  it("keeps the day of the beginning, cut to the end of shorter months", () => {
    assert.deepEqual(starts("2027-01-31T09:00:00Z", "UTC", "MONTH", 4), [
      "2027-01-31T09:00:00.000Z",
      "2027-02-28T09:00:00.000Z",
      "2027-03-31T09:00:00.000Z",
      "2027-04-30T09:00:00.000Z",
    ])
    assert.deepEqual(starts("2028-02-29T00:00:00Z", "UTC", "YEAR", 5), [
      "2028-02-29T00:00:00.000Z",
      "2029-02-28T00:00:00.000Z",
      "2030-02-28T00:00:00.000Z",
      "2031-02-28T00:00:00.000Z",
      "2032-02-29T00:00:00.000Z",
    ])
  })

  it("counts days where the subscriber lives", () => {
    // 1 February 00:30 in Seoul is 31 January in UTC.
    assert.deepEqual(starts("2027-01-31T15:30:00Z", "Asia/Seoul", "MONTH", 2), [
      "2027-01-31T15:30:00.000Z",
      "2027-02-28T15:30:00.000Z",
    ])
  })

  it("keeps the time of day over changes of the clock, and moves past one that a change skips", () => {
    assert.deepEqual(starts("2027-02-28T01:30:00Z", "Europe/London", "MONTH", 3), [
      "2027-02-28T01:30:00.000Z",
      // 28 March 01:30 does not exist in London: 02:30 summer time.
      "2027-03-28T01:30:00.000Z",
      "2027-04-28T00:30:00.000Z",
    ])
  })
})

// Half-hour summer time, a quarter-hour offset, a day that never was (30 December 2011), summer time that began at midnight
// and was given up, none at all, and the common ones of either half of the world.
const ZONES = [
  "UTC",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "Pacific/Apia",
  "America/Sao_Paulo",
  "Asia/Seoul",
  "Europe/London",
  "America/New_York",
  "Africa/Casablanca",
]
const PERIODS = 36
const DAY_MS = 86_400_000

const formats = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "medium", hourCycle: "h23" }),
  ]),
)
/** What a clock in that zone shows, as if it were UTC: what Intl says, not the library that is tested. */
const wallClock = (instant: Date, zone: string): number => {
  const text = formats.get(zone)?.format(instant) ?? ""
  return Date.parse(`${text.replace(" ", "T")}Z`) + instant.getUTCMilliseconds()
}
/** Whether no instant near this one shows that time. */
function isSkipped(wall: number, near: Date, zone: string): boolean {
  return [-2 * DAY_MS, 2 * DAY_MS].every((shift) => {
    const offset = wallClock(new Date(near.getTime() + shift), zone) - (near.getTime() + shift)
    return wallClock(new Date(wall - offset), zone) !== wall
  })
}
/** That time of that day, `months` later, the day cut to the month's last: by whole numbers. */
function monthsLater(wall: number, months: number): number {
  const date = new Date(wall)
  const month = date.getUTCMonth() + months
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate()
  return Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), lastDay)) + (wall % DAY_MS)
}

describe("36 periods from each of 10,000 beginnings", () => {
  const beginnings = fc.record({
    // From the year 2000 on, so that odd changes of the clock are among them, to 2040.
    startedAt: fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) }).map((ms) => new Date(ms)),
    timeZone: fc.constantFrom(...ZONES),
    interval: fc.constantFrom("MONTH" as const, "MONTH" as const, "MONTH" as const, "YEAR" as const),
  })

  it("have no gap and no overlap, and keep the day and the time of day of the beginning", () => {
    let skipped = 0
    fc.assert(
      fc.property(beginnings, (terms) => {
        const began = wallClock(terms.startedAt, terms.timeZone)
        let end = terms.startedAt.getTime()
        for (let index = 0; index < PERIODS; index++) {
          const period = billingPeriod(terms, index)
          assert.equal(period.start.getTime(), end)
          assert.ok(period.end > period.start)
          end = period.end.getTime()
          const wall = monthsLater(began, (terms.interval === "YEAR" ? 12 : 1) * (index + 1))
          if (wallClock(period.end, terms.timeZone) === wall) continue
          assert.ok(isSkipped(wall, period.end, terms.timeZone), `${JSON.stringify(terms)} ${index}`)
          skipped++
        }
      }),
      { numRuns: 10_000 },
    )
    assert.ok(skipped > 0, "times that a change of the clock skips are among them")
  })
})

describe("billingPeriod over a day that never was", () => {
  it("goes on with the next one", () => {
    // In Apia 30 December 2011 was left out: it is 10 o'clock there each time, on 30 November, 31 December, 30 January.
    assert.deepEqual(starts("2011-11-30T20:00:00Z", "Pacific/Apia", "MONTH", 3), [
      "2011-11-30T20:00:00.000Z",
      "2011-12-30T20:00:00.000Z",
      "2012-01-29T20:00:00.000Z",
    ])
  })
})
