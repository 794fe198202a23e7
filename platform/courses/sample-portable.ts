import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { PortableCourse__Output } from "@lectern/contracts/elearning/courses/v1/PortableCourse.ts"
import type { Session__Output } from "@lectern/contracts/elearning/courses/v1/Session.ts"

/** A course as a file has it, for tests. */
export const sampleCourse = ({
  course = {},
  sessions = [],
}: {
  course?: Partial<Course__Output>
  sessions?: Partial<Session__Output>[]
} = {}): PortableCourse__Output =>
  ({
    course: {
      slug: "a-course",
      title: "A course",
      description: "",
      instructorBio: "",
      language: "en",
      level: "COURSE_LEVEL_BEGINNER",
      categories: [],
      status: "COURSE_STATUS_DRAFT",
      price: null,
      ...course,
    },
    instructorEmail: "teacher@example.org",
    sessions: sessions.map((session) => ({
      title: "A session",
      summary: "",
      videoUrl: "https://videos.example.org/1.mp4",
      durationSeconds: 60,
      isPreview: false,
      ...session,
    })),
  }) as PortableCourse__Output

/** A text as a file gives it, piece by piece. */
export async function* textsOf(...pieces: string[]): AsyncGenerator<string> {
  yield* pieces
}

export async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const value of values) found.push(value)
  return found
}
