import { requireScope, requireUserId } from "@lectern/rpc/call"
import { notFound } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { requireEtag } from "@lectern/service-kit/etag"
import { idFromBytes } from "@lectern/service-kit/ids"
import { endContentFile, findContentFile, findFilesOfStream, isPartOfStream } from "../content-file-store.ts"
import { isCourseEditor } from "../course-editor.ts"
import { lockCourseStorage } from "../course-storage.ts"
import { etagOf, toFile } from "../file-message.ts"
import { deleteJob } from "../process-file.ts"
import type { ContentRpc } from "../service.ts"
import { discardUpload, endUpload } from "../upload-store.ts"

export const deleteFile: ContentRpc<"deleteFile"> =
  ({ db, clock, files, courses, uploads }) =>
  async ({ id, etag }, call) => {
    requireScope(call, "files:write")
    requireUserId(call)
    const unknown = () => notFound("FILE_NOT_FOUND", `there is no file ${id}`, id)
    const seen = await findContentFile(db, id)
    if (!seen) throw unknown()
    const [course] = (await courses.batchGetCourses({ ids: [idFromBytes(seen.course_id)] }, call)).courses
    if (!course || !isCourseEditor(call, course)) throw unknown()

    const wasUploading = await transact(db, async (tx) => {
      await lockCourseStorage(tx, seen.course_id)
      const file = await findContentFile(tx, id)
      if (!file || file.status === "DELETED") throw unknown()
      requireEtag(etag, etagOf(file))
      const now = clock()
      const isStream = file.type === "VIDEO" && isPartOfStream(file)
      for (const part of isStream ? await findFilesOfStream(tx, file.session_id) : [file]) {
        await endContentFile(tx, part.id, {
          status: "DELETED",
          now,
          purgeAt: new Date(now.getTime() + uploads.deletedBytesKeptMs),
        })
        await deleteJob(tx, part.id)
      }
      if (file.status === "UPLOADING") await endUpload(tx, file.id, now)
      return file.status === "UPLOADING"
    })
    if (wasUploading) await discardUpload(db, files, seen.id)
    const deleted = await findContentFile(db, id)
    if (!deleted) throw unknown()
    return { file: toFile(deleted, { isEditor: true }) }
  }
