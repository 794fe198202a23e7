import { spawn } from "node:child_process"
import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { freePort } from "@lectern/runtime/free-port"
import { until } from "@lectern/test-kit/until"
import type { Platform } from "./platform-under-test.ts"

const END_WITH_PARENT = new URL("../../platform/src/end-with-parent.ts", import.meta.url).href

export interface ComponentCopy extends AsyncDisposable {
  /** Of its internal port: /metrics and /readyz. */
  internal: string
  readonly processId: number
  /** As when the machine fails. */
  kill(): Promise<void>
  /** In order, as when it is replaced. Gives the exit status. */
  stop(): Promise<number | null>
}

const settings = new WeakMap<Platform, Map<string, Promise<Record<string, string>>>>()

/** Of a component of a platform, which need not run any more if this was asked before. */
function settingsOf(platform: Platform, name: string): Promise<Record<string, string>> {
  const known = settings.get(platform) ?? new Map<string, Promise<Record<string, string>>>()
  settings.set(platform, known)
  const read =
    known.get(name) ??
    readFile(`/proc/${platform.addresses.processIds[name]}/environ`, "utf8").then((text) =>
      Object.fromEntries(
        text
          .split("\0")
          .filter((line) => line.includes("="))
          .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
      ),
    )
  known.set(name, read)
  return read
}

/**
 * One more process of a component of a running platform of processes, such as "courses-subgraph", with the same settings
 * but for `changed`: a replica. On Linux only, where /proc tells the settings. Dispose of it before the platform stops.
 */
export async function startComponentCopy(
  platform: Platform,
  name: string,
  changed: Record<string, string>,
): Promise<ComponentCopy> {
  const env = await settingsOf(platform, name)
  const metricsPort = String(await freePort())
  const folder = name.replace(/^(\w+)-service$/, "grpc-services/$1").replace(/^(\w+)-subgraph$/, "subgraphs/$1")
  const child = spawn(
    process.execPath,
    ["--import", END_WITH_PARENT, fileURLToPath(new URL(`../../${folder}/src/main.ts`, import.meta.url))],
    {
      env: { ...env, METRICS_PORT: metricsPort, ...changed },
      stdio: ["pipe", "pipe", "pipe"],
    },
  )
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (bytes: Buffer) => (output = (output + bytes.toString()).slice(-5000)))
  const ended = new Promise<number | null>((resolve) => child.once("exit", (status) => resolve(status)))
  const end = (signal: "SIGTERM" | "SIGKILL") => {
    child.kill(signal)
    return ended
  }
  const internal = `http://127.0.0.1:${metricsPort}`
  try {
    await until(async () => child.exitCode !== null || (await fetch(`${internal}/readyz`)).ok, {
      timeoutMs: 120_000,
      description: `another ${name} to be ready`,
    })
    if (child.exitCode !== null) throw new Error(`the copy of ${name} ended:\n${output}`)
  } catch (error) {
    await end("SIGKILL")
    throw error
  }
  return {
    internal,
    processId: child.pid ?? 0,
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
    [Symbol.asyncDispose]: async () => void (await end("SIGTERM")),
  }
}
