import assert from "node:assert/strict"
import { describe, it } from "node:test"
import type { Progress__Output } from "@lectern/contracts/elearning/playback/v1/Progress.ts"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { courseProgressOf } from "./course-progress.ts"

const sessions = ["a", "b", "c"].map((id) => ({ id, durationSeconds: 100 }))
/** `watchedAt` in minutes. */
const watched = (sessionId: string, watchedAt: number, over: Partial<Progress__Output> = {}): Progress__Output => ({
  sessionId,
  courseId: "x",
  resumePositionMs: 0,
  coveredMs: 50_000,
  completed: false,
  completeTime: null,
  lastWatchTime: toTimestamp(new Date(watchedAt * 60_000)),
  spans: [],
  ...over,
})
const completed = { completed: true, coveredMs: 100_000 }

describe("courseProgressOf", () => {
  it("is zero, and goes on with the first session, before anything was watched", () => {
    assert.deepEqual(courseProgressOf(sessions, []), {
      completedSessionCount: 0,
      sessionCount: 3,
      coverage: 0,
      resumeSession: { id: "a" },
      lastWatchedAt: null,
    })
  })

  it("goes on with the session watched last", () => {
    const progress = courseProgressOf(sessions, [watched("a", 2), watched("c", 1)])
    assert.deepEqual(progress.resumeSession, { id: "a" })
    assert.deepEqual(progress.lastWatchedAt, new Date(120_000))
  })

  it("goes on with the next one that is not completed when the last one is", () => {
    assert.deepEqual(courseProgressOf(sessions, [watched("a", 1, completed)]).resumeSession, { id: "b" })
    const twoDone = [watched("a", 2, completed), watched("b", 1, completed)]
    assert.deepEqual(courseProgressOf(sessions, twoDone).resumeSession, { id: "c" })
    assert.deepEqual(courseProgressOf(sessions, [watched("c", 1, completed)]).resumeSession, { id: "a" })
  })

  it("goes on with nothing when all are completed, or there are none", () => {
    const all = sessions.map(({ id }, i) => watched(id, i, completed))
    assert.equal(courseProgressOf(sessions, all).resumeSession, null)
    assert.equal(courseProgressOf(sessions, all).completedSessionCount, 3)
    assert.deepEqual(courseProgressOf([], []).resumeSession, null)
    assert.deepEqual(courseProgressOf([], []).coverage, 0)
  })

  it("is the watched share of all sessions together, each at most its own length", () => {
    const progress = [watched("a", 1, { coveredMs: 250_000 }), watched("b", 1, { coveredMs: 50_000 })]
    assert.equal(courseProgressOf(sessions, progress).coverage, 0.5)
  })

  it("leaves out sessions that the course does not have any more", () => {
    const { coverage, lastWatchedAt, completedSessionCount } = courseProgressOf(sessions, [
      watched("gone", 1, completed),
    ])
    assert.deepEqual([coverage, lastWatchedAt, completedSessionCount], [0, null, 0])
  })
})
