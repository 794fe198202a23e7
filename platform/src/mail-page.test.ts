import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { createMailer } from "@lectern/mail/mailer"
import { freePort } from "@lectern/runtime/free-port"
import { startMailPage } from "./mail-page.ts"

describe("the page of caught mails", () => {
  it("shows what was sent, newest first, with its links and as harmless text", async () => {
    const port = await freePort()
    const page = await startMailPage(port)
    const mailer = createMailer({ SMTP_URL: page.smtpUrl, MAIL_FROM: "Lectern <no-reply@lectern.example>" })
    try {
      const get = async (path: string) => {
        const answer = await fetch(`http://127.0.0.1:${port}${path}`)
        return { status: answer.status, text: await answer.text() }
      }
      assert.match((await get("/")).text, /None yet/)
      const mail = { to: "a@example.org", text: "hello", language: "en" }
      await mailer.send({ ...mail, id: "1", subject: "the earlier one" })
      await mailer.send({
        ...mail,
        id: "2",
        subject: "<script>alert(1)</script>",
        text: "open http://localhost/reset?a=1&token=x\n</pre>",
      })
      const { text } = await get("/")
      assert.ok(text.indexOf("alert(1)") < text.indexOf("the earlier one"))
      assert.ok(!text.includes("<script>") && text.includes("&lt;script&gt;"))
      assert.match(text, /<a href="http:\/\/localhost\/reset\?a=1&amp;token=x">/)
      const mails = JSON.parse((await get("/mails.json")).text) as { subject: string; messageId: string }[]
      assert.deepEqual(
        mails.map(({ messageId }) => messageId),
        ["2@lectern.example", "1@lectern.example"],
      )
      assert.equal((await get("/other")).status, 404)
    } finally {
      mailer.close()
      await page.stop()
    }
  })
})
