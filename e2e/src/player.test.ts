import assert from "node:assert/strict"
import { seededNumbers } from "@lectern/runtime/seeded-random"
import { randomInt, randomUUID } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it, type TestContext } from "node:test"
import type { BrowserContext, Page } from "playwright-core"
import { serveDemoSite } from "@lectern/player/demo-site"
import type { PlaybackEvent } from "@lectern/player/playback-event"
import type { PlayerState } from "@lectern/player/player-state"
import { until } from "@lectern/test-kit/until"
import { spawnChromium, type ChromiumProcess } from "./chromium.ts"
import { demo, startPlatform, type Platform } from "./platform-under-test.ts"
import { FAULTS, unreliableProxy } from "./unreliable-proxy.ts"

const profile = await mkdtemp(join(tmpdir(), "lectern-chromium-"))
const first = await spawnChromium(profile)
const missing = "missing" in first ? `there is no Chromium here: ${first.missing}` : false
if (missing) {
  await rm(profile, { recursive: true })
  process.stderr.write(`SKIPPED: the player library in a browser. ${missing}\n`)
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const LECTURE_SECONDS = 2 * 3600

/** What a page said: the events that it stored, and what became of them. */
interface Said {
  clientSessionId: string
  events: PlaybackEvent[]
  states: PlayerState[]
}

interface Learner {
  id: string
  token: string
}

describe("the player library in Chromium", { skip: missing }, () => {
  let chromium = first as ChromiumProcess
  let platform: Platform
  let site: Awaited<ReturnType<typeof serveDemoSite>>
  let sessionId: string
  before(async () => {
    site = await serveDemoSite()
    platform = await startPlatform("one process", { ALLOWED_ORIGINS: site.origin })
    sessionId = await publishLecture()
  })
  after(async () => {
    site?.close()
    await platform?.stop()
    await chromium.kill()
    // Its children end a moment later, and write until then.
    await rm(profile, { recursive: true, force: true, maxRetries: 10 })
  })

  /** A lecture that everybody may play. */
  async function publishLecture(): Promise<string> {
    const token = await platform.signIn(demo.instructor)
    const mutate = async <T>(name: string, type: string, selection: string, input: object): Promise<T> => {
      const { data, errors } = await platform.graphql<Record<string, T>>(
        `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} ... on UserError { message } } }`,
        { input },
        token,
      )
      assert.equal(errors, undefined)
      return data[name] as T
    }
    const { data } = await platform.graphql<{ me: { id: string } }>("{ me { id } }", {}, token)
    const { course } = await mutate<{ course: { id: string } }>(
      "createCourse",
      "CreateCourseInput",
      "... on CourseSuccess { course { id } }",
      { title: "A long one", description: "For players.", instructorId: data.me.id },
    )
    const { session } = await mutate<{ session: { id: string } }>(
      "addSession",
      "AddSessionInput",
      "... on SessionSuccess { session { id } }",
      {
        courseId: course.id,
        title: "Two hours",
        videoUrl: "https://videos.example.org/1.mp4",
        durationSeconds: LECTURE_SECONDS,
        isPreview: true,
      },
    )
    await mutate("updateCourse", "UpdateCourseInput", "__typename", { id: course.id, status: "PUBLISHED" })
    return session.id
  }

  async function newLearner(): Promise<Learner> {
    const person = { displayName: "Ada", email: `${randomUUID()}@example.org`, password: "correct horse battery" }
    await platform.graphql(`mutation ($input: RegisterUserInput!) { registerUser(input: $input) { __typename } }`, {
      input: person,
    })
    const token = await platform.signIn(person)
    const { data } = await platform.graphql<{ me: { id: string } }>("{ me { id } }", {}, token)
    return { id: data.me.id, token }
  }

  /** An empty page of the site. What the browser stores is the same for all of them. */
  async function openPage(clock: { standsAtMs?: number; beginsAtMs?: number } = {}): Promise<Page> {
    const browser = await chromium.connect()
    const page = await (browser.contexts()[0] as BrowserContext).newPage()
    if (clock.beginsAtMs !== undefined) await page.clock.install({ time: clock.beginsAtMs })
    if (clock.standsAtMs !== undefined) {
      await page.clock.install({ time: clock.standsAtMs - SECOND })
      await page.clock.pauseAt(clock.standsAtMs)
    }
    await page.goto(`${site.origin}/empty`)
    return page
  }
  const disconnect = async (page: Page) => {
    await page.close()
    await page.context().browser()?.close()
  }

  /** A player with a simulated video in the page. The access token that it has first is not taken. */
  async function attach(page: Page, learner: Learner, graphUrl: string): Promise<Said> {
    const said: Said = { clientSessionId: "", events: [], states: [] }
    page.on("console", (message) => {
      const [, kind, json = ""] = /^(event|state) (.*)$/.exec(message.text()) ?? []
      if (kind === "event") said.events.push(JSON.parse(json) as PlaybackEvent)
      if (kind === "state") said.states.push(JSON.parse(json) as PlayerState)
    })
    const options = { graphUrl, userId: learner.id, sessionId, deviceId: "a phone" }
    said.clientSessionId = await page.evaluate(`(async () => {
      const { attachPlayer } = await import("/player/player.ts")
      const { SimulatedVideo } = await import("/player/test-simulated-video.ts")
      globalThis.video = new SimulatedVideo({ durationMs: ${LECTURE_SECONDS * SECOND}, nowMs: () => performance.now() })
      setInterval(() => video.tick(), 1000)
      globalThis.player = attachPlayer(video, {
        ...${JSON.stringify(options)},
        getAccessToken: (rejected) => rejected ? ${JSON.stringify(learner.token)} : "expired",
        onEvent: (event) => console.log("event " + JSON.stringify(event)),
        onState: (state) => console.log("state " + JSON.stringify(state)),
      })
      return player.clientSessionId
    })()`)
    return said
  }
  /** A page without a video that sends what is left. */
  async function sendStored(page: Page, learner: Learner, url = graphUrl()): Promise<PlayerState[]> {
    const states: PlayerState[] = []
    page.on("console", (message) => {
      if (message.text().startsWith("state ")) states.push(JSON.parse(message.text().slice(6)) as PlayerState)
    })
    await page.evaluate(`(async () => {
      const { sendStoredPlaybacks } = await import("/player/player.ts")
      sendStoredPlaybacks({
        ...${JSON.stringify({ graphUrl: url, userId: learner.id })},
        getAccessToken: () => ${JSON.stringify(learner.token)},
        onState: (state) => console.log("state " + JSON.stringify(state)),
      })
    })()`)
    return states
  }
  /** How many playbacks and events the browser still keeps. */
  const storedRecords = (page: Page) =>
    page.evaluate<number>(`new Promise((resolve, reject) => {
      const opened = indexedDB.open("lectern-player")
      opened.onerror = reject
      opened.onsuccess = () => {
        const keys = opened.result.transaction("records").objectStore("records").getAllKeys()
        keys.onsuccess = () => {
          opened.result.close()
          resolve(keys.result.filter((key) => key !== "device-clock").length)
        }
      }
    })`)
  const act = (page: Page, action: object) => page.evaluate(`video.act(${JSON.stringify(action)})`)

  interface Log {
    id: string
    status: string
    lastPositionMs: number
    playedMs: number
    events: (PlaybackEvent & { receivedAt: string })[]
  }
  /** The logs of all playbacks of a learner, as the graph shows them. */
  async function logsOf({ token }: Learner): Promise<Log[]> {
    const { data } = await platform.graphql<{
      me: { playbackSessions: { edges: { node: Omit<Log, "events"> }[] } }
    }>("{ me { playbackSessions(first: 100) { edges { node { id status lastPositionMs playedMs } } } } }", {}, token)
    const logs = data.me.playbackSessions.edges.map(({ node }) => ({ ...node, events: [] as Log["events"] }))
    for (const log of logs)
      for (let cursor: string | null = null, more = true; more;) {
        const page: {
          data: {
            playbackSession: {
              events: {
                edges: { node: Log["events"][number] & { fromPositionMs: number | null } }[]
                pageInfo: { hasNextPage: boolean; endCursor: string | null }
              }
            }
          }
        } = await platform.graphql(
          `query ($id: ID!, $after: String) { playbackSession(id: $id) { events(first: 100, after: $after) {
            edges { node { id sequence type positionMs fromPositionMs rate occurredAt receivedAt } }
            pageInfo { hasNextPage endCursor }
          } } }`,
          { id: log.id, after: cursor },
          token,
        )
        const { edges, pageInfo } = page.data.playbackSession.events
        log.events.push(...edges.map(({ node }) => node))
        cursor = pageInfo.endCursor
        more = pageInfo.hasNextPage
      }
    return logs
  }
  /** What the log says to events that it must have, each of them, body for body: the service compares all of it. */
  async function resend({ token }: Learner, playbackSessionId: string, events: readonly PlaybackEvent[]) {
    const sum = { acceptedCount: 0, duplicateCount: 0, rejected: [] as unknown[], missing: [] as number[] }
    for (let from = 0; from < events.length; from += 500) {
      const { data } = await platform.graphql<{ recordPlaybackEvents: typeof sum }>(
        `mutation ($input: RecordPlaybackEventsInput!) { recordPlaybackEvents(input: $input) {
          ... on RecordPlaybackEventsSuccess { acceptedCount duplicateCount missing rejected { code message } }
        } }`,
        { input: { playbackSessionId, sentAt: new Date().toISOString(), events: events.slice(from, from + 500) } },
        token,
      )
      const { acceptedCount, duplicateCount, rejected, missing } = data.recordPlaybackEvents
      sum.acceptedCount += acceptedCount
      sum.duplicateCount += duplicateCount
      sum.rejected.push(...rejected)
      sum.missing = missing
    }
    return sum
  }
  const graphUrl = () => `${platform.origin}/graphql`
  const isSent = (said: Said) => said.states.at(-1)?.type === "sent"

  it("six hours offline, three kills and a clock set by a day, then a bad network: the log equals what was generated", async (t: TestContext) => {
    const seed = randomInt(2 ** 31)
    t.diagnostic(`seed ${seed}`)
    const random = seededNumbers(seed)
    const learner = await newLearner()
    const proxy = await unreliableProxy(platform.origin, random)
    t.after(() => proxy.close())
    proxy.isDown = true
    const offlineUrl = `${proxy.origin}/graphql`

    /** What the learner does and what must be told of it. */
    const watched: Stretch[] = []
    const perhapsWatched: Stretch[] = []
    // An hour more each time, of which it is not known how much passes until the kill.
    let truthMs = Date.now() - 3 * (2 * HOUR + HOUR)
    const lives: { said: Said; clockErrorMs: number; acts: string[]; playedMs: number; perhapsPlayedMs: number }[] = []

    /** Two hours of somebody who plays, jumps, changes the speed and stops for a while. */
    async function live(clockErrorMs: number, changeMs: number): Promise<{ page: Page; said: Said }> {
      const page = await openPage({ standsAtMs: truthMs + clockErrorMs })
      const said = await attach(page, learner, offlineUrl)
      const acts: string[] = []
      const lived = { said, clockErrorMs, acts, playedMs: 0, perhapsPlayedMs: 0 }
      lives.push(lived)
      let positionMs = 0
      let rate = 1
      let isPlaying = false
      const pass = async (ms: number) => {
        await page.clock.runFor(ms)
        truthMs += ms
        if (!isPlaying) return
        const startMs = positionMs
        positionMs += ms * rate
        lived.playedMs += ms * rate
        watched.push({ startMs, endMs: positionMs })
      }
      const endMs = truthMs + 2 * HOUR
      let isClockChanged = false
      while (truthMs < endMs) {
        if (!isClockChanged && truthMs > endMs - HOUR) {
          isClockChanged = true
          await page.clock.setSystemTime(truthMs + clockErrorMs + changeMs)
        }
        const dice = random()
        if (!isPlaying || dice < 0.5) {
          if (isPlaying) await pass(MINUTE * Math.ceil(random() * 5))
          else {
            await act(page, { do: "play" })
            isPlaying = true
            acts.push(`PLAY ${positionMs} ${rate}`)
          }
        } else if (dice < 0.6) {
          await act(page, { do: "pause" })
          isPlaying = false
          acts.push(`PAUSE ${positionMs}`)
          await pass(MINUTE * Math.ceil(random() * 3))
        } else if (dice < 0.8) {
          const toMs = SECOND * Math.floor(random() * LECTURE_SECONDS * 0.5)
          await act(page, { do: "seek", toMs })
          acts.push(`SEEK ${positionMs} ${toMs}`)
          positionMs = toMs
        } else {
          const wanted = [1, 1.25, 1.5, 2][Math.floor(random() * 4)] as number
          await act(page, { do: "rate", rate: wanted })
          if (wanted !== rate) acts.push(`RATE_CHANGE ${positionMs} ${wanted}`)
          rate = wanted
        }
        // Nothing may come near the end of the video.
        if (positionMs > LECTURE_SECONDS * SECOND * 0.8) {
          await act(page, { do: "seek", toMs: 0 })
          acts.push(`SEEK ${positionMs} 0`)
          positionMs = 0
        }
      }
      // Events are stored one after the other, in real time: when this one is, all are.
      await act(page, { do: "pause" })
      if (isPlaying) acts.push(`PAUSE ${positionMs}`)
      await until(() => said.events.filter(({ type }) => type !== "HEARTBEAT").length === acts.length, {
        timeoutMs: 20_000,
        description: "all that was done to be stored",
      })
      // What may be played until it is killed.
      lived.perhapsPlayedMs = HOUR * rate
      perhapsWatched.push({ startMs: positionMs, endMs: positionMs + HOUR * rate })
      return { page, said }
    }

    /** Plays on while the page, or its browser, is killed in the middle of storing events. */
    const killWhilePlaying = async ({ page, said }: { page: Page; said: Said }, kill: () => Promise<void>) => {
      await act(page, { do: "play" })
      const before = said.events.length
      const playing = page.clock.runFor(HOUR).catch(() => {})
      await until(() => said.events.length > before + 10, { description: "events to be stored" })
      await kill()
      await playing
      truthMs += HOUR
    }

    const crashing = await live(0, DAY)
    const crashed = crashing.page
    const devtools = await crashed.context().newCDPSession(crashed)
    await killWhilePlaying(crashing, async () => {
      const gone = new Promise((resolve) => crashed.once("crash", resolve))
      void devtools.send("Page.crash").catch(() => {})
      await gone
    })
    await disconnect(crashed)

    const second = await live(DAY, -DAY)
    const killed = second.page
    await killWhilePlaying(second, async () => {
      const gone = new Promise((resolve) => killed.once("crash", resolve))
      const session = await killed.context().browser()?.newBrowserCDPSession()
      const { processInfo = [] } = (await session?.send("SystemInfo.getProcessInfo")) ?? {}
      for (const { type, id } of processInfo) if (type === "renderer") process.kill(id, "SIGKILL")
      await gone
    })
    await disconnect(killed)

    const last = await live(0, -DAY)
    await killWhilePlaying(last, () => chromium.kill())
    chromium = (await spawnChromium(profile)) as ChromiumProcess

    for (const { said } of lives) {
      assert.ok(said.states.length > 10, "it tries again and again")
      assert.deepEqual([...new Set(said.states.map(({ type }) => type))], ["waiting"], "nothing got through")
    }
    const generated = lives.flatMap(({ said }) => said.events).length
    assert.ok(generated > 1500, `${generated} events`)

    // The clock of the device is a day behind. The page is opened without a network, which then comes.
    const back = await openPage({ beginsAtMs: Date.now() - DAY })
    const states = await sendStored(back, learner, offlineUrl)
    await until(() => states.some(({ type }) => type === "waiting"), { description: "a first try" })
    await back.context().setOffline(true)
    proxy.isDown = false
    proxy.faultShare = 0.3
    await back.context().setOffline(false)
    await until(() => states.some(({ type }) => type === "sent"), {
      timeoutMs: 60_000,
      description: "all to be sent",
    })
    await proxy.deliverLate()
    await disconnect(back)
    t.diagnostic(`${generated} events; requests: ${JSON.stringify(proxy.counts)}`)
    for (const fault of FAULTS) assert.ok(proxy.counts[fault] > 0, `${fault} happened`)

    const logs = await logsOf(learner)
    assert.equal(logs.length, 3)
    let untoldCount = 0
    for (const { said, clockErrorMs, acts, playedMs, perhapsPlayedMs } of lives) {
      const log = logs.find(({ events }) => events[0]?.id === said.events[0]?.id)
      assert.ok(log, "a playback of the page is in the log")
      const { events } = said
      // A page that is killed may have stored an event that it could not tell of any more.
      const untold = log.events.slice(events.length)
      assert.deepEqual(
        log.events.map(({ sequence }) => sequence),
        Array.from({ length: events.length + untold.length }, (_, sequence) => sequence),
      )
      untoldCount += untold.length
      assert.deepEqual(
        untold.filter(({ type }) => type !== "HEARTBEAT" && type !== "STOP"),
        [],
        "what is more is of the last hour",
      )
      assert.deepEqual(
        log.events.slice(0, events.length).map(({ id }) => id),
        events.map(({ id }) => id),
      )
      assert.deepEqual(await resend(learner, log.id, events), {
        acceptedCount: 0,
        duplicateCount: events.length,
        rejected: [],
        missing: [],
      })
      assert.deepEqual(
        log.events
          .filter(({ type }) => type !== "HEARTBEAT")
          .slice(0, acts.length)
          .map(({ type, positionMs, fromPositionMs, rate }) =>
            [
              type,
              ...(type === "SEEK" ? [fromPositionMs] : []),
              positionMs,
              ...(type === "PLAY" || type === "RATE_CHANGE" ? [rate] : []),
            ].join(" "),
          ),
        acts,
      )
      const beforeKillMs = log.playedMs - playedMs
      assert.ok(beforeKillMs > 0 && beforeKillMs <= perhapsPlayedMs, `played ${log.playedMs} ms, ${playedMs} at least`)
      for (const [at, { occurredAt }] of events.entries()) {
        const truly = Date.parse(occurredAt) - clockErrorMs
        const logged = Date.parse(log.events[at]?.occurredAt ?? "")
        assert.ok(Math.abs(logged - truly) < 3 * MINUTE, `${log.events[at]?.occurredAt} is ${logged - truly} ms off`)
      }
    }

    const { data } = await platform.graphql<{
      courseSession: { viewerProgress: { coveredMs: number; spans: unknown[] } }
    }>(
      `query ($id: ID!) { courseSession(id: $id) { viewerProgress { coveredMs spans { startMs } } } }`,
      { id: sessionId },
      learner.token,
    )
    const { coveredMs } = data.courseSession.viewerProgress
    const [least, most] = [unionMs(watched), unionMs([...watched, ...perhapsWatched])]
    t.diagnostic(
      `covered ${coveredMs} ms, of ${least} to ${most} ms; ${untoldCount} events were stored and not told of`,
    )
    assert.ok(coveredMs >= least && coveredMs <= most)
  })

  it("a page that is closed sends its last events and the end by itself", async () => {
    const learner = await newLearner()
    const page = await openPage()
    const said = await attach(page, learner, graphUrl())
    await until(() => isSent(said), { description: "the playback to be open" })
    await act(page, { do: "play" })
    await act(page, { do: "rate", rate: 2 })
    await act(page, { do: "seek", toMs: 60_000 })
    await page.close({ runBeforeUnload: true })
    const log = await until(async () => (await logsOf(learner)).find(({ status }) => status === "ENDED"), {
      timeoutMs: 10_000,
      description: "the playback to be closed",
    })
    assert.deepEqual(
      log.events.map(({ type }) => type),
      ["PLAY", "RATE_CHANGE", "SEEK", "STOP"],
    )
    assert.ok(log.lastPositionMs >= 60_000)
    // The next page finds out that all of it is there.
    const next = await openPage()
    const states = await sendStored(next, learner)
    await until(() => states.some(({ type }) => type === "sent"), { description: "the next page" })
    assert.equal(await storedRecords(next), 0)
    await disconnect(next)
  })

  it("pages side by side have a playback each, and one takes over what another left when it crashed", async () => {
    const learner = await newLearner()
    const proxy = await unreliableProxy(platform.origin, Math.random)
    try {
      const [one, other] = [await openPage(), await openPage()]
      proxy.isDown = true
      const left = await attach(one, learner, `${proxy.origin}/graphql`)
      const staying = await attach(other, learner, `${proxy.origin}/graphql`)
      for (const page of [one, other]) {
        await act(page, { do: "play" })
        await act(page, { do: "pause" })
      }
      await until(() => left.events.length === 2 && staying.events.length === 2, { description: "both to be stored" })
      const gone = new Promise((resolve) => one.once("crash", resolve))
      const devtools = await one.context().newCDPSession(one)
      void devtools.send("Page.crash").catch(() => {})
      await gone
      proxy.isDown = false
      await other.evaluate(`dispatchEvent(new Event("online"))`)
      await until(() => isSent(staying), { timeoutMs: 20_000, description: "the page that stays" })
      const logs = await logsOf(learner)
      assert.deepEqual(
        new Set(logs.map(({ events }) => events.map(({ id }) => id).join())),
        new Set([left, staying].map(({ events }) => events.map(({ id }) => id).join())),
      )
      await other.evaluate("player.dispose()")
      assert.deepEqual((await logsOf(learner)).map(({ status }) => status).sort(), ["ENDED", "OPEN"])
      assert.equal(await storedRecords(other), 0)
      await disconnect(one)
      await disconnect(other)
    } finally {
      proxy.close()
    }
  })

  it("loses nothing where the browser stores nothing, and says so once", async () => {
    const learner = await newLearner()
    const page = await openPage()
    await page.evaluate(`IDBFactory.prototype.open = () => { throw new DOMException("refused", "SecurityError") }`)
    const said = await attach(page, learner, graphUrl())
    await act(page, { do: "play" })
    await act(page, { do: "pause" })
    await page.evaluate("player.dispose()")
    assert.equal(said.states.filter(({ type }) => type === "volatile").length, 1)
    const [log] = await logsOf(learner)
    assert.deepEqual([log?.status, log?.events.map(({ type }) => type)], ["ENDED", ["PLAY", "PAUSE", "STOP"]])
    await disconnect(page)
  })

  it("goes on in memory when the disk is full, in the same sequence", async () => {
    const learner = await newLearner()
    const page = await openPage()
    const said = await attach(page, learner, graphUrl())
    await act(page, { do: "play" })
    await until(() => said.events.length === 1, { description: "the first to be stored" })
    await page.evaluate(`IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") }`)
    await act(page, { do: "seek", toMs: 5000 })
    await page.evaluate("player.dispose()")
    const [log] = await logsOf(learner)
    assert.deepEqual(
      log?.events.map(({ sequence, type }) => [sequence, type]),
      [
        [0, "PLAY"],
        [1, "SEEK"],
        [2, "STOP"],
      ],
    )
    assert.equal(said.states.filter(({ type }) => type === "volatile").length, 1)
    assert.equal(await storedRecords(page), 0)
    await disconnect(page)
  })

  it("goes on where the browser clears what it stored", async () => {
    const learner = await newLearner()
    const page = await openPage()
    const said = await attach(page, learner, graphUrl())
    await act(page, { do: "play" })
    await until(() => said.events.length === 1 && isSent(said), { description: "the first to be sent" })
    await page.evaluate(`new Promise((resolve, reject) => {
      const removal = indexedDB.deleteDatabase("lectern-player")
      removal.onsuccess = resolve
      removal.onerror = reject
    })`)
    await act(page, { do: "seek", toMs: 5000 })
    await page.evaluate("player.dispose()")
    const [log] = await logsOf(learner)
    assert.deepEqual([log?.status, log?.events.map(({ type }) => type)], ["ENDED", ["PLAY", "SEEK", "STOP"]])
    await disconnect(page)
  })

  it("sends each event once though the browser refuses to remove it", async () => {
    const learner = await newLearner()
    const page = await openPage()
    // By what they say, which has the time: of a request with a preflight Chromium tells twice.
    const batches = new Set<string>()
    page.on("request", (request) => {
      const body = request.postData()
      if (body?.includes("recordPlaybackEvents")) batches.add(body)
    })
    const said = await attach(page, learner, graphUrl())
    await until(() => isSent(said), { description: "the playback to be open" })
    await page.evaluate(
      `IDBObjectStore.prototype.delete = () => { throw new DOMException("full", "QuotaExceededError") }`,
    )
    await act(page, { do: "play" })
    await act(page, { do: "pause" })
    await page.evaluate("player.dispose()")
    const [log] = await logsOf(learner)
    assert.deepEqual([log?.status, log?.events.map(({ type }) => type)], ["ENDED", ["PLAY", "PAUSE", "STOP"]])
    assert.ok(batches.size <= 3, `${batches.size} batches for three events`)
    await disconnect(page)
  })

  it("loses no event to a page whose callbacks throw", async () => {
    const learner = await newLearner()
    const page = await openPage()
    const errors: string[] = []
    page.on("pageerror", ({ message }) => errors.push(message))
    await page.evaluate(`console.log = () => { throw new Error("a mistake of the page") }`)
    await attach(page, learner, graphUrl())
    await act(page, { do: "play" })
    await page.evaluate("player.dispose()")
    const [log] = await logsOf(learner)
    assert.deepEqual([log?.status, log?.events.map(({ type }) => type)], ["ENDED", ["PLAY", "STOP"]])
    assert.ok(errors.length >= 2)
    await disconnect(page)
  })

  it("keeps what somebody else watched with this device out of it", async () => {
    const [ada, grace] = [await newLearner(), await newLearner()]
    const proxy = await unreliableProxy(platform.origin, Math.random)
    try {
      proxy.isDown = true
      const url = `${proxy.origin}/graphql`
      const page = await openPage()
      const said = await attach(page, ada, url)
      await act(page, { do: "play" })
      await until(() => said.events.length === 1, { description: "the event to be stored" })
      await page.evaluate("player.dispose()")
      await disconnect(page)
      proxy.isDown = false
      for (const [learner, events] of [
        [grace, []],
        [ada, ["PLAY", "STOP"]],
      ] as const) {
        const next = await openPage()
        const states = await sendStored(next, learner, url)
        await until(() => states.some(({ type }) => type === "sent"), { description: "the next page" })
        await disconnect(next)
        assert.deepEqual(
          (await logsOf(learner)).flatMap((log) => log.events.map(({ type }) => type)),
          events,
        )
      }
      assert.deepEqual(await logsOf(grace), [])
    } finally {
      proxy.close()
    }
  })

  it("the demo page signs in, plays a real stream, and goes on where the learner left off", async () => {
    const open = async () => {
      const page = await openPage()
      await page.goto(`${site.origin}/?platform=${encodeURIComponent(platform.origin)}`)
      await page.getByLabel("E-mail address").fill(demo.learner.email)
      await page.getByLabel("Password").fill(demo.learner.password)
      await page.getByLabel("Password").press("Enter")
      await page.getByLabel("Lecture").waitFor()
      await page.evaluate("document.querySelector('video').muted = true")
      return page
    }
    const seconds = (page: Page) => page.evaluate<number>("document.querySelector('video').currentTime")
    const page = await open()
    const before = await seconds(page)
    await page.evaluate("document.querySelector('video').play()")
    await until(async () => (await seconds(page)) > before + 4, {
      timeoutMs: 30_000,
      description: "four seconds of it",
    })
    await page.evaluate("document.querySelector('video').pause()")
    await until(async () => (await page.getByLabel("Watched").getAttribute("value")) !== "0", {
      timeoutMs: 10_000,
      description: "progress to be shown",
    })
    await page.getByText("All that you watched is saved.").waitFor()
    const left = await seconds(page)
    await disconnect(page)
    const again = await open()
    await until(async () => Math.abs((await seconds(again)) - left) < 0.5, {
      timeoutMs: 10_000,
      description: `the video to be at ${left} s`,
    })
    await disconnect(again)
  })
})

interface Stretch {
  startMs: number
  endMs: number
}

/** How long stretches are together, those twice covered counted once. */
function unionMs(stretches: readonly Stretch[]): number {
  let sum = 0
  let reachedMs = 0
  for (const { startMs, endMs } of stretches.toSorted((a, b) => a.startMs - b.startMs)) {
    sum += Math.max(0, endMs - Math.max(startMs, reachedMs))
    reachedMs = Math.max(reachedMs, endMs)
  }
  return sum
}
