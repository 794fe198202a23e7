import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, beforeEach, describe, it } from "node:test"
import { createConnection, type RowDataPacket } from "mysql2/promise"
import { generateSync } from "otplib"
import type { LoginRecordType } from "@lectern/contracts/elearning/users/v1/LoginRecordType.ts"
import { openDatabase } from "@lectern/service-kit/database"
import { idToBytes } from "@lectern/service-kit/ids"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import type { UsersTables } from "../database.ts"
import { startSecondFactor } from "../second-factor-store.ts"
import { testUsersService } from "../test-service.ts"

const MINUTES = 60_000
const STEP_MS = 30_000
const PASSWORD = "a long enough one"
const SECRET = "signing keys of tests, not a secret"

// Behind the real time, by which the tests' passports are minted, so that it can move on without ending them.
let now = new Date(Date.now() - 30 * 86_400_000)
let service: Awaited<ReturnType<typeof testUsersService>>
before(async () => {
  service = await testUsersService(() => now, { FAILED_LOGINS_PER_NETWORK: 10_000 })
})
after(() => service[Symbol.asyncDispose]())
const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
// No code of a test before is one of this one, and no failure counts.
beforeEach(() => later(20 * MINUTES))

const anyone = callAs(caller.anonymous, 60_000, { ipAddress: "203.0.113.7", userAgent: "test" })
const codeOf = (secret: string, offsetMs = 0) =>
  generateSync({ secret, epoch: Math.floor((now.getTime() + offsetMs) / 1000) })
const wrongCodeOf = (secret: string) => String((Number(codeOf(secret)) + 1) % 1_000_000).padStart(6, "0")

async function newPerson() {
  const email = `${randomUUID()}@example.org`
  const { user } = await service.users.createUser({ user: { displayName: "Ada", email }, password: PASSWORD }, anyone)
  const userId = user?.id ?? ""
  const call = callAs(caller.learner(userId))
  return {
    email,
    userId,
    call,
    login: (password = PASSWORD) => service.auth.login({ email, password }, anyone),
    challenge: async () => (await service.auth.login({ email, password: PASSWORD }, anyone)).challenge?.token ?? "",
    start: (password = PASSWORD) => service.auth.startSecondFactor({ password }, call),
    state: () => service.auth.getSecondFactor({ userId }, call),
    history: async (types: LoginRecordType[] = []) =>
      (await service.users.listLoginRecords({ userId, types }, call)).loginRecords.map(({ type }) =>
        type.replace("LOGIN_RECORD_TYPE_", ""),
      ),
  }
}
/** Somebody with a second factor, a step after its first code. */
async function newPersonWithSecondFactor() {
  const person = await newPerson()
  const { secret } = await person.start()
  const { recoveryCodes } = await service.auth.confirmSecondFactor({ code: codeOf(secret) }, person.call)
  later(STEP_MS)
  return { ...person, secret, recoveryCodes }
}
const complete = (challenge: string, code: string) => service.auth.completeLogin({ challenge, code }, anyone)

