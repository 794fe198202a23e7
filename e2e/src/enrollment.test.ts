import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { accessTable, type AccessCell } from "@lectern/enrollment-service/entitlement-table"
import { MEDIA_FOLDER } from "@lectern/platform/demo-media"
import { required } from "@lectern/rpc/required"
import { until } from "@lectern/test-kit/until"
import { demo, startPlatform, type Platform } from "./platform-under-test.ts"

const REVOKED_WITHIN_MS = 5000
const CLIP = "circle-to-sine"
const PASSWORD = "correct horse battery"

interface Person {
  userId: string
  /** Absent for nobody in particular. */
  token?: string
}
interface MadeCourse {
  courseId: string
  full: string
  preview: string
}

describe("enrolment, subscription and access on a running platform", () => {
  let platform: Platform
  let admin: string
  before(async () => {
    platform = await startPlatform("one process")
    admin = await platform.signIn(demo.admin)
  })
  after(() => platform?.stop())

  const newPerson = async (role: Exclude<AccessCell["role"], "ANONYMOUS"> = "LEARNER"): Promise<Required<Person>> => {
    const email = `${randomUUID()}@example.org`
    const { users, asAdmin } = platform.services
    const { user } = await users.createUser(
      { user: { displayName: "이서연", email, role: `ROLE_${role}`, timeZone: "Asia/Seoul" }, password: PASSWORD },
      asAdmin(),
    )
    return { userId: required(user).id, token: await platform.signIn({ email, password: PASSWORD }) }
  }
  /** With two sessions that can be played, one of them a preview. */
  const newCourse = async (
    instructorId: string,
    { isPublished = true, priceMinor = 0 }: { isPublished?: boolean; priceMinor?: number } = {},
  ): Promise<MadeCourse> => {
    const { courses, content, asAdmin } = platform.services
    const as = () => asAdmin(randomUUID())
    const { course } = await courses.createCourse(
      {
        course: {
          title: `Course ${randomUUID()}`,
          description: "For this test.",
          instructorId,
          language: "en",
          level: "COURSE_LEVEL_BEGINNER",
          price: priceMinor === 0 ? null : { amountMinor: priceMinor, currencyCode: "KRW" },
        },
        requestId: randomUUID(),
      },
      as(),
    )
    const courseId = required(course).id
    const newSession = async (isPreview: boolean) => {
      const { session } = await courses.createSession(
        {
          session: { courseId, title: "One", durationSeconds: 10, isPreview, videoUrl: `content:${CLIP}` },
          requestId: randomUUID(),
        },
        as(),
      )
      const { id: sessionId } = required(session)
      await content.importStream({ sessionId, courseId, sourceFolder: join(MEDIA_FOLDER, CLIP) }, as())
      return sessionId
    }
    const [full, preview] = [await newSession(false), await newSession(true)]
    if (isPublished) {
      const course = { id: courseId, status: "COURSE_STATUS_PUBLISHED" } as const
      await courses.updateCourse({ course, updateMask: { paths: ["status"] } }, as())
    }
    return { courseId, full, preview }
  }

  const mutate = async <T = Record<string, unknown>>(
    field: string,
    input: object,
    token: string,
    selection: string,
  ) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`
    const { data, errors } = await platform.graphql<Record<string, T & { __typename: string; code?: string }>>(
      `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ... on UserError { code message } ${selection} } }`,
      { input },
      token,
    )
    const answer = data[field]
    assert.ok(answer, JSON.stringify(errors))
    return answer
  }
  const ENROLLED = "... on EnrollmentSuccess { replayed enrollment { id status source enrolledAt etag } }"
  interface Enrolled {
    replayed: boolean
    enrollment: { id: string; status: string; source: string; enrolledAt: string; etag: string }
  }
  const enroll = (token: string, courseId: string, more: object = {}) =>
    mutate<Enrolled>("enrollInCourse", { courseId, idempotencyKey: randomUUID(), ...more }, token, ENROLLED)
  const change = async (mutation: string, token: string, id: string) => {
    const { data } = await platform.graphql<Record<string, Enrolled & { __typename: string }>>(
      `mutation ($id: ID!) { ${mutation}(id: $id) { __typename ${ENROLLED} } }`,
      { id },
      token,
    )
    return required(data[mutation])
  }
  const subscribe = async (token: string, paymentToken = "ok") => {
    const { data } = await platform.graphql<{ subscriptionPlans: { id: string; interval: string }[] }>(
      "{ subscriptionPlans { id interval } }",
    )
    const planId = data.subscriptionPlans.find(({ interval }) => interval === "MONTH")?.id
    return mutate<{ subscription: { status: string; currentPeriodEnd: string } }>(
      "purchaseSubscription",
      { planId, paymentToken, idempotencyKey: randomUUID() },
      token,
      "... on SubscriptionSuccess { subscription { status currentPeriodEnd } }",
    )
  }
  const ACCESS = "granted reason remedy evidence { enrollmentId subscriptionId staffRole preview }"
  interface Access {
    granted: boolean
    reason: string
    remedy: string
    evidence: Record<string, unknown> | null
  }
  /** What the graph says of a session and its course to somebody. */
  const look = async (sessionId: string, courseId: string, token?: string) => {
    const { data } = await platform.graphql<{
      course: { enrollmentCount: number; viewerAccess: Access } | null
      courseSession: { stream: { __typename: string; code?: string; hlsUrl?: string } } | null
    }>(
      `query ($session: ID!, $course: ID!) {
        course(id: $course) { enrollmentCount viewerAccess { ${ACCESS} } }
        courseSession(id: $session) { stream { __typename ... on StreamGrant { hlsUrl } ... on UserError { code } } }
      }`,
      { session: sessionId, course: courseId },
      token,
    )
    return data
  }
  const statusOf = async (url: string) => (await fetch(url)).status

  it("enrols, dates it, answers a repeat alike and another key with a conflict (E1)", async () => {
    const [teacher, learner] = [await newPerson("INSTRUCTOR"), await newPerson()]
    const { courseId } = await newCourse(teacher.userId)
    const idempotencyKey = randomUUID()
    const first = await enroll(learner.token, courseId, { idempotencyKey })
    assert.equal(first.__typename, "EnrollmentSuccess")
    assert.match(first.enrollment.enrolledAt, /Z$/)
    assert.ok(Math.abs(Date.parse(first.enrollment.enrolledAt) - Date.now()) < 2000)
    const again = await enroll(learner.token, courseId, { idempotencyKey })
    assert.deepEqual([again.enrollment, again.replayed], [first.enrollment, true])
    assert.equal((await enroll(learner.token, courseId)).__typename, "ConflictError")
  })

  it("enrols once when fifty ask at once (gE1)", async () => {
    const [teacher, learner] = [await newPerson("INSTRUCTOR"), await newPerson()]
    const { courseId } = await newCourse(teacher.userId)
    const ask = async (): Promise<string> => {
      for (;;) {
        const { data, errors } = await platform.graphql<{ enrollInCourse: { __typename: string } | null }>(
          "mutation ($input: EnrollInCourseInput!) { enrollInCourse(input: $input) { __typename } }",
          { input: { courseId, idempotencyKey: randomUUID() } },
          learner.token,
        )
        if (data?.enrollInCourse) return data.enrollInCourse.__typename
        // Told to come again: fifty at once may find the database busy.
        assert.equal(errors?.[0]?.extensions.retryable, true, JSON.stringify(errors))
      }
    }
    const answers = await Promise.all(Array.from({ length: 50 }, ask))
    assert.deepEqual(answers.sort(), [...Array(49).fill("ConflictError"), "EnrollmentSuccess"])
    const { data } = await platform.graphql<{
      me: { enrollments: { totalCount: number } }
      course: { enrollmentCount: number }
    }>(
      "query ($id: ID!) { me { enrollments { totalCount } } course(id: $id) { enrollmentCount } }",
      { id: courseId },
      learner.token,
    )
    assert.deepEqual([data.me.enrollments.totalCount, data.course.enrollmentCount], [1, 1])
  })

  it("opens the course with the enrolment, and closes it with its end, files within five seconds (E2)", async () => {
    const [teacher, learner] = [await newPerson("INSTRUCTOR"), await newPerson()]
    const { courseId, full } = await newCourse(teacher.userId)
    const closed = await look(full, courseId, learner.token)
    assert.deepEqual(closed.course?.viewerAccess, {
      granted: false,
      reason: "NOT_ENROLLED",
      remedy: "ENROLL",
      evidence: null,
    })
    assert.deepEqual(closed.courseSession?.stream, { __typename: "NotEntitledError", code: "NOT_ENROLLED" })
    const { enrollment } = await enroll(learner.token, courseId)
    const open = await look(full, courseId, learner.token)
    assert.deepEqual(
      [open.course?.viewerAccess.reason, open.course?.viewerAccess.evidence?.enrollmentId],
      ["ENROLLED", enrollment.id],
    )
    const url = open.courseSession?.stream.hlsUrl ?? ""
    assert.equal(await statusOf(url), 200)
    assert.equal((await change("cancelEnrollment", learner.token, enrollment.id)).enrollment.status, "CANCELLED")
    const after = await look(full, courseId, learner.token)
    assert.equal(after.courseSession?.stream.code, "NOT_ENROLLED")
    await until(async () => (await statusOf(url)) === 403, {
      timeoutMs: REVOKED_WITHIN_MS,
      description: "the grant to end",
    })
  })

  it("opens every published course with a subscription (E3)", async () => {
    const learner = await newPerson()
    const bought = await subscribe(learner.token)
    assert.equal(bought.__typename, "SubscriptionSuccess", JSON.stringify(bought))
    assert.ok(Date.parse(bought.subscription.currentPeriodEnd) > Date.now() + 27 * 86_400_000)
    const { data } = await platform.graphql<{ courses: { edges: { node: { viewerAccess: Access } }[] } }>(
      `{ courses(first: 100) { edges { node { viewerAccess { ${ACCESS} } } } } }`,
      {},
      learner.token,
    )
    const reasons = data.courses.edges.map(({ node }) => node.viewerAccess.reason)
    assert.ok(reasons.length >= 12)
    assert.deepEqual([...new Set(reasons)], ["SUBSCRIBED"])
    assert.equal((await subscribe(learner.token)).code, "ALREADY_SUBSCRIBED")
  })

  it("sells a course: declined, pending and paid are told apart, and what is pending ends by itself (gE6)", async () => {
    const [teacher, learner] = [await newPerson("INSTRUCTOR"), await newPerson()]
    const { courseId, full } = await newCourse(teacher.userId, { priceMinor: 33_000 })
    assert.equal((await look(full, courseId, learner.token)).course?.viewerAccess.remedy, "PURCHASE")
    assert.equal((await enroll(learner.token, courseId)).__typename, "ValidationError")
    assert.equal(
      (await enroll(learner.token, courseId, { paymentToken: "decline" })).__typename,
      "PaymentDeclinedError",
    )
    const pending = { paymentToken: "timeout", idempotencyKey: randomUUID() }
    assert.equal((await enroll(learner.token, courseId, pending)).__typename, "PaymentPendingError")
    await until(async () => (await look(full, courseId, learner.token)).course?.viewerAccess.granted, {
      timeoutMs: 30_000,
      description: "the purchase to be finished by the platform",
    })
    const answer = await enroll(learner.token, courseId, pending)
    assert.deepEqual(
      [answer.__typename, answer.replayed, answer.enrollment.source],
      ["EnrollmentSuccess", true, "PURCHASE"],
    )
    const { data } = await platform.graphql<{ me: { notices: { edges: { node: { type: string } }[] } } }>(
      "{ me { notices { edges { node { type } } } } }",
      {},
      learner.token,
    )
    assert.deepEqual(
      data.me.notices.edges.map(({ node }) => node.type),
      ["ENROLLMENT_CONFIRMED"],
    )
  })

  it("answers five repeats at once of one purchase alike", async () => {
    const [teacher, learner] = [await newPerson("INSTRUCTOR"), await newPerson()]
    const { courseId } = await newCourse(teacher.userId, { priceMinor: 5000 })
    const request = { paymentToken: "ok", idempotencyKey: randomUUID() }
    const answers = await Promise.all(Array.from({ length: 5 }, () => enroll(learner.token, courseId, request)))
    assert.equal(new Set(answers.map(({ enrollment }) => JSON.stringify(enrollment))).size, 1)
    assert.equal(answers.filter(({ replayed }) => !replayed).length, 1)
  })

  it("puts an enrolment on hold and lets it go on", async () => {
    const [teacher, learner] = [await newPerson("INSTRUCTOR"), await newPerson()]
    const { courseId, full } = await newCourse(teacher.userId)
    const { enrollment } = await enroll(learner.token, courseId)
    assert.equal((await change("pauseEnrollment", learner.token, enrollment.id)).enrollment.status, "PAUSED")
    const paused = await look(full, courseId, learner.token)
    assert.equal(paused.course?.viewerAccess.remedy, "RESUME_ENROLLMENT")
    assert.equal((await change("resumeEnrollment", learner.token, enrollment.id)).enrollment.status, "ACTIVE")
    assert.equal((await look(full, courseId, learner.token)).course?.viewerAccess.granted, true)
  })

  it("tells one reason for each of the 96 cells: in the graph, at the player, with the files and to support (gE2, gX8)", async () => {
    const cells = accessTable.filter(({ subscription }) => subscription !== "over")
    assert.equal(cells.length, 96)

    const people = new Map<string, Person>()
    const personOf = ({ role, subscription }: AccessCell): Person =>
      required(people.get(role === "ANONYMOUS" ? role : `${role} ${subscription}`))
    people.set("ANONYMOUS", { userId: "" })
    for (const role of ["LEARNER", "INSTRUCTOR", "ADMIN"] as const)
      for (const subscription of ["none", "live"] as const) {
        const person = await newPerson(role)
        if (subscription === "live") assert.equal((await subscribe(person.token)).__typename, "SubscriptionSuccess")
        people.set(`${role} ${subscription}`, person)
      }

    const courses = new Map<string, MadeCourse>()
    /** An instructor's own, where they are one; of one of them for all others. */
    const courseOf = ({ role, subscription, isPublished, enrollment }: AccessCell): MadeCourse =>
      required(courses.get(`${role === "INSTRUCTOR" ? subscription : "none"} ${isPublished} ${enrollment}`))
    for (const owner of ["none", "live"])
      for (const isPublished of [true, false])
        for (const enrollment of ["none", "live", "on hold"]) {
          const { userId } = required(people.get(`INSTRUCTOR ${owner}`))
          courses.set(`${owner} ${isPublished} ${enrollment}`, await newCourse(userId, { isPublished }))
        }

    const enrollmentIds = new Map<string, string>()
    for (const cell of cells) {
      const { token, userId } = personOf(cell)
      const { courseId } = courseOf(cell)
      const key = `${userId} ${courseId}`
      if (token === undefined || cell.enrollment === "none" || enrollmentIds.has(key)) continue
      const granted = await mutate<Enrolled>(
        "grantEnrollment",
        { userId, courseId, idempotencyKey: randomUUID() },
        admin,
        ENROLLED,
      )
      enrollmentIds.set(key, granted.enrollment.id)
      if (cell.enrollment === "on hold")
        assert.equal((await change("pauseEnrollment", token, granted.enrollment.id)).enrollment.status, "PAUSED")
    }

    for (const cell of cells) {
      const name = JSON.stringify(cell)
      const { token, userId } = personOf(cell)
      const course = courseOf(cell)
      const { courseId } = course
      const sessionId = cell.isPreview ? course.preview : course.full
      // What somebody may not see is answered like what does not exist.
      const isHidden = cell.reason === "COURSE_UNPUBLISHED"
      const seen = await look(sessionId, courseId, token)

      // The graph: of the course, which is never a preview, and of the session's stream.
      if (!cell.isPreview) {
        const access = seen.course?.viewerAccess
        assert.deepEqual(
          [access?.granted, access?.reason],
          isHidden ? [undefined, undefined] : [cell.isGranted, cell.reason],
          name,
        )
        const enrollmentId = enrollmentIds.get(`${userId} ${courseId}`)
        if (isHidden && token !== undefined && enrollmentId !== undefined) {
          const { data } = await platform.graphql<{ enrollment: { course: { viewerAccess: Access } } }>(
            `query ($id: ID!) { enrollment(id: $id) { course { viewerAccess { ${ACCESS} } } } }`,
            { id: enrollmentId },
            token,
          )
          assert.equal(data.enrollment.course.viewerAccess.reason, cell.reason, name)
        }
      }
      const stream = seen.courseSession?.stream
      if (isHidden) assert.equal(stream, undefined, name)
      else if (cell.isGranted) assert.equal(stream?.__typename, "StreamGrant", name)
      else assert.deepEqual(stream, { __typename: "NotEntitledError", code: cell.reason }, name)

      // The files: with the grant, or without one.
      const url = seen.courseSession?.stream.hlsUrl ?? `${platform.origin}/files/hls/${sessionId}/master.m3u8`
      assert.equal(await statusOf(url), cell.isGranted ? 200 : 403, name)

      if (token === undefined) continue
      // The player.
      const opened = await mutate(
        "startPlayback",
        { sessionId, deviceId: randomUUID(), clientSessionId: randomUUID(), startedAt: new Date().toISOString() },
        token,
        "",
      )
      if (cell.isGranted) assert.equal(opened.__typename, "StartPlaybackSuccess", name)
      else if (isHidden) assert.equal(opened.__typename, "NotFoundError", name)
      else assert.deepEqual([opened.__typename, opened.code], ["NotEntitledError", cell.reason], name)

      // Support.
      const { data, errors } = await platform.graphql<{ user: { accessTo: Access } }>(
        `query ($user: ID!, $course: ID!, $preview: Boolean!) {
          user(id: $user) { accessTo(courseId: $course, preview: $preview) { ${ACCESS} } }
        }`,
        { user: userId, course: courseId, preview: cell.isPreview },
        admin,
      )
      assert.equal(errors, undefined, name)
      assert.deepEqual([data.user.accessTo.granted, data.user.accessTo.reason], [cell.isGranted, cell.reason], name)
      if (!cell.isPreview && !isHidden) assert.deepEqual(data.user.accessTo, seen.course?.viewerAccess, name)
    }
  })
})
