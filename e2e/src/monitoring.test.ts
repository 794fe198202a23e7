import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { rename, rm } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { setTimeout as delay } from "node:timers/promises"
import mysql, { type Connection, type RowDataPacket } from "mysql2/promise"
import { v7 } from "uuid"
import { startMailCatcher, type MailCatcher } from "@lectern/mail/mail-catcher"
import { writeCertificates } from "@lectern/platform/certificates"
import { required } from "@lectern/rpc/required"
import { until } from "@lectern/test-kit/until"
import { ROOT } from "./documents.ts"
import { LEARNER_HOME, type LearnerHome } from "./learner-home.ts"
import { demo, startPlatform, type Platform } from "./platform-under-test.ts"
import {
  findPrometheusProgram,
  PROMETHEUS_FOLDER,
  startPrometheus,
  type PrometheusServer,
} from "./prometheus-server.ts"

const program = await findPrometheusProgram("prometheus")
const missing = "missing" in program ? `there is no Prometheus here: ${program.missing}` : false
if (missing) process.stderr.write(`SKIPPED: dashboards and alerts on a running platform. ${missing}\n`)

/** So much faster than in earnest: five minutes are five seconds. */
const FACTOR = 60
const PATIENCE_MS = 60_000
/** So that what is stopped or locked fails within the test's time, and a busy machine does not. */
const BUDGETS = {
  QUERY_BUDGET_MS: "2000",
  FETCH_BUDGET_MS: "1200",
  MUTATION_BUDGET_MS: "2000",
  PASSWORD_BUDGET_MS: "3000",
  DATABASE_WAIT_MS: "300",
  DATABASE_CONNECTIONS: "4",
  // Two thousand a second are too many for any gateway, and the usual traffic is not.
  OVERLOAD_TARGET_MS: "20",
}

const ALERTS = readdirSync(join(PROMETHEUS_FOLDER, "rules"))
  .filter((name) => name.endsWith(".yml"))
  .flatMap((name) => [...readFileSync(join(PROMETHEUS_FOLDER, "rules", name), "utf8").matchAll(/- alert: (\w+)/g)])
  .map(([, name = ""]) => name)
/** Those whose faults leave the platform able to do what the other faults need; the rest fire when parts stand still. */
const OF_A_WORKING_PLATFORM = [
  "BackgroundJobFailing",
  "BufferingHigh",
  "CertificateEnds",
  "EventLoopBlocked",
  "OperationsRefused",
  "OutboxStuck",
  "PaymentsUnanswered",
  "PlayersFailing",
  "ProcessingStuck",
  "RenewalsFailing",
  "SignInsGuessed",
  "SpansLost",
  "StreamsBroken",
]