describe("a second factor", () => {
  it("is not asked for before a first code has confirmed it", async () => {
    const person = await newPerson()
    assert.ok((await person.login()).tokens)
    const { secret, otpauthUri } = await person.start()
    assert.equal(new URL(otpauthUri).searchParams.get("secret"), secret)
    assert.ok((await person.login()).tokens)
    assert.deepEqual(await person.state(), { isEnabled: false, recoveryCodesLeft: 0 })
    const { recoveryCodes } = await service.auth.confirmSecondFactor({ code: codeOf(secret) }, person.call)
    assert.equal(recoveryCodes.length, 10)
    assert.deepEqual(await person.state(), { isEnabled: true, recoveryCodesLeft: 10 })
    const { tokens, user, deviceToken, challenge } = await person.login()
    assert.deepEqual([tokens, user, deviceToken], [null, null, ""])
    assert.match(challenge?.token ?? "", /^[\w-]{43}$/)
    assert.deepEqual(await person.history(), [
      "SECOND_FACTOR_REQUIRED",
      "SECOND_FACTOR_ENABLED",
      "LOGIN_SUCCEEDED",
      "LOGIN_SUCCEEDED",
    ])
  })

  it("signs in with a code after the password", async () => {
    const person = await newPersonWithSecondFactor()
    const { tokens, user, deviceToken } = await complete(await person.challenge(), codeOf(person.secret))
    assert.ok(tokens?.accessToken && tokens.refreshToken && deviceToken)
    assert.equal(user?.id, person.userId)
    assert.ok((await service.auth.refreshSession({ refreshToken: tokens.refreshToken }, anyone)).tokens)
    assert.deepEqual((await person.history()).slice(0, 2), ["LOGIN_SUCCEEDED", "SECOND_FACTOR_REQUIRED"])
  })

  it("takes each code once, whichever sign-in it comes with", async () => {
    const person = await newPersonWithSecondFactor()
    const code = codeOf(person.secret)
    await complete(await person.challenge(), code)
    await refusal(complete(await person.challenge(), code), "UNAUTHENTICATED", "SECOND_FACTOR_CODE_WRONG")
    // The step before is used up with it.
    await refusal(
      complete(await person.challenge(), codeOf(person.secret, -STEP_MS)),
      "UNAUTHENTICATED",
      "SECOND_FACTOR_CODE_WRONG",
    )
    assert.ok((await complete(await person.challenge(), codeOf(person.secret, STEP_MS))).tokens)
  })

  it("does not take the code again that confirmed it", async () => {
    const person = await newPerson()
    const { secret } = await person.start()
    const code = codeOf(secret)
    await service.auth.confirmSecondFactor({ code }, person.call)
    await refusal(complete(await person.challenge(), code), "UNAUTHENTICATED", "SECOND_FACTOR_CODE_WRONG")
  })

  it("lets one of eight sign-ins in that come at once with one code", async () => {
    const person = await newPersonWithSecondFactor()
    const challenges = await Promise.all(Array.from({ length: 8 }, () => person.challenge()))
    const code = codeOf(person.secret)
    const outcomes = await Promise.allSettled(challenges.map((challenge) => complete(challenge, code)))
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
  })

  it("opens one auth session for eight codes at once to one challenge", async () => {
    const person = await newPersonWithSecondFactor()
    const challenge = await person.challenge()
    const codes = [codeOf(person.secret), ...person.recoveryCodes.slice(0, 4)]
    const outcomes = await Promise.allSettled(codes.map((code) => complete(challenge, code)))
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
    assert.equal((await service.auth.listAuthSessions({ userId: person.userId }, person.call)).authSessions.length, 1)
  })

  it("takes a recovery code in the place of a code, however it is written, once, also when it comes eight times at once", async () => {
    const person = await newPersonWithSecondFactor()
    const [first = "", second = ""] = person.recoveryCodes
    assert.ok((await complete(await person.challenge(), ` ${first.toUpperCase().replace("-", "")} `)).tokens)
    assert.equal((await person.state()).recoveryCodesLeft, 9)
    assert.ok((await person.history()).includes("RECOVERY_CODE_USED"))
    await refusal(complete(await person.challenge(), first), "UNAUTHENTICATED", "SECOND_FACTOR_CODE_WRONG")
    const challenges = await Promise.all(Array.from({ length: 8 }, () => person.challenge()))
    const outcomes = await Promise.allSettled(challenges.map((challenge) => complete(challenge, second)))
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
    assert.equal((await person.state()).recoveryCodesLeft, 8)
  })

  it("takes no recovery code of another account", async () => {
    const [mine, theirs] = [await newPersonWithSecondFactor(), await newPersonWithSecondFactor()]
    await refusal(
      complete(await mine.challenge(), theirs.recoveryCodes[0] ?? ""),
      "UNAUTHENTICATED",
      "SECOND_FACTOR_CODE_WRONG",
    )
    assert.equal((await theirs.state()).recoveryCodesLeft, 10)
  })

  it("keeps neither the secret nor a recovery code nor a challenge in a form that can be read", async () => {
    const person = await newPersonWithSecondFactor()
    const challenge = await person.challenge()
    const connection = await createConnection(service.database.url)
    const tables = ["second_factors", "recovery_codes", "login_challenges"]
    const rows = await Promise.all(
      tables.map(async (table) => (await connection.query<RowDataPacket[]>(`SELECT * FROM ${table}`))[0]),
    )
    await connection.end()
    const text = rows
      .flat()
      .flatMap((row) => Object.values(row as object))
      .map((value) => (Buffer.isBuffer(value) ? value.toString("latin1") : String(value)))
      .join("\n")
    for (const hidden of [person.secret, challenge, SECRET, ...person.recoveryCodes])
      assert.ok(!text.includes(hidden) && !text.includes(hidden.replace("-", "")))
  })
})

