import assert from "node:assert/strict"
import { spawnSync } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import mysql, { type RowDataPacket } from "mysql2/promise"
import { temporaryDatabase, type TemporaryDatabase } from "@lectern/test-kit/temporary-database"

describe("the migrate command", () => {
  let folder: string
  let database: TemporaryDatabase
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lectern-migrate-"))
    database = await temporaryDatabase()
    await writeFile(join(folder, "0001-create-notes.sql"), "CREATE TABLE notes (id INT PRIMARY KEY);\n")
    await writeFile(join(folder, "0002-write-note.sql"), "INSERT INTO notes VALUES (7);\n")
  })
  after(async () => {
    await database.drop()
    await rm(folder, { recursive: true })
  })
  const run = (words: string[], env: Record<string, string>) =>
    spawnSync(process.execPath, [join(import.meta.dirname, "migrate-command.ts"), ...words], { encoding: "utf8", env })

  it("brings the database up to date and ends; said again it changes nothing", async () => {
    for (const applied of [2, 0]) {
      const { status, stdout, stderr } = run([folder], { DATABASE_URL: database.url })
      assert.equal(status, 0, stderr)
      assert.match(stdout, new RegExp(`"applied":${applied}\\b`))
    }
    const connection = await mysql.createConnection({ uri: database.url })
    const [rows] = await connection.query<RowDataPacket[]>("SELECT id FROM notes")
    await connection.end()
    assert.deepEqual(
      rows.map(({ id }) => Number(id)),
      [7],
    )
  })

  it("says in one line what is missing or does not answer, and ends with 1", () => {
    for (const [words, env, line] of [
      [[folder], {}, /^DATABASE_URL is not set\n$/],
      [[], { DATABASE_URL: database.url }, /^one folder with migrations is expected\n$/],
      [[folder], { DATABASE_URL: "mysql://a:b@127.0.0.1:9/c" }, /^the database does not answer: .*\n$/],
    ] as const) {
      const { status, stderr } = run([...words], { ...env })
      assert.equal(status, 1)
      assert.match(stderr, line)
    }
  })
})
