import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { readCatalogue, readClip } from "./catalogue.ts"

const { instructors, courses } = await readCatalogue()
const sessions = courses.flatMap((course) => course.sessions.map((session) => ({ slug: course.slug, ...session })))

/** Lengths are counted as the services count them: in characters, not in UTF-16 units. */
function assertLength(text: string, least: number, most: number, what: string) {
  const { length } = [...text]
  assert.ok(length >= least && length <= most, `${what}: ${least} to ${most} characters, got ${length}`)
  assert.equal(text, text.trim().normalize("NFC"), `${what}: trimmed and in NFC`)
}

const assertUnique = (values: readonly string[]) => assert.deepEqual(values, [...new Set(values)])

describe("the demo catalogue", () => {
  it("has at least 12 courses, 60 sessions and 3 instructors who all teach", () => {
    assert.ok(courses.length >= 12, `${courses.length} courses`)
    assert.ok(sessions.length >= 60, `${sessions.length} sessions`)
    assert.ok(instructors.length >= 3, `${instructors.length} instructors`)
    assert.deepEqual(
      new Set(courses.map(({ instructor }) => instructor)),
      new Set(instructors.map(({ key }) => key)),
      "courses name the instructors there are, and each has a course",
    )
  })

  it("is about half Korean and half English, and written in the language it claims", () => {
    assert.deepEqual(new Set(courses.map(({ language }) => language)), new Set(["ko", "en"]))
    const korean = courses.filter(({ language }) => language === "ko").length / courses.length
    assert.ok(korean >= 0.4 && korean <= 0.6, `${korean} of the courses are Korean`)
    for (const { slug, language, description, sessions } of courses)
      for (const text of [description, ...sessions.map(({ summary }) => summary)]) {
        const hangul = text.match(/\p{Script=Hangul}/gu)?.length ?? 0
        const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0
        assert.equal(hangul > latin, language === "ko", `${slug}: ${text}`)
      }
  })

  it("keeps the limits of the users service", () => {
    assertUnique(instructors.map(({ key }) => key))
    assertUnique(instructors.map(({ email }) => email))
    for (const { key, displayName, email, bio, locale, timeZone } of instructors) {
      assert.match(key, /^[a-z]+(-[a-z]+)*$/)
      assertLength(displayName, 1, 80, `${key} displayName`)
      assertLength(bio, 20, 1000, `${key} bio`)
      assertLength(email, 1, 254, `${key} email`)
      assert.match(email, /^[a-z.]+@demo\.lectern\.example$/)
      assert.deepEqual(Intl.getCanonicalLocales(locale), [locale])
      assert.ok(Intl.supportedValuesOf("timeZone").includes(timeZone), timeZone)
    }
  })

  it("keeps the limits of the courses service", () => {
    assertUnique(courses.map(({ slug }) => slug))
    assertUnique(courses.map(({ title }) => title))
    for (const { slug, title, description, level, categories, instructorBio, sessions } of courses) {
      assert.match(slug, /^[a-z0-9]+(-[a-z0-9]+)*$/)
      assertLength(slug, 1, 120, `${slug} slug`)
      assertLength(title, 1, 200, `${slug} title`)
      // The service allows 20,000; a card in the catalogue wants one paragraph.
      assertLength(description, 120, 600, `${slug} description`)
      assertLength(instructorBio, 20, 1000, `${slug} instructorBio`)
      assert.ok(["BEGINNER", "INTERMEDIATE", "ADVANCED", "ALL_LEVELS"].includes(level), level)
      assert.ok(categories.length > 0, `${slug} has a category`)
      assertUnique(categories)
      for (const category of categories) {
        assert.match(category, /^[a-z]+(-[a-z]+)*$/)
        assertLength(category, 1, 60, `${slug} category`)
      }
      assert.ok(sessions.length >= 4 && sessions.length <= 7, `${slug} has ${sessions.length} sessions`)
      assertUnique(sessions.map(({ title }) => title))
    }
    for (const { slug, title, summary } of sessions) {
      assertLength(title, 1, 200, `${slug} session title`)
      assertLength(summary, 20, 1000, `${slug} ${title} summary`)
    }
  })

  it("lets a visitor preview the first session of most courses, but no course as a whole", () => {
    const withPreview = courses.filter(({ sessions }) => sessions[0]?.isPreview)
    assert.ok(withPreview.length > courses.length / 2, `${withPreview.length} of ${courses.length}`)
    for (const { slug, sessions } of courses)
      assert.ok(
        sessions.some(({ isPreview }) => !isPreview),
        slug,
      )
  })

  it("gives each session a clip that exists and has a duration the services accept", async () => {
    for (const clip of new Set(sessions.map(({ clip }) => clip))) {
      const { durationSeconds } = await readClip(clip)
      assert.ok(durationSeconds >= 1 && durationSeconds <= 86_400, `${clip}: ${durationSeconds} s`)
    }
  })
})
