import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { makeAccount, makeLearner } from "./course-library.ts"
import { demo, startPlatform, type Platform } from "./platform-under-test.ts"

// Answers are looked at field by field.
// oxlint-disable-next-line no-explicit-any
type Answer = any

const FAILURE = `... on UserError { code message }`
const INVALID = `... on ValidationError { fields { path rule } }`
const CONFLICT = `... on ConflictError { currentEtag }`
const COURSE = `course {
  id slug title description status etag updatedAt publishedAt sessionCount totalDurationSeconds instructorBio
  instructor { id displayName } price { amountMinor currencyCode } rating { average count histogram }
  sessions { id position title }
}`
const MUTATIONS = {
  createCourse: ["CreateCourseInput", `... on CourseSuccess { ${COURSE} } ${INVALID} ${CONFLICT}`],
  updateCourse: ["UpdateCourseInput", `... on CourseSuccess { ${COURSE} } ${INVALID} ${CONFLICT}`],
  reorderSessions: ["ReorderSessionsInput", `... on CourseSuccess { ${COURSE} } ${INVALID} ${CONFLICT}`],
  addSession: ["AddSessionInput", `... on SessionSuccess { session { id position etag } } ${INVALID} ${CONFLICT}`],
  updateSession: ["UpdateSessionInput", `... on SessionSuccess { session { id title etag } } ${INVALID} ${CONFLICT}`],
  rateCourse: ["RateCourseInput", `... on RateCourseSuccess { review { id score comment } ${COURSE} } ${INVALID}`],
} as const

