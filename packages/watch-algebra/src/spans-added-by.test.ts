import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import { neighbourhoodOf, spansAddedBy } from "./spans-added-by.ts"
import { HOSTILE_DURATION_MS, honestHistory, hostileEvents, numRuns, shuffledWithRepeats } from "./test-histories.ts"
import { ANCHOR_TYPES, CARRY_LIMIT, coverageOf, mergeCoverage, spansOf } from "./watch-algebra.ts"
import type { Coverage, WatchEvent, WatchSpan } from "./watch-algebra.ts"

type Read = (log: readonly WatchEvent[], arrived: readonly WatchEvent[]) => WatchEvent[]

/** What a range scan over the log's key gives. */
const readRange: Read = (log, arrived) => {
  const { fromSequence, toSequence } = neighbourhoodOf(arrived)
  return log.filter(({ sequence }) => sequence >= fromSequence && sequence <= toSequence)
}

/** The same, narrowed to the nearest anchor on either side. */
const readUpToAnchors: Read = (log, arrived) => {
  const sequences = arrived.map(({ sequence }) => sequence)
  const anchors = log.filter(({ type }) => ANCHOR_TYPES.includes(type)).map(({ sequence }) => sequence)
  const below = anchors.filter((sequence) => sequence < Math.min(...sequences))
  const above = anchors.filter((sequence) => sequence > Math.max(...sequences))
  const [from, to] = [Math.max(0, ...below), Math.min(Infinity, ...above)]
  return readRange(log, arrived).filter(({ sequence }) => sequence >= from && sequence <= to)
}

/** Arrivals in batches; after each, what was added so far equals a full fold of the log. */
function foldsLikeTheWhole(batches: readonly WatchEvent[][], read: Read): void {
  const options = { durationMs: HOSTILE_DURATION_MS }
  const log = new Map<number, WatchEvent>()
  const spans: WatchSpan[] = []
  let coverage: Coverage = []
  for (const arrived of batches) {
    const added = spansAddedBy({ known: read([...log.values()], arrived), arrived }, options)
    for (const event of arrived) if (!log.has(event.sequence)) log.set(event.sequence, event)
    spans.push(...added)
    coverage = mergeCoverage(coverage, coverageOf(added))
    const whole = spansOf([...log.values()], options)
    assert.deepEqual(
      spans.toSorted((a, b) => a.sequence - b.sequence),
      whole,
    )
    assert.deepEqual(coverage, coverageOf(whole))
  }
}

function inBatches(events: fc.Arbitrary<WatchEvent[]>): fc.Arbitrary<WatchEvent[][]> {
  return fc
    .tuple(
      events.chain((all) => shuffledWithRepeats(all)),
      fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 6 }),
    )
    .map(([arrivals, sizes]) => {
      const batches: WatchEvent[][] = []
      for (let from = 0; from < arrivals.length; from += batches.at(-1)!.length)
        batches.push(arrivals.slice(from, from + sizes[batches.length % sizes.length]!))
      return batches
    })
}

/** A run of 0 to `last` that plays on and on; the anchors are PLAY, HEARTBEAT or PAUSE by turns. */
function captionsAndAnchors(last: number, anchors: readonly number[]): WatchEvent[] {
  return Array.from({ length: last + 1 }, (_, sequence) => {
    const turn = anchors.indexOf(sequence)
    const type = turn < 0 ? "CAPTION_CHANGE" : (["PLAY", "HEARTBEAT", "PAUSE"] as const)[turn % 3]!
    return { sequence, type, positionMs: sequence * 10, occurredAtMs: sequence * 10 }
  })
}

const honestEvents = honestHistory.map(({ events }) => events)

