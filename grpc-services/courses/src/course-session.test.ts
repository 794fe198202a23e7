import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import type { Session__Output } from "@lectern/contracts/elearning/courses/v1/Session.ts"
import { ServiceError } from "@lectern/rpc/errors"
import { Violations } from "@lectern/service-kit/validation"
import {
  addSession,
  checkSession,
  editSession,
  removeSession,
  requireOrderOf,
  type SessionInput,
} from "./course-session.ts"

const session: SessionInput = {
  title: "A",
  summary: "",
  videoUrl: "https://example.org/a.mp4",
  durationSeconds: 90,
  isPreview: false,
}
const course = { id: "c", sessionCount: 2, totalDurationSeconds: 100, etag: "4" } as Course__Output

describe("a session", () => {
  const holds = (over: Partial<SessionInput>) => {
    const violations = new Violations()
    checkSession(violations, { ...session, ...over })
    try {
      violations.throwIfAny()
    } catch {
      return false
    }
    return true
  }

  it("has an http(s) or content address", () => {
    for (const videoUrl of ["http://a.example/x", "HTTPS://a.example/x?y#z", "content:clips/one", "content:x"])
      assert.equal(holds({ videoUrl }), true, videoUrl)
    for (const videoUrl of [
      "",
      "clips/one",
      "//a.example/x",
      "content:",
      "https://",
      "http:a.example",
      "ftp://a.example/x",
      "javascript:alert(1)",
      "data:text/html,x",
      "https://a.example/a b",
      "https://a.example/a\nb",
      `https://a.example/${"x".repeat(2048)}`,
    ])
      assert.equal(holds({ videoUrl }), false, videoUrl)
  })

  it("lasts 1 to 86,400 seconds", () => {
    for (const durationSeconds of [1, 86_400]) assert.equal(holds({ durationSeconds }), true)
    for (const durationSeconds of [0, -1, 86_401, 1.5, Number.NaN]) assert.equal(holds({ durationSeconds }), false)
  })
})

const now = new Date("2026-03-01T10:00:00Z")
const stored = (over: Partial<Session__Output> = {}): Session__Output => ({
  ...session,
  id: "s",
  courseId: "c",
  position: 1,
  etag: "3",
  ...over,
})
/** Field and rule of everything that a call refuses. */
const violationsOf = (work: () => unknown): string[] => {
  try {
    work()
  } catch (error) {
    assert.ok(error instanceof ServiceError)
    return (error.details.violations ?? []).map(({ field, rule }) => `${field} ${rule}`)
  }
  return []
}

describe("addSession", () => {
  const add = (position: number | undefined, over: Partial<Course__Output> = {}) =>
    addSession({ ...course, ...over }, { id: "s", session, position, now })

  it("goes behind the last one without a position, and is counted", () => {
    const after = add(undefined)
    assert.deepEqual(after.session, { ...session, id: "s", courseId: "c", position: 3, etag: "1" })
    assert.equal(after.course.sessionCount, 3)
    assert.equal(after.course.totalDurationSeconds, 190)
    assert.equal(after.course.etag, "5")
  })

  it("takes any position up to the end", () => {
    for (const position of [1, 2, 3]) assert.equal(add(position).session.position, position)
    for (const position of [0, -1, 4, 2 ** 31 - 1])
      assert.deepEqual(
        violationsOf(() => add(position)),
        ["position range"],
      )
  })

  it("stops at 1,000", () => {
    assert.throws(() => add(undefined, { sessionCount: 1000 }), {
      code: "FAILED_PRECONDITION",
      reason: "COURSE_HAS_TOO_MANY_SESSIONS",
    })
  })
})

describe("editSession", () => {
  it("changes what is given, the etags and the length of the course", () => {
    const after = editSession(course, stored(), { change: { title: "B", durationSeconds: 30 }, now })
    assert.deepEqual(after.session, stored({ title: "B", durationSeconds: 30, etag: "4" }))
    assert.deepEqual([after.course.totalDurationSeconds, after.course.sessionCount, after.course.etag], [40, 2, "5"])
  })

  it("that makes nothing different leaves both as they are", () => {
    const before = stored()
    const after = editSession(course, before, { change: { title: "A" }, now })
    assert.equal(after.session, before)
    assert.equal(after.course, course)
  })
})

describe("removeSession", () => {
  it("uncounts the session", () => {
    const after = removeSession(course, stored(), now)
    assert.deepEqual([after.sessionCount, after.totalDurationSeconds, after.etag], [1, 10, "5"])
  })

  it("leaves a published course one session, and others none", () => {
    const last = { ...course, sessionCount: 1 }
    assert.throws(() => removeSession({ ...last, status: "COURSE_STATUS_PUBLISHED" }, stored(), now), {
      code: "FAILED_PRECONDITION",
      reason: "LAST_SESSION",
    })
    for (const status of ["COURSE_STATUS_DRAFT", "COURSE_STATUS_ARCHIVED"] as const)
      assert.equal(removeSession({ ...last, status }, stored(), now).sessionCount, 0)
  })
})

describe("requireOrderOf", () => {
  const sessions = ["a", "b", "c"].map((id) => stored({ id }))
  const refused = (...ids: string[]) => violationsOf(() => requireOrderOf(sessions, ids))

  it("takes every permutation, in any spelling of the ids", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(["a", "b", "c"], { minLength: 3 }), (ids) => {
        assert.deepEqual(
          requireOrderOf(
            sessions,
            ids.map((id) => id.toUpperCase()),
          ),
          ids,
        )
      }),
    )
    assert.deepEqual(requireOrderOf([], []), [])
  })

  it("names foreign and repeated ids where they stand, and says that some are missing", () => {
    assert.deepEqual(refused("a", "b"), ["session_ids complete"])
    assert.deepEqual(refused(), ["session_ids complete"])
    assert.deepEqual(refused("a", "b", "b"), ["session_ids[2] unique", "session_ids complete"])
    assert.deepEqual(refused("a", "x", "c"), ["session_ids[1] member", "session_ids complete"])
    assert.deepEqual(refused("a", "b", "c", "a"), ["session_ids[3] unique", "session_ids complete"])
    assert.deepEqual(refused("", "b", "c"), ["session_ids[0] member", "session_ids complete"])
  })

  it("takes nothing but a permutation", () => {
    const ids = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 5 })
    fc.assert(
      fc.property(ids, (given) => {
        assert.equal(refused(...given).length === 0, given.toSorted().join("") === "abc")
      }),
    )
  })
})
