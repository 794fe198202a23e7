import { requireBatch } from "@lectern/service-kit/validation"
import { accessDecisions } from "../access-decisions.ts"
import type { EnrollmentRpc } from "../service.ts"

const MAX_COURSES = 200 // BatchGetCourses takes as many

export const batchCheckAccess: EnrollmentRpc<"batchCheckAccess"> =
  (deps) =>
  async ({ courseIds, previewCourseIds }, call) => {
    requireBatch("courses", courseIds.length, MAX_COURSES)
    requireBatch("courses", previewCourseIds.length, MAX_COURSES)
    const ids = [...new Set([...courseIds, ...previewCourseIds])]
    requireBatch("courses", ids.length, MAX_COURSES)
    if (ids.length === 0) return { decisions: [], previewDecisions: [] }

    const { caller } = call
    const userIds = caller.userId === undefined ? [] : [caller.userId]
    const decide = await accessDecisions(deps, { userIds, courseIds: ids }, call)
    return {
      decisions: courseIds.map((id) => decide(caller, id, false)),
      previewDecisions: previewCourseIds.map((id) => decide(caller, id, true)),
    }
  }
