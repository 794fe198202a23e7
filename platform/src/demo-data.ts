import { access, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { v5, v7 } from "uuid"
import type { DemoAccount } from "@lectern/gateway/pages"
import { required } from "@lectern/rpc/required"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { MEDIA_FOLDER, readCatalogue, readClip, type DemoCourse } from "../demo/catalogue.ts"
import type { Installation } from "./environment.ts"
import { OPERATOR, accessServices, type ServiceAccess } from "./service-access.ts"

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
/** The newest ones are what a visitor sees first. */
const ENROLLED_COURSES = 4
const PLANS = [
  ["Monthly", "MONTH", 9900],
  ["Yearly", "YEAR", 99_000],
] as const
/** Courses that are filled at the same time: enough to keep two cores busy, few enough for one database pool. */
const AT_ONCE = 4

// Each step may be cut off and run again: its idempotency key is made from its name.
const NAMESPACE = "6f1c2d52-52a3-4a3e-9d8e-0d3c7a1f5b11"
const keyOf = (name: string) => v5(name, NAMESPACE)

interface MadeCourse {
  id: string
  sessions: { id: string; durationSeconds: number }[]
}

/** The demo data of `npm start`, made once for a data folder. */
export async function seedDemoData(
  { addresses, secrets, dataFolder, tlsFolder }: Installation,
  say: (line: string) => void,
): Promise<void> {
  const marker = join(dataFolder, "demo-data-made")
  const isMade = await access(marker).then(
    () => true,
    () => false,
  )
  if (isMade) return
  const services = await accessServices(
    addresses.services,
    secrets.passportPrivateKey,
    tlsFolder && join(tlsFolder, OPERATOR),
  )
  try {
    await makeDemoData(services, say)
    await writeFile(marker, `${new Date().toISOString()}\n`)
  } finally {
    services.close()
  }
}

/**
 * Accounts, plans, courses with streams, enrolments, reviews and some watching, made through the services' own RPCs. What
 * was cut off is gone on with when it is called again.
 */
export async function makeDemoData(services: ServiceAccess, say: (line: string) => void): Promise<void> {
  const { instructors, courses } = await readCatalogue()
  say("making demo accounts and courses …")
  // Hashing the passwords takes most of the time, so the courses are made beside it. The service hashes in the order
  // of the calls: first the accounts that courses wait for.
  const adminId = createAccount(services, { displayName: "Admin", email: ADMIN.email }, "ROLE_ADMIN", ADMIN.password)
  const instructorIds = new Map(
    instructors.map(({ key, ...person }) => [
      key,
      createAccount(services, person, "ROLE_INSTRUCTOR", INSTRUCTOR.password),
    ]),
  )
  const learnerId = createAccount(
    services,
    { displayName: "김하늘", email: LEARNER.email, locale: "ko", timeZone: "Asia/Seoul" },
    "ROLE_LEARNER",
    LEARNER.password,
  )
  const otherIds = OTHER_LEARNERS.map((person) => createAccount(services, person, "ROLE_LEARNER", LEARNER.password))

  const plansMade = adminId.then((admin) => createPlans(services, admin))

  const created: Promise<string>[] = []
  const filled: Promise<MadeCourse>[] = []
  let count = 0
  for (const [index, course] of courses.entries()) {
    const instructorId = instructorIds.get(course.instructor)
    // One after the other: the list of the newest follows the order in which courses are made.
    const id = Promise.all([adminId, instructorId, created[index - 1]]).then(([admin, instructor]) =>
      createCourse(services, course, required(instructor), admin),
    )
    created.push(id)
    filled.push(
      Promise.all([id, adminId, filled[index - AT_ONCE]]).then(async ([courseId, admin]) => {
        const sessions = await fillCourse(services, course, courseId, admin)
        say(`making demo courses … ${++count}/${courses.length}`)
        return { id: courseId, sessions }
      }),
    )
  }
  const [made, learner, others] = await Promise.all([Promise.all(filled), learnerId, Promise.all(otherIds), plansMade])
  await populate(services, made.slice(-ENROLLED_COURSES), learner, others)
}

async function createAccount(
  { users, asAdmin }: ServiceAccess,
  user: { displayName: string; email: string; bio?: string; locale?: string; timeZone?: string },
  role: "ROLE_LEARNER" | "ROLE_INSTRUCTOR" | "ROLE_ADMIN",
  password: string,
): Promise<string> {
  const reply = await users.createUser({ user: { ...user, role }, password, requestId: keyOf(user.email) }, asAdmin())
  return required(reply.user).id
}

/** In order, as the list of plans is. */
async function createPlans({ enrollment, asAdmin }: ServiceAccess, adminId: string): Promise<void> {
  for (const [name, interval, amountMinor] of PLANS)
    await enrollment.createPlan(
      {
        plan: { name, interval: `BILLING_INTERVAL_${interval}`, price: { amountMinor, currencyCode: "KRW" } },
        requestId: keyOf(`plan ${name}`),
      },
      asAdmin(adminId),
    )
}

async function createCourse(
  services: ServiceAccess,
  course: DemoCourse,
  instructorId: string,
  adminId: string,
): Promise<string> {
  const { sessions: _sessions, instructor: _key, level, ...texts } = course
  const reply = await services.courses.createCourse(
    { course: { ...texts, level: `COURSE_LEVEL_${level}`, instructorId }, requestId: keyOf(course.slug) },
    services.asAdmin(adminId),
  )
  return required(reply.course).id
}

/** Sessions in their order, each with its stream, and at last everything published. */
async function fillCourse(
  services: ServiceAccess,
  course: DemoCourse,
  courseId: string,
  adminId: string,
): Promise<MadeCourse["sessions"]> {
  const { courses, content, asAdmin } = services
  const made: MadeCourse["sessions"] = []
  for (const [index, { title, summary, clip, isPreview }] of course.sessions.entries()) {
    const durationSeconds = Math.round((await readClip(clip)).durationSeconds)
    const { session } = await courses.createSession(
      {
        session: { courseId, title, summary, isPreview, durationSeconds, videoUrl: `content:${clip}` },
        requestId: keyOf(`${course.slug} ${index}`),
      },
      asAdmin(adminId),
    )
    const { id } = required(session)
    await content.importStream({ sessionId: id, courseId, sourceFolder: join(MEDIA_FOLDER, clip) }, asAdmin(adminId))
    made.push({ id, durationSeconds })
  }
  await courses.updateCourse(
    { course: { id: courseId, status: "COURSE_STATUS_PUBLISHED" }, updateMask: { paths: ["status"] } },
    asAdmin(adminId),
  )
  return made
}

/** Enrolments, ratings and what the demo learner has watched. */
async function populate(
  services: ServiceAccess,
  courses: MadeCourse[],
  learnerId: string,
  otherIds: string[],
): Promise<void> {
  const { enrollment, asLearner } = services
  await Promise.all(
    [learnerId, ...otherIds].map(async (learner) => {
      // In order, as the list of one's enrolments is.
      for (const { id } of courses)
        await enrollment.createEnrollment(
          { courseId: id, requestId: keyOf(`enrol ${learner} ${id}`) },
          asLearner(learner),
        )
    }),
  )
  await Promise.all(
    otherIds.map(async (learner, person) => {
      for (const [index, { id }] of courses.entries())
        await services.courses.upsertReview(
          {
            review: {
              courseId: id,
              score: 5 - ((index + person) % 3),
              comment: COMMENTS[(index + person) % COMMENTS.length] ?? "",
            },
            requestId: keyOf(`rate ${learner} ${id}`),
          },
          asLearner(learner),
        )
    }),
  )
  const [first, second] = courses.slice(-2)
  if (first?.sessions[0]) await watch(services, learnerId, first.sessions[0], 1, 26 * 3_600_000)
  if (second?.sessions[0]) await watch(services, learnerId, second.sessions[0], 0.95, 3 * 3_600_000)
  if (second?.sessions[1]) await watch(services, learnerId, second.sessions[1], 0.4, 2 * 3_600_000)
}

/** Plays a share of a session, some time ago. */
async function watch(
  { playback, asLearner }: ServiceAccess,
  learnerId: string,
  session: { id: string; durationSeconds: number },
  share: number,
  agoMs: number,
): Promise<void> {
  const call = asLearner(learnerId)
  const start = Date.now() - agoMs
  const playedMs = Math.round(session.durationSeconds * 1000 * share)
  const { playbackSession } = await playback.startPlayback(
    {
      sessionId: session.id,
      deviceId: keyOf("demo device"),
      clientSessionId: keyOf(`watch ${session.id}`),
      startTime: toTimestamp(new Date(start)),
    },
    call,
  )
  const playbackSessionId = required(playbackSession).id
  await playback.recordEvents(
    {
      playbackSessionId,
      sendTime: toTimestamp(new Date()),
      events: [
        {
          id: v7({ msecs: start }),
          sequence: 0,
          type: "EVENT_TYPE_PLAY",
          positionMs: 0,
          rate: 1,
          occurTime: toTimestamp(new Date(start)),
        },
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
  await playback.endPlayback(
    { playbackSessionId, endTime: toTimestamp(new Date(start + playedMs)), positionMs: playedMs },
    call,
  )
}

const COMMENTS = [
  "짧지만 꼭 필요한 것만 담겨 있어요. 예제가 머리에 남습니다.",
  "Clear, calm and to the point. I would have liked one more exercise at the end.",
  "The pictures made it click for me. Thank you!",
]
