import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import fc from "fast-check"
import { createConnection, type RowDataPacket } from "mysql2/promise"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { testUsersService } from "../test-service.ts"

const PASSWORD = "a long enough one"
const GRACE_MS = 10_000
const DAY_MS = 86_400_000

// Behind the real time, by which the tests' passports are minted, so that it can move on without ending them.
let now = new Date(Date.now() - 365 * DAY_MS)
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
const from = (ipAddress: string) => callAs(caller.anonymous, 60_000, { ipAddress, userAgent: "test" })
const anyone = from("203.0.113.7")

async function newPerson() {
  const email = `${randomUUID()}@example.org`
  const { user } = await service.users.createUser({ user: { displayName: "Ada", email }, password: PASSWORD }, anyone)
  const userId = user?.id ?? ""
  return {
    userId,
    login: async () => (await service.auth.login({ email, password: PASSWORD }, anyone)).tokens?.refreshToken ?? "",
    /** How often a reuse was recorded, of the newest hundred. */
    reuses: async () =>
      (
        await service.users.listLoginRecords(
          { userId, pageSize: 100, types: ["LOGIN_RECORD_TYPE_REFRESH_REUSE_DETECTED"] },
          callAs(caller.learner(userId)),
        )
      ).loginRecords.length,
  }
}
/** The successor, or undefined when the token was refused. */
const refresh = async (refreshToken: string, at = service, call = anyone): Promise<string | undefined> => {
  try {
    return (await at.auth.refreshSession({ refreshToken }, call)).tokens?.refreshToken
  } catch (error) {
    assert.equal((error as { reason: string }).reason, "REFRESH_TOKEN_INVALID", String(error))
    return undefined
  }
}

/**
 * The rule, written a second time: tokens of a family have generations; the newest is unused; the one before it is
 * forgiven for ten seconds from its first use; anything else ends the family.
 */
class Family {
  newest = 1
  usedAtMs = -Infinity
  ended = false

  /** The generation that is answered with, or undefined for a refusal. */
  refresh(generation: number, atMs: number): number | undefined {
    if (this.ended) return undefined
    if (generation === this.newest) {
      this.newest++
      this.usedAtMs = atMs
      return this.newest
    }
    if (generation === this.newest - 1 && atMs - this.usedAtMs <= GRACE_MS) return this.newest
    this.ended = true
    return undefined
  }
}

type Step = { waitMs: number; who: number; kind: "newest they have" | "any they had"; pick: number; times: number }
const step: fc.Arbitrary<Step> = fc.record({
  waitMs: fc.constantFrom(0, 1, 5000, 9999, 10_000, 10_001, 60_000),
  // Two tabs and a thief, who all began with the same token and know what they were answered.
  who: fc.nat(2),
  // A client uses the newest it has; one that was suspended, or a thief, may come with an older one.
  kind: fc.oneof(
    { weight: 4, arbitrary: fc.constant("newest they have" as const) },
    { weight: 1, arbitrary: fc.constant("any they had" as const) },
  ),
  pick: fc.nat(20),
  // The same token so often at once, over two replicas.
  times: fc.constantFrom(1, 1, 1, 2, 3),
})

