import type { Timestamp__Output } from "@lectern/contracts/google/protobuf/Timestamp.ts"

/** `google.protobuf.Timestamp`, in milliseconds' precision. */
export const toTimestamp = (date: Date): { seconds: number; nanos: number } => {
  const seconds = Math.floor(date.getTime() / 1000)
  return { seconds, nanos: (date.getTime() - seconds * 1000) * 1_000_000 }
}

export const toTimestampOrNull = (date: Date | null | undefined) => (date ? toTimestamp(date) : null)

/** For fields that are always set; a missing one is a bug of the service that answered. */
export function fromTimestamp(time: Timestamp__Output | null): Date {
  if (!time) throw new Error("a timestamp that is always set is missing")
  return new Date(time.seconds * 1000 + Math.round(time.nanos / 1_000_000))
}

export const fromTimestampOrNull = (time: Timestamp__Output | null | undefined): Date | null =>
  time ? fromTimestamp(time) : null
