import assert from "node:assert/strict"
import { after, before, describe, it } from "node:test"
import { until } from "@lectern/test-kit/until"
import { makeAccount, makeCourses, makeLearner, type LibraryCourse } from "./course-library.ts"
import { demo, startPlatform, type Platform } from "./platform-under-test.ts"

/** Longer than a test takes on a busy machine. */
const FRESH_MS = 10_000
const CATALOGUE = `query Catalogue($first: Int) {
  courses(first: $first) { edges { node { id title rating { average count } instructor { displayName } } } }
}`
const COURSE = `query One($id: ID!) {
  course(id: $id) { id title updatedAt rating { count } viewerAccess { granted reason } }
}`

interface Course {
  id: string
  title: string
  rating: { count: number }
  viewerAccess: { granted: boolean; reason: string }
}
interface Catalogue {
  courses: { edges: { node: Course }[] }
}

describe("answers that are the same for everybody (CA1, CA2)", () => {
  let platform: Platform
  let admin = ""
  let enrolled = ""
  let other = ""
  let course: LibraryCourse
  before(async () => {
    platform = await startPlatform("processes", { SHARED_ANSWERS_FRESH_MS: String(FRESH_MS) }, ["--keep-going"])
    ;[course] = (await makeCourses(platform.services, { count: 1 })) as [LibraryCourse]
    admin = await platform.signIn(demo.admin)
    enrolled = await platform.signIn(await makeLearner(platform.services, { enrolled: [course], watched: [] }))
    other = await platform.signIn(await makeAccount(platform.services, "ROLE_LEARNER"))
  })
  after(() => platform?.stop())

  const ask = async <T>(query: string, variables: object, token?: string) => {
    const answer = await platform.graphql<T>(query, variables, token)
    assert.equal(answer.errors, undefined)
    return { ...answer, cache: answer.headers.get("x-cache") }
  }
  const one = async (token?: string) => {
    const { data, cache } = await ask<{ course: Course }>(COURSE, { id: course.id }, token)
    return { ...data.course, cache }
  }
  const change = async (mutation: string, input: object, token: string) => {
    const { data } = await ask<Record<string, { __typename: string }>>(mutation, { input }, token)
    const [{ __typename }] = Object.values(data) as [{ __typename: string }]
    assert.match(__typename, /Success$/)
  }
  const retitle = (title: string) =>
    change(
      "mutation ($input: UpdateCourseInput!) { updateCourse(input: $input) { __typename } }",
      { id: course.id, title },
      admin,
    )
  const calls = (method: string) => platform.counter("grpc_server_handled_total", { grpc_method: method })

  it("come from memory the second time, for whoever asks, and nothing is asked of a service", async () => {
    const first = await ask<Catalogue>(CATALOGUE, { first: 5 })
    assert.equal(first.cache, "MISS")
    assert.equal(first.data.courses.edges.length, 5)
    const before = [await calls("ListCourses"), await calls("BatchGetUsers")]
    for (const token of [undefined, enrolled, other]) {
      const again = await ask<Catalogue>(CATALOGUE, { first: 5 }, token)
      assert.equal(again.cache, "HIT")
      assert.equal(again.headers.get("cache-status"), "lectern; hit")
      assert.equal(again.headers.get("cache-control"), "no-store")
      assert.deepEqual(again.data, first.data)
    }
    assert.deepEqual([await calls("ListCourses"), await calls("BatchGetUsers")], before)
  })

  it("never come to who writes courses, and sees those that nobody else does", async () => {
    for (let time = 0; time < 2; time++) {
      const { cache, headers } = await ask<Catalogue>(CATALOGUE, { first: 5 }, admin)
      assert.deepEqual([cache, headers.get("cache-status")], [null, null])
    }
  })

  it("hold nothing of a viewer: each has an access of their own", async () => {
    assert.deepEqual((await one(enrolled)).viewerAccess, { granted: true, reason: "ENROLLED" })
    assert.deepEqual((await one(other)).viewerAccess, { granted: false, reason: "NOT_ENROLLED" })
    const { viewerAccess, cache } = await one()
    assert.deepEqual([viewerAccess.granted, cache], [false, "HIT"])
  })

  it("end with a change through the same gateway: the next one who asks has the new data", async () => {
    for (let round = 0; round < 3; round++) {
      await retitle(`Round ${round}`)
      const { title, cache } = await one()
      assert.deepEqual([title, cache], [`Round ${round}`, "MISS"])
      assert.equal((await one(other)).cache, "HIT")
    }
    const { rating } = await one(other)
    await change(
      "mutation ($input: RateCourseInput!) { rateCourse(input: $input) { __typename } }",
      { courseId: course.id, score: 4 },
      enrolled,
    )
    const after = await one(other)
    assert.deepEqual([after.rating.count, after.cache], [rating.count + 1, "MISS"])
  })

  it("are fetched once for 200 who miss them at once", async () => {
    const before = await calls("ListCourses")
    const all = await Promise.all(Array.from({ length: 200 }, () => ask<Catalogue>(CATALOGUE, { first: 7 })))
    for (const { data } of all) assert.deepEqual(data, all[0]?.data)
    assert.equal(await calls("ListCourses"), before + 1)
  })

  it("are counted by subgraph and outcome", async () => {
    for (const outcome of ["hit", "miss"])
      assert.ok((await platform.counter("gateway_shared_answers_total", { subgraph: "courses", outcome })) > 0, outcome)
  })

  it("are given while courses are away, and say how old they are", async () => {
    const { data } = await ask<Catalogue>(CATALOGUE, { first: 9 })
    for (const name of ["courses-service", "courses-subgraph"])
      process.kill(platform.addresses.processIds[name] as number, "SIGKILL")
    // What is fetched anew has failed once it is past its freshness, so that it is not asked of one that still answers.
    const old = await until(
      async () => {
        const answer = await platform.graphql<Catalogue>(CATALOGUE, { first: 9 })
        const { extensions } = answer as { extensions?: { stale: { path: string[]; ageMs: number }[] } }
        const ageMs = extensions?.stale.find(({ path }) => path.join() === "courses")?.ageMs
        return ageMs === undefined ? undefined : { ...answer, ageMs }
      },
      { timeoutMs: 4 * FRESH_MS, description: "an answer that is past its freshness" },
    )
    assert.deepEqual(old.data, data)
    assert.equal(old.headers.get("cache-status"), "lectern; hit; detail=stale")
    assert.ok(old.ageMs > FRESH_MS)
    const unknown = await platform.graphql(CATALOGUE, { first: 11 })
    assert.equal(unknown.status, 503)
    assert.equal(unknown.errors?.[0]?.extensions.code, "SERVICE_UNAVAILABLE")
  })
})
