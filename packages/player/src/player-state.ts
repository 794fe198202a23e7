import type { RejectedEvent } from "./playback-event.ts"

/** What becomes of the events, for people to see or for a log. */
export type PlayerState =
  /** All that was recorded has arrived. */
  | { type: "sent" }
  /** Nothing gets through; it is tried again. */
  | { type: "waiting"; retryInMs: number; reason: string }
  /** The platform takes none of a playback, e.g. NOT_ENROLLED. Each page tries again; one that was never opened is forgotten after 31 days. */
  | { type: "refused"; clientSessionId: string; code: string; message: string }
  /** Single events that the log does not take; they are kept aside. */
  | { type: "rejected"; events: readonly RejectedEvent[] }
  /** The browser stores nothing: what has not been sent goes with the page. Told once. */
  | { type: "volatile"; reason: string }
