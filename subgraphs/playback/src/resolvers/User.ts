import { toTimestampOrNull } from "@lectern/rpc/timestamp"
import { pageArguments, toConnection } from "@lectern/subgraph-kit/connection"
import { toRecordConnection } from "@lectern/subgraph-kit/personal-records"
import type { UserResolvers } from "../gen/resolvers.ts"

export const User: UserResolvers = {
  learningPattern: async ({ id, timeZone = "" }, { from, to }, { call, playback }) => {
    const { playedMsByHour, playedMsByWeekday, ...pattern } = await playback.getLearningPattern(
      { userId: id, timeZone, fromTime: toTimestampOrNull(from), toTime: toTimestampOrNull(to) },
      call,
    )
    return { ...pattern, byHourOfDay: playedMsByHour, byWeekday: playedMsByWeekday }
  },
  playbackSessions: async ({ id }, page, { call, playback }) => {
    const reply = await playback.listPlaybackSessions({ userId: id, ...pageArguments(page) }, call)
    return { ...toConnection(reply.playbackSessions, reply), totalCount: reply.totalSize }
  },
  playbackRecords: async ({ id }, page, { call, playback }) =>
    toRecordConnection(await playback.listPersonalRecords({ userId: id, ...pageArguments(page) }, call)),
}
