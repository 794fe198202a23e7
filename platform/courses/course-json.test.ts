import assert from "node:assert/strict"
import { existsSync, readFileSync } from "node:fs"
import { describe, it } from "node:test"
import { CourseFileError, type FileEntry } from "./course-file.ts"
import { jsonEntry, readJson } from "./course-json.ts"
import { all, sampleCourse, textsOf } from "./sample-portable.ts"

const read = async (...pieces: string[]): Promise<FileEntry[]> => all(readJson(textsOf(...pieces)))
const coursesOf = (entries: FileEntry[]) => entries.flatMap((entry) => ("course" in entry ? [entry.course] : []))
const problemsOf = (entries: FileEntry[]) =>
  entries.flatMap((entry) => ("problem" in entry ? [`${entry.problem.line} ${entry.problem.column}`] : []))

describe("courses as JSON", () => {
  it("come back as they were written, however the text is cut into pieces", async () => {
    const courses = ["plain", 'brackets ]}[{ and "quotes" \\', "two\nlines", "한국어 🎉", "=1+1"].map((text, index) =>
      sampleCourse({
        course: {
          slug: `course-${index}`,
          title: text,
          categories: [text],
          ...(index % 2 ? { price: { amountMinor: 100, currencyCode: "EUR" } } : {}),
        },
        sessions: index % 2 ? [{ title: text }, { summary: text, isPreview: true }] : [],
      }),
    )
    const text = `[\n${courses.map(jsonEntry).join(",\n")}\n]\n`
    for (const pieces of [[text], [...text], [text.slice(0, 300), text.slice(300)]])
      assert.deepEqual(coursesOf(await read(...pieces)), courses)
    assert.deepEqual(await read("[]"), [])
  })

  it("name the line of the entry and the path of what is wrong", async () => {
    const entries = await read(`[
      { "slug": 5, "titel": "x" },
      {
        "slug": "a", "categories": "none", "sessions": [{ "title": "S", "durationSeconds": "5" }]
      },
      { "slug": "b", "title": "B" }
    ]`)
    assert.deepEqual(problemsOf(entries), [
      "2 entry 1, slug",
      "2 entry 1",
      "3 entry 2, categories",
      "3 entry 2, sessions.0.durationSeconds",
    ])
    const last = entries.at(-1)
    assert.ok(last && "course" in last)
    assert.deepEqual(last.placeOf(1, "video_url"), { line: 6, column: "entry 3, sessions.1.videoUrl" })
    assert.deepEqual(last.placeOf(-1, "price.amount_minor"), { line: 6, column: "entry 3, price.amountMinor" })
  })

  it("refuse what is no array of objects, in one line that says where", async () => {
    for (const [text, message] of [
      ["", /^the file is empty/],
      ["{}", /^line 1: an array of courses, \[ is expected, got "\{"/],
      ["[\n1]", /^line 2: a course, \{ is expected, got "1"/],
      ["[{}\n{}]", /^line 2: a comma/],
      ["[{},]", /^line 1: a course, \{ is expected/],
      ["[,{}]", /^line 1: a course/],
      ["[{}", /^line 1: the file ends/],
      ['[{"slug": "a}]', /^line 1: the file ends/],
      ["[] x", /^line 1: nothing behind/],
      ['[\n{"slug":\n x}]', /^entry 1, from line 2 on, is no JSON/],
      [`[{"slug": "${"x".repeat(9 * 1024 * 1024)}`, /^the entry on line 1 is longer/],
    ] as const)
      await assert.rejects(read(text), (error) => {
        assert.ok(error instanceof CourseFileError, String(error))
        assert.match(error.message, message)
        return true
      })
  })
})

describe("lists of links as JSON", () => {
  it("become courses of links, under the same slug each time", async () => {
    const entry = {
      title: "C# 기초!",
      url: "https://example.org/list",
      category: "C\\#",
      instructor: "누구",
      language: "ko",
    }
    const [one, again, other] = coursesOf(await read(JSON.stringify([entry, entry, { ...entry, category: "Misc" }])))
    assert.deepEqual(one, again)
    assert.notEqual(one?.course?.slug, other?.course?.slug)
    assert.match(one?.course?.slug ?? "", /^c-[0-9a-f]{8}$/)
    assert.deepEqual(one, {
      course: {
        slug: one?.course?.slug,
        title: "C# 기초!",
        description: "",
        instructorBio: "누구",
        language: "ko",
        level: "COURSE_LEVEL_ALL_LEVELS",
        categories: ["C#"],
        status: "COURSE_STATUS_DRAFT",
      },
      sessions: [
        {
          title: "C# 기초!",
          summary: "",
          videoUrl: "https://example.org/list",
          durationSeconds: 3600,
          isPreview: false,
        },
      ],
    })
  })

  it("keep lectures, their lengths and where they come from", async () => {
    const [course] = coursesOf(
      await read(
        JSON.stringify([
          {
            slug: "own-slug",
            title: "T",
            description: "D",
            license: "CC-BY-4.0",
            source: "https://example.org/repo",
            commit: "abc",
            sessions: [
              { title: "One", durationSeconds: 1800, objectives: ["a", "b"], sourcePath: "1.md", position: 1 },
              "Two",
            ],
          },
        ]),
      ),
    )
    assert.equal(course?.course?.slug, "own-slug")
    assert.equal(course?.course?.description, "D\n\nhttps://example.org/repo (CC-BY-4.0)")
    assert.deepEqual(
      course?.sessions?.map(({ title, videoUrl, durationSeconds, summary }) => [
        title,
        videoUrl,
        durationSeconds,
        summary,
      ]),
      [
        ["One", "https://example.org/repo/blob/abc/1.md", 1800, "a\nb"],
        ["Two", "https://example.org/repo", 3600, ""],
      ],
    )
  })

  const catalogues = ["carpentries", "free-programming-books", "ml-youtube-courses"].map(
    (name) => new URL(`../../../shared/data/${name}/courses.json`, import.meta.url),
  )
  it(
    "of 1,486 real courses have as many slugs",
    { skip: catalogues.every(existsSync) ? false : "they are not here" },
    async () => {
      const entries = (await Promise.all(catalogues.map((file) => read(readFileSync(file, "utf8"))))).flat()
      assert.deepEqual(problemsOf(entries), [])
      const slugs = new Set(coursesOf(entries).map(({ course }) => course?.slug))
      assert.equal(slugs.size, 1486)
      for (const slug of slugs) assert.match(slug ?? "", /^[a-z0-9-]{1,120}$/)
    },
  )
})
