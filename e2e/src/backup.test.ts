import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { createHash, randomUUID } from "node:crypto"
import { appendFile, copyFile, mkdir, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { after, before, describe, it } from "node:test"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { createConnection, type RowDataPacket } from "mysql2/promise"
import { findProgram } from "@lectern/private-database/debian-packages"
import { parseMysqlUrl } from "@lectern/private-database/service-accounts"
import { required } from "@lectern/rpc/required"
import { startTestServer } from "@lectern/test-kit/test-server"
import { PROGRAMS_FOLDER } from "@lectern/test-kit/programs-folder"
import { demo, startPlatform, type Platform } from "./platform-under-test.ts"

const DATABASES = ["users", "courses", "enrollment", "content", "playback"]
const SCRIPTS = fileURLToPath(new URL("../../ops/backup/", import.meta.url))

type TestServer = Awaited<ReturnType<typeof startTestServer>>

const rowsOf = async (server: TestServer, sql: string): Promise<RowDataPacket[]> => {
  const connection = await createConnection({ ...parseMysqlUrl(server.url), timezone: "Z" })
  try {
    return (await connection.query<RowDataPacket[]>(sql))[0]
  } finally {
    await connection.end()
  }
}

const programs = async () => {
  const reasons: string[] = []
  const options = { into: PROGRAMS_FOLDER, log: (line: string) => reasons.push(line) }
  const dump = await findProgram({ names: ["mariadb-dump", "mysqldump"], packages: ["mariadb-client"], ...options })
  const client = await findProgram({ names: ["mariadb", "mysql"], packages: ["mariadb-client"], ...options })
  return dump && client ? { dump, client } : { missing: reasons.join("; ") }
}
const found = await programs()
const missing = "missing" in found ? `there is no client of the database: ${found.missing}` : false
if (missing) process.stderr.write(`SKIPPED: backup and restore. ${missing}\n`)

describe("backup and restore", { skip: missing }, () => {
  let folder: string
  const servers: TestServer[] = []
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lectern-backup-"))
    for (let i = 0; i < 3; i++) servers.push(await startTestServer())
  })
  after(async () => {
    for (const server of servers) await server.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** A script with these words, on this server; what it printed, or why it refused. */
  async function run(script: string, words: string[], server: TestServer, storage?: string) {
    const { user = "", password = "", socketPath = "" } = parseMysqlUrl(server.url)
    const { dump, client } = found as Exclude<typeof found, { missing: string }>
    const env = {
      ...process.env,
      ...dump.env,
      PATH: [dirname(dump.path), dirname(client.path), process.env["PATH"]].join(":"),
      MYSQL_USER: user,
      MYSQL_PASSWORD: password,
      MYSQL_SOCKET: socketPath,
      ...(storage === undefined ? {} : { STORAGE_FOLDER: storage }),
    }
    return promisify(execFile)(join(SCRIPTS, script), words, { env }).then(
      ({ stdout }) => ({ status: 0, out: stdout, complaints: "" }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
        status: code,
        out: stdout,
        complaints: stderr,
      }),
    )
  }
  /** A digest of each table, over all columns, invisible ones too. MariaDB's own is wrong for columns that are generated. */
  const checksums = async (server: TestServer) => {
    const columns = await rowsOf(
      server,
      `select table_schema, table_name, group_concat(concat('\`', column_name, '\`') order by ordinal_position) names
       from information_schema.columns where table_schema in ('${DATABASES.join("', '")}')
       group by table_schema, table_name order by table_schema, table_name`,
    )
    assert.ok(columns.length > 40, `${columns.length} tables`)
    const sums: string[] = []
    for (const { table_schema, table_name, names } of columns) {
      const rows = await rowsOf(server, `select ${names} from ${table_schema}.${table_name} order by ${names}`)
      sums.push(`${table_schema}.${table_name} ${createHash("sha256").update(JSON.stringify(rows)).digest("hex")}`)
    }
    return sums
  }

  it("keeps of a platform that serves one moment over all services, on which another platform goes on", async () => {
    const [server, second] = [required(servers[0]), required(servers[1])]
    const platform = await startPlatform("one process", { MYSQL_URL: server.url })
    let restored: Platform | undefined
    try {
      let isBusy = true
      const { data } = await platform.graphql<{
        courses: { edges: { node: { id: string; price: object | null } }[] }
      }>("{ courses(first: 50) { edges { node { id price { amountMinor } } } } }")
      const courseIds = data.courses.edges.filter(({ node }) => node.price === null).map(({ node }) => node.id)
      let enrolled = 0
      /** People sign up, and enrol at once. */
      const load = async () => {
        while (isBusy) {
          const person = { email: `${randomUUID()}@example.org`, password: "correct horse battery" }
          await platform.services.users.createUser(
            {
              user: { displayName: "Ada", email: person.email, role: "ROLE_LEARNER", timeZone: "UTC" },
              password: person.password,
            },
            platform.services.asAdmin(),
          )
          const answer = await platform.graphql<{ enrollInCourse: { __typename: string } }>(
            "mutation ($input: EnrollInCourseInput!) { enrollInCourse(input: $input) { __typename } }",
            { input: { courseId: courseIds[enrolled % courseIds.length], idempotencyKey: randomUUID() } },
            await platform.signIn(person),
          )
          assert.equal(answer.data.enrollInCourse.__typename, "EnrollmentSuccess")
          enrolled++
        }
      }
      const loads = Promise.all([load(), load()])
      const saved = await run("backup.sh", [join(folder, "busy")], server, join(platform.dataFolder, "files"))
      isBusy = false
      await loads
      assert.equal(saved.status, 0, saved.complaints)
      assert.ok(enrolled > 0)

      let files = ""
      restored = await startPlatform("one process", { MYSQL_URL: second.url }, ["--no-demo"], async (dataFolder) => {
        files = join(dataFolder, "files")
        const done = await run("restore.sh", [join(folder, "busy")], second, files)
        assert.equal(done.status, 0, done.complaints)
        await copyFile(join(platform.dataFolder, "secrets.json"), join(dataFolder, "secrets.json"))
      })
      const [dangling] = await rowsOf(
        second,
        `select count(*) count, sum(u.id is null or c.id is null) dangling from enrollment.enrollments e
         left join users.users u on u.id = e.user_id left join courses.courses c on c.id = e.course_id`,
      )
      assert.ok(Number(dangling?.count) > 0)
      assert.equal(Number(dangling?.dangling), 0)
      const token = await restored.signIn(demo.learner)
      const answer = await restored.graphql<{
        me: { enrollments: { edges: { node: { course: { sessions: { stream: { hlsUrl?: string } }[] } } }[] } }
      }>(
        `{ me { enrollments(first: 1) { edges { node { course { sessions { stream { ... on StreamGrant { hlsUrl } } } } } } } } }`,
        {},
        token,
      )
      const hlsUrl = answer.data.me.enrollments.edges[0]?.node.course.sessions[0]?.stream.hlsUrl
      assert.equal((await fetch(required(hlsUrl))).status, 200, "a stream plays from the restored files")
    } finally {
      await restored?.stop()
      await platform.stop()
    }
  })

  it("gives a new server what the old one had, to the checksum of every table, and overwrites nothing", async () => {
    const [server, third] = [required(servers[0]), required(servers[2])]
    const before = await checksums(server)
    const backup = join(folder, "still")
    assert.equal((await run("backup.sh", [backup], server)).status, 0)
    assert.equal((await run("restore.sh", [backup], third)).status, 0)
    assert.deepEqual(await checksums(third), before)

    const again = await run("restore.sh", [backup], third)
    assert.deepEqual([again.status, /has \d+ tables already/.test(again.complaints)], [1, true], again.complaints)
    const twice = await run("backup.sh", [backup], server)
    assert.deepEqual([twice.status, /is there already/.test(twice.complaints)], [1, true], twice.complaints)
    await appendFile(join(backup, "databases.sql.gz"), "x")
    assert.match((await run("restore.sh", [backup], third)).complaints, /is damaged/)
    await mkdir(join(folder, "empty"))
    assert.match((await run("restore.sh", [join(folder, "empty")], third)).complaints, /is no backup/)
  })

  it("leaves nothing that looks like a backup when it fails, and explains itself", async () => {
    const server = required(servers[2])
    const wrong = { ...server, url: server.url.replace(/:[^:@/]+@/, ":wrong@") }
    const failed = await run("backup.sh", [join(folder, "failed")], wrong)
    assert.notEqual(failed.status, 0)
    assert.match(failed.complaints, /Access denied/)
    assert.match((await run("restore.sh", [join(folder, "failed")], server)).complaints, /is no backup/)
    for (const script of ["backup.sh", "restore.sh"]) {
      assert.match((await run(script, ["--help"], server)).out, /MYSQL_HOST/)
      assert.equal((await run(script, [], server)).status, 1)
    }
  })
})
