import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { serviceCaller, type Caller } from "@lectern/rpc/passport"
import { callAs, caller } from "@lectern/test-kit/callers"
import { dumpDatabase, tableNames } from "@lectern/test-kit/database-dump"
import { refusal } from "@lectern/test-kit/refusal"
import { PERSONAL_TABLES } from "../personal-tables.ts"
import { until } from "@lectern/test-kit/until"
import { openPlayer, type TestService } from "../test-player.ts"
import { testPlaybackService } from "../test-service.ts"

let service: TestService
before(async () => {
  service = await testPlaybackService()
})
after(() => service[Symbol.asyncDispose]())

const asUsers = () => callAs(serviceCaller("users"))

/** A person who has played something on two devices, one of them not at all. */
async function traces(userId: string) {
  const learner = caller.learner(userId)
  for (let device = 0; device < 2; device++) {
    const player = await openPlayer(service, { learner })
    if (device === 0) await player.send(player.play(0, 20_000))
  }
}

describe("eraseUser", () => {
  it("forgets the names of devices, and leaves the log and what was folded from it", async () => {
    const [userId, otherId, eventId] = [randomUUID(), randomUUID(), randomUUID()]
    await traces(userId)
    await traces(otherId)
    const rows = async (table: string) =>
      (await dumpDatabase(service.database.url)).split("\n").filter((row) => row.startsWith(table))
    const tables = ["playback_events", "watch_spans", "session_progress"]
    const before = await Promise.all(tables.map(rows))
    assert.ok(before.every(({ length }) => length > 0))
    await Promise.all(Array.from({ length: 4 }, () => service.playback.eraseUser({ eventId, userId }, asUsers())))
    assert.deepEqual(await Promise.all(tables.map(rows)), before)
    const devices = (await rows("playback_sessions ")).map((row) => /"device_id":"(\w*)"/.exec(row)?.[1])
    assert.deepEqual(
      devices.toSorted((a = "", b = "") => a.localeCompare(b)),
      ["", "", "test", "test"],
    )
    await service.playback.eraseUser({ eventId: randomUUID(), userId }, asUsers())
    assert.deepEqual(await Promise.all(tables.map(rows)), before)
  })

  it("is for the users service alone, and wants ids", async () => {
    const request = () => ({ eventId: randomUUID(), userId: randomUUID() })
    for (const other of [
      caller.anonymous,
      caller.learner(),
      caller.admin(),
      caller.gateway,
      serviceCaller("enrollment"),
    ])
      await refusal(service.playback.eraseUser(request(), callAs(other)), "PERMISSION_DENIED", "USERS_SERVICE_ONLY")
    for (const [wrong, field] of [
      [{ eventId: "" }, "event_id"],
      [{ userId: "no id" }, "user_id"],
    ] as const) {
      const error = await refusal(service.playback.eraseUser({ ...request(), ...wrong }, asUsers()), "INVALID_ARGUMENT")
      assert.equal(error.details.violations?.[0]?.field, field)
    }
  })
})

describe("listPersonalRecords", () => {
  const personWithRows = async () => {
    const userId = randomUUID()
    await traces(userId)
    await isFolded(userId)
    return userId
  }
  /** Waits for what is folded of the person's log, so that nothing is added while it is read. */
  const isFolded = (userId: string) =>
    until(async () => (await read(userId, 0)).some(({ table }) => table === "course_learners"), {
      description: "the person's progress to be folded",
    })

  /** All records of a person, read in pages of this size. */
  const read = async (userId: string, pageSize: number) => {
    const records: { table: string; record: Record<string, unknown> }[] = []
    let pageToken = ""
    do {
      const reply = await service.playback.listPersonalRecords(
        { userId, pageSize, pageToken },
        callAs(caller.learner(userId)),
      )
      for (const { table, recordJson } of reply.records)
        records.push({ table, record: JSON.parse(recordJson) as Record<string, unknown> })
      pageToken = reply.nextPageToken
    } while (pageToken !== "")
    return records
  }
  const tablesOf = (records: { table: string }[]) =>
    Object.fromEntries([...Map.groupBy(records, ({ table }) => table)].map(([table, { length }]) => [table, length]))

  it("gives every row about the person, a page at a time", async () => {
    const [userId] = [await personWithRows(), await personWithRows()]
    const records = await read(userId, 0)
    assert.deepEqual(tablesOf(records), {
      playback_sessions: 2,
      playback_events: 2,
      watch_spans: 1,
      session_progress: 2,
      folded_progress: 1,
      course_learners: 1,
    })
    for (const pageSize of [1, 2, 3]) assert.deepEqual(await read(userId, pageSize), records)
    const [session] = records
    assert.deepEqual(session?.record.coverage, [[0, 20_000, 1]])
  })

  it("goes through more playbacks than are read at once, most of them without an event", async () => {
    const userId = randomUUID()
    const learner = caller.learner(userId)
    for (let i = 0; i < 60; i++) await openPlayer(service, { learner })
    const last = await openPlayer(service, { learner })
    await last.send(last.play(0, 20_000))
    await isFolded(userId)
    const records = await read(userId, 50)
    assert.deepEqual(tablesOf(records), {
      playback_sessions: 61,
      playback_events: 2,
      watch_spans: 1,
      session_progress: 61,
      folded_progress: 1,
      course_learners: 1,
    })
  })

  it("is for the person alone, and for pages of its own list", async () => {
    const [userId, otherId] = [await personWithRows(), await personWithRows()]
    const list = (request: object, as: Caller) =>
      service.playback.listPersonalRecords({ userId, ...request }, callAs(as))
    await refusal(list({}, caller.anonymous), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    for (const other of [caller.learner(), caller.admin()])
      await refusal(list({}, other), "PERMISSION_DENIED", "NOT_YOURS")
    const { nextPageToken } = await list({ pageSize: 1 }, caller.learner(userId))
    assert.notEqual(nextPageToken, "")
    await refusal(
      service.playback.listPersonalRecords(
        { userId: otherId, pageToken: nextPageToken },
        callAs(caller.learner(otherId)),
      ),
      "INVALID_ARGUMENT",
      "PAGE_TOKEN_INVALID",
    )
    await refusal(list({ pageSize: -1 }, caller.learner(userId)), "INVALID_ARGUMENT", "PAGE_SIZE_INVALID")
  })

  it("forgets no table that has a column for a person", async () => {
    const exported = new Set(PERSONAL_TABLES.map(({ table }) => table))
    const tables = await tableNames(service.database.url, ["user_id", "owner_id", "instructor_id"])
    assert.deepEqual(
      tables.filter((table) => !exported.has(table)),
      [],
    )
  })
})
