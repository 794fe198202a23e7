import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { Call } from "@lectern/rpc/call"
import { notFound } from "@lectern/rpc/errors"
import { idFromBytes } from "@lectern/service-kit/ids"
import { findContentFile } from "./content-file-store.ts"
import type { ContentFileRow } from "./database.ts"
import type { Deps } from "./deps.ts"

/** Whether the caller may change the files of a course that they can see. */
export const isCourseEditor = ({ caller }: Call, course: Pick<Course__Output, "instructorId">): boolean =>
  caller.role === "ADMIN" || (caller.userId !== undefined && caller.userId === course.instructorId)

export const fileNotFound = (id: string) => notFound("FILE_NOT_FOUND", `there is no file ${id}`, id)

/** A file, whatever its status, of a course whose files the caller may change; to others it is not there. */
export async function requireEditableFile({ db, courses }: Deps, id: string, call: Call): Promise<ContentFileRow> {
  const file = await findContentFile(db, id)
  const [course] = file ? (await courses.batchGetCourses({ ids: [idFromBytes(file.course_id)] }, call)).courses : []
  if (!file || !course || !isCourseEditor(call, course)) throw fileNotFound(id)
  return file
}
