import { neighbourhoodOf } from "@lectern/watch-algebra/spans-added-by"

/**
 * The ranges of sequences [from, to] to read from the log for folding these arrivals, ascending and apart.
 * Most often the arrivals come behind everything that is known, and then nothing below the last anchor matters.
 */
export function neighbourhoods(sequences: readonly number[], lastAnchorSequence: number): [from: number, to: number][] {
  const ranges: [number, number][] = []
  for (const sequence of sequences.toSorted((a, b) => a - b)) {
    const around = neighbourhoodOf([{ sequence }])
    const from = sequence > lastAnchorSequence ? Math.max(around.fromSequence, lastAnchorSequence) : around.fromSequence
    const last = ranges.at(-1)
    if (last && from <= last[1] + 1) last[1] = around.toSequence
    else ranges.push([from, around.toSequence])
  }
  return ranges
}
