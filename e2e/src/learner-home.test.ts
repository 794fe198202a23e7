import assert from "node:assert/strict"
import { after, before, describe, it } from "node:test"
import { until } from "@lectern/test-kit/until"
import { makeCourses, makeLearner } from "./course-library.ts"
import { LEARNER_HOME, type LearnerHome } from "./learner-home.ts"
import { startPlatform, TOPOLOGIES, type Platform } from "./platform-under-test.ts"

/**
 * What one answer costs, however many courses it shows. Each line is one batch: two of a kind are of two levels of the
 * plan, the second asked for what the first brought.
 */
const FETCHES = { users: 2, enrollment: 1, courses: 3, playback: 4, content: 1 }
const RPCS = {
  "users BatchGetUsers": 2, // the learner; the instructors
  "enrollment ListEnrollments": 1,
  "enrollment ListNotices": 1,
  "enrollment BatchGetUserSubscriptions": 1,
  "enrollment BatchCheckAccess": 1, // by content, for all the streams
  "courses BatchGetCourses": 3, // enrolled in; watched last; by enrollment, to decide about access
  "courses BatchListSessions": 1,
  "courses BatchGetSessions": 2, // watched last; to resume with
  "playback GetLearningPattern": 1,
  "playback ListContinueWatching": 1,
  "playback BatchGetProgress": 2, // by course; by session
  "content BatchCreateStreamGrants": 1,
}
const STATEMENTS = {
  users: 2,
  enrollment: 7, // a page and a count twice, the subscription; for access, enrolments and subscription
  courses: 9, // a course comes with its categories
  playback: 4,
  content: 2, // the number of the last right that ended, before access is asked for; the streams
}

// The gateway reads the list of ended auth sessions every two seconds; what is counted must lie between two readings.
const QUIET_MS = 1500

for (const topology of TOPOLOGIES)
  describe(`the learner home (${topology})`, () => {
    let platform: Platform
    const token = { few: "", many: "" }
    before(async () => {
      // All of it, as for the first who asks.
      platform = await startPlatform(topology, { SHARED_ANSWERS_MIB: "0" }, ["--no-demo"])
      const { services } = platform
      const courses = await makeCourses(services, { count: 50 })
      // Of courses that nobody is enrolled in. Fetches that meet in one process share what is loaded, so with the same
      // courses in both places it would be chance which of them has to ask.
      const previews = await makeCourses(services, { count: 6, playable: true })
      const few = await makeLearner(services, { enrolled: courses.slice(0, 1), watched: previews.slice(0, 1) })
      const many = await makeLearner(services, { enrolled: courses, watched: [...courses.slice(0, 10), ...previews] })
      token.few = await platform.signIn(few)
      token.many = await platform.signIn(many)
    })
    after(() => platform?.stop())

    const counted = async () => {
      const counts = new Map<string, number>()
      for (const { name, labels, value } of await platform.samples([
        "gateway_fetches_total",
        "grpc_server_handled_total",
        "db_statements_total",
        "gateway_plan_lookups_total",
      ])) {
        const { subgraph, outcome, grpc_service, grpc_method, grpc_code, component, verb } = labels
        // Background jobs come and go.
        if (labels.origin === "job") continue
        const service = component?.replace("-service", "")
        const key =
          name === "gateway_fetches_total"
            ? `fetch ${subgraph} ${outcome}`
            : name === "grpc_server_handled_total"
              ? `rpc ${grpc_service?.split(".")[1]} ${grpc_method} ${grpc_code}`
              : name === "db_statements_total"
                ? `sql ${service} ${verb} ${outcome}`
                : `plan ${outcome}`
        counts.set(key, (counts.get(key) ?? 0) + value)
      }
      return counts
    }
    const READING = "rpc auth ListRevokedSessions OK"

    /** What the content service asks for itself, to see whether new videos play. */
    const filesAsked = async () => platform.counter("http_requests_total", { route: "/files/*" })

    /** The answer, and by how much each counter grew for it. */
    const measured = async (tokenOf: string): Promise<{ home: LearnerHome; grown: Record<string, number> }> => {
      for (;;) {
        const readings = (await counted()).get(READING) ?? 0
        await until(async () => ((await counted()).get(READING) ?? 0) > readings, {
          timeoutMs: 20_000,
          description: "the list of ended auth sessions to be read",
        })
        const quietUntil = performance.now() + QUIET_MS
        const files = await filesAsked()
        const before = await counted()
        const { data, errors } = await platform.graphql<LearnerHome>(LEARNER_HOME, { first: 50 }, tokenOf)
        const after = await counted()
        if (performance.now() > quietUntil || (await filesAsked()) > files) continue
        assert.equal(errors, undefined)
        const grown = [...after].map(([key, value]) => [key, value - (before.get(key) ?? 0)] as const)
        return { home: data, grown: Object.fromEntries(grown.filter(([, by]) => by > 0)) }
      }
    }
    const expected = {
      ...Object.fromEntries(Object.entries(FETCHES).map(([subgraph, count]) => [`fetch ${subgraph} ok`, count])),
      ...Object.fromEntries(Object.entries(RPCS).map(([rpc, count]) => [`rpc ${rpc} OK`, count])),
      ...Object.fromEntries(Object.entries(STATEMENTS).map(([service, count]) => [`sql ${service} select ok`, count])),
      "plan hit": 1,
    }

    it("needs eleven fetches at most", () => {
      const total = Object.values(FETCHES).reduce((sum, count) => sum + count, 0)
      assert.ok(total <= 11, String(total))
    })

    for (const [name, courses, watched] of [
      ["few", 1, 1],
      ["many", 50, 5],
    ] as const)
      it(`with ${courses} course${courses > 1 ? "s" : ""} takes exactly the fetches, RPCs and SQL statements above, and plans nothing`, async () => {
        // The first time plans, fetches signing keys and opens connections.
        await measured(token[name])
        const { home, grown } = await measured(token[name])
        assert.deepEqual(grown, expected)

        const { edges } = home.me.enrollments
        assert.equal(edges.length, courses)
        for (const { node } of edges) {
          assert.equal(node.course.instructor.displayName, "책벌레")
          assert.notEqual(node.course.viewerProgress.resumeSession, null)
        }
        assert.equal(home.continueWatching.length, watched)
        for (const { session } of home.continueWatching) {
          assert.equal(session.stream.__typename, "StreamGrant")
          assert.ok(session.viewerProgress.coverage > 0.3)
        }
      })

    it("is planned once for everybody", async () => {
      // By the first request of this file.
      const samples = await platform.samples(["gateway_plan_lookups_total"])
      const misses = samples.filter(({ labels }) => labels.outcome === "miss")
      assert.equal(
        misses.reduce((sum, { value }) => sum + value, 0),
        1,
      )
    })
  })
