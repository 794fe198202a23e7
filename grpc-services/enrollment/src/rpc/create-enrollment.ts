import type { CreateEnrollmentResponse__Output } from "@lectern/contracts/elearning/enrollment/v1/CreateEnrollmentResponse.ts"
import { requireUserId } from "@lectern/rpc/call"
import { notFound } from "@lectern/rpc/errors"
import { transact } from "@lectern/service-kit/database"
import { earlierReply, once } from "@lectern/service-kit/idempotency"
import { idToBytes, isId, newId } from "@lectern/service-kit/ids"
import { Violations } from "@lectern/service-kit/validation"
import type { EnrollmentRow } from "../database.ts"
import { expireOverdueEnrollment, insertEnrollment, toEnrollment } from "../enrollment-store.ts"
import { insertNotice } from "../notice-store.ts"
import type { EnrollmentRpc } from "../service.ts"

type Reply = Omit<CreateEnrollmentResponse__Output, "replayed">

export const createEnrollment: EnrollmentRpc<"createEnrollment"> =
  ({ db, clock, courses: coursesService }) =>
  async ({ courseId, requestId }, call) => {
    const userId = requireUserId(call)
    const violations = new Violations()
    violations.id("request_id", requestId)
    violations.throwIfAny()

    const key = { scope: `createEnrollment ${userId}`, requestId, request: { courseId } }
    // A repeat is answered whether or not the courses service can be, and whatever became of the course since.
    const earlier = await earlierReply<Reply>(db, key)
    if (earlier) return { ...earlier, replayed: true }
    // Asked outside the transaction, so that no connection waits for another service.
    const { courses } = await coursesService.batchGetCourses({ ids: [courseId] }, call)
    const course = courses.find(({ id }) => id === courseId)
    if (course?.status !== "COURSE_STATUS_PUBLISHED")
      throw notFound(
        "COURSE_NOT_FOUND",
        "there is no published course with this id",
        isId(courseId) ? courseId : undefined,
      )

    const now = clock()
    const { reply, replayed } = await transact(db, (tx) =>
      once(tx, { ...key, now }, async (): Promise<Reply> => {
        const enrollmentId = newId(now)
        const row: EnrollmentRow = {
          id: idToBytes(enrollmentId),
          user_id: idToBytes(userId),
          course_id: idToBytes(courseId),
          status: "ACTIVE",
          source: "PURCHASE",
          enrolled_at: now,
          expires_at: null,
          version: 1,
        }
        await expireOverdueEnrollment(tx, { userId, courseId, now })
        await insertEnrollment(tx, row)
        await insertNotice(tx, {
          id: idToBytes(newId(now)),
          user_id: row.user_id,
          type: "ENROLLMENT_CONFIRMED",
          subject_id: row.id,
          dedup_key: `ENROLLMENT_CONFIRMED ${enrollmentId}`,
          created_at: now,
          read_at: null,
        })
        return { enrollment: toEnrollment(row) }
      }),
    )
    return { ...reply, replayed }
  }
