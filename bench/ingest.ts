// How many playback events a second the platform takes through its graph, in batches of 50 by thousands of players, what
// one batch costs each part, and how that compares to the bare multi-row INSERT of the same rows on the same server.
// Run: npm run bench:ingest [-- --seconds N] [--connections N] [--players N] [--processes] [--rows N] [--profile FOLDER];
// `--rows` measures again when the log was filled to so many rows.
import { randomBytes, randomFillSync, randomUUID } from "node:crypto"
import { parseArgs } from "node:util"
import mysql, { type RowDataPacket } from "mysql2/promise"
import { Pool } from "undici"
import { makeAccount } from "../e2e/src/course-library.ts"
import { startPlatform, type Platform } from "../e2e/src/platform-under-test.ts"
import { required } from "../packages/rpc/src/required.ts"
import { toTimestamp } from "../packages/rpc/src/timestamp.ts"
import { cpuSeconds, machine, quantile, table } from "./machine.ts"

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    seconds: { type: "string", default: "60" },
    connections: { type: "string", default: "24" },
    players: { type: "string", default: "2000" },
    processes: { type: "boolean", default: false },
    rows: { type: "string", default: "0" },
    profile: { type: "string" },
  },
})
const number = (name: "seconds" | "connections" | "players" | "rows", least: number): number => {
  const value = Number(options[name])
  if (!(value >= least)) throw new Error(`--${name}: a number from ${least} on is expected, got ${options[name]}`)
  return value
}
const SECONDS = number("seconds", 1)
const CONNECTIONS = number("connections", 1)
const PLAYERS = number("players", 1)
const ROWS = number("rows", 0)
const WARM_UP_SECONDS = Math.min(10, SECONDS / 4)
const BATCH = 50
/** One batch in so many is sent again at once, as a player does whose answer was lost. */
const RESENT = 50
const SESSIONS_PER_LEARNER = 10
const HEARTBEAT_MS = 10_000
// A day of video, so that no player comes to the end of it.
const DURATION_SECONDS = 86_400
const BARE_CONNECTIONS = 8
const BARE_SECONDS = Math.min(10, SECONDS)
// Budgets that a saturated machine keeps: what is refused for lack of time would look fast.
const PATIENT = { MUTATION_BUDGET_MS: "60000", QUERY_BUDGET_MS: "60000", FETCH_BUDGET_MS: "60000" }

const MUTATION = `mutation Record($input: RecordPlaybackEventsInput!) {
  recordPlaybackEvents(input: $input) {
    __typename
    ... on RecordPlaybackEventsSuccess {
      acceptedCount duplicateCount highestSequence missing
      rejected { id code }
      progress { resumePositionMs coverage completed }
    }
    ... on UserError { code message }
  }
}`

interface Player {
  id: string
  token: string
  startedAt: number
  next: number
}

