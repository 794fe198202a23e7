import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

const ROOT = new URL("../../", import.meta.url)

export interface Ran {
  /** null when a signal ended it. */
  status: number | null
  out: string
  complaints: string
}

/** Runs a command of the repository, a file relative to its root, to its end; `kill` ends it once it complains so. */
export function runCommand(
  file: string,
  words: readonly string[],
  { env = {}, kill }: { env?: Record<string, string>; kill?: RegExp } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, ROOT)), ...words], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const ran: Ran = { status: null, out: "", complaints: "" }
  child.stdout.setEncoding("utf8").on("data", (text: string) => (ran.out += text))
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    ran.complaints += text
    if (kill?.test(ran.complaints)) child.kill("SIGKILL")
  })
  return new Promise((resolve) => child.once("close", (status) => resolve({ ...ran, status })))
}
