import { access, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { v5, v7 } from "uuid"
import {
  contentService,
  coursesService,
  enrollmentService,
  playbackService,
  usersService,
} from "@lectern/contracts/package-definition"
import type { DemoAccount } from "@lectern/gateway/pages"
import { ownCall, type Call } from "@lectern/rpc/call"
import { createClient } from "@lectern/rpc/client"
import { anonymousCaller, passportMinter, type Caller } from "@lectern/rpc/passport"
import { required } from "@lectern/rpc/required"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { createTelemetry } from "@lectern/runtime/telemetry"
import { MEDIA_FOLDER, readCatalogue, readClip, type DemoCourse } from "../demo/catalogue.ts"
import type { Installation } from "./environment.ts"

export const demoAccounts: readonly DemoAccount[] = [
  { role: "learner", email: "learner@demo.lectern.example", password: "learner-watches" },
  { role: "instructor", email: "jiwoo.han@demo.lectern.example", password: "instructor-teaches" },
  { role: "admin", email: "admin@demo.lectern.example", password: "admin-looks-after" },
]
const [LEARNER, INSTRUCTOR, ADMIN] = demoAccounts as readonly [DemoAccount, DemoAccount, DemoAccount]
/** Who else rates courses, so that averages are of more than one. */
const OTHER_LEARNERS = [
  { displayName: "Ines Moreau", email: "ines.moreau@demo.lectern.example" },
  { displayName: "박도윤", email: "doyun.park@demo.lectern.example" },
]

// Each step may be cut off and run again: its idempotency key is made from its name.
const NAMESPACE = "6f1c2d52-52a3-4a3e-9d8e-0d3c7a1f5b11"
const keyOf = (name: string) => v5(name, NAMESPACE)
const STEP_LIMIT_MS = 20_000

/**
 * Accounts, courses with streams, enrolments, reviews and some watching, made through the services' own RPCs. Does
 * nothing when it was done before.
 */
export async function seedDemoData({ addresses, secrets, dataFolder }: Installation, say: (line: string) => void): Promise<void> {
  const marker = join(dataFolder, "demo-data-made")
  const isMade = await access(marker).then(
    () => true,
    () => false,
  )
  if (isMade) return
  const telemetry = createTelemetry({ component: "demo-data", logLevel: "silent" })
  const clients = {
    users: createClient(usersService, addresses.services.users, telemetry),
    courses: createClient(coursesService, addresses.services.courses, telemetry),
    enrollment: createClient(enrollmentService, addresses.services.enrollment, telemetry),
    content: createClient(contentService, addresses.services.content, telemetry),
    playback: createClient(playbackService, addresses.services.playback, telemetry),
  }
  const mint = passportMinter(secrets.passportPrivateKey)
  const callBy = (caller: Caller): Call => ownCall(caller, mint(caller), STEP_LIMIT_MS)
  const asLearner = (userId: string) => callBy({ userId, role: "LEARNER", scopes: [] })
  const asAdmin = (userId?: string) =>
    callBy({
      ...(userId === undefined ? anonymousCaller : { userId }),
      role: "ADMIN",
      scopes: ["users:read", "courses:write", "files:write", "analytics:read"],
    })

  const account = async (
    user: { displayName: string; email: string; bio?: string; locale?: string; timeZone?: string },
    role: "ROLE_LEARNER" | "ROLE_INSTRUCTOR" | "ROLE_ADMIN",
    password: string,
  ): Promise<string> =>
    required((await clients.users.createUser({ user: { ...user, role }, password, requestId: keyOf(user.email) }, asAdmin())).user).id

  try {
    const { instructors, courses } = await readCatalogue()
    say("making demo accounts …")
    const adminId = await account({ displayName: "Admin", email: ADMIN.email }, "ROLE_ADMIN", ADMIN.password)
    const learnerId = await account(
      { displayName: "김하늘", email: LEARNER.email, locale: "ko", timeZone: "Asia/Seoul" },
      "ROLE_LEARNER",
      LEARNER.password,
    )
    const otherIds = await Promise.all(OTHER_LEARNERS.map((person) => account(person, "ROLE_LEARNER", LEARNER.password)))
    const instructorIds = new Map(
      await Promise.all(
        instructors.map(async ({ key, ...person }) => [key, await account(person, "ROLE_INSTRUCTOR", INSTRUCTOR.password)] as const),
      ),
    )

    const made: { id: string; sessions: { id: string; durationSeconds: number }[] }[] = []
    for (const course of courses) {
      made.push(await makeCourse(course, required(instructorIds.get(course.instructor)), adminId))
      say(`making demo courses … ${made.length}/${courses.length}`)
    }

    // The newest ones are what a visitor sees first.
    const enrolled = made.slice(-4)
    for (const learner of [learnerId, ...otherIds])
      for (const { id } of enrolled)
        await clients.enrollment.createEnrollment({ courseId: id, requestId: keyOf(`enrol ${learner} ${id}`) }, asLearner(learner))
    for (const [index, { id }] of enrolled.entries())
      for (const [person, learner] of otherIds.entries())
        await clients.courses.upsertReview(
          { review: { courseId: id, score: 5 - ((index + person) % 3), comment: COMMENTS[(index + person) % COMMENTS.length] ?? "" }, requestId: keyOf(`rate ${learner} ${id}`) },
          asLearner(learner),
        )
    const [first, second] = enrolled.slice(-2)
    if (first?.sessions[0]) await watch(first.sessions[0], 1, 26 * 3_600_000)
    if (second?.sessions[0]) await watch(second.sessions[0], 0.95, 3 * 3_600_000)
    if (second?.sessions[1]) await watch(second.sessions[1], 0.4, 2 * 3_600_000)
    await writeFile(marker, `${new Date().toISOString()}\n`)

    /** Plays a share of a session, some time ago. */
    async function watch(session: { id: string; durationSeconds: number }, share: number, agoMs: number): Promise<void> {
      const call = asLearner(learnerId)
      const start = Date.now() - agoMs
      const playedMs = Math.round(session.durationSeconds * 1000 * share)
      const { playbackSession } = await clients.playback.startPlayback(
        {
          sessionId: session.id,
          deviceId: keyOf("demo device"),
          clientSessionId: keyOf(`watch ${session.id}`),
          startTime: toTimestamp(new Date(start)),
        },
        call,
      )
      const playbackSessionId = required(playbackSession).id
      await clients.playback.recordEvents(
        {
          playbackSessionId,
          sendTime: toTimestamp(new Date()),
          events: [
            { id: v7({ msecs: start }), sequence: 0, type: "EVENT_TYPE_PLAY", positionMs: 0, rate: 1, occurTime: toTimestamp(new Date(start)) },
            {
              id: v7({ msecs: start + playedMs }),
              sequence: 1,
              type: "EVENT_TYPE_PAUSE",
              positionMs: playedMs,
              rate: 1,
              occurTime: toTimestamp(new Date(start + playedMs)),
            },
          ],
        },
        call,
      )
      await clients.playback.endPlayback(
        { playbackSessionId, endTime: toTimestamp(new Date(start + playedMs)), positionMs: playedMs },
        call,
      )
    }
  } finally {
    for (const client of Object.values(clients)) client.close()
  }

  async function makeCourse(course: DemoCourse, instructorId: string, adminId: string) {
    const { sessions, instructor: _key, level, ...texts } = course
    const reply = await clients.courses.createCourse(
      { course: { ...texts, level: `COURSE_LEVEL_${level}`, instructorId }, requestId: keyOf(course.slug) },
      asAdmin(adminId),
    )
    const { id } = required(reply.course)
    const made: { id: string; durationSeconds: number }[] = []
    for (const [index, { title, summary, clip, isPreview }] of sessions.entries()) {
      const { durationSeconds } = await readClip(clip)
      const { session } = await clients.courses.createSession(
        {
          session: { courseId: id, title, summary, isPreview, durationSeconds: Math.round(durationSeconds), videoUrl: `content:${clip}` },
          requestId: keyOf(`${course.slug} ${index}`),
        },
        asAdmin(adminId),
      )
      const sessionId = required(session).id
      await clients.content.importStream(
        { sessionId, courseId: id, sourceFolder: join(MEDIA_FOLDER, clip) },
        asAdmin(adminId),
      )
      made.push({ id: sessionId, durationSeconds: Math.round(durationSeconds) })
    }
    await clients.courses.publishCourse({ id }, asAdmin(adminId))
    return { id, sessions: made }
  }
}

const COMMENTS = [
  "짧지만 꼭 필요한 것만 담겨 있어요. 예제가 머리에 남습니다.",
  "Clear, calm and to the point. I would have liked one more exercise at the end.",
  "The pictures made it click for me. Thank you!",
]
