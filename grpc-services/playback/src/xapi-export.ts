import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import { spansOf } from "@lectern/watch-algebra/watch-algebra"
import { sql } from "kysely"
import { sequenceCount } from "./arrived-sequences.ts"
import type { Database, PlaybackSessionRow } from "./database.ts"
import { listPlaybackEvents, toWatchEvent } from "./event-store.ts"
import { parseArrived } from "./playback-session-store.ts"
import { chunks } from "./rebuild.ts"
import { progressKey } from "./session-progress-store.ts"
import { listWatchSpans } from "./watch-span-store.ts"
import { statementsOf, type LoggedPlayback, type XapiStatement } from "./xapi-statements.ts"

const PLAYBACKS_AT_ONCE = 100

/**
 * The log of a course as xAPI statements, course session by course session and learner by learner, while the platform
 * serves: what comes in meanwhile may be in it or not. It holds one learner's log of one course session in memory at a
 * time, and those few that were read with it. `onProgress` is told the number of playback sessions since the last time.
 */
export async function* exportXapi(
  db: Database,
  {
    courseId,
    homePage,
    onProgress = () => undefined,
  }: { courseId: string; homePage: string; onProgress?: (playbacks: number) => void },
): AsyncGenerator<XapiStatement> {
  let open: LoggedPlayback[] = []
  for await (const playbacks of playbacksOf(db, courseId)) {
    const ids = playbacks.map(({ id }) => id)
    const events = Map.groupBy(await listPlaybackEvents(db, ids), (row) => idFromBytes(row.playback_id))
    const cut = playbacks.filter(({ log_deleted_at }) => log_deleted_at !== null).map(({ id }) => id)
    const spansLeft = Map.groupBy(await listWatchSpans(db, cut), ({ playbackId }) => playbackId)
    for (const playback of playbacks) {
      const [before] = open
      if (before && progressKey(before.playback) !== progressKey(playback)) {
        yield* statementsOf(open, homePage)
        open = []
      }
      const id = idFromBytes(playback.id)
      const log = events.get(id) ?? []
      const spans =
        playback.log_deleted_at === null
          ? spansOf(log.map(toWatchEvent), { durationMs: playback.duration_ms })
          : (spansLeft.get(id) ?? []).map(({ span }) => span)
      open.push({ playback, events: log, spans })
    }
    onProgress(playbacks.length)
  }
  yield* statementsOf(open, homePage)
}

/** How many playback sessions an export goes through. */
export async function countPlaybacks(db: Database, courseId: string): Promise<number> {
  const { count } = await db
    .selectFrom("playback_sessions")
    .select((query) => query.fn.countAll<number>().as("count"))
    .where("course_id", "=", idToBytes(courseId))
    .executeTakeFirstOrThrow()
  return count
}

/** Few enough that their logs together are not much. */
async function* playbacksOf(db: Database, courseId: string): AsyncGenerator<PlaybackSessionRow[]> {
  let last: PlaybackSessionRow | undefined
  do {
    // Neither server reads a range of an index for a comparison of rows; for one condition a column both do.
    const behind = last
      ? sql`((session_id = ${last.session_id} and user_id = ${last.user_id} and id > ${last.id})
          or (session_id = ${last.session_id} and user_id > ${last.user_id}) or session_id > ${last.session_id})`
      : sql`true`
    const { rows } = await sql<PlaybackSessionRow>`
      select * from playback_sessions force index (playback_sessions_by_course)
      where course_id = ${idToBytes(courseId)} and ${behind}
      order by session_id, user_id, id limit ${PLAYBACKS_AT_ONCE}`.execute(db)
    yield* chunks(rows, ({ arrived }) => sequenceCount(parseArrived(arrived)))
    last = rows.length === PLAYBACKS_AT_ONCE ? rows.at(-1) : undefined
  } while (last)
}
