import assert from "node:assert/strict"
import { describe, it } from "node:test"
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
