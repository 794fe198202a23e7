import { execFile } from "node:child_process"
import { readdir, readFile, rm } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { promisify } from "node:util"
import { dataInUse } from "./data-directory.ts"
import { StartError } from "@lectern/runtime/lifecycle"

const PID_FILE = /^owner-(\d+)\.pid$/
const STOP_TIMEOUT_MS = 10_000

/** The name says which process the server belongs to, so that the two can be told apart from a leftover later on. */
export function pidFileOf(dataDir: string, ownerPid: number): string {
  return join(dataDir, `owner-${ownerPid}.pid`)
}

/**
 * Stops a server on `dataDir` whose platform is gone, and throws a StartError when the platform is still there. A
 * leftover is stopped rather than taken over: it may have other settings or be another version, it would not be our
 * child, and a clean stop and start cost less than a second.
 */
export async function stopLeftoverServer(dataDir: string, log: (line: string) => void): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const ownerPid = Number(PID_FILE.exec(name)?.[1])
    if (!ownerPid) continue
    const pidFile = join(dataDir, name)
    const pid = Number(await readFile(pidFile, "utf8").catch(() => ""))
    const found = pid ? await findProcess(pid) : undefined
    // The number may have gone to any other process since.
    if (found && isServerOf(dataDir, found.command)) {
      // A process whose parent has ended belongs to another one at once, so this can't be a mere reuse of the number.
      if (found.parentPid === ownerPid) throw dataInUse(dataDir, ownerPid)
      log(`stopping the database (process ${pid}) that an earlier start left behind`)
      await end(pid, dataDir)
    }
    await rm(pidFile, { force: true })
  }
}

function isServerOf(dataDir: string, command: string): boolean {
  return command.includes(`--datadir=${join(dataDir, "data")} --socket=`)
}

async function end(pid: number, dataDir: string): Promise<void> {
  const begin = Date.now()
  try {
    process.kill(pid, "SIGTERM")
    // A process that has ended stays listed until its new parent takes notice; it has no command then.
    while (isServerOf(dataDir, (await findProcess(pid))?.command ?? "")) {
      if (Date.now() - begin > STOP_TIMEOUT_MS) process.kill(pid, "SIGKILL")
      await delay(20)
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined
    if (code === "EPERM")
      throw new StartError(`another user's database (process ${pid}) uses ${dataDir}: have it stopped first`)
    if (code !== "ESRCH") throw error
  }
}

async function findProcess(pid: number): Promise<{ parentPid: number; command: string } | undefined> {
  try {
    if (process.platform === "linux") {
      const status = await readFile(`/proc/${pid}/status`, "utf8")
      const command = await readFile(`/proc/${pid}/cmdline`, "utf8")
      return { parentPid: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]), command: command.replaceAll("\0", " ") }
    }
    const { stdout } = await promisify(execFile)("ps", ["-ww", "-o", "ppid=,args=", "-p", String(pid)])
    const [, parentPid, command] = /^\s*(\d+)\s+(.*)/.exec(stdout) ?? []
    return command === undefined ? undefined : { parentPid: Number(parentPid), command }
  } catch {
    return undefined
  }
}
