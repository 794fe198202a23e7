import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { createConnection, type RowDataPacket } from "mysql2/promise"
import bcrypt from "bcrypt"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { testUsersService } from "../test-service.ts"

const MINUTES = 60_000
const PASSWORD = "a long enough one"
const WRONG = "not the right one"

// Behind the real time, by which the tests' passports are minted, so that it can move on without ending them.
let now = new Date(Date.now() - 86_400_000)
let service: Awaited<ReturnType<typeof testUsersService>>
let replica: Awaited<ReturnType<typeof testUsersService>>
before(async () => {
  service = await testUsersService(() => now)
  replica = await testUsersService(() => now, {}, service)
})
after(async () => {
  await replica[Symbol.asyncDispose]()
  await service[Symbol.asyncDispose]()
})
const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}

let hosts = 0
/** An address that no other test has used. */
const newAddress = () => `198.51.${Math.floor(++hosts / 250)}.${(hosts % 250) + 1}`
const from = (ipAddress: string) => callAs(caller.anonymous, 10_000, { ipAddress, userAgent: "test" })

async function newAccount(): Promise<string> {
  const email = `${randomUUID()}@example.org`
  await service.users.createUser({ user: { displayName: "Ada", email }, password: PASSWORD }, callAs(caller.anonymous))
  return email
}
const login = (email: string, password: string, ipAddress = newAddress(), deviceToken = "", at = service) =>
  at.auth.login({ email, password, deviceToken }, from(ipAddress))
async function failTimes(times: number, email: () => string | Promise<string>, ipAddress?: string) {
  for (let time = 0; time < times; time++)
    await refusal(login(await email(), WRONG, ipAddress), "UNAUTHENTICATED", "INVALID_CREDENTIALS")
}
const limited = (attempt: Promise<unknown>) => refusal(attempt, "RESOURCE_EXHAUSTED", "RATE_LIMITED")
const sql = async <T extends RowDataPacket[]>(text: string, values: unknown[] = []): Promise<T> => {
  const connection = await createConnection(service.database.url)
  try {
    return (await connection.query<T>(text, values))[0]
  } finally {
    await connection.end()
  }
}

