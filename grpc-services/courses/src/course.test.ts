import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import { callAs, caller } from "@lectern/test-kit/callers"
import {
  canReadVideoUrl,
  canSeeCourse,
  edited,
  generateSlug,
  isSlug,
  normaliseCategories,
  requireEditable,
  slugStem,
} from "./course.ts"

const instructor = caller.instructor()
const course: Course__Output = {
  id: "01890000-0000-7000-8000-000000000001",
  slug: "a",
  title: "A",
  description: "",
  instructorId: instructor.userId ?? "",
  instructorBio: "",
  language: "en",
  level: "COURSE_LEVEL_BEGINNER",
  categories: [],
  status: "COURSE_STATUS_DRAFT",
  rating: null,
  sessionCount: 1,
  totalDurationSeconds: 60,
  createTime: { seconds: 1, nanos: 0 },
  updateTime: { seconds: 1, nanos: 0 },
  etag: "7",
  price: null,
  publishTime: null,
}
const published = { ...course, status: "COURSE_STATUS_PUBLISHED" } as const
const archived = { ...course, status: "COURSE_STATUS_ARCHIVED" } as const
const reasonOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return (error as { reason: string }).reason
  }
  return "none"
}

describe("a slug", () => {
  it("is made of the Latin words and numbers of the title", () => {
    assert.equal(slugStem("  C++ für Anfänger: Teil 2! "), "c-fur-anfanger-teil-2")
    assert.equal(slugStem("React 입문 — 첫걸음 101"), "react-101")
    assert.equal(slugStem("ＦＵＬＬ ｗｉｄｔｈ"), "full-width")
  })

  it("has no stem without any, and then gets a suffix at once", () => {
    for (const title of ["파이썬으로 시작하는 프로그래밍", "日本語", "…!?", "🎻"]) {
      assert.equal(slugStem(title), "")
      assert.match(generateSlug(title, 1), /^course-[0-9a-z]{6}$/)
    }
  })

  it("is the bare stem at first and another one at each later attempt", () => {
    assert.equal(generateSlug("Go", 1), "go")
    assert.match(generateSlug("Go", 2), /^go-[0-9a-z]{6}$/)
    assert.notEqual(generateSlug("Go", 2), generateSlug("Go", 2))
  })

  it("keeps its rules whatever the title", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), fc.integer({ min: 1, max: 3 }), (title, attempt) =>
        isSlug(generateSlug(title, attempt)),
      ),
    )
  })
})

describe("categories", () => {
  it("are trimmed, each once, in alphabetical order", () => {
    assert.deepEqual(normaliseCategories([" music", "art ", "music", "zoo", "Book"]), ["art", "Book", "music", "zoo"])
  })
  it("are the same in both spellings of a Hangul syllable", () => {
    assert.deepEqual(normaliseCategories(["한글".normalize("NFD"), "한글"]), ["한글"])
  })
})

describe("who may", () => {
  const everybody = [caller.anonymous, caller.learner(), caller.instructor()]

  it("see an unpublished course: its instructor, administrators and services", () => {
    for (const unpublished of [course, archived]) {
      for (const one of [instructor, caller.admin(), caller.gateway]) assert.equal(canSeeCourse(one, unpublished), true)
      for (const one of everybody) assert.equal(canSeeCourse(one, unpublished), false)
    }
    for (const one of everybody) assert.equal(canSeeCourse(one, published), true)
  })

  it("read where its videos lie: the same, the instructor with the scope", () => {
    for (const one of [instructor, caller.admin(), caller.gateway])
      assert.equal(canReadVideoUrl(callAs(one), published), true)
    for (const one of [...everybody, { ...instructor, scopes: [] }])
      assert.equal(canReadVideoUrl(callAs(one), published), false)
  })

  it("change it: its instructor and administrators; others learn of it only what they may see", () => {
    for (const one of [instructor, caller.admin()])
      assert.equal(requireEditable(callAs(one), course.id, course), course)
    const asOther = callAs(caller.instructor())
    assert.equal(
      reasonOf(() => requireEditable(asOther, course.id, published)),
      "NOT_COURSE_INSTRUCTOR",
    )
    assert.equal(
      reasonOf(() => requireEditable(asOther, course.id, course)),
      "COURSE_NOT_FOUND",
    )
    assert.equal(
      reasonOf(() => requireEditable(asOther, course.id, undefined)),
      "COURSE_NOT_FOUND",
    )
    assert.equal(
      reasonOf(() => requireEditable(callAs(caller.learner()), course.id, published)),
      "SCOPE_MISSING",
    )
    assert.equal(
      reasonOf(() => requireEditable(callAs(caller.anonymous), course.id, published)),
      "SIGN_IN_REQUIRED",
    )
  })
})

describe("an edit", () => {
  const now = new Date("2026-03-01T10:00:00.250Z")
  const nowTime = { seconds: 1772359200, nanos: 250_000_000 }

  it("changes what is given, the time and the etag, and nothing else", () => {
    const price = { amountMinor: 44_000, currencyCode: "KRW" }
    assert.deepEqual(edited(course, { title: "B", price, categories: ["x"] }, now), {
      ...course,
      title: "B",
      price,
      categories: ["x"],
      updateTime: nowTime,
      etag: "8",
    })
  })

  it("that makes nothing different leaves the very course", () => {
    assert.equal(edited(course, {}, now), course)
    assert.equal(edited(course, { title: "A", categories: [], price: null, status: course.status }, now), course)
  })
})

describe("the status of a course", () => {
  const now = new Date("2026-03-01T10:00:00.250Z")
  const nowTime = { seconds: 1772359200, nanos: 250_000_000 }
  const statuses = ["DRAFT", "PUBLISHED", "ARCHIVED"] as const
  const reachable: Record<string, readonly string[]> = {
    DRAFT: ["DRAFT", "PUBLISHED", "ARCHIVED"],
    PUBLISHED: ["PUBLISHED", "ARCHIVED"],
    ARCHIVED: ["ARCHIVED", "PUBLISHED"],
  }
  const move = (from: Course__Output, to: (typeof statuses)[number]) =>
    edited(from, { status: `COURSE_STATUS_${to}` }, now)

  for (const from of statuses)
    for (const to of statuses) {
      const isReachable = reachable[from]?.includes(to) ?? false
      it(`${isReachable ? "goes" : "does not go"} from ${from} to ${to}`, () => {
        const before: Course__Output = { ...course, status: `COURSE_STATUS_${from}` }
        if (isReachable) assert.equal(move(before, to).status, `COURSE_STATUS_${to}`)
        else
          assert.equal(
            reasonOf(() => move(before, to)),
            "COURSE_STATUS_UNREACHABLE",
          )
      })
    }

  it("takes a session to become PUBLISHED, from wherever", () => {
    for (const before of [course, archived])
      assert.equal(
        reasonOf(() => move({ ...before, sessionCount: 0 }, "PUBLISHED")),
        "COURSE_HAS_NO_SESSIONS",
      )
    assert.equal(move({ ...course, sessionCount: 0 }, "ARCHIVED").status, "COURSE_STATUS_ARCHIVED")
  })

  it("remembers when it first became PUBLISHED", () => {
    assert.deepEqual(move(course, "PUBLISHED").publishTime, nowTime)
    const publishTime = { seconds: 1, nanos: 0 }
    assert.deepEqual(move({ ...archived, publishTime }, "PUBLISHED").publishTime, publishTime)
    assert.deepEqual(move({ ...published, publishTime }, "ARCHIVED").publishTime, publishTime)
    assert.equal(move(course, "ARCHIVED").publishTime, null)
  })
})
