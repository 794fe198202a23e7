import { randomUUID } from "node:crypto"
import { v7 } from "uuid"
import { required } from "@lectern/rpc/required"
import { toTimestamp } from "@lectern/rpc/timestamp"
import type { Coordinate } from "./graph-documents.ts"
import type { ComponentName, Person, PersonName, World } from "./matrix-world.ts"

/** Who asks. Nobody is a client without a token, and inside the platform the passport that the gateway mints for one. */
export type GraphColumn = "nobody" | PersonName
export type RpcColumn = GraphColumn | ComponentName

/**
 * What each column gets; `services` stands for the platform's own components, `others` for all that are not named.
 *
 * Of the graph: `OK`; `null`, without an error; `nothing`, an answer without what it was asked for (see `shows`); the
 * type of an expected failure, `NotFoundError`; or the code of an error, `FORBIDDEN`. Of an RPC: `OK`, `nothing`, or
 * `CODE / REASON` as its .proto has it.
 */
export type Expected<Column extends string> = Partial<Record<Column | "services" | "others", string>>

type Arguments = Record<string, unknown>
type Answer = Record<string, unknown>

interface Row<Column extends string> {
  expect: Expected<Column>
  /** Whether an answer has what it was asked for; without, every answer has. */
  shows?(answer: never): boolean
}

export interface GraphRow extends Row<GraphColumn> {
  /** The arguments, keys of the client's making new each time; `asker` is the one who will send them. */
  args?(world: World, asker?: Person): Promise<Arguments> | Arguments
  /** What `shows` has to see. */
  select?: string
  /** For a field of another type than Query and Mutation: the id of what has it; see PARENTS. */
  of?(world: World): Promise<string>
  /** For a mutation that one key makes one: makes another request of its arguments (see idempotency.test.ts). */
  change?(args: never): void
}

export interface RpcRow extends Row<RpcColumn> {
  request?(world: World, asker?: Person): Promise<object> | object
  /**
   * Of a request that carries a resource: which fields of it a caller may set beside those of `request`. Whatever else
   * is sent is without effect (see unwritable-fields.test.ts).
   */
  writable?: readonly string[]
}

const at = (seconds: number) => new Date(Date.now() + seconds * 1000)
const iso = (seconds: number) => at(seconds).toISOString()
const stamp = (seconds: number) => toTimestamp(at(seconds))

const EVERYBODY = { others: "OK" }
const SIGNED_IN = { nobody: "UNAUTHENTICATED", others: "OK" }
/** A field of a person that others read as null. */
const PERSON_AND_ADMIN = { nobody: "UNAUTHENTICATED", learnerA: "OK", admin: "OK", others: "null" }
/** A field of a person whose service says that it is not the asker's. */
const PERSON_OR_REFUSED = { nobody: "UNAUTHENTICATED", learnerA: "OK", others: "FORBIDDEN" }

const sessionOf = async (world: World, index: number) => required((await world.course()).sessions[index]).id

const uploadInto = (sessionId: string): Arguments => ({
  sessionId,
  type: "OTHER",
  fileName: `${randomUUID()}.bin`,
  mediaType: "application/octet-stream",
  byteSize: 1,
  idempotencyKey: randomUUID(),
})

const COURSE_AUTHOR = {
  nobody: "UNAUTHENTICATED",
  instructor: "OK",
  otherInstructor: "FORBIDDEN",
  admin: "OK",
  others: "FORBIDDEN",
}
const ANALYST = {
  nobody: "UNAUTHENTICATED",
  instructor: "OK",
  otherInstructor: "null",
  admin: "OK",
  others: "FORBIDDEN",
}
const DRAFT_AUTHOR = { ...COURSE_AUTHOR, otherInstructor: "NotFoundError" }
/** What is changed by whom it belongs to; to others it is not there. */
const OWN = { nobody: "UNAUTHENTICATED", learnerA: "OK", others: "NotFoundError" }
const ADMIN_ONLY = { nobody: "UNAUTHENTICATED", admin: "OK", others: "FORBIDDEN" }

/** The root field below which a field of another type is asked for, and which one of them. */
export const PARENTS: Record<string, { field: string; id(world: World): Promise<string> }> = {
  User: { field: "user", id: async (world) => (await world.person("learnerA")).id },
  Course: { field: "course", id: async (world) => (await world.course()).id },
  ContentFile: { field: "contentFile", id: async (world) => (await world.file()).id },
  CourseSession: { field: "courseSession", id: (world) => sessionOf(world, 0) },
}

/**
 * Every query and mutation, every field with an authorisation rule, every field of a person and every field about the
 * viewer, through the gateway. A second row of one field says in brackets what is different about it.
 */
