import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { until } from "@lectern/test-kit/until"
import { LEARNER_HOME } from "./learner-home.ts"
import { demo, type GraphAnswer, type Platform, STANDARD_BUDGETS, startPlatform } from "./platform-under-test.ts"

const CONTEXTS = ["users", "courses", "enrollment", "content", "playback"] as const
type Context = (typeof CONTEXTS)[number]

/** The budget of a query is 800 ms; the rest is the way there and back on a busy machine. */
const QUERY_LIMIT_MS = 1200
const MUTATION_LIMIT_MS = 2000

/** What the home screen of a learner loses without one context; `*` stands for every item of a list. */
const LOST: Record<Context, string[]> = {
  users: ["me"],
  courses: ["me.enrollments.edges.*.node.course", "continueWatching.*.session"],
  enrollment: ["me.subscription", "me.notices", "me.enrollments"],
  content: ["continueWatching.*.session.stream"],
  playback: ["me.learningPattern", "me.enrollments.edges.*.node.course.viewerProgress", "continueWatching"],
}
/** What is lost besides when a service is gone, because others ask it. */
const LOST_WITH_SERVICE: Partial<Record<Context, string[]>> = {
  // Whether a stream may be played.
  enrollment: ["continueWatching.*.session.stream"],
}

type Json = null | string | number | boolean | Json[] | { [name: string]: Json }

/** `data` with null at every place that the pattern names. */
function without(data: Json, pattern: readonly string[]): Json {
  const [name = "", ...rest] = pattern
  if (data === null || typeof data !== "object") return data
  if (Array.isArray(data)) return data.map((item) => without(item, rest))
  const value = data[name]
  return value === undefined ? data : { ...data, [name]: rest.length === 0 ? null : without(value, rest) }
}

const isWithin = (path: readonly (string | number)[], patterns: readonly string[]) =>
  patterns.some((pattern) =>
    pattern
      .split(".")
      .every((name, index) => path[index] === name || (name === "*" && typeof path[index] === "number")),
  )

const valueAt = (data: Json, path: readonly (string | number)[]): Json => {
  let value: Json | undefined = data
  for (const name of path) {
    if (value === null || value === undefined) return null
    value = (value as Record<string | number, Json>)[name]
  }
  return value ?? null
}

