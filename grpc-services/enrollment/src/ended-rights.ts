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
  userId: string
  /** Empty for all courses. */
  courseId: string
}

// What is being watched should stop within five seconds.
const PERIOD_MS = 1000

/**
 * Writes, in the transaction that ends somebody's right before its time, that the content service must hear of it; a right
 * that ends at its time needs no word, since no grant holds for longer. Without a course it is the right to all of them.
 */
export async function tellEndedRight(
  tx: Database,
  { userId, courseId = "" }: { userId: string; courseId?: string },
  now: Date,
): Promise<void> {
  await enqueue(tx, { topic: ENDED_RIGHT, payload: { userId, courseId } satisfies EndedRight, now })
}

export interface EndedRightDeps extends Pick<Deps, "db" | "clock"> {
  content: Client<ContentServiceDefinition>
  /** A call of this service's own. */
  call: () => Call
}

/** Tells the content service of ended rights, from now on until it is stopped. */
export const tellEndedRightsRegularly = (deps: EndedRightDeps, telemetry: Telemetry): BackgroundJob =>
  startBackgroundJob(telemetry, {
    name: "tell ended rights",
    periodMs: PERIOD_MS,
    round: (signal) => tellEndedRights(deps, telemetry, signal),
  })

/** Tells what is due, on any number of replicas. */
export const tellEndedRights = (
  { db, clock, content, call }: EndedRightDeps,
  telemetry: Telemetry,
  signal?: AbortSignal,
) =>
  relayOutbox(db, {
    topic: ENDED_RIGHT,
    clock,
    telemetry,
    ...(signal ? { signal } : {}),
    deliver: async ({ id, payload }) => {
      await content.advanceGrantEpoch({ eventId: id, ...(payload as EndedRight) }, call())
    },
  })
