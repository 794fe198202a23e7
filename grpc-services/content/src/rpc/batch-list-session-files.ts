import { idFromBytes } from "@lectern/service-kit/ids"
import { requireBatch } from "@lectern/service-kit/validation"
import { findFilesOfSessions } from "../content-file-store.ts"
import type { ContentRpc } from "../service.ts"
import { visibleFiles } from "../visible-files.ts"

const MAX_SESSIONS = 200 // the content subgraph's DataLoader uses the same bound

export const batchListSessionFiles: ContentRpc<"batchListSessionFiles"> = (deps) => async (request, call) => {
  requireBatch("sessions", request.sessions.length, MAX_SESSIONS)
  // Ids are compared as the database spells them.
  const sessionOf = new Map(
    request.sessions.map((session) => [
      session.sessionId.toLowerCase(),
      { courseId: session.courseId.toLowerCase(), isPreview: session.isPreview },
    ]),
  )
  const rows = await findFilesOfSessions(deps.db, [...sessionOf.keys()])
  // The course that is stored with a file decides, whatever course a request puts its session into.
  const own = rows.filter((row) => sessionOf.get(idFromBytes(row.session_id))?.courseId === idFromBytes(row.course_id))
  return { files: await visibleFiles(deps, call, own, (id) => sessionOf.get(id)?.isPreview ?? false) }
}