describe("completeLogin", () => {
  const invalid = (attempt: Promise<unknown>) => refusal(attempt, "UNAUTHENTICATED", "CHALLENGE_INVALID")

  it("refuses a challenge that is unknown, used or older than five minutes", async () => {
    const person = await newPersonWithSecondFactor()
    for (const made of ["", "x", randomUUID()]) await invalid(complete(made, codeOf(person.secret)))
    const used = await person.challenge()
    await complete(used, codeOf(person.secret))
    later(STEP_MS)
    await invalid(complete(used, codeOf(person.secret)))
    const old = await person.challenge()
    later(5 * MINUTES)
    await invalid(complete(old, codeOf(person.secret)))
    const inTime = await person.challenge()
    later(5 * MINUTES - 1)
    assert.ok((await complete(inTime, codeOf(person.secret))).tokens)
  })

  it("takes five wrong codes to a challenge, also when they come at once, and then none", async () => {
    const person = await newPersonWithSecondFactor()
    const challenge = await person.challenge()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => complete(challenge, wrongCodeOf(person.secret))),
    )
    const reasons = outcomes.map((outcome) => (outcome as { reason: { reason: string } }).reason.reason).sort()
    assert.deepEqual(reasons, [
      ...Array<string>(3).fill("CHALLENGE_INVALID"),
      ...Array<string>(5).fill("SECOND_FACTOR_CODE_WRONG"),
    ])
    await invalid(complete(challenge, codeOf(person.secret)))
    assert.deepEqual(
      await person.history(["LOGIN_RECORD_TYPE_SECOND_FACTOR_FAILED"]),
      Array<string>(5).fill("SECOND_FACTOR_FAILED"),
    )
  })

  it("counts wrong codes with wrong passwords: ten in 15 minutes, and neither is taken", async () => {
    const person = await newPersonWithSecondFactor()
    const waiting = await person.challenge()
    for (let round = 0; round < 2; round++) {
      const challenge = await person.challenge()
      for (let time = 0; time < 4; time++)
        await refusal(complete(challenge, wrongCodeOf(person.secret)), "UNAUTHENTICATED", "SECOND_FACTOR_CODE_WRONG")
    }
    for (let time = 0; time < 2; time++)
      await refusal(person.login("not the right one"), "UNAUTHENTICATED", "INVALID_CREDENTIALS")
    const error = await refusal(complete(waiting, codeOf(person.secret)), "RESOURCE_EXHAUSTED", "RATE_LIMITED")
    assert.equal(error.details.retryAfterMs, 15 * MINUTES)
    await refusal(person.login(), "RESOURCE_EXHAUSTED", "RATE_LIMITED")
    later(15 * MINUTES)
    assert.ok((await complete(await person.challenge(), codeOf(person.secret))).tokens)
  })

  it("refuses a challenge whose second factor was given up or whose password was changed meanwhile", async () => {
    const person = await newPersonWithSecondFactor()
    const before = await person.challenge()
    const connection = await createConnection(service.database.url)
    await connection.query("UPDATE users SET password_changed_at = ? WHERE email = ?", [
      new Date(now.getTime() + 1),
      person.email,
    ])
    await connection.end()
    later(1000)
    await invalid(complete(before, codeOf(person.secret)))
    const second = await person.challenge()
    await service.auth.disableSecondFactor({ password: PASSWORD }, person.call)
    await invalid(complete(second, codeOf(person.secret)))
  })
})

