import assert from "node:assert/strict"
import { it } from "node:test"
import { MAIL_LANGUAGES, mailLanguage, mailTexts } from "./mail-texts.ts"

it("every mail has a subject of one line and its link on a line of its own, in every language", () => {
  const link = "https://learn.example.org/reset-password#token=abc"
  const subjects = MAIL_LANGUAGES.flatMap((language) => {
    const texts = mailTexts[language]
    return [texts.passwordReset({ link }), texts.passwordChanged({ changedAt: "TIME", link })].map(
      ({ subject, text }, index) => {
        assert.match(subject, /^\S.{5,60}\S$/)
        assert.ok(text.split("\n").includes(link))
        if (index === 1) assert.match(text, /TIME/)
        assert.equal(/[가-힣]/.test(text), language === "ko")
        return subject
      },
    )
  })
  assert.equal(new Set(subjects).size, 4)
})

it("speaks the person's language where it can, else English", () => {
  for (const [locale, language] of [
    ["ko", "ko"],
    ["ko-KR", "ko"],
    ["KO-kr", "ko"],
    ["en-GB", "en"],
    ["fr", "en"],
    ["kok", "en"],
    ["", "en"],
  ] as const)
    assert.equal(mailLanguage(locale), language)
})
