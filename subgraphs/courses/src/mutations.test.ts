import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { testCoursesService } from "@lectern/courses-service/test-service"
import type { Caller } from "@lectern/rpc/passport"
import type { Subgraph } from "@lectern/subgraph-kit/subgraph"
import { callAs, caller, passportPublicKey } from "@lectern/test-kit/callers"
import { runOperation } from "@lectern/test-kit/run-operation"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { openCoursesSubgraph } from "./open.ts"

let service: Awaited<ReturnType<typeof testCoursesService>>
let subgraph: Subgraph
const telemetry = silentTelemetry("courses-subgraph")
before(async () => {
  service = await testCoursesService()
  subgraph = openCoursesSubgraph(
    { COURSES_SERVICE: service.address, PASSPORT_PUBLIC_KEYS: [passportPublicKey] },
    telemetry,
  )
})
after(async () => {
  subgraph.close()
  await service[Symbol.asyncDispose]()
})

// Answers are looked at field by field.
// oxlint-disable-next-line no-explicit-any
type Answer = any
const instructor = () => caller.instructor(service.samples.instructorId)
const run = (query: string, variables: object, as: Caller) =>
  runOperation<Answer>(subgraph, callAs(as), query, { ...variables })
const FAILURE = `
  ... on UserError { code message }
  ... on ValidationError { fields { path rule } }
  ... on NotFoundError { resourceId }`
const CONFLICT = `... on ConflictError { currentEtag }`
const COURSE = `course {
  id slug title description language level categories status instructor { id } instructorBio price { amountMinor currencyCode }
  sessionCount totalDurationSeconds publishedAt etag rating { count average } sessions { id position title }
}`
const SESSION = `session {
  id position title summary videoUrl durationSeconds isPreview etag course { id etag sessionCount sessions { id } }
}`

const inputMutation =
  (name: string, inputType: string, success: string) =>
  async (input: object, as: Caller = instructor()): Promise<Answer> => {
    const query = `mutation ($input: ${inputType}!) { ${name}(input: $input) { __typename ${success} ${FAILURE} } }`
    const { data, errors } = await run(query, { input }, as)
    return errors ? { errors } : data[name]
  }
const createCourse = inputMutation(
  "createCourse",
  "CreateCourseInput",
  `... on CourseSuccess { ${COURSE} } ${CONFLICT}`,
)
const updateCourse = inputMutation(
  "updateCourse",
  "UpdateCourseInput",
  `... on CourseSuccess { ${COURSE} } ${CONFLICT}`,
)
const addSession = inputMutation("addSession", "AddSessionInput", `... on SessionSuccess { ${SESSION} } ${CONFLICT}`)
const updateSession = inputMutation(
  "updateSession",
  "UpdateSessionInput",
  `... on SessionSuccess { ${SESSION} } ${CONFLICT}`,
)
const reorderSessions = inputMutation(
  "reorderSessions",
  "ReorderSessionsInput",
  `... on CourseSuccess { ${COURSE} } ${CONFLICT}`,
)
const argumentsMutation =
  (name: string, declared: string, passed: string, success: string) =>
  async (variables: object, as: Caller = instructor()): Promise<Answer> => {
    const query = `mutation (${declared}) { ${name}(${passed}) { __typename ${success} ${FAILURE} } }`
    const { data, errors } = await run(query, variables, as)
    return errors ? { errors } : data[name]
  }
const deleteSession = argumentsMutation(
  "deleteSession",
  "$id: ID!, $etag: String",
  "id: $id, etag: $etag",
  `... on SessionDeleted { id ${COURSE} } ... on UserError { code message } ... on ConflictError { currentEtag }`,
)
const MODERATED = `... on ReviewModerated {
  review { id score hiddenAt hiddenReason author { id } course { rating { count } } }
  course { rating { count average } reviews { totalCount edges { node { id } } } }
}`

