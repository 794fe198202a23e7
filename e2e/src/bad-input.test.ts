import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, beforeEach, describe, it } from "node:test"
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from "graphql"
import { generateSync } from "otplib"
import { v7 } from "uuid"
import { until } from "@lectern/test-kit/until"
import { demo, startPlatform, type GraphAnswer, type Platform } from "./platform-under-test.ts"

type Path = readonly (string | number)[]

interface Person {
  email: string
  userId: string
  token: string
  playbackSessionId: string
}

/**
 * What the cases below are about: a course with a session that a person is enrolled in and has rated, as another has,
 * and another course; and a draft with two sessions, which an administrator edits. The person has two more enrolments,
 * one of them with an end.
 */
interface World {
  courseId: string
  sessionId: string
  otherSessionId: string
  otherCourseId: string
  otherCourseSessionIds: string[]
  instructorId: string
  reviewId: string
  draftId: string
  draftSessionIds: [string, string]
  /** An upload that is under way. */
  fileId: string
  /** And one of a caption. */
  captionId: string
  enrollmentId: string
  endingEnrollmentId: string
  planId: string
  sparePlanId: string
  person: Person
  adminToken: string
  /** Of somebody whose account is used up by what is asked. */
  leaverToken: string
  /** Out of a mail of a moment ago. */
  resetToken: string
  /** An auth session of the leaver's that is not the one that asks. */
  authSessionId: string
  /** What the leaver may prove itself by: a code of an authenticator that waits for its first one, or recovery codes. */
  totpCode: string
  recoveryCodes: string[]
  /** What the leaver has, where it subscribed: it is told of that by a notice. */
  subscriptionId: string
  noticeId: string
}

interface MutationCase {
  /** A right input, or the right arguments where there is no input. With another `turn` it is another request: other keys and ids. */
  input(world: World, turn: string): Record<string, unknown>
  /** Members of the result that mean success. */
  success: string
  /** Whether it may be asked for nothing at all. */
  mayBeEmpty?: true
  /** Whether one may ask without being signed in. */
  isPublic?: true
  /** Whether it is an administrator's to ask. */
  isForAdmin?: true
  /** Whether somebody asks who is not needed any more. */
  isForLeaver?: true
  /** Makes what a right input uses up, before each test. */
  prepare?(world: World, platform: Platform): Promise<void>
  /** The field whose value makes a repeat a repeat, with a change that makes the repeat another request. */
  idempotency?: { key: string; change(input: Record<string, unknown>, world: World): void }
  /** What to ask of a success, and why it is none after all: a batch may be taken and an event in it refused. */
  details?: { select: string; refusal(member: Record<string, unknown>): string | undefined }
  /** Values that would be bad elsewhere, as `path how`, and why they are taken here. */
  taken?: Record<string, string>
}

const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()

/** A player's clock may be wrong by any amount: it is set right by the difference to ours. */
const WRONG_CLOCK = { "sentAt the year 0": "a wrong clock", "sentAt the year 9999": "a wrong clock" }

const COURSE_FIELDS = {
  title: "소리와 그림",
  description: "About both",
  instructorBio: "Plays the viola",
  language: "ko",
  level: "BEGINNER",
  categories: ["music"],
  price: { amountMinor: 44_000, currencyCode: "KRW" },
}
const EMPTY_IN_A_COURSE = Object.fromEntries(
  ["description empty", "description blank", "instructorBio empty", "instructorBio blank", "categories empty"].map(
    (how) => [how, "may be empty"],
  ),
)
const SESSION_FIELDS = {
  title: "첫 강의",
  videoUrl: "https://videos.example.org/1.mp4",
  durationSeconds: 60,
  summary: "About",
  isPreview: true,
}

const upload = (sessionId: string) => ({
  sessionId,
  type: "OTHER",
  fileName: `${randomUUID()}.bin`,
  mediaType: "application/octet-stream",
  byteSize: 1,
  sha256: "0".repeat(64),
  language: "ko",
  idempotencyKey: randomUUID(),
})

const PASSWORD = "correct horse battery"
const signUpAt = async (platform: Platform): Promise<{ email: string; userId: string; token: string }> => {
  const input = { displayName: "지호", email: `${randomUUID()}@example.org`, password: PASSWORD }
  const { data } = await platform.graphql<{ registerUser: { user: { id: string } } }>(
    `mutation ($input: RegisterUserInput!) { registerUser(input: $input) { ... on RegisterUserSuccess { user { id } } } }`,
    { input },
  )
  return { email: input.email, userId: data.registerUser.user.id, token: await platform.signIn(input) }
}
const newLeaver = async (world: World, platform: Platform) => {
  world.leaverToken = (await signUpAt(platform)).token
}
/** A leaver who has subscribed. */
const newSubscriber = async (world: World, platform: Platform) => {
  await newLeaver(world, platform)
  const { data } = await platform.graphql<{ purchaseSubscription: { subscription: { id: string } } }>(
    `mutation ($input: PurchaseSubscriptionInput!) {
      purchaseSubscription(input: $input) { ... on SubscriptionSuccess { subscription { id } } }
    }`,
    { input: { planId: world.planId, paymentToken: "ok", idempotencyKey: randomUUID() } },
    world.leaverToken,
  )
  world.subscriptionId = data.purchaseSubscription.subscription.id
  const { data: told } = await platform.graphql<{ me: { notices: { edges: { node: { id: string } }[] } } }>(
    "{ me { notices(first: 1) { edges { node { id } } } } }",
    {},
    world.leaverToken,
  )
  world.noticeId = told.me.notices.edges[0]?.node.id ?? ""
}
/** A leaver who has begun with a second factor. */
const newLeaverWithSecret = async (world: World, platform: Platform) => {
  await newLeaver(world, platform)
  const { data } = await platform.graphql<{ startSecondFactor: { secret: string } }>(
    `mutation ($input: StartSecondFactorInput!) { startSecondFactor(input: $input) { ... on SecondFactorStarted { secret } } }`,
    { input: { password: PASSWORD } },
    world.leaverToken,
  )
  world.totpCode = generateSync({ secret: data.startSecondFactor.secret })
}
const newLeaverWithSecondFactor = async (world: World, platform: Platform) => {
  await newLeaverWithSecret(world, platform)
  const { data } = await platform.graphql<{ confirmSecondFactor: { recoveryCodes: string[] } }>(
    `mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { ... on RecoveryCodesMade { recoveryCodes } } }`,
    { input: { code: world.totpCode } },
    world.leaverToken,
  )
  world.recoveryCodes = data.confirmSecondFactor.recoveryCodes
}