describe("refreshSession", () => {
  it("follows the rule whatever tabs and thieves do, in whatever order, over two replicas", async () => {
    const person = await newPerson()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const tokens = ["", await person.login()]
        const reusesBefore = await person.reuses()
        const family = new Family()
        // The generations that each has.
        const held = [[1], [1], [1]]
        for (const { waitMs, who, kind, pick, times } of steps) {
          later(waitMs)
          const had = held[who] ?? []
          const generation = (kind === "newest they have" ? had.at(-1) : had[pick % had.length]) ?? 1
          const token = tokens[generation] ?? ""
          const expected = Array.from({ length: times }, () => family.refresh(generation, now.getTime()))
          const got = await Promise.all(
            Array.from({ length: times }, (_, index) => refresh(token, index % 2 ? replica : service)),
          )
          for (const [index, answered] of got.entries()) {
            const successor = expected[index]
            assert.equal(answered !== undefined, successor !== undefined)
            if (successor === undefined || answered === undefined) continue
            // One successor for one token: a family never has two unused ones.
            assert.equal(answered, (tokens[successor] ??= answered))
            had.push(successor)
          }
        }
        assert.equal((await person.reuses()) - reusesBefore, family.ended ? 1 : 0)
        // The end of a family is final, for its newest token too.
        if (family.ended) assert.equal(await refresh(tokens[family.newest] ?? ""), undefined)
        else assert.ok(await refresh(tokens[family.newest] ?? ""))
      }),
      { numRuns: 60 },
    )
  })

  it("records the reuse once, however many old tokens come back", async () => {
    const person = await newPerson()
    const first = await person.login()
    const second = (await refresh(first)) ?? ""
    const third = (await refresh(second)) ?? ""
    await Promise.all(
      [first, first, second, third].map((token, index) => refresh(token, index % 2 ? replica : service)),
    )
    await refresh(first)
    assert.equal(await person.reuses(), 1)
    assert.equal(await refresh(third), undefined)
  })

  it("counts tokens that never were as failures from their network, which keep no right one out", async () => {
    const person = await newPerson()
    const refreshToken = await person.login()
    const call = from("198.51.100.99")
    for (let time = 0; time < 10; time++) await refresh(`made up ${time}`, service, call)
    await refusal(service.auth.refreshSession({ refreshToken: "made up" }, call), "RESOURCE_EXHAUSTED", "RATE_LIMITED")
    assert.ok(await refresh(refreshToken, service, call))
    // Old ones of somebody's own are no guesses.
    await service.auth.revokeSession({ refreshToken }, call)
    assert.equal(await refresh(refreshToken, service, call), undefined)
  })
})

describe("what is past its lifetime", () => {
  it("is purged: used refresh tokens, ended auth sessions, counts of tries, records of old refreshes", async () => {
    const person = await newPerson()
    const ended = await person.login()
    await service.auth.revokeSession({ refreshToken: ended }, anyone)
    const abandoned = await person.login()
    const used = await person.login()
    await refusal(
      service.auth.login({ email: `${randomUUID()}@example.org`, password: "not the right one" }, anyone),
      "UNAUTHENTICATED",
    )
    let newest = used
    for (let day = 0; day < 100; day++) {
      later(DAY_MS)
      newest = (await refresh(newest)) ?? ""
    }
    // The purge runs when a process starts, and then each ten minutes.
    const third = await testUsersService(() => now, {}, service)
    await until(
      async () => (await counterValue(third.telemetry, "background_job_rounds_total", { job_name: "purge" })) > 0,
      {
        description: "the first round of the purge",
      },
    )
    await third[Symbol.asyncDispose]()
    const connection = await createConnection(service.database.url)
    const count = async (sql: string) => Number((await connection.query<RowDataPacket[]>(sql))[0][0]?.count)
    try {
      assert.equal(await count("SELECT COUNT(*) AS count FROM tries"), 0)
      assert.equal(await count("SELECT COUNT(*) AS count FROM auth_sessions"), 1)
      assert.equal(await count("SELECT COUNT(*) AS count FROM refresh_tokens"), 31)
      const recordsOf = (type: string) => count(`SELECT COUNT(*) AS count FROM login_records WHERE type = '${type}'`)
      // The first and the last moment of 90 days both count.
      assert.equal(await recordsOf("TOKEN_REFRESHED"), 91)
      assert.ok((await recordsOf("LOGIN_SUCCEEDED")) >= 3)
    } finally {
      await connection.end()
    }
    assert.equal(await refresh(abandoned), undefined)
    assert.equal(await refresh(ended), undefined)
    // Reuse is still found out as long as the token would have lived.
    assert.ok(await refresh(newest))
  })
})
