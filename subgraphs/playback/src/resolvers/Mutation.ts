import { required } from "@lectern/rpc/required"
import { toTimestamp, toTimestampOrNull } from "@lectern/rpc/timestamp"
import {
  notFoundError,
  orUserError,
  overloadedError,
  plainError,
  validationError,
} from "@lectern/subgraph-kit/user-errors"
import type { MutationResolvers } from "../gen/resolvers.ts"
import { toSessionProgress } from "../session-progress.ts"

// What ends in `Time` in a message ends in `At` in the graph.
const invalid = validationError("", {
  startTime: "startedAt",
  endTime: "endedAt",
  occurTime: "occurredAt",
  sendTime: "sentAt",
})

export const Mutation: MutationResolvers = {
  startPlayback: (_, { input: { sessionId, deviceId, clientSessionId, startedAt, sentAt } }, { call, playback }) =>
    orUserError(
      playback
        .startPlayback(
          {
            sessionId,
            deviceId,
            clientSessionId,
            startTime: toTimestamp(startedAt),
            sendTime: toTimestampOrNull(sentAt),
          },
          call,
        )
        .then(({ playbackSession, ...reply }) => ({
          __typename: "StartPlaybackSuccess" as const,
          playbackSession: required(playbackSession),
          ...reply,
        })),
      {
        PERMISSION_DENIED: plainError("NotEntitledError"),
        NOT_FOUND: notFoundError(sessionId),
        INVALID_ARGUMENT: invalid,
      },
    ),
  recordPlaybackEvents: (_, { input: { playbackSessionId, events, sentAt } }, { call, playback }) =>
    orUserError(
      playback
        .recordEvents(
          {
            playbackSessionId,
            events: events.map(({ id, sequence, type, positionMs, fromPositionMs, rate, occurredAt }) => ({
              id,
              sequence,
              type: `EVENT_TYPE_${type}` as const,
              positionMs,
              ...(fromPositionMs === null || fromPositionMs === undefined ? {} : { fromPositionMs }),
              rate: rate ?? 1,
              occurTime: toTimestamp(occurredAt),
            })),
            sendTime: toTimestamp(sentAt),
          },
          call,
        )
        .then(({ acceptedCount, duplicateCount, rejected, highestSequence, missing, progress, durationMs }) => ({
          __typename: "RecordPlaybackEventsSuccess" as const,
          acceptedCount,
          duplicateCount,
          rejected: rejected.map(({ id, reason, message }) => ({ id, code: reason, message })),
          highestSequence,
          missing,
          progress: toSessionProgress(progress, durationMs),
        })),
      {
        NOT_FOUND: notFoundError(playbackSessionId),
        INVALID_ARGUMENT: invalid,
        RESOURCE_EXHAUSTED: overloadedError,
        UNAVAILABLE: overloadedError,
      },
    ),
  endPlayback: (_, { input: { playbackSessionId, endedAt, positionMs, sentAt } }, { call, playback }) =>
    orUserError(
      playback
        .endPlayback(
          {
            playbackSessionId,
            endTime: toTimestamp(endedAt),
            positionMs,
            sendTime: toTimestampOrNull(sentAt),
          },
          call,
        )
        .then(({ playbackSession, progress, durationMs }) => ({
          __typename: "EndPlaybackSuccess" as const,
          playbackSession: required(playbackSession),
          progress: toSessionProgress(progress, durationMs),
        })),
      { NOT_FOUND: notFoundError(playbackSessionId), INVALID_ARGUMENT: invalid },
    ),
}
