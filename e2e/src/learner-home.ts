/** Everything the home screen of a learner shows, in one request. */
export const LEARNER_HOME = `query LearnerHome($first: Int = 10) {
  me {
    id
    displayName
    subscription { status currentPeriodEnd plan { name } }
    notices(unreadOnly: true) { unreadCount edges { node { type createdAt } } }
    enrollments(status: ACTIVE, first: $first) {
      edges {
        node {
          enrolledAt
          course {
            id
            title
            rating { average count }
            instructor { displayName }
            viewerProgress { coverage resumeSession { id title } }
          }
        }
      }
    }
    learningPattern { currentStreakDays byHourOfDay }
  }
  continueWatching(first: 5) {
    session {
      id
      title
      durationSeconds
      course { title }
      viewerProgress { resumePositionMs coverage }
      stream { __typename ... on StreamGrant { hlsUrl expiresAt } }
    }
  }
}`

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
