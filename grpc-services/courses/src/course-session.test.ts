import assert from "node:assert/strict"
import { describe, it } from "node:test"
import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import { Violations } from "@lectern/service-kit/validation"
import { appendSession, checkSession, type SessionInput } from "./course-session.ts"

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

describe("appendSession", () => {
  const now = new Date("2026-03-01T10:00:00Z")

  it("goes behind the last one and is counted", () => {
    const after = appendSession(course, { id: "s", session, now })
    assert.deepEqual(after.session, { ...session, id: "s", courseId: "c", position: 3, etag: "1" })
    assert.equal(after.course.sessionCount, 3)
    assert.equal(after.course.totalDurationSeconds, 190)
    assert.equal(after.course.etag, "5")
  })

  it("stops at 1,000", () => {
    assert.throws(() => appendSession({ ...course, sessionCount: 1000 }, { id: "s", session, now }), {
      code: "FAILED_PRECONDITION",
      reason: "COURSE_HAS_TOO_MANY_SESSIONS",
    })
  })
})
