import { execFile, spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdtemp, readFile, rename, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import {
  accessRunningServices,
  readAddresses,
  type RunningAddresses,
  type ServiceAccess,
} from "@lectern/platform/service-access"
import { takeFileLock } from "@lectern/private-database/file-lock"
import { formatMysqlUrl } from "@lectern/private-database/service-accounts"
import { PROGRAMS_FOLDER } from "@lectern/test-kit/programs-folder"
import { parseMetrics, type Sample } from "./prometheus.ts"

export type Topology = "one process" | "processes"
/** The two ways the same code runs; every journey passes on both. */
export const TOPOLOGIES: readonly Topology[] = ["one process", "processes"]

const START = fileURLToPath(new URL("../../platform/start.mjs", import.meta.url))
const READY_LIMIT_MS = 120_000

export const demo = {
  learner: { email: "learner@demo.lectern.example", password: "learner-watches" },
  instructor: { email: "jiwoo.han@demo.lectern.example", password: "instructor-teaches" },
  admin: { email: "admin@demo.lectern.example", password: "admin-looks-after" },
}

export interface GraphAnswer<T> {
  status: number
  headers: Headers
  data: T
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[]
}

export interface Platform {
  /** `http://localhost:PORT`. */
  origin: string
  metricsUrl: string
  /** An account that reads everything in one service's database, behind its back. */
  databaseUrl(name: keyof RunningAddresses["services"]): string
  /** What `npm start` has printed so far. */
  readonly output: string
  pid: number
  /** Where this platform keeps its database, files, secrets and log. */
  dataFolder: string
  addresses: RunningAddresses
  /** The services themselves, behind the gateway's back. */
  services: ServiceAccess
  /** The answer of one GraphQL request, with a token where one is given. */
  graphql<T = Record<string, never>>(query: string, variables?: object, token?: string): Promise<GraphAnswer<T>>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  /** Signs in and gives the access token. */
  signIn(account: { email: string; password: string }): Promise<string>
  /** Sum of a counter over the labels that are not named, over all components. */
  counter(name: string, labels?: Record<string, string>): Promise<number>
  /** All samples of these metrics, of all components. */
  samples(names: readonly string[]): Promise<Sample[]>
  /** The log of all components. */
  log(): Promise<string>
  /** Resolves with the exit status when the platform has ended, however that came. */
  ended: Promise<number | null>
  /** Ends the platform if it still runs. */
  end(): Promise<number | null>
  /** The same, and deletes its data. */
  stop(): Promise<void>
}

// Nothing here is about time but what says so: on a busy machine, budgets would fail tests of other things.
export const PATIENT = {
  QUERY_BUDGET_MS: "10000",
  FETCH_BUDGET_MS: "10000",
  MUTATION_BUDGET_MS: "10000",
  PASSWORD_BUDGET_MS: "10000",
  DATABASE_WAIT_MS: "10000",
  OVERLOAD_TARGET_MS: "10000",
  // All tests come from one address.
  FAILED_LOGINS_PER_NETWORK: "100000",
  SIGN_UPS_PER_NETWORK: "100000",
}
/** The budgets that a user has, for tests that are about time. */
export const STANDARD_BUDGETS = {
  QUERY_BUDGET_MS: "",
  FETCH_BUDGET_MS: "",
  MUTATION_BUDGET_MS: "",
  PASSWORD_BUDGET_MS: "",
  DATABASE_WAIT_MS: "",
  OVERLOAD_TARGET_MS: "",
}
/** The limits that a user has, for tests that are about them. */
export const STANDARD_LIMITS = { FAILED_LOGINS_PER_NETWORK: "", SIGN_UPS_PER_NETWORK: "" }

export const startFromNothing = async (): Promise<void> => {}

const hasUsualData = (env: Record<string, string>, options: readonly string[]) =>
  !options.includes("--no-demo") && !env.MYSQL_URL && !process.env.MYSQL_URL

/** Fills a data folder with what a first start makes in it: ten seconds of work, that `npm test` has done once. */
async function copyDemoData(dataFolder: string): Promise<void> {
  const folder = process.env.TEST_RUN_FOLDER
  if (!folder || process.platform !== "linux") return
  const made = join(folder, "demo-data")
  await using _lock = await takeFileLock(`${made}.lock`, () => {})
  if (!existsSync(made)) {
    const first = await startPlatform("one process", {}, [], startFromNothing)
    await first.end()
    await rename(first.dataFolder, made)
  }
  await promisify(execFile)("cp", ["-R", `${made}/.`, dataFolder])
}

/**
 * `npm start` on free ports and a folder of its own, as a user would run it, but with more time for every answer.
 * `prepare` puts something into the folder first: demo data, as a rule.
 */
export async function startPlatform(
  topology: Topology,
  env: Record<string, string> = {},
  options: readonly string[] = [],
  prepare = hasUsualData(env, options) ? copyDemoData : startFromNothing,
): Promise<Platform> {
  const dataFolder = await mkdtemp(join(tmpdir(), "lectern-e2e-"))
  await prepare(dataFolder)
  const child = spawn(
    process.execPath,
    [START, "--port", "0", "--data", dataFolder, ...(topology === "processes" ? ["--processes"] : []), ...options],
    // Cheap hashes: what they cost is not what is tested here.
    {
      env: { ...process.env, PROGRAMS_FOLDER, BCRYPT_COST: "4", ...PATIENT, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  )
  let output = ""
  const ended = new Promise<number | null>((resolve) => child.once("exit", (status) => resolve(status)))
  let services: ServiceAccess | undefined
  const end = () => {
    services?.close()
    child.kill("SIGTERM")
    return ended
  }
  const stop = async () => {
    await end()
    await rm(dataFolder, { recursive: true, force: true })
  }
  await new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`not ready in time:\n${output}`)), READY_LIMIT_MS)
    child.stdout.on("data", (bytes: Buffer) => {
      output += bytes.toString()
      if (/Ctrl-C/.test(output)) {
        clearTimeout(limit)
        resolve()
      }
    })
    child.stderr.on("data", (bytes: Buffer) => {
      output += bytes.toString()
    })
    void ended.then(() => reject(new Error(`ended before it was ready:\n${output}`)))
  }).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  const origin = /graph\s+(http:\/\/[^/\s]+)/.exec(output)?.[1] ?? ""
  const metricsUrl = /metrics\s+(http:\S+)/.exec(output)?.[1] ?? ""
  const addresses = await readAddresses(dataFolder)
  services = await accessRunningServices(dataFolder)
  const { databasePassword } = JSON.parse(await readFile(join(dataFolder, "secrets.json"), "utf8")) as {
    databasePassword: string
  }

  const samples = async (names: readonly string[]) => {
    const all = await Promise.all(
      Object.values(addresses.internal).map(async (url) => parseMetrics(await (await fetch(`${url}/metrics`)).text())),
    )
    return all.flatMap((families) => names.flatMap((name) => families.get(name)?.samples ?? []))
  }
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${origin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    })
  return {
    origin,
    metricsUrl,
    get output() {
      return output
    },
    pid: child.pid ?? 0,
    dataFolder,
    databaseUrl: (name) =>
      formatMysqlUrl({
        user: name,
        password: databasePassword,
        database: name,
        socketPath: join(dataFolder, "mysql", "mysql.sock"),
      }),
    addresses,
    services,
    ended,
    post,
    end,
    stop,
    async graphql<T>(query: string, variables?: object, token?: string) {
      const response = await post(
        "/graphql",
        { query, variables },
        { accept: "application/graphql-response+json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
      )
      const body = (await response.json()) as { data: T; errors?: NonNullable<GraphAnswer<T>["errors"]> }
      return { status: response.status, headers: response.headers, ...body }
    },
    async signIn({ email, password }) {
      const response = await post("/auth/login", { email, password, tokenIn: "body" })
      if (response.status !== 200) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`)
      return ((await response.json()) as { accessToken: string }).accessToken
    },
    samples,
    async counter(name, labels = {}) {
      return (await samples([name]))
        .filter((sample) => Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
        .reduce((sum, { value }) => sum + value, 0)
    },
    log: () => readFile(join(dataFolder, "platform.log"), "utf8"),
  }
}
