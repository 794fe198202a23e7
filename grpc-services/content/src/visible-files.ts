import type { AccessDecision__Output } from "@lectern/contracts/elearning/enrollment/v1/AccessDecision.ts"
import type { File } from "@lectern/contracts/elearning/content/v1/File.ts"
import type { Call } from "@lectern/rpc/call"
import { fromTimestampOrNull } from "@lectern/rpc/timestamp"
import { idFromBytes } from "@lectern/service-kit/ids"
import { findProgress, isPartOfStream } from "./content-file-store.ts"
import type { ContentFileRow } from "./database.ts"
import type { Deps } from "./deps.ts"
import { toFile } from "./file-message.ts"
import { currentGrantEpoch } from "./grant-epoch-store.ts"
import { signStreamGrant } from "./stream-grant.ts"

// Long enough to begin a download by hand; one that has begun goes on.
const DOWNLOAD_LIFETIME_SECONDS = 3600

/**
 * Of these files those that the caller may see, as they may see them, after one question to the enrollment service.
 * `isPreview` says of which sessions the courses service lets everybody watch.
 */
export async function visibleFiles(
  { db, clock, enrollment, grants }: Deps,
  call: Call,
  rows: readonly ContentFileRow[],
  isPreview: (sessionId: string) => boolean = () => false,
): Promise<File[]> {
  if (rows.length === 0) return []
  const coursesOf = (list: readonly ContentFileRow[]) => [...new Set(list.map((row) => idFromBytes(row.course_id)))]
  const previews = rows.filter((row) => isPreview(idFromBytes(row.session_id)))
  // Before anybody is asked: a right that ends while it is decided on has a higher one.
  const epoch = await currentGrantEpoch(db)
  const { decisions, previewDecisions } = await enrollment.batchCheckAccess(
    { courseIds: coursesOf(rows), previewCourseIds: coursesOf(previews) },
    call,
  )
  const byCourse = (list: readonly AccessDecision__Output[]) => new Map(list.map((it) => [it.courseId, it]))
  const full = byCourse(decisions)
  const preview = byCourse(previewDecisions)
  const visible = rows.flatMap((row) => {
    const courseId = idFromBytes(row.course_id)
    const isEditor = full.get(courseId)?.reason === "ACCESS_REASON_STAFF"
    const decision = (isPreview(idFromBytes(row.session_id)) ? preview : full).get(courseId)
    return decision?.granted && (isEditor || row.status === "READY") ? [{ row, courseId, isEditor, decision }] : []
  })
  const progress = await findProgress(
    db,
    visible.map(({ row }) => row),
  )
  const now = clock()
  const lifetimeMs = Math.min(DOWNLOAD_LIFETIME_SECONDS, grants.lifetimeSeconds) * 1000
  return visible.map(({ row, courseId, isEditor, decision }) => {
    const validUntil = fromTimestampOrNull(decision.validUntilTime)?.getTime() ?? Number.POSITIVE_INFINITY
    const grant = () =>
      signStreamGrant(grants.secret, {
        userId: call.caller.userId,
        courseId,
        sessionId: idFromBytes(row.session_id),
        epoch,
        expiresAt: new Date(Math.min(now.getTime() + lifetimeMs, validUntil)),
      })
    const downloadPath = isDownloadable(row)
      ? `/files/downloads/${idFromBytes(row.id)}/${encodeURIComponent(row.file_name)}?g=${grant()}`
      : ""
    return toFile(row, { isEditor, progressPercent: progress.get(idFromBytes(row.id)), downloadPath })
  })
}

/** A video is played, by a grant that ends with the right to it, and not handed out; nor are the parts of a stream. */
export const isDownloadable = (row: ContentFileRow): boolean =>
  row.status === "READY" && row.type !== "VIDEO" && !isPartOfStream(row)
