import assert from "node:assert/strict"
import { existsSync, globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, it } from "node:test"
import { readDocument, ROOT } from "./documents.ts"

/** Test files and the titles that a text names behind each: `path` "title", "title". */
function testsNamedIn(text: string): { file: string; title: string }[] {
  return [...text.replaceAll(/\s+/g, " ").matchAll(/`([\w./-]+\.test\.ts)`((?:,? "[^"]+")+)/g)].flatMap(
    ([, file = "", titles = ""]) => [...titles.matchAll(/"([^"]+)"/g)].map(([, title = ""]) => ({ file, title })),
  )
}

for (const path of globSync("docs/review/*.md", { cwd: ROOT }).sort())
  describe(path, () => {
    const { text } = readDocument(path)

    it("names tests that exist", () => {
      const named = testsNamedIn(text)
      const missing = named.filter(({ file, title }) => {
        const source = existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), "utf8") : ""
        return !["it", "describe"].some((word) => source.includes(`${word}("${title}"`))
      })
      assert.deepEqual(missing, [])
      assert.ok(named.length > 50)
    })

    it("proves every line about security by a test", () => {
      const security = text.slice(text.indexOf("\n## Security"), text.indexOf("\n### Not met"))
      const claims = security.split("\n").filter((line) => /^\| (?!what holds|-)/.test(line))
      assert.ok(claims.length > 50)
      assert.deepEqual(
        claims.filter((line) => testsNamedIn(line).length === 0),
        [],
      )
    })

    it("is dated by its name", () => {
      const [, date = ""] = /(\d{4}-\d\d-\d\d)\.md$/.exec(path) ?? []
      assert.ok(text.startsWith(`# Review before release, ${date}\n`))
    })
  })
