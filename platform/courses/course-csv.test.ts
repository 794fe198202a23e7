import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { describe, it } from "node:test"
import { promisify } from "node:util"
import { csvHeader, csvRows, readCsv } from "./course-csv.ts"
import { CourseFileError, type FileEntry } from "./course-file.ts"
import { all, sampleCourse, textsOf } from "./sample-portable.ts"

const read = async (...pieces: string[]): Promise<FileEntry[]> => all(readCsv(textsOf(...pieces)))
const problemsOf = async (text: string): Promise<string[]> =>
  (await read(text)).flatMap((entry) =>
    "problem" in entry ? [`${entry.problem.line} ${entry.problem.column}: ${entry.problem.message}`] : [],
  )
const coursesOf = (entries: FileEntry[]) => entries.flatMap((entry) => ("course" in entry ? [entry.course] : []))

describe("courses as CSV", () => {
  it("come back as they were written, whatever is in their texts", async () => {
    const texts = [
      "=1+1",
      "+82 2 123",
      "-1",
      "@SUM(A1)",
      "'=quoted already",
      "''+twice",
      "'an apostrophe alone",
      "＝full width",
      'say "hello", twice',
      "two\nlines",
      "three\r\nlines\r\nof Windows",
      "an old\rMac",
      ",;|\\",
      "한국어 강의 🎉",
      "\tindented",
      "#",
      "",
    ]
    const courses = texts.map((text, index) =>
      sampleCourse({
        course: {
          slug: `course-${index}`,
          title: text || "none",
          description: text,
          instructorBio: text,
          categories: ["C|C++", "back\\slash", "|", "\\|", "plain"].slice(index % 3),
          ...(index % 2 ? { price: { amountMinor: 44_000, currencyCode: "KRW" } } : {}),
        },
        sessions: [{ title: text || "none", summary: text, isPreview: index % 2 === 0 }],
      }),
    )
    const written = csvHeader() + courses.map(csvRows).join("")
    // The mark is taken away by what reads the file's bytes.
    const text = written.replace("\uFEFF", "")
    for (const pieces of [[text], [...text]]) assert.deepEqual(coursesOf(await read(...pieces)), courses)
    for (const cell of text.split(/,|\n/)) assert.doesNotMatch(cell, /^"?[=+\-@\t＝]/)
  })

  it("take any order of columns, blank rows, either end of line, and blanks for what may be left out", async () => {
    const text = "title,TYPE, slug\r\n\r\nA,course,a\r\n\r\nS,session,\r\n"
    const [course, ...more] = coursesOf(await read(text))
    assert.deepEqual(more, [])
    assert.deepEqual(course?.course, {
      slug: "a",
      title: "A",
      description: "",
      instructorBio: "",
      language: "",
      level: "COURSE_LEVEL_ALL_LEVELS",
      categories: [],
      status: "COURSE_STATUS_DRAFT",
      price: null,
    })
    assert.equal(course?.sessions?.length, 1)
  })

  it("name the line and the column of what is wrong, after cells of several lines too", async () => {
    const header = "type,slug,title,description,level,duration_seconds,is_preview,price_amount_minor\n"
    assert.deepEqual(
      await problemsOf(
        `${header}session,a,S,,,5,,\ncourse,a,A,"1\r\n2\n3",,,,4.5\nsession,b,S,x,,1e3,maybe,\nlecture,,,,,,,\ncourse,c,C,,,7,,,,\n`,
      ),
      [
        "2 column 2 (slug): a course is expected before its sessions",
        '3 column 8 (price_amount_minor): a whole number is expected, got "4.5"',
        "6 column 4 (description): a session has none: an empty cell is expected",
        '6 column 6 (duration_seconds): a whole number is expected, got "1e3"',
        '6 column 7 (is_preview): true or false is expected, got "maybe"',
        "6 column 2 (slug): a, the course above, or nothing is expected",
        '7 column 1 (type): course or session is expected, got "lecture"',
        "8 column 9: 8 cells are expected, got 10",
        "8 column 6 (duration_seconds): a course has none: an empty cell is expected",
      ],
    )
    const [entry] = await read(`${header}course,a,"A\nA",,X,,,\nsession,,S,,,5,,\n`)
    assert.ok(entry && "course" in entry)
    assert.deepEqual(entry.placeOf(-1, "level"), { line: 2, column: "column 5 (level)", message: "" })
    assert.deepEqual(entry.placeOf(0, "duration_seconds"), {
      line: 4,
      column: "column 6 (duration_seconds)",
      message: "",
    })
    assert.equal(entry.placeOf(0, "video_url").column, "column video_url, which is not there")
    assert.equal(entry.placeOf(-1, "price.amount_minor").column, "column 8 (price_amount_minor)")
  })

  it("refuse a file without the columns, and quotes that don't fit, in one line", async () => {
    for (const [text, message] of [
      ["", /^the file is empty/],
      ["slug;title;type\n", /^line 1: there is no column "slug;title;type"; type, slug, title must be there/],
      ["type,slug,title,title\n", /title comes twice/],
      ['type,slug,title\ncourse,a,"A\ncourse,b,B\n', /^the row on line 2: .*[Qq]uote/],
      ['type,slug,title\ncourse,a,A\ncourse,b,B"b"\n', /^the row on line 3: .*[Qq]uote/],
      [`type,slug,title\ncourse,a,"${"x".repeat(5 * 1024 * 1024)}`, /^the row on line 2: /],
    ] as const)
      await assert.rejects(read(text), (error) => {
        assert.ok(error instanceof CourseFileError)
        assert.match(error.message, message)
        assert.ok(error.message.length < 500)
        return true
      })
  })

  it("are read and written as a stream: 100 MB in a process that may not keep them", async () => {
    const script = `
      import { csvHeader, csvRows, readCsv } from ${JSON.stringify(new URL("course-csv.ts", import.meta.url).href)}
      import { sampleCourse } from ${JSON.stringify(new URL("sample-portable.ts", import.meta.url).href)}
      const one = (index) => csvRows(sampleCourse({ course: { slug: "course-" + index, description: "lorem ipsum ".repeat(80) }, sessions: [{}] }))
      async function* texts() {
        yield csvHeader().slice(1)
        for (let index = 0, size = 0; size < 100e6; index++) {
          const text = one(index)
          size += text.length
          yield text
        }
      }
      let count = 0
      for await (const entry of readCsv(texts())) if ("course" in entry) count++
      console.log(count)`
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--max-old-space-size=64",
      "--input-type=module",
      "--eval",
      script,
    ])
    assert.ok(Number(stdout) > 80_000, stdout)
  })
})
