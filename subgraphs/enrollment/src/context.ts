import DataLoader from "dataloader"
import type { AccessDecision__Output } from "@lectern/contracts/elearning/enrollment/v1/AccessDecision.ts"
import type { Enrollment__Output } from "@lectern/contracts/elearning/enrollment/v1/Enrollment.ts"
import type { EnrollmentCount__Output } from "@lectern/contracts/elearning/enrollment/v1/EnrollmentCount.ts"
import type { EnrollmentServiceDefinition } from "@lectern/contracts/elearning/enrollment/v1/EnrollmentService.ts"
import type { Subscription__Output } from "@lectern/contracts/elearning/enrollment/v1/Subscription.ts"
import type { UserAccess__Output } from "@lectern/contracts/elearning/enrollment/v1/UserAccess.ts"
import type { UserAccessQuestion__Output } from "@lectern/contracts/elearning/enrollment/v1/UserAccessQuestion.ts"
import type { Call } from "@lectern/rpc/call"
import type { Client } from "@lectern/rpc/service-types"
import { batchLoader } from "@lectern/subgraph-kit/loader"

/** What a resolver may touch, made once per client request. */
export interface Context {
  call: Call
  enrollment: Client<EnrollmentServiceDefinition>
  enrollmentById: DataLoader<string, Enrollment__Output | null>
  /** The viewer's live one. */
  enrollmentByCourse: DataLoader<string, Enrollment__Output | null>
  /** The viewer's. */
  accessByCourse: DataLoader<string, AccessDecision__Output | null>
  subscriptionById: DataLoader<string, Subscription__Output | null>
  subscriptionByUser: DataLoader<string, Subscription__Output | null>
  /** Other people's. */
  accessOfUser: DataLoader<UserAccessQuestion__Output, UserAccess__Output | null, string>
  enrollmentCountByCourse: DataLoader<string, EnrollmentCount__Output | null>
}

/** All that this subgraph knows of a person, and of a course. */
export interface UserReference {
  id: string
}
export interface CourseReference {
  id: string
}

// The bounds of the batch RPCs.
const MAX_IDS = 200
const MAX_QUESTIONS = 100

const keyOf = ({ userId, courseId, preview }: UserAccessQuestion__Output) => `${userId} ${courseId} ${preview}`

export const createContext =
  (enrollment: Client<EnrollmentServiceDefinition>) =>
  (call: Call): Context => ({
    call,
    enrollment,
    enrollmentById: batchLoader(
      async (ids) => (await enrollment.batchGetEnrollments({ ids: [...ids] }, call)).enrollments,
      ({ id }) => id,
      MAX_IDS,
    ),
    enrollmentByCourse: batchLoader(
      async (courseIds) =>
        (await enrollment.batchGetEnrollments({ userId: call.caller.userId ?? "", courseIds: [...courseIds] }, call))
          .enrollments,
      ({ courseId }) => courseId,
      MAX_IDS,
    ),
    accessByCourse: batchLoader(
      async (courseIds) => (await enrollment.batchCheckAccess({ courseIds: [...courseIds] }, call)).decisions,
      ({ courseId }) => courseId,
      MAX_IDS,
    ),
    subscriptionById: batchLoader(
      async (ids) => (await enrollment.batchGetSubscriptions({ ids: [...ids] }, call)).subscriptions,
      ({ id }) => id,
      MAX_IDS,
    ),
    subscriptionByUser: batchLoader(
      async (userIds) => (await enrollment.batchGetUserSubscriptions({ userIds: [...userIds] }, call)).subscriptions,
      ({ userId }) => userId,
      MAX_IDS,
    ),
    accessOfUser: new DataLoader(
      async (questions) => {
        const { answers } = await enrollment.batchCheckUserAccess({ questions: [...questions] }, call)
        const answerOf = new Map(answers.map((answer) => [answer.question && keyOf(answer.question), answer]))
        return questions.map((question) => answerOf.get(keyOf(question)) ?? null)
      },
      { maxBatchSize: MAX_QUESTIONS, cacheKeyFn: keyOf },
    ),
    enrollmentCountByCourse: batchLoader(
      async (courseIds) => (await enrollment.batchGetEnrollmentCounts({ courseIds: [...courseIds] }, call)).counts,
      ({ courseId }) => courseId,
      MAX_IDS,
    ),
  })