describe("startSecondFactor", () => {
  it("replaces a secret that was not confirmed, and none that was", async () => {
    const person = await newPerson()
    const first = await person.start()
    const second = await person.start()
    assert.notEqual(first.secret, second.secret)
    await refusal(service.auth.confirmSecondFactor({ code: codeOf(first.secret) }, person.call), "INVALID_ARGUMENT")
    await service.auth.confirmSecondFactor({ code: codeOf(second.secret) }, person.call)
    await refusal(person.start(), "FAILED_PRECONDITION", "SECOND_FACTOR_ENABLED")
  })

  it("leaves one secret in force when it is called eight times at once", async () => {
    const person = await newPerson()
    const secrets = (await Promise.all(Array.from({ length: 8 }, () => person.start()))).map(({ secret }) => secret)
    const outcomes = await Promise.allSettled(
      secrets.map((secret) => service.auth.confirmSecondFactor({ code: codeOf(secret) }, person.call)),
    )
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
  })

  it("is started by many at once who wait for each other, and lock nobody out", async () => {
    const { userId } = await newPerson()
    const db = await openDatabase<UsersTables>({
      url: service.database.url,
      migrations: new URL("../../migrations/", import.meta.url),
      telemetry: silentTelemetry("test"),
    })
    try {
      const row = {
        user_id: idToBytes(userId),
        secret_enc: Buffer.alloc(1),
        created_at: now,
        confirmed_at: null,
        last_step: 0,
      }
      // Without what runs a transaction again after a conflict.
      const starts = Array.from({ length: 40 }, () => db.transaction().execute((tx) => startSecondFactor(tx, row)))
      assert.deepEqual(
        await Promise.all(starts),
        starts.map(() => true),
      )
    } finally {
      await db.destroy()
    }
  })

  it("refuses a wrong password with its field, and counts it as a failure", async () => {
    const person = await newPerson()
    for (let time = 0; time < 10; time++) {
      const error = await refusal(person.start("not the right one"), "INVALID_ARGUMENT")
      assert.deepEqual(
        error.details.violations?.map(({ field }) => field),
        ["password"],
      )
    }
    await refusal(person.start(), "RESOURCE_EXHAUSTED", "RATE_LIMITED")
    await refusal(person.login(), "RESOURCE_EXHAUSTED", "RATE_LIMITED")
  })

  it("is for who is signed in", async () => {
    await refusal(
      service.auth.startSecondFactor({ password: PASSWORD }, callAs(caller.anonymous)),
      "UNAUTHENTICATED",
      "SIGN_IN_REQUIRED",
    )
    await refusal(
      service.auth.startSecondFactor({ password: PASSWORD }, callAs(caller.learner())),
      "UNAUTHENTICATED",
      "SIGN_IN_REQUIRED",
    )
  })
})

