import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { serviceCaller, type Caller } from "@lectern/rpc/passport"
import { callAs, caller } from "@lectern/test-kit/callers"
import { dumpDatabase, tableNames } from "@lectern/test-kit/database-dump"
import { refusal } from "@lectern/test-kit/refusal"
import { idToBytes } from "@lectern/service-kit/ids"
import { PERSONAL_TABLES } from "../personal-tables.ts"
import { testEnrollmentService } from "../test-service.ts"

let service: Awaited<ReturnType<typeof testEnrollmentService>>
before(async () => {
  service = await testEnrollmentService()
})
after(() => service[Symbol.asyncDispose]())

const asUsers = () => callAs(serviceCaller("users"))

/** Rows of every kind about a person. */
async function traces(userId: string) {
  const { id: courseId } = service.courses.add()
  await service.enrollment.createEnrollment({ courseId, requestId: randomUUID() }, callAs(caller.learner(userId)))
  const subscriptionId = await service.stored.subscription(userId, { payment_method: `card of ${userId}` })
  await service.stored.notice(userId)
  const paymentId = idToBytes(randomUUID())
  await service.db
    .insertInto("payments")
    .values({
      id: paymentId,
      user_id: idToBytes(userId),
      purpose: "SUBSCRIPTION",
      subject_id: idToBytes(subscriptionId),
      amount_minor: 9900,
      currency_code: "KRW",
      charge_key: randomUUID(),
      charge_id: randomUUID(),
      state: "CAPTURED",
      created_at: new Date(),
      settled_at: new Date(),
    })
    .execute()
  for (const [account, amount_minor] of [
    ["PROVIDER", 9900],
    ["REVENUE", -9900],
  ] as const)
    await service.db
      .insertInto("ledger_entries")
      .values({
        id: idToBytes(randomUUID()),
        payment_id: paymentId,
        kind: "CHARGE",
        account,
        amount_minor,
        occurred_at: new Date(),
      })
      .execute()
  return { courseId }
}

describe("eraseUser", () => {
  it("takes notices and payment methods, and leaves enrolments and the books", async () => {
    const [userId, otherId, eventId] = [randomUUID(), randomUUID(), randomUUID()]
    await traces(userId)
    await traces(otherId)
    const countable = async () =>
      (await dumpDatabase(service.database.url)).split("\n").filter((row) => /^(enrollments|payments|ledger)/.test(row))
    const before = await countable()
    const notices = async (of: string) =>
      (await service.enrollment.listNotices({ userId: of }, callAs(caller.learner(of)))).notices.length
    const othersNotices = await notices(otherId)
    await Promise.all(Array.from({ length: 4 }, () => service.enrollment.eraseUser({ eventId, userId }, asUsers())))
    assert.deepEqual(await countable(), before)
    assert.deepEqual([await notices(userId), await notices(otherId)], [0, othersNotices])
    const dump = await dumpDatabase(service.database.url)
    assert.ok(!dump.includes(`card of ${userId}`))
    assert.ok(dump.includes(`card of ${otherId}`))
    assert.ok(!dump.split("\n").some((row) => row.startsWith("idempotency") && row.includes(userId)))
    const { subscriptions } = await service.enrollment.batchGetUserSubscriptions(
      { userIds: [userId] },
      callAs(caller.learner(userId)),
    )
    assert.deepEqual([subscriptions[0]?.autoRenew, subscriptions[0]?.etag], [false, "2"])
    await service.enrollment.eraseUser({ eventId: randomUUID(), userId }, asUsers())
    assert.deepEqual(await countable(), before)
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
      await refusal(service.enrollment.eraseUser(request(), callAs(other)), "PERMISSION_DENIED", "USERS_SERVICE_ONLY")
    for (const [wrong, field] of [
      [{ eventId: "" }, "event_id"],
      [{ userId: "no id" }, "user_id"],
    ] as const) {
      const error = await refusal(
        service.enrollment.eraseUser({ ...request(), ...wrong }, asUsers()),
        "INVALID_ARGUMENT",
      )
      assert.equal(error.details.violations?.[0]?.field, field)
    }
  })
})

describe("listPersonalRecords", () => {
  const personWithRows = async () => {
    const userId = randomUUID()
    await traces(userId)
    return userId
  }

  /** All records of a person, read in pages of this size. */
  const read = async (userId: string, pageSize: number) => {
    const records: { table: string; record: Record<string, unknown> }[] = []
    let pageToken = ""
    do {
      const reply = await service.enrollment.listPersonalRecords(
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
      enrollments: 1,
      subscriptions: 1,
      notices: 2,
      payments: 1,
      ledger_entries: 2,
      idempotency: 1,
    })
    assert.deepEqual(await read(userId, 1), records)
    assert.deepEqual(await read(userId, 3), records)
  })

  it("is for the person alone, and for pages of its own list", async () => {
    const [userId, otherId] = [await personWithRows(), await personWithRows()]
    const list = (request: object, as: Caller) =>
      service.enrollment.listPersonalRecords({ userId, ...request }, callAs(as))
    await refusal(list({}, caller.anonymous), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    for (const other of [caller.learner(), caller.admin()])
      await refusal(list({}, other), "PERMISSION_DENIED", "NOT_YOURS")
    const { nextPageToken } = await list({ pageSize: 1 }, caller.learner(userId))
    assert.notEqual(nextPageToken, "")
    await refusal(
      service.enrollment.listPersonalRecords(
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