/** Code of the one error, for what the graph refuses altogether. */
const refusalOf = ({ errors }: Answer) => errors?.[0]?.extensions?.code
const summaryOf = ({ __typename, code, fields, resourceId, currentEtag }: Answer) => ({
  __typename,
  code,
  ...(fields ? { fields: fields.map(({ path, rule }: Answer) => `${path.join(".")} ${rule}`) } : {}),
  ...(resourceId === undefined ? {} : { resourceId }),
  ...(currentEtag === undefined ? {} : { currentEtag }),
})
const validation = (code: string, ...fields: string[]) => ({ __typename: "ValidationError", code, fields })
const notFound = (code: string, resourceId: string) => ({ __typename: "NotFoundError", code, resourceId })
const conflict = (code: string, currentEtag: string | null) => ({ __typename: "ConflictError", code, currentEtag })
const byText = (a: string, b: string) => (a < b ? -1 : 1)
const sampleInput = (over: object = {}) => ({
  title: "Figures",
  description: "How numbers are shown.",
  instructorId: service.samples.instructorId,
  ...over,
})
const sessionInput = (courseId: string, over: object = {}) => ({
  courseId,
  title: "First",
  videoUrl: "https://videos.example.org/1.mp4",
  durationSeconds: 60,
  ...over,
})
/** RPCs that the work makes, by name. */
async function rpcsOf(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const count = async () => {
    const metric = await telemetry.metrics.getSingleMetric("grpc_client_handled_total")?.get()
    const sums: Record<string, number> = {}
    for (const { labels, value } of metric?.values ?? []) {
      const name = String(labels.grpc_method)
      sums[name] = (sums[name] ?? 0) + value
    }
    return sums
  }
  const earlier = await count()
  await work()
  const made = Object.entries(await count()).map(([name, value]) => [name, value - (earlier[name] ?? 0)] as const)
  return Object.fromEntries(made.filter(([, value]) => value > 0))
}

describe("createCourse", () => {
  it("makes a draft of what was given", async () => {
    const given = {
      slug: `sound-${randomUUID()}`,
      title: "소리와 그림",
      description: "About both",
      instructorId: service.samples.instructorId,
      instructorBio: "Plays the viola",
      language: "en",
      level: "ADVANCED",
      categories: ["art", "music"],
      price: { amountMinor: 44_000, currencyCode: "KRW" },
    }
    const { __typename, course } = await createCourse(given)
    assert.equal(__typename, "CourseSuccess")
    const { id, instructorId: _, ...rest } = { ...course, instructorId: "" }
    const { instructorId, ...fields } = given
    assert.deepEqual(rest, {
      ...fields,
      instructor: { id: instructorId },
      status: "DRAFT",
      sessionCount: 0,
      totalDurationSeconds: 0,
      publishedAt: null,
      etag: "1",
      rating: { count: 0, average: null },
      sessions: [],
    })
    assert.notEqual(id, "")
  })

  it("asks for title, description and instructor alone", async () => {
    const { course } = await createCourse(sampleInput(), caller.admin())
    assert.deepEqual(
      [course.language, course.level, course.categories, course.instructorBio, course.price],
      ["ko", "ALL_LEVELS", [], null, null],
    )
    assert.match(course.slug, /^figures/)
  })

  it("answers a repeat with the same key as the first time, and refuses the key for another course", async () => {
    const input = sampleInput({ idempotencyKey: randomUUID() })
    const answers = await Promise.all(Array.from({ length: 5 }, () => createCourse(input)))
    assert.equal(new Set(answers.map(({ course }) => course.id)).size, 1)
    assert.deepEqual(
      summaryOf(await createCourse({ ...input, title: "Other" })),
      validation("REQUEST_ID_REUSED", "idempotencyKey unused"),
    )
  })

  it("names every broken rule by its path in the input", async () => {
    const answer = await createCourse({
      slug: "Not A Slug",
      title: " ",
      description: "x".repeat(20_001),
      instructorId: "nobody",
      instructorBio: "\u0000",
      language: "no language",
      level: null,
      categories: [""],
      price: { amountMinor: -1, currencyCode: "won" },
    })
    assert.deepEqual(
      summaryOf(answer),
      validation(
        "INVALID_ARGUMENT",
        "slug slug",
        "title length",
        "description length",
        "instructorId uuid",
        "instructorBio characters",
        "language locale",
        "level required",
        "categories.0 length",
        "price.amountMinor range",
        "price.currencyCode currency",
      ),
    )
    const nobody = randomUUID()
    service.neighbours.roles.set(nobody, null)
    assert.deepEqual(
      summaryOf(await createCourse(sampleInput({ instructorId: nobody }), caller.admin())),
      validation("INVALID_ARGUMENT", "instructorId instructor"),
    )
  })

  it("refuses a slug that is taken as a ValidationError", async () => {
    const { slug } = await service.samples.draft()
    assert.deepEqual(
      summaryOf(await createCourse(sampleInput({ slug }))),
      validation("COURSE_SLUG_TAKEN", "slug unique"),
    )
  })

  it("is forbidden to learners, and to instructors for others", async () => {
    assert.equal(refusalOf(await createCourse(sampleInput(), caller.learner())), "FORBIDDEN")
    assert.equal(refusalOf(await createCourse(sampleInput(), caller.instructor())), "FORBIDDEN")
    assert.equal(refusalOf(await createCourse(sampleInput(), caller.anonymous)), "UNAUTHENTICATED")
  })
})

