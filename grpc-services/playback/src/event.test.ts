import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { describe, it } from "node:test"
import type { Event__Output } from "@lectern/contracts/elearning/playback/v1/Event.ts"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { isSameEvent, readEvent, type ReportedEvent } from "./event.ts"

const message = (over: Partial<Event__Output> = {}): Event__Output => ({
  id: randomUUID(),
  sequence: 0,
  type: "EVENT_TYPE_SEEK",
  positionMs: 60_000,
  fromPositionMs: 1000,
  rate: 1,
  occurTime: toTimestamp(new Date(1_772_409_600_123)),
  receiveTime: null,
  ...over,
})
const read = (over: Partial<Event__Output> = {}) => readEvent(message(over), 60_000)

describe("readEvent", () => {
  it("reads every field", () => {
    const given = message({ id: "0195A5F0-0000-7000-8000-00000000000A", rate: 1.25, sequence: 7 })
    assert.deepEqual(readEvent(given, 60_000), {
      id: "0195a5f0-0000-7000-8000-00000000000a",
      sequence: 7,
      type: "SEEK",
      positionMs: 60_000,
      fromPositionMs: 1000,
      rate: 1.25,
      saidAtMs: 1_772_409_600_123,
    })
  })

  it("takes a position up to a second past the end, and the whole range of speeds", () => {
    for (const over of [{ positionMs: 61_000 }, { fromPositionMs: 61_000 }, { rate: 16 }, { rate: 0.0625 }])
      assert.equal(typeof read(over), "object")
  })

  it("does not read where other events than a SEEK came from", () => {
    const found = read({ type: "EVENT_TYPE_PAUSE", fromPositionMs: -5 }) as ReportedEvent
    assert.equal(found.fromPositionMs, null)
  })

  it("says what is wrong, expected and found", () => {
    const problems: [Partial<Event__Output>, RegExp][] = [
      [{ id: "no uuid" }, /^id: a UUID is expected/],
      [{ sequence: -1 }, /^sequence: 0 to 2147483647 is expected, got -1/],
      [{ type: "EVENT_TYPE_UNSPECIFIED" }, /^type: /],
      [{ type: 42 as never }, /^type: .* got 42/],
      [{ positionMs: -1 }, /^position_ms: 0 to 61000 is expected, got -1/],
      [{ positionMs: 61_001 }, /^position_ms: /],
      [{ fromPositionMs: 61_001 }, /^from_position_ms: /],
      [{ rate: 0 }, /^rate: above 0 and at most 16 is expected, got 0/],
      [{ rate: -1 }, /^rate: /],
      [{ rate: 16.01 }, /^rate: /],
      [{ rate: NaN }, /^rate: /],
      [{ occurTime: null }, /^occur_time: /],
    ]
    for (const [over, problem] of problems) assert.match(read(over) as string, problem)
  })
})

describe("isSameEvent", () => {
  it("sees every field", () => {
    const one = readEvent(message({ fromPositionMs: 5 }), 60_000) as ReportedEvent
    assert.ok(isSameEvent(one, { ...one }))
    const others: Partial<ReportedEvent>[] = [
      { id: randomUUID() },
      { sequence: 1 },
      { type: "PLAY" },
      { positionMs: 1 },
      { fromPositionMs: null },
      { rate: 2 },
      { saidAtMs: 0 },
    ]
    for (const other of others) assert.ok(!isSameEvent(one, { ...one, ...other }))
  })
})
