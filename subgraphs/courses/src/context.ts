import type DataLoader from "dataloader"
import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { CoursesServiceDefinition } from "@lectern/contracts/elearning/courses/v1/CoursesService.ts"
import type { Review__Output } from "@lectern/contracts/elearning/courses/v1/Review.ts"
import type { ReviewPage__Output } from "@lectern/contracts/elearning/courses/v1/ReviewPage.ts"
import type { Session__Output } from "@lectern/contracts/elearning/courses/v1/Session.ts"
import type { TaughtCoursesPage__Output } from "@lectern/contracts/elearning/courses/v1/TaughtCoursesPage.ts"
import { requireUserId, type Call } from "@lectern/rpc/call"
import type { Client } from "@lectern/rpc/service-types"
import { batchLoader, groupLoader } from "@lectern/subgraph-kit/loader"

/** What narrows the first pages of several courses' reviews, beside the course. */
export interface FirstReviews {
  /** 1 to 100. */
  pageSize: number
  /** 0 for any. */
  minScore: number
}

/** What a resolver may touch, made once per client request. */
export interface Context {
  call: Call
  courses: Client<CoursesServiceDefinition>
  courseById: DataLoader<string, Course__Output | null>
  courseBySlug: DataLoader<string, Course__Output | null>
  sessionById: DataLoader<string, Session__Output | null>
  sessionsByCourse: DataLoader<string, Session__Output[]>
  viewerReviewByCourse: DataLoader<string, Review__Output | null>
  /** Loaders of first pages, one for all courses whose field has equal arguments. */
  firstReviewsByCourse(arguments_: FirstReviews): DataLoader<string, ReviewPage__Output | null>
  /** Loaders of first pages of so many courses, 1 to 100, one for all instructors. */
  firstTaughtByInstructor(pageSize: number): DataLoader<string, TaughtCoursesPage__Output | null>
  /** Courses that came another way than through the loaders. */
  seen(found: readonly Course__Output[]): void
  /** After a mutation, before anything of its answer is read: what was loaded before it gives way to what is so now. */
  written(): void
  written(course: Course__Output): Course__Output
}

// The bounds of the batch RPCs.
const MAX_COURSES = 200
const MAX_SESSIONS = 500
const MAX_COURSES_WITH_SESSIONS = 100
const MAX_COURSES_WITH_REVIEWS = 100
const MAX_REVIEWS = 1000
const MAX_INSTRUCTORS = 100
const MAX_TAUGHT_COURSES = 1000

export const createContext =
  (courses: Client<CoursesServiceDefinition>) =>
  (call: Call): Context => {
    // Each course that comes by one key is there for the other too.
    const seen = (found: readonly Course__Output[]) => {
      for (const course of found) {
        courseById.prime(course.id, course)
        courseBySlug.prime(course.slug, course)
      }
    }
    const batchGetCourses = async (keys: { ids: string[] } | { slugs: string[] }) => {
      const found = (await courses.batchGetCourses(keys, call)).courses
      seen(found)
      return found
    }
    const courseById = batchLoader<string, Course__Output>(
      (ids) => batchGetCourses({ ids: [...ids] }),
      ({ id }) => id,
      MAX_COURSES,
    )
    const courseBySlug = batchLoader<string, Course__Output>(
      (slugs) => batchGetCourses({ slugs: [...slugs] }),
      ({ slug }) => slug,
      MAX_COURSES,
    )
    const viewerReviewByCourse = batchLoader<string, Review__Output>(
      async (courseIds) =>
        (await courses.batchGetUserReviews({ userId: requireUserId(call), courseIds: [...courseIds] }, call)).reviews,
      ({ courseId }) => courseId,
      MAX_COURSES,
    )
    const sessionById = batchLoader<string, Session__Output>(
      async (ids) => (await courses.batchGetSessions({ ids: [...ids] }, call)).sessions,
      ({ id }) => id,
      MAX_SESSIONS,
    )
    const sessionsByCourse = groupLoader<string, Session__Output>(
      async (courseIds) => (await courses.batchListSessions({ courseIds: [...courseIds] }, call)).sessions,
      ({ courseId }) => courseId,
      MAX_COURSES_WITH_SESSIONS,
    )
    const firstReviews = new Map<string, DataLoader<string, ReviewPage__Output | null>>()
    const firstTaught = new Map<number, DataLoader<string, TaughtCoursesPage__Output | null>>()
    function written(): void
    function written(course: Course__Output): Course__Output
    function written(course?: Course__Output) {
      for (const loader of [courseById, courseBySlug, viewerReviewByCourse, sessionById, sessionsByCourse])
        loader.clearAll()
      firstReviews.clear()
      firstTaught.clear()
      if (course) seen([course])
      return course
    }
    return {
      call,
      courses,
      courseById,
      courseBySlug,
      sessionById,
      sessionsByCourse,
      viewerReviewByCourse,
      firstReviewsByCourse(arguments_) {
        const key = JSON.stringify(arguments_)
        let loader = firstReviews.get(key)
        if (!loader) {
          loader = batchLoader<string, ReviewPage__Output>(
            async (courseIds) =>
              (await courses.batchListReviews({ courseIds: [...courseIds], ...arguments_ }, call)).pages,
            ({ courseId }) => courseId,
            Math.min(MAX_COURSES_WITH_REVIEWS, Math.floor(MAX_REVIEWS / arguments_.pageSize)),
          )
          firstReviews.set(key, loader)
        }
        return loader
      },
      firstTaughtByInstructor(pageSize) {
        let loader = firstTaught.get(pageSize)
        if (!loader) {
          loader = batchLoader<string, TaughtCoursesPage__Output>(
            async (instructorIds) =>
              (await courses.batchListTaughtCourses({ instructorIds: [...instructorIds], pageSize }, call)).pages,
            ({ instructorId }) => instructorId,
            Math.min(MAX_INSTRUCTORS, Math.floor(MAX_TAUGHT_COURSES / pageSize)),
          )
          firstTaught.set(pageSize, loader)
        }
        return loader
      },
      seen,
      written,
    }
  }
