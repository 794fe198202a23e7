import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { describe, it } from "node:test"
import { coursesService, enrollmentService, playbackService } from "@lectern/contracts/package-definition"
import type { Call } from "@lectern/rpc/call"
import { unavailable } from "@lectern/rpc/errors"
import { caller } from "@lectern/test-kit/callers"
import { dumpDatabase, tableNames } from "@lectern/test-kit/database-dump"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { stubService } from "@lectern/test-kit/stub-service"
import { until } from "@lectern/test-kit/until"
import { PERSONAL_TABLES } from "../personal-tables.ts"
import { testUsersService } from "../test-service.ts"

/** The services that must hear of an erasure. */
async function neighbours() {
  const told = { courses: [] as string[], enrollment: [] as string[], playback: [] as string[] }
  const others = {
    /** Account ids, by who was told. */
    told,
    callers: new Set<string | undefined>(),
    /** Whether the courses service is. */
    isAway: false,
    addresses: { COURSES_SERVICE: "", ENROLLMENT_SERVICE: "", PLAYBACK_SERVICE: "" },
    stop: () => Promise.resolve(),
  }
  const eraser =
    (name: keyof typeof told) =>
    async ({ userId }: { userId: string }, { caller }: Pick<Call, "caller">) => {
      if (name === "courses" && others.isAway) throw unavailable("away")
      others.callers.add(caller.service)
      told[name].push(userId)
      return {}
    }
  const stubs = [
    await stubService(coursesService, { eraseUser: eraser("courses") }),
    await stubService(enrollmentService, { eraseUser: eraser("enrollment") }),
    await stubService(playbackService, { eraseUser: eraser("playback") }),
  ] as const
  const [courses, enrollment, playback] = stubs
  others.addresses = {
    COURSES_SERVICE: courses.address,
    ENROLLMENT_SERVICE: enrollment.address,
    PLAYBACK_SERVICE: playback.address,
  }
  others.stop = async () => {
    for (const stub of stubs) await stub.stop()
  }
  return others
}

async function withService(
  test: (
    service: Awaited<ReturnType<typeof testUsersService>>,
    others: Awaited<ReturnType<typeof neighbours>>,
    later: (ms: number) => void,
  ) => Promise<void>,
) {
  let now = new Date()
  const others = await neighbours()
  try {
    await using service = await testUsersService(() => now, others.addresses)
    await test(service, others, (ms) => {
      now = new Date(now.getTime() + ms)
    })
  } finally {
    await others.stop()
  }
}