describe("updateCourse", () => {
  it("changes what is given, leaves what is absent and empties what is null", async () => {
    const { id, etag, ...before } = await service.samples.draft({
      categories: ["a"],
      instructorBio: "Bio",
      price: { amountMinor: 9900, currencyCode: "KRW" },
    })
    const { course } = await updateCourse({ id, etag, title: "새 제목", level: "ADVANCED" })
    assert.deepEqual(
      [
        course.title,
        course.level,
        course.slug,
        course.description,
        course.categories,
        course.instructorBio,
        course.etag,
      ],
      ["새 제목", "ADVANCED", before.slug, before.description, ["a"], "Bio", "2"],
    )
    assert.deepEqual(course.price, { amountMinor: 9900, currencyCode: "KRW" })
    const emptied = await updateCourse({ id, description: null, instructorBio: null, categories: null, price: null })
    assert.deepEqual(
      [emptied.course.description, emptied.course.instructorBio, emptied.course.categories, emptied.course.price],
      ["", null, [], null],
    )
    assert.equal(emptied.course.title, "새 제목")
  })

  it("publishes and archives, at any time", async () => {
    const { id } = await service.samples.draft()
    await service.samples.session(id)
    const { course } = await updateCourse({ id, status: "PUBLISHED" })
    assert.equal(course.status, "PUBLISHED")
    assert.match(course.publishedAt, /^\d{4}-.*Z$/)
    assert.equal((await updateCourse({ id, title: "New" })).course.title, "New")
    const archived = (await updateCourse({ id, status: "ARCHIVED" })).course
    assert.deepEqual([archived.status, archived.publishedAt], ["ARCHIVED", course.publishedAt])
    assert.equal((await updateCourse({ id, title: "Newer" })).course.title, "Newer")
  })

  it("answers ValidationErrors that name the field", async () => {
    const { id } = await service.samples.draft()
    const { slug } = await service.samples.draft()
    const { id: publishedId } = await service.samples.published()
    for (const [input, expected] of [
      [{ id, slug }, validation("COURSE_SLUG_TAKEN", "slug unique")],
      [{ id, status: "PUBLISHED" }, validation("COURSE_HAS_NO_SESSIONS", "status sessions")],
      [{ id: publishedId, status: "DRAFT" }, validation("COURSE_STATUS_UNREACHABLE", "status transition")],
      [
        { id, slug: null, title: null, language: null, level: null, status: null },
        validation(
          "INVALID_ARGUMENT",
          "slug slug",
          "title length",
          "language locale",
          "level required",
          "status required",
        ),
      ],
      [
        { id, price: { amountMinor: 2 ** 31 - 1, currencyCode: "KRW" } },
        validation("INVALID_ARGUMENT", "price.amountMinor range"),
      ],
    ] as const)
      assert.deepEqual(summaryOf(await updateCourse(input)), expected)
    const nobody = randomUUID()
    service.neighbours.roles.set(nobody, null)
    assert.deepEqual(
      summaryOf(await updateCourse({ id, instructorId: nobody }, caller.admin())),
      validation("INVALID_ARGUMENT", "instructorId instructor"),
    )
  })

  it("answers a stale etag with a ConflictError, to all but one of two editors", async () => {
    const { id, etag } = await service.samples.draft()
    const answers = await Promise.all(["a", "b"].map((title) => updateCourse({ id, etag, title })))
    assert.deepEqual(answers.map(({ __typename }) => __typename).sort(byText), ["ConflictError", "CourseSuccess"])
    for (const stale of [etag, "", "no etag"])
      assert.deepEqual(summaryOf(await updateCourse({ id, etag: stale, title: "c" })), conflict("ETAG_STALE", "2"))
    assert.equal((await updateCourse({ id, etag: null, title: "c" })).course.title, "c")
  })

  it("answers NotFoundError for a course that the viewer may not see", async () => {
    const { id: draftId } = await service.samples.draft()
    for (const id of [randomUUID(), "no id"])
      assert.deepEqual(summaryOf(await updateCourse({ id, title: "x" })), notFound("COURSE_NOT_FOUND", id))
    assert.deepEqual(
      summaryOf(await updateCourse({ id: draftId, title: "x" }, caller.instructor())),
      notFound("COURSE_NOT_FOUND", draftId),
    )
  })

  it("is forbidden to others than the instructor and administrators, and handing a course on to instructors", async () => {
    const { id } = await service.samples.published()
    for (const one of [caller.learner(), caller.instructor()])
      assert.equal(refusalOf(await updateCourse({ id, title: "x" }, one)), "FORBIDDEN")
    assert.equal(refusalOf(await updateCourse({ id, instructorId: randomUUID() })), "FORBIDDEN")
    assert.equal((await updateCourse({ id, title: "x" }, caller.admin())).__typename, "CourseSuccess")
  })
})

