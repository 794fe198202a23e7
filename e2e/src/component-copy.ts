import { spawn } from "node:child_process"
import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { freePort } from "@lectern/runtime/free-port"
import { until } from "@lectern/test-kit/until"
import type { Platform } from "./platform-under-test.ts"

export interface ComponentCopy extends AsyncDisposable {
  /** Of its internal port: /metrics and /readyz. */
  internal: string
  /** As when the machine fails. */
  kill(): Promise<void>
}

/**
 * One more process of a component of a running platform of processes, with the same settings but for `changed`: a
 * replica. On Linux only, where /proc tells the settings. Dispose of it before the platform stops.
 */
export async function startComponentCopy(
  platform: Platform,
  name: "content-service" | "gateway",
  changed: Record<string, string>,
): Promise<ComponentCopy> {
  const settings = await readFile(`/proc/${platform.addresses.processIds[name]}/environ`, "utf8")
  const env = Object.fromEntries(
    settings
      .split("\0")
      .filter((line) => line.includes("="))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  )
  const metricsPort = String(await freePort())
  const folder = name === "gateway" ? "gateway" : "grpc-services/content"
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../../${folder}/src/main.ts`, import.meta.url))], {
    env: { ...env, METRICS_PORT: metricsPort, ...changed },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (bytes: Buffer) => (output = (output + bytes.toString()).slice(-5000)))
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    child.kill(signal)
    await ended
  }
  const internal = `http://127.0.0.1:${metricsPort}`
  try {
    await until(async () => child.exitCode !== null || (await fetch(`${internal}/readyz`)).ok, {
      timeoutMs: 60_000,
      description: `another ${name} to be ready`,
    })
    if (child.exitCode !== null) throw new Error(`the copy of ${name} ended:\n${output}`)
  } catch (error) {
    await end("SIGKILL")
    throw error
  }
  return { internal, kill: () => end("SIGKILL"), [Symbol.asyncDispose]: () => end("SIGTERM") }
}
