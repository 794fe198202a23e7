import { transact } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import { lockCourse } from "./course-store.ts"
import type { Database } from "./database.ts"
import { indexCourse, noteInstructorName } from "./search-index.ts"
import { TERMS_VERSION } from "./search-terms.ts"

const COURSES_AT_ONCE = 500

/**
 * Makes all courses of the instructor found by this name, each in a transaction of its own: a run that was cut off may
 * be repeated.
 */
export async function reindexInstructor(db: Database, instructorId: string, displayName: string): Promise<void> {
  await noteInstructorName(db, instructorId, displayName)
  for await (const id of coursesOf(db, instructorId)) await transact(db, (tx) => reindex(tx, id))
}

/** Takes the name of an instructor out of everything, and what their courses no longer say; all in this transaction. */
export async function forgetInstructorName(tx: Database, instructorId: string): Promise<void> {
  await tx.deleteFrom("instructor_names").where("instructor_id", "=", idToBytes(instructorId)).execute()
  for await (const id of coursesOf(tx, instructorId)) await reindex(tx, id)
}

async function* coursesOf(db: Database, instructorId: string): AsyncGenerator<Buffer> {
  for (let after: Buffer = Buffer.alloc(0); ;) {
    const rows = await db
      .selectFrom("courses")
      .select("id")
      .where("instructor_id", "=", idToBytes(instructorId))
      .where("id", ">", after)
      .orderBy("id")
      .limit(COURSES_AT_ONCE)
      .execute()
    yield* rows.map(({ id }) => id)
    if (rows.length < COURSES_AT_ONCE) return
    after = rows.at(-1)?.id ?? after
  }
}

/**
 * Indexes the courses that were written before there was an index, and anew all of them where the rules have changed
 * since; answers with how many it wrote. Several replicas may do so at once.
 */
export async function indexStaleCourses(db: Database): Promise<number> {
  let count = 0
  for (let after: Buffer = Buffer.alloc(0); ;) {
    const rows = await db
      .selectFrom("courses")
      .leftJoin("course_index", "course_index.course_id", "courses.id")
      .select(["courses.id", "terms_version"])
      .where("courses.id", ">", after)
      .orderBy("courses.id")
      .limit(COURSES_AT_ONCE)
      .execute()
    for (const { id, terms_version } of rows) {
      if (terms_version === TERMS_VERSION) continue
      await transact(db, (tx) => reindex(tx, id))
      count++
    }
    if (rows.length < COURSES_AT_ONCE) return count
    after = rows.at(-1)?.id ?? after
  }
}

async function reindex(tx: Database, id: Buffer): Promise<void> {
  const course = await lockCourse(tx, idFromBytes(id))
  if (course) await indexCourse(tx, course)
}
