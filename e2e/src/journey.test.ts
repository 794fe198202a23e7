import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { v7 } from "uuid"
import { LEARNER_HOME, type LearnerHome } from "./learner-home.ts"
import { startFromNothing, startPlatform, TOPOLOGIES, type Platform } from "./platform-under-test.ts"

// One learner's way from signing up to signing out; the steps build on each other, in order.
for (const topology of TOPOLOGIES)
  describe(`the journey of a learner (${topology})`, () => {
    let platform: Platform
    before(async () => {
      platform = await startPlatform(topology, {}, [], startFromNothing)
    })
    after(() => platform?.stop())

    const person = { displayName: "이서연", email: `${randomUUID()}@example.org`, password: "correct horse battery" }
    let userId = ""
    let token = ""
    let refreshToken = ""
    let courseId = ""
    let otherSessionId = ""
    let session: { id: string; durationSeconds: number } = { id: "", durationSeconds: 0 }
    let grantedUrl = ""
    let playbackSessionId = ""

    it("signs up", async () => {
      const { data } = await platform.graphql<{
        registerUser: { __typename: string; user: { id: string; email: string } }
      }>(
        `mutation ($input: RegisterUserInput!) {
          registerUser(input: $input) { __typename ... on RegisterUserSuccess { user { id } } ... on UserError { code message } }
        }`,
        { input: { ...person, locale: "ko", timeZone: "Asia/Seoul" } },
      )
      assert.equal(data.registerUser.__typename, "RegisterUserSuccess")
      userId = data.registerUser.user.id
    })

    it("signs in: an app gets its refresh token in the body, a browser in a cookie", async () => {
      const app = await platform.post("/auth/login", {
        email: person.email.toUpperCase(),
        password: person.password,
        tokenIn: "body",
      })
      assert.equal(app.status, 200)
      const body = (await app.json()) as {
        accessToken: string
        refreshToken: string
        expiresIn: number
        user: { id: string }
      }
      assert.equal(body.user.id, userId)
      assert.ok(body.expiresIn > 590 && body.expiresIn <= 600)
      token = body.accessToken
      refreshToken = body.refreshToken
      assert.equal(app.headers.get("set-cookie"), null)

      const browser = await platform.post("/auth/login", { email: person.email, password: person.password })
      const cookie = browser.headers.get("set-cookie") ?? ""
      assert.match(cookie, /^refresh=[\w-]+; .*HttpOnly/)
      assert.match(cookie, /Path=\/auth/)
      assert.match(cookie, /SameSite=Strict/)
      assert.equal("refreshToken" in ((await browser.json()) as object), false)
      const refreshed = await platform.post("/auth/refresh", {}, { cookie: cookie.split(";")[0] ?? "" })
      assert.equal(refreshed.status, 200)
      assert.notEqual(refreshed.headers.get("set-cookie")?.split(";")[0], cookie.split(";")[0])
    })

    it("rotates the refresh token", async () => {
      const response = await platform.post("/auth/refresh", { refreshToken })
      assert.equal(response.status, 200)
      const body = (await response.json()) as { accessToken: string; refreshToken: string }
      assert.notEqual(body.refreshToken, refreshToken)
      token = body.accessToken
      refreshToken = body.refreshToken
    })

    it("browses the courses page by page, none twice and none lost", async () => {
      interface Courses {
        courses: {
          totalCount: number
          pageInfo: { hasNextPage: boolean; endCursor: string }
          edges: { node: { id: string; sessions: { id: string; durationSeconds: number; isPreview: boolean }[] } }[]
        }
      }
      const seen: string[] = []
      let cursor: string | undefined
      let total = -1
      for (let more = true; more;) {
        const answer = await platform.graphql<Courses>(
          `query ($after: String) {
            courses(first: 5, after: $after) {
              totalCount pageInfo { hasNextPage endCursor }
              edges { cursor node { id slug title instructor { displayName } rating { average count } sessions { id durationSeconds isPreview } } }
            }
          }`,
          { after: cursor },
          token,
        )
        const { edges, pageInfo, totalCount } = answer.data.courses
        seen.push(...edges.map(({ node }) => node.id))
        // One with lectures that are no previews.
        for (const { node } of edges) {
          const locked = node.sessions.filter(({ isPreview }) => !isPreview)
          if (courseId === "" && locked[0] && locked[1]) {
            courseId = node.id
            session = locked[0]
            otherSessionId = locked[1].id
          }
        }
        total = totalCount
        cursor = pageInfo.endCursor
        more = pageInfo.hasNextPage
      }
      assert.ok(total >= 12)
      assert.equal(seen.length, total)
      assert.equal(new Set(seen).size, seen.length)
      assert.notEqual(courseId, "")
    })

    const STREAM = `query ($id: ID!) {
      courseSession(id: $id) {
        title
        course { viewerAccess { granted reason } }
        stream {
          __typename
          ... on StreamGrant { hlsUrl posterUrl expiresAt captions { language url } }
          ... on UserError { code message }
        }
      }
    }`
    interface Stream {
      courseSession: {
        course: { viewerAccess: { granted: boolean; reason: string } }
        stream: {
          __typename: string
          code?: string
          hlsUrl: string
          posterUrl: string
          captions: { language: string; url: string }[]
        }
      }
    }

    it("may not play before enrolling", async () => {
      const { data } = await platform.graphql<Stream>(STREAM, { id: session.id }, token)
      assert.deepEqual(data.courseSession.course.viewerAccess, { granted: false, reason: "NOT_ENROLLED" })
      assert.equal(data.courseSession.stream.__typename, "NotEntitledError")
      assert.equal(data.courseSession.stream.code, "NOT_ENROLLED")
      const files = await fetch(`${platform.origin}/files/hls/${session.id}/master.m3u8`)
      assert.equal(files.status, 403)
      assert.equal(files.headers.get("content-type")?.split(";")[0], "application/problem+json")
      const start = await platform.graphql<{ startPlayback: { __typename: string } }>(
        `mutation ($input: StartPlaybackInput!) { startPlayback(input: $input) { __typename } }`,
        {
          input: {
            sessionId: session.id,
            deviceId: randomUUID(),
            clientSessionId: randomUUID(),
            startedAt: new Date().toISOString(),
          },
        },
        token,
      )
      assert.equal(start.data.startPlayback.__typename, "NotEntitledError")
    })

    it("enrols, once, however often it asks", async () => {
      const enroll = (idempotencyKey: string) =>
        platform.graphql<{
          enrollInCourse: { __typename: string; replayed: boolean; enrollment: { id: string; enrolledAt: string } }
        }>(
          `mutation ($input: EnrollInCourseInput!) {
            enrollInCourse(input: $input) {
              __typename
              ... on EnrollmentSuccess { replayed enrollment { id enrolledAt status course { title } user { displayName } } }
              ... on UserError { code message }
            }
          }`,
          { input: { courseId, idempotencyKey } },
          token,
        )
      const key = randomUUID()
      const first = (await enroll(key)).data.enrollInCourse
      assert.equal(first.__typename, "EnrollmentSuccess")
      assert.equal(first.replayed, false)
      assert.ok(Math.abs(Date.parse(first.enrollment.enrolledAt) - Date.now()) < 5000)
      const again = (await enroll(key)).data.enrollInCourse
      assert.deepEqual([again.replayed, again.enrollment.id], [true, first.enrollment.id])
      assert.equal((await enroll(randomUUID())).data.enrollInCourse.__typename, "ConflictError")
    })

    it("gets a signed stream whose playlists and segments all carry the grant", async () => {
      const { data } = await platform.graphql<Stream>(STREAM, { id: session.id }, token)
      assert.deepEqual(data.courseSession.course.viewerAccess, { granted: true, reason: "ENROLLED" })
      const { stream } = data.courseSession
      assert.equal(stream.__typename, "StreamGrant")
      grantedUrl = stream.hlsUrl
      assert.deepEqual(stream.captions.map(({ language }) => language).sort(), ["en", "ko"])
      const grant = new URL(grantedUrl).searchParams.get("g")
      assert.ok(grant)

      const uris = async (url: string): Promise<string[]> => {
        const response = await fetch(url)
        assert.equal(response.status, 200, url)
        assert.match(response.headers.get("cache-control") ?? "", /private/)
        assert.match(response.headers.get("content-type") ?? "", /mpegurl/)
        const text = await response.text()
        const plain = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"))
        const attributes = [...text.matchAll(/URI="([^"]+)"/g)].map((match) => match[1] ?? "")
        return [...plain, ...attributes].map((uri) => new URL(uri, url).href)
      }
      const children = await uris(grantedUrl)
      const media = children.filter((uri) => uri.includes(".m3u8"))
      assert.ok(media.length >= 4, "two renditions and two captions")
      let segments = 0
      for (const playlist of media) {
        assert.equal(new URL(playlist).searchParams.get("g"), grant)
        for (const uri of await uris(playlist)) {
          assert.equal(new URL(uri).searchParams.get("g"), grant)
          const whole = await fetch(uri)
          assert.equal(whole.status, 200)
          const bytes = Buffer.from(await whole.arrayBuffer())
          const etag = whole.headers.get("etag") ?? ""
          assert.match(etag, /^"/)
          assert.match(whole.headers.get("cache-control") ?? "", /private/)
          if (uri.includes(".vtt")) continue
          segments++
          const part = await fetch(uri, { headers: { range: "bytes=10-19" } })
          assert.equal(part.status, 206)
          assert.equal(part.headers.get("content-range"), `bytes 10-19/${bytes.length}`)
          assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(10, 20))
          assert.equal((await fetch(uri, { headers: { "if-none-match": etag } })).status, 304)
        }
      }
      assert.ok(segments >= 10)
      for (const { url } of stream.captions) assert.match(await (await fetch(url)).text(), /^WEBVTT/)
      assert.equal((await fetch(stream.posterUrl)).headers.get("content-type"), "image/jpeg")
    })

    it("is refused files with an altered, a foreign or no grant", async () => {
      const altered = new URL(grantedUrl)
      const grant = altered.searchParams.get("g") ?? ""
      altered.searchParams.set("g", `${grant.slice(0, -2)}${grant.endsWith("AA") ? "BB" : "AA"}`)
      assert.equal((await fetch(altered)).status, 403)
      const foreign = grantedUrl.replace(session.id, otherSessionId)
      assert.equal((await fetch(foreign)).status, 404)
      assert.equal((await fetch(grantedUrl.split("?")[0] ?? "")).status, 403)
      for (const path of [
        "..%2f..%2fsecrets.json",
        "%2e%2e/%2e%2e/secrets.json",
        "..\\..\\secrets.json",
        "..%252f..%252fsecrets.json",
        "%00",
        "%c0%ae%c0%ae/x",
      ]) {
        const response = await fetch(grantedUrl.replace("master.m3u8", path))
        assert.ok(response.status >= 400 && response.status < 500, `${path} answered ${response.status}`)
      }
    })

    const progress = `progress { resumePositionMs coveredMs coverage completed spans { startMs endMs count } }`
    interface Recorded {
      recordPlaybackEvents: {
        __typename: string
        acceptedCount: number
        duplicateCount: number
        missing: number[]
        highestSequence: number
        rejected: unknown[]
        progress: { resumePositionMs: number; coverage: number; completed: boolean }
      }
    }
    const began = Date.now() - 60_000
    const event = (sequence: number, type: string, seconds: number, at: number, more: object = {}) => ({
      id: v7({ msecs: began + at * 1000, seq: sequence }),
      sequence,
      type,
      positionMs: seconds * 1000,
      occurredAt: new Date(began + at * 1000).toISOString(),
      ...more,
    })
    const record = (events: object[]) =>
      platform.graphql<Recorded>(
        `mutation ($input: RecordPlaybackEventsInput!) {
          recordPlaybackEvents(input: $input) {
            __typename
            ... on RecordPlaybackEventsSuccess { acceptedCount duplicateCount missing highestSequence rejected { id code } ${progress} }
            ... on UserError { code message }
          }
        }`,
        { input: { playbackSessionId, events, sentAt: new Date().toISOString() } },
        token,
      )

    it("plays: events arrive in any order, once each, and what is missing is named", async () => {
      const clientSessionId = randomUUID()
      const start = () =>
        platform.graphql<{
          startPlayback: { __typename: string; resumePositionMs: number; playbackSession: { id: string } }
        }>(
          `mutation ($input: StartPlaybackInput!) {
            startPlayback(input: $input) {
              __typename
              ... on StartPlaybackSuccess { resumePositionMs heartbeatSeconds playbackSession { id status } }
              ... on UserError { code message }
            }
          }`,
          {
            input: {
              sessionId: session.id,
              deviceId: randomUUID(),
              clientSessionId,
              startedAt: new Date(began).toISOString(),
            },
          },
          token,
        )
      const opened = (await start()).data.startPlayback
      assert.equal(opened.__typename, "StartPlaybackSuccess")
      assert.equal(opened.resumePositionMs, 0)
      playbackSessionId = opened.playbackSession.id
      assert.equal((await start()).data.startPlayback.playbackSession.id, playbackSessionId)

      // Plays 0 to 6 s, pauses, jumps to 10 s, plays to 14 s at double speed, stops.
      const log = [
        event(0, "PLAY", 0, 0),
        event(1, "PAUSE", 6, 6),
        event(2, "SEEK", 10, 7, { fromPositionMs: 6000 }),
        event(3, "PLAY", 10, 8, { rate: 2 }),
        event(4, "STOP", 14, 10, { rate: 2 }),
      ]
      const first = (await record([log[4], log[0]] as object[])).data.recordPlaybackEvents
      assert.equal(first.__typename, "RecordPlaybackEventsSuccess")
      assert.deepEqual([first.acceptedCount, first.missing, first.highestSequence], [2, [1, 2, 3], 4])
      const rest = (await record([...log].reverse())).data.recordPlaybackEvents
      assert.deepEqual([rest.acceptedCount, rest.duplicateCount, rest.missing, rest.rejected], [3, 2, [], []])
      assert.equal(rest.progress.resumePositionMs, 14_000)
      assert.ok(Math.abs(rest.progress.coverage - 10 / session.durationSeconds) < 1e-9)
      assert.equal(rest.progress.completed, false)
    })

    it("finds its place again on another device, and the log as it was sent", async () => {
      const { data } = await platform.graphql<{
        playbackSession: {
          events: { edges: { node: { type: string; sequence: number } }[] }
          status: string
          endedAt: string | null
        }
        courseSession: { viewerProgress: { resumePositionMs: number; spans: unknown[] } }
        continueWatching: { session: { id: string } }[]
      }>(
        `query ($playback: ID!, $session: ID!) {
          playbackSession(id: $playback) { status endedAt playedMs events(first: 100) { edges { node { type sequence positionMs } } } }
          courseSession(id: $session) { viewerProgress { resumePositionMs coverage spans { startMs endMs count } } }
          continueWatching(first: 5) { session { id } }
        }`,
        { playback: playbackSessionId, session: session.id },
        token,
      )
      assert.deepEqual(
        data.playbackSession.events.edges.map(({ node }) => `${node.sequence} ${node.type}`),
        ["0 PLAY", "1 PAUSE", "2 SEEK", "3 PLAY", "4 STOP"],
      )
      assert.equal(data.courseSession.viewerProgress.resumePositionMs, 14_000)
      assert.deepEqual(data.courseSession.viewerProgress.spans, [
        { startMs: 0, endMs: 6000, count: 1 },
        { startMs: 10_000, endMs: 14_000, count: 1 },
      ])
      assert.equal(data.continueWatching[0]?.session.id, session.id)
    })

    it("ends the playback", async () => {
      const { data } = await platform.graphql<{
        endPlayback: { __typename: string; playbackSession: { status: string; endedAt: string } }
      }>(
        `mutation ($input: EndPlaybackInput!) {
          endPlayback(input: $input) { __typename ... on EndPlaybackSuccess { playbackSession { status endedAt } ${progress} } }
        }`,
        { input: { playbackSessionId, endedAt: new Date().toISOString(), positionMs: 14_000 } },
        token,
      )
      assert.equal(data.endPlayback.__typename, "EndPlaybackSuccess")
      assert.equal(data.endPlayback.playbackSession.status, "ENDED")
    })

    it("sees its whole home screen with one request", async () => {
      const { data, errors } = await platform.graphql<LearnerHome>(LEARNER_HOME, { first: 10 }, token)
      assert.equal(errors, undefined)
      assert.equal(data.me.displayName, person.displayName)
      assert.equal(data.me.subscription, null)
      assert.deepEqual([data.me.notices.unreadCount, data.me.notices.edges[0]?.node.type], [1, "ENROLLMENT_CONFIRMED"])
      const [enrolled] = data.me.enrollments.edges
      assert.equal(enrolled?.node.course.id, courseId)
      assert.ok(enrolled.node.course.instructor.displayName)
      assert.ok(enrolled.node.course.viewerProgress.coverage > 0)
      assert.equal(enrolled.node.course.viewerProgress.resumeSession?.id, session.id)
      assert.equal(data.me.learningPattern.byHourOfDay.length, 24)
      assert.equal(
        data.me.learningPattern.byHourOfDay.reduce((a, b) => a + b),
        10_000,
      )
      const [next] = data.continueWatching
      assert.equal(next?.session.id, session.id)
      assert.equal(next.session.viewerProgress.resumePositionMs, 14_000)
      assert.equal(next.session.stream.__typename, "StreamGrant")
    })

    it("rates the course: the mean is exact at once", async () => {
      const RATING = `rating { average count histogram }`
      type Rating = { average: number; count: number; histogram: number[] }
      const before = await platform.graphql<{ course: { rating: Rating } }>(
        `query ($id: ID!) { course(id: $id) { ${RATING} } }`,
        { id: courseId },
      )
      const rate = (score: number) =>
        platform.graphql<{ rateCourse: { __typename: string; course: { rating: Rating } } }>(
          `mutation ($input: RateCourseInput!) {
            rateCourse(input: $input) {
              __typename
              ... on RateCourseSuccess { review { score comment author { displayName } } course { ${RATING} viewerReview { score } } }
              ... on ValidationError { fields { path rule } }
            }
          }`,
          { input: { courseId, score, comment: "분명하고 친절해요" } },
          token,
        )
      assert.equal((await rate(6)).data.rateCourse.__typename, "ValidationError")
      await rate(2)
      const { course } = (await rate(4)).data.rateCourse
      const old = before.data.course.rating
      const sum = (old.average ?? 0) * old.count + 4
      assert.equal(course.rating.count, old.count + 1)
      assert.ok(Math.abs(course.rating.average - sum / (old.count + 1)) < 1e-9)
      assert.equal(
        course.rating.histogram.reduce((a, b) => a + b),
        course.rating.count,
      )
    })

    it("signs out: both tokens are dead, and the history shows it all", async () => {
      const response = await platform.post("/auth/logout", { refreshToken }, { authorization: `Bearer ${token}` })
      assert.equal(response.status, 204)
      assert.equal((await platform.graphql(`{ me { id } }`, {}, token)).status, 401)
      assert.equal((await platform.post("/auth/refresh", { refreshToken })).status, 401)
      assert.equal(
        (await platform.post("/auth/login", { email: person.email, password: "not the right one" })).status,
        401,
      )
      const again = await platform.signIn(person)
      const { data } = await platform.graphql<{
        me: { loginHistory: { edges: { node: { type: string; ipAddress: string } }[] } }
      }>(`{ me { loginHistory(first: 20) { edges { node { type occurredAt ipAddress userAgent } } } } }`, {}, again)
      const types = data.me.loginHistory.edges.map(({ node }) => node.type)
      assert.deepEqual(types, ["LOGIN_SUCCEEDED", "LOGIN_FAILED", "LOGOUT", "LOGIN_SUCCEEDED", "LOGIN_SUCCEEDED"])
      assert.ok(data.me.loginHistory.edges.every(({ node }) => node.ipAddress !== ""))
    })
  })
