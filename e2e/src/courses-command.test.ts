import assert from "node:assert/strict"
import { runCommand } from "./run-command.ts"
import { existsSync } from "node:fs"
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { fileURLToPath } from "node:url"
import { demo, startPlatform, TOPOLOGIES, type Platform } from "./platform-under-test.ts"

const TEACHER = demo.instructor.email
const CATALOGUES = ["carpentries", "free-programming-books", "ml-youtube-courses"].map((name) =>
  fileURLToPath(new URL(`../../../shared/data/${name}/courses.json`, import.meta.url)),
)

/** `npm run courses -- …words`. */
const courses = (words: readonly string[], kill?: RegExp) =>
  runCommand("platform/courses/main.ts", words, kill ? { kill } : {})

const SEARCH = `query ($filter: CourseFilter, $orderBy: CourseOrder, $first: Int, $after: String) {
  courses(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount
    edges { cursor node { id slug title language level categories instructor { displayName } } }
    pageInfo { hasNextPage endCursor }
  }
}`
interface Found {
  courses: {
    totalCount: number
    edges: {
      cursor: string
      node: { id: string; slug: string; title: string; language: string; categories: string[] }
    }[]
    pageInfo: { hasNextPage: boolean; endCursor: string }
  }
}

for (const topology of TOPOLOGIES)
  describe(`npm run courses (${topology})`, () => {
    // Once is enough for so many courses.
    const skip =
      topology === "processes"
        ? "as in one process"
        : CATALOGUES.every(existsSync)
          ? false
          : "the public catalogues are not here"
    let platform: Platform
    let folder: string
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "lectern-courses-"))
      platform = await startPlatform(topology)
    })
    after(async () => {
      await platform?.stop()
      await rm(folder, { recursive: true, force: true })
    })
    const data = () => ["--data", platform.dataFolder]
    const file = async (name: string, text: string | Buffer) => {
      const path = join(folder, name)
      await writeFile(path, text)
      return path
    }
    const search = async (filter: object, variables: object = {}) => {
      const { data, errors } = await platform.graphql<Found>(SEARCH, { filter, ...variables })
      assert.equal(errors, undefined)
      return data.courses
    }
    const count = async () =>
      Number(
        /^([\d,]+) course/
          .exec((await courses(["export", join(folder, "count.json"), ...data()])).out)?.[1]
          ?.replace(",", ""),
      )

    it("explains itself, and refuses words that mean nothing with status 2", async () => {
      const help = await courses(["--help"])
      assert.deepEqual([help.status, help.complaints], [0, ""])
      assert.match(help.out, /--dry-run/)
      for (const words of [
        [],
        ["move", "x.csv"],
        ["import"],
        ["import", "x.xlsx"],
        ["import", "a.csv", "b.csv"],
        ["import", "a.csv", "--prot"],
        ["import", "a.csv", "--encoding", "klingon"],
        ["export", "a.csv", "--publish"],
      ]) {
        const { status, complaints, out } = await courses(words)
        assert.deepEqual([status, out], [2, ""], words.join(" "))
        assert.match(complaints, /^[^\n]+: see npm run courses -- --help\n$/)
      }
    })

    it("says in one line that no platform runs, or that there is no file", async () => {
      const path = await file("some.csv", "type,slug,title\n")
      const nowhere = await courses(["import", path, "--data", folder])
      assert.equal(nowhere.status, 3)
      assert.match(nowhere.complaints, /^no platform runs on .*npm start.*\n$/)
      const missing = await courses(["import", join(folder, "missing.csv"), ...data()])
      assert.equal(missing.status, 1)
      assert.match(missing.complaints, /^[^\n]*missing\.csv[^\n]*\n$/)
    })

    it("reports exactly the bad rows, by line and column, and writes nothing", async () => {
      const before = await count()
      const good = Array.from(
        { length: 150 },
        (_, index) =>
          `course,good-${index},Good ${index},${TEACHER},en,PUBLISHED,,\nsession,,One,,,,60,https://example.org/1`,
      )
      const bad = [
        `course,Bad Slug,A,${TEACHER},en,DRAFT,,`,
        `course,bad-1,,${TEACHER},en,DRAFT,,`,
        `course,bad-2,"two
lines",nobody@example.org,en,DRAFT,,`,
        `session,,S,,,,0,https://example.org/1`,
        `course,bad-3,B,${TEACHER},en,PUBLISHED,,`,
        `course,good-7,Again,${TEACHER},en,DRAFT,,`,
      ]
      const rows = [...good.slice(0, 120), ...bad, ...good.slice(120)]
      const path = await file(
        "bad.csv",
        `type,slug,title,instructor_email,language,status,duration_seconds,video_url\n${rows.join("\n")}\n`,
      )
      for (const words of [[], ["--dry-run"]]) {
        const { status, complaints, out } = await courses(["import", path, ...words, ...data()])
        assert.deepEqual([status, out], [1, ""])
        const lines = complaints.split("\n").filter((line) => line.startsWith("line "))
        assert.deepEqual(
          lines.map((line) => /^line \d+, column \d+ \(\w+\)/.exec(line)?.[0]),
          [
            "line 242, column 2 (slug)",
            "line 243, column 3 (title)",
            "line 244, column 4 (instructor_email)",
            "line 246, column 7 (duration_seconds)",
            "line 247, column 6 (status)",
            "line 248, column 2 (slug)",
          ],
        )
        assert.match(complaints, /the course on line 16 has this slug/)
        assert.match(complaints, /6 problems in .*: nothing was written\n$/)
      }
      assert.equal(await count(), before)
    })

    it("refuses another encoding in one line, and takes it when it is named", async () => {
      const text = `type,slug,title,instructor_email,language\ncourse,hangul-1,한글,${TEACHER},ko\n`
      const path = await file("utf16.csv", Buffer.from(`\uFEFF${text}`, "utf16le"))
      const { status, complaints } = await courses(["import", path, ...data()])
      assert.equal(status, 1)
      assert.match(complaints, /^the text is utf-16le, not utf-8: [^\n]+--encoding[^\n]+\n$/)
      const named = await courses(["import", path, "--encoding", "utf-16le", ...data()])
      assert.deepEqual([named.status, named.out], [0, "1 course made\n"])
    })

    it("prints the first hundred problems and counts all", async () => {
      const rows = Array.from({ length: 130 }, (_, index) => `course,x-${index},,${TEACHER},en`)
      const path = await file("many.csv", `type,slug,title,instructor_email,language\n${rows.join("\n")}\n`)
      const { complaints } = await courses(["import", path, ...data()])
      assert.equal(complaints.match(/^line /gm)?.length, 100)
      assert.match(complaints, /^… and 30 more\n130 problems/m)
    })

    it("goes on where it was cut off, and makes nothing twice", async () => {
      const rows = Array.from(
        { length: 600 },
        (_, index) =>
          `course,cut-${index},Cut ${index},${TEACHER},en,PUBLISHED,,\nsession,,One,,,,60,https://example.org/1`,
      )
      const header = "type,slug,title,instructor_email,language,status,duration_seconds,video_url\n"
      const path = await file("cut.csv", `${header}${rows.join("\n")}\n`)
      const before = await count()
      const cut = await courses(["import", path, ...data()], /importing … [1-8]0 %/)
      assert.equal(cut.status, null)
      const again = await courses(["import", path, ...data()])
      assert.equal(again.status, 0)
      const [, made = "0", there = "0"] = /^(\d+) courses? made(?:, (\d+) there already)?/.exec(again.out) ?? []
      assert.equal(Number(made) + Number(there), 600)
      assert.equal(await count(), before + 600)
      assert.equal((await courses(["import", path, ...data()])).out, "0 courses made, 600 there already\n")
    })

    it("imports the public catalogues, once, and finds in them what one looks for", { skip }, async () => {
      const before = await count()
      const outs: string[] = []
      for (const catalogue of CATALOGUES) {
        const words = ["import", catalogue, "--publish", "--instructor", TEACHER, ...data()]
        const { out, status } = await courses([...words, "--dry-run"])
        assert.equal(status, 0)
        outs.push(out)
        assert.equal((await courses(words)).out, out.replace("would be made", "made"))
        assert.match((await courses(words)).out, /^0 courses made, [\d,]+ there already\n$/)
      }
      assert.deepEqual(outs, [
        "4 courses would be made\n",
        "1,423 courses would be made\n",
        "59 courses would be made\n",
      ])
      assert.equal(await count(), before + 1486)

      const korean = await search({ query: "안드로이드" }, { first: 5 })
      assert.ok(korean.edges.every(({ node }) => node.language === "ko" && /안드로이드/.test(node.title)))
      const english = await search({ query: "machine learning", language: "en" }, { first: 10 })
      assert.ok(english.totalCount > 40)
      assert.ok(english.edges.every(({ node }) => /machine learning|\bML\b/i.test(node.title)))
      const narrowed = await search(
        { query: "tutorial", categories: ["Docker", "Git"] },
        { first: 50, orderBy: "TITLE" },
      )
      assert.ok(narrowed.totalCount >= 5 && narrowed.edges.length === narrowed.totalCount)
      assert.ok(narrowed.edges.every(({ node }) => node.categories.some((one) => one === "Docker" || one === "Git")))
    })

    it("shows every course of a search once while others are imported", { skip }, async () => {
      const seen: string[] = []
      let late = 0
      for (let after: string | null = null; ;) {
        const { edges, pageInfo } = await search({ query: "python" }, { first: 20, after })
        seen.push(...edges.map(({ node }) => node.slug))
        if (!pageInfo.hasNextPage) break
        after = pageInfo.endCursor
        const rows = ["Python", "Python for cooks, who have little time and many pots"].map(
          (title) =>
            `course,late-${late++},"${title}",${TEACHER},en,PUBLISHED,,\nsession,,One,,,,60,https://example.org/1`,
        )
        const header = "type,slug,title,instructor_email,language,status,duration_seconds,video_url\n"
        assert.equal(
          (await courses(["import", await file("late.csv", `${header}${rows.join("\n")}\n`), ...data()])).status,
          0,
        )
      }
      assert.ok(late >= 8)
      assert.equal(new Set(seen).size, seen.length)
      const all: string[] = []
      for (let after: string | null = null; ;) {
        const { edges, pageInfo } = await search({ query: "python" }, { first: 100, after })
        all.push(...edges.map(({ node }) => node.slug))
        if (!pageInfo.hasNextPage) break
        after = pageInfo.endCursor
      }
      const lost = all.filter((slug) => !slug.startsWith("late-") && !seen.includes(slug))
      assert.deepEqual(lost, [])
    })

    it("exports what another platform imports and exports to the very same bytes, as CSV and as JSON", async () => {
      const [csv, json] = [join(folder, "all.csv"), join(folder, "all.json")]
      for (const path of [csv, json]) assert.equal((await courses(["export", path, ...data()])).status, 0)
      const other = await startPlatform("one process", {}, ["--no-demo"])
      try {
        const instructors = new Set(
          (JSON.parse(await readFile(json, "utf8")) as { instructorEmail: string }[]).map((one) => one.instructorEmail),
        )
        for (const email of instructors)
          await other.services.users.createUser(
            { user: { email, displayName: "A teacher", role: "ROLE_INSTRUCTOR" }, password: "a long password" },
            other.services.asAdmin(),
          )
        const to = ["--data", other.dataFolder]
        const { status, complaints } = await courses(["import", csv, ...to])
        assert.equal(status, 0, complaints)
        for (const path of [csv, json]) {
          const copy = join(folder, `copy${path.slice(-5)}`)
          assert.equal((await courses(["export", copy, ...to])).status, 0)
          assert.ok((await readFile(copy)).equals(await readFile(path)))
        }
        assert.match((await courses(["import", json, ...to])).out, /^0 courses made, [\d,]+ there already\n$/)
      } finally {
        await other.stop()
      }
      assert.deepEqual(
        (await readdir(folder)).filter((name) => name.endsWith(".part")),
        [],
      )
    })
  })
