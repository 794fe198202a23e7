import assert from "node:assert/strict"
import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { fileURLToPath } from "node:url"
import { PROGRAMS_FOLDER } from "@lectern/test-kit/programs-folder"

const START = fileURLToPath(new URL("../start.mjs", import.meta.url))

interface Started {
  child: ChildProcess
  /** What it printed until it was ready or ended. */
  output: string
  /** Exit status; null when it runs. */
  code: number | null
}

/** `npm start -- …words`, until it is ready or has ended. */
async function start(...words: string[]): Promise<Started> {
  const child = spawn(process.execPath, [START, ...words], {
    env: { ...process.env, PROGRAMS_FOLDER },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const started: Started = { child, output: "", code: null }
  await new Promise<void>((resolve) => {
    const take = (bytes: Buffer) => {
      started.output += bytes.toString()
      if (started.output.includes("Ctrl-C")) resolve()
    }
    child.stdout.on("data", take)
    child.stderr.on("data", take)
    child.once("close", (code) => {
      started.code = code
      resolve()
    })
  })
  return started
}

async function end({ child }: Started, signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(child, "exit")
  child.kill(signal)
  return ((await ended) as [number | null])[0]
}

describe("npm start", () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lectern-start-"))
  })
  after(() => rm(folder, { recursive: true, force: true }))
  const platform = (...words: string[]) => start("--port", "0", "--data", folder, "--no-demo", ...words)
  const secret = () => readFile(join(folder, "secrets.json"), "utf8")

  it("explains itself, and refuses words that mean nothing in one line", async () => {
    const help = await start("--help")
    assert.equal(help.code, 0)
    assert.match(help.output, /--reset/)
    for (const [words, line] of [
      [["--prot", "1"], /^Unknown option '--prot': see npm start -- --help\n$/],
      [["--port", "many"], /^--port: a whole number from 0 to 65533 is expected, got many\n$/],
      [["--port", "65534"], /^--port: a whole number/],
      [["--data", ""], /^--data: a folder is expected\n$/],
      [["extra"], /extra/],
    ] as const) {
      const { code, output } = await start(...words)
      assert.equal(code, 2)
      assert.match(output, line)
      assert.equal(output.trim().split("\n").length, 1)
    }
  })

  it("says which port is in use", async () => {
    const server = createServer().listen(0, "127.0.0.1")
    await once(server, "listening")
    const { port } = server.address() as AddressInfo
    const { code, output } = await start("--port", String(port), "--data", folder)
    server.close()
    assert.equal(code, 1)
    assert.equal(output, `port ${port} is in use: stop what listens there, or choose another with --port\n`)
  })

  it("refuses a folder that can't be one", async () => {
    const file = join(folder, "a-file")
    await writeFile(file, "")
    const { code, output } = await start("--port", "0", "--data", join(file, "below"))
    assert.deepEqual([code, output.trim().split("\n").length], [1, 1])
    assert.match(output, /can't be used as data folder/)
  })

  it("prints where everything is, keeps its data from start to start, and refuses a second start on it", async () => {
    const first = await platform()
    assert.match(first.output, /Lectern is ready/)
    const origin = /graph\s+(http:\/\/[^/\s]+)/.exec(first.output)?.[1]
    const answer = await fetch(`${origin}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ courses { totalCount } }" }),
    })
    assert.deepEqual(await answer.json(), { data: { courses: { totalCount: 0 } } })
    const made = await secret()
    const second = await platform()
    assert.equal(second.code, 1)
    assert.match(second.output, /is in use: stop the platform that runs on it/)
    assert.equal(second.output.trim().split("\n").length, 1)

    const began = performance.now()
    assert.equal(await end(first, "SIGINT"), 0)
    assert.ok(performance.now() - began < 5000)
    const again = await platform()
    assert.equal(await secret(), made)
    await end(again, "SIGTERM")
  })

  it("starts again after it was killed", async () => {
    await end(await platform(), "SIGKILL")
    const again = await platform()
    assert.match(again.output, /Lectern is ready/)
    await end(again, "SIGTERM")
  })

  it("begins anew with --reset", async () => {
    const before = await secret()
    const anew = await platform("--reset")
    assert.match(anew.output, /Lectern is ready/)
    assert.notEqual(await secret(), before)
    await end(anew, "SIGTERM")
  })

  it("says what to do about damaged secrets", async () => {
    await writeFile(join(folder, "secrets.json"), "{")
    const { code, output } = await platform()
    assert.equal(code, 1)
    assert.match(output.trim().split("\n").at(-1) ?? "", /secrets\.json is damaged/)
  })
})
