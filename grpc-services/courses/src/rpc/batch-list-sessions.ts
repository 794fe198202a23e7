import { requireBatch } from "@lectern/service-kit/validation"
import { listSessions } from "../course-session-store.ts"
import type { CoursesRpc } from "../service.ts"

const MAX_COURSES = 100 // the courses subgraph's DataLoader uses the same bound

export const batchListSessions: CoursesRpc<"batchListSessions"> =
  ({ db }) =>
  async ({ courseIds }, call) => {
    requireBatch("courses", courseIds.length, MAX_COURSES)
    return { sessions: await listSessions(db, courseIds, call) }
  }