export const GRAPH: Record<Coordinate, GraphRow> = {
  // Users
  "Query.me": { expect: SIGNED_IN },
  "Query.user": { args: async (world) => ({ id: (await world.person("learnerA")).id }), expect: EVERYBODY },
  "Mutation.registerUser": {
    args: () => ({
      input: {
        displayName: `Name-${randomUUID()}`,
        email: `${randomUUID()}@example.org`,
        password: `pass word ${randomUUID()}`,
        idempotencyKey: randomUUID(),
      },
    }),
    change: ({ input }: { input: Arguments }) => (input.email = `${randomUUID()}@example.org`),
    expect: EVERYBODY,
  },
  "Query.users": { expect: { nobody: "UNAUTHENTICATED", admin: "OK", others: "FORBIDDEN" } },
  "Mutation.updateMyProfile": {
    args: () => ({ input: { displayName: `Name-${randomUUID()}` } }),
    expect: SIGNED_IN,
  },
  "Mutation.setUserRole": {
    args: async (world) => ({ input: { userId: (await world.person("learnerA")).id, role: "INSTRUCTOR" } }),
    expect: { nobody: "UNAUTHENTICATED", admin: "OK", others: "FORBIDDEN" },
  },
  "Mutation.setUserRole (one's own)": {
    args: (_, asker) => ({ input: { userId: asker?.id ?? randomUUID(), role: "ADMIN" } }),
    expect: { nobody: "UNAUTHENTICATED", admin: "ValidationError", others: "FORBIDDEN" },
  },
  "Mutation.changePassword": {
    args: (_, asker) => ({
      input: { currentPassword: asker?.password ?? "", newPassword: `pass word ${randomUUID()}` },
    }),
    expect: SIGNED_IN,
  },
  "Mutation.changePassword (with another's)": {
    args: async (world) => ({
      input: {
        currentPassword: (await world.person("learnerA")).password,
        newPassword: `pass word ${randomUUID()}`,
      },
    }),
    expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", others: "ValidationError" },
  },
  "Mutation.requestPasswordReset": {
    args: async (world) => ({ email: (await world.person("learnerA")).email }),
    expect: EVERYBODY,
  },
  // The token is a credential itself; there is no other way to have one than the mail.
  "Mutation.resetPassword": {
    args: () => ({ input: { token: randomUUID(), newPassword: `pass word ${randomUUID()}` } }),
    expect: { others: "TokenInvalidError" },
  },
  "Mutation.eraseMyAccount": {
    args: (_, asker) => ({ input: { password: asker?.password ?? "" } }),
    expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", learnerB: "OK", others: "ValidationError" },
  },
  "User.id": { expect: EVERYBODY },
  "User.isErased": { expect: EVERYBODY },
  "User.accountRecords": { expect: PERSON_OR_REFUSED },
  "User.courseRecords": { expect: PERSON_OR_REFUSED },
  "User.enrollmentRecords": { expect: PERSON_OR_REFUSED },
  "User.playbackRecords": { expect: PERSON_OR_REFUSED },
  "User.displayName": { expect: EVERYBODY },
  // Learner A has written none.
  "User.bio": { expect: { others: "null" } },
  "User.avatarUrl": { expect: { others: "null" } },
  "User.locale": { expect: EVERYBODY },
  "User.timeZone": { expect: EVERYBODY },
  "User.createdAt": { expect: EVERYBODY },
  "User.etag": { expect: EVERYBODY },
  "User.role": { expect: SIGNED_IN },
  "User.email": { expect: PERSON_AND_ADMIN },
  "User.loginHistory": {
    expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", admin: "OK", others: "FORBIDDEN" },
  },
  "User.authSessions": { expect: PERSON_OR_REFUSED },
  "User.secondFactor": { expect: PERSON_OR_REFUSED },
  "Mutation.revokeAuthSession": {
    args: async (world) => ({ id: (await world.person("learnerA")).caller.authSessionId }),
    expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", others: "NotFoundError" },
  },
  "Mutation.signOutElsewhere": { expect: SIGNED_IN },
  "Mutation.startSecondFactor": {
    args: (_, asker) => ({ input: { password: asker?.password ?? "" } }),
    expect: SIGNED_IN,
  },
  "Mutation.startSecondFactor (with another's password)": {
    args: async (world) => ({ input: { password: (await world.person("learnerA")).password } }),
    expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", others: "ValidationError" },
  },
  // Of accounts that have none yet.
  "Mutation.confirmSecondFactor": {
    args: () => ({ input: { code: "000000" } }),
    expect: { nobody: "UNAUTHENTICATED", others: "SecondFactorStateError" },
  },
  "Mutation.disableSecondFactor": {
    args: (_, asker) => ({ input: { password: asker?.password ?? "" } }),
    expect: { nobody: "UNAUTHENTICATED", others: "SecondFactorStateError" },
  },
  "Mutation.replaceRecoveryCodes": {
    args: (_, asker) => ({ input: { password: asker?.password ?? "" } }),
    expect: { nobody: "UNAUTHENTICATED", others: "SecondFactorStateError" },
  },

  // Courses
  "Query.course": { args: async (world) => ({ id: (await world.course()).id }), expect: EVERYBODY },
  "Query.course (a draft)": {
    args: async (world) => ({ id: (await world.draft()).id }),
    expect: { instructor: "OK", admin: "OK", others: "null" },
  },
  "Query.course (a draft, by its slug)": {
    args: async (world) => ({ slug: (await world.draft()).slug }),
    expect: { instructor: "OK", admin: "OK", others: "null" },
  },
  "Query.courses": { expect: EVERYBODY },
  "Query.courses (drafts of an instructor)": {
    args: async (world) => {
      await world.draft()
      return { filter: { instructorId: (await world.person("instructor")).id, status: "DRAFT" } }
    },
    select: "{ edges { node { status } } }",
    shows: ({ edges }: { edges: { node: { status: string } }[] }) => edges.some(({ node }) => node.status === "DRAFT"),
    expect: { instructor: "OK", admin: "OK", others: "nothing" },
  },
  "User.taughtCourses": { expect: EVERYBODY },
  "Query.courseSession": { args: async (world) => ({ id: await sessionOf(world, 0) }), expect: EVERYBODY },
  "Query.courseSession (of a draft)": {
    args: async (world) => ({ id: (await world.draft()).sessionId }),
    expect: { instructor: "OK", admin: "OK", others: "null" },
  },
  "Course.viewerReview": {
    of: async (world) => {
      await world.review()
      return (await world.course()).id
    },
    expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", others: "null" },
  },
  "CourseSession.videoUrl": {
    expect: {
      nobody: "UNAUTHENTICATED",
      instructor: "OK",
      otherInstructor: "null",
      admin: "OK",
      others: "FORBIDDEN",
    },
  },
  "Mutation.rateCourse": {
    args: async (world) => {
      await world.enrollment()
      return { input: { courseId: (await world.course()).id, score: 5, idempotencyKey: randomUUID() } }
    },
    change: ({ input }: { input: Arguments }) => (input.score = 1),
    expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", others: "NotEntitledError" },
  },
  "Mutation.rateCourse (a draft)": {
    args: async (world) => ({
      input: { courseId: (await world.draft()).id, score: 5, idempotencyKey: randomUUID() },
    }),
    expect: {
      nobody: "UNAUTHENTICATED",
      instructor: "NotEntitledError",
      admin: "NotEntitledError",
      others: "NotFoundError",
    },
  },

  "Mutation.createCourse": {
    args: async (world) => ({
      input: {
        title: "Sound",
        description: "Of waves",
        price: { amountMinor: 44_000, currencyCode: "KRW" },
        instructorId: (await world.person("instructor")).id,
        idempotencyKey: randomUUID(),
      },
    }),
    change: ({ input }: { input: Arguments }) => (input.title = "Light"),
    expect: COURSE_AUTHOR,
  },
  "Mutation.updateCourse": {
    args: async (world) => ({
      input: { id: (await world.draft()).id, title: "Light", price: { amountMinor: 44_000, currencyCode: "KRW" } },
    }),
    expect: DRAFT_AUTHOR,
  },
  "Mutation.updateCourse (a published one)": {
    args: async (world) => ({ input: { id: (await world.course()).id, title: "Light" } }),
    expect: COURSE_AUTHOR,
  },
  "Mutation.updateCourse (whose it is)": {
    args: async (world) => ({
      input: { id: (await world.draft()).id, instructorId: (await world.person("otherInstructor")).id },
    }),
    expect: { ...DRAFT_AUTHOR, instructor: "FORBIDDEN" },
  },
  "Mutation.addSession": {
    args: async (world) => ({
      input: {
        courseId: (await world.draft()).id,
        title: "Waves",
        videoUrl: "https://videos.example.org/2.mp4",
        durationSeconds: 60,
        idempotencyKey: randomUUID(),
      },
    }),
    change: ({ input }: { input: Arguments }) => (input.title = "Rays"),
    expect: DRAFT_AUTHOR,
  },
  "Mutation.updateSession": {
    args: async (world) => ({ input: { id: (await world.draft()).sessionId, title: "Rays" } }),
    expect: DRAFT_AUTHOR,
  },
  "Mutation.updateSession (of a published course)": {
    args: async (world) => ({ input: { id: await sessionOf(world, 0), title: "Rays" } }),
    expect: COURSE_AUTHOR,
  },
  "Mutation.reorderSessions": {
    args: async (world) => {
      const { id, sessionId } = await world.draft()
      return { input: { courseId: id, sessionIds: [sessionId] } }
    },
    expect: DRAFT_AUTHOR,
  },
  "Mutation.deleteSession": {
    args: async (world) => ({ id: (await world.draft()).sessionId }),
    expect: DRAFT_AUTHOR,
  },
  "Mutation.deleteSession (of a published course)": {
    args: async (world) => ({ id: await sessionOf(world, 0) }),
    expect: COURSE_AUTHOR,
  },
  "Mutation.deleteMyReview": {
    args: async (world) => {
      await world.review()
      return { courseId: (await world.course()).id }
    },
    expect: OWN,
  },
  "Mutation.hideReview": {
    args: async (world) => ({ id: (await world.review()).id, reason: "Rude" }),
    expect: ADMIN_ONLY,
  },
  "Mutation.unhideReview": {
    args: async (world) => ({ id: (await world.review()).id }),
    expect: ADMIN_ONLY,
  },

  "Query.hiddenReviews": { expect: ADMIN_ONLY },

  // Enrolment
  "Query.enrollment": {
    args: async (world) => ({ id: (await world.enrollment()).id }),
    expect: PERSON_AND_ADMIN,
  },
  "User.enrollments": { expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", admin: "OK", others: "FORBIDDEN" } },
  "User.subscription": {
    of: async (world) => {
      await world.subscription()
      return (await world.person("learnerA")).id
    },
    expect: PERSON_AND_ADMIN,
  },
  "User.notificationPreferences": { expect: PERSON_OR_REFUSED },
  "User.accessTo": {
    args: async (world) => ({ courseId: (await world.course()).id, preview: false }),
    expect: ADMIN_ONLY,
  },
  "User.notices": { expect: PERSON_OR_REFUSED },
  "Course.viewerEnrollment": {
    of: async (world) => {
      await world.enrollment()
      return (await world.course()).id
    },
    expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", others: "null" },
  },
  "Course.viewerAccess": { expect: EVERYBODY },
  "Course.viewerAccess (whether it grants)": {
    of: async (world) => {
      await world.enrollment()
      return (await world.course()).id
    },
    select: "{ granted }",
    shows: ({ granted }: { granted: boolean }) => granted,
    expect: { learnerA: "OK", instructor: "OK", admin: "OK", others: "nothing" },
  },
  "Mutation.enrollInCourse": {
    args: async (world) => ({ input: { courseId: (await world.course()).id, idempotencyKey: randomUUID() } }),
    change: ({ input }: { input: Arguments }) => (input.courseId = randomUUID()),
    expect: SIGNED_IN,
  },
  "Mutation.enrollInCourse (a draft)": {
    args: async (world) => ({ input: { courseId: (await world.draft()).id, idempotencyKey: randomUUID() } }),
    expect: { nobody: "UNAUTHENTICATED", others: "NotFoundError" },
  },
  "Mutation.grantEnrollment": {
    args: async (world) => ({
      input: {
        userId: (await world.person("learnerA")).id,
        courseId: (await world.course()).id,
        idempotencyKey: randomUUID(),
      },
    }),
    change: ({ input }: { input: Arguments }) => (input.expiresAt = iso(86_400)),
    expect: ADMIN_ONLY,
  },
  "Mutation.extendEnrollment": {
    args: async (world) => ({
      input: { enrollmentId: (await world.timedEnrollment()).id, expiresAt: iso(2 * 86_400) },
    }),
    expect: ADMIN_ONLY,
  },
  "Mutation.cancelEnrollment": {
    args: async (world) => ({ id: (await world.enrollment()).id }),
    expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", admin: "OK", others: "NotFoundError" },
  },
  "Mutation.pauseEnrollment": {
    args: async (world) => ({ id: (await world.enrollment()).id }),
    expect: OWN,
  },
  "Mutation.resumeEnrollment": {
    args: async (world) => ({ id: (await world.enrollment()).id }),
    expect: OWN,
  },

  // Subscriptions and notices
  "Query.subscriptionPlans": { expect: EVERYBODY },
  "Mutation.createSubscriptionPlan": {
    args: () => ({
      input: {
        name: "Yearly",
        interval: "YEAR",
        price: { amountMinor: 99_000, currencyCode: "KRW" },
        idempotencyKey: randomUUID(),
      },
    }),
    change: ({ input }: { input: Arguments }) => (input.name = "Monthly"),
    expect: ADMIN_ONLY,
  },
  "Mutation.archiveSubscriptionPlan": {
    args: async (world) => ({ id: (await world.passingPlan()).id }),
    expect: ADMIN_ONLY,
  },
  "Mutation.purchaseSubscription": {
    args: async (world) => ({
      input: {
        planId: (await world.plan()).id,
        paymentToken: "ok",
        autoRenew: true,
        idempotencyKey: randomUUID(),
      },
    }),
    change: ({ input }: { input: Arguments }) => (input.autoRenew = false),
    expect: SIGNED_IN,
  },
  "Mutation.setAutoRenew": {
    args: async (world) => ({ input: { subscriptionId: (await world.subscription()).id, autoRenew: false } }),
    expect: OWN,
  },
  "Mutation.cancelSubscription": {
    args: async (world) => ({ id: (await world.subscription()).id }),
    expect: OWN,
  },
  "Mutation.changePaymentMethod": {
    args: async (world) => ({ input: { subscriptionId: (await world.subscription()).id, paymentToken: "ok" } }),
    expect: OWN,
  },
  "Mutation.markNoticesRead": {
    args: async (world) => ({ ids: [(await world.notice()).id] }),
    select: "{ readCount }",
    shows: ({ readCount }: { readCount: number }) => readCount > 0,
    expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", others: "nothing" },
  },
  "Mutation.markAllNoticesRead": {
    args: async (world) => ({ upToId: (await world.notice()).id }),
    select: "{ readCount }",
    shows: ({ readCount }: { readCount: number }) => readCount > 0,
    expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", others: "nothing" },
  },
  "Mutation.updateNotificationPreferences": {
    args: () => ({ input: { changes: [{ type: "ENROLLMENT_CONFIRMED", channel: "EMAIL", isEnabled: false }] } }),
    expect: SIGNED_IN,
  },

  // Content
  "Query.contentFile": {
    args: async (world) => {
      await world.enrollment()
      return { id: (await world.file()).id }
    },
    expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", instructor: "OK", admin: "OK", others: "null" },
  },
  "Query.contentFile (of a draft)": {
    args: async (world) => ({ id: (await world.draftFile()).id }),
    expect: { nobody: "UNAUTHENTICATED", instructor: "OK", admin: "OK", others: "null" },
  },
  "CourseSession.files": {
    of: async (world) => {
      await world.enrollment()
      return (await world.file()).sessionId
    },
    select: "{ id }",
    shows: (files: unknown[]) => files.length > 0,
    expect: { learnerA: "OK", instructor: "OK", admin: "OK", others: "nothing" },
  },
  "ContentFile.path": {
    of: async (world) => {
      await world.enrollment()
      return (await world.file()).id
    },
    // Who may not see the file has nothing to be refused.
    expect: { nobody: "UNAUTHENTICATED", learnerA: "FORBIDDEN", instructor: "OK", admin: "OK", others: "null" },
  },
  "ContentFile.downloadUrl": {
    of: async (world) => {
      await world.enrollment()
      return (await world.file()).id
    },
    expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", instructor: "OK", admin: "OK", others: "null" },
  },
  "Mutation.beginUpload": {
    args: async (world) => ({ input: uploadInto((await world.draft()).sessionId) }),
    change: ({ input }: { input: Arguments }) => (input.byteSize = 2),
    expect: DRAFT_AUTHOR,
  },
  "Mutation.beginUpload (into a published course)": {
    args: async (world) => ({ input: uploadInto(await sessionOf(world, 0)) }),
    change: ({ input }: { input: Arguments }) => (input.byteSize = 2),
    expect: COURSE_AUTHOR,
  },
  "Mutation.updateCaption": {
    args: async (world) => ({ input: { id: (await world.caption()).id, label: "Transcript", isDefault: true } }),
    expect: DRAFT_AUTHOR,
  },
  "Mutation.deleteFile": {
    args: async (world) => ({ id: (await world.file()).id }),
    expect: DRAFT_AUTHOR,
  },
  "CourseSession.stream": {
    // It has none yet, which is told to those who may play it.
    of: async (world) => {
      await world.enrollment()
      return sessionOf(world, 1)
    },
    expect: {
      learnerA: "NotReadyError",
      instructor: "NotReadyError",
      admin: "NotReadyError",
      others: "NotEntitledError",
    },
  },
  "CourseSession.streamHealth": {
    of: async (world) => required((await world.playableCourse()).sessions[0]).id,
    expect: { nobody: "UNAUTHENTICATED", instructor: "OK", admin: "OK", others: "null" },
  },
  "CourseSession.stream (of a preview)": {
    of: async (world) => required((await world.playableCourse()).sessions[0]).id,
    expect: EVERYBODY,
  },

  // Playback
  "Query.playbackSession": {
    args: async (world) => ({ id: (await world.playbackSession()).id }),
    expect: PERSON_AND_ADMIN,
  },
  "Query.continueWatching": { expect: SIGNED_IN },
  "User.learningPattern": { expect: PERSON_OR_REFUSED },
  "User.playbackSessions": {
    expect: { nobody: "UNAUTHENTICATED", learnerA: "OK", admin: "OK", others: "FORBIDDEN" },
  },
  // The viewer's own, whoever that is.
  "Course.viewerProgress": { expect: SIGNED_IN },
  "CourseSession.viewerProgress": { expect: SIGNED_IN },
  // Nothing of it is shown to an instructor of another course, as if there were none.
  "Course.analytics": { expect: ANALYST },
  "CourseSession.analytics": { expect: ANALYST },
  "Mutation.startPlayback": {
    args: async (world) => {
      await world.enrollment()
      return {
        input: {
          sessionId: await sessionOf(world, 0),
          deviceId: randomUUID(),
          clientSessionId: randomUUID(),
          startedAt: iso(-1),
          sentAt: iso(0),
        },
      }
    },
    change: ({ input }: { input: Arguments }) => (input.sessionId = randomUUID()),
    expect: {
      nobody: "UNAUTHENTICATED",
      learnerA: "OK",
      instructor: "OK",
      admin: "OK",
      others: "NotEntitledError",
    },
  },
  "Mutation.recordPlaybackEvents": {
    args: async (world) => ({
      input: {
        playbackSessionId: (await world.playbackSession()).id,
        events: [{ id: v7(), sequence: 0, type: "PLAY", positionMs: 0, rate: 1, occurredAt: iso(-1) }],
        sentAt: iso(0),
      },
    }),
    expect: OWN,
  },
  "Mutation.endPlayback": {
    args: async (world) => ({
      input: { playbackSessionId: (await world.playbackSession()).id, endedAt: iso(-1), positionMs: 0, sentAt: iso(0) },
    }),
    expect: OWN,
  },
}

const RPC_SIGNED_IN = {
  nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
  services: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
  others: "OK",
}
/** What is a learner's own, for the learner alone. */
const RPC_OWN = {
  nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
  services: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
  learnerA: "OK",
  others: "PERMISSION_DENIED / NOT_YOURS",
}
/** The same, and for whoever has the scope users:read. */
const RPC_OWN_OR_USERS_READ = {
  nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
  learnerA: "OK",
  admin: "OK",
  enrollmentService: "OK",
  others: "PERMISSION_DENIED / NOT_YOURS",
}
const RPC_COURSE_AUTHOR = {
  nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
  instructor: "OK",
  admin: "OK",
  others: "PERMISSION_DENIED / SCOPE_MISSING",
}
const RPC_ANALYST = {
  nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
  instructor: "OK",
  otherInstructor: "nothing",
  admin: "OK",
  others: "PERMISSION_DENIED / SCOPE_MISSING",
}
/** What takes a scope that administrators alone have. */
const RPC_ADMIN_WRITES = {
  nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
  admin: "OK",
  others: "PERMISSION_DENIED / SCOPE_MISSING",
}
const RPC_OWN_SUBSCRIPTION = {
  ...RPC_SIGNED_IN,
  learnerA: "OK",
  others: "NOT_FOUND / SUBSCRIPTION_NOT_FOUND",
}
const RPC_ADMIN_ONLY = {
  nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
  admin: "OK",
  others: "PERMISSION_DENIED / ADMIN_REQUIRED",
}
const RPC_DRAFT_AUTHOR = { ...RPC_COURSE_AUTHOR, otherInstructor: "NOT_FOUND / COURSE_NOT_FOUND" }
const RPC_UNKNOWN_PLAYBACK = {
  nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
  services: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
  learnerA: "OK",
  others: "NOT_FOUND / PLAYBACK_SESSION_NOT_FOUND",
}

const RPC_ADMIN_ACCOUNT = {
  nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
  admin: "OK",
  others: "PERMISSION_DENIED / ADMIN_ONLY",
}
const RPC_USERS_SERVICE = { usersService: "OK", others: "PERMISSION_DENIED / USERS_SERVICE_ONLY" }
const erasureOfA = async (world: World) => ({
  eventId: randomUUID(),
  userId: (await world.person("learnerA")).id,
})

const showsAny =
  (name: string) =>
  (answer: Answer): boolean =>
    (answer[name] as unknown[]).length > 0

const uploadRequest = (sessionId: string) => {
  const { idempotencyKey, type, ...file } = uploadInto(sessionId)
  return { file: { ...file, type: `FILE_TYPE_${String(type)}` }, requestId: idempotencyKey }
}

const newAccount = (role: string) => ({
  user: { displayName: `Name-${randomUUID()}`, email: `${randomUUID()}@example.org`, role },
  password: `pass word ${randomUUID()}`,
  requestId: randomUUID(),
})

/** Every RPC of every service, straight at the service. */
export const RPCS: Record<string, RpcRow> = {
  // Users
  "UsersService/CreateUser": {
    request: () => newAccount("ROLE_UNSPECIFIED"),
    writable: ["bio", "locale", "timeZone"],
    expect: EVERYBODY,
  },
  "UsersService/CreateUser (of an instructor)": {
    request: () => newAccount("ROLE_INSTRUCTOR"),
    expect: { admin: "OK", others: "PERMISSION_DENIED / ROLE_NOT_YOURS_TO_GIVE" },
  },
  "UsersService/BatchGetUsers": {
    request: async (world) => ({ ids: [(await world.person("learnerA")).id] }),
    shows: showsAny("users"),
    expect: EVERYBODY,
  },
  "UsersService/BatchGetUsers (with the address)": {
    request: async (world) => ({ ids: [(await world.person("learnerA")).id] }),
    shows: ({ users }: { users: { email: string }[] }) => users.some(({ email }) => email !== ""),
    expect: { learnerA: "OK", admin: "OK", enrollmentService: "OK", others: "nothing" },
  },
  "UsersService/ListLoginRecords": {
    request: async (world) => ({ userId: (await world.person("learnerA")).id }),
    shows: showsAny("loginRecords"),
    expect: RPC_OWN_OR_USERS_READ,
  },
  "UsersService/ListUsers": {
    shows: showsAny("users"),
    expect: {
      nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
      admin: "OK",
      enrollmentService: "OK",
      others: "PERMISSION_DENIED / SCOPE_MISSING",
    },
  },
  "UsersService/UpdateUser": {
    request: async (world) => ({
      user: { id: (await world.person("learnerA")).id, displayName: `Name-${randomUUID()}` },
      updateMask: { paths: ["display_name"] },
    }),
    writable: ["bio", "avatarUrl", "locale", "timeZone"],
    expect: RPC_OWN,
  },
  "UsersService/SetUserRole": {
    request: async (world) => ({ userId: (await world.person("learnerA")).id, role: "ROLE_INSTRUCTOR" }),
    expect: RPC_ADMIN_ACCOUNT,
  },
  "UsersService/SetUserRole (one's own)": {
    request: (_, asker) => ({ userId: asker?.id ?? randomUUID(), role: "ROLE_ADMIN" }),
    expect: { ...RPC_ADMIN_ACCOUNT, admin: "FAILED_PRECONDITION / OWN_ROLE" },
  },
  "UsersService/SetPassword": {
    request: async (world) => {
      const { id, password } = await world.person("learnerA")
      return { newPassword: `pass word ${randomUUID()}`, current: { userId: id, password } }
    },
    expect: RPC_OWN,
  },
  "UsersService/SetPassword (with a token of nobody's)": {
    request: () => ({ newPassword: `pass word ${randomUUID()}`, resetToken: randomUUID() }),
    expect: { others: "FAILED_PRECONDITION / RESET_TOKEN_INVALID" },
  },
  "UsersService/CreatePasswordReset": {
    request: async (world) => ({ email: (await world.person("learnerA")).email }),
    expect: EVERYBODY,
  },
  "UsersService/EraseAccount": {
    request: async (world) => {
      const { id, password } = await world.person("learnerA")
      return { userId: id, password }
    },
    expect: RPC_OWN,
  },
  "UsersService/ListPersonalRecords": {
    request: async (world) => ({ userId: (await world.person("learnerA")).id }),
    shows: showsAny("records"),
    expect: RPC_OWN,
  },

  // Tokens: what these take is a credential itself, whoever brings it.
  "AuthService/Login": {
    request: async (world) => {
      const { email, password } = await world.person("learnerA")
      return { email, password }
    },
    expect: EVERYBODY,
  },
  "AuthService/RefreshSession": {
    request: async (world) => ({ refreshToken: (await world.person("learnerA")).refreshToken }),
    expect: EVERYBODY,
  },
  "AuthService/CompleteLogin": {
    request: () => ({ challenge: randomUUID(), code: "000000" }),
    expect: { others: "UNAUTHENTICATED / CHALLENGE_INVALID" },
  },
  "AuthService/RevokeSession": { expect: EVERYBODY },
  "AuthService/ListAuthSessions": {
    request: async (world) => ({ userId: (await world.person("learnerA")).id }),
    shows: showsAny("authSessions"),
    expect: RPC_OWN,
  },
  "AuthService/RevokeAuthSession": {
    request: async (world) => ({ authSessionId: (await world.person("learnerA")).caller.authSessionId }),
    expect: { ...RPC_SIGNED_IN, learnerA: "OK", others: "NOT_FOUND / AUTH_SESSION_NOT_FOUND" },
  },
  "AuthService/RevokeOtherAuthSessions": { expect: RPC_SIGNED_IN },
  "AuthService/RotateSigningKey": {
    expect: { admin: "OK", others: "PERMISSION_DENIED / ADMIN_ONLY" },
  },
  "AuthService/GetSecondFactor": {
    request: async (world) => ({ userId: (await world.person("learnerA")).id }),
    expect: RPC_OWN,
  },
  "AuthService/StartSecondFactor": {
    request: (_, asker) => ({ password: asker?.password ?? "" }),
    expect: RPC_SIGNED_IN,
  },
  "AuthService/StartSecondFactor (with another's password)": {
    request: async (world) => ({ password: (await world.person("learnerA")).password }),
    expect: { ...RPC_SIGNED_IN, learnerA: "OK", others: "INVALID_ARGUMENT / INVALID_ARGUMENT" },
  },
  // Of accounts that have none yet.
  "AuthService/ConfirmSecondFactor": {
    request: () => ({ code: "000000" }),
    expect: { ...RPC_SIGNED_IN, others: "FAILED_PRECONDITION / SECOND_FACTOR_NOT_STARTED" },
  },
  "AuthService/DisableSecondFactor": {
    request: (_, asker) => ({ password: asker?.password ?? "" }),
    expect: { ...RPC_SIGNED_IN, others: "FAILED_PRECONDITION / SECOND_FACTOR_NOT_ENABLED" },
  },
  "AuthService/ReplaceRecoveryCodes": {
    request: (_, asker) => ({ password: asker?.password ?? "" }),
    expect: { ...RPC_SIGNED_IN, others: "FAILED_PRECONDITION / SECOND_FACTOR_NOT_ENABLED" },
  },
  "AuthService/ListRevokedSessions": {
    expect: { gateway: "OK", others: "PERMISSION_DENIED / GATEWAY_ONLY" },
  },
  "AuthService/GetJwks": { expect: EVERYBODY },

  // Courses
  "CoursesService/CreateCourse": {
    request: async (world) => ({
      course: {
        title: "Sound",
        language: "en",
        level: "COURSE_LEVEL_BEGINNER",
        instructorId: (await world.person("instructor")).id,
      },
      requestId: randomUUID(),
    }),
    writable: ["slug", "description", "instructorBio", "categories", "price"],
    expect: { ...RPC_COURSE_AUTHOR, otherInstructor: "PERMISSION_DENIED / NOT_COURSE_INSTRUCTOR" },
  },
  "CoursesService/UpdateCourse": {
    request: async (world) => ({
      course: { id: (await world.draft()).id, title: "Light" },
      updateMask: { paths: ["title"] },
    }),
    writable: ["slug", "description", "instructorBio", "language", "level", "categories", "price", "status"],
    expect: RPC_DRAFT_AUTHOR,
  },
  "CoursesService/UpdateCourse (a published one)": {
    request: async (world) => ({
      course: { id: (await world.course()).id, title: "Light" },
      updateMask: { paths: ["title"] },
    }),
    expect: { ...RPC_COURSE_AUTHOR, otherInstructor: "PERMISSION_DENIED / NOT_COURSE_INSTRUCTOR" },
  },
  "CoursesService/UpdateCourse (whose it is)": {
    request: async (world) => ({
      course: { id: (await world.draft()).id, instructorId: (await world.person("otherInstructor")).id },
      updateMask: { paths: ["instructor_id"] },
    }),
    expect: { ...RPC_DRAFT_AUTHOR, instructor: "PERMISSION_DENIED / ADMIN_REQUIRED" },
  },
  "CoursesService/BatchGetCourses": {
    request: async (world) => ({ ids: [(await world.course()).id] }),
    shows: showsAny("courses"),
    expect: EVERYBODY,
  },
  "CoursesService/BatchGetCourses (a draft)": {
    request: async (world) => ({ ids: [(await world.draft()).id] }),
    shows: showsAny("courses"),
    expect: { instructor: "OK", admin: "OK", services: "OK", others: "nothing" },
  },
  "CoursesService/BatchGetCourses (a draft, by its slug)": {
    request: async (world) => ({ slugs: [(await world.draft()).slug] }),
    shows: showsAny("courses"),
    expect: { instructor: "OK", admin: "OK", services: "OK", others: "nothing" },
  },
  "CoursesService/ListCourses": {
    request: async (world) => {
      await world.course()
      return { instructorId: (await world.person("instructor")).id }
    },
    shows: showsAny("courses"),
    expect: EVERYBODY,
  },
  "CoursesService/ListCourses (drafts)": {
    request: async (world) => {
      await world.draft()
      return { instructorId: (await world.person("instructor")).id, status: "COURSE_STATUS_DRAFT" }
    },
    shows: ({ courses }: { courses: { status: string }[] }) =>
      courses.some(({ status }) => status !== "COURSE_STATUS_PUBLISHED"),
    expect: { instructor: "OK", admin: "OK", services: "OK", others: "nothing" },
  },
  "CoursesService/BatchListTaughtCourses": {
    request: async (world) => {
      await world.course()
      return { instructorIds: [(await world.person("instructor")).id] }
    },
    shows: ({ pages }: { pages: { courses: unknown[] }[] }) => pages.some(({ courses }) => courses.length > 0),
    expect: EVERYBODY,
  },
  "CoursesService/ImportCourses": {
    request: async (world) => ({
      courses: [
        {
          course: {
            slug: `sound-${randomUUID()}`,
            title: "Sound",
            language: "en",
            level: "COURSE_LEVEL_BEGINNER",
            status: "COURSE_STATUS_DRAFT",
          },
          instructorEmail: (await world.person("instructor")).email,
        },
      ],
    }),
    shows: showsAny("outcomes"),
    expect: RPC_ADMIN_ONLY,
  },
  "CoursesService/ExportCourses": { expect: RPC_ADMIN_ONLY },
  "CoursesService/CreateSession": {
    request: async (world) => ({
      session: {
        courseId: (await world.draft()).id,
        title: "Waves",
        durationSeconds: 60,
        videoUrl: "https://videos.example.org/2.mp4",
      },
      requestId: randomUUID(),
    }),
    writable: ["summary", "isPreview"],
    expect: RPC_DRAFT_AUTHOR,
  },
  "CoursesService/CreateSession (in a published course)": {
    request: async (world) => ({
      session: {
        courseId: (await world.course()).id,
        title: "Waves",
        durationSeconds: 60,
        videoUrl: "https://videos.example.org/2.mp4",
      },
      requestId: randomUUID(),
    }),
    writable: ["summary", "isPreview"],
    expect: { ...RPC_COURSE_AUTHOR, otherInstructor: "PERMISSION_DENIED / NOT_COURSE_INSTRUCTOR" },
  },
  "CoursesService/UpdateSession": {
    request: async (world) => ({
      session: { id: (await world.draft()).sessionId, title: "Rays" },
      updateMask: { paths: ["title"] },
    }),
    writable: ["summary", "videoUrl", "durationSeconds", "isPreview"],
    expect: { ...RPC_COURSE_AUTHOR, otherInstructor: "NOT_FOUND / SESSION_NOT_FOUND" },
  },
  "CoursesService/UpdateSession (of a published course)": {
    request: async (world) => ({
      session: { id: await sessionOf(world, 0), title: "Rays" },
      updateMask: { paths: ["title"] },
    }),
    expect: { ...RPC_COURSE_AUTHOR, otherInstructor: "PERMISSION_DENIED / NOT_COURSE_INSTRUCTOR" },
  },
  "CoursesService/ReorderSessions": {
    request: async (world) => {
      const { id, sessionId } = await world.draft()
      return { courseId: id, sessionIds: [sessionId] }
    },
    expect: RPC_DRAFT_AUTHOR,
  },
  "CoursesService/DeleteSession": {
    request: async (world) => ({ id: (await world.draft()).sessionId }),
    expect: { ...RPC_COURSE_AUTHOR, otherInstructor: "NOT_FOUND / SESSION_NOT_FOUND" },
  },
  "CoursesService/DeleteSession (of a published course)": {
    request: async (world) => ({ id: await sessionOf(world, 0) }),
    expect: { ...RPC_COURSE_AUTHOR, otherInstructor: "PERMISSION_DENIED / NOT_COURSE_INSTRUCTOR" },
  },
  "CoursesService/BatchGetSessions": {
    request: async (world) => ({ ids: [await sessionOf(world, 0)] }),
    shows: showsAny("sessions"),
    expect: EVERYBODY,
  },
  "CoursesService/BatchGetSessions (with the video's address)": {
    request: async (world) => ({ ids: [await sessionOf(world, 0)] }),
    shows: ({ sessions }: { sessions: { videoUrl: string }[] }) => sessions.some(({ videoUrl }) => videoUrl !== ""),
    expect: { instructor: "OK", admin: "OK", services: "OK", others: "nothing" },
  },
  "CoursesService/BatchGetSessions (of a draft)": {
    request: async (world) => ({ ids: [(await world.draft()).sessionId] }),
    shows: showsAny("sessions"),
    expect: { instructor: "OK", admin: "OK", services: "OK", others: "nothing" },
  },
  "CoursesService/BatchListSessions": {
    request: async (world) => ({ courseIds: [(await world.course()).id] }),
    shows: showsAny("sessions"),
    expect: EVERYBODY,
  },
  "CoursesService/BatchListSessions (of a draft)": {
    request: async (world) => ({ courseIds: [(await world.draft()).id] }),
    shows: showsAny("sessions"),
    expect: { instructor: "OK", admin: "OK", services: "OK", others: "nothing" },
  },
  "CoursesService/UpsertReview": {
    request: async (world) => {
      await world.enrollment()
      return { review: { courseId: (await world.course()).id, score: 5 }, requestId: randomUUID() }
    },
    writable: ["comment"],
    expect: {
      nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
      services: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
      learnerA: "OK",
      instructor: "PERMISSION_DENIED / OWN_COURSE",
      others: "PERMISSION_DENIED / NOT_ENTITLED",
    },
  },
  "CoursesService/UpsertReview (another person's)": {
    request: async (world) => ({
      review: { courseId: (await world.course()).id, score: 1, userId: randomUUID() },
      requestId: randomUUID(),
    }),
    expect: {
      nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
      services: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
      others: "PERMISSION_DENIED / NOT_YOURS",
    },
  },
  "CoursesService/DeleteReview": {
    request: async (world) => {
      await world.review()
      return { courseId: (await world.course()).id }
    },
    expect: { ...RPC_SIGNED_IN, learnerA: "OK", others: "NOT_FOUND / REVIEW_NOT_FOUND" },
  },
  "CoursesService/HideReview": {
    request: async (world) => ({ id: (await world.review()).id, reason: "Rude" }),
    expect: RPC_ADMIN_ONLY,
  },
  "CoursesService/UnhideReview": {
    request: async (world) => ({ id: (await world.review()).id }),
    expect: RPC_ADMIN_ONLY,
  },
  "CoursesService/ListHiddenReviews": { request: () => ({}), expect: RPC_ADMIN_ONLY },
  "CoursesService/ListReviews": {
    request: async (world) => {
      await world.review()
      return { courseId: (await world.course()).id }
    },
    shows: showsAny("reviews"),
    expect: EVERYBODY,
  },
  "CoursesService/BatchListReviews": {
    request: async (world) => ({ courseIds: [(await world.course()).id] }),
    shows: showsAny("pages"),
    expect: EVERYBODY,
  },
  "CoursesService/BatchListReviews (of a draft)": {
    request: async (world) => ({ courseIds: [(await world.draft()).id] }),
    shows: showsAny("pages"),
    expect: { instructor: "OK", admin: "OK", services: "OK", others: "nothing" },
  },
  "CoursesService/BatchGetUserReviews": {
    request: async (world) => {
      await world.review()
      return { userId: (await world.person("learnerA")).id, courseIds: [(await world.course()).id] }
    },
    shows: showsAny("reviews"),
    expect: RPC_OWN,
  },
  "CoursesService/ListPersonalRecords": {
    request: async (world) => {
      await world.review()
      return { userId: (await world.person("learnerA")).id }
    },
    shows: showsAny("records"),
    expect: RPC_OWN,
  },
  "CoursesService/RenameInstructor": {
    request: async (world) => ({ userId: (await world.person("instructor")).id, displayName: "Han", version: 2 }),
    expect: RPC_USERS_SERVICE,
  },
  "CoursesService/EraseUser": { request: erasureOfA, expect: RPC_USERS_SERVICE },

  // Enrolment
  "EnrollmentService/CreateEnrollment": {
    request: async (world) => ({ courseId: (await world.course()).id, requestId: randomUUID() }),
    expect: RPC_SIGNED_IN,
  },
  "EnrollmentService/CreateEnrollment (in a draft)": {
    request: async (world) => ({ courseId: (await world.draft()).id, requestId: randomUUID() }),
    expect: { ...RPC_SIGNED_IN, others: "NOT_FOUND / COURSE_NOT_FOUND" },
  },
  "EnrollmentService/BatchGetEnrollments": {
    request: async (world) => ({ ids: [(await world.enrollment()).id] }),
    shows: showsAny("enrollments"),
    expect: { learnerA: "OK", admin: "OK", enrollmentService: "OK", others: "nothing" },
  },
  "EnrollmentService/BatchGetEnrollments (of a person)": {
    request: async (world) => {
      await world.enrollment()
      return { userId: (await world.person("learnerA")).id, courseIds: [(await world.course()).id] }
    },
    shows: showsAny("enrollments"),
    expect: { learnerA: "OK", admin: "OK", enrollmentService: "OK", others: "nothing" },
  },
  "EnrollmentService/ListEnrollments": {
    request: async (world) => {
      await world.enrollment()
      return { userId: (await world.person("learnerA")).id }
    },
    shows: showsAny("enrollments"),
    expect: RPC_OWN_OR_USERS_READ,
  },
  "EnrollmentService/BatchCheckAccess": {
    request: async (world) => {
      await world.enrollment()
      return { courseIds: [(await world.course()).id] }
    },
    shows: ({ decisions }: { decisions: { granted: boolean }[] }) => decisions.some(({ granted }) => granted),
    expect: { learnerA: "OK", instructor: "OK", admin: "OK", others: "nothing" },
  },
  "EnrollmentService/BatchCheckUserAccess": {
    request: async (world) => ({
      questions: [{ userId: (await world.person("learnerA")).id, courseId: (await world.course()).id }],
    }),
    shows: showsAny("answers"),
    expect: { ...RPC_ADMIN_WRITES, enrollmentService: "OK" },
  },
  "EnrollmentService/BatchGetEnrollmentCounts": {
    request: async (world) => ({ courseIds: [(await world.course()).id] }),
    expect: EVERYBODY,
  },
  "EnrollmentService/GrantEnrollment": {
    request: async (world) => ({
      userId: (await world.person("learnerA")).id,
      courseId: (await world.course()).id,
      requestId: randomUUID(),
    }),
    expect: RPC_ADMIN_WRITES,
  },
  "EnrollmentService/ExtendEnrollment": {
    request: async (world) => ({ id: (await world.timedEnrollment()).id, expireTime: stamp(2 * 86_400) }),
    expect: RPC_ADMIN_WRITES,
  },
  "EnrollmentService/CancelEnrollment": {
    request: async (world) => ({ id: (await world.enrollment()).id }),
    expect: { ...RPC_SIGNED_IN, learnerA: "OK", admin: "OK", others: "NOT_FOUND / ENROLLMENT_NOT_FOUND" },
  },
  "EnrollmentService/PauseEnrollment": {
    request: async (world) => ({ id: (await world.enrollment()).id }),
    expect: { ...RPC_SIGNED_IN, learnerA: "OK", others: "NOT_FOUND / ENROLLMENT_NOT_FOUND" },
  },
  "EnrollmentService/ResumeEnrollment": {
    request: async (world) => ({ id: (await world.enrollment()).id }),
    expect: { ...RPC_SIGNED_IN, learnerA: "OK", others: "NOT_FOUND / ENROLLMENT_NOT_FOUND" },
  },

  // Subscriptions and notices
  "EnrollmentService/ListPlans": { expect: EVERYBODY },
  "EnrollmentService/CreatePlan": {
    request: () => ({
      plan: {
        name: "Yearly",
        interval: "BILLING_INTERVAL_YEAR",
        price: { amountMinor: 99_000, currencyCode: "KRW" },
      },
      requestId: randomUUID(),
    }),
    expect: RPC_ADMIN_WRITES,
  },
  "EnrollmentService/ArchivePlan": {
    request: async (world) => ({ id: (await world.passingPlan()).id }),
    expect: RPC_ADMIN_WRITES,
  },
  "EnrollmentService/PurchaseSubscription": {
    request: async (world) => ({
      planId: (await world.plan()).id,
      paymentToken: "ok",
      autoRenew: true,
      requestId: randomUUID(),
    }),
    expect: RPC_SIGNED_IN,
  },
  "EnrollmentService/BatchGetUserSubscriptions": {
    request: async (world) => {
      await world.subscription()
      return { userIds: [(await world.person("learnerA")).id] }
    },
    shows: showsAny("subscriptions"),
    expect: { learnerA: "OK", admin: "OK", enrollmentService: "OK", others: "nothing" },
  },
  "EnrollmentService/BatchGetSubscriptions": {
    request: async (world) => ({ ids: [(await world.subscription()).id] }),
    shows: showsAny("subscriptions"),
    expect: { learnerA: "OK", admin: "OK", enrollmentService: "OK", others: "nothing" },
  },
  "EnrollmentService/ListRenewals": {
    request: async (world) => ({ subscriptionId: (await world.subscription()).id }),
    expect: {
      learnerA: "OK",
      admin: "OK",
      enrollmentService: "OK",
      others: "NOT_FOUND / SUBSCRIPTION_NOT_FOUND",
    },
  },
  "EnrollmentService/SetAutoRenew": {
    request: async (world) => ({ subscriptionId: (await world.subscription()).id, autoRenew: false }),
    expect: RPC_OWN_SUBSCRIPTION,
  },
  "EnrollmentService/CancelSubscription": {
    request: async (world) => ({ id: (await world.subscription()).id }),
    expect: RPC_OWN_SUBSCRIPTION,
  },
  "EnrollmentService/ChangePaymentMethod": {
    request: async (world) => ({ subscriptionId: (await world.subscription()).id, paymentToken: "ok" }),
    expect: RPC_OWN_SUBSCRIPTION,
  },
  "EnrollmentService/MarkNoticesRead": {
    request: async (world) => ({ ids: [(await world.notice()).id] }),
    shows: ({ readCount }: { readCount: number }) => readCount > 0,
    expect: { ...RPC_SIGNED_IN, learnerA: "OK", others: "nothing" },
  },
  "EnrollmentService/MarkAllNoticesRead": {
    request: async (world) => ({ upToId: (await world.notice()).id }),
    shows: ({ readCount }: { readCount: number }) => readCount > 0,
    expect: { ...RPC_SIGNED_IN, learnerA: "OK", others: "nothing" },
  },
  "EnrollmentService/TellStreamHealth": {
    // To nobody in the world.
    request: () => ({ eventId: randomUUID(), userId: randomUUID(), sessionId: randomUUID(), isBroken: true }),
    expect: { contentService: "OK", others: "PERMISSION_DENIED / CONTENT_SERVICE_ONLY" },
  },
  "EnrollmentService/GetNotificationPreferences": {
    request: async (world) => ({ userId: (await world.person("learnerA")).id }),
    expect: RPC_OWN,
  },
  "EnrollmentService/UpdateNotificationPreferences": {
    request: () => ({
      changes: [
        {
          type: "NOTICE_TYPE_ENROLLMENT_CONFIRMED",
          channel: "NOTIFICATION_CHANNEL_EMAIL",
          enabled: false,
        },
      ],
    }),
    expect: RPC_SIGNED_IN,
  },
  "EnrollmentService/ListNotices": {
    request: async (world) => {
      await world.enrollment()
      return { userId: (await world.person("learnerA")).id }
    },
    shows: showsAny("notices"),
    expect: RPC_OWN,
  },
  "EnrollmentService/ListPersonalRecords": {
    request: async (world) => {
      await world.enrollment()
      return { userId: (await world.person("learnerA")).id }
    },
    shows: showsAny("records"),
    expect: RPC_OWN,
  },
  "EnrollmentService/EraseUser": { request: erasureOfA, expect: RPC_USERS_SERVICE },

  // Content
  "ContentService/BeginUpload": {
    request: async (world) => uploadRequest((await world.draft()).sessionId),
    writable: ["sha256", "language"],
    expect: { ...RPC_COURSE_AUTHOR, otherInstructor: "NOT_FOUND / SESSION_NOT_FOUND" },
  },
  "ContentService/BeginUpload (into a published course)": {
    request: async (world) => uploadRequest(await sessionOf(world, 0)),
    expect: { ...RPC_COURSE_AUTHOR, otherInstructor: "PERMISSION_DENIED / NOT_COURSE_INSTRUCTOR" },
  },
  "ContentService/BatchGetFiles": {
    request: async (world) => {
      await world.enrollment()
      return { ids: [(await world.file()).id] }
    },
    shows: showsAny("files"),
    expect: { learnerA: "OK", instructor: "OK", admin: "OK", others: "nothing" },
  },
  "ContentService/BatchListSessionFiles": {
    request: async (world) => {
      await world.enrollment()
      return { sessions: [{ sessionId: (await world.file()).sessionId, courseId: (await world.course()).id }] }
    },
    shows: showsAny("files"),
    expect: { learnerA: "OK", instructor: "OK", admin: "OK", others: "nothing" },
  },
  "ContentService/UpdateCaption": {
    request: async (world) => ({
      id: (await world.caption()).id,
      label: "Transcript",
      updateMask: { paths: ["label"] },
    }),
    expect: { ...RPC_COURSE_AUTHOR, otherInstructor: "NOT_FOUND / FILE_NOT_FOUND" },
  },
  "ContentService/DeleteFile": {
    request: async (world) => ({ id: (await world.file()).id }),
    expect: { ...RPC_COURSE_AUTHOR, otherInstructor: "NOT_FOUND / FILE_NOT_FOUND" },
  },
  "ContentService/ImportStream": {
    // That there is no such folder is told to those who may name one.
    request: async (world) => ({
      sessionId: await sessionOf(world, 0),
      courseId: (await world.course()).id,
      sourceFolder: `/nowhere/${randomUUID()}`,
    }),
    expect: {
      nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
      instructor: "PERMISSION_DENIED / OPERATORS_ONLY",
      otherInstructor: "PERMISSION_DENIED / OPERATORS_ONLY",
      admin: "INVALID_ARGUMENT / STREAM_PACKAGE_INVALID",
      others: "PERMISSION_DENIED / SCOPE_MISSING",
    },
  },
  "ContentService/BatchCreateStreamGrants": {
    request: async (world) => {
      await world.enrollment()
      return { sessions: [{ sessionId: await sessionOf(world, 1), courseId: (await world.course()).id }] }
    },
    shows: ({ answers }: { answers: { outcome: string }[] }) => answers.some(({ outcome }) => outcome !== "denial"),
    expect: { learnerA: "OK", instructor: "OK", admin: "OK", others: "nothing" },
  },
  "ContentService/BatchGetStreamHealth": {
    request: async (world) => ({ sessionIds: [required((await world.playableCourse()).sessions[0]).id] }),
    shows: ({ streams }: { streams: object[] }) => streams.length > 0,
    expect: { instructor: "OK", admin: "OK", others: "nothing" },
  },
  "ContentService/AdvanceGrantEpoch": {
    // Of nobody else in the world.
    request: () => ({ eventId: randomUUID(), userId: randomUUID(), courseId: randomUUID() }),
    expect: {
      coursesService: "OK",
      enrollmentService: "OK",
      others: "PERMISSION_DENIED / COURSES_OR_ENROLLMENT_SERVICE_ONLY",
    },
  },

  // Playback
  "PlaybackService/StartPlayback": {
    request: async (world) => {
      await world.enrollment()
      return {
        sessionId: await sessionOf(world, 0),
        deviceId: randomUUID(),
        clientSessionId: randomUUID(),
        startTime: stamp(-1),
      }
    },
    expect: {
      nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
      services: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
      learnerA: "OK",
      instructor: "OK",
      admin: "OK",
      others: "PERMISSION_DENIED / NOT_ENROLLED",
    },
  },
  "PlaybackService/RecordEvents": {
    request: async (world) => ({
      playbackSessionId: (await world.playbackSession()).id,
      events: [{ id: v7(), sequence: 0, type: "EVENT_TYPE_PLAY", positionMs: 0, rate: 1, occurTime: stamp(-1) }],
      sendTime: stamp(0),
    }),
    expect: RPC_UNKNOWN_PLAYBACK,
  },
  "PlaybackService/EndPlayback": {
    request: async (world) => ({ playbackSessionId: (await world.playbackSession()).id, endTime: stamp(-1) }),
    expect: RPC_UNKNOWN_PLAYBACK,
  },
  "PlaybackService/BatchGetPlaybackSessions": {
    request: async (world) => ({ ids: [(await world.playbackSession()).id] }),
    shows: showsAny("playbackSessions"),
    expect: {
      nobody: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
      services: "UNAUTHENTICATED / SIGN_IN_REQUIRED",
      learnerA: "OK",
      admin: "OK",
      others: "nothing",
    },
  },
  "PlaybackService/ListPlaybackSessions": {
    request: async (world) => {
      await world.playbackSession()
      return { userId: (await world.person("learnerA")).id }
    },
    shows: showsAny("playbackSessions"),
    expect: { ...RPC_OWN, admin: "OK" },
  },
  "PlaybackService/ListContinueWatching": { expect: RPC_SIGNED_IN },
  "PlaybackService/ListEvents": {
    request: async (world) => ({ playbackSessionId: (await world.playbackSession()).id }),
    expect: { ...RPC_UNKNOWN_PLAYBACK, admin: "OK" },
  },
  "PlaybackService/BatchGetProgress": {
    request: async (world) => ({ userId: (await world.person("learnerA")).id }),
    expect: RPC_OWN,
  },
  "PlaybackService/ListPersonalRecords": {
    request: async (world) => {
      await world.playbackSession()
      return { userId: (await world.person("learnerA")).id }
    },
    shows: showsAny("records"),
    expect: RPC_OWN,
  },
  "PlaybackService/BatchGetSessionAnalytics": {
    request: async (world) => ({ sessionIds: [await sessionOf(world, 0)] }),
    shows: showsAny("analytics"),
    expect: RPC_ANALYST,
  },
  "PlaybackService/BatchGetCourseAnalytics": {
    request: async (world) => ({ courseIds: [(await world.course()).id] }),
    shows: showsAny("analytics"),
    expect: RPC_ANALYST,
  },
  "PlaybackService/BatchGetHeatmaps": {
    request: async (world) => ({ sessionIds: [await sessionOf(world, 0)] }),
    expect: EVERYBODY,
  },
  "PlaybackService/EraseUser": { request: erasureOfA, expect: RPC_USERS_SERVICE },
  "PlaybackService/GetLearningPattern": {
    request: async (world) => ({ userId: (await world.person("learnerA")).id, timeZone: "UTC" }),
    expect: RPC_OWN,
  },
}

/** The operation of a row: its name without the brackets. */
export const operationOf = (rowName: string): string => rowName.replace(/ \(.*\)$/, "")

export function expectedOf<Column extends string>(
  { expect }: { expect: Expected<Column> },
  column: Column,
  isService: boolean,
): string {
  const outcome = expect[column] ?? (isService ? expect.services : undefined) ?? expect.others
  if (outcome === undefined) throw new Error(`a row says nothing about ${column}`)
  return outcome
}

/** One who may: nobody in particular where that will do, or else the one whose things a row is about. */
export function rightfulCaller({ expect }: { expect: Expected<string> }): GraphColumn {
  const columns = ["nobody", "learnerA", "instructor", "admin"] as const
  return columns.find((each) => (expect[each] ?? expect.others) === "OK") ?? "nobody"
}
