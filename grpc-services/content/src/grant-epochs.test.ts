import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, afterEach, before, describe, it } from "node:test"
import mysql from "mysql2/promise"
import { serviceCaller } from "@lectern/rpc/passport"
import { callAs, caller } from "@lectern/test-kit/callers"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { endedRights } from "./grant-epochs.ts"
import { testContentService } from "./test-service.ts"

describe("endedRights", () => {
  const grant = (userId: string | undefined, courseId: string, epoch: number) => ({
    userId,
    courseId,
    sessionId: "",
    epoch,
    expiresAt: new Date(),
  })
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 10, minute))

  it("are those of this user in this course, of the user in all courses, and of everybody in the course", () => {
    const ends = endedRights()
    ends.add({ userId: "ada", courseId: "sql" }, 5, at(0))
    ends.add({ userId: "bob", courseId: undefined }, 6, at(0))
    ends.add({ userId: undefined, courseId: "git" }, 7, at(0))
    for (const [user, course, epoch, expected] of [
      ["ada", "sql", 4, true],
      ["ada", "sql", 5, false],
      ["ada", "css", 4, false],
      ["bob", "css", 5, true],
      ["bob", "css", 6, false],
      ["eve", "sql", 0, false],
      ["eve", "git", 6, true],
      [undefined, "git", 6, true],
      [undefined, "git", 7, false],
      [undefined, "sql", 0, false],
    ] as const)
      assert.equal(ends.include(grant(user, course, epoch)), expected, `${user} ${course} ${epoch}`)
  })

  it("may be forgotten when grants from before have expired, and then end all that are as old", () => {
    const ends = endedRights()
    ends.add({ userId: "ada", courseId: "sql" }, 5, at(0))
    ends.add({ userId: "bob", courseId: "sql" }, 6, at(1))
    // Again: it is the youngest now.
    ends.add({ userId: "ada", courseId: "sql" }, 7, at(2))
    ends.forget(at(2), 10)
    assert.equal(ends.size, 1)
    assert.equal(ends.include(grant("ada", "sql", 6)), true)
    assert.equal(ends.include(grant("eve", "css", 5)), true)
    assert.equal(ends.include(grant("eve", "css", 6)), false)
  })

  it("are bounded in number: the oldest are forgotten, and nobody's right lives on", () => {
    const ends = endedRights()
    for (let epoch = 1; epoch <= 1000; epoch++) ends.add({ userId: `u${epoch}`, courseId: "sql" }, epoch, at(0))
    ends.forget(at(0), 100)
    assert.equal(ends.size, 100)
    for (const epoch of [1, 900, 901, 1000])
      assert.equal(ends.include(grant(`u${epoch}`, "sql", epoch - 1)), true, String(epoch))
  })
})

