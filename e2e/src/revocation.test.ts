import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { join } from "node:path"
import { after, before, describe, it, type TestContext } from "node:test"
import type { Browser } from "playwright-core"
import { MEDIA_FOLDER } from "@lectern/platform/demo-media"
import { required } from "@lectern/rpc/required"
import { freePort } from "@lectern/runtime/free-port"
import { until } from "@lectern/test-kit/until"
import { launchChromium } from "./chromium.ts"
import { serveHlsSite } from "./hls-site.ts"
import { startComponentCopy, type ComponentCopy } from "./component-copy.ts"
import { demo, startPlatform, type Platform } from "./platform-under-test.ts"
import { parseMetrics } from "./prometheus.ts"

const LIMIT_MS = 5000
const CLIP = "circle-to-sine"
const PASSWORD = "correct horse battery"

interface Learner {
  userId: string
  email: string
  token: string
}

const chromium = await launchChromium()
const browser = chromium as Browser
const missing = "missing" in chromium ? chromium.missing : undefined
if (missing) process.stderr.write(`SKIPPED: the death of a file server as a browser sees it. ${missing}\n`)

describe(
  "the end of a right, at file servers that are several processes",
  { skip: process.platform !== "linux" },
  () => {
    let platform: Platform
    let admin: string
    let copies: ComponentCopy[]
    /** The platform's gateway before its one file server, a gateway before two others, and these two themselves. */
    let origins: string[]
    let site: Awaited<ReturnType<typeof serveHlsSite>>
    before(async () => {
      site = await serveHlsSite()
      platform = await startPlatform("processes")
      admin = await platform.signIn(demo.admin)
      const ports = [await freePort(), await freePort(), await freePort()].map(String)
      const files = ports.slice(0, 2).map((port) => `127.0.0.1:${port}`)
      copies = []
      for (const FILES_LISTEN of files)
        copies.push(await startComponentCopy(platform, "content-service", { LISTEN: "127.0.0.1:0", FILES_LISTEN }))
      const servers = files.map((address) => `http://${address}`)
      copies.push(
        await startComponentCopy(platform, "gateway", {
          PORT: ports[2] ?? "",
          FILES_SERVER: servers.join(", "),
          ALLOWED_ORIGINS: site.origin,
        }),
      )
      origins = [platform.origin, `http://127.0.0.1:${ports[2]}`, ...servers]
    })
    after(async () => {
      for (const copy of copies ?? []) await copy[Symbol.asyncDispose]()
      await platform?.stop()
      site?.close()
      if (!missing) await browser.close()
    })

    async function newLearner(): Promise<Learner> {
      const email = `${randomUUID()}@example.org`
      const { users, asAdmin } = platform.services
      const { user } = await users.createUser(
        { user: { displayName: "이서연", email, role: "ROLE_LEARNER", timeZone: "Asia/Seoul" }, password: PASSWORD },
        asAdmin(),
      )
      return { userId: required(user).id, email, token: await platform.signIn({ email, password: PASSWORD }) }
    }
    /** Published and free, with one session that is none of the previews. */
    async function newCourse() {
      const { courses, content, asAdmin } = platform.services
      const as = () => asAdmin(randomUUID())
      const about = { description: "For this test.", language: "en", level: "COURSE_LEVEL_BEGINNER" } as const
      const { course } = await courses.createCourse(
        { course: { ...about, title: randomUUID(), instructorId: await instructorId() }, requestId: randomUUID() },
        as(),
      )
      const courseId = required(course).id
      const { session } = await courses.createSession(
        {
          session: { courseId, title: "One", durationSeconds: 10, videoUrl: `content:${CLIP}` },
          requestId: randomUUID(),
        },
        as(),
      )
      const sessionId = required(session).id
      await content.importStream({ sessionId, courseId, sourceFolder: join(MEDIA_FOLDER, CLIP) }, as())
      const set = (status: "COURSE_STATUS_PUBLISHED" | "COURSE_STATUS_ARCHIVED") =>
        courses.updateCourse({ course: { id: courseId, status }, updateMask: { paths: ["status"] } }, as())
      await set("COURSE_STATUS_PUBLISHED")
      return { courseId, sessionId, withdraw: () => set("COURSE_STATUS_ARCHIVED") }
    }
    const instructorId = async () => {
      const { data } = await platform.graphql<{ me: { id: string } }>(
        "{ me { id } }",
        {},
        await platform.signIn(demo.instructor),
      )
      return data.me.id
    }
    async function enrol({ token }: Learner, courseId: string): Promise<string> {
      const { data, errors } = await platform.graphql<{ enrollInCourse: { enrollment: { id: string } } }>(
        `mutation ($input: EnrollInCourseInput!) {
        enrollInCourse(input: $input) { ... on EnrollmentSuccess { enrollment { id } } }
      }`,
        { input: { courseId, idempotencyKey: randomUUID() } },
        token,
      )
      assert.ok(data?.enrollInCourse.enrollment, JSON.stringify(errors))
      return data.enrollInCourse.enrollment.id
    }
    const change = async (mutation: string, id: string, token: string) => {
      const { data, errors } = await platform.graphql<Record<string, { __typename: string }>>(
        `mutation ($id: ID!) { ${mutation}(id: $id) { __typename } }`,
        { id },
        token,
      )
      assert.equal(data?.[mutation]?.__typename, "EnrollmentSuccess", JSON.stringify(errors))
    }
    /** Path and query of the master playlist, of a variant and of all its segments. */
    async function play(sessionId: string, { token }: Learner) {
      const { data, errors } = await platform.graphql<{ courseSession: { stream: { hlsUrl?: string } } | null }>(
        "query ($id: ID!) { courseSession(id: $id) { stream { ... on StreamGrant { hlsUrl } } } }",
        { id: sessionId },
        token,
      )
      const hlsUrl = data?.courseSession?.stream.hlsUrl
      assert.ok(hlsUrl, JSON.stringify(errors))
      const master = new URL(hlsUrl)
      const childrenOf = async (playlist: URL) =>
        (await (await fetch(playlist)).text())
          .split("\n")
          .filter((line) => line !== "" && !line.startsWith("#"))
          .map((line) => new URL(line, playlist))
      const [variant] = await childrenOf(master)
      const segments = await childrenOf(required(variant))
      const target = ({ pathname, search }: URL) => pathname + search
      return {
        master: target(master),
        variant: target(required(variant)),
        segments: segments.map(target),
      }
    }
    type Playing = Awaited<ReturnType<typeof play>>
    const answersOf = ({ master, variant, segments }: Playing) =>
      Promise.all(
        origins.flatMap((origin) =>
          [master, variant, segments[0] ?? ""].map(async (target) => {
            const response = await fetch(origin + target)
            await response.arrayBuffer()
            return response.status
          }),
        ),
      )
    const plays = async (playing: Playing) =>
      assert.deepEqual([...new Set(await answersOf(playing))], [200], "at every server")
    /** Waits for the first refusal everywhere and says how long it took. */
    async function ends(playing: Playing, test: TestContext) {
      const began = performance.now()
      await until(async () => (await answersOf(playing)).every((status) => status === 403), {
        timeoutMs: LIMIT_MS,
        description: "every server to refuse playlists and segments",
      })
      test.diagnostic(`refused everywhere after ${Math.round(performance.now() - began)} ms`)
    }

    it("a cancelled enrolment ends what is being played within five seconds, playlists and segments", async (test) => {
      const [{ courseId, sessionId }, learner, other] = [await newCourse(), await newLearner(), await newLearner()]
      const [enrollment] = [await enrol(learner, courseId), await enrol(other, courseId)]
      const [mine, others] = [await play(sessionId, learner), await play(sessionId, other)]
      await plays(mine)
      await change("cancelEnrollment", enrollment, learner.token)
      await ends(mine, test)
      await plays(others)
    })

    it("one that an administrator cancels, or that is put on hold, does too; who goes on gets a new grant", async (test) => {
      const [{ courseId, sessionId }, learner, other] = [await newCourse(), await newLearner(), await newLearner()]
      const [held, cancelled] = [await enrol(learner, courseId), await enrol(other, courseId)]
      const [mine, others] = [await play(sessionId, learner), await play(sessionId, other)]
      await change("pauseEnrollment", held, learner.token)
      await ends(mine, test)
      await change("resumeEnrollment", held, learner.token)
      await plays(await play(sessionId, learner))
      await change("cancelEnrollment", cancelled, admin)
      await ends(others, test)
    })

    it("a course that is withdrawn ends for everybody", async (test) => {
      const [{ courseId, sessionId, withdraw }, one, other] = [
        await newCourse(),
        await newLearner(),
        await newLearner(),
      ]
      for (const learner of [one, other]) await enrol(learner, courseId)
      const playing = [await play(sessionId, one), await play(sessionId, other)]
      await withdraw()
      for (const each of playing) await ends(each, test)
    })

    it("signing out and a new password end no right", async (test) => {
      const [{ courseId, sessionId }, learner, other] = [await newCourse(), await newLearner(), await newLearner()]
      await enrol(learner, courseId)
      const ending = await enrol(other, courseId)
      const [mine, others] = [await play(sessionId, learner), await play(sessionId, other)]
      const { data, errors } = await platform.graphql<{ changePassword: { __typename: string } }>(
        "mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }",
        { input: { currentPassword: PASSWORD, newPassword: `${PASSWORD} ${randomUUID()}` } },
        learner.token,
      )
      assert.ok(data?.changePassword, JSON.stringify(errors))
      await platform.post("/auth/logout", {}, { authorization: `Bearer ${learner.token}` })
      // What ended later has arrived, so what ended before has too.
      await change("cancelEnrollment", ending, other.token)
      await ends(others, test)
      await plays(mine)
    })

    it("a file server that is killed costs a player one repeat at most", async (test) => {
      const [{ courseId, sessionId }, learner] = [await newCourse(), await newLearner()]
      await enrol(learner, courseId)
      const { master, variant, segments } = await play(sessionId, learner)
      const gateway = required(origins[1])
      let repeats = 0
      /** As a player does: once more when the first try fails. */
      const load = async (target: string): Promise<void> => {
        for (let tries = 1; ; tries++)
          try {
            const response = await fetch(gateway + target)
            assert.equal(response.status, 200)
            await response.arrayBuffer()
            return
          } catch (error) {
            if (tries === 2) throw error
            repeats++
          }
      }
      const targets = [master, variant, ...segments]
      const answeredBy = async ({ internal }: ComponentCopy) => {
        const samples = parseMetrics(await (await fetch(`${internal}/metrics`)).text()).get(
          "file_requests_total",
        )?.samples
        return (samples ?? []).reduce((sum, { value }) => sum + value, 0)
      }
      const [first, second] = [required(copies[0]), required(copies[1])]
      const before = [await answeredBy(first), await answeredBy(second)]
      for (let i = 0; i < 40; i++) await load(targets[i % targets.length] ?? "")
      for (const [index, copy] of [first, second].entries())
        assert.ok((await answeredBy(copy)) - (before[index] ?? 0) >= 15, "both answer")
      const watched = missing ? undefined : await watch(gateway + master)
      // Four players at once, so that some answer is on its way.
      const player = async () => {
        for (let i = 0; i < 60; i++) await load(targets[i % targets.length] ?? "")
      }
      const players = Promise.all([player(), player(), player(), player()])
      await first.kill()
      await players
      test.diagnostic(`240 files, ${repeats} repeats`)
      assert.ok(repeats <= 4, `${repeats} repeats of four players`)
      const stalls = await watched?.stallsUpToTheEnd()
      test.diagnostic(`hls.js in Chromium waited ${stalls} times`)
      assert.ok((stalls ?? 0) <= 1, `it waited ${stalls} times`)
    })

    /** Plays it in Chromium, from the moment on in which the picture moves. */
    async function watch(url: string) {
      const page = await browser.newPage()
      await page.goto(site.origin)
      await page.evaluate(`open(${JSON.stringify(url)})`)
      // The page loads six seconds in advance, so that most of the clip is still to be had.
      await page.evaluate("video.play()")
      await until(() => page.evaluate("video.currentTime > 0.2"), {
        timeoutMs: 20_000,
        description: "the picture to move",
      })
      await page.evaluate(`
        video.playbackRate = 2
        stalls = 0
        video.addEventListener("waiting", () => stalls++)`)
      return {
        async stallsUpToTheEnd() {
          await until(() => page.evaluate("video.ended"), { timeoutMs: 60_000, description: "the end of the clip" })
          return page.evaluate<number>("stalls")
        },
      }
    }
  },
)
