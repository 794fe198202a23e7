import type { File } from "@lectern/contracts/elearning/content/v1/File.ts"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { idFromBytes } from "@lectern/service-kit/ids"
import type { ContentFileRow } from "./database.ts"

/** The file as its reader may see it. */
export const toFile = (
  row: ContentFileRow,
  {
    isEditor,
    progressPercent,
    downloadPath = "",
  }: { isEditor: boolean; progressPercent?: number | undefined; downloadPath?: string },
): File => ({
  id: idFromBytes(row.id),
  sessionId: idFromBytes(row.session_id),
  courseId: idFromBytes(row.course_id),
  type: `FILE_TYPE_${row.type}`,
  path: isEditor ? row.path : "",
  fileName: row.file_name,
  mediaType: row.media_type,
  byteSize: row.byte_size,
  sha256: row.sha256?.toString("hex") ?? "",
  language: row.language ?? "",
  label: row.label ?? "",
  status: `FILE_STATUS_${row.status}`,
  failureReason: row.failure_reason ?? "",
  ...(progressPercent === undefined ? {} : { progressPercent }),
  createTime: toTimestamp(row.created_at),
  etag: etagOf(row),
  downloadPath,
})

export const etagOf = ({ version }: Pick<ContentFileRow, "version">): string => String(version)
