import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testUsersService } from "../test-service.ts"

const PASSWORD = "a long enough one"
const DAY_MS = 86_400_000

// Behind the real time, by which the tests' passports are minted, so that it can move on without ending them.
let now = new Date(Date.now() - 365 * DAY_MS)
let service: Awaited<ReturnType<typeof testUsersService>>
before(async () => {
  service = await testUsersService(() => now)
})
after(() => service[Symbol.asyncDispose]())
const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
const anyone = (userAgent = "test") => callAs(caller.anonymous, 10_000, { ipAddress: "203.0.113.7", userAgent })

async function newPerson() {
  const email = `${randomUUID()}@example.org`
  const { user } = await service.users.createUser({ user: { displayName: "Ada", email }, password: PASSWORD }, anyone())
  const userId = user?.id ?? ""
  return {
    userId,
    login: async (userAgent?: string) => {
      later(1000)
      const { tokens } = await service.auth.login({ email, password: PASSWORD }, anyone(userAgent))
      return { sessionId: tokens?.sessionId ?? "", refreshToken: tokens?.refreshToken ?? "" }
    },
    as: (authSessionId?: string) =>
      callAs({ userId, role: "LEARNER", scopes: [], ...(authSessionId ? { authSessionId } : {}) }),
    list: async (authSessionId?: string) =>
      (
        await service.auth.listAuthSessions(
          { userId },
          callAs({ userId, role: "LEARNER", scopes: [], ...(authSessionId ? { authSessionId } : {}) }),
        )
      ).authSessions,
    logouts: async () =>
      (
        await service.users.listLoginRecords(
          { userId, pageSize: 100, types: ["LOGIN_RECORD_TYPE_LOGOUT"] },
          callAs(caller.learner(userId)),
        )
      ).loginRecords.map(({ authSessionId }) => authSessionId),
  }
}
const holds = (refreshToken: string) =>
  service.auth.refreshSession({ refreshToken }, anyone()).then(
    () => true,
    () => false,
  )

