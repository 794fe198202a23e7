import {
  LEARNER_MODELS,
  seededRandom,
  simulatedHistoryMs,
  simulateLearner,
} from "@lectern/watch-algebra/simulated-learner"
import type { ViewerProgress } from "@lectern/watch-algebra/session-analytics"
import {
  coverageOf,
  coveredShare,
  isCompleted,
  playingTimeOf,
  resumePositionMs,
  spansOf,
  wallClockBudgetMs,
} from "@lectern/watch-algebra/watch-algebra"
import { caller } from "@lectern/test-kit/callers"
import { openPlayer, toEventMessage, type TestService } from "./test-player.ts"

/** Learners of all models, drawn from this seed, who have watched a video of this length in the last days. */
export function simulatedLearners(seed: number, count: number, durationSeconds: number) {
  const random = seededRandom(seed)
  const beginMs = Date.now() - 2 * simulatedHistoryMs(durationSeconds)
  return Array.from({ length: count }, () => {
    const model = LEARNER_MODELS[random.integer(0, LEARNER_MODELS.length - 1)]!
    const learner = simulateLearner(random, {
      model,
      durationSeconds,
      beginMs: beginMs + random.integer(0, 86_400_000),
    })
    return { ...learner, caller: caller.learner() }
  })
}
export type TestLearner = ReturnType<typeof simulatedLearners>[number]

/** Sends all that a learner's players logged, batch by batch. */
export async function sendWatching(service: TestService, learner: TestLearner, sessionId: string): Promise<void> {
  for (const { events, batches, clockAheadMs } of learner.playbacks) {
    const player = await openPlayer(service, {
      learner: learner.caller,
      sessionId,
      startedAt: events[0]?.occurredAtMs ?? 0,
      aheadMs: clockAheadMs,
    })
    const messages = new Map(events.map((one) => [one.sequence, toEventMessage(one)]))
    for (const batch of batches) {
      const { rejected } = await player.send(batch.map(({ sequence }) => messages.get(sequence) ?? {}))
      if (rejected.length > 0) throw new Error(`rejected: ${JSON.stringify(rejected)}`)
    }
  }
}

/** The same of several learners, a few at a time, as the pool of connections is no larger. */
export async function sendAllWatching(
  service: TestService,
  watching: readonly { learner: TestLearner; sessionId: string }[],
): Promise<void> {
  const next = watching[Symbol.iterator]()
  const lane = async () => {
    for (const { learner, sessionId } of next) await sendWatching(service, learner, sessionId)
  }
  await Promise.all([lane(), lane(), lane(), lane()])
}

/** A learner's progress by the pure fold of all that their players logged. */
export function progressByFold({ playbacks }: TestLearner, durationSeconds: number): ViewerProgress {
  const durationMs = durationSeconds * 1000
  const logs = playbacks.map(({ events, clockAheadMs }) =>
    events.map((one) => ({ ...one, occurredAtMs: one.occurredAtMs - clockAheadMs })),
  )
  const folds = logs.map((events) => spansOf(events, { durationMs }))
  const budgetMs = logs.reduce((sum, events) => sum + wallClockBudgetMs(playingTimeOf(events)), 0)
  const coverage = coverageOf(folds.flat())
  return {
    coverage,
    durationMs,
    lastPositionMs: resumePositionMs(folds.flat(), Infinity),
    isCompleted: isCompleted(Math.min(coveredShare(coverage, durationMs), budgetMs / durationMs)),
    playCount: folds.filter((spans) => spans.length > 0).length,
    budgetMs,
  }
}
