import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { LANGUAGES, noticeMail, noticeText, type NoticeFacts } from "./notice-texts.ts"
import { NOTICE_TYPES } from "./notification-preferences.ts"

const facts: NoticeFacts = {
  planName: "월간 구독",
  aboutTime: new Date("2027-02-28T15:30:00Z"),
  timeZone: "Asia/Seoul",
  courseTitle: "자료구조",
  sessionTitle: "스택과 큐",
}

describe("the texts of notices", () => {
  for (const language of LANGUAGES)
    for (const type of NOTICE_TYPES)
      it(`are there for ${type} in ${language}, with nothing left to fill in`, () => {
        const text = noticeText(type, language, facts)
        const { subject, text: body } = noticeMail(text, language, {
          displayName: "하늘",
          origin: "https://learn.example.org",
          isMandatory: true,
        })
        assert.equal(subject, text.title)
        assert.ok(text.title.length > 5 && !text.title.includes("\n"))
        assert.match(body, /하늘[\s\S]*https:\/\/learn\.example\.org/)
        assert.ok(body.includes(text.body))
        assert.doesNotMatch(`${subject}${body}`, /undefined|null|NaN|\$\{|\[object|Invalid Date/)
        assert.equal(/[가-힣]/.test(text.title), language === "ko")
      })

  it("are different in each language and for each type", () => {
    const all = LANGUAGES.flatMap((language) =>
      NOTICE_TYPES.map((type) => noticeText(type, language, { ...facts, planName: "", courseTitle: "" }).title),
    )
    assert.equal(new Set(all).size, LANGUAGES.length * NOTICE_TYPES.length)
  })

  it("tell the time where the subscriber lives, as their language writes it", () => {
    assert.match(noticeText("SUBSCRIPTION_RENEWED", "ko", facts).body, /2027년 3월 1일 오전 12:30까지/)
    assert.match(noticeText("SUBSCRIPTION_RENEWED", "en", facts).body, /March 1, 2027 at 12:30/)
  })

  it("name the course where it is known", () => {
    assert.match(noticeText("ENROLLMENT_CONFIRMED", "en", facts).body, /“자료구조”/)
    assert.equal(
      noticeText("ENROLLMENT_CONFIRMED", "en", { ...facts, courseTitle: "" }).body,
      "The course is open to you.",
    )
  })

  it("say how mails are turned off, but not for those that can't be", () => {
    const footer = (isMandatory: boolean) =>
      noticeMail({ title: "t", body: "b" }, "en", { displayName: "", origin: "https://a.example", isMandatory }).text
    assert.match(footer(false), /notification settings/)
    assert.doesNotMatch(footer(true), /notification settings/)
    assert.match(footer(true), /^Hello,\n/)
  })
})