describe("login", () => {
  it("is refused after ten failures for an account, from wherever, with the right password too, for 15 minutes", async () => {
    const email = await newAccount()
    await failTimes(1, () => email)
    later(4 * MINUTES)
    await failTimes(9, () => email)
    const error = await limited(login(email, PASSWORD))
    assert.equal(error.details.retryAfterMs, 11 * MINUTES)
    await limited(login(email.toUpperCase(), WRONG, newAddress(), "", replica))
    later(11 * MINUTES - 1)
    await limited(login(email, PASSWORD))
    later(1)
    assert.ok((await login(email, PASSWORD)).tokens?.accessToken)
  })

  it("is refused after ten failures from a network, whatever the accounts, and not from others", async () => {
    const ipAddress = newAddress()
    await failTimes(10, newAccount, ipAddress)
    const email = await newAccount()
    await limited(login(email, PASSWORD, ipAddress))
    await limited(login(email, PASSWORD, ipAddress, "", replica))
    assert.ok((await login(email, PASSWORD)).tokens)
  })

  it("counts all addresses of an IPv6 /64 as one", async () => {
    const network = `2001:db8:${(++hosts).toString(16)}:1`
    for (let host = 1; host <= 10; host++) await failTimes(1, newAccount, `${network}::${host}`)
    const email = await newAccount()
    await limited(login(email, PASSWORD, `${network}:ffff::1`))
    assert.ok((await login(email, PASSWORD, `2001:db8:${hosts.toString(16)}:2::1`)).tokens)
  })

  it("counts failures only: who knows the password may sign in as often as it likes", async () => {
    const email = await newAccount()
    const ipAddress = newAddress()
    for (let time = 0; time < 4; time++)
      await Promise.all(Array.from({ length: 4 }, () => login(email, PASSWORD, ipAddress)))
    await failTimes(9, () => email, ipAddress)
    assert.ok((await login(email, PASSWORD, ipAddress)).tokens)
    await failTimes(1, () => email, ipAddress)
    await limited(login(email, PASSWORD, ipAddress))
  })

  it("has no more than ten of 34 wrong passwords hashed that come at once to two replicas", async () => {
    const email = await newAccount()
    const hashes = async () =>
      (await counterValue(service.telemetry, "password_hashes_total")) +
      (await counterValue(replica.telemetry, "password_hashes_total"))
    const before = await hashes()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 34 }, (_, index) => login(email, WRONG, newAddress(), "", index % 2 ? service : replica)),
    )
    const reasons = outcomes.map((outcome) =>
      outcome.status === "rejected" ? (outcome.reason as { reason: string }).reason : "let in",
    )
    assert.equal(reasons.filter((reason) => reason === "INVALID_CREDENTIALS").length, 10)
    assert.equal(reasons.filter((reason) => reason === "RATE_LIMITED").length, 24)
    assert.equal((await hashes()) - before, 10)
  })

  it("lets a device in that was let in before, whatever others try", async () => {
    const email = await newAccount()
    const ipAddress = newAddress()
    const { deviceToken } = await login(email, PASSWORD, ipAddress)
    await failTimes(10, () => email, ipAddress)
    await limited(login(email, PASSWORD, ipAddress))
    const again = await login(email, PASSWORD, ipAddress, deviceToken)
    assert.ok(again.tokens)
    assert.equal(again.deviceToken, deviceToken)
  })

  it("gives such a device ten failures of its own, which count for nobody else", async () => {
    const email = await newAccount()
    const ipAddress = newAddress()
    const { deviceToken } = await login(email, PASSWORD, ipAddress)
    for (let time = 0; time < 10; time++)
      await refusal(login(email, WRONG, ipAddress, deviceToken), "UNAUTHENTICATED", "INVALID_CREDENTIALS")
    await limited(login(email, PASSWORD, ipAddress, deviceToken))
    assert.ok((await login(email, PASSWORD, ipAddress)).tokens)
    later(15 * MINUTES)
    assert.ok((await login(email, PASSWORD, ipAddress, deviceToken)).tokens)
  })

  it("takes a device's token for no other account, nor one that was made up", async () => {
    const [mine, theirs] = [await newAccount(), await newAccount()]
    const { deviceToken } = await login(mine, PASSWORD)
    await failTimes(10, () => theirs)
    const [id] = deviceToken.split(".")
    for (const token of [
      deviceToken,
      `${id}.AAAA`,
      `${id}.`,
      id,
      ".",
      "x",
      deviceToken.toUpperCase(),
      `${id}.${id}.${id}`,
    ])
      await limited(login(theirs, PASSWORD, newAddress(), token))
    const other = await login(mine, PASSWORD)
    assert.notEqual(other.deviceToken, deviceToken)
  })

  it("answers the same, after the same statements and hashes, with and without an account, limited or not", async () => {
    const work = async (email: string) => {
      const before = await Promise.all([
        counterValue(service.telemetry, "db_statements_total", { origin: "call", verb: "select" }),
        counterValue(service.telemetry, "db_statements_total", { origin: "call", verb: "insert" }),
        counterValue(service.telemetry, "db_statements_total", { origin: "call", verb: "update" }),
        counterValue(service.telemetry, "password_hashes_total"),
      ])
      const error = await refusal(login(email, WRONG), "UNAUTHENTICATED").catch(() => limited(login(email, WRONG)))
      const after = await Promise.all([
        counterValue(service.telemetry, "db_statements_total", { origin: "call", verb: "select" }),
        counterValue(service.telemetry, "db_statements_total", { origin: "call", verb: "insert" }),
        counterValue(service.telemetry, "db_statements_total", { origin: "call", verb: "update" }),
        counterValue(service.telemetry, "password_hashes_total"),
      ])
      const { code, reason, message, details } = error
      return {
        work: after.map((count, index) => count - (before[index] ?? 0)),
        answer: { code, reason, message, details },
      }
    }
    const [known, unknown] = [await newAccount(), `${randomUUID()}@example.org`]
    type Work = Awaited<ReturnType<typeof work>>
    const rounds: (readonly [Work, Work])[] = []
    for (let time = 0; time < 11; time++) rounds.push([await work(known), await work(unknown)])
    for (const [one, other] of rounds) assert.deepEqual(one.answer, other.answer)
    // Background work adds a statement now and then, so the least of ten is that of the login.
    const least = (side: 0 | 1) =>
      [0, 1, 2, 3].map((index) => Math.min(...rounds.slice(0, 10).map((round) => round[side].work[index] ?? NaN)))
    assert.deepEqual(least(0), [2, 3, 0, 1], "limits and account; two counts and a record; one hash")
    assert.deepEqual(least(1), least(0))
    const [limitedOne, limitedOther] = rounds[10] as [Work, Work]
    assert.equal(limitedOne.answer.reason, "RATE_LIMITED")
    assert.deepEqual([limitedOne.work[3], limitedOther.work[3]], [0, 0])
  })

  it("keeps nothing by which an address could be read from the counts, and as many rows as there are counts", async () => {
    const email = await newAccount()
    const before = (await sql("SELECT key_hmac FROM tries")).length
    const ipAddress = newAddress()
    await failTimes(5, () => email, ipAddress)
    const rows = await sql<(RowDataPacket & { key_hmac: Buffer })[]>("SELECT key_hmac FROM tries")
    assert.equal(rows.length, before + 2)
    const text = rows.map((row) => row.key_hmac.toString("latin1")).join("\n")
    for (const part of [email.slice(0, 8), "example", ipAddress]) assert.ok(!text.includes(part))
  })
})

