import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import { basename, dirname } from "node:path"
import { requireScope, type Call } from "@lectern/rpc/call"
import { alreadyExists, failedPrecondition, permissionDenied } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import {
  findLiveFile,
  hasChosenCaption,
  insertContentFile,
  insertContentFiles,
  insertRenditions,
  lockContentFile,
  markStreamReady,
  purgeEnded,
} from "../content-file-store.ts"
import { filesToCheck } from "../check-stream.ts"
import { countBytes, lockCourseStorage } from "../course-storage.ts"
import type { ContentFileRow } from "../database.ts"
import { packageFolderOf, streamFolderOf } from "../file-store.ts"
import { mediaTypeOf } from "../media-type.ts"
import type { ContentRpc } from "../service.ts"
import { readPlaylist } from "../playlist.ts"
import { MASTER, readStreamPackage, type StreamPackage } from "../stream-package.ts"
import { insertImportedStream, insertStreamFiles } from "../stream-store.ts"

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
    const isSame = ({ sha256, course_id }: Pick<ContentFileRow, "sha256" | "course_id">) =>
      sha256?.equals(stream.sha256) && course_id.equals(idToBytes(courseId))
    // The row is the right to the place, so it comes before the bytes; until they are there it is PROCESSING.
    const { video, isNew } = await transact(db, async (tx) => {
      await lockCourseStorage(tx, rows.video.course_id)
      const existing = await findLiveFile(tx, rows.video.path)
      if (existing) return { video: existing, isNew: false }
      if (!(await insertContentFile(tx, rows.video))) {
        const winner = await findLiveFile(tx, rows.video.path)
        if (!winner) throw new Error("the file that took the path is gone")
        return { video: winner, isNew: false }
      }
      // What was chosen stays so.
      const mayChoose = !(await hasChosenCaption(tx, rows.video.session_id))
      await insertContentFiles(
        tx,
        rows.others.map((row) => (mayChoose ? row : { ...row, is_default: 0 })),
      )
      await insertRenditions(tx, rows.renditions)
      await countBytes(tx, rows.video.course_id, rows.video.byte_size)
      return { video: rows.video, isNew: true }
    })
    if (!isNew && !isSame(video))
      throw alreadyExists("STREAM_EXISTS", "the session has another stream already", { resourceId: sessionId })
    // Also where somebody else has begun with the same one, who may have died since.
    if (video.status !== "READY") {
      if (video.object_path === null) throw new Error("a live file has a place for its bytes")
      const folder = dirname(video.object_path)
      await files.take(stream.files.map(({ path, source }) => ({ path: `${folder}/${path}`, source })))
      const known = await knownFiles(stream, video.id)
      const isThere = await transact(db, async (tx) => {
        // In the order in which a deletion locks.
        await lockCourseStorage(tx, video.course_id)
        const current = await lockContentFile(tx, video.id)
        if (current?.status === "DELETED") {
          // Its bytes may have been taken away before the last of them came.
          await purgeEnded(tx, video, clock())
          return false
        }
        if (await insertImportedStream(tx, video, { folder, entry: MASTER, now: clock() }))
          await insertStreamFiles(tx, known)
        await markStreamReady(tx, video.session_id)
        return true
      })
      if (!isThere) throw failedPrecondition("STREAM_DELETED", "the stream was deleted while it was imported")
    }
    return { fileId: idFromBytes(video.id), durationMs: stream.durationMs, replayed: !isNew }
  }

/** What the self-check compares with. */
async function knownFiles({ files }: StreamPackage, streamId: Buffer) {
  const at = new Map(files.map((file) => [file.path, file]))
  const paths = await filesToCheck(async (path) => {
    const playlist = readPlaylist(await readFile(at.get(path)?.source ?? "", "utf8"))
    if (!playlist) throw new Error("the package has changed since it was read")
    return playlist
  })
  return [...paths].flatMap((path) => {
    const file = at.get(path)
    return file ? [{ stream_id: streamId, path, byte_size: file.sizeBytes, sha256: file.sha256 }] : []
  })
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
  const videoId = newId(now)
  // Each import has a folder of its own, so what is left of one that was deleted is in nobody's way.
  const folder = packageFolderOf(sessionId, videoId)
  const row = (
    type: ContentFileRow["type"],
    path: string,
    over: Pick<ContentFileRow, "byte_size" | "sha256"> & Partial<ContentFileRow>,
  ) => ({
    id: idToBytes(newId(now)),
    session_id: idToBytes(sessionId),
    course_id: idToBytes(courseId),
    type,
    path: `${streamFolderOf(sessionId)}/${path}`,
    file_name: basename(path),
    media_type: mediaTypeOf(path),
    language: null,
    label: null,
    is_default: 0,
    duration_ms: null,
    status: "PROCESSING" as const,
    created_at: now,
    object_path: `${folder}/${path}`,
    ...over,
  })
  const bytesOf = (path: string) => {
    const file = stream.files.find((candidate) => candidate.path === path)
    return { byte_size: file?.sizeBytes ?? 0, sha256: file?.sha256 ?? createHash("sha256").digest() }
  }
  const video = row("VIDEO", MASTER, {
    id: idToBytes(videoId),
    byte_size: stream.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    counted_bytes: stream.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    sha256: stream.sha256,
    duration_ms: stream.durationMs,
  })
  return {
    video,
    others: [
      ...stream.captions.map(({ path, language, label, isDefault, playlistPath = null }) =>
        row("CAPTION", path, {
          ...bytesOf(path),
          language,
          label,
          is_default: isDefault ? 1 : 0,
          playlist_path: playlistPath,
        }),
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
