// `npm run simulate-learners`: learners of several kinds watch on the running platform, and what it made of that is checked.
import { randomUUID } from "node:crypto"
import { setTimeout as delay } from "node:timers/promises"
import type { SessionAnalytics__Output } from "@lectern/contracts/elearning/playback/v1/SessionAnalytics.ts"
import { required } from "@lectern/rpc/required"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { StartError } from "@lectern/runtime/lifecycle"
import {
  LEARNER_MODELS,
  seededRandom,
  simulatedHistoryMs,
  simulateLearner,
  type LearnerModel,
  type SimulatedLearner,
  type SimulatedPlayback,
} from "@lectern/watch-algebra/simulated-learner"
import { showProgress } from "../courses/progress.ts"
import { endCommand, parseWords } from "./command-line.ts"
import { DEFAULT_DATA } from "./options.ts"
import { accessRunningServices, type ServiceAccess } from "./service-access.ts"

const HELP = `npm run simulate-learners -- [options]

Lets learners watch preview sessions of a course on the platform that runs on this machine: straight through, skimming,
again and again, fast, giving up, cheating, and offline with a wrong clock. They play no video but log what players
log, for the days before now. Whoever they are exists nowhere else: they have no accounts. At the end, what the
platform counts of each is compared with the truth, second by second, and the analytics of the sessions with all.

  --learners N    how many, 1 to 100000 (default 100)
  --seed N        the same seed makes the same learners (default: another one each time)
  --course ID     a published course with a preview session of at least 20 s (default: the first one of the catalogue)
  --data FOLDER   data folder of the platform (default .data)
  --help          this text

It ends with status 1 when anything was counted wrongly, or the platform does not answer, and says the seed.
`
const LANES = 8
const SHORTEST_SECONDS = 20
/** What the platform promises, with time for a machine that is busy with the simulation. */
const FRESH_LIMIT_MS = 15_000

type Options = { learners: number; seed: number; course: string | undefined; dataFolder: string }

function readOptions(words: string[]): Options | "help" {
  const { values } = parseWords(
    {
      args: words,
      options: {
        learners: { type: "string", default: "100" },
        seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
        course: { type: "string" },
        data: { type: "string", default: DEFAULT_DATA },
        help: { type: "boolean", short: "h", default: false },
      },
    },
    "npm run simulate-learners -- --help",
  )
  if (values.help) return "help"
  const number = (name: "learners" | "seed", min: number, max: number) => {
    const value = Number(values[name])
    if (values[name] !== "" && Number.isInteger(value) && value >= min && value <= max) return value
    throw new StartError(`--${name}: a whole number from ${min} to ${max} is expected, got ${values[name]}`)
  }
  return {
    learners: number("learners", 1, 100_000),
    seed: number("seed", 0, 2 ** 32 - 1),
    course: values.course,
    dataFolder: values.data,
  }
}

interface WatchedSession {
  id: string
  durationSeconds: number
}
interface WatchingLearner extends SimulatedLearner {
  userId: string
  session: WatchedSession
}

async function findSessions(
  { courses, asAdmin }: ServiceAccess,
  course: string | undefined,
): Promise<WatchedSession[]> {
  const courseIds =
    course === undefined
      ? (await courses.listCourses({ pageSize: 50 }, asAdmin())).courses.map(({ id }) => id)
      : [course]
  const { sessions } = await courses.batchListSessions({ courseIds }, asAdmin())
  const published = new Set(
    (await courses.batchGetCourses({ ids: courseIds }, asAdmin())).courses
      .filter(({ status }) => status === "COURSE_STATUS_PUBLISHED")
      .map(({ id }) => id),
  )
  const previews = sessions.filter(
    ({ isPreview, durationSeconds, courseId }) =>
      isPreview && durationSeconds >= SHORTEST_SECONDS && published.has(courseId),
  )
  const [first] = previews
  if (!first) throw new StartError(`no published course${course ? ` ${course}` : ""} has a preview session of 20 s`)
  return previews.filter(({ courseId }) => courseId === first.courseId)
}

function makeLearners({ learners, seed }: Options, sessions: readonly WatchedSession[]): WatchingLearner[] {
  const random = seededRandom(seed)
  return Array.from({ length: learners }, () => {
    const session = required(sessions[random.integer(0, sessions.length - 1)])
    const model = required(LEARNER_MODELS[random.integer(0, LEARNER_MODELS.length - 1)])
    const { durationSeconds } = session
    const beginMs = Date.now() - 2 * simulatedHistoryMs(durationSeconds) + random.integer(0, 86_400_000)
    return { ...simulateLearner(random, { model, durationSeconds, beginMs }), userId: randomUUID(), session }
  })
}

