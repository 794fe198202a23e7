import { transact } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import { lockCourse } from "./course-store.ts"
import type { Database } from "./database.ts"
import { indexCourse } from "./search-index.ts"
import { TERMS_VERSION } from "./search-terms.ts"

const COURSES_AT_ONCE = 500

/**
 * Makes all courses of the instructor found by the name that is noted for them, each in a transaction of its own: a run
 * that was cut off may be repeated.
 */
export async function reindexInstructor(db: Database, instructorId: string): Promise<void> {
  for (let after: Buffer = Buffer.alloc(0); ;) {
    const rows = await db
      .selectFrom("courses")
      .select("id")
      .where("instructor_id", "=", idToBytes(instructorId))
      .where("id", ">", after)
      .orderBy("id")
      .limit(COURSES_AT_ONCE)
      .execute()
    for (const { id } of rows) await reindex(db, id)
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
      await reindex(db, id)
      count++
    }
    if (rows.length < COURSES_AT_ONCE) return count
    after = rows.at(-1)?.id ?? after
  }
}

const reindex = (db: Database, id: Buffer): Promise<void> =>
  transact(db, async (tx) => {
    const course = await lockCourse(tx, idFromBytes(id))
    if (course) await indexCourse(tx, course)
  })