const random = Buffer.alloc(64 * 1024)
let used = random.length
/** A UUIDv7 of the time `at`. */
function eventId(at: number): string {
  if (used === random.length) {
    randomFillSync(random)
    used = 0
  }
  const hex = random.toString("hex", used, (used += 16))
  const time = at.toString(16).padStart(12, "0")
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-a${hex.slice(3, 6)}-${hex.slice(6, 18)}`
}

/** The next batch of a player that plays without a break, with a jump now and then, as the body of a request. */
function nextBatch(player: Player): string {
  const now = Date.now()
  const events: string[] = []
  for (let i = 0; i < BATCH; i++) {
    const sequence = player.next++
    const at = sequence * HEARTBEAT_MS
    const type = sequence === 0 ? "PLAY" : sequence % 40 === 39 ? "SEEK" : "HEARTBEAT"
    const from = type === "SEEK" ? `,"fromPositionMs":${at}` : ""
    events.push(
      `{"id":"${eventId(now)}","sequence":${sequence},"type":"${type}","positionMs":${at}${from},"rate":1,` +
        `"occurredAt":"${new Date(player.startedAt + at).toISOString()}"}`,
    )
  }
  return (
    `{"query":${JSON.stringify(MUTATION)},"variables":{"input":{"playbackSessionId":"${player.id}",` +
    `"sentAt":"${new Date(now).toISOString()}","events":[${events.join(",")}]}}}`
  )
}

async function openPlayers(platform: Platform): Promise<Player[]> {
  const { services } = platform
  const instructor = await makeAccount(services, "ROLE_INSTRUCTOR")
  const admin = () => services.asAdmin(randomUUID())
  const { course } = await services.courses.createCourse(
    {
      course: {
        title: "Ingest",
        description: "For a bench.",
        language: "en",
        level: "COURSE_LEVEL_BEGINNER",
        categories: ["Bench"],
        instructorId: instructor.id,
      },
      requestId: randomUUID(),
    },
    admin(),
  )
  const courseId = required(course).id
  const sessionIds: string[] = []
  for (let position = 0; position < SESSIONS_PER_LEARNER; position++) {
    const { session } = await services.courses.createSession(
      {
        session: {
          courseId,
          title: `Session ${position}`,
          isPreview: true,
          durationSeconds: DURATION_SECONDS,
          videoUrl: "content:none",
        },
        requestId: randomUUID(),
      },
      admin(),
    )
    sessionIds.push(required(session).id)
  }
  await services.courses.updateCourse(
    { course: { id: courseId, status: "COURSE_STATUS_PUBLISHED" }, updateMask: { paths: ["status"] } },
    admin(),
  )
  const players: Player[] = []
  const startedAt = Date.now() - DURATION_SECONDS * 1000
  while (players.length < PLAYERS) {
    const learner = await makeAccount(services, "ROLE_LEARNER")
    const token = await platform.signIn(learner)
    const some = sessionIds.slice(0, PLAYERS - players.length)
    const opened = await Promise.all(
      some.map((sessionId) =>
        services.playback.startPlayback(
          {
            sessionId,
            deviceId: "bench",
            clientSessionId: randomUUID(),
            startTime: toTimestamp(new Date(startedAt)),
            sendTime: toTimestamp(new Date()),
          },
          services.asLearner(learner.id),
        ),
      ),
    )
    for (const { playbackSession } of opened)
      players.push({ id: required(playbackSession).id, token, startedAt, next: 0 })
  }
  return players
}

interface Shot {
  seconds: number
  accepted: number
  duplicates: number
  requests: number
  /** Batches that were refused for lack of room, and sent again. */
  refused: number
  latenciesMs: number[]
}

/** Every connection sends the next batch of the next player as soon as the one before was answered. */
async function shoot(platform: Platform, players: readonly Player[], seconds: number): Promise<Shot> {
  const pool = new Pool(platform.origin, { connections: CONNECTIONS, pipelining: 1 })
  const shot: Shot = { seconds: 0, accepted: 0, duplicates: 0, requests: 0, refused: 0, latenciesMs: [] }
  const began = performance.now()
  const end = began + seconds * 1000
  let turn = 0
  const send = async (player: Player, body: string): Promise<void> => {
    const from = performance.now()
    const response = await pool.request({
      path: "/graphql",
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${player.token}` },
      body,
    })
    const text = await response.body.text()
    shot.latenciesMs.push(performance.now() - from)
    shot.requests++
    const counts = /"acceptedCount":(\d+),"duplicateCount":(\d+)/.exec(text)
    if (text.includes('"OverloadedError"')) {
      shot.refused++
      return send(player, body)
    }
    if (!counts || !text.includes('"rejected":[]')) throw new Error(`${response.statusCode}: ${text.slice(0, 500)}`)
    shot.accepted += Number(counts[1])
    shot.duplicates += Number(counts[2])
  }
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < end) {
        const mine = turn++
        // Players are served in turns, and there are more of them than connections, so none has two batches under way.
        const player = required(players[mine % players.length])
        const body = nextBatch(player)
        await send(player, body)
        if (mine % RESENT === 0) await send(player, body)
      }
    }),
  )
  shot.seconds = (performance.now() - began) / 1000
  await pool.close()
  return shot
}

/** Rows a second that the server takes into a copy of the table, by the statement alone, BATCH rows each. */
async function bareInserts(url: string): Promise<number> {
  const pool = mysql.createPool({ uri: url, connectionLimit: BARE_CONNECTIONS, timezone: "Z" })
  await pool.query("drop table if exists bare_events")
  await pool.query("create table bare_events like playback_events")
  const now = new Date()
  let rows = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: BARE_CONNECTIONS }, async () => {
      for (let sequence = 0, playback = randomBytes(16); performance.now() < began + BARE_SECONDS * 1000;) {
        const values = Array.from({ length: BATCH }, () => [
          playback,
          sequence++,
          Buffer.from(eventId(now.getTime()).replaceAll("-", ""), "hex"),
          "HEARTBEAT",
          sequence * HEARTBEAT_MS,
          null,
          1,
          now,
          0,
          now,
        ])
        await pool.query("insert into bare_events values ?", [values])
        rows += BATCH
        if (sequence >= 20 * BATCH) {
          sequence = 0
          playback = randomBytes(16)
        }
      }
    }),
  )
  const perSecond = rows / ((performance.now() - began) / 1000)
  await pool.query("drop table bare_events")
  await pool.end()
  return perSecond
}

const rowsOf = async (connection: mysql.Connection, sql: string): Promise<RowDataPacket[]> =>
  (await connection.query<RowDataPacket[]>(sql))[0]

