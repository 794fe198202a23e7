import { readFileSync } from "node:fs"

/** Everything the home screen of a learner shows, in one request. */
export const LEARNER_HOME = readFileSync(
  new URL("../../gateway/pages/examples/3-learner-home.graphql", import.meta.url),
  "utf8",
)

export interface LearnerHome {
  me: {
    id: string
    displayName: string
    subscription: null | { status: string }
    notices: { unreadCount: number; edges: { node: { type: string } }[] }
    enrollments: {
      edges: {
        node: {
          enrolledAt: string
          course: {
            id: string
            title: string
            rating: { average: number | null; count: number }
            instructor: { displayName: string }
            viewerProgress: { coverage: number; resumeSession: { id: string; title: string } | null }
          }
        }
      }[]
    }
    learningPattern: { currentStreakDays: number; byHourOfDay: number[] }
  }
  continueWatching: {
    session: {
      id: string
      title: string
      durationSeconds: number
      course: { title: string }
      viewerProgress: { resumePositionMs: number; coverage: number }
      stream: { __typename: string; hlsUrl: string }
    }
  }[]
}
