import { requireScope, requireUserId } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { requireEtag } from "@lectern/service-kit/etag"
import { endContentFile, findContentFile, findFilesOfStream, isPartOfStream } from "../content-file-store.ts"
import { fileNotFound, requireEditableFile } from "../course-editor.ts"
import { lockCourseStorage } from "../course-storage.ts"
import { etagOf, toFile } from "../file-message.ts"
import { deleteJob } from "../process-file.ts"
import type { ContentRpc } from "../service.ts"
import { discardUpload, endUpload } from "../upload-store.ts"

export const deleteFile: ContentRpc<"deleteFile"> =
  (deps) =>
  async ({ id, etag }, call) => {
    requireScope(call, "files:write")
    requireUserId(call)
    const { db, clock, files, uploads } = deps
    const seen = await requireEditableFile(deps, id, call)

    const wasUploading = await transact(db, async (tx) => {
      await lockCourseStorage(tx, seen.course_id)
      const file = await findContentFile(tx, id)
      if (!file || file.status === "DELETED") throw fileNotFound(id)
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
    if (!deleted) throw fileNotFound(id)
    return { file: toFile(deleted, { isEditor: true }) }
  }
