// No container engine is needed: the steps of the Dockerfile are run in folders, and what they make is started as the
// image would start it, as another user who may write nothing.
import assert from "node:assert/strict"
import { spawn, spawnSync, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { connect, createServer } from "node:net"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join, matchesGlob } from "node:path"
import { after, before, describe, it } from "node:test"
import { parseMysqlUrl } from "@lectern/private-database/service-accounts"
import { freePort } from "@lectern/runtime/free-port"
import { passportPrivateKey, passportPublicKey } from "@lectern/test-kit/callers"
import { temporaryDatabase, type TemporaryDatabase } from "@lectern/test-kit/temporary-database"
import { until } from "@lectern/test-kit/until"
import { ROOT } from "./check.ts"

interface Instruction {
  name: string
  words: string
}
/** An image or a stage of one: its files, and what its instructions said. */
interface Image {
  root: string
  workingFolder: string
  environment: Record<string, string>
  user: string
  command: string[]
  healthCheck: string[]
}

const NODE_FOLDER = dirname(process.execPath)
// The machine's way to the registry.
const NETWORK = ["HOME", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS"]

const instructionsOf = (text: string): Instruction[] =>
  text
    .replace(/^\s*#.*\n/gm, "")
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => ({ name: line.slice(0, line.indexOf(" ")), words: line.slice(line.indexOf(" ") + 1).trim() }))

/** The files that `COPY . .` copies: the last line of .dockerignore that matches a file or a folder of it decides. */
async function contextFiles(): Promise<string[]> {
  const lines = (await readFile(join(ROOT, ".dockerignore"), "utf8")).split("\n").filter((line) => /^[^#\s]/.test(line))
  const tracked = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: ROOT })
  return tracked.stdout
    .toString()
    .trim()
    .split("\n")
    .filter((file) => {
      const above = file.split("/").map((_, index, names) => names.slice(0, index + 1).join("/"))
      const last = lines.findLast((line) => above.some((path) => matchesGlob(path, line.replace(/^!/, ""))))
      return last === undefined || last.startsWith("!")
    })
}

/** Builds the Dockerfile with folders below `into` for roots of file systems. */
async function build(into: string, given: Record<string, string>): Promise<Image> {
  const images = new Map<string, Image>()
  const variables: Record<string, string> = { ...given }
  const expand = (text: string) =>
    text.replace(/\$\{(\w+)\}|\$(\w+)/g, (_, a: string, b: string) => variables[a ?? b] ?? "")
  let image: Image | undefined
  for (const { name, words } of instructionsOf(await readFile(join(ROOT, "Dockerfile"), "utf8"))) {
    if (name === "ARG") {
      const [variable = "", standard] = words.split("=")
      if (standard !== undefined) variables[variable] ??= standard
      continue
    }
    if (name === "FROM") {
      const [from = "", , stage = ""] = words.split(" ")
      const base = images.get(from)
      const root = join(into, stage || "image")
      await mkdir(root)
      if (base) link(base.root, root)
      image = {
        ...(base ?? { workingFolder: "/", environment: {}, user: "", command: [], healthCheck: [] }),
        root,
      }
      images.set(stage, image)
      continue
    }
    assert.ok(image, "FROM comes first")
    const { root, workingFolder } = image
    const inside = (path: string) => join(root, path.startsWith("/") ? "" : workingFolder, path)
    if (name === "WORKDIR") {
      image.workingFolder = expand(words)
      await mkdir(inside(""), { recursive: true })
    } else if (name === "COPY") {
      const [, stage, source = "", target = ""] = /^(?:--from=(\w+) )?(\S+) (\S+)$/.exec(words) ?? []
      if (stage) {
        await mkdir(inside(target), { recursive: true })
        link(join((images.get(stage) as Image).root, source), inside(target))
      } else
        for (const file of await contextFiles()) await cp(join(ROOT, file), join(inside(target), file), { force: true })
    } else if (name === "RUN") {
      // What is done to the base's own folders, and packages of the system, has no meaning here.
      const script = words.replace(/ {2,}/g, " ").replace(/^if \[ -n "\$DEBIAN.*$/, "true")
      const { status, stderr, stdout } = spawnSync(
        "sh",
        ["-ec", script.replaceAll(/(?<=[ =])\/(?=app|packed)/g, `${root}/`)],
        {
          cwd: inside(""),
          encoding: "utf8",
          env: {
            PATH: `${NODE_FOLDER}:/usr/local/bin:/usr/bin:/bin`,
            ...Object.fromEntries(NETWORK.map((variable) => [variable, process.env[variable] ?? ""])),
            npm_config_prefer_offline: "true",
            ...given,
          },
        },
      )
      assert.equal(status, 0, `${script}\n${stdout}${stderr}`)
    } else if (name === "ENV") for (const word of words.split(" ")) Object.assign(image.environment, pair(word))
    else if (name === "USER") image.user = words
    else if (name === "CMD") image.command = JSON.parse(words) as string[]
    else if (name === "HEALTHCHECK") image.healthCheck = JSON.parse(words.slice(words.indexOf("["))) as string[]
    else assert.ok(["EXPOSE", "STOPSIGNAL"].includes(name), `this test does not know ${name}`)
  }
  return image as Image
}
/** What is below a folder, below another one too, without a copy of the bytes. */
const link = (from: string, to: string) => assert.equal(spawnSync("cp", ["-al", `${from}/.`, to]).status, 0)
const pair = (word: string) => ({ [word.slice(0, word.indexOf("="))]: word.slice(word.indexOf("=") + 1) })

/** Starts a command of an image, with its environment and nothing of this one's, as its user where that may be. */
function startIn({ root, workingFolder, environment, user }: Image, command: string[], more: Record<string, string>) {
  const [program, ...words] = command
  assert.equal(program, "node")
  const [uid, gid] = user.split(":").map(Number) as [number, number]
  return spawn(process.execPath, words, {
    cwd: join(root, workingFolder),
    env: { ...environment, METRICS_HOST: "127.0.0.1", ...more },
    ...(process.getuid?.() === 0 ? { uid, gid } : {}),
  })
}

const secret = "s".repeat(32)
let database: TemporaryDatabase
let databaseUrl: string
const closing: (() => Promise<unknown>)[] = []
let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "lectern-image-"))
  closing.push(async () => {
    spawnSync("chmod", ["-R", "u+w", folder])
    await rm(folder, { recursive: true, force: true })
  })
  await chmod(folder, 0o755)
  database = await temporaryDatabase()
  closing.push(() => database.drop())
  // The user of the image may not enter the folder in which the server's socket is.
  const { socketPath, host, port } = parseMysqlUrl(database.url)
  const passage = createServer((socket) => {
    const server = socketPath ? connect(socketPath) : connect(port ?? 3306, host)
    socket.pipe(server).pipe(socket)
    for (const end of [socket, server]) end.on("error", () => [socket, server].forEach((each) => each.destroy()))
  }).listen(0, "127.0.0.1")
  await once(passage, "listening")
  closing.push(async () => passage.close())
  const url = new URL(database.url)
  databaseUrl = `mysql://${url.username}:${url.password}@127.0.0.1:${(passage.address() as AddressInfo).port}${url.pathname}`
})
after(async () => {
  for (const close of closing.reverse()) await close()
})

