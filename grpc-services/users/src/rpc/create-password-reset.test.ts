import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, beforeEach, describe, it } from "node:test"
import { startMailCatcher, type MailCatcher } from "@lectern/mail/mail-catcher"
import { openDatabase } from "@lectern/service-kit/database"
import { dumpDatabase } from "@lectern/test-kit/database-dump"
import { caller } from "@lectern/test-kit/callers"
import { counterValue, silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import type { UsersTables } from "../database.ts"
import { purgePasswordResets } from "../password-reset-purge.ts"
import { testUsersService } from "../test-service.ts"

describe("createPasswordReset", () => {
  let now = new Date()
  let clients = 0
  let mails: MailCatcher
  let service: Awaited<ReturnType<typeof testUsersService>>
  before(async () => {
    mails = await startMailCatcher()
    service = await testUsersService(() => now, { SMTP_URL: mails.url, PUBLIC_ORIGIN: "https://learn.example.org" })
  })
  after(async () => {
    await service[Symbol.asyncDispose]()
    await mails.stop()
  })
  // Limits of a client are a test of their own.
  let ipAddress = ""
  beforeEach(() => {
    ipAddress = `198.51.100.${++clients}`
  })

  const request = (email: string, from = ipAddress) =>
    service.users.createPasswordReset({ email }, service.callAs(caller.anonymous, 10_000, { ipAddress: from }))
  const mailsTo = (email: string) => mails.mails.filter(({ to }) => to.includes(email))
  const tokensTo = (email: string) => mailsTo(email).flatMap(({ text }) => /#token=([\w-]+)/.exec(text)?.[1] ?? [])
  const outboxIsEmpty = async () => !/^outbox /m.test(await dumpDatabase(service.database.url))
  const delivered = () => until(outboxIsEmpty, { timeoutMs: 15_000, description: "all messages to be delivered" })
  const reset = (resetToken: string) =>
    service.users.setPassword({ resetToken, newPassword: `new one ${randomUUID()}` }, service.callAs(caller.anonymous))
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms)
  }

  it("mails a link in the person's language, and keeps its token nowhere", async () => {
    const korean = await service.signUp({ locale: "ko-KR" })
    const french = await service.signUp({ locale: "fr" })
    for (const { email } of [korean, french]) await request(email.toUpperCase())
    await delivered()
    const [mail] = mailsTo(korean.email)
    assert.match(mail?.subject ?? "", /재설정/)
    assert.equal(mail?.language, "ko")
    assert.match(mailsTo(french.email)[0]?.subject ?? "", /new password/)
    const link = /https:\S+/.exec(mail?.text ?? "")?.[0] ?? ""
    assert.match(link, /^https:\/\/learn\.example\.org\/reset-password#token=[\w-]{43}$/)
    const [token = ""] = tokensTo(korean.email)
    const dump = await dumpDatabase(service.database.url)
    assert.ok(!dump.includes(token))
    assert.ok((await reset(token)).userId)
  })

  it("answers and works alike for an address with an account, one without and one that is none", async () => {
    const { email } = await service.signUp()
    await delivered()
    const statements = async () => {
      const verbs = ["select", "insert", "update", "delete"]
      const counts = await Promise.all(
        verbs.map((verb) => counterValue(service.telemetry, "db_statements_total", { verb })),
      )
      return counts
    }
    // The relay of the outbox runs beside it, so counts that it disturbed are taken again.
    const cost = async (address: string) => {
      for (let tries = 0; ; tries++) {
        const rounds = () => counterValue(service.telemetry, "background_job_rounds_total", { job_name: "outbox" })
        const [roundsBefore, before] = [await rounds(), await statements()]
        const answer = await request(address)
        const [after, roundsAfter] = [await statements(), await rounds()]
        assert.deepEqual(Object.keys(answer), ["acceptTime"])
        await delivered()
        if (roundsBefore === roundsAfter || tries === 20) return after.map((count, verb) => count - (before[verb] ?? 0))
        later(4_000_000)
      }
    }
    const known = await cost(email)
    assert.deepEqual(await cost(`${randomUUID()}@example.org`), known)
    assert.deepEqual(await cost(`no address ${randomUUID()} \ud800`), known)
    assert.ok(known.some((count) => count > 0))
  })

  it("mails three times an hour to one address, and not a fourth time", async () => {
    const { email } = await service.signUp()
    const mailArrives = (count: number) =>
      until(() => mailsTo(email).length === count, { timeoutMs: 15_000, description: `mail ${count}` })
    for (let count = 1; count <= 3; count++) {
      await request(email)
      await mailArrives(count)
      later(1000)
    }
    later(3_595_000)
    await request(email)
    await delivered()
    assert.equal(mailsTo(email).length, 3)
    later(2500)
    // The first one is an hour ago, the other two are not.
    await request(email)
    await mailArrives(4)
    await request(email)
    await delivered()
    assert.equal(mailsTo(email).length, 4)
  })

  it("takes three of ten requests that come at once", async () => {
    const { email } = await service.signUp()
    await Promise.all(Array.from({ length: 10 }, () => request(email)))
    await delivered()
    // The newest of the three replaced the others, whether they had been mailed by then or not.
    const count = mailsTo(email).length
    assert.ok(count >= 1 && count <= 3, `${count} mails`)
    await request(email)
    await delivered()
    assert.equal(mailsTo(email).length, count)
    await assert.doesNotReject(reset(tokensTo(email).at(-1) ?? ""))
  })

  it("takes twenty requests an hour from one client, and says nothing of it", async () => {
    const from = "2001:db8:77::1"
    for (let i = 0; i < 20; i++) await request(`${randomUUID()}@example.org`, from)
    const { email } = await service.signUp()
    assert.ok((await request(email, "2001:db8:77::2")).acceptTime)
    await delivered()
    assert.equal(mailsTo(email).length, 0)
    await request(email, "2001:db8:78::1")
    await until(() => mailsTo(email).length === 1, { timeoutMs: 15_000, description: "the mail of another client" })
    later(3_600_000)
    await request(email, "2001:db8:77::1")
    await until(() => mailsTo(email).length === 2, { timeoutMs: 15_000, description: "the mail of the next hour" })
  })

  it("a newer request replaces the older one", async () => {
    const { email } = await service.signUp()
    await request(email)
    await until(() => tokensTo(email).length === 1, { timeoutMs: 15_000, description: "the first mail" })
    await request(email)
    await until(() => tokensTo(email).length === 2, { timeoutMs: 15_000, description: "the second mail" })
    const [first = "", second = ""] = tokensTo(email)
    await assert.rejects(reset(first), { reason: "RESET_TOKEN_INVALID" })
    assert.ok((await reset(second)).userId)
  })

  it("what is over is deleted: requests and counts of past hours", async () => {
    const db = await openDatabase<UsersTables>({
      url: service.database.url,
      migrations: new URL("../../migrations/", import.meta.url),
      telemetry: silentTelemetry("purge"),
    })
    await request((await service.signUp()).email)
    await delivered()
    const rows = async () => (await dumpDatabase(service.database.url)).match(/^password_reset\w+ /gm)?.length ?? 0
    await purgePasswordResets(db, () => now)
    assert.ok((await rows()) >= 2)
    await purgePasswordResets(db, () => new Date(now.getTime() + 3_600_001))
    assert.equal(await rows(), 0)
    await db.destroy()
  })
})