describe("addSession", () => {
  it("adds a session at the end or where it is to be", async () => {
    const { id: courseId } = await service.samples.draft()
    const given = {
      title: "첫 강의",
      summary: "About",
      videoUrl: "content:clips/one",
      durationSeconds: 86_400,
      isPreview: true,
    }
    const { __typename, session } = await addSession({ courseId, ...given })
    assert.equal(__typename, "SessionSuccess")
    assert.deepEqual(session, {
      id: session.id,
      position: 1,
      ...given,
      etag: "1",
      course: { id: courseId, etag: "2", sessionCount: 1, sessions: [{ id: session.id }] },
    })
    const { session: first } = await addSession(sessionInput(courseId, { position: 1 }))
    assert.deepEqual(first.course.sessions, [{ id: first.id }, { id: session.id }])
    assert.deepEqual([first.summary, first.isPreview], [null, false])
  })

  it("answers twice in one operation with what is so after each", async () => {
    const { id: courseId } = await service.samples.draft()
    const { data } = await run(
      `mutation ($a: AddSessionInput!, $b: AddSessionInput!) {
        a: addSession(input: $a) { ...S } b: addSession(input: $b) { ...S }
      }
      fragment S on SessionSuccess { session { course { etag sessionCount sessions { position } } } }`,
      { a: sessionInput(courseId), b: sessionInput(courseId) },
      instructor(),
    )
    assert.deepEqual(data, {
      a: { session: { course: { etag: "2", sessionCount: 1, sessions: [{ position: 1 }] } } },
      b: { session: { course: { etag: "3", sessionCount: 2, sessions: [{ position: 1 }, { position: 2 }] } } },
    })
  })

  it("answers a repeat with the same key as the first time", async () => {
    const { id: courseId } = await service.samples.draft()
    const input = sessionInput(courseId, { idempotencyKey: randomUUID() })
    const answers = await Promise.all(Array.from({ length: 5 }, () => addSession(input)))
    assert.equal(new Set(answers.map(({ session }) => session.id)).size, 1)
    assert.equal((await addSession(input)).session.course.sessionCount, 1)
    assert.deepEqual(
      summaryOf(await addSession({ ...input, position: 1 })),
      validation("REQUEST_ID_REUSED", "idempotencyKey unused"),
    )
  })

  it("names every broken rule by its path in the input", async () => {
    const { id: courseId } = await service.samples.draft()
    assert.deepEqual(
      summaryOf(
        await addSession({
          courseId,
          title: "",
          videoUrl: "not an address",
          durationSeconds: 0,
          summary: "x".repeat(2001),
        }),
      ),
      validation("INVALID_ARGUMENT", "title length", "summary length", "videoUrl url", "durationSeconds range"),
    )
    for (const durationSeconds of [-1, 86_401])
      assert.deepEqual(
        summaryOf(await addSession(sessionInput(courseId, { durationSeconds }))),
        validation("INVALID_ARGUMENT", "durationSeconds range"),
      )
    for (const position of [0, -1, 2])
      assert.deepEqual(
        summaryOf(await addSession(sessionInput(courseId, { position }))),
        validation("INVALID_ARGUMENT", "position range"),
      )
  })

  it("answers NotFoundError for a course that the viewer may not see", async () => {
    const { id } = await service.samples.draft()
    assert.deepEqual(
      summaryOf(await addSession(sessionInput(id), caller.instructor())),
      notFound("COURSE_NOT_FOUND", id),
    )
    assert.deepEqual(summaryOf(await addSession(sessionInput("no id"))), notFound("COURSE_NOT_FOUND", "no id"))
  })

  it("is forbidden to others than the instructor and administrators", async () => {
    const { id } = await service.samples.published()
    for (const one of [caller.learner(), caller.instructor()])
      assert.equal(refusalOf(await addSession(sessionInput(id), one)), "FORBIDDEN")
  })
})