/** Fills the log with copies of what the players have sent, as of other playback sessions, until it has so many rows. */
async function fill(connection: mysql.Connection, rows: number): Promise<void> {
  const [before] = await rowsOf(connection, "select count(*) count from playback_events")
  // Of the ids all but the time at their begin and the end is drawn anew for each copy.
  const copied = (id: string) => `unhex(concat(left(hex(${id}), 12), ?, substr(hex(${id}), 21)))`
  for (let count = Number(before?.count); count < rows;) {
    const other = randomBytes(4).toString("hex")
    const [result] = await connection.query<mysql.ResultSetHeader>(
      `insert into playback_events
       select ${copied("playback_id")}, sequence, ${copied("event_id")}, type, position_ms, from_position_ms, rate,
         occurred_at, skew_ms, received_at
       from playback_events where playback_id in (select id from playback_sessions) limit ?`,
      [other, other, rows - count],
    )
    count += result.affectedRows
    process.stderr.write(`filling: ${count.toLocaleString("en")} of ${rows.toLocaleString("en")} rows\r`)
  }
  process.stderr.write("\n")
}

async function measure(platform: Platform, players: readonly Player[]) {
  const used = () => ({
    platform: cpuSeconds(platform.pid, /^(node|MainThread)/),
    database: cpuSeconds(platform.pid, /^(mariadbd|mysqld)/),
  })
  await shoot(platform, players, WARM_UP_SECONDS)
  const [before, statements] = [used(), await platform.counter("db_statements_total", { origin: "call" })]
  const ownBefore = process.cpuUsage()
  const shot = await shoot(platform, players, SECONDS)
  const own = process.cpuUsage(ownBefore)
  const after = used()
  // Right behind it, since a busy machine is slower for both.
  const bare = await bareInserts(platform.databaseUrl("playback"))
  const perEvent = (seconds: number) => (seconds / shot.accepted) * 1e6
  return {
    shot,
    statements: ((await platform.counter("db_statements_total", { origin: "call" })) - statements) / shot.requests,
    perSecond: shot.accepted / shot.seconds,
    bare,
    p50: quantile(shot.latenciesMs, 0.5),
    p99: quantile(shot.latenciesMs, 0.99),
    platformUs: perEvent(after.platform - before.platform),
    databaseUs: perEvent(after.database - before.database),
    ownUs: perEvent((own.user + own.system) / 1e6),
  }
}

console.log(machine())
const platform = await startPlatform(
  options.processes ? "processes" : "one process",
  {
    ...PATIENT,
    ...(options.profile === undefined
      ? {}
      : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${options.profile} --cpu-prof-interval=500` }),
  },
  ["--no-demo"],
)
const connection = await mysql.createConnection(platform.databaseUrl("playback"))
try {
  const [server] = await rowsOf(
    connection,
    "select version() version, @@innodb_flush_log_at_trx_commit durability, @@innodb_buffer_pool_size / 1048576 pool",
  )
  console.log(
    `${String(server?.version)}, durability ${server?.durability}, ${Number(server?.pool)} MiB of pages; ` +
      `${PLAYERS} players, ${CONNECTIONS} connections, batches of ${BATCH}, ${SECONDS} s; the INSERT with ${BARE_CONNECTIONS} connections, ${BARE_SECONDS} s; ${options.processes ? "processes" : "one process"}`,
  )
  const players = await openPlayers(platform)
  const results = new Map<string, Awaited<ReturnType<typeof measure>>>()
  results.set(ROWS > 0 ? "short log" : "", await measure(platform, players))
  if (ROWS > 0) {
    await fill(connection, ROWS)
    results.set(`${ROWS.toLocaleString("en")} rows`, await measure(platform, players))
  }
  console.log()
  console.log(
    table([
      [
        "",
        "events/s",
        "INSERT rows/s",
        "times as many",
        "p50 ms",
        "p99 ms",
        "refused",
        "statements a batch",
        "CPU µs/event, platform",
        "database",
        "generator",
      ],
      ...[...results].map(([name, each]) => [
        name,
        Math.round(each.perSecond),
        Math.round(each.bare),
        (each.bare / each.perSecond).toFixed(1),
        each.p50.toFixed(0),
        each.p99.toFixed(0),
        each.shot.refused,
        each.statements.toFixed(1),
        each.platformUs.toFixed(1),
        each.databaseUs.toFixed(1),
        each.ownUs.toFixed(1),
      ]),
    ]),
  )
  // What the players were told is there against what is there: the log and the folds of it.
  const mine = `playback_id in (select id from playback_sessions)`
  const [log] = await rowsOf(
    connection,
    `select count(*) rows_found, count(distinct event_id) ids, count(distinct playback_id, sequence) places
     from playback_events where ${mine}`,
  )
  const sent = players.reduce((sum, { next }) => sum + next, 0)
  console.log(
    `\nsent ${sent}, in the log ${log?.rows_found}: ${sent - Number(log?.places)} lost, ${Number(log?.rows_found) - Number(log?.ids)} doubled`,
  )
  if (sent !== Number(log?.rows_found) || sent !== Number(log?.ids)) process.exitCode = 1
} finally {
  await connection.end()
  await platform.stop()
}