async function send(
  { playback, asLearner }: ServiceAccess,
  { userId, session }: WatchingLearner,
  { events, batches, clockAheadMs }: SimulatedPlayback,
): Promise<void> {
  const sendTime = () => toTimestamp(new Date(Date.now() + clockAheadMs))
  const { playbackSession } = await playback.startPlayback(
    {
      sessionId: session.id,
      deviceId: "simulated",
      clientSessionId: randomUUID(),
      startTime: toTimestamp(new Date(required(events[0]).occurredAtMs)),
      sendTime: sendTime(),
    },
    asLearner(userId),
  )
  const messages = events.map(({ sequence, type, positionMs, fromPositionMs, rate, occurredAtMs }) => ({
    id: randomUUID(),
    sequence,
    type: `EVENT_TYPE_${type}` as const,
    positionMs,
    ...(fromPositionMs === undefined ? {} : { fromPositionMs }),
    rate: rate ?? 1,
    occurTime: toTimestamp(new Date(occurredAtMs)),
  }))
  const playbackSessionId = required(playbackSession).id
  for (const batch of batches) {
    const { rejected } = await playback.recordEvents(
      { playbackSessionId, events: batch.map(({ sequence }) => required(messages[sequence])), sendTime: sendTime() },
      asLearner(userId),
    )
    if (rejected[0]) throw new Error(`an event was rejected: ${rejected[0].message}`)
  }
  const last = required(events.at(-1))
  await playback.endPlayback(
    {
      playbackSessionId,
      endTime: toTimestamp(new Date(last.occurredAtMs)),
      positionMs: last.positionMs,
      sendTime: sendTime(),
    },
    asLearner(userId),
  )
}

/** What was counted of a learner, by second of the video. */
async function countedOf({ playback, asLearner }: ServiceAccess, { userId, session }: WatchingLearner) {
  const { progress } = await playback.batchGetProgress({ userId, sessionIds: [session.id] }, asLearner(userId))
  const counts = Array.from({ length: session.durationSeconds }, () => 0)
  for (const { startMs, endMs, count } of progress[0]?.spans ?? [])
    for (let second = Math.ceil(startMs / 1000); second < Math.floor(endMs / 1000); second++) counts[second]! += count
  return { counts, coveredMs: progress[0]?.coveredMs ?? 0 }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

async function analyticsOf({ playback, asAdmin }: ServiceAccess, sessions: readonly WatchedSession[]) {
  const { analytics } = await playback.batchGetSessionAnalytics(
    { sessionIds: sessions.map(({ id }) => id) },
    asAdmin(randomUUID()),
  )
  const total = (of: (each: SessionAnalytics__Output) => number) => sum(analytics.map(of))
  return { viewers: total((each) => each.viewerCount), plays: total((each) => each.playCount) }
}

async function run(options: Options): Promise<number> {
  const services = await accessRunningServices(options.dataFolder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error
    throw new StartError(`no platform runs on ${options.dataFolder}: type npm start, or name its folder with --data`)
  })
  try {
    const sessions = await findSessions(services, options.course)
    const learners = makeLearners(options, sessions)
    const before = await analyticsOf(services, sessions)
    process.stdout.write(`${learners.length} learners in ${sessions.length} sessions, seed ${options.seed}\n`)
    const progress = showProgress(process.stderr)

    const watching = progress.begin("watching", learners.length)
    const began = performance.now()
    await inLanes(learners, async (learner) => {
      for (const playback of learner.playbacks) await send(services, learner, playback)
      watching.advance(1)
    })
    watching.end()
    const eventCount = sum(learners.flatMap(({ playbacks }) => playbacks.map(({ events }) => events.length)))
    const seconds = (performance.now() - began) / 1000
    process.stdout.write(
      `${eventCount} events in ${seconds.toFixed(1)} s, ${Math.round(eventCount / seconds)} a second\n`,
    )

    const sent = performance.now()
    const comparing = progress.begin("comparing", learners.length)
    const found = new Map(LEARNER_MODELS.map((model) => [model, { learners: 0, playedSeconds: 0, wrong: 0 }]))
    await inLanes(learners, async (learner) => {
      const { counts, coveredMs } = await countedOf(services, learner)
      const of = required(found.get(learner.model))
      of.learners++
      of.playedSeconds += sum(learner.playCounts)
      if (!isRight(learner, counts, coveredMs)) of.wrong++
      comparing.advance(1)
    })
    comparing.end()
    process.stdout.write("learners  played  wrong\n")
    for (const [model, { learners: count, playedSeconds, wrong }] of found)
      process.stdout.write(
        `${String(count).padStart(8)} ${String(playedSeconds).padStart(6)}s ${String(wrong).padStart(6)}  ${model}\n`,
      )

    const expected = {
      viewers: before.viewers + learners.length,
      plays: before.plays + sum(learners.map(({ playbacks }) => playbacks.length)),
    }
    let now = await analyticsOf(services, sessions)
    while (performance.now() - sent < FRESH_LIMIT_MS && JSON.stringify(now) !== JSON.stringify(expected)) {
      await delay(100)
      now = await analyticsOf(services, sessions)
    }
    const isFresh = JSON.stringify(now) === JSON.stringify(expected)
    process.stdout.write(
      isFresh
        ? `the analytics have all ${learners.length} of them\n`
        : `the analytics should have ${JSON.stringify(expected)}, and have ${JSON.stringify(now)}\n`,
    )
    return isFresh && [...found.values()].every(({ wrong }) => wrong === 0) ? 0 : 1
  } finally {
    services.close()
  }
}

/** A cheater's truth is that nothing was played, which nobody can see: what counts is that the clock bounds the claim. */
const CHEATED_AT_MOST_MS = 4_000
const isRight = (
  { model, playCounts }: { model: LearnerModel; playCounts: readonly number[] },
  counts: readonly number[],
  coveredMs: number,
): boolean =>
  model === "cheater" ? coveredMs <= CHEATED_AT_MOST_MS : playCounts.every((count, second) => count === counts[second])

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const next = items[Symbol.iterator]()
  const lane = async () => {
    for (const item of next) await work(item)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

try {
  const options = readOptions(process.argv.slice(2))
  if (options === "help") process.stdout.write(HELP)
  else process.exitCode = await run(options)
} catch (error) {
  endCommand(error, 1)
}
