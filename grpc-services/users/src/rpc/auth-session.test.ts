import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { LoginRecordType } from "@lectern/contracts/elearning/users/v1/LoginRecordType.ts"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testUsersService } from "../test-service.ts"

let now = new Date("2026-03-01T10:00:00Z")
let service: Awaited<ReturnType<typeof testUsersService>>
before(async () => {
  // Passports are checked by the same clock, so it moves on from the real time.
  now = new Date()
  service = await testUsersService(() => now)
})
after(() => service[Symbol.asyncDispose]())

const anyone = () => callAs(caller.anonymous, 10_000, { ipAddress: "203.0.113.7", userAgent: "test" })
const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}

async function signedUp() {
  const email = `${randomUUID()}@example.org`
  const password = "a long enough one"
  const { user } = await service.users.createUser({ user: { displayName: "Ada", email }, password }, anyone())
  const userId = user?.id ?? ""
  const login = async () => {
    const { tokens } = await service.auth.login({ email, password }, anyone())
    return { refreshToken: tokens?.refreshToken ?? "", authSessionId: tokens?.sessionId ?? "" }
  }
  const history = async (types?: LoginRecordType[]) => {
    const { loginRecords } = await service.users.listLoginRecords(
      { userId, pageSize: 100, ...(types ? { types } : {}) },
      callAs(caller.learner(userId)),
    )
    return loginRecords.map(({ type }) => type.replace("LOGIN_RECORD_TYPE_", ""))
  }
  const asUser = (authSessionId: string) => callAs({ userId, role: "LEARNER", scopes: [], authSessionId })
  return { email, password, userId, login, history, asUser }
}
const refresh = (refreshToken: string) => service.auth.refreshSession({ refreshToken }, anyone())

describe("login", () => {
  it("answers a wrong password and an unknown address alike", async () => {
    const { email } = await signedUp()
    const wrong = await refusal(
      service.auth.login({ email, password: "not the right one" }, anyone()),
      "UNAUTHENTICATED",
    )
    const unknown = await refusal(
      service.auth.login({ email: `${randomUUID()}@example.org`, password: "not the right one" }, anyone()),
      "UNAUTHENTICATED",
    )
    assert.deepEqual([wrong.reason, wrong.message], [unknown.reason, unknown.message])
  })

  it("writes success, failure and logout into the log, newest first", async () => {
    const person = await signedUp()
    const { authSessionId } = await person.login()
    await refusal(
      service.auth.login({ email: person.email, password: "not the right one" }, anyone()),
      "UNAUTHENTICATED",
    )
    await service.auth.revokeSession({}, person.asUser(authSessionId))
    assert.deepEqual(await person.history(), ["LOGOUT", "LOGIN_FAILED", "LOGIN_SUCCEEDED"])
  })

  it("gives a key set that verifies, without any private part", async () => {
    const { keys } = JSON.parse((await service.auth.getJwks({}, anyone())).jwksJson) as {
      keys: Record<string, string>[]
    }
    assert.equal(keys.length, 1)
    assert.deepEqual(Object.keys(keys[0] ?? {}).sort(), ["alg", "crv", "kid", "kty", "use", "x", "y"])
  })
})

describe("refreshSession", () => {
  it("rotates: each token gives the next", async () => {
    const person = await signedUp()
    const { refreshToken } = await person.login()
    const { tokens } = await refresh(refreshToken)
    assert.notEqual(tokens?.refreshToken, refreshToken)
    assert.ok((await refresh(tokens?.refreshToken ?? "")).tokens?.accessToken)
    assert.deepEqual(await person.history(["LOGIN_RECORD_TYPE_TOKEN_REFRESHED"]), [
      "TOKEN_REFRESHED",
      "TOKEN_REFRESHED",
    ])
  })

  it("answers a double submit within ten seconds with the same successor", async () => {
    const { refreshToken } = await (await signedUp()).login()
    const [a, b] = await Promise.all([refresh(refreshToken), refresh(refreshToken)])
    assert.equal(a.tokens?.refreshToken, b.tokens?.refreshToken)
    later(9_000)
    assert.equal((await refresh(refreshToken)).tokens?.refreshToken, a.tokens?.refreshToken)
  })

  it("revokes the session when a used token comes later than that", async () => {
    const person = await signedUp()
    const { refreshToken } = await person.login()
    const { tokens } = await refresh(refreshToken)
    later(11_000)
    await refusal(refresh(refreshToken), "UNAUTHENTICATED", "REFRESH_TOKEN_INVALID")
    await refusal(refresh(tokens?.refreshToken ?? ""), "UNAUTHENTICATED", "REFRESH_TOKEN_INVALID")
    assert.equal((await person.history())[0], "REFRESH_REUSE_DETECTED")
  })

  it("revokes at once when the token is older than the immediate predecessor", async () => {
    const { refreshToken } = await (await signedUp()).login()
    const second = (await refresh(refreshToken)).tokens?.refreshToken ?? ""
    const third = (await refresh(second)).tokens?.refreshToken ?? ""
    await refusal(refresh(refreshToken), "UNAUTHENTICATED")
    await refusal(refresh(third), "UNAUTHENTICATED")
  })

  it("refuses an unknown, an empty and an expired token", async () => {
    const { refreshToken } = await (await signedUp()).login()
    await refusal(refresh("unknown"), "UNAUTHENTICATED", "REFRESH_TOKEN_INVALID")
    await refusal(refresh(""), "UNAUTHENTICATED", "REFRESH_TOKEN_INVALID")
    const before = now
    now = new Date(now.getTime() + 31 * 86_400_000)
    await refusal(service.auth.refreshSession({ refreshToken }, callAs(caller.anonymous)), "UNAUTHENTICATED")
    now = before
  })
})