describe("updateSession", () => {
  it("changes what is given, leaves what is absent and empties what is null", async () => {
    const { id: courseId } = await service.samples.draft()
    const { id, etag } = await service.samples.session(courseId, { summary: "About", isPreview: true })
    const { session } = await updateSession({ id, etag, title: "새 제목", durationSeconds: 5 })
    assert.deepEqual(
      [session.title, session.durationSeconds, session.summary, session.isPreview, session.etag, session.course.etag],
      ["새 제목", 5, "About", true, "2", "3"],
    )
    const emptied = (await updateSession({ id, summary: null, isPreview: null })).session
    assert.deepEqual([emptied.title, emptied.summary, emptied.isPreview], ["새 제목", null, false])
  })

  it("names every broken rule by its path in the input", async () => {
    const { id } = await service.samples.session((await service.samples.draft()).id)
    assert.deepEqual(
      summaryOf(await updateSession({ id, title: null, videoUrl: "ftp://x", durationSeconds: null })),
      validation("INVALID_ARGUMENT", "title length", "videoUrl url", "durationSeconds range"),
    )
  })

  it("answers a stale etag with a ConflictError, to all but one of two editors", async () => {
    const { id, etag } = await service.samples.session((await service.samples.draft()).id)
    const answers = await Promise.all(["a", "b"].map((title) => updateSession({ id, etag, title })))
    assert.deepEqual(answers.map(({ __typename }) => __typename).sort(byText), ["ConflictError", "SessionSuccess"])
    assert.deepEqual(summaryOf(await updateSession({ id, etag, title: "c" })), conflict("ETAG_STALE", "2"))
    assert.deepEqual(summaryOf(await updateSession({ id, etag: "", title: "c" })), conflict("ETAG_STALE", "2"))
  })

  it("answers NotFoundError for a session that the viewer may not see", async () => {
    const { id: hidden } = await service.samples.session((await service.samples.draft()).id)
    assert.deepEqual(
      summaryOf(await updateSession({ id: hidden, title: "x" }, caller.instructor())),
      notFound("SESSION_NOT_FOUND", hidden),
    )
    const unknown = randomUUID()
    assert.deepEqual(
      summaryOf(await updateSession({ id: unknown, title: "x" })),
      notFound("SESSION_NOT_FOUND", unknown),
    )
  })
})

