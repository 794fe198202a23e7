import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { freePort } from "@lectern/runtime/free-port"
import { until } from "@lectern/test-kit/until"

const MAIN = fileURLToPath(new URL("../../gateway/src/main.ts", import.meta.url))
const SUBGRAPHS = ["USERS", "COURSES", "ENROLLMENT", "CONTENT", "PLAYBACK"]
const NOBODY = "http://127.0.0.1:9"

export interface Gateway {
  origin: string
  graphql(
    query: string,
    headers?: Record<string, string>,
  ): Promise<{
    status: number
    headers: Headers
    data?: unknown
    errors?: { message: string; extensions: { code: string } }[]
  }>
  stop(): Promise<void>
}

/**
 * A gateway as a process of its own. Its subgraphs and file server are where nobody listens, unless `env` says
 * otherwise. `usersService` is the gRPC address of who signs access tokens.
 */
export async function startGateway(
  usersService: string,
  passportPrivateKey: string,
  env: Record<string, string> = {},
): Promise<Gateway> {
  const [port, metricsPort] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      HOST: "127.0.0.1",
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      USERS_SERVICE: usersService,
      PASSPORT_PRIVATE_KEY: passportPrivateKey,
      // Nobody balances load here.
      DRAIN_MS: "0",
      ...Object.fromEntries(SUBGRAPHS.map((name) => [`${name}_SUBGRAPH`, `${NOBODY}/graphql`])),
      FILES_SERVER: NOBODY,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => (output += bytes.toString()))
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const stop = async () => {
    child.kill("SIGTERM")
    await ended
  }
  try {
    await until(async () => child.exitCode !== null || (await fetch(`http://127.0.0.1:${metricsPort}/readyz`)).ok, {
      timeoutMs: 30_000,
      description: "the gateway to be ready",
    })
    if (child.exitCode !== null) throw new Error(`the gateway ended:\n${output}`)
  } catch (error) {
    await stop()
    throw error
  }
  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    stop,
    async graphql(query, headers = {}) {
      const response = await fetch(`${origin}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/graphql-response+json", ...headers },
        body: JSON.stringify({ query }),
      })
      return { status: response.status, headers: response.headers, ...((await response.json()) as object) }
    },
  }
}