describe("revokeSession", () => {
  it("ends the session of a refresh token, once, and is listed for the gateways", async () => {
    const person = await signedUp()
    const { refreshToken, authSessionId } = await person.login()
    const since = { seconds: Math.floor(now.getTime() / 1000) - 1, nanos: 0 }
    await service.auth.revokeSession({ refreshToken }, anyone())
    await service.auth.revokeSession({ refreshToken }, anyone())
    await refusal(refresh(refreshToken), "UNAUTHENTICATED")
    assert.deepEqual(await person.history(), ["LOGOUT", "LOGIN_SUCCEEDED"])
    const { sessions } = await service.auth.listRevokedSessions({ sinceTime: since }, callAs(caller.gateway))
    assert.ok(sessions.some(({ sessionId }) => sessionId === authSessionId))
  })

  it("keeps the deny list from everybody but the gateway", async () => {
    await refusal(service.auth.listRevokedSessions({}, callAs(caller.admin())), "PERMISSION_DENIED", "GATEWAY_ONLY")
  })
})

describe("listLoginRecords", () => {
  it("pages without repeating or losing, and refuses a cursor of another list", async () => {
    const person = await signedUp()
    for (let i = 0; i < 5; i++) await person.login()
    const call = callAs(caller.learner(person.userId))
    const first = await service.users.listLoginRecords({ userId: person.userId, pageSize: 2 }, call)
    const second = await service.users.listLoginRecords(
      { userId: person.userId, pageSize: 10, pageToken: first.nextPageToken },
      call,
    )
    assert.equal(new Set([...first.loginRecords, ...second.loginRecords].map(({ id }) => id)).size, 5)
    assert.equal(second.nextPageToken, "")
    const other = await signedUp()
    await refusal(
      service.users.listLoginRecords(
        { userId: other.userId, pageToken: first.nextPageToken },
        callAs(caller.learner(other.userId)),
      ),
      "INVALID_ARGUMENT",
      "PAGE_TOKEN_INVALID",
    )
  })

  it("leaves refreshes out unless they are asked for, and gives the types that are", async () => {
    const person = await signedUp()
    const { refreshToken } = await person.login()
    const { tokens } = await refresh(refreshToken)
    const wrong = { email: person.email, password: "not the right one" }
    await refusal(service.auth.login(wrong, anyone()), "UNAUTHENTICATED")
    await refresh(tokens?.refreshToken ?? "")
    assert.deepEqual(await person.history(), ["LOGIN_FAILED", "LOGIN_SUCCEEDED"])
    assert.deepEqual(
      await person.history([
        "LOGIN_RECORD_TYPE_LOGIN_SUCCEEDED",
        "LOGIN_RECORD_TYPE_TOKEN_REFRESHED",
        "LOGIN_RECORD_TYPE_TOKEN_REFRESHED",
      ]),
      ["TOKEN_REFRESHED", "TOKEN_REFRESHED", "LOGIN_SUCCEEDED"],
    )
    const call = callAs(caller.learner(person.userId))
    const types = ["LOGIN_RECORD_TYPE_TOKEN_REFRESHED"] as const
    const first = await service.users.listLoginRecords({ userId: person.userId, pageSize: 1, types: [...types] }, call)
    await refusal(
      service.users.listLoginRecords({ userId: person.userId, pageToken: first.nextPageToken }, call),
      "INVALID_ARGUMENT",
      "PAGE_TOKEN_INVALID",
    )
    for (const type of ["LOGIN_RECORD_TYPE_UNSPECIFIED", 99] as LoginRecordType[])
      await refusal(service.users.listLoginRecords({ userId: person.userId, types: [type] }, call), "INVALID_ARGUMENT")
    await refusal(
      service.users.listLoginRecords({ userId: person.userId, pageSize: -1 }, call),
      "INVALID_ARGUMENT",
      "PAGE_SIZE_INVALID",
    )
  })

  it("is refused to another learner and open to users:read", async () => {
    const person = await signedUp()
    await refusal(
      service.users.listLoginRecords({ userId: person.userId }, callAs(caller.learner())),
      "PERMISSION_DENIED",
    )
    assert.ok(await service.users.listLoginRecords({ userId: person.userId }, callAs(caller.admin())))
  })
})

describe("batchGetUsers", () => {
  it("shows the address to its owner and to users:read only, and names the missing", async () => {
    const person = await signedUp()
    const missing = randomUUID()
    const read = async (call: ReturnType<typeof anyone>) =>
      service.users.batchGetUsers({ ids: [missing, person.userId, "not an id"] }, call)
    assert.equal((await read(anyone())).users[0]?.email, "")
    assert.equal((await read(callAs(caller.learner()))).users[0]?.email, "")
    assert.equal((await read(callAs(caller.learner(person.userId)))).users[0]?.email, person.email)
    assert.equal((await read(callAs(caller.admin()))).users[0]?.email, person.email)
    assert.deepEqual((await read(anyone())).missingIds, [missing, "not an id"])
  })

  it("refuses more than 200 ids", async () => {
    await refusal(
      service.users.batchGetUsers({ ids: Array(201).fill(randomUUID()) }, anyone()),
      "INVALID_ARGUMENT",
      "BATCH_TOO_LARGE",
    )
  })
})

describe("a call without a passport", () => {
  it("is refused", async () => {
    await refusal(service.auth.getJwks({}, { ...anyone(), passport: "" }), "UNAUTHENTICATED", "PASSPORT_REQUIRED")
    await refusal(service.auth.getJwks({}, { ...anyone(), passport: "forged" }), "UNAUTHENTICATED", "PASSPORT_REQUIRED")
  })
})