describe("reorderSessions", () => {
  const threeSessions = async () => {
    const { id } = await service.samples.draft()
    const ids: string[] = []
    for (const title of ["a", "b", "c"]) ids.push((await service.samples.session(id, { title })).id)
    return { courseId: id, ids }
  }

  it("answers with the course in its new order", async () => {
    const { courseId, ids } = await threeSessions()
    const { __typename, course } = await reorderSessions({ courseId, etag: "4", sessionIds: ids.toReversed() })
    assert.equal(__typename, "CourseSuccess")
    assert.deepEqual(
      course.sessions.map(({ position, title }: Answer) => `${position} ${title}`),
      ["1 c", "2 b", "3 a"],
    )
    assert.equal(course.etag, "5")
  })

  it("names missing, foreign and repeated ids by their path in the input", async () => {
    const { courseId, ids } = await threeSessions()
    const [a, b, c] = ids
    for (const [sessionIds, ...fields] of [
      [[a, b], "sessionIds complete"],
      [[], "sessionIds complete"],
      [[a, b, a], "sessionIds.2 unique", "sessionIds complete"],
      [[a, b, c, randomUUID()], "sessionIds.3 member", "sessionIds complete"],
    ] as const)
      assert.deepEqual(
        summaryOf(await reorderSessions({ courseId, sessionIds })),
        validation("INVALID_ARGUMENT", ...fields),
      )
  })

  it("answers a stale etag with a ConflictError", async () => {
    const { courseId, ids } = await threeSessions()
    for (const etag of ["3", ""])
      assert.deepEqual(
        summaryOf(await reorderSessions({ courseId, etag, sessionIds: ids.toReversed() })),
        conflict("ETAG_STALE", "4"),
      )
  })

  it("answers NotFoundError for a course that the viewer may not see", async () => {
    const { courseId, ids } = await threeSessions()
    assert.deepEqual(
      summaryOf(await reorderSessions({ courseId, sessionIds: ids }, caller.instructor())),
      notFound("COURSE_NOT_FOUND", courseId),
    )
  })
})

