// How long the platform takes to install, to be ready and to stop, and what it weighs.
// Run: node bench/start.ts [--install]; with --install, `npm ci` runs in a fresh clone of the last commit first.
import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, readdirSync } from "node:fs"
import { lstat, mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { demo } from "../e2e/src/platform-under-test.ts"
import { LEARNER_HOME } from "../e2e/src/learner-home.ts"
import { PROGRAMS_FOLDER } from "@lectern/test-kit/programs-folder"
import { cpuSeconds, machine, residentMemory, table } from "./machine.ts"

const ROOT = fileURLToPath(new URL("../", import.meta.url))
const REQUESTS = 1000
const PATIENT = { QUERY_BUDGET_MS: "60000", FETCH_BUDGET_MS: "60000", PASSWORD_BUDGET_MS: "60000" }
const AT_ONCE = 4
const LARGEST = 10

/** Bytes that the files of a folder take, links not followed. */
async function sizeOf(path: string): Promise<number> {
  const found = await lstat(path)
  if (!found.isDirectory()) return found.size
  const sizes = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))))
  return sizes.reduce((sum, size) => sum + size, 0)
}

const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(0)

async function weigh(folder: string): Promise<void> {
  const packages = readdirSync(folder)
    .filter((name) => !name.startsWith("."))
    .flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name],
    )
  const sizes: [string, number][] = []
  for (const name of packages) sizes.push([name, await sizeOf(join(folder, name))])
  const total = sizes.reduce((sum, [, size]) => sum + size, 0)
  console.log(`\nnode_modules: ${mib(total)} MiB in ${packages.length} packages; the ${LARGEST} largest:\n`)
  const largest = sizes.toSorted(([, a], [, b]) => b - a).slice(0, LARGEST)
  console.log(table([["package", "MiB"], ...largest.map(([name, size]) => [name, mib(size)])]))
}

interface Started {
  origin: string
  pid: number
  seconds: number
  /** Seconds until everything had ended. */
  stop(): Promise<number>
}

/** `npm start`, without npm's own half a second; seconds from the command to its last line. */
async function start(dataFolder: string, options: string[]): Promise<Started> {
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [join(ROOT, "platform/start.mjs"), "--port", "0", "--data", dataFolder, ...options],
    // A request that is given up for lack of time would not be one of the thousand.
    { env: { ...process.env, PROGRAMS_FOLDER, ...PATIENT }, stdio: ["ignore", "pipe", "pipe"] },
  )
  let output = ""
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()))
  const ended = once(child, "exit")
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes("Ctrl-C")) resolve()
    })
    void ended.then(() => reject(new Error(`the platform ended:\n${output}`)))
  })
  return {
    origin: /graph\s+(http:\/\/[^/\s]+)/.exec(output)?.[1] ?? "",
    pid: child.pid ?? 0,
    seconds: (performance.now() - began) / 1000,
    stop: async () => {
      const signalled = performance.now()
      child.kill("SIGTERM")
      await ended
      return (performance.now() - signalled) / 1000
    },
  }
}

/** A thousand learner homes, a few at a time. */
async function use(origin: string): Promise<void> {
  const headers: Record<string, string> = { "content-type": "application/json" }
  const login = await fetch(`${origin}/auth/login`, {
    method: "POST",
    headers,
    body: JSON.stringify({ ...demo.learner, tokenIn: "body" }),
  })
  headers.authorization = `Bearer ${((await login.json()) as { accessToken: string }).accessToken}`
  let left = REQUESTS
  const worker = async () => {
    while (left-- > 0) {
      const answer = await fetch(`${origin}/graphql`, {
        method: "POST",
        headers,
        body: JSON.stringify({ query: LEARNER_HOME }),
      })
      if (answer.status !== 200) throw new Error(`status ${answer.status}`)
      await answer.arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

console.log(machine())
if (process.argv.includes("--install")) {
  const clone = await mkdtemp(join(tmpdir(), "lectern-clone-"))
  try {
    execFileSync("git", ["clone", "--quiet", "--depth", "1", `file://${ROOT}`, clone])
    const began = performance.now()
    execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: clone, stdio: ["ignore", "ignore", "inherit"] })
    console.log(`\nnpm ci: ${((performance.now() - began) / 1000).toFixed(0)} s`)
    await weigh(join(clone, "node_modules"))
  } finally {
    await rm(clone, { recursive: true, force: true })
  }
} else if (existsSync(join(ROOT, "node_modules"))) await weigh(join(ROOT, "node_modules"))

const rows: string[][] = [
  ["", "ready s", "CPU s till then", "stopped s", "MiB when ready", `MiB after ${REQUESTS} requests`],
]
for (const options of [[], ["--processes"]]) {
  const dataFolder = await mkdtemp(join(tmpdir(), "lectern-bench-"))
  const name = options.length > 0 ? "processes" : "one process"
  try {
    for (const [which, more] of [
      ["first start, empty", ["--no-demo"]],
      ["first start, with demo data", ["--reset"]],
      ["second start", []],
    ] as const) {
      process.stderr.write(`${name}: ${which} …\n`)
      const platform = await start(dataFolder, [...options, ...more])
      const ready = residentMemory(platform.pid).total
      const spent = cpuSeconds(platform.pid, /./)
      const isUsed = which === "second start"
      let used: ReturnType<typeof residentMemory> | undefined
      let stopped = 0
      try {
        if (isUsed) await use(platform.origin)
        if (isUsed) used = residentMemory(platform.pid)
      } finally {
        stopped = await platform.stop()
      }
      rows.push([
        `${name}, ${which}`,
        platform.seconds.toFixed(1),
        spent.toFixed(1),
        stopped.toFixed(1),
        ready.toFixed(0),
        used ? used.total.toFixed(0) : "",
      ])
      if (used)
        console.log(
          `\nMiB of ${name}: ${Object.entries(used.byName)
            .map(([part, size]) => `${part} ${size.toFixed(0)}`)
            .join(", ")}`,
        )
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
}
console.log(`\n${table(rows)}`)