describe("the catalogue (one process)", () => {
  let platform: Platform
  let admin = ""
  let instructor = { token: "", id: "" }
  let other = { token: "", id: "" }
  let learner = { token: "", id: "" }
  const signedUp = async (role: "ROLE_LEARNER" | "ROLE_INSTRUCTOR") => {
    const account = await makeAccount(platform.services, role)
    return { token: await platform.signIn(account), id: account.id }
  }
  before(async () => {
    platform = await startPlatform("one process")
    admin = await platform.signIn(demo.admin)
    instructor = await signedUp("ROLE_INSTRUCTOR")
    other = await signedUp("ROLE_INSTRUCTOR")
    learner = await signedUp("ROLE_LEARNER")
  })
  after(() => platform?.stop())

  const ask = (query: string, variables: object, token?: string) => platform.graphql<Answer>(query, variables, token)
  /** The member of the result; undefined with an error beside it. */
  const mutate = async (name: keyof typeof MUTATIONS, input: object, token: string): Promise<Answer> => {
    const [type, members] = MUTATIONS[name]
    const { data, errors } = await ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${members} ${FAILURE} } }`,
      { input },
      token,
    )
    return data?.[name] ?? { refused: errors?.map(({ extensions }) => extensions.code).join() }
  }
  const deleteSession = async (id: string, token: string) =>
    (
      await ask(
        `mutation ($id: ID!) { deleteSession(id: $id) { __typename ... on SessionDeleted { ${COURSE} } ${FAILURE} } }`,
        { id },
        token,
      )
    ).data.deleteSession
  const courseNow = async (id: string, token?: string) =>
    (await ask(`query ($id: ID!) { ${COURSE.replace("course {", "course(id: $id) {")} }`, { id }, token)).data.course
  const created = async (over: object = {}, token = instructor.token) => {
    const input = { title: "Figures", description: "Of a test.", instructorId: instructor.id, ...over }
    const { course } = await mutate("createCourse", input, token)
    return course
  }
  const session = (courseId: string, over: object = {}) => ({
    courseId,
    title: "Lecture",
    videoUrl: "https://videos.example.org/1.mp4",
    durationSeconds: 60,
    ...over,
  })
  const withSessions = async (count: number) => {
    const { id } = await created()
    const ids: string[] = []
    for (let index = 0; index < count; index++)
      ids.push((await mutate("addSession", session(id, { title: `Lecture ${index}` }), instructor.token)).session.id)
    return { id, ids }
  }
  const published = async (count = 1) => {
    const course = await withSessions(count)
    const { __typename } = await mutate("updateCourse", { id: course.id, status: "PUBLISHED" }, instructor.token)
    assert.equal(__typename, "CourseSuccess")
    return course
  }
  const enrol = (courseId: string, userId: string) =>
    platform.services.enrollment.createEnrollment(
      { courseId, requestId: randomUUID() },
      platform.services.asLearner(userId),
    )

  it("C1: an administrator makes a course with title, description and instructor", async () => {
    const input = {
      title: "한국 음악의 이해",
      description: "판소리에서 케이팝까지",
      instructorId: instructor.id,
      instructorBio: "국악과 교수",
      price: { amountMinor: 44_000, currencyCode: "KRW" },
    }
    const { __typename, course } = await mutate("createCourse", input, admin)
    assert.equal(__typename, "CourseSuccess")
    const { title, description, instructorBio, price, status } = course
    assert.deepEqual(
      { title, description, instructorBio, price, instructorId: course.instructor.id, status },
      { ...input, status: "DRAFT" },
    )
    assert.deepEqual(await courseNow(course.id, admin), course)
    assert.deepEqual(await mutate("createCourse", input, learner.token), { refused: "FORBIDDEN" })
    for (const instructorId of [randomUUID(), learner.id]) {
      const invalid = await mutate("createCourse", { ...input, instructorId }, admin)
      assert.deepEqual(invalid.fields, [{ path: ["instructorId"], rule: "instructor" }])
    }
  })

  it("C2: a course is updated at any time, and shown at once", async () => {
    const { id } = await withSessions(1)
    let etag = (await courseNow(id, instructor.token)).etag
    for (const status of ["DRAFT", "PUBLISHED", "ARCHIVED", "PUBLISHED"]) {
      if (status !== "DRAFT") await mutate("updateCourse", { id, status }, instructor.token)
      const title = `While ${status} ${randomUUID()}`
      const { course } = await mutate("updateCourse", { id, title }, admin)
      assert.deepEqual([course.title, course.status], [title, status])
      assert.notEqual(course.etag, etag)
      etag = course.etag
      assert.deepEqual(await courseNow(id, instructor.token), course)
      assert.deepEqual(await courseNow(id), status === "PUBLISHED" ? course : null)
    }
  })

  it("C3: sessions come in the order in which they are added; without one, a course is not published", async () => {
    const { id } = await created()
    const early = await mutate("updateCourse", { id, status: "PUBLISHED" }, admin)
    assert.deepEqual(
      [early.__typename, early.code, early.fields],
      ["ValidationError", "COURSE_HAS_NO_SESSIONS", [{ path: ["status"], rule: "sessions" }]],
    )
    for (const title of ["하나", "둘", "셋"]) await mutate("addSession", session(id, { title }), admin)
    assert.deepEqual(
      (await courseNow(id, admin)).sessions.map(({ position, title }: Answer) => [position, title]),
      [
        [1, "하나"],
        [2, "둘"],
        [3, "셋"],
      ],
    )
    assert.equal((await mutate("updateCourse", { id, status: "PUBLISHED" }, admin)).course.status, "PUBLISHED")
  })

  it("C4: a session has a title, a video address for its author, and a length", async () => {
    const { id: courseId, ids } = await published()
    const [id = ""] = ids
    const query = `query ($id: ID!) { courseSession(id: $id) { title videoUrl durationSeconds } }`
    const seen = async (token?: string) => (await ask(query, { id }, token)).data.courseSession
    const expected = { title: "Lecture 0", videoUrl: "https://videos.example.org/1.mp4", durationSeconds: 60 }
    for (const token of [instructor.token, admin]) assert.deepEqual(await seen(token), expected)
    // Another instructor has the scope, but not the course.
    for (const token of [other.token, learner.token, undefined])
      assert.deepEqual(await seen(token), { ...expected, videoUrl: null })
    for (const [over, path, rule] of [
      [{ durationSeconds: 0 }, "durationSeconds", "range"],
      [{ durationSeconds: -1 }, "durationSeconds", "range"],
      [{ durationSeconds: 86_401 }, "durationSeconds", "range"],
      [{ videoUrl: "not an address" }, "videoUrl", "url"],
      [{ videoUrl: "javascript:alert(1)" }, "videoUrl", "url"],
      [{ position: 3 }, "position", "range"],
    ] as const) {
      const invalid = await mutate("addSession", session(courseId, over), instructor.token)
      assert.deepEqual([invalid.__typename, invalid.fields], ["ValidationError", [{ path: [path], rule }]])
    }
    assert.equal((await courseNow(courseId)).sessionCount, 1)
  })

  it("C5: who is enrolled rates with score and comment, and edits the one review", async () => {
    const { id: courseId } = await published()
    const rate = (input: object, token = learner.token) => mutate("rateCourse", { courseId, ...input }, token)
    const refused = await rate({ score: 5 })
    assert.deepEqual([refused.__typename, refused.code], ["NotEntitledError", "NOT_ENROLLED"])
    await enrol(courseId, learner.id)
    for (const score of [0, 6]) assert.deepEqual((await rate({ score })).fields, [{ path: ["score"], rule: "range" }])
    const first = await rate({ score: 5, comment: "좋아요" })
    const second = await rate({ score: 2, comment: "다시 보니 별로" })
    assert.equal(second.review.id, first.review.id)
    assert.deepEqual(second.course.rating, { average: 2, count: 1, histogram: [0, 1, 0, 0, 0] })
    const own = await rate({ score: 5 }, instructor.token)
    assert.deepEqual([own.__typename, own.code], ["NotEntitledError", "OWN_COURSE"])
  })

  it("C6: fifty ratings at once are all counted, and their mean is exact", async () => {
    const { id: courseId } = await published()
    const tokens: string[] = []
    // One after the other: more passwords than a few at once are not checked.
    for (let index = 0; index < 50; index++) {
      const person = await signedUp("ROLE_LEARNER")
      await enrol(courseId, person.id)
      tokens.push(person.token)
    }
    const scores = tokens.map((_, index) => ((index * index) % 5) + 1)
    const answers = await Promise.all(
      tokens.map((token, index) => mutate("rateCourse", { courseId, score: scores[index] }, token)),
    )
    // Each answer has its own rating in it.
    for (const [index, { __typename, review, course }] of answers.entries()) {
      assert.equal(__typename, "RateCourseSuccess")
      assert.equal(review.score, scores[index])
      assert.ok(course.rating.histogram[review.score - 1] >= 1)
    }
    const { data } = await ask(
      `query ($id: ID!) { course(id: $id) { rating { average count histogram } reviews(first: 100) { totalCount edges { node { score } } } } }`,
      { id: courseId },
    )
    const { rating, reviews } = data.course
    assert.deepEqual(rating, {
      average: scores.reduce((sum, score) => sum + score, 0) / 50,
      count: 50,
      histogram: [1, 2, 3, 4, 5].map((score) => scores.filter((one) => one === score).length),
    })
    assert.deepEqual([reviews.totalCount, reviews.edges.length], [50, 50])

    const [token = ""] = tokens
    const input = { courseId, score: 3, idempotencyKey: randomUUID() }
    const repeats = await Promise.all(Array.from({ length: 50 }, () => mutate("rateCourse", input, token)))
    assert.equal(new Set(repeats.map(({ review }) => review.id)).size, 1)
    assert.equal((await courseNow(courseId)).rating.count, 50)
  })

  it("gC1: twenty reorderings at once end in one of the orders sent; a bad list changes nothing", async () => {
    const { id: courseId, ids } = await withSessions(5)
    const orders = Array.from({ length: 20 }, (_, index) => {
      const turned = [...ids.slice(index % 5), ...ids.slice(0, index % 5)]
      return index < 10 ? turned : turned.reverse()
    })
    const answers = await Promise.all(
      orders.map((sessionIds) => mutate("reorderSessions", { courseId, sessionIds }, instructor.token)),
    )
    for (const [index, { course }] of answers.entries())
      assert.deepEqual(
        course.sessions.map(({ id }: Answer) => id),
        orders[index],
      )
    const after = await courseNow(courseId, instructor.token)
    assert.deepEqual(
      after.sessions.map(({ position }: Answer) => position),
      [1, 2, 3, 4, 5],
    )
    const end = after.sessions.map(({ id }: Answer) => id)
    assert.ok(orders.some((order) => order.join() === end.join()))
    const foreign = (await withSessions(1)).ids
    for (const sessionIds of [
      ids.slice(1),
      [...ids, ids[0]],
      [...ids.slice(1), ids[1]],
      [...ids.slice(1), ...foreign],
      [],
    ])
      assert.equal(
        (await mutate("reorderSessions", { courseId, sessionIds }, instructor.token)).__typename,
        "ValidationError",
      )
    assert.deepEqual(await courseNow(courseId, instructor.token), after)
  })

  it("gC2: the second of two editors gets a ConflictError with the current etag, and nothing of theirs is written", async () => {
    const { id, ids } = await withSessions(1)
    const { etag } = await courseNow(id, instructor.token)
    const outcomes = await Promise.all([
      mutate("updateCourse", { id, etag, title: "Of the instructor" }, instructor.token),
      mutate("updateCourse", { id, etag, title: "Of the administrator" }, admin),
    ])
    const won = outcomes.find(({ __typename }) => __typename === "CourseSuccess")
    const lost = outcomes.find(({ __typename }) => __typename === "ConflictError")
    const now = await courseNow(id, instructor.token)
    assert.deepEqual([won.course, lost.currentEtag], [now, now.etag])

    const stale = { id: ids[0], etag: "1", title: "New" }
    const sessions = await Promise.all([1, 2].map(() => mutate("updateSession", stale, instructor.token)))
    assert.deepEqual(sessions.map(({ __typename }) => __typename).sort(byText), ["ConflictError", "SessionSuccess"])
  })

  it("gC3: a review that is hidden or deleted leaves list, mean and histogram at once", async () => {
    const { id: courseId } = await published()
    const people = [await signedUp("ROLE_LEARNER"), await signedUp("ROLE_LEARNER"), await signedUp("ROLE_LEARNER")]
    const ids: string[] = []
    for (const [index, { id, token }] of people.entries()) {
      await enrol(courseId, id)
      ids.push((await mutate("rateCourse", { courseId, score: index + 1 }, token)).review.id)
    }
    const RATED = `course { rating { average count histogram } reviews { totalCount edges { node { id } } } }`
    const hide = (token: string) =>
      ask(
        `mutation ($id: ID!) { hideReview(id: $id, reason: "광고") { ... on ReviewModerated { ${RATED} } ${FAILURE} } }`,
        { id: ids[0] },
        token,
      )
    for (const token of [learner.token, instructor.token])
      assert.equal((await hide(token)).errors?.[0]?.extensions.code, "FORBIDDEN")
    const { data: hidden } = await hide(admin)
    assert.deepEqual(hidden.hideReview.course, {
      rating: { average: 2.5, count: 2, histogram: [0, 1, 1, 0, 0] },
      reviews: { totalCount: 2, edges: [{ node: { id: ids[2] } }, { node: { id: ids[1] } }] },
    })
    const own = `query ($id: ID!) { course(id: $id) { viewerReview { score hiddenReason } } }`
    assert.deepEqual((await ask(own, { id: courseId }, people[0]?.token)).data.course.viewerReview, {
      score: 1,
      hiddenReason: "광고",
    })
    const { data: deleted } = await ask(
      `mutation ($id: ID!) { deleteMyReview(courseId: $id) { ... on MyReviewDeleted { ${RATED} } ${FAILURE} } }`,
      { id: courseId },
      people[1]?.token,
    )
    assert.deepEqual(deleted.deleteMyReview.course, {
      rating: { average: 3, count: 1, histogram: [0, 0, 1, 0, 0] },
      reviews: { totalCount: 1, edges: [{ node: { id: ids[2] } }] },
    })
    const { data: back } = await ask(
      `mutation ($id: ID!) { unhideReview(id: $id) { ... on ReviewModerated { ${RATED} } ${FAILURE} } }`,
      { id: ids[0] },
      admin,
    )
    assert.deepEqual(back.unhideReview.course.rating, { average: 2, count: 2, histogram: [1, 0, 1, 0, 0] })
  })

  it("answers somebody else's draft as one that does not exist, whatever is asked of it", async () => {
    const { id, ids } = await withSessions(1)
    const nothing = randomUUID()
    const asked = async (courseId: string, sessionId: string) => {
      const answers = [
        await mutate("updateCourse", { id: courseId, title: "Mine" }, other.token),
        await mutate("addSession", session(courseId), other.token),
        await mutate("reorderSessions", { courseId, sessionIds: [sessionId] }, other.token),
        await mutate("updateSession", { id: sessionId, title: "Mine" }, other.token),
        await deleteSession(sessionId, other.token),
        await mutate("rateCourse", { courseId, score: 5 }, other.token),
        await courseNow(courseId, other.token),
      ]
      return JSON.stringify(answers).replaceAll(courseId, "COURSE").replaceAll(sessionId, "SESSION")
    }
    const theirs = await asked(id, ids[0] ?? "")
    assert.equal(theirs, await asked(nothing, randomUUID()))
    assert.equal(theirs.match(/"NotFoundError"/g)?.length, 6)
    // What everybody sees is no secret, but not theirs to change either.
    const { id: publishedId } = await published()
    assert.deepEqual(await mutate("updateCourse", { id: publishedId, title: "Mine" }, other.token), {
      refused: "FORBIDDEN",
    })
  })

  it("a session that is deleted leaves the learners who watched it a home that answers", async () => {
    const { id, ids } = await published(2)
    const [watched = "", kept = ""] = ids
    const account = await makeLearner(platform.services, {
      enrolled: [{ id, sessions: [] }],
      watched: [{ id, sessions: [{ id: watched, durationSeconds: 60 }] }],
    })
    const token = await platform.signIn(account)
    const home = async () => {
      const { data, errors } = await ask(
        `{ continueWatching(first: 5) { session { id title } }
           me { enrollments(first: 5) { edges { node { course { sessionCount viewerProgress { coverage resumeSession { id } } } } } } } }`,
        {},
        token,
      )
      const codes = errors?.map(({ path, extensions }) => `${path?.join(".")} ${String(extensions.code)}`)
      return { codes, continueWatching: data.continueWatching, course: data.me.enrollments.edges[0].node.course }
    }
    const before = await home()
    assert.equal(before.codes, undefined)
    assert.deepEqual(before.continueWatching, [{ session: { id: watched, title: "Lecture 0" } }])
    assert.equal(before.course.viewerProgress.resumeSession.id, watched)
    const { course } = await deleteSession(watched, instructor.token)
    assert.deepEqual(course.sessions, [{ id: kept, position: 1, title: "Lecture 1" }])
    const after = await home()
    assert.deepEqual(after.continueWatching, [{ session: null }])
    assert.deepEqual(after.codes, ["continueWatching.0.session.title NOT_FOUND"])
    assert.deepEqual(after.course, { sessionCount: 1, viewerProgress: { coverage: 0, resumeSession: { id: kept } } })
    assert.equal((await deleteSession(kept, instructor.token)).code, "LAST_SESSION")
  })
})

const byText = (a: string, b: string) => (a < b ? -1 : 1)