describe("what operators see", { skip: missing }, () => {
  let prometheus: PrometheusServer
  let platform: Platform
  let zipkin: { server: Server; url: string; isDown: boolean }
  let mail: MailCatcher
  let traffic: Traffic
  const seen = new Set<string>()
  const began = Date.now() / 1000
  const paused = new Set<number>()
  const databases = new Map<string, Connection>()

  before(async () => {
    zipkin = await startZipkinStandIn()
    mail = await startMailCatcher()
    platform = await startPlatform(
      "processes",
      { ...BUDGETS, ZIPKIN_URL: zipkin.url, SMTP_URL: mail.url, PACKAGING_CONCURRENCY: "0" },
      ["--keep-going", "--tls"],
    )
    prometheus = await startPrometheus(program as Exclude<typeof program, { missing: string }>, {
      targets: Object.values(platform.addresses.internal),
      factor: FACTOR,
    })
    for (const name of ["courses", "enrollment", "content", "playback"] as const)
      databases.set(name, await mysql.createConnection({ uri: platform.databaseUrl(name), timezone: "Z" }))
    traffic = await patiently(() => startTraffic(platform))
  })
  after(async () => {
    for (const pid of paused) process.kill(pid, "SIGCONT")
    await traffic?.stop()
    for (const database of databases.values()) database.destroy()
    await platform?.stop()
    await prometheus?.stop()
    await mail?.stop()
    zipkin?.server.close()
    zipkin?.server.closeAllConnections()
  })

  const inDatabase = (name: string) => required(databases.get(name) ?? null)
  /** As a client does that is told to come again: with so few connections the database is busy now and then. */
  const patiently = <T>(act: () => Promise<T>) =>
    until(act, { timeoutMs: PATIENCE_MS, description: "the platform to find the time" })
  const pause = (name: string) => {
    const pid = required(platform.addresses.processIds[name] ?? null)
    process.kill(pid, "SIGSTOP")
    paused.add(pid)
    return () => {
      process.kill(pid, "SIGCONT")
      paused.delete(pid)
    }
  }
  const untilAllFired = (names: readonly string[]) =>
    until(
      async () => {
        for (const name of await prometheus.firing()) seen.add(name)
        const waiting = names.filter((name) => !seen.has(name))
        if (waiting.length > 0) throw new Error(`not yet: ${waiting.join(", ")}`)
        return true
      },
      { timeoutMs: PATIENCE_MS, description: "the alerts to fire" },
    )
  const untilQuiet = () =>
    until(
      async () => {
        const firing = await prometheus.firing()
        if (firing.length > 0) throw new Error(`still: ${firing.join(", ")}`)
        return true
      },
      { timeoutMs: 2 * PATIENCE_MS, description: "the alerts to end" },
    )

  it("scrapes every process, and no alert fires while all is well", async () => {
    await until(
      async () => {
        const targets = await prometheus.targets()
        return targets.length === 11 && targets.every(({ health }) => health === "up")
      },
      { timeoutMs: PATIENCE_MS, description: "the targets to be up" },
    )
    await until(async () => (await platform.counter("playback_live_heartbeats_total")) > 10, {
      timeoutMs: PATIENCE_MS,
      description: "somebody to watch",
    })
    await untilQuiet()
  })

  it("fires each alert when its fault is there, and ends it when the fault is gone", { timeout: 300_000 }, async () => {
    const heals: (() => unknown)[] = []
    try {
      // Zipkin and the mail server are away.
      zipkin.isDown = true
      heals.push(() => (zipkin.isDown = false))
      mail.refuseWith(() => ({ code: 451, text: "come again" }))
      heals.push(() => mail.refuseWith(undefined))
      await patiently(traffic.enrolSomebodyWhoIsMailed)

      // More than the gateway can do, of what asks nobody else.
      traffic.faults = { flood: true }
      await untilAllFired(["RequestsTurnedAway"])

      // Guessed passwords, costly operations, players that wait and fail, payments that are not answered.
      traffic.faults = { guesses: true, costlyOperations: true, badPlayback: true, unansweredPayments: true }
      heals.push(() => (traffic.faults = {}))
      heals.push(() =>
        inDatabase("enrollment").query("update purchases set payment_token = 'ok' where state = 'RESERVED'"),
      )

      // A subscription that no sweep can renew.
      const subscription = await patiently(traffic.subscribeSomebody)
      const setTimeZone = (zone: string) =>
        inDatabase("enrollment").query(
          `update subscriptions set time_zone = ?, started_at = utc_timestamp(3) - interval 40 day,
            period_start = utc_timestamp(3) - interval 40 day, period_end = utc_timestamp(3) - interval 1 minute,
            next_action_at = utc_timestamp(3) where id = unhex(replace(?, '-', ''))`,
          [zone, subscription],
        )
      await setTimeZone("Mars/Olympus")
      heals.push(() => setTimeZone("UTC"))

      // A video that nobody packages.
      await inDatabase("content").query(
        `insert into processing_jobs (file_id, is_video, attempts, next_action_at, progress_percent)
         select id, 1, 0, utc_timestamp(3) - interval 1 hour, 0 from content_files where type = 'VIDEO' limit 1`,
      )
      heals.push(() => inDatabase("content").query("delete from processing_jobs"))

      // A certificate that ends soon.
      const certify = async (days?: number) => {
        const tls = required(platform.addresses.tls ?? null)
        await rm(join(tls, "playback-subgraph"), { recursive: true })
        await writeCertificates(tls, ["playback-subgraph"], days)
      }
      await certify(10)
      heals.push(() => certify())

      // A stream whose files are gone.
      const [streams] = await inDatabase("content").query<RowDataPacket[]>("select id, folder from streams limit 1")
      const stream = required(streams[0] ?? null)
      const folder = join(platform.dataFolder, "files", String(stream.folder))
      const checkStream = () =>
        inDatabase("content").query("update streams set next_check_at = '2000-01-01' where id = ?", [stream.id])
      await rename(folder, `${folder}-away`)
      await checkStream()
      heals.push(async () => {
        await rename(`${folder}-away`, folder)
        await checkStream()
      })

      // A job that fails each time, and an event loop that comes round late.
      await inDatabase("playback").query("rename table folded_progress to folded_progress_away")
      heals.push(() => inDatabase("playback").query("rename table folded_progress_away to folded_progress"))
      let isStuttering = true
      const stutter = (async () => {
        while (isStuttering) {
          const go = pause("courses-subgraph")
          await delay(300)
          go()
          await delay(300)
        }
      })()
      heals.push(() => {
        isStuttering = false
        return stutter
      })
      await untilAllFired(OF_A_WORKING_PLATFORM)

      // A service and a subgraph stand still, and tables are locked.
      heals.push(pause("users-service"), pause("content-subgraph"))
      await inDatabase("courses").query("lock tables courses write, course_sessions write")
      heals.push(() => inDatabase("courses").query("unlock tables"))
      await inDatabase("playback").query("lock tables playback_events write")
      heals.push(() => inDatabase("playback").query("unlock tables"))
      await untilAllFired(ALERTS)
    } finally {
      // The last first: what is locked can't be renamed back.
      for (const heal of heals.reverse()) await heal()
    }
    await untilQuiet()
  })

  it("has data in every panel of every dashboard, and values of every variable", async () => {
    const empty: string[] = []
    for (const name of readdirSync(join(ROOT, "grafana/dashboards"))) {
      const dashboard = JSON.parse(readFileSync(join(ROOT, "grafana/dashboards", name), "utf8")) as GrafanaDashboard
      for (const { type, query } of dashboard.templating.list) {
        if (type !== "query") continue
        const [, selector = "", label = ""] = /^label_values\((.+), (\w+)\)$/.exec(query.query) ?? []
        if ((await prometheus.labelValues(selector, label)).length === 0) empty.push(`${name}: ${query.query}`)
      }
      for (const { title, targets = [] } of dashboard.panels)
        for (const { expr } of targets) {
          const series = await prometheus.range(asGrafanaWould(expr), began)
          const hasData = series.some(({ values }) => values.some(([, value]) => Number.isFinite(Number(value))))
          if (!hasData) empty.push(`${name}: ${title}: ${expr}`)
        }
    }
    assert.deepEqual(empty, [])
  })

  it("has data in every expression of every rule", async () => {
    const empty: string[] = []
    for (const name of readdirSync(join(PROMETHEUS_FOLDER, "rules")).filter((file) => file.endsWith(".yml")))
      for (const [, record = ""] of readFileSync(join(PROMETHEUS_FOLDER, "rules", name), "utf8").matchAll(
        /- record: (\S+)/g,
      ))
        if ((await prometheus.range(record, began)).length === 0) empty.push(record)
    // That of an alert has data when it fires, which each did.
    assert.deepEqual(empty, [])
    assert.deepEqual([...seen].sort(), ALERTS.toSorted())
  })
})

