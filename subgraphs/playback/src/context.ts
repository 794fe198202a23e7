import type DataLoader from "dataloader"
import type { CourseAnalytics__Output } from "@lectern/contracts/elearning/playback/v1/CourseAnalytics.ts"
import type { Heatmap__Output } from "@lectern/contracts/elearning/playback/v1/Heatmap.ts"
import type { PlaybackServiceDefinition } from "@lectern/contracts/elearning/playback/v1/PlaybackService.ts"
import type { PlaybackSession__Output } from "@lectern/contracts/elearning/playback/v1/PlaybackSession.ts"
import type { Progress__Output } from "@lectern/contracts/elearning/playback/v1/Progress.ts"
import type { SessionAnalytics__Output } from "@lectern/contracts/elearning/playback/v1/SessionAnalytics.ts"
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
  /** Null where the viewer does not teach the course. */
  analyticsBySessionId: DataLoader<string, SessionAnalytics__Output | null>
  analyticsByCourseId: DataLoader<string, CourseAnalytics__Output | null>
  /** Null where too few have watched. */
  heatmapBySessionId: DataLoader<string, Heatmap__Output | null>
}

const MAX_IDS = 200 // the bound of BatchGetPlaybackSessions
// The bounds of BatchGetProgress.
const MAX_SESSION_IDS = 500
const MAX_COURSE_IDS = 200
// The bounds of BatchGetSessionAnalytics, BatchGetHeatmaps and BatchGetCourseAnalytics.
const MAX_ANALYSED_SESSIONS = 200
const MAX_ANALYSED_COURSES = 100

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
    analyticsBySessionId: batchLoader(
      async (ids) => (await playback.batchGetSessionAnalytics({ sessionIds: [...ids] }, call)).analytics,
      ({ sessionId }) => sessionId,
      MAX_ANALYSED_SESSIONS,
    ),
    analyticsByCourseId: batchLoader(
      async (ids) => (await playback.batchGetCourseAnalytics({ courseIds: [...ids] }, call)).analytics,
      ({ courseId }) => courseId,
      MAX_ANALYSED_COURSES,
    ),
    heatmapBySessionId: batchLoader(
      async (ids) => (await playback.batchGetHeatmaps({ sessionIds: [...ids] }, call)).heatmaps,
      ({ sessionId }) => sessionId,
      MAX_ANALYSED_SESSIONS,
    ),
  })