describe("confirmSecondFactor", () => {
  it("refuses a wrong code with its field, one without a start, and a second time", async () => {
    const person = await newPerson()
    const confirm = (code: string) => service.auth.confirmSecondFactor({ code }, person.call)
    await refusal(confirm("123456"), "FAILED_PRECONDITION", "SECOND_FACTOR_NOT_STARTED")
    const { secret } = await person.start()
    const error = await refusal(confirm(wrongCodeOf(secret)), "INVALID_ARGUMENT")
    assert.deepEqual(
      error.details.violations?.map(({ field }) => field),
      ["code"],
    )
    await confirm(codeOf(secret))
    later(STEP_MS)
    await refusal(confirm(codeOf(secret)), "FAILED_PRECONDITION", "SECOND_FACTOR_ENABLED")
    await refusal(service.auth.confirmSecondFactor({ code: "123456" }, anyone), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })

  it("takes ten wrong codes in 15 minutes, not more", async () => {
    const person = await newPerson()
    const { secret } = await person.start()
    for (let time = 0; time < 10; time++)
      await refusal(service.auth.confirmSecondFactor({ code: wrongCodeOf(secret) }, person.call), "INVALID_ARGUMENT")
    await refusal(
      service.auth.confirmSecondFactor({ code: codeOf(secret) }, person.call),
      "RESOURCE_EXHAUSTED",
      "RATE_LIMITED",
    )
  })
})

describe("disableSecondFactor", () => {
  const fieldsOf = async (attempt: Promise<unknown>) =>
    (await refusal(attempt, "INVALID_ARGUMENT")).details.violations?.map(({ field }) => field)

  it("takes the password, a code or a recovery code, and then sign-in asks for the password alone", async () => {
    for (const proof of ["password", "code", "recovery code"]) {
      const person = await newPersonWithSecondFactor()
      await service.auth.disableSecondFactor(
        proof === "password"
          ? { password: PASSWORD }
          : { code: proof === "code" ? codeOf(person.secret) : (person.recoveryCodes[0] ?? "") },
        person.call,
      )
      assert.deepEqual(await person.state(), { isEnabled: false, recoveryCodesLeft: 0 })
      assert.ok((await person.login()).tokens)
      assert.ok((await person.history()).includes("SECOND_FACTOR_DISABLED"))
    }
  })

  it("refuses a wrong or missing proof, an account without second factor, and who is not signed in", async () => {
    const person = await newPersonWithSecondFactor()
    const disable = (proof: { password?: string; code?: string }, call = person.call) =>
      service.auth.disableSecondFactor(proof, call)
    assert.deepEqual(await fieldsOf(disable({ password: "not the right one" })), ["password"])
    assert.deepEqual(await fieldsOf(disable({ code: wrongCodeOf(person.secret) })), ["code"])
    assert.deepEqual(await fieldsOf(disable({})), ["proof"])
    assert.equal((await person.state()).isEnabled, true)
    const other = await newPerson()
    await refusal(disable({ password: PASSWORD }, other.call), "FAILED_PRECONDITION", "SECOND_FACTOR_NOT_ENABLED")
    await refusal(disable({ password: PASSWORD }, anyone), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })

  it("can be begun anew afterwards, with another secret and other recovery codes", async () => {
    const person = await newPersonWithSecondFactor()
    await service.auth.disableSecondFactor({ password: PASSWORD }, person.call)
    const { secret } = await person.start()
    await service.auth.confirmSecondFactor({ code: codeOf(secret) }, person.call)
    for (const code of [codeOf(person.secret, STEP_MS), person.recoveryCodes[1] ?? ""])
      await refusal(complete(await person.challenge(), code), "UNAUTHENTICATED", "SECOND_FACTOR_CODE_WRONG")
    assert.ok((await complete(await person.challenge(), codeOf(secret, STEP_MS))).tokens)
  })
})

describe("replaceRecoveryCodes", () => {
  it("gives ten new ones, and the earlier ones hold no more", async () => {
    const person = await newPersonWithSecondFactor()
    await complete(await person.challenge(), person.recoveryCodes[0] ?? "")
    const { recoveryCodes } = await service.auth.replaceRecoveryCodes({ code: codeOf(person.secret) }, person.call)
    assert.equal(new Set([...recoveryCodes, ...person.recoveryCodes]).size, 20)
    await refusal(complete(await person.challenge(), person.recoveryCodes[1] ?? ""), "UNAUTHENTICATED")
    assert.ok((await complete(await person.challenge(), recoveryCodes[0] ?? "")).tokens)
    assert.equal((await person.state()).recoveryCodesLeft, 9)
    assert.ok((await person.history()).includes("RECOVERY_CODES_REPLACED"))
  })

  it("leaves ten when it is called five times at once", async () => {
    const person = await newPersonWithSecondFactor()
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => service.auth.replaceRecoveryCodes({ password: PASSWORD }, person.call)),
    )
    assert.equal((await person.state()).recoveryCodesLeft, 10)
    // They are those of one answer.
    let good = 0
    for (const { recoveryCodes } of answers) {
      const outcome = await complete(await person.challenge(), recoveryCodes[0] ?? "").catch(() => undefined)
      if (outcome) good++
    }
    assert.equal(good, 1)
  })

  it("asks for the same proof as giving up does", async () => {
    const person = await newPersonWithSecondFactor()
    await refusal(service.auth.replaceRecoveryCodes({}, person.call), "INVALID_ARGUMENT")
    await refusal(service.auth.replaceRecoveryCodes({ code: "123" }, person.call), "INVALID_ARGUMENT")
    const other = await newPerson()
    await refusal(
      service.auth.replaceRecoveryCodes({ password: PASSWORD }, other.call),
      "FAILED_PRECONDITION",
      "SECOND_FACTOR_NOT_ENABLED",
    )
    assert.equal((await person.state()).recoveryCodesLeft, 10)
  })
})

describe("getSecondFactor", () => {
  it("is for the account itself alone", async () => {
    const person = await newPersonWithSecondFactor()
    const ask = (call: ReturnType<typeof callAs>) => service.auth.getSecondFactor({ userId: person.userId }, call)
    await refusal(ask(callAs(caller.learner())), "PERMISSION_DENIED", "NOT_YOURS")
    await refusal(ask(callAs(caller.admin())), "PERMISSION_DENIED", "NOT_YOURS")
    await refusal(ask(anyone), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
  })
})
