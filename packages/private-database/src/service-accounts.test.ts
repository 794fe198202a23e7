import assert from "node:assert/strict"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import fc from "fast-check"
import { createConnection } from "mysql2/promise"
import { startDatabase } from "./private-database.ts"
import type { RunningDatabase } from "./private-database.ts"
import { ensureServiceDatabase, formatMysqlUrl, parseMysqlUrl } from "./service-accounts.ts"
import { StartError } from "@lectern/runtime/lifecycle"

const PROGRAMS = join(import.meta.dirname, "../../../.data/programs")

let folder: string
let database: RunningDatabase

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "service-accounts-"))
  database = await startDatabase({
    dataDir: join(folder, "data"),
    programsDir: PROGRAMS,
    log: () => {},
  })
})
after(async () => {
  await database.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Runs statements as the account of `url` and gives the error number of the last one, or undefined. */
async function errorNumber(url: string, ...statements: string[]): Promise<unknown> {
  const connection = await createConnection(parseMysqlUrl(url))
  try {
    for (const [i, sql] of statements.entries()) {
      const error = await connection.query(sql).then(
        () => undefined,
        (caught: unknown) => caught as { errno: number },
      )
      if (i === statements.length - 1) return error?.errno
      assert.equal(error, undefined)
    }
    return undefined
  } finally {
    await connection.end()
  }
}

describe("a service's account", () => {
  it("may make tables and write in its own database, and sees no other one", async () => {
    const users = await ensureServiceDatabase(database.admin, { database: "a_users", user: "a_users", password: "1" })
    const courses = await ensureServiceDatabase(database.admin, {
      database: "a_courses",
      user: "a_courses",
      password: "2",
    })
    const own = [
      "create table notes (note text)",
      "insert into notes values ('한국어 ✓')",
      "alter table notes add id int",
    ]
    assert.equal(await errorNumber(users, ...own, "select * from notes"), undefined)
    assert.equal(await errorNumber(courses, "select * from a_users.notes"), 1142)
    assert.equal(await errorNumber(courses, "use a_users"), 1044)
    assert.equal(await errorNumber(courses, "create table a_users.mine (id int)"), 1142)
    assert.equal(await errorNumber(courses, "select * from mysql.user"), 1142)
    assert.equal(await errorNumber(courses, "create user other"), 1227)
    assert.equal(await errorNumber(courses, "grant select on a_courses.* to a_users@localhost"), 1044)
  })

  it("gets no database whose name only looks alike to the wildcard _", async () => {
    const one = await ensureServiceDatabase(database.admin, { database: "b_one", user: "b_one", password: "1" })
    const connection = await createConnection(database.admin)
    await connection.query("create database bxone")
    await connection.end()
    assert.equal(await errorNumber(one, "create table bxone.mine (id int)"), 1142)
  })

  it("may be made again, by several replicas at once, and then has the new password", async () => {
    const again = (password: string) =>
      ensureServiceDatabase(database.admin, { database: "again", user: "again", password })
    const first = await again("old")
    assert.equal(await errorNumber(first, "create table kept (id int)"), undefined)
    const urls = await Promise.all(Array.from({ length: 5 }, () => again("new")))
    assert.equal(new Set(urls).size, 1)
    assert.equal(await errorNumber(urls[0] as string, "select * from kept"), undefined)
    await assert.rejects(createConnection(parseMysqlUrl(first)), { errno: 1045 })
  })

  it("may have any password", async () => {
    for (const [i, password] of ["'; drop --", "a/b:c@d?e#f%41&g=h", '암호 \\ "`', ""].entries()) {
      const url = await ensureServiceDatabase(database.admin, { database: `p${i}`, user: `p${i}`, password })
      assert.equal(await errorNumber(url, "select 1"), undefined)
    }
  })

  for (const name of ["", "A", "1a", "a-b", "a`b", "a b", "a".repeat(33), "mysql", "root", "sys", "naïve"]) {
    it(`may not be named "${name}"`, async () => {
      for (const account of [
        { database: name, user: "fine" },
        { database: "fine", user: name },
      ]) {
        await assert.rejects(ensureServiceDatabase(database.admin, { ...account, password: "x" }), StartError)
      }
    })
  }

  it("can't be made by an account without the right, and the error says so", async () => {
    const url = await ensureServiceDatabase(database.admin, { database: "weak", user: "weak", password: "x" })
    await assert.rejects(
      ensureServiceDatabase(parseMysqlUrl(url), { database: "more", user: "more", password: "x" }),
      (error) => error instanceof StartError && /the account weak may not make databases/.test(error.message),
    )
  })
})

describe("a database URL", () => {
  it("gives host, port, account and database", () => {
    assert.deepEqual(parseMysqlUrl("mysql://lena:p%40ss%2Fw%C3%B6rd@db.example:3307/courses"), {
      user: "lena",
      password: "p@ss/wörd",
      host: "db.example",
      port: 3307,
      database: "courses",
    })
  })

  it("may leave out port, password and database, and use IPv6, a socket or TLS", () => {
    assert.deepEqual(parseMysqlUrl("mysql://lena@[::1]"), { user: "lena", password: "", host: "::1", port: 3306 })
    assert.deepEqual(parseMysqlUrl("mysql://lena:x@localhost/db?socketPath=/run/a%20b.sock"), {
      user: "lena",
      password: "x",
      database: "db",
      socketPath: "/run/a b.sock",
    })
    assert.deepEqual(parseMysqlUrl("mariadb://lena:x@h/?ssl=true"), {
      user: "lena",
      password: "x",
      host: "h",
      port: 3306,
      ssl: {},
    })
  })

  it("comes back from what it was made of", () => {
    const name = fc.string({ minLength: 1, unit: "grapheme" })
    const target = fc.oneof(
      fc.record({
        host: fc.constantFrom("localhost", "db.example", "::1", "10.0.0.1"),
        port: fc.integer({ min: 1, max: 65535 }),
      }),
      fc.record({ socketPath: fc.string({ unit: "grapheme" }).map((path) => `/${path}`) }),
    )
    fc.assert(
      fc.property(name, fc.string({ unit: "grapheme" }), name, target, (user, password, database, place) => {
        // A URL takes one or two dots for a place in the path, however they are written.
        fc.pre(!database.includes("/") && !/^\.{1,2}$/.test(database))
        const options = { user, password, database, ...place }
        assert.deepEqual(parseMysqlUrl(formatMysqlUrl(options)), options)
      }),
    )
  })

  for (const [url, complaint] of [
    ["", /is not a URL/],
    ["localhost:3306", /begins with localhost:/],
    ["postgres://lena:hush@h/db", /begins with postgres:/],
    ["mysql://lena:hush/secret@h/db", /is not a URL.*%2F/],
    ["mysql://lena:hush@h:99999/db", /is not a URL/],
    ["mysql://lena:hush%zz@h/db", /% that is not followed/],
    ["mysql://h/db", /names no user/],
    ["mysql:///db", /names no user/],
    ["mysql://lena:hush@h/a/b", /more than one name/],
    ["mysql://lena:hush@h/db?sslmode=on", /unknown parameter "sslmode"/],
    ["mysql://lena:hush@h/db?ssl=yes", /ssl=yes/],
    ["mysql://lena:hush@h/db?socketPath=run.sock", /should begin with \//],
  ] as const) {
    it(`that is wrong gets one line without the password: ${url}`, () => {
      assert.throws(
        () => parseMysqlUrl(url),
        (error) => error instanceof StartError && complaint.test(error.message) && !/hush|\n/.test(error.message),
      )
    })
  }
})
