import type { ContentServiceDefinition } from "@lectern/contracts/elearning/content/v1/ContentService.ts"
import type { Call } from "@lectern/rpc/call"
import type { Client } from "@lectern/rpc/service-types"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { enqueue, relayOutbox } from "@lectern/service-kit/outbox"
import type { Database } from "./database.ts"
import type { Deps } from "./deps.ts"

const ENDED_RIGHT = "ended-right"
interface EndedRight {
  /** Empty for everybody. */
  userId: string
  courseId: string
}

// What is being watched should stop within five seconds.
const PERIOD_MS = 1000

/**
 * Writes, in the transaction that ends a right to a course, that the content service must hear of it. Without a user it is
 * everybody's; who still has one asks for a new grant.
 */
export async function tellEndedRight(
  tx: Database,
  { userId = "", courseId }: { userId?: string; courseId: string },
  now: Date,
): Promise<void> {
  await enqueue(tx, { topic: ENDED_RIGHT, payload: { userId, courseId } satisfies EndedRight, now })
}

/** Tells the content service of ended rights, from now on until it is stopped. */
export const tellEndedRightsRegularly = (
  {
    db,
    clock,
    content,
    call,
  }: Pick<Deps, "db" | "clock"> & {
    content: Client<ContentServiceDefinition>
    /** A call of this service's own. */
    call: () => Call
  },
  telemetry: Telemetry,
): BackgroundJob =>
  startBackgroundJob(telemetry, {
    name: "tell ended rights",
    periodMs: PERIOD_MS,
    round: (signal) =>
      relayOutbox(db, {
        clock,
        telemetry,
        signal,
        deliver: async ({ id, payload }) => {
          await content.advanceGrantEpoch({ eventId: id, ...(payload as EndedRight) }, call())
        },
      }),
  })