/** Every mutation of the schema that takes anything has its cases: one without fails. */
const MUTATIONS: Record<string, MutationCase> = {
  registerUser: {
    input: (_, turn) => ({
      displayName: "하린",
      email: `bad-input-${turn}@example.org`,
      password: "correct horse battery",
      locale: "ko",
      timeZone: "Asia/Seoul",
      idempotencyKey: randomUUID(),
    }),
    success: "RegisterUserSuccess",
    isPublic: true,
    taken: {
      "locale empty": "as if left out",
      "timeZone empty": "as if left out",
      "idempotencyKey empty": "as if left out",
      "idempotencyKey a UUID of nothing": "a key is a new UUID",
      "idempotencyKey the nil UUID": "a key is a new UUID",
    },
    idempotency: { key: "idempotencyKey", change: (input) => (input.email = `${randomUUID()}@example.org`) },
  },
  updateMyProfile: {
    input: (_, turn) => ({
      displayName: "하린",
      bio: `Of turn ${turn}`,
      avatarUrl: "https://example.org/harin.png",
      locale: "ko",
      timeZone: "Asia/Seoul",
    }),
    success: "UpdateMyProfileSuccess",
    taken: {
      "bio empty": "clears it",
      "bio blank": "text may be blank",
      "avatarUrl empty": "clears it",
      "avatarUrl blank": "clears it",
    },
  },
  setUserRole: {
    input: ({ instructorId }) => ({ userId: instructorId, role: "INSTRUCTOR" }),
    success: "SetUserRoleSuccess",
    isForAdmin: true,
  },
  changePassword: {
    input: () => ({ currentPassword: PASSWORD, newPassword: "battery staple horse" }),
    success: "PasswordChangedSuccess",
    isForLeaver: true,
    prepare: newLeaver,
  },
  requestPasswordReset: {
    input: () => ({ email: `${randomUUID()}@example.org` }),
    success: "PasswordResetRequested",
    isPublic: true,
    taken: Object.fromEntries(
      ["empty", "blank", "control characters"].map((how) => [`email ${how}`, "the answer is the same for everything"]),
    ),
  },
  resetPassword: {
    input: ({ resetToken }) => ({ token: resetToken, newPassword: "battery staple horse" }),
    success: "PasswordChangedSuccess",
    isPublic: true,
    prepare: async (world, platform) => {
      const { email } = await signUpAt(platform)
      await platform.graphql(
        "mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) { acceptedAt } }",
        { email },
      )
      world.resetToken = await until(
        async () => {
          const mails = (await (await fetch(platform.addresses.mails ?? "")).json()) as { to: string[]; text: string }[]
          return /#token=(\S+)/.exec(mails.find(({ to }) => to.includes(email))?.text ?? "")?.[1]
        },
        { timeoutMs: 15_000, description: "the mail of a reset" },
      )
    },
  },
  eraseMyAccount: {
    input: () => ({ password: PASSWORD }),
    success: "EraseMyAccountSuccess",
    isForLeaver: true,
    prepare: newLeaver,
  },
  revokeAuthSession: {
    input: ({ authSessionId }) => ({ id: authSessionId }),
    success: "SignedOutSuccess",
    isForLeaver: true,
    prepare: async (world, platform) => {
      const { email, token } = await signUpAt(platform)
      world.leaverToken = token
      await platform.signIn({ email, password: PASSWORD })
      const { data } = await platform.graphql<{ me: { authSessions: { edges: { node: { id: string } }[] } } }>(
        "{ me { authSessions(first: 1) { edges { node { id } } } } }",
        {},
        token,
      )
      world.authSessionId = data.me.authSessions.edges[0]?.node.id ?? ""
    },
  },
  startSecondFactor: {
    input: () => ({ password: PASSWORD }),
    success: "SecondFactorStarted",
    isForLeaver: true,
    prepare: newLeaver,
  },
  confirmSecondFactor: {
    input: ({ totpCode }) => ({ code: totpCode }),
    success: "RecoveryCodesMade",
    isForLeaver: true,
    prepare: newLeaverWithSecret,
  },
  disableSecondFactor: {
    input: ({ recoveryCodes }) => ({ code: recoveryCodes[0] }),
    success: "SecondFactorDisabled",
    isForLeaver: true,
    prepare: newLeaverWithSecondFactor,
  },
  replaceRecoveryCodes: {
    input: ({ recoveryCodes }) => ({ code: recoveryCodes[0] }),
    success: "RecoveryCodesMade",
    isForLeaver: true,
    prepare: newLeaverWithSecondFactor,
  },
  enrollInCourse: {
    input: ({ otherCourseId }) => ({
      courseId: otherCourseId,
      paymentToken: "ok",
      expectedPrice: { amountMinor: 0, currencyCode: "KRW" },
      idempotencyKey: randomUUID(),
    }),
    success: "EnrollmentSuccess",
    taken: {
      "paymentToken empty": "as if left out",
      "idempotencyKey a UUID of nothing": "a key is a new UUID",
      "idempotencyKey the nil UUID": "a key is a new UUID",
    },
    idempotency: { key: "idempotencyKey", change: (input, { courseId }) => (input.courseId = courseId) },
  },
  pauseEnrollment: {
    input: ({ enrollmentId }) => ({ id: enrollmentId }),
    success: "EnrollmentSuccess",
  },
  resumeEnrollment: {
    input: ({ enrollmentId }) => ({ id: enrollmentId }),
    success: "EnrollmentSuccess",
  },
  cancelEnrollment: {
    input: ({ enrollmentId }) => ({ id: enrollmentId }),
    success: "EnrollmentSuccess",
  },
  grantEnrollment: {
    input: ({ person, draftId }) => ({
      userId: person.userId,
      courseId: draftId,
      expiresAt: "2090-01-01T00:00:00Z",
      idempotencyKey: randomUUID(),
    }),
    success: "EnrollmentSuccess",
    isForAdmin: true,
    taken: {
      "idempotencyKey a UUID of nothing": "a key is a new UUID",
      "idempotencyKey the nil UUID": "a key is a new UUID",
    },
    idempotency: { key: "idempotencyKey", change: (input) => (input.expiresAt = "2091-01-01T00:00:00Z") },
  },
  extendEnrollment: {
    input: ({ endingEnrollmentId }) => ({ enrollmentId: endingEnrollmentId, expiresAt: "2095-01-01T00:00:00Z" }),
    success: "EnrollmentSuccess",
    isForAdmin: true,
  },
  purchaseSubscription: {
    input: ({ planId }) => ({ planId, paymentToken: "ok", autoRenew: true, idempotencyKey: randomUUID() }),
    success: "SubscriptionSuccess",
    taken: {
      "idempotencyKey a UUID of nothing": "a key is a new UUID",
      "idempotencyKey the nil UUID": "a key is a new UUID",
    },
    idempotency: { key: "idempotencyKey", change: (input) => (input.autoRenew = false) },
  },
  setAutoRenew: {
    input: ({ subscriptionId }) => ({ subscriptionId, autoRenew: false }),
    success: "SubscriptionSuccess",
    isForLeaver: true,
    prepare: newSubscriber,
  },
  cancelSubscription: {
    input: ({ subscriptionId }) => ({ id: subscriptionId }),
    success: "SubscriptionSuccess",
    isForLeaver: true,
    prepare: newSubscriber,
  },
  changePaymentMethod: {
    input: ({ subscriptionId }) => ({ subscriptionId, paymentToken: "ok" }),
    success: "SubscriptionSuccess",
    isForLeaver: true,
    prepare: newSubscriber,
  },
  markNoticesRead: {
    input: ({ noticeId }) => ({ ids: [noticeId] }),
    success: "NoticesRead",
    taken: Object.fromEntries(
      ["ids empty", "ids a number", "ids a list of numbers"].map((how) => [how, "what is no notice is passed over"]),
    ),
    isForLeaver: true,
    prepare: newSubscriber,
  },
  markAllNoticesRead: {
    input: ({ noticeId }) => ({ upToId: noticeId }),
    success: "NoticesRead",
    taken: {
      "upToId empty": "as if left out",
      "upToId a UUID of nothing": "a place in time, as any UUID",
      "upToId the nil UUID": "a place in time, as any UUID",
    },
    mayBeEmpty: true,
    isForLeaver: true,
    prepare: newSubscriber,
  },
  updateNotificationPreferences: {
    input: () => ({ changes: [{ type: "SUBSCRIPTION_RENEWED", channel: "EMAIL", isEnabled: false }] }),
    success: "NotificationPreferencesSuccess",
    taken: { "changes empty": "nothing is to be changed" },
  },
  createSubscriptionPlan: {
    input: () => ({
      name: "연간 이용권",
      interval: "YEAR",
      price: { amountMinor: 88_000, currencyCode: "KRW" },
      idempotencyKey: randomUUID(),
    }),
    success: "SubscriptionPlanSuccess",
    isForAdmin: true,
    taken: {
      "idempotencyKey a UUID of nothing": "a key is a new UUID",
      "idempotencyKey the nil UUID": "a key is a new UUID",
    },
    idempotency: { key: "idempotencyKey", change: (input) => (input.name = "Another") },
  },
  archiveSubscriptionPlan: {
    input: ({ sparePlanId }) => ({ id: sparePlanId }),
    success: "SubscriptionPlanSuccess",
    isForAdmin: true,
  },
  rateCourse: {
    input: ({ courseId }) => ({ courseId, score: 4, comment: "명확해요", idempotencyKey: randomUUID() }),
    success: "RateCourseSuccess",
    taken: {
      "comment empty": "as if left out",
      "comment blank": "as if left out",
      "idempotencyKey empty": "as if left out",
      "idempotencyKey a UUID of nothing": "a key is a new UUID",
      "idempotencyKey the nil UUID": "a key is a new UUID",
    },
    idempotency: { key: "idempotencyKey", change: (input) => (input.score = 1) },
  },
  deleteMyReview: {
    input: ({ courseId }) => ({ courseId }),
    success: "MyReviewDeleted",
  },
  hideReview: {
    input: ({ reviewId }) => ({ id: reviewId, reason: "욕설" }),
    success: "ReviewModerated",
    isForAdmin: true,
  },
  unhideReview: {
    input: ({ reviewId }) => ({ id: reviewId }),
    success: "ReviewModerated",
    isForAdmin: true,
  },
  createCourse: {
    input: ({ instructorId }) => ({ ...COURSE_FIELDS, instructorId, idempotencyKey: randomUUID() }),
    success: "CourseSuccess",
    isForAdmin: true,
    taken: {
      ...EMPTY_IN_A_COURSE,
      "slug empty": "as if left out",
      "idempotencyKey empty": "as if left out",
      "idempotencyKey a UUID of nothing": "a key is a new UUID",
      "idempotencyKey the nil UUID": "a key is a new UUID",
    },
    idempotency: { key: "idempotencyKey", change: (input) => (input.title = "Another") },
  },
  updateCourse: {
    input: ({ draftId, instructorId }) => ({ id: draftId, ...COURSE_FIELDS, instructorId }),
    success: "CourseSuccess",
    isForAdmin: true,
    taken: EMPTY_IN_A_COURSE,
  },
  addSession: {
    input: ({ draftId }) => ({ courseId: draftId, ...SESSION_FIELDS, position: 1, idempotencyKey: randomUUID() }),
    success: "SessionSuccess",
    isForAdmin: true,
    taken: {
      "summary empty": "may be empty",
      "summary blank": "may be empty",
      "idempotencyKey empty": "as if left out",
      "idempotencyKey a UUID of nothing": "a key is a new UUID",
      "idempotencyKey the nil UUID": "a key is a new UUID",
    },
    idempotency: { key: "idempotencyKey", change: (input) => (input.title = "Another") },
  },
  updateSession: {
    input: ({ draftSessionIds: [id] }) => ({ id, ...SESSION_FIELDS }),
    success: "SessionSuccess",
    isForAdmin: true,
    taken: { "summary empty": "may be empty", "summary blank": "may be empty" },
  },
  deleteSession: {
    input: ({ draftSessionIds: [, id] }) => ({ id }),
    success: "SessionDeleted",
    isForAdmin: true,
  },
  reorderSessions: {
    input: ({ otherCourseId, otherCourseSessionIds }) => ({
      courseId: otherCourseId,
      sessionIds: otherCourseSessionIds.toReversed(),
    }),
    success: "CourseSuccess",
    isForAdmin: true,
  },
  beginUpload: {
    input: ({ draftSessionIds: [sessionId] }) => upload(sessionId),
    success: "BeginUploadSuccess",
    isForAdmin: true,
    taken: {
      "byteSize the greatest integer": "a file may have two gibibytes",
      "sha256 empty": "as if left out",
      "language empty": "as if left out",
      "language blank": "as if left out",
      "idempotencyKey a UUID of nothing": "a key is a new UUID",
      "idempotencyKey the nil UUID": "a key is a new UUID",
    },
    idempotency: { key: "idempotencyKey", change: (input) => (input.byteSize = 2) },
  },
  updateCaption: {
    input: ({ captionId }) => ({ id: captionId, label: "Transcript", isDefault: true }),
    success: "UpdateCaptionSuccess",
    isForAdmin: true,
    taken: { "label empty": "for the name of the language", "label blank": "for the name of the language" },
    prepare: async (world, platform) => {
      const { data } = await platform.graphql<{ beginUpload: { file: { id: string } } }>(
        `mutation ($input: BeginUploadInput!) { beginUpload(input: $input) { ... on BeginUploadSuccess { file { id } } } }`,
        {
          input: {
            ...upload(world.otherCourseSessionIds[0] ?? ""),
            type: "CAPTION",
            fileName: `${randomUUID()}.vtt`,
            mediaType: "text/vtt",
          },
        },
        world.adminToken,
      )
      world.captionId = data.beginUpload.file.id
    },
  },
  deleteFile: {
    input: ({ fileId }) => ({ id: fileId }),
    success: "FileDeleted",
    isForAdmin: true,
    prepare: async (world, platform) => {
      const { data } = await platform.graphql<{ beginUpload: { file: { id: string } } }>(
        `mutation ($input: BeginUploadInput!) { beginUpload(input: $input) { ... on BeginUploadSuccess { file { id } } } }`,
        { input: upload(world.otherCourseSessionIds[0] ?? "") },
        world.adminToken,
      )
      world.fileId = data.beginUpload.file.id
    },
  },
  startPlayback: {
    input: ({ sessionId }) => ({
      sessionId,
      deviceId: "device",
      clientSessionId: randomUUID(),
      startedAt: at(-1),
      sentAt: at(0),
    }),
    success: "StartPlaybackSuccess",
    idempotency: { key: "clientSessionId", change: (input, { otherSessionId }) => (input.sessionId = otherSessionId) },
    taken: {
      ...Object.fromEntries(
        ["blank", "no UUID", "a UUID of nothing", "a UUID with a tail", "a UUID in braces", "the nil UUID", "SQL"].map(
          (how) => [`deviceId ${how}`, "any text of 1 to 64 characters names a device"],
        ),
      ),
      "clientSessionId a UUID of nothing": "a key is a new UUID",
      "clientSessionId the nil UUID": "a key is a new UUID",
      ...WRONG_CLOCK,
    },
  },
  recordPlaybackEvents: {
    input: ({ person }) => ({
      playbackSessionId: person.playbackSessionId,
      sentAt: at(0),
      events: [{ id: v7(), sequence: 0, type: "SEEK", positionMs: 0, fromPositionMs: 0, rate: 1, occurredAt: at(-1) }],
    }),
    success: "RecordPlaybackEventsSuccess",
    details: {
      select: "acceptedCount rejected { id code message }",
      refusal: ({ rejected }) => (rejected as { code: string }[])[0]?.code,
    },
    taken: {
      "events.0.id a UUID of nothing": "an event's id is a new UUID",
      "events.0.id the nil UUID": "an event's id is a new UUID",
      "events.0.sequence the greatest integer": "numbers may be missing for ever",
      ...WRONG_CLOCK,
    },
  },
  endPlayback: {
    input: ({ person }) => ({
      playbackSessionId: person.playbackSessionId,
      endedAt: at(0),
      positionMs: 0,
      sentAt: at(0),
    }),
    success: "EndPlaybackSuccess",
    taken: WRONG_CLOCK,
  },
}

