import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { startMailCatcher, type MailCatcher } from "@lectern/mail/mail-catcher"
import { createMailer, type Mailer } from "@lectern/mail/mailer"
import { serviceCaller } from "@lectern/rpc/passport"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes } from "@lectern/service-kit/ids"
import { caller } from "@lectern/test-kit/callers"
import { counterValue } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import type { NoticeType } from "./database.ts"
import { insertNotice, newNotice } from "./notice-store.ts"
import { testEnrollmentService } from "./test-service.ts"

describe("notices by mail", () => {
  let now = new Date("2027-03-01T00:00:00Z")
  let service: Awaited<ReturnType<typeof testEnrollmentService>>
  let catcher: MailCatcher
  let mailer: Mailer
  let replica: Awaited<ReturnType<(typeof service)["replica"]>>
  before(async () => {
    catcher = await startMailCatcher()
    mailer = createMailer({ SMTP_URL: catcher.url, MAIL_FROM: "Lectern <no-reply@lectern.example>" })
    service = await testEnrollmentService(() => now)
    replica = await service.replica(mailer)
  })
  after(async () => {
    await service[Symbol.asyncDispose]()
    mailer.close()
    await catcher.stop()
  })

  const later = (ms: number) => (now = new Date(now.getTime() + ms))
  const HOUR_MS = 3_600_000
  /** Writes a notice about a new subscription of this person's, as the sweep does. */
  async function tell(userId: string, type: NoticeType = "SUBSCRIPTION_RENEWED"): Promise<string> {
    const subscriptionId = await service.stored.subscription(userId, { status: "EXPIRED" })
    const row = newNotice(type, {
      userId: idToBytes(userId),
      subjectId: idToBytes(subscriptionId),
      aboutTime: new Date("2027-04-01T00:00:00Z"),
      now,
    })
    assert.equal(await transact(replica.db, (tx) => insertNotice(tx, row)), true)
    return idFromBytes(row.id)
  }
  const mailsOf = (noticeId: string) => catcher.mails.filter(({ messageId }) => messageId.startsWith(noticeId))
  const queued = async () =>
    (
      await replica.db
        .withTables<{ outbox: { id: Buffer; state: string } }>()
        .selectFrom("outbox")
        .select("state")
        .execute()
    ).map(({ state }) => state)

  it("go to the reader's address in the language of their profile", async () => {
    const korean = service.users.add({ locale: "ko", displayName: "하늘" })
    const other = service.users.add({ locale: "fr-CA", displayName: "Ada" })
    const ids = [await tell(korean.id), await tell(other.id)]
    await replica.sendNotices()
    const [ko, en] = ids.map((id) => mailsOf(id)[0])
    assert.deepEqual(
      [ko?.to, ko?.subject, ko?.language, ko?.messageId],
      [[korean.email], "구독이 갱신되었습니다", "ko", `${ids[0]}@lectern.example`],
    )
    assert.match(ko?.text ?? "", /^하늘님, 안녕하세요\.[\s\S]*Monthly 구독이 2027년 4월 1일 오전 12:00까지/)
    assert.deepEqual([en?.to, en?.subject, en?.language], [[other.email], "Your subscription is renewed", "en"])
    assert.match(en?.text ?? "", /^Hello Ada,[\s\S]*paid until April 1, 2027[\s\S]*http:\/\/localhost:4000/)
    assert.deepEqual(await queued(), [])
  })

  it("are queued with the change that they tell of, or not at all", async () => {
    const { id } = service.users.add()
    const row = newNotice("SUBSCRIPTION_EXPIRED", { userId: idToBytes(id), subjectId: idToBytes(id), now })
    await assert.rejects(
      transact(replica.db, async (tx) => {
        await insertNotice(tx, row)
        throw new Error("the change fails")
      }),
    )
    await transact(replica.db, (tx) => insertNotice(tx, row))
    const again = newNotice("SUBSCRIPTION_EXPIRED", { userId: idToBytes(id), subjectId: idToBytes(id), now })
    assert.equal(await transact(replica.db, (tx) => insertNotice(tx, again)), false)
    await replica.sendNotices()
    assert.equal(mailsOf(idFromBytes(row.id)).length, 1)
    assert.equal(mailsOf(idFromBytes(again.id)).length, 0)
  })

  it("tell of an enrolment with the title of the course", async () => {
    const reader = service.users.add({ locale: "ko" })
    const course = service.courses.add({ title: "알고리즘 입문" })
    const { enrollment } = await service.enrollment.createEnrollment(
      { courseId: course.id, requestId: crypto.randomUUID() },
      service.as(caller.learner(reader.id)),
    )
    assert.ok(enrollment)
    await replica.sendNotices()
    const [mail] = catcher.mails.filter(({ to }) => to.includes(reader.email))
    assert.equal(mail?.subject, "수강 신청이 완료되었습니다")
    assert.match(mail?.text ?? "", /‘알고리즘 입문’ 강의를/)
  })

  it("tell an instructor of a video that does not play with the title of its session", async () => {
    const reader = service.users.add({ locale: "en" })
    const sessionId = randomUUID()
    await service.enrollment.tellStreamHealth(
      { eventId: randomUUID(), userId: reader.id, sessionId, isBroken: true },
      service.as(serviceCaller("content")),
    )
    await replica.sendNotices()
    const [mail] = catcher.mails.filter(({ to }) => to.includes(reader.email))
    assert.equal(mail?.subject, "A video does not play")
    assert.match(mail?.text ?? "", new RegExp(`The video of “Session ${sessionId.slice(0, 8)}” does not play`))
  })

  it("come once though the mail server refuses three times and replicas send at the same time", async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => tell(service.users.add().id)))
    const replicas = await Promise.all([1, 2, 3].map(() => service.replica(mailer)))
    catcher.refuseWith((count) => (count <= 30 ? { code: 451, text: "later" } : undefined))
    for (let round = 0; round < 8; round++) {
      await Promise.all(replicas.map((each) => each.sendNotices()))
      later(2 * HOUR_MS)
    }
    catcher.refuseWith(undefined)
    for (const id of ids) assert.equal(mailsOf(id).length, 1)
    assert.deepEqual(await queued(), [])
  })

  it("come from another replica when one dies before the mail server has them", async () => {
    const noticeId = await tell(service.users.add().id)
    const asked = Promise.withResolvers<void>()
    const dying = await service.replica({
      send: () => {
        asked.resolve()
        return new Promise(() => {})
      },
      close: () => {},
    })
    void dying.sendNotices()
    await asked.promise
    await replica.sendNotices()
    assert.equal(mailsOf(noticeId).length, 0, "the claim still holds")
    later(61_000)
    await replica.sendNotices()
    assert.equal(mailsOf(noticeId).length, 1)
  })

  it("are recognised by their Message-ID when one dies after the mail server has them", async () => {
    const noticeId = await tell(service.users.add().id)
    const dying = await service.replica({
      send: async (mail) => {
        await mailer.send(mail)
        return new Promise(() => {})
      },
      close: () => {},
    })
    void dying.sendNotices()
    await until(() => mailsOf(noticeId).length === 1, { description: "the mail" })
    later(61_000)
    await replica.sendNotices()
    assert.deepEqual(
      new Set(mailsOf(noticeId).map(({ messageId }) => messageId)),
      new Set([`${noticeId}@lectern.example`]),
    )
    assert.deepEqual(await queued(), [])
  })

  it("do not go to whoever opted out, save for those that must be told", async () => {
    const reader = service.users.add()
    const changes = (["SUBSCRIPTION_RENEWED", "SUBSCRIPTION_EXPIRING", "ENROLLMENT_CONFIRMED"] as const).map(
      (type) => ({
        type: `NOTICE_TYPE_${type}` as const,
        channel: "NOTIFICATION_CHANNEL_EMAIL" as const,
        enabled: false,
      }),
    )
    await service.enrollment.updateNotificationPreferences({ changes }, service.as(caller.learner(reader.id)))
    for (const type of [
      "SUBSCRIPTION_RENEWED",
      "SUBSCRIPTION_EXPIRING",
      "SUBSCRIPTION_RENEWAL_FAILED",
      "SUBSCRIPTION_EXPIRED",
    ] as const)
      await tell(reader.id, type)
    await replica.sendNotices()
    assert.deepEqual(
      catcher.mails
        .filter(({ to }) => to.includes(reader.email))
        .map(({ subject }) => subject)
        .sort(),
      ["Your subscription could not be renewed", "Your subscription has ended"],
    )
    // In the application nothing is missing.
    const { unreadCount } = await service.enrollment.listNotices(
      { userId: reader.id },
      service.as(caller.learner(reader.id)),
    )
    assert.equal(unreadCount, 4)
    assert.deepEqual(await queued(), [])
  })

  it("do not go to whoever has erased their account", async () => {
    const reader = service.users.add()
    const noticeId = await tell(reader.id)
    service.users.erase(reader.id)
    await replica.sendNotices()
    assert.equal(mailsOf(noticeId).length, 0)
    assert.deepEqual(await queued(), [])
  })

  it("wait while the users service is away", async () => {
    const noticeId = await tell(service.users.add().id)
    service.users.isAway = true
    try {
      assert.deepEqual(await replica.sendNotices(), { delivered: 0, failed: 1 })
    } finally {
      service.users.isAway = false
    }
    later(HOUR_MS)
    await replica.sendNotices()
    assert.equal(mailsOf(noticeId).length, 1)
  })

  it("are set aside when the mail server refuses them for good, and hold up no other", async () => {
    const [refused, fine] = [await tell(service.users.add().id), await tell(service.users.add().id)]
    catcher.refuseWith((count) => (count === 1 ? { code: 550, text: "no such mailbox" } : undefined))
    const before = await counterValue(replica.telemetry, "outbox_messages_total", { outcome: "set_aside" })
    await replica.sendNotices()
    catcher.refuseWith(undefined)
    assert.equal(mailsOf(refused).length + mailsOf(fine).length, 1)
    assert.deepEqual(await queued(), ["FAILED"])
    assert.equal((await counterValue(replica.telemetry, "outbox_messages_total", { outcome: "set_aside" })) - before, 1)
    later(24 * HOUR_MS)
    assert.deepEqual(await replica.sendNotices(), { delivered: 0, failed: 0 })
  })

  it("leave no address in the log", () => {
    assert.ok(replica.telemetry.lines.length > 0)
    assert.doesNotMatch(replica.telemetry.lines.join("\n"), /@example\.org/)
  })
})