describe("deleteSession", () => {
  it("answers with the course without the session", async () => {
    const { id: courseId } = await service.samples.draft()
    const first = await service.samples.session(courseId)
    const second = await service.samples.session(courseId, { durationSeconds: 5 })
    const { __typename, id, course } = await deleteSession({ id: first.id, etag: first.etag })
    assert.deepEqual([__typename, id], ["SessionDeleted", first.id])
    assert.deepEqual(
      [course.sessionCount, course.totalDurationSeconds, course.etag, course.sessions],
      [1, 5, "4", [{ id: second.id, position: 1, title: second.title }]],
    )
    const { data } = await run(`query ($id: ID!) { courseSession(id: $id) { id } }`, { id: first.id }, instructor())
    assert.equal(data.courseSession, null)
  })

  it("answers ConflictErrors for a stale etag and for the last session of a published course", async () => {
    const { id: courseId } = await service.samples.published()
    const { data } = await run(
      `query ($id: ID!) { course(id: $id) { sessions { id } } }`,
      { id: courseId },
      instructor(),
    )
    const id = data.course.sessions[0].id
    for (const etag of ["0", ""])
      assert.deepEqual(summaryOf(await deleteSession({ id, etag })), conflict("ETAG_STALE", "1"))
    assert.deepEqual(summaryOf(await deleteSession({ id })), conflict("LAST_SESSION", null))
  })

  it("answers NotFoundError for a session that the viewer may not see, or that is gone", async () => {
    const { id } = await service.samples.session((await service.samples.draft()).id)
    assert.deepEqual(summaryOf(await deleteSession({ id }, caller.instructor())), notFound("SESSION_NOT_FOUND", id))
    await deleteSession({ id })
    assert.deepEqual(summaryOf(await deleteSession({ id })), notFound("SESSION_NOT_FOUND", id))
  })
})

