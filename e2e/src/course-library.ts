import { randomUUID } from "node:crypto"
import { join } from "node:path"
import { v7 } from "uuid"
import { MEDIA_FOLDER } from "@lectern/platform/demo-media"
import type { ServiceAccess } from "@lectern/platform/service-access"
import { required } from "@lectern/rpc/required"
import { toTimestamp } from "@lectern/rpc/timestamp"

export interface LibraryCourse {
  id: string
  sessions: { id: string; durationSeconds: number }[]
}

export interface LibraryLearner {
  id: string
  email: string
  password: string
}

const CLIP = "circle-to-sine"
const DURATION_SECONDS = 30

export async function makeAccount(
  { users, asAdmin }: ServiceAccess,
  role: "ROLE_LEARNER" | "ROLE_INSTRUCTOR",
): Promise<LibraryLearner> {
  const email = `${randomUUID()}@example.org`
  const password = "a library of courses"
  const { user } = await users.createUser(
    { user: { displayName: "책벌레", email, role }, password, requestId: randomUUID() },
    asAdmin(),
  )
  return { id: required(user).id, email, password }
}

/**
 * Published courses by four instructors, of two and three sessions in turns, in the order in which they are made. With
 * `playable`, the first session of each is a preview that has a stream. With `instructorId`, all by that one.
 */
export async function makeCourses(
  services: ServiceAccess,
  { count, playable = false, instructorId }: { count: number; playable?: boolean; instructorId?: string },
): Promise<LibraryCourse[]> {
  const { courses, content } = services
  const admin = () => services.asAdmin(randomUUID())
  const instructors =
    instructorId === undefined
      ? await Promise.all(Array.from({ length: 4 }, () => makeAccount(services, "ROLE_INSTRUCTOR")))
      : [{ id: instructorId }]
  const made: LibraryCourse[] = []
  for (let index = 0; index < count; index++) {
    const { course } = await courses.createCourse(
      {
        course: {
          title: `Course ${index}`,
          description: "Of a library for tests.",
          language: "en",
          level: "COURSE_LEVEL_BEGINNER",
          categories: [`Shelf ${index % 5}`],
          instructorId: required(instructors[index % instructors.length]).id,
        },
        requestId: randomUUID(),
      },
      admin(),
    )
    const courseId = required(course).id
    const sessions: LibraryCourse["sessions"] = []
    for (let position = 0; position < 2 + (index % 2); position++) {
      const { session } = await courses.createSession(
        {
          session: {
            courseId,
            title: `Session ${position}`,
            summary: "",
            isPreview: playable && position === 0,
            durationSeconds: DURATION_SECONDS,
            videoUrl: `content:${CLIP}`,
          },
          requestId: randomUUID(),
        },
        admin(),
      )
      sessions.push({ id: required(session).id, durationSeconds: DURATION_SECONDS })
    }
    if (playable)
      await content.importStream(
        { courseId, sessionId: required(sessions[0]).id, sourceFolder: join(MEDIA_FOLDER, CLIP) },
        services.asAdmin(),
      )
    await courses.updateCourse(
      { course: { id: courseId, status: "COURSE_STATUS_PUBLISHED" }, updateMask: { paths: ["status"] } },
      admin(),
    )
    made.push({ id: courseId, sessions })
  }
  return made
}

/** A learner who is enrolled in these courses and has watched a third of the first session of each `watched`, in order. */
export async function makeLearner(
  services: ServiceAccess,
  { enrolled, watched }: { enrolled: LibraryCourse[]; watched: LibraryCourse[] },
): Promise<LibraryLearner> {
  const learner = await makeAccount(services, "ROLE_LEARNER")
  const call = () => services.asLearner(learner.id)
  for (const { id } of enrolled)
    await services.enrollment.createEnrollment({ courseId: id, requestId: randomUUID() }, call())
  for (const [index, { sessions }] of watched.entries()) {
    const start = Date.now() - (watched.length - index) * 60_000
    const session = required(sessions[0])
    const { playbackSession } = await services.playback.startPlayback(
      {
        sessionId: session.id,
        deviceId: randomUUID(),
        clientSessionId: randomUUID(),
        startTime: toTimestamp(new Date(start)),
      },
      call(),
    )
    const playbackSessionId = required(playbackSession).id
    const playedMs = Math.round((session.durationSeconds * 1000) / 3)
    const event = (sequence: number, type: "EVENT_TYPE_PLAY" | "EVENT_TYPE_PAUSE", afterMs: number) => ({
      id: v7({ msecs: start + afterMs }),
      sequence,
      type,
      positionMs: afterMs,
      rate: 1,
      occurTime: toTimestamp(new Date(start + afterMs)),
    })
    await services.playback.recordEvents(
      {
        playbackSessionId,
        sendTime: toTimestamp(new Date()),
        events: [event(0, "EVENT_TYPE_PLAY", 0), event(1, "EVENT_TYPE_PAUSE", playedMs)],
      },
      call(),
    )
  }
  return learner
}
