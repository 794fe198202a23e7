/** A message field that the contract always sets; proto3 can't say so, hence the type. A missing one is a bug. */
export function required<T>(message: T | null | undefined): T {
  if (message === null || message === undefined) throw new Error("a message that is always set is missing")
  return message
}