describe("reviews", () => {
  const rate = async (courseId: string, score: number, as: Caller): Promise<string> => {
    const { review } = await service.courses.upsertReview({ review: { courseId, score } }, callAs(as))
    return review?.id ?? ""
  }
  const deleteMyReview = async (courseId: string, as: Caller) => {
    const { data, errors } = await run(
      `mutation ($courseId: ID!) { deleteMyReview(courseId: $courseId) {
        __typename
        ... on MyReviewDeleted { course { rating { count average } viewerReview { id } reviews { totalCount } } }
        ... on UserError { code message } ... on NotFoundError { resourceId }
      } }`,
      { courseId },
      as,
    )
    return errors ? { errors } : data.deleteMyReview
  }
  const hideReview = argumentsMutation(
    "hideReview",
    "$id: ID!, $reason: String!",
    "id: $id, reason: $reason",
    MODERATED,
  )
  const unhideReview = async (id: string, as: Caller) => {
    const { data, errors } = await run(
      `mutation ($id: ID!) { unhideReview(id: $id) {
        __typename ${MODERATED} ... on UserError { code message } ... on NotFoundError { resourceId }
      } }`,
      { id },
      as,
    )
    return errors ? { errors } : data.unhideReview
  }

  it("of one's own course are refused as a NotEntitledError", async () => {
    const { id } = await service.samples.published()
    const { data } = await run(
      `mutation ($input: RateCourseInput!) { rateCourse(input: $input) { __typename ... on UserError { code } } }`,
      { input: { courseId: id, score: 5 } },
      instructor(),
    )
    assert.deepEqual(data.rateCourse, { __typename: "NotEntitledError", code: "OWN_COURSE" })
  })

  it("are deleted by their authors, and not found a second time", async () => {
    const { id } = await service.samples.published()
    const learner = caller.learner()
    await rate(id, 1, learner)
    await rate(id, 4, caller.learner())
    assert.deepEqual(await deleteMyReview(id, learner), {
      __typename: "MyReviewDeleted",
      course: { rating: { count: 1, average: 4 }, viewerReview: null, reviews: { totalCount: 1 } },
    })
    assert.deepEqual(summaryOf(await deleteMyReview(id, learner)), notFound("REVIEW_NOT_FOUND", id))
    assert.equal(refusalOf(await deleteMyReview(id, caller.anonymous)), "UNAUTHENTICATED")
  })

  it("are deleted where the course is gone from sight, without showing it", async () => {
    const { id } = await service.samples.published()
    const learner = caller.learner()
    await rate(id, 1, learner)
    await updateCourse({ id, status: "ARCHIVED" })
    assert.deepEqual(await deleteMyReview(id, learner), { __typename: "MyReviewDeleted", course: null })
  })

  it("are hidden and put back by administrators; the author sees why", async () => {
    const { id: courseId } = await service.samples.published()
    const learner = caller.learner()
    const id = await rate(courseId, 1, learner)
    const other = await rate(courseId, 4, caller.learner())
    const { __typename, review, course } = await hideReview({ id, reason: "Insults" }, caller.admin())
    assert.equal(__typename, "ReviewModerated")
    assert.match(review.hiddenAt, /Z$/)
    assert.deepEqual(
      [review.id, review.hiddenReason, review.author, review.course],
      [id, "Insults", { id: learner.userId }, { rating: { count: 1 } }],
    )
    assert.deepEqual(course, {
      rating: { count: 1, average: 4 },
      reviews: { totalCount: 1, edges: [{ node: { id: other } }] },
    })
    const own = `query ($id: ID!) { course(id: $id) { viewerReview { id score hiddenReason } } }`
    assert.deepEqual((await run(own, { id: courseId }, learner)).data.course.viewerReview, {
      id,
      score: 1,
      hiddenReason: "Insults",
    })
    const hidden = await run(
      `{ hiddenReviews(first: 100) { totalCount edges { node { id hiddenReason } } pageInfo { hasNextPage } } }`,
      {},
      caller.admin(),
    )
    const { edges } = hidden.data.hiddenReviews
    assert.ok(edges.some(({ node }: any) => node.id === id && node.hiddenReason === "Insults"))
    assert.equal(hidden.data.hiddenReviews.totalCount, edges.length)
    const back = await unhideReview(id, caller.admin())
    assert.deepEqual([back.review.hiddenAt, back.review.hiddenReason], [null, null])
    assert.deepEqual(back.course.rating, { count: 2, average: 2.5 })
  })

  it("are not hidden without a reason, by others, or where there is none", async () => {
    const { id: courseId } = await service.samples.published()
    const id = await rate(courseId, 1, caller.learner())
    assert.deepEqual(
      summaryOf(await hideReview({ id, reason: " " }, caller.admin())),
      validation("INVALID_ARGUMENT", "reason length"),
    )
    for (const one of [caller.learner(), instructor()]) {
      assert.equal(refusalOf(await hideReview({ id, reason: "No" }, one)), "FORBIDDEN")
      assert.equal(refusalOf(await unhideReview(id, one)), "FORBIDDEN")
    }
    const unknown = randomUUID()
    assert.deepEqual(
      summaryOf(await hideReview({ id: unknown, reason: "No" }, caller.admin())),
      notFound("REVIEW_NOT_FOUND", unknown),
    )
    assert.deepEqual(summaryOf(await unhideReview(unknown, caller.admin())), notFound("REVIEW_NOT_FOUND", unknown))
  })
})

it("a mutation costs its own RPC, and one for the sessions that are asked for, whether the course has one or many", async () => {
  for (const count of [1, 12]) {
    const { id } = await service.samples.draft()
    const ids: string[] = []
    for (let index = 0; index < count; index++) ids.push((await service.samples.session(id)).id)
    assert.deepEqual(await rpcsOf(() => updateCourse({ id, title: `New ${count}` })), {
      UpdateCourse: 1,
      BatchListSessions: 1,
    })
    // It answers with the sessions.
    assert.deepEqual(await rpcsOf(() => reorderSessions({ courseId: id, sessionIds: ids.toReversed() })), {
      ReorderSessions: 1,
    })
    assert.deepEqual(await rpcsOf(() => addSession(sessionInput(id))), {
      CreateSession: 1,
      BatchGetCourses: 1,
      BatchListSessions: 1,
    })
    assert.deepEqual(await rpcsOf(() => updateSession({ id: ids[0], title: "New" })), {
      UpdateSession: 1,
      BatchGetCourses: 1,
      BatchListSessions: 1,
    })
    assert.deepEqual(await rpcsOf(() => deleteSession({ id: ids[0] })), { DeleteSession: 1, BatchListSessions: 1 })
  }
})
