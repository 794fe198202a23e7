import assert from "node:assert/strict"
import { randomBytes } from "node:crypto"
import { spawnSync } from "node:child_process"
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"
import { after, before, describe, it } from "node:test"
import { parseEnv } from "node:util"
import { createConnection, type ConnectionOptions } from "mysql2/promise"
import { usersShape } from "@lectern/users-service/config"
import { formatMysqlUrl, parseMysqlUrl } from "@lectern/private-database/service-accounts"
import { readConfig } from "@lectern/runtime/config"
import { temporaryDatabase } from "@lectern/test-kit/temporary-database"
import { writeSecrets } from "./secrets-command.ts"

let folder: string
before(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "lectern-secrets-")), "secrets")
  await writeSecrets(folder, "db.example:3307")
})
after(() => rm(join(folder, ".."), { recursive: true }))
const read = (name: string) => readFile(join(folder, name), "utf8")
const variables = async (name: string) => parseEnv(await read(`${name}.env`))

describe("the secrets of an installation of containers", () => {
  it("are all that the components need beside addresses, each its own", async () => {
    const config = readConfig(usersShape, {
      ...(await variables("users-service")),
      COURSES_SERVICE: "a:1",
      ENROLLMENT_SERVICE: "b:1",
      PLAYBACK_SERVICE: "c:1",
      SMTP_URL: "smtp://m",
      MAIL_FROM: "m@lectern.example",
      PUBLIC_ORIGIN: "http://localhost",
    })
    assert.match(config.DATABASE_URL, /^mysql:\/\/users:[\w-]{43}@db\.example:3307\/users$/)
    assert.match(config.PASSPORT_PRIVATE_KEY, /^-----BEGIN PRIVATE KEY-----\n[^\\]+\n-----END PRIVATE KEY-----$/)
    assert.equal(config.SERVICE_PASSPORT_PUBLIC_KEYS?.length, 4)
    assert.deepEqual(Object.keys(await variables("gateway")), ["PASSPORT_PRIVATE_KEY"])
    assert.deepEqual(Object.keys(await variables("users-subgraph")), ["PASSPORT_PUBLIC_KEYS"])
    const urls = (await variables("database-accounts")).SERVICE_DATABASE_URLS?.split(" ") ?? []
    assert.equal(new Set(urls.map((url) => new URL(url).password)).size, 5)
    assert.ok(urls.includes(config.DATABASE_URL))
  })

  it("stay the same when they are written again, in a folder that is its owner's alone", async () => {
    const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    assert.ok(names.includes("tls/gateway/tls.crt"))
    const before = await Promise.all(names.map(read))
    await writeSecrets(folder, "db.example:3307")
    assert.deepEqual(await Promise.all(names.map(read)), before)
    assert.equal((await stat(folder)).mode & 0o777, 0o700)
  })

  it("have no quotes, since Docker and kubectl would keep them", async () => {
    for (const name of await readdir(folder)) if (name.endsWith(".env")) assert.doesNotMatch(await read(name), /["']/)
  })
})

describe("the accounts of the services", () => {
  it("are made from them, and each may do anything in its own database and nothing in another", async () => {
    await using server = await temporaryDatabase()
    const prefix = `test_${randomBytes(4).toString("hex")}_`
    const accounts = ["users", "courses"].map((name) => ({
      ...server.admin,
      user: `${prefix}${name}`,
      password: `p${name}`,
      database: `${prefix}${name}`,
    }))
    const [users, courses] = accounts as [ConnectionOptions, ConnectionOptions]
    const admin = await createConnection(server.admin)
    try {
      const { status, stderr } = spawnSync(
        process.execPath,
        [join(import.meta.dirname, "../../packages/private-database/src/main.ts")],
        {
          encoding: "utf8",
          env: {
            MYSQL_URL: formatMysqlUrl(server.admin),
            SERVICE_DATABASE_URLS: accounts.map(formatMysqlUrl).join(" "),
          },
        },
      )
      assert.equal(status, 0, stderr)
      for (const own of accounts) {
        const connection = await createConnection(parseMysqlUrl(formatMysqlUrl(own)))
        await connection.query("CREATE TABLE t (id INT)")
        await connection.end()
      }
      const connection = await createConnection(users)
      // 1142: SELECT command denied.
      await assert.rejects(connection.query("SELECT * FROM ??.t", [courses.database]), { errno: 1142 })
      await connection.end()
    } finally {
      for (const { user, database } of accounts) {
        await admin.query("DROP DATABASE IF EXISTS ??", [database])
        await admin.query("DROP USER IF EXISTS ?@?", [user, server.admin.socketPath ? "localhost" : "%"])
      }
      await admin.end()
    }
  })

  it("are refused in one line when a variable is missing, or the server is", () => {
    const SERVICE_DATABASE_URLS = "mysql://users:secret@127.0.0.1:9/users"
    for (const [env, line] of [
      [{}, /^MYSQL_URL is not set\n$/],
      [{ MYSQL_URL: "mysql://root:x@127.0.0.1:9" }, /^SERVICE_DATABASE_URLS is not set\n$/],
      [
        { MYSQL_URL: "mysql://root:x@127.0.0.1:9", SERVICE_DATABASE_URLS },
        /^the database server does not take the account root: connect ECONNREFUSED .*\n$/,
      ],
    ] as const) {
      const { status, stderr } = spawnSync(
        process.execPath,
        [join(import.meta.dirname, "../../packages/private-database/src/main.ts")],
        { encoding: "utf8", env: { ...env } },
      )
      assert.equal(status, 1)
      assert.match(stderr, line)
    }
  })
})
