import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { Call } from "@lectern/rpc/call"

/** Whether the caller may change the files of a course that they can see. */
export const isCourseEditor = ({ caller }: Call, course: Pick<Course__Output, "instructorId">): boolean =>
  caller.role === "ADMIN" || (caller.userId !== undefined && caller.userId === course.instructorId)
