import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testUsersService } from "../test-service.ts"

describe("setUserRole", () => {
  let service: Awaited<ReturnType<typeof testUsersService>>
  before(async () => {
    service = await testUsersService()
  })
  after(() => service[Symbol.asyncDispose]())

  /** The platform's operator: an administrator without an account. */
  const operator = () => callAs({ role: "ADMIN", scopes: ["users:read"] })

  it("gives a role, ends the person's sessions and leaves those of others", async () => {
    const admin = await service.signUp({ role: "ROLE_ADMIN" })
    const [person, other] = [await service.signUp(), await service.signUp()]
    const [session, others] = [await person.login(), await other.login()]
    const { user } = await service.users.setUserRole(
      { userId: person.userId, role: "ROLE_INSTRUCTOR", etag: "1" },
      admin.call(),
    )
    assert.deepEqual([user?.role, user?.etag], ["ROLE_INSTRUCTOR", "2"])
    assert.equal((await person.read()).role, "ROLE_INSTRUCTOR")
    await refusal(service.auth.refreshSession({ refreshToken: session.refreshToken }, operator()), "UNAUTHENTICATED")
    assert.ok((await service.auth.refreshSession({ refreshToken: others.refreshToken }, operator())).tokens)
    const { sessions } = await service.auth.listRevokedSessions({}, callAs(caller.gateway))
    assert.ok(sessions.some(({ sessionId }) => sessionId === session.authSessionId))
  })

  it("changes nothing and ends nothing where the account has the role already", async () => {
    const admin = await service.signUp({ role: "ROLE_ADMIN" })
    const person = await service.signUp()
    const { refreshToken } = await person.login()
    const { user } = await service.users.setUserRole({ userId: person.userId, role: "ROLE_LEARNER" }, admin.call())
    assert.equal(user?.etag, "1")
    assert.ok((await service.auth.refreshSession({ refreshToken }, operator())).tokens)
  })

  it("is for administrators by what the database says, whatever the passport says", async () => {
    const person = await service.signUp()
    const request = { userId: person.userId, role: "ROLE_ADMIN" } as const
    await refusal(service.users.setUserRole(request, callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    for (const other of [caller.learner(), caller.instructor(), caller.gateway])
      await refusal(service.users.setUserRole(request, callAs(other)), "PERMISSION_DENIED", "ADMIN_ONLY")
    const former = await service.signUp()
    await refusal(
      service.users.setUserRole(request, callAs(caller.admin(former.userId))),
      "PERMISSION_DENIED",
      "ADMIN_ONLY",
    )
  })

  it("is refused for the own role, an unknown role, account or etag", async () => {
    const admin = await service.signUp({ role: "ROLE_ADMIN" })
    const person = await service.signUp()
    const set = (request: object) => service.users.setUserRole(request, admin.call())
    for (const userId of [admin.userId, admin.userId.toUpperCase()])
      await refusal(set({ userId, role: "ROLE_LEARNER" }), "FAILED_PRECONDITION", "OWN_ROLE")
    for (const role of [0, 99 as 3, "ROLE_UNSPECIFIED"] as const)
      await refusal(set({ userId: person.userId, role }), "INVALID_ARGUMENT")
    for (const userId of [randomUUID(), "", "no id"])
      await refusal(set({ userId, role: "ROLE_LEARNER" }), "NOT_FOUND", "USER_NOT_FOUND")
    const error = await refusal(set({ userId: person.userId, role: "ROLE_ADMIN", etag: "7" }), "ABORTED", "ETAG_STALE")
    assert.equal(error.details.currentEtag, "1")
  })
})

describe("setUserRole of administrators", () => {
  it("leaves one of two who take the role from each other at once, however often they try", async () => {
    await using service = await testUsersService()
    const admins: Awaited<ReturnType<typeof service.signUp>>[] = []
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await service.signUp({ role: "ROLE_ADMIN" }), await service.signUp({ role: "ROLE_ADMIN" })]
      const before = admins.pop()
      if (before) await service.users.setUserRole({ userId: before.userId, role: "ROLE_LEARNER" }, a.call())
      const outcomes = await Promise.allSettled([
        service.users.setUserRole({ userId: b.userId, role: "ROLE_LEARNER" }, a.call()),
        service.users.setUserRole({ userId: a.userId, role: "ROLE_LEARNER" }, b.call()),
      ])
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ["fulfilled", "rejected"])
      for (const outcome of outcomes)
        if (outcome.status === "rejected") assert.equal(outcome.reason.reason, "ADMIN_ONLY")
      const roles = [(await a.read()).role, (await b.read()).role].sort()
      assert.deepEqual(roles, ["ROLE_ADMIN", "ROLE_LEARNER"])
      const leftId = (await a.read()).role === "ROLE_ADMIN" ? a.userId : b.userId
      const operator = callAs({ role: "ADMIN", scopes: [] })
      await refusal(
        service.users.setUserRole({ userId: leftId, role: "ROLE_LEARNER" }, operator),
        "FAILED_PRECONDITION",
        "LAST_ADMIN",
      )
      // The next round begins with its own two alone.
      const between = await service.signUp({ role: "ROLE_ADMIN" })
      await service.users.setUserRole({ userId: leftId, role: "ROLE_LEARNER" }, between.call())
      admins.push(between)
    }
  })
})