describe("eraseAccount", () => {
  it("leaves nothing that tells who it was, and frees the address", () =>
    withService(async (service, others, later) => {
      const mark = randomUUID()
      const email = `erased.${mark}@example.org`
      const call = (userId?: string) =>
        service.callAs(userId ? caller.learner(userId) : caller.anonymous, 10_000, {
          ipAddress: "203.0.113.77",
          userAgent: `agent ${mark}`,
          languages: "ko",
        })
      // Traces from before there was an account, too.
      const stranger = service.callAs(caller.anonymous)
      await refusal(service.auth.login({ email, password: "whatever it may be" }, stranger), "UNAUTHENTICATED")
      await service.users.createPasswordReset({ email }, call())
      const requestId = randomUUID()
      const password = "a long enough one"
      const { user } = await service.users.createUser(
        { user: { displayName: `Name ${mark}`, email, bio: `Bio ${mark}` }, password, requestId },
        call(),
      )
      const userId = user?.id ?? ""
      await service.users.updateUser(
        { user: { id: userId, avatarUrl: `https://example.org/${mark}.png` }, updateMask: { paths: ["avatar_url"] } },
        call(userId),
      )
      const { tokens } = await service.auth.login({ email, password }, call())
      await refusal(service.auth.login({ email, password: "a wrong one, alas" }, call()), "UNAUTHENTICATED")
      await service.users.createPasswordReset({ email }, call())

      const { eraseTime } = await service.users.eraseAccount({ userId, password }, call(userId))
      assert.ok(eraseTime)
      const dump = await dumpDatabase(service.database.url)
      assert.ok(
        !dump.includes(mark),
        dump.split("\n").find((line) => line.includes(mark)),
      )
      assert.ok(!dump.includes("203.0.113.77"))
      await refusal(service.auth.login({ email, password }, call()), "UNAUTHENTICATED", "INVALID_CREDENTIALS")
      await refusal(
        service.auth.refreshSession({ refreshToken: tokens?.refreshToken ?? "" }, call()),
        "UNAUTHENTICATED",
      )
      const { users } = await service.users.batchGetUsers({ ids: [userId] }, service.callAs(caller.admin()))
      assert.deepEqual(
        [users[0]?.isErased, users[0]?.displayName, users[0]?.email, users[0]?.bio, users[0]?.avatarUrl],
        [true, "", "", "", ""],
      )
      // The gateways still learn that the session is over.
      const { sessions } = await service.auth.listRevokedSessions({}, service.callAs(caller.gateway))
      assert.ok(sessions.some(({ sessionId }) => sessionId === tokens?.sessionId))

      const again = await service.users.createUser({ user: { displayName: "Other", email }, password }, call())
      assert.notEqual(again.user?.id, userId)
      later(10_000)
      await until(() => Object.values(others.told).every((ids) => ids.length > 0), {
        timeoutMs: 15_000,
        description: "the other services to be told",
      })
      assert.deepEqual(others.told, { courses: [userId], enrollment: [userId], playback: [userId] })
      assert.deepEqual([...others.callers], ["svc:users"])
    }))

  it("tells the others once the last access token is dead, and waits for none that is away", () =>
    withService(async (service, others, later) => {
      others.isAway = true
      const person = await service.signUp()
      await service.users.eraseAccount({ userId: person.userId, password: person.password }, person.call())
      const roundsOf = () => counterValue(service.telemetry, "background_job_rounds_total", { job_name: "outbox" })
      const rounds = await roundsOf()
      await until(async () => (await roundsOf()) > rounds + 1, { timeoutMs: 15_000, description: "two more rounds" })
      assert.deepEqual(others.told, { courses: [], enrollment: [], playback: [] })
      later(10_000)
      await until(() => others.told.playback.length + others.told.enrollment.length === 2, {
        timeoutMs: 15_000,
        description: "those that are there to be told",
      })
      assert.deepEqual(others.told.courses, [])
      others.isAway = false
      later(3_600_000)
      await until(() => others.told.courses.length === 1, { timeoutMs: 15_000, description: "the one that was away" })
      assert.deepEqual(others.told.enrollment, [person.userId])
    }))

  it("is for the account itself, with its password, and not for one that holds a role", () =>
    withService(async (service) => {
      const person = await service.signUp()
      const erase = (userId: string, password: string, by: Parameters<typeof service.callAs>[0]) =>
        service.users.eraseAccount({ userId, password }, service.callAs(by))
      await refusal(erase(person.userId, person.password, caller.anonymous), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
      for (const other of [caller.learner(), caller.admin()])
        await refusal(erase(person.userId, person.password, other), "PERMISSION_DENIED", "NOT_YOURS")
      const wrong = await refusal(
        erase(person.userId, "a wrong one", caller.learner(person.userId)),
        "INVALID_ARGUMENT",
      )
      assert.equal(wrong.details.violations?.[0]?.field, "password")
      const nobody = randomUUID()
      await refusal(erase(nobody, person.password, caller.learner(nobody)), "INVALID_ARGUMENT")
      for (const role of ["ROLE_INSTRUCTOR", "ROLE_ADMIN"] as const) {
        const holder = await service.signUp({ role })
        await refusal(
          service.users.eraseAccount({ userId: holder.userId, password: holder.password }, holder.call()),
          "FAILED_PRECONDITION",
          "ROLE_HOLDS_ACCOUNT",
        )
        assert.equal((await holder.read()).isErased, false)
      }
      assert.equal((await person.read()).isErased, false)
    }))

  it("happens once, however often it is asked for, and nothing is done to the account afterwards", () =>
    withService(async (service, others, later) => {
      const person = await service.signUp()
      const call = person.call()
      const erase = () => service.users.eraseAccount({ userId: person.userId, password: person.password }, call)
      const [first, ...repeats] = await Promise.all(Array.from({ length: 6 }, erase))
      for (const repeat of repeats) assert.deepEqual(repeat, first)
      later(1000)
      assert.deepEqual(await erase(), first)
      await refusal(
        service.users.updateUser(
          { user: { id: person.userId, displayName: "Back" }, updateMask: { paths: ["display_name"] } },
          call,
        ),
        "NOT_FOUND",
        "USER_NOT_FOUND",
      )
      await refusal(
        service.users.setUserRole(
          { userId: person.userId, role: "ROLE_ADMIN" },
          service.callAs({ role: "ADMIN", scopes: [] }),
        ),
        "NOT_FOUND",
        "USER_NOT_FOUND",
      )
      later(10_000)
      await until(() => others.told.playback.length > 0, { timeoutMs: 15_000, description: "the others to be told" })
      assert.deepEqual(others.told.playback, [person.userId])
    }))

  it("says that it is busy when too many passwords are being hashed", () =>
    withService(async (service) => {
      const person = await service.signUp()
      const outcomes = await Promise.allSettled(
        Array.from({ length: 80 }, () =>
          service.users.eraseAccount({ userId: person.userId, password: "a wrong one" }, person.call()),
        ),
      )
      const reasons = new Set(outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason.reason))
      // The first ten wrong ones are told so, as far as they were hashed at all.
      const expected = new Set<unknown>(["HASHING_BUSY", "DATABASE_BUSY", "INVALID_ARGUMENT", "RATE_LIMITED"])
      assert.deepEqual(
        [...reasons].filter((reason) => !expected.has(reason)),
        [],
      )
      assert.ok(reasons.has("HASHING_BUSY"))
    }))
})

