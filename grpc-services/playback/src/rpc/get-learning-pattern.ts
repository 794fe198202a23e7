import { requireOwnUserId } from "@lectern/rpc/call"
import { fromTimestampOrNull } from "@lectern/rpc/timestamp"
import { isTimeZone } from "@lectern/service-kit/locale"
import { Violations } from "@lectern/service-kit/validation"
import { learningPatternOf } from "@lectern/watch-algebra/learning-pattern"
import type { PlaybackRpc } from "../service.ts"
import { listLearningSpans } from "../watch-span-store.ts"

const MAX_DAYS = 400
const MAX_SPANS = 100_000
const MAX_INT32 = 2 ** 31 - 1

export const getLearningPattern: PlaybackRpc<"getLearningPattern"> =
  ({ db, clock }) =>
  async ({ userId: given, fromTime, toTime, timeZone }, call) => {
    const userId = requireOwnUserId(call, given)
    const now = clock()
    const to = new Date(Math.min(fromTimestampOrNull(toTime)?.getTime() ?? Infinity, now.getTime()))
    const earliest = new Date(to.getTime() - MAX_DAYS * 86_400_000)
    const from = new Date(Math.max(fromTimestampOrNull(fromTime)?.getTime() ?? -Infinity, earliest.getTime()))
    const violations = new Violations()
    violations.check(isTimeZone(timeZone), "time_zone", "time_zone", "an IANA time zone is expected, e.g. Asia/Seoul")
    violations.check(from < to, "from_time", "range", "a time before to_time, and before now, is expected")
    violations.throwIfAny()
    const spans = await listLearningSpans(db, { userId, from, to, limit: MAX_SPANS })
    const pattern = learningPatternOf(spans, { timeZone, nowMs: to.getTime() })
    return {
      playedMs: pattern.playedMs,
      activeDayCount: pattern.activeDayCount,
      currentStreakDays: pattern.currentStreakDays,
      longestStreakDays: pattern.longestStreakDays,
      playedMsByHour: pattern.byHourOfDay,
      playedMsByWeekday: pattern.byWeekday,
      averageSittingMs: Math.min(pattern.averageSittingMs, MAX_INT32),
      // The contract calls nothing played normal speed, and nothing repeated.
      averageRate: pattern.averageRate || 1,
      replayRatio: pattern.replayRatio || 1,
    }
  }