describe("a part of the platform dies or hangs", () => {
  let platform: Platform
  let token: string
  let whole: Json
  before(async () => {
    // What is remembered would hide what is lost.
    platform = await startPlatform("processes", { ...STANDARD_BUDGETS, SHARED_ANSWERS_MIB: "0" }, ["--keep-going"])
    token = await platform.signIn(demo.learner)
    // Eleven processes that have just started on a busy machine may miss the budget with their first answers.
    await until(async () => (await home()).errors === undefined, {
      timeoutMs: 30_000,
      description: "a whole home screen",
    })
    whole = (await home()).data
  })
  after(async () => {
    for (const name of Object.keys(platform?.addresses.processIds ?? {})) signal(name, "SIGCONT")
    await platform?.stop()
  })

  const signal = (component: string, name: "SIGKILL" | "SIGSTOP" | "SIGCONT") => {
    const id = platform.addresses.processIds[component]
    assert.ok(id, `there is a process ${component}`)
    try {
      process.kill(id, name)
    } catch (error) {
      // Killed before.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error
    }
  }
  /** The home screen, without what is another in every answer. */
  const home = async (): Promise<GraphAnswer<Json> & { ms: number }> => {
    const began = performance.now()
    const answer = await platform.graphql<Json>(LEARNER_HOME, { first: 10 }, token)
    const ms = performance.now() - began
    const text = JSON.stringify(answer.data ?? null).replace(
      /"hlsUrl":"[^"]*","expiresAt":"[^"]*"/g,
      `"hlsUrl":"…","expiresAt":"…"`,
    )
    return { ...answer, data: JSON.parse(text) as Json, ms }
  }
  const isWhole = () =>
    until(async () => JSON.stringify((await home()).data) === JSON.stringify(whole), {
      timeoutMs: 15_000,
      description: "everything to be there again",
    })

  const assertOnlyLost = (
    { status, data, errors = [], ms }: Awaited<ReturnType<typeof home>>,
    lost: readonly string[],
    services: readonly string[],
  ) => {
    const told = JSON.stringify(errors).slice(0, 2000)
    assert.ok(ms < QUERY_LIMIT_MS, `answered after ${Math.round(ms)} ms`)
    assert.equal(status, 200, told)
    assert.deepEqual(
      data,
      lost.reduce((rest, pattern) => without(rest, pattern.split(".")), whole),
      told,
    )
    assert.ok(errors.length > 0)
    for (const { path = [], message, extensions } of errors) {
      assert.ok(["SERVICE_UNAVAILABLE", "TIMEOUT"].includes(String(extensions.code)), told)
      assert.ok(services.includes(String(extensions.service)), told)
      assert.equal(extensions.retryable, true)
      assert.match(String(extensions.traceId), /^[0-9a-f]{32}$/)
      assert.ok(isWithin(path, lost), `${path.join(".")} is none of ${lost.join(", ")}`)
      assert.equal(valueAt(data, path), null, path.join("."))
      assert.doesNotMatch(JSON.stringify([message, extensions]), /127\.0\.0\.1|localhost|ECONN|grpc|\d{4,5}\/|stack/i)
    }
    // Nothing is silently null: each lost place has its error.
    for (const pattern of lost)
      if (!pattern.includes("*"))
        assert.ok(
          errors.some(({ path = [] }) => isWithin(path, [pattern])),
          `${pattern} has no error in ${told}`,
        )
  }

  it("the home screen has something of every context to lose", () => {
    // A learner can't subscribe yet, so there is no subscription to lose; its error is looked for all the same.
    for (const pattern of Object.values(LOST)
      .flat()
      .filter((each) => each !== "me.subscription"))
      assert.notDeepEqual(without(whole, pattern.split(".")), whole, pattern)
  })

  for (const context of CONTEXTS) {
    it(`the ${context} subgraph hangs: the rest arrives in time, and all of it when it goes on`, async () => {
      signal(`${context}-subgraph`, "SIGSTOP")
      try {
        assertOnlyLost(await home(), LOST[context], [context])
      } finally {
        signal(`${context}-subgraph`, "SIGCONT")
      }
      await isWhole()
    })

    it(`the ${context} service hangs: the rest arrives in time, and all of it when it goes on`, async () => {
      signal(`${context}-service`, "SIGSTOP")
      try {
        assertOnlyLost(await home(), [...LOST[context], ...(LOST_WITH_SERVICE[context] ?? [])], [context, "content"])
      } finally {
        signal(`${context}-service`, "SIGCONT")
      }
      await isWhole()
    })
  }

  it("a mutation whose outcome is unknown says so in time; the same key then does it once", async () => {
    const { data: before } = await platform.graphql<{
      courses: { edges: { node: { id: string; viewerEnrollment: object | null } }[] }
    }>("{ courses(first: 100) { edges { node { id viewerEnrollment { id } } } } }", {}, token)
    const courseId = before.courses.edges.find(({ node }) => node.viewerEnrollment === null)?.node.id
    assert.ok(courseId)
    const idempotencyKey = randomUUID()
    const enroll = () =>
      platform.graphql<{ enrollInCourse: { __typename: string } | null }>(
        "mutation ($input: EnrollInCourseInput!) { enrollInCourse(input: $input) { __typename } }",
        { input: { courseId, idempotencyKey } },
        token,
      )
    signal("enrollment-service", "SIGSTOP")
    try {
      const began = performance.now()
      const { status, headers, data, errors } = await enroll()
      assert.ok(performance.now() - began < MUTATION_LIMIT_MS)
      assert.equal(data, undefined)
      assert.ok(["TIMEOUT", "SERVICE_UNAVAILABLE"].includes(String(errors?.[0]?.extensions.code)))
      assert.ok(status === 504 || (status === 503 && headers.has("retry-after")))
      assert.equal(errors?.[0]?.extensions.retryable, true)
    } finally {
      signal("enrollment-service", "SIGCONT")
    }
    await until(async () => (await enroll()).data?.enrollInCourse?.__typename === "EnrollmentSuccess", {
      timeoutMs: 10_000,
      description: "the enrolment to succeed",
    })
    const { data: after } = await platform.graphql<{
      me: { enrollments: { edges: { node: { course: { id: string } } }[] } }
    }>("{ me { enrollments(first: 100) { edges { node { course { id } } } } } }", {}, token)
    assert.equal(after.me.enrollments.edges.filter(({ node }) => node.course.id === courseId).length, 1)
  })

  it("signing in is refused in time while the users service hangs, and works again when it goes on", async () => {
    signal("users-service", "SIGSTOP")
    try {
      const began = performance.now()
      const response = await platform.post("/auth/login", demo.learner)
      assert.ok(performance.now() - began < 4000)
      assert.ok([503, 504].includes(response.status))
      assert.equal(response.headers.get("content-type")?.split(";")[0], "application/problem+json")
      assert.ok(Number(response.headers.get("retry-after")) > 0)
    } finally {
      signal("users-service", "SIGCONT")
    }
    await until(async () => (await platform.post("/auth/login", demo.learner)).status === 200, {
      timeoutMs: 10_000,
      description: "sign-in to work",
    })
  })

  it("files are refused in time while their server hangs, with a problem and not with silence", async () => {
    signal("content-service", "SIGSTOP")
    try {
      const began = performance.now()
      const response = await fetch(`${platform.origin}/files/hls/${randomUUID()}/master.m3u8?g=x`)
      assert.ok(performance.now() - began < 7000)
      assert.equal(response.status, 504)
      assert.equal(((await response.json()) as { code: string }).code, "TIMEOUT")
    } finally {
      signal("content-service", "SIGCONT")
    }
  })

  it("parts are killed one after the other: each takes its own fields along and no more", async () => {
    const lost: string[] = []
    const services: string[] = []
    const kills: [component: string, context: Context, more?: string[]][] = [
      ["content-subgraph", "content"],
      ["playback-service", "playback"],
      ["enrollment-subgraph", "enrollment"],
      ["courses-service", "courses"],
    ]
    // Before the enrolment of the last tests nothing else changed, but the home screen shows it.
    whole = await until(
      async () => {
        const { data, errors } = await home()
        return errors === undefined ? data : undefined
      },
      { timeoutMs: 30_000, description: "a whole home screen" },
    )
    for (const [component, context] of kills) {
      signal(component, "SIGKILL")
      lost.push(...LOST[context])
      services.push(context)
      const shown = lost.filter(
        (pattern) => !lost.some((other) => other !== pattern && pattern.startsWith(`${other}.`)),
      )
      await until(
        async () =>
          ((await home()).errors ?? []).some(({ extensions }) => extensions.service === context) ||
          shown.length < lost.length,
        {
          timeoutMs: 5000,
          description: `${component} to be missed`,
        },
      )
      assertOnlyLost(await home(), shown, services)
    }
    const files = await fetch(`${platform.origin}/files/hls/${randomUUID()}/master.m3u8?g=x`)
    assert.equal(files.status, 403, "the file server still runs")
    signal("content-service", "SIGKILL")
    const gone = await fetch(`${platform.origin}/files/hls/${randomUUID()}/master.m3u8?g=x`)
    assert.equal(gone.status, 503)
    assert.ok(Number(gone.headers.get("retry-after")) > 0)
    assert.equal(((await gone.json()) as { code: string }).code, "SERVICE_UNAVAILABLE")
  })

  it("with everything killed but the gateway it is alive and ready, and says what is missing", async () => {
    for (const name of Object.keys(platform.addresses.processIds)) if (name !== "gateway") signal(name, "SIGKILL")
    for (const probe of ["/healthz", "/readyz"])
      assert.equal((await fetch(`${platform.origin}${probe}`)).status, 200, probe)
    assert.deepEqual((await platform.graphql("{ __typename }")).data, { __typename: "Query" })
    await until(async () => (await home()).status === 503, {
      timeoutMs: 5000,
      description: "the gateway to miss everything",
    })
    const { errors, headers } = await home()
    assert.ok(Number(headers.get("retry-after")) > 0)
    assert.deepEqual(errors?.map(({ path }) => path?.join(".")).sort(), ["continueWatching", "me"])
  })
})
