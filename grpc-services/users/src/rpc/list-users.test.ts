import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testUsersService } from "../test-service.ts"

describe("listUsers", () => {
  let now = new Date()
  let service: Awaited<ReturnType<typeof testUsersService>>
  let madeAt: Date[] = []
  before(async () => {
    service = await testUsersService(() => now)
    for (const [email, role] of [
      ["ada@example.org", "ROLE_ADMIN"],
      ["adam_1@example.org", "ROLE_LEARNER"],
      ["adamx1@example.org", "ROLE_INSTRUCTOR"],
      ["bob@example.org", "ROLE_LEARNER"],
      ["ad%@example.org", "ROLE_LEARNER"],
      ["ädam@example.org", "ROLE_LEARNER"],
    ] as const) {
      now = new Date(now.getTime() + 1000)
      madeAt.push(now)
      await service.signUp({ email, role })
    }
    const gone = await service.signUp({ email: "adagone@example.org" })
    await service.users.eraseAccount({ userId: gone.userId, password: gone.password }, gone.call())
  })
  after(() => service[Symbol.asyncDispose]())

  const admin = () => callAs(caller.admin())
  const list = async (request: object) => {
    const reply = await service.users.listUsers(request, admin())
    return { ...reply, names: reply.users.map(({ email }) => email.split("@")[0]) }
  }

  it("gives the newest first, without erased ones, and says how many there are", async () => {
    const { names, totalSize } = await list({})
    assert.deepEqual(names, ["ädam", "ad%", "bob", "adamx1", "adam_1", "ada"])
    assert.equal(totalSize, 6)
  })

  it("finds by role, by the beginning of the address in the order of addresses, and by age; all of it at once", async () => {
    assert.deepEqual((await list({ role: "ROLE_LEARNER" })).names, ["ädam", "ad%", "bob", "adam_1"])
    assert.deepEqual((await list({ emailPrefix: "ADA" })).names, ["ada", "adam_1", "adamx1"])
    assert.deepEqual((await list({ createdAfter: toTimestamp(madeAt[2] ?? now) })).names, ["ädam", "ad%", "bob"])
    assert.deepEqual(
      (await list({ emailPrefix: "ad", role: "ROLE_LEARNER", createdAfter: toTimestamp(madeAt[1] ?? now) })).names,
      ["ad%"],
    )
  })

  it("takes wildcards of SQL for letters, and an accent for another one", async () => {
    assert.deepEqual((await list({ emailPrefix: "adam_" })).names, ["adam_1"])
    assert.deepEqual((await list({ emailPrefix: "ad%" })).names, ["ad%"])
    assert.deepEqual((await list({ emailPrefix: "ä" })).names, ["ädam"])
    assert.deepEqual((await list({ emailPrefix: "\\" })).names, [])
  })

  it("pages without repeating or losing, in both orders", async () => {
    for (const filter of [{}, { emailPrefix: "a" }, { role: "ROLE_LEARNER" as const }]) {
      const whole = (await list(filter)).names
      const paged: (string | undefined)[] = []
      let pageToken = ""
      do {
        const { names, nextPageToken } = await list({ ...filter, pageSize: 2, pageToken })
        paged.push(...names)
        pageToken = nextPageToken
      } while (pageToken !== "")
      assert.deepEqual(paged, whole)
    }
  })

  it("takes times before 1970 and far ahead for what they are", async () => {
    const names = async (seconds: number) => (await list({ createdAfter: { seconds, nanos: 0 } })).names.length
    assert.equal(await names(-86_400), 6)
    assert.equal(await names(7_258_118_400), 0)
    assert.equal(await names(253_402_300_799), 0)
  })

  it("refuses a cursor of another list, a page of less than none, and filters that break their rules", async () => {
    const { nextPageToken } = await list({ pageSize: 1 })
    await refusal(
      list({ pageSize: 1, role: "ROLE_LEARNER", pageToken: nextPageToken }),
      "INVALID_ARGUMENT",
      "PAGE_TOKEN_INVALID",
    )
    await refusal(list({ pageToken: "forged" }), "INVALID_ARGUMENT", "PAGE_TOKEN_INVALID")
    await refusal(list({ pageSize: -1 }), "INVALID_ARGUMENT", "PAGE_SIZE_INVALID")
    for (const [request, field] of [
      [{ role: 99 as 3 }, "role"],
      [{ emailPrefix: "a".repeat(255) }, "email_prefix"],
      [{ createdAfter: { seconds: 2 ** 50, nanos: 0 } }, "created_after"],
    ] as const)
      assert.equal((await refusal(list(request), "INVALID_ARGUMENT")).details.violations?.[0]?.field, field)
  })

  it("is for those who may read accounts", async () => {
    await refusal(service.users.listUsers({}, callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    for (const other of [caller.learner(randomUUID()), caller.instructor()])
      await refusal(service.users.listUsers({}, callAs(other)), "PERMISSION_DENIED", "SCOPE_MISSING")
  })
})
