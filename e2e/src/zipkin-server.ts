import { spawn } from "node:child_process"
import { join } from "node:path"
import { freePort } from "@lectern/runtime/free-port"
import { until } from "@lectern/test-kit/until"
import { javaProgram, type JavaProgram } from "./java-programs.ts"

/** The release that docker-compose.yml runs. */
export const ZIPKIN_VERSION = "3.6.1"

export interface ZipkinServer {
  url: string
  stop(): Promise<void>
}

/** What runs a Zipkin, its jar fetched once from Maven Central; where there is no way, why. */
export const findZipkin = (): Promise<JavaProgram | { missing: string }> =>
  javaProgram(`zipkin-${ZIPKIN_VERSION}`, "copy", `-Dartifact=io.zipkin:zipkin-server:${ZIPKIN_VERSION}:jar:exec`)

/** A Zipkin with `settings`, which are variables of its own. */
export async function startZipkin(
  { java, folder }: JavaProgram,
  settings: Record<string, string>,
): Promise<ZipkinServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(java, ["-Xmx256m", "-jar", join(folder, `zipkin-server-${ZIPKIN_VERSION}-exec.jar`)], {
    env: { ...process.env, QUERY_PORT: String(port), SELF_TRACING_ENABLED: "false", ...settings },
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