interface GrafanaDashboard {
  templating: { list: { type: string; query: { query: string } }[] }
  panels: { title: string; targets?: { expr: string }[] }[]
}

const asGrafanaWould = (expr: string) =>
  expr.replaceAll("$__rate_interval", "5s").replaceAll(/\$(service|component)\b/g, ".*")

/** Takes spans as Zipkin does, or refuses them. */
async function startZipkinStandIn(): Promise<{ server: Server; url: string; isDown: boolean }> {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(zipkin.isDown ? 503 : 202).end()
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const zipkin = { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, isDown: false }
  return zipkin
}

interface Traffic {
  /** What is wrong with it. */
  faults: {
    flood?: boolean
    guesses?: boolean
    costlyOperations?: boolean
    badPlayback?: boolean
    unansweredPayments?: boolean
  }
  /** The subscription's id. */
  subscribeSomebody(): Promise<string>
  /** The learner's id. */
  enrolSomebodyWhoIsMailed(): Promise<string>
  stop(): Promise<void>
}

const PLAYERS = 4
const EVERY_MS = 500
const FLOOD_AT_ONCE = 40
const COURSES = "query Courses { courses(first: 3) { edges { node { title instructor { displayName } } } } }"
const COSTLY = `query Costly { ${Array.from({ length: 60 }, (_, i) => `a${i}: courses(first: 100) { edges { node { sessions { title files { path } } } } }`).join(" ")} }`