const LONG = 100_000
/** Values that are wrong wherever text is expected; the service's own rules may take some, see `taken`. */
const BAD_TEXT: Record<string, unknown> = {
  "a number": 7.5,
  "an object": { a: 1 },
  "a list of two": ["a", "b"],
  true: true,
  empty: "",
  blank: "   ",
  "control characters": "a\u0000\u0007\u001b[31mb",
  "half a surrogate pair": "a\ud800b",
  "100,000 characters": "가".repeat(LONG),
}
const BAD_ID: Record<string, unknown> = {
  "no UUID": "1",
  "a UUID of nothing": randomUUID(),
  "a UUID with a tail": `${randomUUID()}x`,
  "a UUID in braces": `{${randomUUID()}}`,
  "the nil UUID": "00000000-0000-0000-0000-000000000000",
  SQL: "' OR 1=1 --",
}
const BAD_TIME: Record<string, unknown> = {
  "no time": "yesterday",
  "a date": "2026-01-01",
  "30 February": "2026-02-30T00:00:00Z",
  "without a zone": "2026-01-01T00:00:00",
  "the year 0": "0000-01-01T00:00:00Z",
  "the year 9999": "9999-12-31T23:59:59.999Z",
  "hour 25": "2026-01-01T25:00:00Z",
}
const BAD_NUMBER: Record<string, unknown> = {
  text: "4",
  "an object": { a: 1 },
  "a list of two": [1, 2],
  true: true,
  "-1": -1,
  "the greatest integer": 2_147_483_647,
  "the least integer": -2_147_483_648,
  "beyond 32 bits": 4_294_967_296,
  "beyond all bounds": 1e300,
}

