import type { PlaybackServiceDefinition } from "@lectern/contracts/elearning/playback/v1/PlaybackService.ts"
import { playbackService } from "@lectern/contracts/package-definition"
import { service, type ServedService } from "@lectern/rpc/serve"
import type { Handlers } from "@lectern/rpc/service-types"
import type { Deps } from "./deps.ts"
import { batchGetCourseAnalytics } from "./rpc/batch-get-course-analytics.ts"
import { batchGetHeatmaps } from "./rpc/batch-get-heatmaps.ts"
import { batchGetPlaybackSessions } from "./rpc/batch-get-playback-sessions.ts"
import { batchGetProgress } from "./rpc/batch-get-progress.ts"
import { batchGetSessionAnalytics } from "./rpc/batch-get-session-analytics.ts"
import { endPlayback } from "./rpc/end-playback.ts"
import { eraseUser } from "./rpc/erase-user.ts"
import { getLearningPattern } from "./rpc/get-learning-pattern.ts"
import { listContinueWatching } from "./rpc/list-continue-watching.ts"
import { listEvents } from "./rpc/list-events.ts"
import { listPersonalRecords } from "./rpc/list-personal-records.ts"
import { listPlaybackSessions } from "./rpc/list-playback-sessions.ts"
import { recordEvents } from "./rpc/record-events.ts"
import { startPlayback } from "./rpc/start-playback.ts"

export type PlaybackRpc<K extends keyof Handlers<PlaybackServiceDefinition>> = (
  deps: Deps,
) => Handlers<PlaybackServiceDefinition>[K]

export const playbackServices = (deps: Deps): ServedService[] => [
  service(playbackService, "elearning.playback", {
    batchGetCourseAnalytics: batchGetCourseAnalytics(deps),
    batchGetHeatmaps: batchGetHeatmaps(deps),
    batchGetPlaybackSessions: batchGetPlaybackSessions(deps),
    batchGetProgress: batchGetProgress(deps),
    batchGetSessionAnalytics: batchGetSessionAnalytics(deps),
    endPlayback: endPlayback(deps),
    eraseUser: eraseUser(deps),
    getLearningPattern: getLearningPattern(deps),
    listContinueWatching: listContinueWatching(deps),
    listEvents: listEvents(deps),
    listPersonalRecords: listPersonalRecords(deps),
    listPlaybackSessions: listPlaybackSessions(deps),
    recordEvents: recordEvents(deps),
    startPlayback: startPlayback(deps),
  }),
]
