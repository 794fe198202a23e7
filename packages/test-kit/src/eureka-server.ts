import { execFile, spawn, spawnSync, type ChildProcess } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, globSync } from "node:fs"
import { cp, mkdtemp, readFile, rename, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { makePrivateFolder } from "@lectern/private-database/private-folder"
import { freePort } from "@lectern/runtime/free-port"
import { until } from "./until.ts"

const PROJECT = join(import.meta.dirname, "../../../ops/eureka")
const BUILD_LIMIT_MS = 300_000
const START_LIMIT_MS = 120_000

// A Java program does not hear that who started it has gone; the end of its input tells the shell.
const END_WITH_INPUT = 'java "$@" </dev/null & cat; kill $!'

/** What is missing on this machine for a Eureka server; false where nothing is. */
export const eurekaIsMissing = (): string | false =>
  ["mvn", "java"].some((program) => spawnSync(program, ["-version"]).status !== 0) &&
  "Maven or Java is not on this machine, so there is no Eureka server to test against"

/**
 * The Eureka server of ops/eureka as a process, with an empty registry. It is built once for each state of its sources,
 * into the folder for temporary files. `settings` are those of Spring, e.g. `--name=value`. `url` is what EUREKA_URL takes;
 * `start` after `kill` begins anew on the same port.
 */
export async function startEurekaServer(...settings: string[]) {
  const jar = await builtJar()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/eureka`
  let child: ChildProcess | undefined
  let output = ""
  const signal = async (name: "SIGTERM" | "SIGKILL") => {
    const running = child
    if (!running?.pid || running.exitCode !== null || running.signalCode !== null) return
    const ended = new Promise<void>((resolve) => running.once("exit", () => resolve()))
    process.kill(-running.pid, name)
    await ended
  }
  const start = async () => {
    // Little memory, and no time for optimising what runs for seconds.
    const options = ["-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    const started = spawn(
      "sh",
      ["-c", END_WITH_INPUT, "sh", ...options, "-jar", jar, `--server.port=${port}`, ...settings],
      {
        stdio: ["pipe", "pipe", "pipe"],
        detached: true,
      },
    )
    child = started
    for (const stream of [started.stdout, started.stderr])
      stream.on("data", (bytes: Buffer) => (output = (output + bytes.toString()).slice(-5000)))
    try {
      await until(async () => started.exitCode !== null || (await fetch(`${url}/apps/`)).ok, {
        timeoutMs: START_LIMIT_MS,
        description: "the Eureka server to answer",
      })
      if (started.exitCode !== null) throw new Error(`the Eureka server ended:\n${output}`)
    } catch (error) {
      await signal("SIGKILL")
      throw error
    }
  }
  await start()
  return {
    url,
    start,
    kill: () => signal("SIGKILL"),
    stop: () => signal("SIGTERM"),
  }
}
export type EurekaServer = Awaited<ReturnType<typeof startEurekaServer>>

async function builtJar(): Promise<string> {
  const hash = createHash("sha256")
  for (const file of globSync(["pom.xml", "src/**/*.{java,yml}"], { cwd: PROJECT }).sort())
    hash.update(await readFile(join(PROJECT, file)))
  const cache = join(tmpdir(), `lectern-test-${process.getuid?.()}`)
  await makePrivateFolder(cache)
  const jar = join(cache, `eureka-${hash.digest("hex").slice(0, 16)}.jar`)
  if (existsSync(jar)) return jar
  const folder = await mkdtemp(join(cache, "eureka-build-"))
  try {
    await cp(PROJECT, folder, { recursive: true })
    await promisify(execFile)("mvn", ["--batch-mode", "--quiet", "--file", folder, "package"], {
      timeout: BUILD_LIMIT_MS,
    })
    // In one step, since others may build it at the same time.
    await rename(join(folder, "target/registry.jar"), jar)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return jar
}
