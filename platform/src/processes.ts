import { spawn, type ChildProcess } from "node:child_process"
import { createWriteStream } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { freePort } from "@lectern/runtime/free-port"
import { StartError, type Stoppable } from "@lectern/runtime/lifecycle"
import {
  CONTEXTS,
  gatewayEnvironment,
  serviceEnvironment,
  subgraphEnvironment,
  type Installation,
} from "./environment.ts"

const READY_LIMIT_MS = 60_000
const STOP_LIMIT_MS = 4000
const END_WITH_PARENT = new URL("end-with-parent.ts", import.meta.url).href

interface Component {
  name: string
  child: ChildProcess
  /** Of its internal port. */
  url: string
  /** Resolves with what to say when the process has ended. */
  ended: Promise<string>
}

/** Every service, subgraph and the gateway as a process of its own, with the variables that its container would have. */
export async function startProcesses(
  installation: Installation,
  {
    logFile,
    verbose,
    onFailure,
  }: {
    logFile: string
    verbose: boolean
    /** A process ended that should not have. */
    onFailure: (reason: string) => void
  },
): Promise<Stoppable & { internal: Record<string, string>; processIds: Record<string, number> }> {
  const log = createWriteStream(logFile)
  log.on("error", (error) => process.stderr.write(`the log can't be written: ${error.message}\n`))
  const components: Component[] = []
  let stopping = false
  const launch = async (
    name: string,
    folder: string,
    variables: Record<string, string | undefined>,
    metricsPort?: number,
  ) => {
    const port = metricsPort ?? (await freePort())
    // Nothing of this process's environment leaks in but what every program needs and the common settings.
    const inherited = [
      "PATH",
      "HOME",
      "TMPDIR",
      "LANG",
      "LOG_LEVEL",
      "ZIPKIN_URL",
      "TRACE_RATIO",
      "UV_THREADPOOL_SIZE",
      "NODE_COMPILE_CACHE",
      "DISCOVERY",
      "EUREKA_URL",
    ]
    const env = Object.fromEntries(
      [...inherited.map((variable) => [variable, process.env[variable]]), ...Object.entries(variables)].filter(
        ([, value]) => value !== undefined,
      ),
    )
    const { tlsFolder } = installation
    const main = fileURLToPath(new URL(`../../${folder}/src/main.ts`, import.meta.url))
    const child = spawn(process.execPath, ["--import", END_WITH_PARENT, main], {
      // All stop at once: but for the gateway, nobody has to hear of it first.
      env: {
        DRAIN_MS: process.env.DRAIN_MS ?? "0",
        ...env,
        METRICS_PORT: String(port),
        ...(tlsFolder ? { TLS_FOLDER: join(tlsFolder, name) } : {}),
      },
      stdio: ["pipe", "pipe", "pipe"],
      // Ctrl-C in a terminal reaches a whole group: the services would stop while the gateway still serves.
      detached: true,
    })
    let complaint = ""
    child.stdout.on("data", (bytes: Buffer) => {
      log.write(bytes)
      if (verbose) process.stdout.write(bytes)
    })
    child.stderr.on("data", (bytes: Buffer) => {
      complaint = (complaint + bytes.toString()).slice(-2000)
      log.write(bytes)
    })
    const ended = new Promise<string>((resolve) =>
      child.once("exit", (code, signal) =>
        resolve(`${name} ended with ${signal ?? `status ${code}`}${complaint ? `: ${complaint.trim()}` : ""}`),
      ),
    )
    void ended.then((reason) => {
      if (!stopping) onFailure(reason)
    })
    components.push({ name, child, url: `http://127.0.0.1:${port}`, ended })
  }

  const stop = async () => {
    stopping = true
    // The gateway was launched last and stops first; then all the others at once.
    for (const group of [components.slice(-1), components.slice(0, -1)]) {
      for (const { child } of group) child.kill("SIGTERM")
      const all = Promise.all(group.map(({ ended }) => ended))
      const limit = setTimeout(() => group.forEach(({ child }) => child.kill("SIGKILL")), STOP_LIMIT_MS)
      await all
      clearTimeout(limit)
    }
    await new Promise<void>((resolve) => log.end(() => resolve()))
  }

  try {
    for (const name of CONTEXTS)
      await launch(`${name}-service`, `grpc-services/${name}`, serviceEnvironment(name, installation))
    for (const name of CONTEXTS)
      await launch(`${name}-subgraph`, `subgraphs/${name}`, subgraphEnvironment(name, installation))
    await launch("gateway", "gateway", gatewayEnvironment(installation), installation.addresses.metricsPort)
    await Promise.all(components.map(isReady))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    stop,
    internal: Object.fromEntries(components.map(({ name, url }) => [name, url])),
    processIds: Object.fromEntries(components.map(({ name, child }) => [name, child.pid ?? 0])),
  }
}

/** Waits for a component's own word that it is ready; throws when it ends first or takes too long. */
async function isReady({ name, url, ended }: Component): Promise<void> {
  const until = Date.now() + READY_LIMIT_MS
  const failed = ended.then((reason) => {
    throw new StartError(reason)
  })
  for (;;) {
    const answer = await Promise.race([fetch(`${url}/readyz`).catch(() => undefined), failed])
    if (answer?.ok) return void failed.catch(() => undefined)
    if (Date.now() > until) throw new StartError(`${name} was not ready within ${READY_LIMIT_MS / 1000} s`)
    await Promise.race([new Promise((resolve) => setTimeout(resolve, 50)), failed])
  }
}
