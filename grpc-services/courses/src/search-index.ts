import { createHash } from "node:crypto"
import { sql } from "kysely"
import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { User__Output } from "@lectern/contracts/elearning/users/v1/User.ts"
import { enumName } from "@lectern/rpc/enum-name"
import { idToBytes } from "@lectern/service-kit/ids"
import type { CourseTermRow, Database } from "./database.ts"
import { courseTerms, TERMS_VERSION, type SearchedCourse } from "./search-terms.ts"

// Keeps a statement well below the least max_allowed_packet.
const ROWS_AT_ONCE = 500

/**
 * Makes the course found by what it is now; its row is locked or was just inserted. Writes nothing where the index
 * knows all of it, as after a change of its sessions.
 */
export async function indexCourse(db: Database, course: Course__Output): Promise<void> {
  const courseId = idToBytes(course.id)
  const known = await db
    .selectFrom("courses")
    .leftJoin("instructor_names", "instructor_names.instructor_id", "courses.instructor_id")
    .leftJoin("course_index", "course_index.course_id", "courses.id")
    .select(["display_name", "digest", "terms_version"])
    .where("courses.id", "=", courseId)
    .executeTakeFirst()
  const searched: SearchedCourse = { ...course, instructorName: known?.display_name ?? "" }
  const status = enumName("COURSE_STATUS_", course.status)
  const digest = digestOf(searched, status)
  if (known?.digest?.equals(digest) && known.terms_version === TERMS_VERSION) return
  if (known?.digest) await db.deleteFrom("course_terms").where("course_id", "=", courseId).execute()
  const rows: CourseTermRow[] = [...courseTerms(searched)].map(([term, impact]) => ({
    term,
    status,
    impact,
    course_id: courseId,
  }))
  // In one order, so that two courses that are written at once don't wait for each other crosswise.
  rows.sort((a, b) => (a.term < b.term ? -1 : 1))
  for (let begin = 0; begin < rows.length; begin += ROWS_AT_ONCE)
    await db
      .insertInto("course_terms")
      .values(rows.slice(begin, begin + ROWS_AT_ONCE))
      .execute()
  await db
    .insertInto("course_index")
    .values({ course_id: courseId, digest, terms_version: TERMS_VERSION })
    .onDuplicateKeyUpdate({ digest, terms_version: TERMS_VERSION })
    .execute()
}

function digestOf(course: SearchedCourse, status: CourseTermRow["status"]): Buffer {
  const { title, description, instructorId, instructorName, instructorBio, categories, language, level } = course
  const made = [title, description, instructorId, instructorName, instructorBio, categories, language, level]
  return createHash("sha256")
    .update(JSON.stringify([status, ...made]))
    .digest()
    .subarray(0, 16)
}

/** An account that teaches. */
export type Instructor = Pick<User__Output, "id" | "displayName" | "etag">

/** Notes the instructor's name for the courses that are written from here on, unless a newer one is known. */
export async function noteInstructorName(db: Database, { id, displayName, etag }: Instructor): Promise<void> {
  const version = Number(etag)
  const row = { instructor_id: idToBytes(id), display_name: displayName, version }
  const known = await db
    .selectFrom("instructor_names")
    .select("version")
    .where("instructor_id", "=", row.instructor_id)
    .executeTakeFirst()
  // Writing what is there would make all who write courses of one instructor wait for each other.
  if (known && known.version >= version) return
  await db
    .insertInto("instructor_names")
    .values(row)
    // In this order: the second assignment changes what the first compares with.
    .onDuplicateKeyUpdate({
      display_name: sql`if(version < ${version}, ${displayName}, display_name)`,
      version: sql`greatest(version, ${version})`,
    })
    .execute()
}

export async function forgetInstructorName(db: Database, instructorId: string): Promise<void> {
  await db.deleteFrom("instructor_names").where("instructor_id", "=", idToBytes(instructorId)).execute()
}