function badValues(type: GraphQLInputType): Record<string, unknown> {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return { "a number": 7, "a list of numbers": [7], empty: [], "a list of null": [null] }
  if (isInputObjectType(nullable))
    return { "a number": 7, text: "a", "a list of two": [{}, {}], "an unknown field": { nobodyKnows: 1 } }
  if (isEnumType(nullable))
    return {
      "an unknown value": "NOTHING",
      "a number": 7,
      "lower case": nullable.getValues()[0]?.name.toLowerCase(),
      empty: "",
    }
  const name = getNamedType(nullable).name
  if (name === "Int") return { ...BAD_NUMBER, "a fraction": 1.5 }
  if (name === "Float") return { ...BAD_NUMBER, "0": 0 }
  if (name === "Boolean") return { text: "true", "a number": 1 }
  return { ...BAD_TEXT, ...(name === "ID" ? BAD_ID : {}), ...(name === "DateTime" ? BAD_TIME : {}) }
}

interface BadCase {
  path: Path
  how: string
  /** Undefined leaves the field out. */
  value: unknown
}

/** Every field of an input, in objects and lists too, with every value that should not do. */
function badCases(type: GraphQLInputType, path: Path = []): BadCase[] {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return badCases(nullable.ofType, [...path, 0])
  if (!isInputObjectType(nullable)) return []
  return badFields(Object.values(nullable.getFields()), path)
}