describe("createUser", () => {
  it("is refused after too many sign-ups from a network, not from others, nor to administrators", async () => {
    await using strict = await testUsersService(() => now, { SIGN_UPS_PER_NETWORK: 3 }, service)
    const signUp = (call: ReturnType<typeof from>) =>
      strict.users.createUser(
        { user: { displayName: "Ada", email: `${randomUUID()}@example.org` }, password: PASSWORD },
        call,
      )
    const ipAddress = newAddress()
    for (let time = 0; time < 3; time++) await signUp(from(ipAddress))
    const error = await limited(signUp(from(ipAddress)))
    assert.equal(error.details.retryAfterMs, 60 * MINUTES)
    await signUp(from(newAddress()))
    await signUp({ ...callAs(caller.admin()), origin: from(ipAddress).origin })
    later(60 * MINUTES)
    await signUp(from(ipAddress))
  })
})

describe("a hash of an earlier, lower cost", () => {
  let costly: Awaited<ReturnType<typeof testUsersService>>
  before(async () => {
    costly = await testUsersService(() => now, { BCRYPT_COST: 6 }, service)
  })
  after(() => costly[Symbol.asyncDispose]())
  const hashOf = async (email: string) =>
    String((await sql<RowDataPacket[]>("SELECT password_hash FROM users WHERE email = ?", [email]))[0]?.password_hash)

  it("is replaced when its owner signs in, and the password stays the same", async () => {
    const email = await newAccount()
    assert.equal(bcrypt.getRounds(await hashOf(email)), 4)
    await refusal(login(email, WRONG, newAddress(), "", costly), "UNAUTHENTICATED")
    assert.equal(bcrypt.getRounds(await hashOf(email)), 4)
    await Promise.all([1, 2, 3].map(() => login(email, PASSWORD, newAddress(), "", costly)))
    await until(async () => bcrypt.getRounds(await hashOf(email)) === 6, { description: "the new hash" })
    const replaced = await hashOf(email)
    await login(email, PASSWORD, newAddress(), "", costly)
    // The other replica has the lower cost configured and leaves what is better.
    await login(email, PASSWORD)
    assert.equal(await hashOf(email), replaced)
  })

  it("takes as much hashing as any other while its owner is away", async () => {
    const email = await newAccount()
    const counted = async (address: string) => {
      const rounds = [4, 5, 6].map(String)
      const at = () =>
        Promise.all(rounds.map((cost) => counterValue(costly.telemetry, "password_hashes_total", { cost })))
      const before = await at()
      await refusal(login(address, WRONG, newAddress(), "", costly), "UNAUTHENTICATED")
      const after = await at()
      // 2^cost steps each.
      return after.reduce((sum, count, index) => sum + (count - (before[index] ?? 0)) * 2 ** Number(rounds[index]), 0)
    }
    assert.equal(await counted(email), 64)
    assert.equal(await counted(`${randomUUID()}@example.org`), 64)
  })
})
