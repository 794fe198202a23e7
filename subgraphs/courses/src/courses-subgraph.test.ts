import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { testCoursesService } from "@lectern/courses-service/test-service"
import type { Caller } from "@lectern/rpc/passport"
import { callAs, caller, passportPublicKey } from "@lectern/test-kit/callers"
import { runOperation } from "@lectern/test-kit/run-operation"
import { counterValue, silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import type { Subgraph } from "@lectern/subgraph-kit/subgraph"
import { openCoursesSubgraph } from "./open.ts"

describe("the courses subgraph", () => {
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
  const run = (query: string, variables: Record<string, unknown> = {}, as: Caller = caller.anonymous) =>
    runOperation<Answer>(subgraph, callAs(as), query, variables)
  const rpcs = (method: string) => counterValue(telemetry, "grpc_client_handled_total", { grpc_method: method })
  /** How many RPCs of this name the work makes. */
  const rpcsOf = async (method: string, work: () => Promise<unknown>) => {
    const before = await rpcs(method)
    await work()
    return (await rpcs(method)) - before
  }
  const many = <T>(count: number, make: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, index) => make(index)))

  const RATE = `mutation ($input: RateCourseInput!) {
    rateCourse(input: $input) {
      __typename
      ... on RateCourseSuccess {
        review { id score comment author { id } course { id rating { count } } }
        course { id etag rating { average count histogram } viewerReview { score } reviews { totalCount } }
      }
      ... on UserError { code message }
      ... on ValidationError { fields { path rule } }
      ... on NotFoundError { resourceId }
    }
  }`
  const rate = async (input: object, as: Caller) => (await run(RATE, { input }, as)).data.rateCourse

  describe("Course", () => {
    it("answers every field to anybody who browses", async () => {
      const { id, slug } = await service.samples.published({
        title: "소리와 그림 Sound",
        description: "About both",
        instructorBio: "Plays the viola",
        language: "ko-KR",
        level: "COURSE_LEVEL_ADVANCED",
        categories: ["music", "art"],
      })
      const { data, errors } = await run(
        `query ($id: ID!) { course(id: $id) {
          id slug title description language level categories status instructor { id } instructorBio sessionCount
          totalDurationSeconds rating { average count histogram } createdAt updatedAt etag
          sessions { position title summary videoUrl durationSeconds isPreview etag courseId course { slug } }
          reviews { totalCount edges { node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
        } }`,
        { id },
      )
      assert.equal(errors, undefined)
      const { createdAt, updatedAt, ...course } = data.course
      assert.match(createdAt, /^\d{4}-.*Z$/)
      assert.ok(updatedAt >= createdAt)
      assert.deepEqual(course, {
        id,
        slug,
        title: "소리와 그림 Sound",
        description: "About both",
        language: "ko-KR",
        level: "ADVANCED",
        categories: ["art", "music"],
        status: "PUBLISHED",
        instructor: { id: service.samples.instructorId },
        instructorBio: "Plays the viola",
        sessionCount: 1,
        totalDurationSeconds: 60,
        rating: { average: null, count: 0, histogram: [0, 0, 0, 0, 0] },
        etag: "3",
        sessions: [
          {
            position: 1,
            title: "The first lecture",
            summary: null,
            videoUrl: null,
            durationSeconds: 60,
            isPreview: false,
            etag: "1",
            courseId: id,
            course: { slug },
          },
        ],
        reviews: {
          totalCount: 0,
          edges: [],
          pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
        },
      })
    })

    it("is found by slug, and nothing by the slug of a draft", async () => {
      const { slug, id } = await service.samples.published()
      const draft = await service.samples.draft()
      const query = `query ($slug: String) { course(slug: $slug) { id } }`
      assert.deepEqual((await run(query, { slug })).data.course, { id })
      assert.equal((await run(query, { slug: draft.slug })).data.course, null)
      const instructor = caller.instructor(service.samples.instructorId)
      assert.deepEqual((await run(query, { slug: draft.slug }, instructor)).data.course, { id: draft.id })
    })

    it("takes exactly one of id and slug", async () => {
      const { slug, id } = await service.samples.published()
      const query = `query ($id: ID, $slug: String) { course(id: $id, slug: $slug) { id } }`
      for (const variables of [{}, { id, slug }, { id: null, slug: null }])
        assert.equal((await run(query, variables)).errors?.[0]?.extensions?.code, "BAD_USER_INPUT")
      assert.deepEqual((await run(query, { id, slug: null })).data.course, { id })
    })

    it("answers any number of references by both keys with one RPC per key", async () => {
      const made = await many(4, () => service.samples.published())
      const representations = [
        ...made.map(({ id }) => ({ __typename: "Course", id })),
        ...made.map(({ id }) => ({ __typename: "Course", id })),
        ...made.map(({ slug }) => ({ __typename: "Course", slug })),
        { __typename: "Course", id: randomUUID() },
        { __typename: "Course", slug: "no-such-course" },
        { __typename: "Course", id: "no id at all" },
      ]
      let entities: Answer
      const calls = await rpcsOf("BatchGetCourses", async () => {
        const { data } = await run(`query ($r: [_Any!]!) { _entities(representations: $r) { ... on Course { id } } }`, {
          r: representations,
        })
        entities = data._entities
      })
      const ids = made.map(({ id }) => ({ id }))
      assert.deepEqual(entities, [...ids, ...ids, ...ids, null, null, null])
      assert.equal(calls, 2)
    })

    it("is not fetched by id when it came by slug", async () => {
      const { slug, id } = await service.samples.published()
      const scope = subgraph.openScope(callAs(caller.anonymous))
      const same = { ...subgraph, openScope: () => scope }
      const calls = await rpcsOf("BatchGetCourses", async () => {
        const query = `query ($id: ID, $slug: String) { course(id: $id, slug: $slug) { title } }`
        await runOperation(same, scope.call, query, { slug })
        await runOperation(same, scope.call, query, { id })
      })
      assert.equal(calls, 1)
    })

    it("costs one RPC each for the sessions, reviews and own reviews of a page of courses", async () => {
      const instructorId = randomUUID()
      const admin = callAs(caller.admin())
      const made = await many(5, async () => {
        const course = { title: "One of five", instructorId, language: "en", level: "COURSE_LEVEL_BEGINNER" as const }
        const { course: draft } = await service.courses.createCourse({ course }, admin)
        const courseId = draft?.id ?? ""
        for (const title of ["a", "b"])
          await service.courses.createSession(
            { session: { courseId, title, videoUrl: "content:x", durationSeconds: 5 } },
            admin,
          )
        await service.samples.publish(courseId, admin)
        return courseId
      })
      const learner = caller.learner()
      for (const courseId of made) await rate({ courseId, score: 4 }, learner)
      const query = `query ($instructorId: ID) { courses(filter: { instructorId: $instructorId }, first: 5) {
        totalCount
        edges { cursor node {
          sessions { title course { id } }
          reviews(first: 3) { edges { node { score course { id } } } totalCount }
          viewerReview { score }
        } }
      } }`
      const methods = [
        "ListCourses",
        "BatchGetCourses",
        "BatchListSessions",
        "BatchListReviews",
        "ListReviews",
        "BatchGetUserReviews",
      ]
      const before = await Promise.all(methods.map(rpcs))
      const { data, errors } = await run(query, { instructorId }, learner)
      const calls = (await Promise.all(methods.map(rpcs))).map((count, index) => count - (before[index] ?? 0))
      assert.equal(errors, undefined)
      assert.deepEqual(calls, [1, 0, 1, 1, 0, 1])
      assert.equal(data.courses.totalCount, 5)
      for (const { node } of data.courses.edges) {
        assert.deepEqual(
          node.sessions.map(({ title }: Answer) => title),
          ["a", "b"],
        )
        assert.equal(node.reviews.totalCount, 1)
        assert.equal(node.reviews.edges[0].node.score, 4)
        assert.deepEqual(node.viewerReview, { score: 4 })
      }
    })
  })

  describe("CourseSession", () => {
    const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on CourseSession { id title videoUrl } } }`

    it("answers any number of references with one RPC", async () => {
      const course = await service.samples.draft()
      const sessions = await many(3, () => service.samples.session(course.id))
      await service.samples.publish(course.id)
      const hidden = await service.samples.session((await service.samples.draft()).id)
      const ids = [...sessions, ...sessions].map(({ id }) => id)
      let entities: Answer
      const calls = await rpcsOf("BatchGetSessions", async () => {
        const r = [...ids, hidden.id, randomUUID()].map((id) => ({ __typename: "CourseSession", id }))
        entities = (await run(ENTITIES, { r })).data._entities
      })
      assert.equal(calls, 1)
      assert.deepEqual(
        entities.map((session: Answer) => session?.id ?? null),
        [...ids, null, null],
      )
    })

    it("shows its video address to its author and to administrators only", async () => {
      const course = await service.samples.published()
      const { id } = await service.samples.session(course.id, { videoUrl: "https://videos.example.org/secret.mp4" })
      const videoUrlFor = async (as: Caller) =>
        (await run(`query ($id: ID!) { courseSession(id: $id) { videoUrl } }`, { id }, as)).data.courseSession.videoUrl
      const address = "https://videos.example.org/secret.mp4"
      assert.equal(await videoUrlFor(caller.instructor(service.samples.instructorId)), address)
      assert.equal(await videoUrlFor(caller.admin()), address)
      for (const other of [caller.anonymous, caller.learner(), caller.instructor()])
        assert.equal(await videoUrlFor(other), null)
    })

    it("is null where there is none", async () => {
      const { data, errors } = await run(`{ courseSession(id: "none") { id } }`)
      assert.deepEqual([data, errors], [{ courseSession: null }, undefined])
    })
  })

  describe("courses", () => {
    it("pages through a list by cursors, in both orders", async () => {
      const instructorId = randomUUID()
      service.neighbours.roles.set(instructorId, "ROLE_INSTRUCTOR")
      const admin = callAs(caller.admin())
      for (const title of ["B", "a", "C"]) {
        const course = { title, instructorId, language: "en", level: "COURSE_LEVEL_BEGINNER" as const }
        const id = (await service.courses.createCourse({ course }, admin)).course?.id ?? ""
        await service.courses.createSession(
          { session: { courseId: id, title, videoUrl: "content:x", durationSeconds: 5 } },
          admin,
        )
        await service.samples.publish(id, admin)
      }
      const query = `query ($filter: CourseFilter, $orderBy: CourseOrder, $after: String) {
        courses(filter: $filter, orderBy: $orderBy, first: 2, after: $after) {
          totalCount edges { cursor node { title } } pageInfo { hasNextPage startCursor endCursor }
        }
      }`
      const titles = async (orderBy: string | null) => {
        const first = (await run(query, { filter: { instructorId }, orderBy })).data.courses
        assert.equal(first.totalCount, 3)
        assert.equal(first.pageInfo.hasNextPage, true)
        assert.equal(first.pageInfo.endCursor, first.edges[1].cursor)
        const last = (await run(query, { filter: { instructorId }, orderBy, after: first.pageInfo.endCursor })).data
          .courses
        assert.equal(last.pageInfo.hasNextPage, false)
        return [...first.edges, ...last.edges].map(({ node }: Answer) => node.title)
      }
      assert.deepEqual(await titles("TITLE"), ["a", "B", "C"])
      assert.deepEqual(await titles("NEWEST"), ["C", "a", "B"])
      assert.deepEqual(await titles(null), ["C", "a", "B"])
    })

    it("finds by words, the best first, and goes by any other order that is asked for", async () => {
      const instructorId = randomUUID()
      await service.samples.imported(
        [
          { title: "Harmony and much else besides", description: "", level: "COURSE_LEVEL_ADVANCED" },
          { title: "Harmony", description: "", language: "ko" },
          { title: "Counterpoint", description: "" },
        ],
        instructorId,
      )
      const query = `query ($filter: CourseFilter, $orderBy: CourseOrder, $first: Int, $after: String) {
        courses(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
          totalCount edges { node { title } } pageInfo { hasNextPage endCursor }
        }
      }`
      const found = async (filter: object, variables: object = {}) => {
        const { data, errors } = await run(query, { filter: { instructorId, ...filter }, ...variables })
        assert.equal(errors, undefined)
        assert.equal(data.courses.totalCount >= data.courses.edges.length, true)
        return data.courses.edges.map(({ node }: Answer) => node.title)
      }
      assert.deepEqual(await found({ query: "harmony" }), ["Harmony", "Harmony and much else besides"])
      assert.deepEqual(await found({ query: "harmony", level: "ADVANCED" }), ["Harmony and much else besides"])
      assert.deepEqual(await found({ query: "harmony", language: "ko", minRating: 1 }), [])
      assert.deepEqual(await found({ query: "harmony", status: "DRAFT" }), [])
      assert.deepEqual(await found({ query: null }), ["Counterpoint", "Harmony", "Harmony and much else besides"])
      for (const orderBy of ["NEWEST", "TITLE", "RATING", "POPULARITY", "RELEVANCE"])
        assert.equal((await found({ query: "harmony" }, { orderBy })).length, 2, orderBy)
      const first = (await run(query, { filter: { instructorId, query: "harmony" }, first: 1 })).data.courses
      assert.equal(first.pageInfo.hasNextPage, true)
      assert.deepEqual(await found({ query: "harmony" }, { first: 1, after: first.pageInfo.endCursor }), [
        "Harmony and much else besides",
      ])
    })

    it("shows an instructor their own drafts", async () => {
      const draft = await service.samples.draft({ title: "Not yet" })
      const query = `{ courses(filter: { status: DRAFT }, first: 100) { edges { node { id status } } } }`
      const idsFor = async (as: Caller) =>
        (await run(query, {}, as)).data.courses.edges.map(({ node }: Answer) => node.id)
      assert.ok((await idsFor(caller.instructor(service.samples.instructorId))).includes(draft.id))
      assert.ok((await idsFor(caller.admin())).includes(draft.id))
      for (const other of [caller.anonymous, caller.learner(), caller.instructor()])
        assert.deepEqual(await idsFor(other), [])
    })

    it("refuses bad pages, cursors and filters, and answers null for the list alone", async () => {
      const query = `query ($filter: CourseFilter, $orderBy: CourseOrder, $first: Int, $after: String) {
        courses(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { totalCount }
      }`
      const categories = Array.from({ length: 21 }, (_, index) => `category ${index}`)
      for (const variables of [
        { first: 0 },
        { first: -1 },
        { first: 101 },
        { after: "forged" },
        { filter: { language: "no language" } },
        { filter: { instructorId: "nobody" } },
        { filter: { categories } },
        { filter: { query: "x".repeat(1001) } },
        { filter: { minRating: 0 } },
        { filter: { minRating: 5.1 } },
        { orderBy: "RELEVANCE" },
      ]) {
        const { data, errors } = await run(query, variables)
        assert.deepEqual(data, { courses: null })
        assert.equal(errors?.[0]?.extensions?.code, "BAD_USER_INPUT", JSON.stringify(variables))
      }
    })
  })

  describe("User", () => {
    const TAUGHT = `query ($r: [_Any!]!, $first: Int, $after: String) { _entities(representations: $r) { ... on User {
      id taughtCourses(first: $first, after: $after) {
        totalCount edges { cursor node { title } } pageInfo { hasNextPage endCursor }
      }
    } } }`
    const user = (id: string) => ({ __typename: "User", id })

    it("shows the courses that any number of people teach with one RPC", async () => {
      const teachers = await many(4, async (index) => {
        const instructorId = randomUUID()
        const titles = Array.from({ length: index }, (_, course) => `${course}`)
        if (index > 0)
          await service.samples.imported(
            titles.map((title) => ({ title })),
            instructorId,
          )
        return instructorId
      })
      let entities: Answer
      const lists = await rpcsOf("ListCourses", async () => {
        const calls = await rpcsOf("BatchListTaughtCourses", async () => {
          const { data, errors } = await run(TAUGHT, { r: [...teachers, teachers[0] ?? ""].map(user), first: 2 })
          assert.equal(errors, undefined)
          entities = data._entities
        })
        assert.equal(calls, 1)
      })
      assert.equal(lists, 0)
      assert.deepEqual(
        entities.map(({ taughtCourses }: Answer) => [
          taughtCourses.totalCount,
          taughtCourses.edges.map(({ node }: Answer) => node.title).join(" "),
          taughtCourses.pageInfo.hasNextPage,
        ]),
        [
          [0, "", false],
          [1, "0", false],
          [2, "1 0", false],
          [3, "2 1", true],
          [0, "", false],
        ],
      )
      const after = entities[3].taughtCourses.pageInfo.endCursor
      const { data } = await run(TAUGHT, { r: [user(teachers[3] ?? "")], first: 2, after })
      assert.deepEqual(
        data._entities[0].taughtCourses.edges.map(({ node }: Answer) => node.title),
        ["0"],
      )
    })

    it("answers null for courses of what is no id, and refuses bad pages", async () => {
      const nobody = (await run(TAUGHT, { r: [user("nobody")] })).data._entities[0]
      assert.deepEqual(nobody, { id: "nobody", taughtCourses: null })
      for (const page of [{ first: 0 }, { first: 101 }, { after: "forged" }]) {
        const { errors } = await run(TAUGHT, { r: [user(randomUUID())], ...page })
        assert.equal(errors?.[0]?.extensions?.code, "BAD_USER_INPUT", JSON.stringify(page))
      }
    })
  })

  describe("reviews", () => {
    it("page by cursors, narrowed by score", async () => {
      const { id } = await service.samples.published()
      for (const score of [5, 3, 4, 2, 5]) await rate({ courseId: id, score }, caller.learner())
      const query = `query ($id: ID!, $first: Int, $after: String, $minScore: Int) { course(id: $id) {
        reviews(first: $first, after: $after, minScore: $minScore) {
          totalCount edges { cursor node { score comment author { id } } } pageInfo { hasNextPage endCursor }
        }
      } }`
      const page = async (variables: object) => (await run(query, { id, ...variables })).data.course.reviews
      const first = await page({ first: 2, minScore: 3 })
      assert.equal(first.totalCount, 4)
      assert.deepEqual(
        first.edges.map(({ node }: Answer) => node.score),
        [5, 4],
      )
      const second = await page({ first: 2, minScore: 3, after: first.pageInfo.endCursor })
      assert.deepEqual(
        second.edges.map(({ node }: Answer) => node.score),
        [3, 5],
      )
      assert.equal(second.pageInfo.hasNextPage, false)
      assert.equal((await page({})).edges.length, 5)
      for (const bad of [
        { minScore: 0 },
        { minScore: 6 },
        { first: 101 },
        { after: "forged" },
        { after: first.pageInfo.endCursor },
      ])
        assert.equal((await run(query, { id, ...bad })).errors?.[0]?.extensions?.code, "BAD_USER_INPUT")
    })
  })

  describe("rateCourse", () => {
    it("answers with the review and the course as they are after it", async () => {
      const { id, etag } = await service.samples.published()
      const learner = caller.learner()
      await rate({ courseId: id, score: 4 }, caller.learner())
      const { review, course } = await rate({ courseId: id, score: 1, comment: "안녕" }, learner)
      assert.equal(review.score, 1)
      assert.equal(review.comment, "안녕")
      assert.deepEqual(review.author, { id: learner.userId })
      assert.deepEqual(review.course, { id, rating: { count: 2 } })
      assert.deepEqual(course, {
        id,
        etag,
        rating: { average: 2.5, count: 2, histogram: [1, 0, 0, 1, 0] },
        viewerReview: { score: 1 },
        reviews: { totalCount: 2 },
      })
    })

    it("answers twice in one operation with what is so after each", async () => {
      const { id } = await service.samples.published()
      const { data } = await run(
        `mutation ($a: RateCourseInput!, $b: RateCourseInput!) {
          a: rateCourse(input: $a) { ...S } b: rateCourse(input: $b) { ...S }
        }
        fragment S on RateCourseSuccess {
          course { rating { average } viewerReview { score } reviews { edges { node { score course { rating { average } } } } } }
        }`,
        { a: { courseId: id, score: 2 }, b: { courseId: id, score: 5 } },
        caller.learner(),
      )
      const after = (score: number) => ({
        course: {
          rating: { average: score },
          viewerReview: { score },
          reviews: { edges: [{ node: { score, course: { rating: { average: score } } } }] },
        },
      })
      assert.deepEqual(data, { a: after(2), b: after(5) })
    })

    it("answers a repeat with the same key as the first time", async () => {
      const { id } = await service.samples.published()
      const learner = caller.learner()
      const input = { courseId: id, score: 4, idempotencyKey: randomUUID() }
      const first = await rate(input, learner)
      assert.equal((await rate(input, learner)).review.id, first.review.id)
      const other = await rate({ ...input, score: 5 }, learner)
      assert.equal(other.code, "REQUEST_ID_REUSED")
      assert.deepEqual(other.fields, [{ path: ["idempotencyKey"], rule: "unused" }])
    })

    it("names broken rules by their path in the input", async () => {
      const { id } = await service.samples.published()
      const answer = await rate({ courseId: id, score: 6, comment: "x".repeat(4001) }, caller.learner())
      assert.equal(answer.__typename, "ValidationError")
      assert.deepEqual(answer.fields, [
        { path: ["score"], rule: "range" },
        { path: ["comment"], rule: "length" },
      ])
      const key = await rate({ courseId: id, score: 5, idempotencyKey: "no uuid" }, caller.learner())
      assert.deepEqual(key.fields, [{ path: ["idempotencyKey"], rule: "uuid" }])
    })

    it("tells who may not rate why", async () => {
      const { id } = await service.samples.published()
      const learner = caller.learner()
      service.neighbours.access.set(learner.userId ?? "", "ACCESS_REASON_NOT_ENROLLED")
      const answer = await rate({ courseId: id, score: 5 }, learner)
      assert.deepEqual([answer.__typename, answer.code], ["NotEntitledError", "NOT_ENROLLED"])
      assert.match(answer.message, /NOT_ENROLLED/)
    })

    it("answers NotFoundError for a course that the viewer may not see", async () => {
      const draft = await service.samples.draft()
      for (const courseId of [draft.id, randomUUID(), "no id"]) {
        const answer = await rate({ courseId, score: 5 }, caller.learner())
        assert.deepEqual(
          [answer.__typename, answer.code, answer.resourceId],
          ["NotFoundError", "COURSE_NOT_FOUND", courseId],
        )
      }
    })

    it("is nothing for anonymous callers", async () => {
      const { id } = await service.samples.published()
      const { errors } = await run(RATE, { input: { courseId: id, score: 5 } })
      assert.equal(errors?.[0]?.extensions?.code, "UNAUTHENTICATED")
    })
  })

  it("does not answer without a passport", () => {
    assert.throws(
      () => subgraph.openScope({ passport: "", deadlineMs: 0, signal: AbortSignal.abort(), correlationId: "" }),
      {
        reason: "PASSPORT_REQUIRED",
      },
    )
  })
})