/** The same of the arguments of a mutation, which are one input mostly. */
const badCasesOf = (args: readonly GraphQLArgument[]): BadCase[] =>
  args[0]?.name === "input" ? badCases(args[0].type) : badFields(args, [])

function badFields(fields: readonly (GraphQLInputField | GraphQLArgument)[], path: Path): BadCase[] {
  return fields.flatMap((field) => {
    const here = [...path, field.name]
    const isRequired = isNonNullType(field.type) && field.defaultValue === undefined
    return [
      ...(isRequired
        ? [
            { path: here, how: "missing", value: undefined },
            { path: here, how: "null", value: null },
          ]
        : []),
      ...Object.entries(badValues(field.type)).map(([how, value]) => ({ path: here, how, value })),
      ...badCases(field.type, here),
    ]
  })
}

function withValue(input: Record<string, unknown>, path: Path, value: unknown): Record<string, unknown> {
  const copy = structuredClone(input)
  let holder = copy as Record<string | number, unknown>
  for (const name of path.slice(0, -1)) holder = holder[name] as Record<string | number, unknown>
  const last = path.at(-1) ?? ""
  if (value === undefined) delete holder[last]
  else holder[last] = value
  return copy
}

const CODES = new Set([
  "BAD_USER_INPUT",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "FAILED_PRECONDITION",
  "RATE_LIMITED",
  "QUERY_TOO_COMPLEX",
])
/** What no answer may hold: addresses, SQL, stacks, and names of what is inside. */
const INSIDE =
  /127\.0\.0\.1|localhost|unix:|\.sock|select |insert |update .* set|\bSQL\b|mysql|mariadb|errno|grpc|undici|ECONN|node_modules|\.ts:\d|\bat \w+ \(|passport|protobuf/i
const MOST_BYTES = 4096

describe("bad input to mutations", () => {
  let platform: Platform
  let schema: GraphQLSchema
  let world: World
  let other: Person

  /** The answer of a mutation, which asks for everything that its result may say. */
  const mutate = async (
    name: string,
    input: unknown,
    token?: string,
  ): Promise<GraphAnswer<Record<string, Record<string, unknown> | null>> & { text: string }> => {
    const field = schema.getMutationType()?.getFields()[name]
    const result = getNamedType(field?.type)
    const members = (isUnionType(result) ? result.getTypes() : []).filter(
      (type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === "UserError"),
    )
    const args = field?.args ?? []
    const declared = args.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(", ")
    const passed = args.map((argument) => `${argument.name}: $${argument.name}`).join(", ")
    const { success, details } = MUTATIONS[name] as MutationCase
    const query = `mutation (${declared}) { ${name}(${passed}) { __typename ${members
      .map(
        (member) =>
          `... on ${member.name} { code message ${member.name === "ValidationError" ? "fields { path rule message }" : ""} }`,
      )
      .join(" ")} ${details ? `... on ${success} { ${details.select} }` : ""} } }`
    const response = await platform.post(
      "/graphql",
      { query, variables: args[0]?.name === "input" ? { input } : input },
      { accept: "application/graphql-response+json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    )
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      text,
      ...(JSON.parse(text) as { data: Record<string, Record<string, unknown> | null> }),
    }
  }

  /** What the answer comes to: the member's type or the error's code. Fails on anything that is not made for clients. */
  const outcomeOf = (
    name: string,
    { status, text, data, errors }: Awaited<ReturnType<typeof mutate>>,
    what: string,
  ): string => {
    assert.ok(Buffer.byteLength(text) <= MOST_BYTES, `${what}: ${Buffer.byteLength(text)} bytes`)
    assert.doesNotMatch(text, INSIDE, what)
    const member = data?.[name]
    if (member) {
      assert.deepEqual([status, errors], [200, undefined], `${what}: ${text}`)
      if ("code" in member) assert.match(String(member.code), /^[A-Z][A-Z_]+$/, what)
      const { success, details } = MUTATIONS[name] as MutationCase
      return (member.__typename === success ? details?.refusal(member) : undefined) ?? String(member.__typename)
    }
    assert.ok(errors && errors.length > 0, `${what}: ${text}`)
    for (const { extensions } of errors) assert.ok(CODES.has(String(extensions.code)), `${what}: ${text}`)
    assert.ok(status < 500, `${what}: ${status}`)
    return String(errors[0]?.extensions.code)
  }

  const signUp = async (): Promise<Person> => ({ ...(await signUpAt(platform)), playbackSessionId: "" })
  const startPlayback = async (person: Person, sessionId: string): Promise<string> => {
    const { data } = await platform.graphql<{ startPlayback: { playbackSession: { id: string } } }>(
      `mutation ($input: StartPlaybackInput!) { startPlayback(input: $input) { ... on StartPlaybackSuccess { playbackSession { id } } } }`,
      { input: { sessionId, deviceId: "device", clientSessionId: randomUUID(), startedAt: at(0) } },
      person.token,
    )
    return data.startPlayback.playbackSession.id
  }

  before(async () => {
    platform = await startPlatform("one process")
    schema = buildClientSchema((await platform.graphql<IntrospectionQuery>(getIntrospectionQuery())).data)
    const { data } = await platform.graphql<{
      courses: { edges: { node: { id: string; instructor: { id: string }; sessions: { id: string }[] } }[] }
    }>("{ courses(first: 4) { edges { node { id instructor { id } sessions { id } } } } }")
    const [course, otherCourse, third, fourth] = data.courses.edges.map(({ node }) => node)
    assert.ok(course?.sessions[0] && course.sessions[1] && otherCourse && third && fourth)
    const person = await signUp()
    other = await signUp()
    world = {
      courseId: course.id,
      sessionId: course.sessions[0].id,
      otherSessionId: course.sessions[1].id,
      otherCourseId: otherCourse.id,
      otherCourseSessionIds: otherCourse.sessions.map(({ id }) => id),
      instructorId: course.instructor.id,
      reviewId: "",
      draftId: "",
      draftSessionIds: ["", ""],
      fileId: "",
      captionId: "",
      enrollmentId: "",
      endingEnrollmentId: "",
      planId: "",
      sparePlanId: "",
      person,
      adminToken: await platform.signIn(demo.admin),
      leaverToken: "",
      resetToken: "",
      authSessionId: "",
      totpCode: "",
      recoveryCodes: [],
      subscriptionId: "",
      noticeId: "",
    }
    for (const { token } of [person, other]) {
      await mutate("enrollInCourse", { courseId: course.id, idempotencyKey: randomUUID() }, token)
      await mutate("rateCourse", { courseId: course.id, score: 2 }, token)
    }
    const { data: rated } = await platform.graphql<{ course: { viewerReview: { id: string } } }>(
      `query ($id: ID!) { course(id: $id) { viewerReview { id } } }`,
      { id: course.id },
      other.token,
    )
    world.reviewId = rated.course.viewerReview.id
    const { data: draft } = await platform.graphql<{ createCourse: { course: { id: string } } }>(
      `mutation ($input: CreateCourseInput!) { createCourse(input: $input) { ... on CourseSuccess { course { id } } } }`,
      { input: { ...COURSE_FIELDS, instructorId: world.instructorId } },
      world.adminToken,
    )
    world.draftId = draft.createCourse.course.id
    for (const index of [0, 1]) {
      const { data: added } = await platform.graphql<{ addSession: { session: { id: string } } }>(
        `mutation ($input: AddSessionInput!) { addSession(input: $input) { ... on SessionSuccess { session { id } } } }`,
        { input: { ...SESSION_FIELDS, courseId: world.draftId } },
        world.adminToken,
      )
      world.draftSessionIds[index] = added.addSession.session.id
    }
    const grant = async (courseId: string, expiresAt?: string) => {
      const { data: granted } = await platform.graphql<{ grantEnrollment: { enrollment: { id: string } } }>(
        `mutation ($input: GrantEnrollmentInput!) { grantEnrollment(input: $input) { ... on EnrollmentSuccess { enrollment { id } } } }`,
        { input: { userId: person.userId, courseId, expiresAt, idempotencyKey: randomUUID() } },
        world.adminToken,
      )
      return granted.grantEnrollment.enrollment.id
    }
    world.enrollmentId = await grant(third.id)
    world.endingEnrollmentId = await grant(fourth.id, "2080-01-01T00:00:00Z")
    const { data: plans } = await platform.graphql<{ subscriptionPlans: { id: string }[] }>(
      "{ subscriptionPlans { id } }",
    )
    ;[world.planId, world.sparePlanId] = plans.subscriptionPlans.map(({ id }) => id) as [string, string]
    for (const each of [person, other]) each.playbackSessionId = await startPlayback(each, world.sessionId)
  })
  after(() => platform?.stop())

  /** All that the platform keeps for a person and shows to them. */
  const everythingOf = async ({ token, playbackSessionId }: Person) => {
    const { data, errors } = await platform.graphql(
      `query ($course: ID!, $playback: ID!) {
        me {
          id displayName email bio locale timeZone role etag
          enrollments(first: 100) { totalCount edges { node { id status etag } } }
          notices(first: 100) { unreadCount edges { node { type } } }
          learningPattern { currentStreakDays byHourOfDay }
        }
        course(id: $course) { title etag viewerReview { score comment } viewerProgress { coverage } rating { count histogram } }
        playbackSession(id: $playback) { status events(first: 100) { edges { node { id } } } }
      }`,
      { course: world.courseId, playback: playbackSessionId },
      token,
    )
    assert.equal(errors, undefined)
    const { data: draft } = await platform.graphql(
      `query ($draft: ID!) {
        course(id: $draft) {
          slug title description instructor { id } instructorBio language level categories price { amountMinor } status etag
          sessions { id position title summary videoUrl durationSeconds isPreview etag }
        }
      }`,
      { draft: world.draftId },
      world.adminToken,
    )
    return { ...data, draft }
  }

  it("every mutation of the schema that takes anything has its cases here", () => {
    const names = Object.values(schema.getMutationType()?.getFields() ?? {})
      .filter(({ args }) => args.length > 0)
      .map(({ name }) => name)
    assert.deepEqual(Object.keys(MUTATIONS).sort(), names.sort())
  })

  for (const [
    name,
    { input, success, mayBeEmpty, isPublic, isForAdmin, isForLeaver, prepare, idempotency, taken = {} },
  ] of Object.entries(MUTATIONS))
    describe(name, () => {
      beforeEach(() => prepare?.(world, platform))
      const signedIn = () => (isForAdmin ? world.adminToken : isForLeaver ? world.leaverToken : world.person.token)
      const token = () => (isPublic ? undefined : signedIn())
      const args = () => schema.getMutationType()?.getFields()[name]?.args ?? []
      const cases = () => badCasesOf(args())
      const nameOf = ({ path, how }: BadCase) => `${path.join(".")} ${how}`
      const isDone = (outcome: string) => outcome === success

      it("refuses every field that is missing, null, of the wrong kind, empty, too long or garbage, and loses nothing", async () => {
        const before = await everythingOf(world.person)
        const asked: [what: string, input: unknown][] = [
          ...cases()
            .filter((bad) => !(nameOf(bad) in taken))
            .map((bad): [string, unknown] => [nameOf(bad), withValue(input(world, randomUUID()), bad.path, bad.value)]),
          ["a list", [[]]],
          ["text", "x"],
          ["a number", 7],
        ]
        if (!mayBeEmpty) asked.push(["no input", undefined], ["null", null], ["an empty object", {}])
        // Variables that nobody declared are nobody's business (GraphQL, 6.1.2); fields of an input are.
        if (args()[0]?.name === "input")
          asked.push([
            "fields that nobody knows",
            { ...input(world, randomUUID()), role: "ADMIN", userId: other.userId, isAdmin: true },
          ])
        // All that are wrong are told at the end, not the first alone.
        const wrong: string[] = []
        for (const [what, bad] of asked) {
          const answer = await mutate(name, bad, token())
          try {
            const outcome = outcomeOf(name, answer, what)
            if (isDone(outcome)) wrong.push(`${what}: ${outcome}`)
          } catch (error) {
            wrong.push((error as Error).message)
          }
        }
        assert.deepEqual(wrong, [], `of ${asked.length} bad inputs`)
        assert.deepEqual(await everythingOf(world.person), before)
      })

      it(isPublic ? "needs no token" : "is refused without a token, and nothing is done", async () => {
        const right = input(world, randomUUID())
        const answer = await mutate(name, right)
        const outcome = outcomeOf(name, answer, "no token")
        if (isPublic) assert.equal(outcome, success)
        else {
          assert.deepEqual([outcome, answer.status, answer.data], ["UNAUTHENTICATED", 401, undefined])
          assert.equal((await mutate(name, right, "not.a.token")).status, 401)
        }
      })

      if (idempotency)
        it("takes one key for one request: a repeat gets the first answer, another body is refused", async () => {
          const right = input(world, randomUUID())
          const first = await mutate(name, right, token())
          assert.ok(isDone(outcomeOf(name, first, "first")), first.text)
          const changed = structuredClone(right)
          idempotency.change(changed, world)
          const before = await everythingOf(world.person)
          const reused = await mutate(name, changed, token())
          assert.equal(outcomeOf(name, reused, "another body"), "ValidationError", reused.text)
          assert.deepEqual(await everythingOf(world.person), before)
          const again = await mutate(name, right, token())
          assert.ok(isDone(outcomeOf(name, again, "again")), again.text)
          assert.deepEqual(await everythingOf(world.person), before)
          // The same key is another one in another person's hands.
          if (!isPublic)
            assert.notEqual(
              outcomeOf(name, await mutate(name, changed, other.token), "another person"),
              "ValidationError",
            )
        })

      it("takes what only looks bad, and goes on with right inputs", async () => {
        for (const bad of cases().filter((each) => nameOf(each) in taken)) {
          const what = nameOf(bad)
          const answer = await mutate(name, withValue(input(world, randomUUID()), bad.path, bad.value), token())
          // A second enrolment of one person is no success, but no invalid input either.
          assert.doesNotMatch(
            outcomeOf(name, answer, what),
            /ValidationError|BAD_USER_INPUT|_INVALID/,
            `${what}: ${answer.text}`,
          )
        }
        assert.deepEqual(
          Object.keys(taken).filter((what) => !cases().some((bad) => nameOf(bad) === what)),
          [],
        )
        const answer = await mutate(name, input(world, randomUUID()), token())
        assert.match(
          outcomeOf(name, answer, "right"),
          new RegExp(`^(${success}|ConflictError|SEQUENCE_.*)$`),
          answer.text,
        )
      })
    })

  describe("what is another person's", () => {
    it("can't be written, and looks as if it were not there", async () => {
      const nothing = randomUUID()
      const before = await everythingOf(other)
      for (const name of ["recordPlaybackEvents", "endPlayback"]) {
        const right = MUTATIONS[name]?.input(world, randomUUID()) ?? {}
        const theirs = await mutate(name, { ...right, playbackSessionId: other.playbackSessionId }, world.person.token)
        const missing = await mutate(name, { ...right, playbackSessionId: nothing }, world.person.token)
        assert.equal(outcomeOf(name, theirs, name), "NotFoundError")
        assert.equal(theirs.text.replaceAll(other.playbackSessionId, "ID"), missing.text.replaceAll(nothing, "ID"))
      }
      assert.deepEqual(await everythingOf(other), before)
    })

    it("can't be read", async () => {
      const { data: theirs } = await platform.graphql<{ me: { enrollments: { edges: { node: { id: string } }[] } } }>(
        "{ me { enrollments(first: 1) { edges { node { id } } } } }",
        {},
        other.token,
      )
      const ask = (enrollment: string, playback: string, user: string) =>
        platform.graphql(
          `query ($e: ID!, $p: ID!, $u: ID!) {
            enrollment(id: $e) { status }
            playbackSession(id: $p) { status }
            user(id: $u) { displayName email loginHistory(first: 1) { edges { node { id } } } enrollments(first: 1) { totalCount } learningPattern { currentStreakDays } }
          }`,
          { e: enrollment, p: playback, u: user },
          world.person.token,
        )
      const enrollmentId = theirs.me.enrollments.edges[0]?.node.id ?? ""
      const { data, errors } = await ask(enrollmentId, other.playbackSessionId, other.userId)
      const { user, ...rest } = data as unknown as Record<string, Record<string, unknown> | null>
      assert.deepEqual(rest, { enrollment: null, playbackSession: null })
      assert.deepEqual(user, {
        displayName: "지호",
        email: null,
        loginHistory: null,
        enrollments: null,
        learningPattern: null,
      })
      for (const { extensions } of errors ?? [])
        assert.ok(CODES.has(String(extensions.code)), JSON.stringify(extensions))
    })
  })

  it("a scope that is missing costs its field, with FORBIDDEN; who has it gets the field", async () => {
    const query = `query ($id: ID!) { courseSession(id: $id) { title videoUrl } }`
    const asked = (token?: string) =>
      platform.graphql<{ courseSession: { title: string; videoUrl: string | null } }>(
        query,
        { id: world.sessionId },
        token,
      )
    for (const [token, code] of [
      [world.person.token, "FORBIDDEN"],
      [undefined, "UNAUTHENTICATED"],
    ] as const) {
      const { status, data, errors } = await asked(token)
      assert.equal(status, 200)
      assert.ok(data.courseSession.title)
      assert.equal(data.courseSession.videoUrl, null)
      assert.deepEqual(
        errors?.map(({ path, extensions }) => [path, extensions.code]),
        [[["courseSession", "videoUrl"], code]],
      )
    }
    const admin = await asked(
      await platform.signIn({ email: "admin@demo.lectern.example", password: "admin-looks-after" }),
    )
    assert.match(String(admin.data.courseSession.videoUrl), /./)
  })

  it("an event id is one event's: with another body it is refused, the others of the batch are taken", async () => {
    const person = await signUp()
    await mutate("enrollInCourse", { courseId: world.courseId, idempotencyKey: randomUUID() }, person.token)
    person.playbackSessionId = await startPlayback(person, world.sessionId)
    const event = { id: v7(), sequence: 0, type: "PLAY", positionMs: 0, rate: 1, occurredAt: at(-1) }
    const send = async (events: object[]) => {
      const { data } = await mutate(
        "recordPlaybackEvents",
        { playbackSessionId: person.playbackSessionId, events, sentAt: at(0) },
        person.token,
      )
      const { acceptedCount, rejected } = data.recordPlaybackEvents as {
        acceptedCount: number
        rejected: { id: string; code: string }[]
      }
      return [acceptedCount, rejected.map(({ id, code }) => [id, code])]
    }
    assert.deepEqual(await send([event]), [1, []])
    const next = { ...event, id: v7(), sequence: 1, type: "PAUSE", positionMs: 1000, occurredAt: at(0) }
    assert.deepEqual(await send([{ ...event, positionMs: 500 }, next]), [1, [[event.id, "EVENT_ID_REUSED"]]])
    const { errors, status } = await mutate(
      "recordPlaybackEvents",
      {
        playbackSessionId: person.playbackSessionId,
        sentAt: at(0),
        events: Array.from({ length: 501 }, (_, index) => ({ ...event, id: v7(), sequence: index + 2 })),
      },
      person.token,
    ).then((answer) => ({ ...answer, errors: [outcomeOf("recordPlaybackEvents", answer, "501 events")] }))
    assert.deepEqual([status, errors], [200, ["ValidationError"]])
  })

  it("the platform stood all of this: ready, and nothing logged as a failure", async () => {
    assert.equal((await fetch(`${platform.origin}/readyz`)).status, 200)
    assert.deepEqual(
      (await platform.log()).split("\n").filter((line) => /"level":"(error|fatal)"/.test(line)),
      [],
    )
  })
})
