import { CARRY_LIMIT, spansOf } from "./watch-algebra.ts"
import type { WatchEvent, WatchSpan } from "./watch-algebra.ts"

/**
 * The spans of one playback that exist because of `arrived` and did not before: what ingest has to insert, and by how
 * much coverage (`mergeCoverage(stored, coverageOf(added))`) and heat grow. Nothing ever has to be removed or altered.
 *
 * `known` are events already in the log, all of them or at least those of the neighbourhood (below). Arrived events
 * that are known already change nothing; on a conflict the log wins.
 *
 * Why it is right: the span between events k and k+1 depends on these two and on whether and how fast the video plays
 * after k, which the nearest anchor at or before k tells, at most CARRY_LIMIT events back. As more arrives, that
 * turns from unknown to known and never changes again.
 */
export function spansAddedBy(
  { known, arrived }: { known: readonly WatchEvent[]; arrived: readonly WatchEvent[] },
  options: { durationMs?: number } = {},
): WatchSpan[] {
  const knownSequences = new Set(known.map(({ sequence }) => sequence))
  const fresh = arrived.filter(({ sequence }) => !knownSequences.has(sequence))
  if (fresh.length === 0) return []
  const before = new Set(spansOf(known, options).map(({ sequence }) => sequence))
  return spansOf([...known, ...fresh], options).filter(({ sequence }) => !before.has(sequence))
}

/**
 * The sequences, both ends included, of all stored events that can matter to `spansAddedBy`; `arrived` is not empty.
 * It may be narrowed: to the last anchor (ANCHOR_TYPES) below and the first one above all arrived sequences. With a
 * heartbeat every 10 s that is a handful of rows, and most often just the one before.
 */
export function neighbourhoodOf(arrived: readonly Pick<WatchEvent, "sequence">[]): {
  fromSequence: number
  toSequence: number
} {
  let lowest = Infinity
  let highest = -Infinity
  for (const { sequence } of arrived) {
    lowest = Math.min(lowest, sequence)
    highest = Math.max(highest, sequence)
  }
  // The pair that ends in `lowest` starts one before it, and the state there may come from CARRY_LIMIT further back;
  // in the other direction `highest` may be the anchor for CARRY_LIMIT events, the last of which begins a pair.
  return { fromSequence: Math.max(0, lowest - 1 - CARRY_LIMIT), toSequence: highest + CARRY_LIMIT + 1 }
}