/** A little of everything that people do, as long as it lasts; what fails of it is not its business. */
async function startTraffic(platform: Platform): Promise<Traffic> {
  const { services } = platform
  const token = await platform.signIn(demo.learner)
  const { data: home, errors } = await platform.graphql<LearnerHome>(LEARNER_HOME, {}, token)
  if (errors) throw new Error(`the home screen has gaps: ${JSON.stringify(errors)}`)
  const session = required(home.continueWatching[0] ?? null).session
  const { plans } = await services.enrollment.listPlans({}, services.asAdmin())
  const planId = required(plans[0] ?? null).id
  const { data } = await platform.graphql<{ courses: { edges: { node: { id: string } }[] } }>(
    "query Ids { courses(first: 20) { edges { node { id } } } }",
  )
  const courseIds = data.courses.edges.map(({ node }) => node.id)
  const anyCourse = () => required(courseIds[Math.floor(Math.random() * courseIds.length)] ?? null)

  const openPlayer = async () => {
    const now = new Date().toISOString()
    const { data: opened } = await platform.graphql<{ startPlayback: { playbackSession: { id: string } } }>(
      `mutation Start($input: StartPlaybackInput!) {
        startPlayback(input: $input) { ... on StartPlaybackSuccess { playbackSession { id } } } }`,
      {
        input: {
          sessionId: session.id,
          deviceId: "monitoring",
          clientSessionId: randomUUID(),
          startedAt: now,
          sentAt: now,
        },
      },
      token,
    )
    const { id } = opened.startPlayback.playbackSession
    let sequence = 0
    return async (types: readonly string[], lastsMs: number) => {
      const sentAt = Date.now()
      const events = types.map((type, i) => ({
        id: v7(),
        sequence: sequence++,
        type,
        positionMs: Math.floor(((sequence * EVERY_MS) % (session.durationSeconds * 1000)) / 1),
        occurredAt: new Date(sentAt - (types.length - 1 - i) * lastsMs).toISOString(),
      }))
      await platform.graphql(
        `mutation Record($input: RecordPlaybackEventsInput!) {
          recordPlaybackEvents(input: $input) { ... on RecordPlaybackEventsSuccess { acceptedCount } } }`,
        { input: { playbackSessionId: id, sentAt: new Date(sentAt).toISOString(), events } },
        token,
      )
    }
  }
  const players = await Promise.all(Array.from({ length: PLAYERS }, openPlayer))
  await Promise.all(players.map((send) => send(["PLAY"], 0)))

  const signUp = async () => {
    const { user } = await services.users.createUser(
      { user: { displayName: "Somebody", email: `${randomUUID()}@example.org` }, password: "a long enough one" },
      services.asAdmin(),
    )
    return required(user).id
  }
  const subscribe = async (paymentToken: string) => {
    const { subscription } = await services.enrollment.purchaseSubscription(
      { planId, paymentToken, autoRenew: true, requestId: randomUUID() },
      services.asLearner(randomUUID()),
    )
    return required(subscription).id
  }
  const enrol = (userId: string, courseId = anyCourse()) =>
    services.enrollment.createEnrollment({ courseId, requestId: randomUUID() }, services.asLearner(userId))
  const traffic: Traffic = {
    faults: {},
    subscribeSomebody: () => subscribe("ok"),
    enrolSomebodyWhoIsMailed: async () => {
      const userId = await signUp()
      await enrol(userId)
      return userId
    },
    stop: () => stop(),
  }

  /** What is done each time, and what each fourth time. */
  const often: (() => Promise<unknown>)[] = [
    () => platform.graphql(LEARNER_HOME, {}, token),
    () => platform.graphql(COURSES),
    () => fetch(session.stream.hlsUrl),
    ...players.map((send) => async () => {
      const { badPlayback } = traffic.faults
      await send(badPlayback ? ["BUFFER_START", "BUFFER_END", "ERROR", "PLAY"] : ["HEARTBEAT"], EVERY_MS / 4)
    }),
    async () => {
      if (!traffic.faults.guesses) return
      await platform.post("/auth/login", { email: `${randomUUID()}@example.org`, password: "a guess of mine" })
    },
    async () => {
      const end = Date.now() + EVERY_MS
      const one = async () => {
        while (traffic.faults.flood && Date.now() < end) await platform.graphql(COURSES)
      }
      await Promise.all(Array.from({ length: FLOOD_AT_ONCE }, one))
    },
    async () => {
      if (traffic.faults.costlyOperations) await platform.graphql(COSTLY)
    },
    async () => {
      if (traffic.faults.unansweredPayments) await subscribe("timeout-before")
    },
  ]
  const seldom: (() => Promise<unknown>)[] = [
    () => platform.signIn(demo.learner),
    async () => enrol(await signUp()),
    () => subscribe("ok"),
    () => subscribe("decline"),
    openPlayer,
    // One that was not planned before.
    () => platform.graphql(`query Fresh { courses(first: 5) { a${v7().replaceAll("-", "")}: totalCount } }`),
    // Somebody asks for what is not there, wrongly, and for what they may not see.
    () => platform.graphql('query Missing { course(id: "00000000-0000-7000-8000-000000000000") { title } }'),
    () => platform.graphql("query Wrong { nothing }"),
    () => platform.graphql("query Forbidden { me { id } }"),
    () => fetch(`${platform.origin}/files/hls/x`),
  ]
  let isStopped = false
  const running = new Set<Promise<unknown>>()
  const loop = (async () => {
    for (let round = 0; !isStopped; round++) {
      for (const act of round % 4 === 0 ? [...often, ...seldom] : often) {
        const acting = act().catch(() => undefined)
        running.add(acting)
        void acting.finally(() => running.delete(acting))
      }
      await delay(EVERY_MS)
    }
  })()
  const stop = async () => {
    isStopped = true
    await loop
    await Promise.all(running)
  }
  return traffic
}
