import { execFile, spawn } from "node:child_process"
import { access, mkdir } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"
import { executablesOnMachine } from "@lectern/private-database/executables"
import { freePort } from "@lectern/runtime/free-port"
import { until } from "@lectern/test-kit/until"
import { PROGRAMS_FOLDER } from "@lectern/test-kit/programs-folder"

const VERSION = "3.5.1"
const JAR = join(PROGRAMS_FOLDER, `zipkin-server-${VERSION}-exec.jar`)
const FETCH_LIMIT_MS = 300_000

export interface ZipkinServer {
  url: string
  stop(): Promise<void>
}

/** What runs a Zipkin, its jar fetched once from Maven Central; where there is no way, why. */
export async function findZipkin(): Promise<{ java: string } | { missing: string }> {
  const [java, maven] = await Promise.all([firstOf("java"), firstOf("mvn")])
  if (java === undefined) return { missing: "this machine has no java" }
  if (await isThere(JAR)) return { java }
  if (maven === undefined) return { missing: "this machine has no mvn to fetch Zipkin with" }
  await mkdir(PROGRAMS_FOLDER, { recursive: true })
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
  const artifact = `-Dartifact=io.zipkin:zipkin-server:${VERSION}:jar:exec`
  const words = ["--quiet", "--batch-mode", goal, artifact, `-DoutputDirectory=${PROGRAMS_FOLDER}`]
  return promisify(execFile)(maven, words, { cwd: PROGRAMS_FOLDER, timeout: FETCH_LIMIT_MS }).then(
    () => ({ java }),
    ({ stdout, stderr, message }: Error & { stdout?: string; stderr?: string }) => ({
      missing: `Zipkin can't be fetched: ${`${stdout}${stderr}`.split("\n").find((line) => /ERROR/.test(line)) ?? message}`,
    }),
  )
}

/** A Zipkin that keeps spans in memory. */
export async function startZipkin({ java }: { java: string }): Promise<ZipkinServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(java, ["-Xmx256m", "-jar", JAR], {
    env: { ...process.env, QUERY_PORT: String(port), STORAGE_TYPE: "mem", SELF_TRACING_ENABLED: "false" },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (bytes: Buffer) => (output = (output + bytes.toString()).slice(-4000)))
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const stop = async () => {
    child.kill("SIGTERM")
    await ended
  }
  try {
    await until(async () => (await fetch(`${url}/health`)).ok, { timeoutMs: 90_000, description: "Zipkin" })
    // On a busy machine the first spans take longer, for the classes they load, than a component waits for its batch.
    const span = {
      traceId: "1".repeat(32),
      id: "1".repeat(16),
      name: "first",
      timestamp: Date.now() * 1000,
      duration: 1,
    }
    await fetch(`${url}/api/v2/spans`, { method: "POST", body: JSON.stringify([span]) })
    await until(async () => (await fetch(`${url}/api/v2/trace/${span.traceId}`)).ok, {
      timeoutMs: 30_000,
      description: "the first span in Zipkin",
    })
  } catch (error) {
    await stop()
    throw new Error(`Zipkin did not start: ${output}`, { cause: error })
  }
  return { url, stop }
}

async function firstOf(name: string): Promise<string | undefined> {
  for await (const path of executablesOnMachine([name])) return path
  return undefined
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
