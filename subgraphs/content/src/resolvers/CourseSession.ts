import { required } from "@lectern/rpc/required"
import type { CourseSessionResolvers } from "../gen/resolvers.ts"

/** What to tell the viewer, by the reason of the access decision. */
const MESSAGES: Record<string, string> = {
  NOT_SIGNED_IN: "sign in to play this session",
  NOT_ENROLLED: "enrol in the course, or subscribe, to play this session",
  SUBSCRIPTION_EXPIRED: "the subscription has ended: renew it to play this session",
  COURSE_UNPUBLISHED: "this course can't be played",
}

export const CourseSession: CourseSessionResolvers = {
  // What the other subgraphs know of the session comes along with the reference.
  __resolveReference: (reference) => reference,
  streamHealth: ({ id }, _, { streamHealthOf }) => streamHealthOf.load(id),
  files: async (session, { type }, { filesOf }) => {
    const files = await filesOf.load(session)
    return type ? files.filter((file) => file.type === `FILE_TYPE_${type}`) : files
  },
  stream: async (session, _, { streamOf }) => {
    const { grant, denial, notReady } = await streamOf.load(session)
    if (grant) return { __typename: "StreamGrant", ...grant }
    if (denial)
      return {
        __typename: "NotEntitledError",
        code: denial.reason,
        message: MESSAGES[denial.reason] ?? "this session can't be played",
      }
    return {
      __typename: "NotReadyError",
      code: "STREAM_NOT_READY",
      message: "the video is not ready yet",
      retryAfterSeconds: required(notReady).retryAfterSeconds,
    }
  },
}