describe("spansAddedBy", () => {
  for (const [what, read] of [
    ["the range of the neighbourhood", readRange],
    ["events up to the nearest anchors", readUpToAnchors],
  ] as const) {
    it(`[law] reading only ${what}, equals a full fold after every batch, in any order, with repeats`, () => {
      fc.assert(
        fc.property(inBatches(hostileEvents), (batches) => foldsLikeTheWhole(batches, read)),
        { numRuns },
      )
    })

    it(`[law] reading only ${what}, equals a full fold on honest histories`, () => {
      fc.assert(
        fc.property(inBatches(honestEvents), (batches) => foldsLikeTheWhole(batches, read)),
        { numRuns: Math.ceil(numRuns / 3) },
      )
    })
  }

  it("[law] equals a full fold where anchors are rare and the neighbourhood is a small part of the log", () => {
    const sparse = fc
      .uniqueArray(fc.nat(4 * CARRY_LIMIT), { minLength: 1, maxLength: 8 })
      .chain((anchors) => shuffledWithRepeats(captionsAndAnchors(4 * CARRY_LIMIT, anchors)))
      .chain((arrivals) =>
        fc
          .uniqueArray(fc.nat(arrivals.length), { maxLength: 4 })
          .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b)].map((cut, i, all) => arrivals.slice(cut, all[i + 1]))),
      )
      .map((batches) => batches.filter(({ length }) => length > 0))
    for (const read of [readRange, readUpToAnchors])
      fc.assert(
        fc.property(sparse, (batches) => foldsLikeTheWhole(batches, read)),
        { numRuns: Math.ceil(numRuns / 200) },
      )
  })

  it("[law] equals a full fold when single events arrive last, though only their neighbourhood is read", () => {
    const lateOnes = fc.tuple(
      fc.uniqueArray(fc.nat(4 * CARRY_LIMIT), { minLength: 1, maxLength: 8 }),
      fc.uniqueArray(fc.nat(4 * CARRY_LIMIT), { minLength: 1, maxLength: 4 }),
    )
    fc.assert(
      fc.property(lateOnes, ([anchors, late]) => {
        const all = captionsAndAnchors(4 * CARRY_LIMIT, anchors)
        const isLate = (event: WatchEvent) => late.includes(event.sequence) || anchors[0] === event.sequence
        const early = all.filter((event) => !isLate(event))
        const singles = all.filter(isLate).map((event) => [event])
        for (const read of [readRange, readUpToAnchors]) foldsLikeTheWhole([early, ...singles.toReversed()], read)
      }),
      { numRuns: Math.ceil(numRuns / 100) },
    )
  })

  it("equals a full fold when an anchor arrives late, before more events than it may reach", () => {
    const [play, ...captions] = captionsAndAnchors(2 * CARRY_LIMIT, [0]) as [WatchEvent, ...WatchEvent[]]
    for (const read of [readRange, readUpToAnchors]) {
      foldsLikeTheWhole([captions, [play]], read)
      for (const reach of [CARRY_LIMIT - 1, CARRY_LIMIT, CARRY_LIMIT + 1])
        foldsLikeTheWhole([[play, ...captions.slice(0, reach)], captions.slice(reach)], read)
      foldsLikeTheWhole([[play], captions.slice(CARRY_LIMIT - 3), captions.slice(0, CARRY_LIMIT - 3)], read)
    }
  })

  it("adds nothing for events that are known, and keeps to the log where an arrival contradicts it", () => {
    const known: WatchEvent[] = [
      { sequence: 0, type: "PLAY", positionMs: 0, occurredAtMs: 0 },
      { sequence: 1, type: "HEARTBEAT", positionMs: 10_000, occurredAtMs: 10_000 },
    ]
    assert.deepEqual(spansAddedBy({ known, arrived: known }), [])
    const paused: WatchEvent[] = [
      { sequence: 0, type: "PAUSE", positionMs: 0, occurredAtMs: 0 },
      { sequence: 1, type: "STOP", positionMs: 10_000, occurredAtMs: 10_000 },
    ]
    assert.deepEqual(spansAddedBy({ known: paused, arrived: [{ ...known[0]!, occurredAtMs: -1 }] }), [])
  })
})
