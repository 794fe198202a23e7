import { createHash } from "node:crypto"
import { basename } from "node:path"
import { requireScope, type Call } from "@lectern/rpc/call"
import { alreadyExists, permissionDenied } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import {
  findContentFileByPath,
  insertContentFile,
  insertContentFiles,
  insertRenditions,
} from "../content-file-store.ts"
import type { ContentFileRow } from "../database.ts"
import { streamFolderOf } from "../file-store.ts"
import { mediaTypeOf } from "../media-type.ts"
import type { ContentRpc } from "../service.ts"
import { MASTER, readStreamPackage, type StreamPackage } from "../stream-package.ts"

export const importStream: ContentRpc<"importStream"> =
  ({ db, clock, files }) =>
  async (request, call) => {
    requireScope(call, "files:write")
    requireOperator(call)
    const violations = new Violations()
    violations.id("session_id", request.sessionId)
    violations.id("course_id", request.courseId)
    violations.text("source_folder", request.sourceFolder, { min: 1, max: 1024 })
    violations.throwIfAny()
    const sessionId = request.sessionId.toLowerCase()
    const courseId = request.courseId.toLowerCase()

    const stream = await readStreamPackage(request.sourceFolder)
    const rows = toRows(stream, { sessionId, courseId, now: clock() })
    const answerFor = (existing: ContentFileRow) => {
      if (!existing.sha256.equals(stream.sha256) || !existing.course_id.equals(idToBytes(courseId)))
        throw alreadyExists("STREAM_EXISTS", "the session has another stream already", { resourceId: sessionId })
      return { fileId: idFromBytes(existing.id), durationMs: existing.duration_ms ?? 0, replayed: true }
    }
    const existing = await findContentFileByPath(db, rows.video.path)
    if (existing) return answerFor(existing)

    const staged = await files.stage(stream.files)
    try {
      return await transact(db, async (tx) => {
        // The row is the right to the place: another import of this session waits here until this one is through.
        if (!(await insertContentFile(tx, rows.video))) {
          const winner = await findContentFileByPath(tx, rows.video.path)
          if (!winner) throw new Error("the file that took the path is gone")
          return answerFor(winner)
        }
        await insertContentFiles(tx, rows.others)
        await insertRenditions(tx, rows.renditions)
        // Last, so that a transaction that has to run again finds it undone.
        await staged.place(streamFolderOf(sessionId))
        return { fileId: idFromBytes(rows.video.id), durationMs: stream.durationMs, replayed: false }
      })
    } finally {
      await staged.discard()
    }
  }

/** The request names a folder of the server's own disk, which is no instructor's to read. */
function requireOperator({ caller }: Call): void {
  if (caller.role !== "ADMIN" && caller.role !== "SERVICE")
    throw permissionDenied("OPERATORS_ONLY", "only administrators take folders of the server into the store")
}

function toRows(
  stream: StreamPackage,
  { sessionId, courseId, now }: { sessionId: string; courseId: string; now: Date },
) {
  const folder = streamFolderOf(sessionId)
  const row = (
    type: ContentFileRow["type"],
    path: string,
    over: Pick<ContentFileRow, "byte_size" | "sha256"> & Partial<ContentFileRow>,
  ): ContentFileRow => ({
    id: idToBytes(newId(now)),
    session_id: idToBytes(sessionId),
    course_id: idToBytes(courseId),
    type,
    path: `${folder}/${path}`,
    file_name: basename(path),
    media_type: mediaTypeOf(path),
    language: null,
    label: null,
    is_default: 0,
    duration_ms: null,
    status: "READY",
    created_at: now,
    ...over,
  })
  const bytesOf = (path: string) => {
    const file = stream.files.find((candidate) => candidate.path === path)
    return { byte_size: file?.sizeBytes ?? 0, sha256: file?.sha256 ?? createHash("sha256").digest() }
  }
  const video = row("VIDEO", MASTER, {
    byte_size: stream.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    sha256: stream.sha256,
    duration_ms: stream.durationMs,
  })
  return {
    video,
    others: [
      ...stream.captions.map(({ path, language, label, isDefault }) =>
        row("CAPTION", path, { ...bytesOf(path), language, label, is_default: isDefault ? 1 : 0 }),
      ),
      ...(stream.posterPath === undefined ? [] : [row("IMAGE", stream.posterPath, bytesOf(stream.posterPath))]),
    ],
    renditions: stream.renditions.map(({ height, bandwidth, codecs, playlistPath, segmentCount }) => ({
      id: idToBytes(newId(now)),
      file_id: video.id,
      height,
      bitrate: bandwidth,
      codecs,
      playlist_path: `${folder}/${playlistPath}`,
      segment_count: segmentCount,
    })),
  }
}
