import { randomUUID } from "node:crypto"
import type { Event } from "@lectern/contracts/elearning/playback/v1/Event.ts"
import type { Caller } from "@lectern/rpc/passport"
import { required } from "@lectern/rpc/required"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { caller } from "@lectern/test-kit/callers"
import type { WatchEvent, WatchEventType } from "@lectern/watch-algebra/watch-algebra"
import type { testPlaybackService } from "./test-service.ts"

export type TestService = Awaited<ReturnType<typeof testPlaybackService>>

/** An event as a player sends it. `at` is in ms since 1970. */
export const event = (
  sequence: number,
  type: WatchEventType,
  positionMs: number,
  at: number,
  over: Event = {},
): Event & { id: string; sequence: number } => ({
  id: randomUUID(),
  sequence,
  type: `EVENT_TYPE_${type}`,
  positionMs,
  rate: 1,
  occurTime: toTimestamp(new Date(at)),
  ...over,
})

export const toEventMessage = (from: WatchEvent) =>
  event(from.sequence, from.type, from.positionMs, from.occurredAtMs, {
    rate: from.rate ?? 1,
    ...(from.fromPositionMs === undefined ? {} : { fromPositionMs: from.fromPositionMs }),
  })

/** An open player of a learner who may watch. It began an hour ago unless `startedAt` says otherwise. */
export async function openPlayer(
  service: TestService,
  options: {
    learner?: Caller
    sessionId?: string
    startedAt?: number
    /** How far the player's clock is ahead, which shows in what it says when it sends. */
    aheadMs?: number
  } = {},
) {
  const learner = options.learner ?? caller.learner()
  const sessionId = options.sessionId ?? service.courseSession().id
  const startedAt = options.startedAt ?? service.clock().getTime() - 3_600_000
  const aheadMs = options.aheadMs ?? 0
  const call = () => service.callAs(learner)
  const sendTime = (offMs = aheadMs) => toTimestamp(new Date(service.clock().getTime() + offMs))
  const started = await service.playback.startPlayback(
    {
      sessionId,
      deviceId: "test",
      clientSessionId: randomUUID(),
      startTime: toTimestamp(new Date(startedAt)),
      sendTime: sendTime(),
    },
    call(),
  )
  const { id } = required(started.playbackSession)
  return {
    id,
    learner,
    userId: learner.userId ?? "",
    sessionId,
    startedAt,
    started,
    call,
    /** To the service, or to another replica of it. */
    send: (events: readonly Event[], sendTimeOffMs?: number, to: TestService["playback"] = service.playback) =>
      to.recordEvents({ playbackSessionId: id, events: [...events], sendTime: sendTime(sendTimeOffMs) }, call()),
    /** The whole log, as the service lists it. */
    log: async () => (await service.playback.listEvents({ playbackSessionId: id, pageSize: 500 }, call())).events,
    session: async () =>
      required((await service.playback.batchGetPlaybackSessions({ ids: [id] }, call())).playbackSessions[0]),
    progress: async () =>
      (await service.playback.batchGetProgress({ userId: learner.userId ?? "", sessionIds: [sessionId] }, call()))
        .progress[0],
    /** Plays without a break from one position to another, in real time, beginning at `at`. */
    play: (
      fromMs: number,
      toMs: number,
      { at = startedAt, firstSequence = 0 }: { at?: number; firstSequence?: number } = {},
    ): Event[] => [
      event(firstSequence, "PLAY", fromMs, at),
      event(firstSequence + 1, "PAUSE", toMs, at + toMs - fromMs),
    ],
  }
}
