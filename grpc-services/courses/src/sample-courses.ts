import { randomUUID } from "node:crypto"
import type { Course } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { Session } from "@lectern/contracts/elearning/courses/v1/Session.ts"
import type { CoursesServiceDefinition } from "@lectern/contracts/elearning/courses/v1/CoursesService.ts"
import { required } from "@lectern/rpc/required"
import type { Client } from "@lectern/rpc/service-types"
import { callAs, caller } from "@lectern/test-kit/callers"

export const sampleCourse = (instructorId: string, over: Course = {}): Course => ({
  title: "Figures and forms",
  description: "How numbers are shown.",
  instructorId,
  language: "en",
  level: "COURSE_LEVEL_BEGINNER",
  ...over,
})

export const sampleSession = (courseId: string, over: Session = {}): Session => ({
  courseId,
  title: "The first lecture",
  videoUrl: "https://videos.example.org/1.mp4",
  durationSeconds: 60,
  ...over,
})

/** Builders of what a test of this service or its subgraph needs to find there, through the RPCs themselves. */
export function sampleCourses(courses: Client<CoursesServiceDefinition>) {
  const instructor = caller.instructor()
  const instructorId = instructor.userId ?? ""
  const asInstructor = () => callAs(instructor)
  const draft = async (over: Course = {}) =>
    required((await courses.createCourse({ course: sampleCourse(instructorId, over) }, asInstructor())).course)
  const session = async (courseId: string, over: Session = {}, place: { position?: number } = {}) =>
    required(
      (await courses.createSession({ session: sampleSession(courseId, over), ...place }, asInstructor())).session,
    )
  const publish = async (id: string, call = asInstructor()) => {
    const course = { id, status: "COURSE_STATUS_PUBLISHED" } as const
    return required((await courses.updateCourse({ course, updateMask: { paths: ["status"] } }, call)).course)
  }
  /** With one session. */
  const published = async (over: Course = {}) => {
    const { id } = await draft(over)
    await session(id)
    return publish(id)
  }
  /** Published courses of one session, all of this instructor where none is named, in one call; with their slugs. */
  const imported = async (made: readonly Course[], teacherId = instructorId): Promise<string[]> => {
    const slugs = made.map(({ slug }) => slug ?? randomUUID())
    const { problems } = await courses.importCourses(
      {
        courses: made.map((over, index) => {
          const { instructorId: _, ...course } = sampleCourse(teacherId, over)
          const { courseId: _courseId, ...session } = sampleSession("")
          return {
            course: { status: "COURSE_STATUS_PUBLISHED", ...course, slug: slugs[index] ?? "" },
            instructorEmail: `${teacherId}@example.org`,
            sessions: [session],
          }
        }),
      },
      callAs(caller.admin(), 60_000),
    )
    if (problems.length > 0) throw new Error(JSON.stringify(problems))
    return slugs
  }
  return { instructorId, asInstructor, draft, session, publish, published, imported }
}
