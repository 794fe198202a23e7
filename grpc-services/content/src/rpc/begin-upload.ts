import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import { requireScope, requireUserId, type Call } from "@lectern/rpc/call"
import { alreadyExists, failedPrecondition, notFound, permissionDenied } from "@lectern/rpc/errors"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { transact } from "@lectern/service-kit/database"
import { earlierReply, once } from "@lectern/service-kit/idempotency"
import { idToBytes, newId } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import {
  countShownFiles,
  findContentFile,
  findProgress,
  insertContentFile,
  isObjectTaken,
} from "../content-file-store.ts"
import { countBytes, lockCourseStorage } from "../course-storage.ts"
import { isCourseEditor } from "../course-editor.ts"
import type { Database } from "../database.ts"
import type { Deps } from "../deps.ts"
import { toFile } from "../file-message.ts"
import type { ContentRpc } from "../service.ts"
import { UPLOADS_PREFIX } from "../upload-server.ts"
import { insertUpload } from "../upload-store.ts"
import { signUploadToken } from "../upload-token.ts"
import { checkUpload, normaliseUpload, pathOf, type FileType, type UploadInput } from "../uploaded-file.ts"

const MAX_FILES = 50 // 200 sessions of so many files are an answer of some megabytes

export const beginUpload: ContentRpc<"beginUpload"> =
  (deps) =>
  async ({ file: given, requestId }, call) => {
    requireScope(call, "files:write")
    requireUserId(call)
    const { db, clock, uploads } = deps
    const input = normaliseUpload(given)
    const violations = new Violations()
    checkUpload(violations, input)
    violations.throwIfAny()
    const courseId = await requireEditableCourse(deps, input.sessionId, call)

    const key = { scope: `beginUpload ${courseId}`, requestId, request: input }
    const begin = async (): Promise<Begun> => {
      const now = clock()
      const { reply } = await transact(db, async (tx) => {
        const used = await lockCourseStorage(tx, idToBytes(courseId))
        return once(tx, { ...key, now }, () => reserve(tx, { input, courseId, used, now, uploads }))
      })
      return reply
    }
    const { id, expiresAt } = (await earlierReply<Begun>(db, key)) ?? (await begin())
    const file = await findContentFile(db, id)
    if (!file) throw new Error("the file of an upload is gone")
    const progressPercent = (await findProgress(db, [file])).get(id)
    return {
      file: toFile(file, { isEditor: true, progressPercent }),
      uploadPath: `${UPLOADS_PREFIX}${signUploadToken(uploads.secret, id)}`,
      expireTime: toTimestamp(new Date(expiresAt)),
    }
  }

/** What a repeat needs; the address is made anew, so that it stands nowhere. */
interface Begun {
  id: string
  expiresAt: string
}

/** The course of a session whose files the caller may write. */
async function requireEditableCourse({ courses }: Deps, sessionId: string, call: Call): Promise<string> {
  const session = (await courses.batchGetSessions({ ids: [sessionId] }, call)).sessions[0]
  const course: Course__Output | undefined =
    session && (await courses.batchGetCourses({ ids: [session.courseId] }, call)).courses[0]
  if (!course) throw notFound("SESSION_NOT_FOUND", "there is no such session", sessionId)
  if (!isCourseEditor(call, course))
    throw permissionDenied("NOT_COURSE_INSTRUCTOR", "only the instructor of the course may write its files")
  return course.id
}

async function reserve(
  tx: Database,
  {
    input,
    courseId,
    used,
    now,
    uploads,
  }: { input: UploadInput; courseId: string; used: number; now: Date; uploads: Deps["uploads"] },
): Promise<Begun> {
  const { sessionId, fileName, byteSize } = input
  const type = input.type as FileType
  if ((await countShownFiles(tx, idToBytes(sessionId))) >= MAX_FILES)
    throw refusedField("TOO_MANY_FILES", "session_id", `a session has ${MAX_FILES} files at most: delete one first`)
  if (used + byteSize > uploads.courseQuotaBytes)
    throw refusedField(
      "QUOTA_EXCEEDED",
      "byte_size",
      `the files uploaded into the course have ${used} of ${uploads.courseQuotaBytes} bytes that they may have; what is made of them does not count`,
    )
  const id = newId(now)
  const path = pathOf({ sessionId, type, fileName })
  const isInserted = await insertContentFile(tx, {
    id: idToBytes(id),
    session_id: idToBytes(sessionId),
    course_id: idToBytes(courseId),
    type,
    path,
    // Where a file was deleted whose bytes are not gone yet, the new one has a folder of its own.
    object_path: (await isObjectTaken(tx, path)) ? `sessions/${sessionId}/${type}-${id}/${fileName}` : path,
    file_name: fileName,
    media_type: input.mediaType,
    byte_size: byteSize,
    counted_bytes: byteSize,
    sha256: null,
    language: input.language || null,
    label: null,
    is_default: 0,
    duration_ms: null,
    status: "UPLOADING",
    created_at: now,
  })
  if (!isInserted) throw alreadyExists("FILE_EXISTS", `the session has a file ${fileName} of this type already`)
  const expiresAt = new Date(now.getTime() + uploads.lifetimeSeconds * 1000)
  await insertUpload(tx, {
    file_id: idToBytes(id),
    expected_sha256: input.sha256 === "" ? null : Buffer.from(input.sha256, "hex"),
    expires_at: expiresAt,
  })
  await countBytes(tx, idToBytes(courseId), byteSize)
  return { id, expiresAt: expiresAt.toISOString() }
}

const refusedField = (reason: string, field: string, message: string) =>
  failedPrecondition(reason, message, { violations: [{ field, rule: reason.toLowerCase(), message }] })
