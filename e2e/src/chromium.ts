import { spawn } from "node:child_process"
import { readFile, rm } from "node:fs/promises"
import { join } from "node:path"
import { findProgram } from "@lectern/private-database/debian-packages"
import { chromium, type Browser } from "playwright-core"
import { until } from "@lectern/test-kit/until"
import { PROGRAMS_FOLDER } from "@lectern/test-kit/programs-folder"

/** It reaches this machine and nothing else. */
const ARGUMENTS = [
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

/** The machine's own Chromium, or one out of Debian packages, which are fetched once; where there is no way, why. */
async function findChromium() {
  const reasons: string[] = []
  const program = await findProgram({
    names: ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"],
    packages: ["chromium|chromium-browser"],
    into: PROGRAMS_FOLDER,
    log: (line) => reasons.push(line),
  })
  return program ?? { missing: reasons.join("; ") }
}

/** A headless Chromium that forgets everything when it is closed. */
export async function launchChromium(): Promise<Browser | { missing: string }> {
  const program = await findChromium()
  if ("missing" in program) return program
  return chromium.launch({
    executablePath: program.path,
    env: { ...process.env, ...program.env },
    args: ARGUMENTS,
  })
}

export interface ChromiumProcess {
  /** Each connection has a fake clock of its own, and none until it wants one. */
  connect(): Promise<Browser>
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>
}

const CONNECT_LIMIT_MS = 10_000

/** A headless Chromium that keeps everything in a folder, as a process that can be killed. */
export async function spawnChromium(dataFolder: string): Promise<ChromiumProcess | { missing: string }> {
  const program = await findChromium()
  if ("missing" in program) return program
  const portFile = join(dataFolder, "DevToolsActivePort")
  await rm(portFile, { force: true })
  const child = spawn(
    program.path,
    [
      "--headless=new",
      "--no-sandbox",
      "--remote-debugging-port=0",
      `--user-data-dir=${dataFolder}`,
      ...ARGUMENTS,
      "about:blank",
    ],
    { env: { ...process.env, ...program.env }, stdio: "ignore" },
  )
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const port = await until(async () => (await readFile(portFile, "utf8")).split("\n")[0], {
    timeoutMs: 30_000,
    description: "Chromium to be there",
  })
  return {
    // One that was killed may come back with a target that never answers the first connection.
    connect: () =>
      until(() => chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: CONNECT_LIMIT_MS }), {
        timeoutMs: 6 * CONNECT_LIMIT_MS,
        description: "Chromium to let itself be driven",
      }),
    async kill() {
      child.kill("SIGKILL")
      await ended
    },
  }
}
