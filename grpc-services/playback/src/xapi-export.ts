import { idToBytes } from "@lectern/service-kit/ids"
import { sql } from "kysely"
import type { Database, PlaybackSessionRow } from "./database.ts"
import { listPlaybackEvents } from "./event-store.ts"
import { listWatchSpans } from "./watch-span-store.ts"
import { statementsOf, type LoggedPlayback, type XapiStatement } from "./xapi-statements.ts"

const PLAYBACKS_AT_ONCE = 100

/**
 * The log of a course as xAPI statements, course session by course session and learner by learner, while the platform
 * serves: what comes in meanwhile may be in it or not. It holds one learner's log of one course session in memory at a
 * time. `onProgress` is told the number of playback sessions since the last time.
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
  for await (const playback of playbacksOf(db, courseId)) {
    const [before] = open
    if (before && !isOfSame(before.playback, playback)) {
      yield* statementsOf(open, homePage)
      open = []
    }
    open.push({
      playback,
      events: await listPlaybackEvents(db, [playback.id]),
      spans: (await listWatchSpans(db, [playback.id])).map(({ span }) => span),
    })
    onProgress(1)
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

const isOfSame = (a: PlaybackSessionRow, b: PlaybackSessionRow) =>
  a.session_id.equals(b.session_id) && a.user_id.equals(b.user_id)

async function* playbacksOf(db: Database, courseId: string): AsyncGenerator<PlaybackSessionRow> {
  let last: PlaybackSessionRow | undefined
  do {
    const behind = last
    const page: PlaybackSessionRow[] = await db
      .selectFrom("playback_sessions")
      .selectAll()
      .where("course_id", "=", idToBytes(courseId))
      .$if(behind !== undefined, (query) =>
        // Neither server reads a range for a comparison of rows; for the first condition alone both do.
        query.where("session_id", ">=", behind?.session_id ?? Buffer.alloc(0)).where(
          sql<boolean>`(session_id > ${behind?.session_id} or user_id > ${behind?.user_id}
            or (user_id = ${behind?.user_id} and id > ${behind?.id}))`,
        ),
      )
      .orderBy("session_id")
      .orderBy("user_id")
      .orderBy("id")
      .limit(PLAYBACKS_AT_ONCE)
      .execute()
    yield* page
    last = page.length === PLAYBACKS_AT_ONCE ? page.at(-1) : undefined
  } while (last)
}
