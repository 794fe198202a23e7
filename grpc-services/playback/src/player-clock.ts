/**
 * What a difference between the player's clock and ours is taken for: up to this the request's own way, which must
 * not move any event (a slow request between two quick ones would else shorten the time that passed between their
 * events); above it a wrong clock.
 */
export const CLOCK_TOLERANCE_MS = 30_000
/** A corrected time may lie this far behind the moment it arrived at (domain rule of ingest). */
export const FUTURE_LIMIT_MS = 5 * 60_000
/** Players collect events while they are offline, and an app may be without network for a journey. */
export const PAST_LIMIT_MS = 30 * 24 * 3_600_000

/**
 * What to add to the player's clock, in ms. It stays as known until a measurement contradicts it, so that all events
 * of a playback move alike; a clock that was set meanwhile gets a new value.
 */
export function clockOffset({
  sentAtMs,
  receivedAtMs,
  knownMs,
}: {
  sentAtMs: number
  receivedAtMs: number
  knownMs: number
}): number {
  const measuredMs = receivedAtMs - sentAtMs
  // What is no instant measures nothing.
  if (Number.isNaN(measuredMs)) return knownMs
  if (Math.abs(measuredMs - knownMs) <= CLOCK_TOLERANCE_MS) return knownMs
  return Math.abs(measuredMs) <= CLOCK_TOLERANCE_MS ? 0 : measuredMs
}

/**
 * The first of `offsets` that puts `saidMs`, a time by the player's clock, between `earliestMs` and the present: a
 * clock that was set while the player was offline is right by another offset than now. Where none does, the first one
 * that at least is not in the future; undefined when all are.
 */
export function likeliestOffset(
  saidMs: number,
  offsets: readonly number[],
  { earliestMs, receivedAtMs }: { earliestMs: number; receivedAtMs: number },
): number | undefined {
  const past = offsets.filter((offset) => saidMs + offset <= receivedAtMs + FUTURE_LIMIT_MS)
  return past.find((offset) => saidMs + offset >= earliestMs - FUTURE_LIMIT_MS) ?? past[0]
}
