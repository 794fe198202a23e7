import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import mysql, { type RowDataPacket } from "mysql2/promise"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { testUsersService } from "../test-service.ts"

describe("createUser", () => {
  let service: Awaited<ReturnType<typeof testUsersService>>
  before(async () => {
    service = await testUsersService()
  })
  after(() => service[Symbol.asyncDispose]())

  const anyone = () => callAs(caller.anonymous)
  const sample = (over: object = {}) => ({
    displayName: "Ada",
    email: `${randomUUID()}@example.org`,
    locale: "en",
    timeZone: "Europe/London",
    ...over,
  })
  const password = "a long enough one"

  it("makes a learner and answers with the account, address in lower case", async () => {
    const email = `Ada.${randomUUID()}@Example.ORG`
    const { user, replayed } = await service.users.createUser({ user: sample({ email }), password }, anyone())
    assert.equal(replayed, false)
    assert.equal(user?.email, email.toLowerCase())
    assert.equal(user?.role, "ROLE_LEARNER")
    assert.equal(user?.etag, "1")
    assert.equal(user?.timeZone, "Europe/London")
  })

  it("stores a bcrypt hash that differs for equal passwords", async () => {
    const emails = [sample().email, sample().email]
    for (const email of emails) await service.users.createUser({ user: sample({ email }), password }, anyone())
    const connection = await mysql.createConnection(service.database.url)
    const [rows] = await connection.query<RowDataPacket[]>("SELECT password_hash FROM users WHERE email IN (?)", [
      emails,
    ])
    await connection.end()
    const hashes = rows.map((row) => String(row.password_hash))
    assert.equal(hashes.length, 2)
    for (const hash of hashes) assert.match(hash, /^\$2b\$/)
    assert.notEqual(hashes[0], hashes[1])
  })

  it("refuses an address that has an account, in whatever case", async () => {
    const email = sample().email
    await service.users.createUser({ user: sample({ email }), password }, anyone())
    await refusal(
      service.users.createUser({ user: sample({ email: email.toUpperCase() }), password }, anyone()),
      "ALREADY_EXISTS",
      "EMAIL_TAKEN",
    )
  })

  it("takes addresses that differ in an accent for two", async () => {
    const name = randomUUID()
    const [plain, accented] = [`jose.${name}@example.org`, `josé.${name}@example.org`]
    await service.users.createUser({ user: sample({ email: plain }), password }, anyone())
    await refusal(service.auth.login({ email: accented, password }, anyone()), "UNAUTHENTICATED", "INVALID_CREDENTIALS")
    const { user } = await service.users.createUser({ user: sample({ email: accented }), password }, anyone())
    assert.equal(user?.email, accented)
  })

  it("lets exactly one of eighteen parallel sign-ups with one address succeed", async () => {
    const email = sample().email
    const outcomes = await Promise.allSettled(
      Array.from({ length: 18 }, () => service.users.createUser({ user: sample({ email }), password }, anyone())),
    )
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
    for (const outcome of outcomes)
      if (outcome.status === "rejected") assert.equal(outcome.reason.reason, "EMAIL_TAKEN")
  })

  it("answers a repeat with the same key as the first time, and refuses the key with another body", async () => {
    const user = sample()
    const requestId = randomUUID()
    const first = await service.users.createUser({ user, password, requestId }, anyone())
    const again = await service.users.createUser({ user, password, requestId }, anyone())
    assert.equal(again.replayed, true)
    assert.deepEqual(again.user, first.user)
    await refusal(
      service.users.createUser({ user, password: "another long one", requestId }, anyone()),
      "INVALID_ARGUMENT",
      "REQUEST_ID_REUSED",
    )
  })

  it("names every broken rule", async () => {
    const error = await refusal(
      service.users.createUser(
        { user: { displayName: " ", email: "no address", locale: "!", timeZone: "Mars/Base" }, password: "short" },
        anyone(),
      ),
      "INVALID_ARGUMENT",
    )
    assert.deepEqual(
      error.details.violations?.map(({ field, rule }) => `${field} ${rule}`),
      [
        "user.display_name length",
        "user.email email",
        "user.locale locale",
        "user.time_zone time_zone",
        "password length",
      ],
    )
  })

  it("refuses a password of the common ones", async () => {
    const error = await refusal(
      service.users.createUser({ user: sample(), password: "Password1234" }, anyone()),
      "INVALID_ARGUMENT",
    )
    assert.equal(error.details.violations?.[0]?.rule, "common")
  })

  it("tells two passwords of 100 Hangul syllables apart that differ only in the last", async () => {
    const email = sample().email
    const long = "가".repeat(99)
    await service.users.createUser({ user: sample({ email }), password: `${long}나` }, anyone())
    await refusal(
      service.auth.login({ email, password: `${long}다` }, anyone()),
      "UNAUTHENTICATED",
      "INVALID_CREDENTIALS",
    )
    assert.ok((await service.auth.login({ email, password: `${long}나` }, anyone())).tokens)
  })

  it("refuses a role that the contract does not name", async () => {
    const request = { user: sample({ role: 99 }), password }
    const error = await refusal(service.users.createUser(request, callAs(caller.admin())), "INVALID_ARGUMENT")
    assert.equal(error.details.violations?.[0]?.field, "user.role")
  })

  it("gives a role to nobody but what an administrator names", async () => {
    const request = { user: sample({ role: "ROLE_ADMIN" }), password } as const
    await refusal(service.users.createUser(request, anyone()), "PERMISSION_DENIED", "ROLE_NOT_YOURS_TO_GIVE")
    const made = await service.users.createUser(request, callAs(caller.admin()))
    assert.equal(made.user?.role, "ROLE_ADMIN")
  })
})