describe("listAuthSessions", () => {
  it("gives the live ones, newest first, and says which is the caller's", async () => {
    const person = await newPerson()
    const phone = await person.login("phone")
    const laptop = await person.login("laptop")
    const tablet = await person.login("tablet")
    await service.auth.revokeSession({ refreshToken: laptop.refreshToken }, anyone())
    later(5000)
    await service.auth.refreshSession({ refreshToken: phone.refreshToken }, anyone())
    const sessions = await person.list(phone.sessionId)
    assert.deepEqual(
      sessions.map(({ id, userAgent, ipAddress, isCurrent }) => ({ id, userAgent, ipAddress, isCurrent })),
      [
        { id: tablet.sessionId, userAgent: "tablet", ipAddress: "203.0.113.7", isCurrent: false },
        { id: phone.sessionId, userAgent: "phone", ipAddress: "203.0.113.7", isCurrent: true },
      ],
    )
    assert.equal(Number(sessions[1]?.lastUseTime?.seconds), Math.floor(now.getTime() / 1000))
    assert.ok(Number(sessions[1]?.createTime?.seconds) < Math.floor(now.getTime() / 1000))
  })

  it("leaves out what nobody has used for 30 days", async () => {
    const person = await newPerson()
    await person.login("forgotten")
    const used = await person.login("used")
    later(29 * DAY_MS)
    await service.auth.refreshSession({ refreshToken: used.refreshToken }, anyone())
    later(2 * DAY_MS)
    assert.deepEqual(
      (await person.list()).map(({ userAgent }) => userAgent),
      ["used"],
    )
  })

  it("pages without repeating or losing, and refuses cursors of another list and negative sizes", async () => {
    const person = await newPerson()
    for (let time = 0; time < 5; time++) await person.login()
    const page = (pageSize: number, pageToken = "") =>
      service.auth.listAuthSessions({ userId: person.userId, pageSize, pageToken }, person.as())
    const first = await page(2)
    const second = await page(2, first.nextPageToken)
    const third = await page(2, second.nextPageToken)
    const all = [first, second, third].flatMap(({ authSessions }) => authSessions.map(({ id }) => id))
    assert.equal(new Set(all).size, 5)
    assert.deepEqual(all, all.toSorted().toReversed())
    assert.equal(third.nextPageToken, "")
    await refusal(page(-1), "INVALID_ARGUMENT", "PAGE_SIZE_INVALID")
    await refusal(page(2, `${first.nextPageToken}x`), "INVALID_ARGUMENT", "PAGE_TOKEN_INVALID")
    const other = await newPerson()
    await refusal(
      service.auth.listAuthSessions({ userId: other.userId, pageToken: first.nextPageToken }, other.as()),
      "INVALID_ARGUMENT",
      "PAGE_TOKEN_INVALID",
    )
  })

  it("is for the account itself alone", async () => {
    const { userId } = await newPerson()
    const ask = (call: ReturnType<typeof callAs>) => service.auth.listAuthSessions({ userId }, call)
    await refusal(ask(callAs(caller.learner())), "PERMISSION_DENIED", "NOT_YOURS")
    await refusal(ask(callAs(caller.admin())), "PERMISSION_DENIED", "NOT_YOURS")
    await refusal(ask(anyone()), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })
})

describe("revokeAuthSession", () => {
  it("ends one, records it once, and tells the gateways", async () => {
    const person = await newPerson()
    const [here, there] = [await person.login(), await person.login()]
    const since = { seconds: Math.floor(now.getTime() / 1000) - 1, nanos: 0 }
    const attempts = await Promise.allSettled(
      Array.from({ length: 5 }, () =>
        service.auth.revokeAuthSession({ authSessionId: there.sessionId }, person.as(here.sessionId)),
      ),
    )
    assert.equal(attempts.filter(({ status }) => status === "fulfilled").length, 1)
    assert.deepEqual([await holds(there.refreshToken), await holds(here.refreshToken)], [false, true])
    assert.deepEqual(await person.logouts(), [there.sessionId])
    const { sessions } = await service.auth.listRevokedSessions({ sinceTime: since }, callAs(caller.gateway))
    assert.ok(sessions.some(({ sessionId }) => sessionId === there.sessionId))
  })

  it("answers alike for what does not exist, is another person's or has ended, and changes nothing", async () => {
    const [person, other] = [await newPerson(), await newPerson()]
    const [mine, theirs] = [await person.login(), await other.login()]
    const ended = await person.login()
    await service.auth.revokeSession({ refreshToken: ended.refreshToken }, anyone())
    const answers = []
    for (const authSessionId of [randomUUID(), theirs.sessionId, ended.sessionId]) {
      const error = await refusal(
        service.auth.revokeAuthSession({ authSessionId }, person.as(mine.sessionId)),
        "NOT_FOUND",
        "AUTH_SESSION_NOT_FOUND",
      )
      answers.push(JSON.stringify([error.message, error.details]).replaceAll(authSessionId, "ID"))
    }
    assert.equal(new Set(answers).size, 1)
    await refusal(service.auth.revokeAuthSession({ authSessionId: "none" }, person.as()), "NOT_FOUND")
    assert.ok(await holds(theirs.refreshToken))
    await refusal(
      service.auth.revokeAuthSession({ authSessionId: mine.sessionId }, anyone()),
      "UNAUTHENTICATED",
      "SIGN_IN_REQUIRED",
    )
  })
})

describe("revokeOtherAuthSessions", () => {
  it("ends all but the caller's, says how many, records each, and leaves other people alone", async () => {
    const [person, other] = [await newPerson(), await newPerson()]
    const theirs = await other.login()
    const elsewhere = [await person.login(), await person.login(), await person.login()]
    const here = await person.login()
    const { revokedSessionCount } = await service.auth.revokeOtherAuthSessions({}, person.as(here.sessionId))
    assert.equal(revokedSessionCount, 3)
    assert.deepEqual((await person.logouts()).toSorted(), elsewhere.map(({ sessionId }) => sessionId).toSorted())
    for (const { refreshToken } of elsewhere) assert.equal(await holds(refreshToken), false)
    assert.deepEqual([await holds(here.refreshToken), await holds(theirs.refreshToken)], [true, true])
    assert.equal((await service.auth.revokeOtherAuthSessions({}, person.as(here.sessionId))).revokedSessionCount, 0)
  })

  it("counts each once when several ask at once", async () => {
    const person = await newPerson()
    for (let time = 0; time < 4; time++) await person.login()
    const here = await person.login()
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => service.auth.revokeOtherAuthSessions({}, person.as(here.sessionId))),
    )
    assert.equal(
      answers.reduce((sum, { revokedSessionCount }) => sum + revokedSessionCount, 0),
      4,
    )
    assert.equal((await person.logouts()).length, 4)
  })

  it("is for who is signed in", async () => {
    await refusal(service.auth.revokeOtherAuthSessions({}, anyone()), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })
})
