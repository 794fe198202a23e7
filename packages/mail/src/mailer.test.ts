import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { startMailCatcher } from "./mail-catcher.ts"
import { createMailer, MailError } from "./mailer.ts"

const mail = {
  id: "0197",
  to: "하늘@example.org",
  subject: "비밀번호 재설정",
  text: "안녕하세요\nline two",
  language: "ko",
}

const isTemporary = (error: unknown) => error instanceof MailError && !error.isForGood

describe("mailer", () => {
  it("sends what the catcher catches", async () => {
    const catcher = await startMailCatcher()
    const mailer = createMailer({ SMTP_URL: catcher.url, MAIL_FROM: "Lectern <no-reply@lectern.example>" })
    try {
      await mailer.send({ ...mail, to: "haneul@example.org", html: "<p>안녕하세요</p>" })
      const [caught] = catcher.mails
      assert.ok(caught)
      assert.deepEqual(
        [caught.messageId, caught.from, caught.to, caught.subject, caught.language],
        ["0197@lectern.example", "no-reply@lectern.example", ["haneul@example.org"], mail.subject, "ko"],
      )
      assert.equal(caught.text.trim(), mail.text)
      assert.match(caught.html, /안녕하세요/)
    } finally {
      mailer.close()
      await catcher.stop()
    }
  })

  it("tells a refusal for good from one that may pass", async () => {
    const catcher = await startMailCatcher()
    const mailer = createMailer({ SMTP_URL: catcher.url, MAIL_FROM: "no-reply@lectern.example" })
    try {
      catcher.refuseWith(
        (count) =>
          [
            { code: 451, text: "later" },
            { code: 550, text: "never" },
          ][count - 1],
      )
      const to = "haneul@example.org"
      await assert.rejects(mailer.send({ ...mail, to }), isTemporary)
      await assert.rejects(
        mailer.send({ ...mail, to }),
        (error) => error instanceof MailError && error.isForGood && !error.message.includes("@"),
      )
      await mailer.send({ ...mail, to })
      assert.equal(catcher.mails.length, 1)
    } finally {
      mailer.close()
      await catcher.stop()
    }
    await assert.rejects(mailer.send({ ...mail, to: "haneul@example.org" }), isTemporary)
  })

  it("never takes one address for several", async () => {
    const catcher = await startMailCatcher()
    const mailer = createMailer({ SMTP_URL: catcher.url, MAIL_FROM: "no-reply@lectern.example" })
    try {
      await mailer.send({ ...mail, to: "a@example.org,b@example.org" }).catch(() => undefined)
      await mailer.send({ ...mail, to: "a@example.org\r\nBcc: b@example.org" }).catch(() => undefined)
      assert.ok(catcher.mails.every(({ to }) => !to.includes("b@example.org")))
    } finally {
      mailer.close()
      await catcher.stop()
    }
  })
})
