import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { startMailCatcher, type MailCatcher } from "@lectern/mail/mail-catcher"
import { caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { until } from "@lectern/test-kit/until"
import { testUsersService } from "../test-service.ts"

let now = new Date()
let mails: MailCatcher
let service: Awaited<ReturnType<typeof testUsersService>>
before(async () => {
  mails = await startMailCatcher()
  service = await testUsersService(() => now, { SMTP_URL: mails.url })
})
after(async () => {
  await service[Symbol.asyncDispose]()
  await mails.stop()
})

const anyone = (ipAddress = "203.0.113.9") => service.callAs(caller.anonymous, 10_000, { ipAddress, userAgent: "test" })
const NEW = "quite another password"
const mailTo = (email: string, subject: RegExp) =>
  until(() => mails.mails.findLast((mail) => mail.to.includes(email) && subject.test(mail.subject)), {
    timeoutMs: 15_000,
    description: `a mail about ${subject}`,
  })
type Person = Awaited<ReturnType<typeof service.signUp>>

describe("setPassword with the current one", () => {
  const change = (
    { userId, password }: Person,
    call: Parameters<typeof service.users.setPassword>[1],
    newPassword = NEW,
  ) => service.users.setPassword({ newPassword, current: { userId, password } }, call)

  it("ends all other sessions, is written into the log, and the person is told", async () => {
    const person = await service.signUp({ locale: "ko", timeZone: "Asia/Seoul" })
    const [here, there, elsewhere] = [await person.login(), await person.login(), await person.login()]
    const reply = await change(person, person.call(here.authSessionId))
    assert.deepEqual(reply, { userId: person.userId, revokedSessionCount: 2 })
    for (const { refreshToken } of [there, elsewhere])
      await refusal(service.auth.refreshSession({ refreshToken }, anyone()), "UNAUTHENTICATED")
    assert.ok((await service.auth.refreshSession({ refreshToken: here.refreshToken }, anyone())).tokens)
    assert.equal((await person.history())[0], "PASSWORD_CHANGED")
    await refusal(person.login(), "UNAUTHENTICATED", "INVALID_CREDENTIALS")
    assert.ok(await person.login(NEW))
    const { text } = await mailTo(person.email, /비밀번호가 변경/)
    assert.match(text, /대한민국|GMT\+9|한국/)
    assert.match(text, /\/reset-password$/m)
  })

  it("counts wrong current passwords as failures to sign in", async () => {
    const person = await service.signUp()
    for (let time = 0; time < 10; time++)
      await refusal(change({ ...person, password: "a wrong one, alas" }, person.call()), "INVALID_ARGUMENT")
    await refusal(change(person, person.call()), "RESOURCE_EXHAUSTED", "RATE_LIMITED")
    await refusal(person.login(), "RESOURCE_EXHAUSTED", "RATE_LIMITED")
  })

  it("refuses a wrong current password, an unchanged and a bad new one, and changes nothing", async () => {
    const person = await service.signUp()
    const { refreshToken } = await person.login()
    const cases = [
      [() => change({ ...person, password: "a wrong one, alas" }, person.call()), "current.password wrong"],
      [() => change(person, person.call(), person.password), "new_password unchanged"],
      [() => change(person, person.call(), "short"), "new_password length"],
      [() => change(person, person.call(), "Password1234"), "new_password common"],
      [() => service.users.setPassword({ newPassword: NEW }, person.call()), "proof required"],
    ] as const
    for (const [attempt, expected] of cases) {
      const [violation] = (await refusal(attempt(), "INVALID_ARGUMENT")).details.violations ?? []
      assert.equal(`${violation?.field} ${violation?.rule}`, expected)
    }
    assert.ok((await service.auth.refreshSession({ refreshToken }, anyone())).tokens)
    assert.ok(await person.login())
    assert.deepEqual(
      (await person.history()).filter((type) => type.startsWith("PASSWORD")),
      [],
    )
  })

  it("is for the account itself", async () => {
    const person = await service.signUp()
    await refusal(change(person, anyone()), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    for (const other of [caller.learner(), caller.admin()])
      await refusal(change(person, service.callAs(other)), "PERMISSION_DENIED", "NOT_YOURS")
    const nobody = randomUUID()
    await refusal(
      change({ ...person, userId: nobody }, service.callAs(caller.learner(nobody))),
      "NOT_FOUND",
      "USER_NOT_FOUND",
    )
  })

  it("lets one of six changes at once win", async () => {
    const person = await service.signUp()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) => change(person, person.call(), `${NEW} ${index}`)),
    )
    const won = outcomes.findIndex(({ status }) => status === "fulfilled")
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
    for (const outcome of outcomes)
      if (outcome.status === "rejected") assert.equal(outcome.reason.details.violations[0].rule, "wrong")
    assert.ok(await person.login(`${NEW} ${won}`))
  })

  it("says that it is busy when too many passwords are being hashed", async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => service.signUp()))
    const outcomes = await Promise.allSettled(
      Array.from({ length: 80 }, (_, index) => {
        const person = people[index % people.length] as Person
        return change({ ...person, password: "a wrong one, alas" }, person.call())
      }),
    )
    const reasons = outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.reason : "fulfilled"))
    assert.ok(reasons.includes("HASHING_BUSY"))
    assert.ok(reasons.includes("INVALID_ARGUMENT"))
    assert.ok(reasons.every((reason) => ["HASHING_BUSY", "INVALID_ARGUMENT"].includes(reason)))
  })
})