describe("the end of a right", () => {
  const LIMIT_MS = 5000
  let service: Awaited<ReturnType<typeof testContentService>>
  let replica: Awaited<ReturnType<(typeof service)["startReplica"]>>
  let connection: mysql.Connection
  let grantAll: (typeof service)["neighbour"]["batchCheckAccess"]
  before(async () => {
    service = await testContentService()
    replica = await service.startReplica()
    connection = await mysql.createConnection(service.database.url)
    grantAll = service.neighbour.batchCheckAccess
  })
  afterEach(() => {
    service.neighbour.batchCheckAccess = grantAll
  })
  after(async () => {
    await connection.end()
    await replica[Symbol.asyncDispose]()
    await service[Symbol.asyncDispose]()
  })

  async function imported() {
    const where = { sessionId: randomUUID(), courseId: randomUUID() }
    const sourceFolder = await service.sampleStream(where.sessionId)
    const { fileId } = await service.content.importStream({ ...where, sourceFolder }, callAs(caller.admin()))
    return { ...where, base: `/files/hls/${where.sessionId}/${fileId}` }
  }
  type Where = Awaited<ReturnType<typeof imported>>
  async function grantFor(where: Where, userId?: string): Promise<string> {
    const who = userId === undefined ? caller.anonymous : caller.learner(userId)
    const { answers } = await service.content.batchCreateStreamGrants({ sessions: [where] }, callAs(who))
    return (answers[0]?.grant?.hlsPath ?? "").split("g=")[1] ?? ""
  }
  const end = (right: Partial<{ userId: string; courseId: string }>) =>
    service.content.advanceGrantEpoch({ eventId: randomUUID(), ...right }, callAs(serviceCaller("enrollment")))
  const addresses = ({ base }: Where, g: string) =>
    [service.filesAddress, replica.filesAddress].flatMap((server) =>
      ["master.m3u8", "240p/index.m3u8", "240p/segment-0.m4s"].map((path) => `${server}${base}/${path}?g=${g}`),
    )
  const statusOf = async (address: string) => {
    const response = await fetch(address)
    await response.arrayBuffer()
    return response.status
  }
  const statuses = (where: Where, g: string) => Promise.all(addresses(where, g).map(statusOf))
  const all = (status: number) => Array<number>(6).fill(status)
  const ends = (where: Where, g: string) =>
    until(async () => (await statuses(where, g)).every((status) => status === 403), {
      timeoutMs: LIMIT_MS,
      description: "every file server to refuse playlists and segments",
    })

  it("ends what is being played within five seconds, at every file server, for playlists and segments", async () => {
    const [where, me] = [await imported(), randomUUID()]
    const [mine, others] = [await grantFor(where, me), await grantFor(where, randomUUID())]
    assert.deepEqual(await statuses(where, mine), all(200))
    await end({ userId: me, courseId: where.courseId })
    await ends(where, mine)
    const refused = (await (await fetch(addresses(where, mine)[0] ?? "")).json()) as Record<string, unknown>
    assert.deepEqual([refused.code, refused.reason], ["FORBIDDEN", "GRANT_REVOKED"])
    assert.deepEqual(await statuses(where, others), all(200))
    // Whoever has another right, or has it again, gets another grant.
    assert.deepEqual(await statuses(where, await grantFor(where, me)), all(200))
    assert.deepEqual(await statuses(where, mine), all(403))
  })

  it("of a subscription ends all courses of one person, that of a course all its viewers", async () => {
    const [one, other, me] = [await imported(), await imported(), randomUUID()]
    const [inOne, inOther, guest] = [await grantFor(one, me), await grantFor(other, me), await grantFor(one)]
    await end({ userId: me })
    await ends(one, inOne)
    await ends(other, inOther)
    assert.deepEqual(await statuses(one, guest), all(200))
    await end({ courseId: one.courseId })
    await ends(one, guest)
  })

  it("counts against a decision that was made before it and signed after it", async () => {
    const [where, me] = [await imported(), randomUUID()]
    service.neighbour.batchCheckAccess = async (request, call) => {
      const decision = await grantAll(request, call)
      await end({ userId: me, courseId: where.courseId })
      return decision
    }
    await ends(where, await grantFor(where, me))
  })

  it("is known to a file server that starts later", async () => {
    const [where, me] = [await imported(), randomUUID()]
    const g = await grantFor(where, me)
    await end({ userId: me, courseId: where.courseId })
    const late = await service.startReplica()
    try {
      assert.equal(await statusOf(`${late.filesAddress}${where.base}/master.m3u8?g=${g}`), 403)
    } finally {
      await late[Symbol.asyncDispose]()
    }
  })

  it("is missed by nobody, however many rights end at once", async () => {
    const where = await imported()
    const people = Array.from({ length: 60 }, () => randomUUID())
    const grants: string[] = []
    for (const userId of people) grants.push(await grantFor(where, userId))
    await Promise.all(people.map((userId) => end({ userId, courseId: where.courseId })))
    await until(
      async () => {
        const segments = grants.flatMap((g) => addresses(where, g).filter((address) => address.includes("segment")))
        return (await Promise.all(segments.map(statusOf))).every((status) => status === 403)
      },
      { timeoutMs: 4 * LIMIT_MS, description: "sixty grants to be refused" },
    )
  })

  it("costs one statement a second at most, whatever is served", async () => {
    const [where, me] = [await imported(), randomUUID()]
    const [, , segment = ""] = addresses(where, await grantFor(where, me))
    const statements = () => counterValue(service.telemetry, "db_statements_total")
    const [before, began] = [await statements(), performance.now()]
    for (let i = 0; i < 100; i++) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => statusOf(segment)))
      assert.ok(answers.every((status) => status === 200))
    }
    const seconds = (performance.now() - began) / 1000
    const made = (await statements()) - before
    assert.ok(made <= Math.ceil(seconds), `${made} statements in ${seconds.toFixed(1)} s`)
  })

  it("can't be heard of while the database is away: files are served for five minutes, and then no more", async (test) => {
    const [where, me] = [await imported(), randomUUID()]
    const g = await grantFor(where, me)
    // Stands in for an outage: statements wait for this lock.
    await connection.query("LOCK TABLES grant_epochs WRITE")
    try {
      assert.deepEqual(await statuses(where, g), all(200))
      const now = performance.now.bind(performance)
      test.mock.method(performance, "now", () => now() + 5 * 60_000)
      const response = await fetch(addresses(where, g)[2] ?? "")
      assert.equal(response.status, 503)
      assert.equal(response.headers.get("retry-after"), "1")
      assert.equal(((await response.json()) as { code: string }).code, "SERVICE_UNAVAILABLE")
    } finally {
      test.mock.restoreAll()
      await connection.query("UNLOCK TABLES")
    }
    await until(async () => (await statuses(where, g)).every((status) => status === 200), {
      description: "files to be served again",
    })
  })

  it("is forgotten a day later, when no grant from before can hold", async () => {
    await connection.query("UPDATE grant_epochs SET changed_at = changed_at - INTERVAL 25 HOUR - INTERVAL 1 SECOND")
    const numberOf = async (query: string) => {
      const [rows] = await connection.query<mysql.RowDataPacket[]>(`SELECT (${query}) AS number`)
      return Number(rows[0]?.number)
    }
    const last = await numberOf("SELECT epoch FROM grant_epoch_counter")
    assert.ok((await numberOf("SELECT COUNT(*) FROM grant_epochs")) > 0)
    const late = await service.startReplica({ BACKGROUND_JOBS: true })
    try {
      await until(async () => (await numberOf("SELECT COUNT(*) FROM grant_epochs")) === 0, {
        description: "old epochs to be purged",
      })
    } finally {
      await late[Symbol.asyncDispose]()
    }
    assert.equal(await numberOf("SELECT epoch FROM grant_epoch_counter"), last, "no number is given twice")
  })
})
