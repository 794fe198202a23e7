// What rules out engines that speak MySQL over many machines, and where it is. docs/databases.md says what each costs; a new
// one is to be a decision.
import assert from "node:assert/strict"
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, it } from "node:test"
import { ROOT } from "./check.ts"

// With the services and packages that have it.
const KNOWN: Record<string, { pattern: RegExp; where: string[] }> = {
  "SKIP LOCKED": { pattern: /skip locked|skipLocked\(/i, where: ["content", "enrollment", "playback", "service-kit"] },
  INVISIBLE: { pattern: /\binvisible\b/i, where: ["playback"] },
  "FOREIGN KEY": { pattern: /\bforeign key\b/i, where: ["content", "courses", "enrollment"] },
  CHECK: { pattern: /^\s*(add )?(constraint \w+ )?check \(/im, where: ["content", "courses", "enrollment"] },
  GET_LOCK: { pattern: /\bget_lock\(/i, where: ["service-kit"] },
  "LAST_INSERT_ID(…)": { pattern: /\blast_insert_id\(\w/i, where: ["users"] },
  "KILL QUERY": { pattern: /\bkill query\b/i, where: ["service-kit"] },
  FULLTEXT: { pattern: /\bfulltext\b|\bmatch ?\([\w`, ]+\) against\b/i, where: [] },
  SPATIAL: { pattern: /\b(spatial|st_[a-z]+\()/i, where: [] },
  TRIGGER: { pattern: /\bcreate (trigger|procedure|function|event)\b/i, where: [] },
  "PARTITION BY": { pattern: /\)\s*partition by\b|\badd partition\b/i, where: [] },
  AUTO_INCREMENT: { pattern: /\bauto_increment\b/i, where: [] },
  "LOCK TABLES": { pattern: /\block tables\b/i, where: [] },
  TEMPORARY: { pattern: /\bcreate temporary\b/i, where: [] },
}

const files = globSync(
  ["{grpc-services,packages}/*/migrations/*.sql", "packages/*/*.sql", "{grpc-services,packages}/*/src/**/*.ts"],
  {
    cwd: ROOT,
    exclude: (name) => /node_modules$|\.test\.ts$|\/test-[^/]*$|\/gen$|private-database|player$/.test(name),
  },
)
const sources = files.map((file) => ({
  component: file.split("/")[1] ?? "",
  text: readFileSync(join(ROOT, file), "utf8").replace(/^\s*(--|\/\/|\/?\*).*$/gm, ""),
}))

// Older than the rule; they are in databases and stay as they are.
const REFUSED_MIGRATIONS = [
  "content/0010-upload-files.sql",
  "content/0020-create-streams.sql",
  "content/0045-choose-captions.sql",
  "courses/0011-hide-and-delete-reviews.sql",
  "courses/0021-order-courses-by-rating.sql",
  "courses/0040-export-and-erase-users.sql",
  "enrollment/0010-pause-and-count-enrollments.sql",
  "enrollment/0011-create-purchases.sql",
  "enrollment/0020-create-renewals.sql",
  "enrollment/0040-export-and-erase-users.sql",
  "enrollment/0050-tell-ended-rights.sql",
  "enrollment/0070-count-enrollments-in-parts.sql",
  "playback/0010-log-by-playback.sql",
  "playback/0020-create-analytics.sql",
  "users/0002-compare-addresses-exactly.sql",
  "users/0011-list-and-erase-users.sql",
  "users/0020-count-tries.sql",
  "users/0024-purge-refreshes.sql",
]

/** Why TiDB refuses a statement of a migration: what it can't do in one ALTER TABLE. */
function refusedByTidb(text: string): string[] {
  if (!/^alter table/i.test(text)) return []
  // Conditions are kept or ignored, but never refused.
  const statement = text.replace(/\badd check \(.*?\)/gi, "")
  const touched = [...statement.matchAll(/\b(?:add column|modify(?: column)?) (\w+)/gi)].map(
    ([, column = ""]) => column,
  )
  const dropped = [...statement.matchAll(/\bdrop (?:key|index) (\w+)/gi)].map(([, key = ""]) => key)
  return [
    ...(/\bdrop primary key\b/i.test(statement) ? ["another primary key"] : []),
    ...(/\badd column\b[^;]*\bstored\b/i.test(statement) ? ["a stored generated column"] : []),
    ...(/\bmodify\b[^;]*\bcollate utf8mb4_bin\b/i.test(statement) ? ["another collation"] : []),
    ...touched.filter((column) => [...statement.matchAll(new RegExp(`\\b${column}\\b`, "g"))].length > 1),
    ...dropped.filter((key) => new RegExp(`\\badd (unique )?key ${key}\\b`, "i").test(statement)),
  ]
}

describe("the SQL of the services", () => {
  const document = readFileSync(join(ROOT, "docs/databases.md"), "utf8")
  for (const [name, { pattern, where }] of Object.entries(KNOWN))
    it(`has ${name} ${where.length > 0 ? `in ${where.join(", ")} alone` : "nowhere"}`, () => {
      const found = new Set(sources.filter(({ text }) => pattern.test(text)).map(({ component }) => component))
      assert.deepEqual([...found].sort(), where)
      if (where.length > 0) assert.ok(document.includes(`\`${name}\``), `docs/databases.md says nothing of ${name}`)
    })

  it("names no database of another service", () => {
    const names = "(users|courses|enrollment|content|playback)"
    const foreign = [
      new RegExp(`\\b(from|join|update|into|table) \`?${names}\`?\\.\`?[a-z_]+`, "i"),
      new RegExp(`(selectFrom|insertInto|updateTable|deleteFrom|[a-z]+Join)\\(\\s*"${names}\\.`),
    ]
    assert.deepEqual(
      sources.filter(({ text }) => foreign.some((pattern) => pattern.test(text))),
      [],
    )
  })

  it("has no new migration that TiDB refuses", () => {
    const migrations = globSync("grpc-services/*/migrations/*.sql", { cwd: ROOT }).sort()
    const refused = migrations.filter((file) =>
      readFileSync(join(ROOT, file), "utf8")
        .replace(/^\s*--.*$/gm, "")
        .split(/;\s*$/m)
        .some((statement) => refusedByTidb(statement.trim()).length > 0),
    )
    assert.deepEqual(
      refused.map((file) => file.replace(/^grpc-services\/|migrations\//g, "")),
      REFUSED_MIGRATIONS,
    )
  })
})
