import { requireBatch } from "@lectern/service-kit/validation"
import { findSessions } from "../course-session-store.ts"
import type { CoursesRpc } from "../service.ts"

const MAX_IDS = 500 // the courses subgraph's DataLoader uses the same bound

export const batchGetSessions: CoursesRpc<"batchGetSessions"> =
  ({ db }) =>
  async ({ ids }, call) => {
    requireBatch("sessions", ids.length, MAX_IDS)
    return { sessions: await findSessions(db, ids, call) }
  }
