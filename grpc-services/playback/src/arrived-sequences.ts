/** Sequence numbers that have arrived as [from, to], both ends included, ascending, never touching each other. */
export type ArrivedSequences = readonly (readonly [from: number, to: number])[]

/** The same with more of them, in any order, repeated or not. */
export function withSequences(arrived: ArrivedSequences, sequences: readonly number[]): ArrivedSequences {
  const ranges = [...arrived, ...sequences.map((sequence) => [sequence, sequence] as const)].sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [from, to] of ranges) {
    const last = merged.at(-1)
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

export function hasSequence(arrived: ArrivedSequences, sequence: number): boolean {
  let low = 0
  let high = arrived.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((arrived[middle]?.[1] ?? Infinity) >= sequence) high = middle
    else low = middle + 1
  }
  const range = arrived[low]
  return range !== undefined && range[0] <= sequence
}

/** -1 before the first. */
export const highestSequence = (arrived: ArrivedSequences): number => arrived.at(-1)?.[1] ?? -1

export const sequenceCount = (arrived: ArrivedSequences): number =>
  arrived.reduce((sum, [from, to]) => sum + to - from + 1, 0)

/** The lowest sequence numbers below the highest that have not arrived, `limit` at most. */
export function missingSequences(arrived: ArrivedSequences, limit: number): number[] {
  const missing: number[] = []
  let next = 0
  for (const [from, to] of arrived) {
    for (; next < from; next++) {
      if (missing.length === limit) return missing
      missing.push(next)
    }
    next = to + 1
  }
  return missing
}