describe("listPersonalRecords", () => {
  it("gives every row about the person, a page at a time, without hashes", () =>
    withService(async (service) => {
      const [person, other] = [await service.signUp({ bio: "Counts." }), await service.signUp()]
      for (let i = 0; i < 3; i++) {
        const { refreshToken } = await person.login()
        await service.auth.refreshSession({ refreshToken }, person.call())
        await other.login()
      }
      await service.users.createPasswordReset({ email: person.email }, person.call())
      const read = async (pageSize: number) => {
        const records: { table: string; record: Record<string, unknown> }[] = []
        let pageToken = ""
        do {
          const reply = await service.users.listPersonalRecords(
            { userId: person.userId, pageSize, pageToken },
            person.call(),
          )
          records.push(
            ...reply.records.map(({ table, recordJson }) => ({
              table,
              record: JSON.parse(recordJson) as Record<string, unknown>,
            })),
          )
          pageToken = reply.nextPageToken
        } while (pageToken !== "")
        return records
      }
      const records = await read(0)
      const counts = Object.fromEntries(
        [...Map.groupBy(records, ({ table }) => table)].map(([table, { length }]) => [table, length]),
      )
      assert.deepEqual(counts, { users: 1, login_records: 6, auth_sessions: 3, refresh_tokens: 6, password_resets: 1 })
      assert.deepEqual(await read(1), records)
      assert.deepEqual(await read(4), records)
      const [account] = records
      assert.equal(account?.record.id, person.userId)
      assert.equal(account?.record.email, person.email)
      assert.equal(account?.record.bio, "Counts.")
      assert.ok(!JSON.stringify(records).includes(other.userId))
      for (const { record } of records)
        for (const hidden of ["password_hash", "token_sha256", "address_hmac"]) assert.ok(!(hidden in record))
    }))

  it("is for the person alone, and for pages of its own list", () =>
    withService(async (service) => {
      const [person, other] = [await service.signUp(), await service.signUp()]
      const list = (request: object, by: Parameters<typeof service.callAs>[0]) =>
        service.users.listPersonalRecords({ userId: person.userId, ...request }, service.callAs(by))
      await refusal(list({}, caller.anonymous), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
      for (const by of [caller.learner(), caller.admin()]) await refusal(list({}, by), "PERMISSION_DENIED", "NOT_YOURS")
      await person.login()
      const own = caller.learner(person.userId)
      const { nextPageToken } = await list({ pageSize: 1 }, own)
      await refusal(
        service.users.listPersonalRecords({ userId: other.userId, pageToken: nextPageToken }, other.call()),
        "INVALID_ARGUMENT",
        "PAGE_TOKEN_INVALID",
      )
      await refusal(list({ pageSize: -1 }, own), "INVALID_ARGUMENT", "PAGE_SIZE_INVALID")
    }))

  it("forgets no table that has a column for a person", () =>
    withService(async (service) => {
      const tables = await tableNames(service.database.url, ["user_id", "owner_id"])
      const exported = new Set(PERSONAL_TABLES.map(({ table }) => table))
      assert.deepEqual(
        tables.filter((table) => !exported.has(table)),
        [],
      )
    }))
})