const NOWHERE = "127.0.0.1:9"
const settings: Record<string, () => Promise<Record<string, string>>> = {
  "grpc-services/users": async () => ({
    LISTEN: "127.0.0.1:0",
    DATABASE_URL: databaseUrl,
    PASSPORT_PUBLIC_KEYS: passportPublicKey,
    PASSPORT_PRIVATE_KEY: passportPrivateKey,
    SMTP_URL: `smtp://${NOWHERE}`,
    MAIL_FROM: "Lectern <no-reply@lectern.example>",
    PUBLIC_ORIGIN: "http://localhost:4000",
    COURSES_SERVICE: NOWHERE,
    ENROLLMENT_SERVICE: NOWHERE,
    PLAYBACK_SERVICE: NOWHERE,
    ...Object.fromEntries(
      ["PAGE_TOKEN", "REFRESH_TOKEN", "KEY_ENCRYPTION", "PASSWORD_RESET"].map((name) => [`${name}_SECRET`, secret]),
    ),
    PASSWORD_PEPPER: secret,
  }),
  "subgraphs/users": async () => ({
    HOST: "127.0.0.1",
    PORT: "0",
    PASSPORT_PUBLIC_KEYS: passportPublicKey,
    USERS_SERVICE: NOWHERE,
  }),
  gateway: async () => ({
    HOST: "127.0.0.1",
    PORT: "0",
    DRAIN_MS: "200",
    USERS_SERVICE: NOWHERE,
    PASSPORT_PRIVATE_KEY: passportPrivateKey,
    FILES_SERVER: `http://${NOWHERE}`,
    ...Object.fromEntries(
      ["USERS", "COURSES", "ENROLLMENT", "CONTENT", "PLAYBACK"].map((name) => [
        `${name}_SUBGRAPH`,
        `http://${NOWHERE}/graphql`,
      ]),
    ),
  }),
}

for (const [component, variables] of Object.entries(settings))
  describe(`the image of ${component}`, () => {
    let image: Image
    let child: ChildProcess | undefined
    before(async () => {
      const into = join(folder, component.replaceAll("/", "-"))
      await mkdir(into)
      image = await build(into, { COMPONENT: component })
      spawnSync("chmod", ["-R", "a-w,a+rX", image.root])
    })
    after(() => child?.kill("SIGKILL"))

    it("has no tests and nothing that only development needs", async () => {
      const lock = JSON.parse(await readFile(join(ROOT, "package-lock.json"), "utf8")) as {
        packages: Record<string, { dev?: boolean }>
      }
      const files = await readdir(join(image.root, "app"), { recursive: true })
      assert.deepEqual(
        files.filter((file) => lock.packages[file]?.dev),
        [],
      )
      assert.deepEqual(
        files.filter((file) => /^node_modules\/@lectern\/test-kit$|^(?!.*node_modules\/).*\.test\.ts$/.test(file)),
        [],
      )
    })

    it("starts as its user with read-only files, is healthy, and ends with 0 on SIGTERM", async () => {
      const port = { METRICS_PORT: String(await freePort()) }
      child = startIn(image, image.command, { ...(await variables()), ...port })
      let said = ""
      for (const stream of [child.stdout, child.stderr])
        stream?.on("data", (bytes: Buffer) => (said += bytes.toString()))
      const ended = once(child, "exit")
      let end: unknown
      void ended.then((values) => (end = values))
      const healthCheck = async () => ((await once(startIn(image, image.healthCheck, port), "exit")) as [number])[0]
      assert.equal(await healthCheck(), 1, "not healthy before it listens")
      await until(() => end !== undefined || said.includes('"msg":"ready"'), {
        timeoutMs: 30_000,
        description: "the component to be ready",
      })
      assert.equal(end, undefined, said)
      assert.equal(await healthCheck(), 0, said)
      child.kill("SIGTERM")
      assert.deepEqual(await ended, [0, null], said)
      assert.match(said, /"msg":"stopped"/)
    })
  })
