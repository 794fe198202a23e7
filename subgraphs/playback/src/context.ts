import type DataLoader from "dataloader"
import type { PlaybackServiceDefinition } from "@lectern/contracts/elearning/playback/v1/PlaybackService.ts"
import type { PlaybackSession__Output } from "@lectern/contracts/elearning/playback/v1/PlaybackSession.ts"
import type { Progress__Output } from "@lectern/contracts/elearning/playback/v1/Progress.ts"
import { requireUserId, type Call } from "@lectern/rpc/call"
import type { Client } from "@lectern/rpc/service-types"
import { batchLoader, groupLoader } from "@lectern/subgraph-kit/loader"

/** Entities of other subgraphs: an id, and what @requires asks the gateway to bring along. */
export interface UserReference {
  id: string
  timeZone?: string
}
export interface CourseSessionReference {
  id: string
  durationSeconds?: number
}
export interface CourseReference {
  id: string
  sessions?: readonly CourseSessionReference[]
}

/** What a resolver may touch, made once per client request. */
export interface Context {
  call: Call
  playback: Client<PlaybackServiceDefinition>
  playbackSessionById: DataLoader<string, PlaybackSession__Output | null>
  /** The viewer's; null for a course session of which nothing was played. */
  progressBySessionId: DataLoader<string, Progress__Output | null>
  /** The viewer's, in every session of the course of which anything was played. */
  progressByCourseId: DataLoader<string, Progress__Output[]>
}

const MAX_IDS = 200 // the bound of BatchGetPlaybackSessions
// The bounds of BatchGetProgress.
const MAX_SESSION_IDS = 500
const MAX_COURSE_IDS = 200

export const createContext =
  (playback: Client<PlaybackServiceDefinition>) =>
  (call: Call): Context => ({
    call,
    playback,
    playbackSessionById: batchLoader(
      async (ids) => (await playback.batchGetPlaybackSessions({ ids: [...ids] }, call)).playbackSessions,
      ({ id }) => id,
      MAX_IDS,
    ),
    progressBySessionId: batchLoader(
      async (ids) =>
        (await playback.batchGetProgress({ userId: requireUserId(call), sessionIds: [...ids] }, call)).progress,
      ({ sessionId }) => sessionId,
      MAX_SESSION_IDS,
    ),
    progressByCourseId: groupLoader(
      async (ids) =>
        (await playback.batchGetProgress({ userId: requireUserId(call), courseIds: [...ids] }, call)).progress,
      ({ courseId }) => courseId,
      MAX_COURSE_IDS,
    ),
  })
