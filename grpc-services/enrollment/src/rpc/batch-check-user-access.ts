import { requireScope } from "@lectern/rpc/call"
import { enumName } from "@lectern/rpc/enum-name"
import { requireBatch } from "@lectern/service-kit/validation"
import { accessDecisions } from "../access-decisions.ts"
import type { EnrollmentRpc } from "../service.ts"

// The enrollment subgraph's DataLoader uses the same bound: the database looks at each person with each course.
const MAX_QUESTIONS = 100

export const batchCheckUserAccess: EnrollmentRpc<"batchCheckUserAccess"> =
  (deps) =>
  async ({ questions }, call) => {
    requireScope(call, "users:read")
    requireBatch("decisions", questions.length, MAX_QUESTIONS)
    if (questions.length === 0) return { answers: [] }
    const userIds = [...new Set(questions.map(({ userId }) => userId))]
    const courseIds = [...new Set(questions.map(({ courseId }) => courseId))]
    const [{ users }, decide] = await Promise.all([
      deps.users.batchGetUsers({ ids: userIds }, call),
      accessDecisions(deps, { userIds, courseIds }, call),
    ])
    const roleOf = new Map(users.map(({ id, role }) => [id, enumName("ROLE_", role)]))
    return {
      answers: questions.flatMap((question) => {
        const { userId, courseId, preview } = question
        const role = roleOf.get(userId)
        return role ? [{ question, decision: decide({ userId, role }, courseId, preview) }] : []
      }),
    }
  }