describe("setPassword with the token of a reset", () => {
  let clients = 0
  const requested = async (person: Person): Promise<string> => {
    const call = anyone(`192.0.2.${++clients}`)
    await service.users.createPasswordReset({ email: person.email }, call)
    const { text } = await mailTo(person.email, /new password for/)
    return /#token=([\w-]+)/.exec(text)?.[1] ?? ""
  }
  const reset = (resetToken: string, newPassword = NEW) =>
    service.users.setPassword({ resetToken, newPassword }, anyone())

  it("ends all sessions, is written into the log, and works once", async () => {
    const person = await service.signUp()
    const sessions = [await person.login(), await person.login()]
    const token = await requested(person)
    assert.deepEqual(await reset(token), { userId: person.userId, revokedSessionCount: 2 })
    for (const { refreshToken } of sessions)
      await refusal(service.auth.refreshSession({ refreshToken }, anyone()), "UNAUTHENTICATED")
    assert.equal((await person.history())[0], "PASSWORD_RESET")
    await refusal(reset(token, `${NEW} 2`), "FAILED_PRECONDITION", "RESET_TOKEN_INVALID")
    assert.ok(await person.login(NEW))
    await mailTo(person.email, /was changed/)
  })

  it("a bad new password does not use the token up", async () => {
    const person = await service.signUp()
    const token = await requested(person)
    await refusal(reset(token, "short"), "INVALID_ARGUMENT")
    assert.ok((await reset(token)).userId)
  })

  it("holds for an hour", async () => {
    const [early, late] = [await service.signUp(), await service.signUp()]
    const tokens = [await requested(early), await requested(late)] as const
    const begin = now
    now = new Date(begin.getTime() + 3_599_999)
    assert.ok((await reset(tokens[0])).userId)
    now = new Date(begin.getTime() + 3_600_000)
    await refusal(reset(tokens[1]), "FAILED_PRECONDITION", "RESET_TOKEN_INVALID")
  })

  it("lets one of six uses at once win", async () => {
    const person = await service.signUp()
    const token = await requested(person)
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, (_, index) => reset(token, `${NEW} ${index}`)))
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1)
    for (const outcome of outcomes)
      if (outcome.status === "rejected") assert.equal(outcome.reason.reason, "RESET_TOKEN_INVALID")
  })

  it("dies with a change of the password by its owner", async () => {
    const person = await service.signUp()
    const token = await requested(person)
    await service.users.setPassword(
      { newPassword: NEW, current: { userId: person.userId, password: person.password } },
      person.call(),
    )
    await refusal(reset(token), "FAILED_PRECONDITION", "RESET_TOKEN_INVALID")
  })

  it("refuses what is no token, or one of another secret, without hashing anything", async () => {
    for (const token of ["", "x", "가".repeat(5000), randomUUID()])
      await refusal(reset(token), "FAILED_PRECONDITION", "RESET_TOKEN_INVALID")
  })
})

describe("a login that was under way", () => {
  it("opens no session with a password that was replaced meanwhile", async () => {
    const person = await service.signUp()
    // Whichever comes first: a session that the old password opened was ended, or was never opened.
    const [change, ...logins] = await Promise.allSettled([
      service.users.setPassword(
        { newPassword: NEW, current: { userId: person.userId, password: person.password } },
        person.call(),
      ),
      ...Array.from({ length: 8 }, () => person.login()),
    ])
    assert.equal(change.status, "fulfilled")
    for (const login of logins)
      if (login.status === "fulfilled")
        await refusal(
          service.auth.refreshSession({ refreshToken: login.value.refreshToken }, anyone()),
          "UNAUTHENTICATED",
        )
  })
})
