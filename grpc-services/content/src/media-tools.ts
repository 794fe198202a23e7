import { spawn } from "node:child_process"
import { findProgram } from "@lectern/private-database/debian-packages"
import { executablesOnMachine } from "@lectern/private-database/executables"
import type { Telemetry } from "@lectern/runtime/telemetry"

/** ffmpeg and ffprobe, with what their environment needs. */
export interface MediaTools {
  ffmpeg: string
  ffprobe: string
  env: Record<string, string>
  /** What a program is started by so that it has no network; empty where this machine does not allow that. */
  withoutNetwork: readonly string[]
}

/** How much a program may take before the system ends it. */
export interface ProcessLimits {
  cpuSeconds: number
  memoryBytes: number
  /** Of one file that it writes. */
  fileBytes: number
  wallMs: number
}

/** The program did not do what it was started for; `complaint` is the end of what it wrote to standard error. */
export class ToolError extends Error {
  readonly complaint: string
  readonly exceeded: "time" | undefined

  constructor(message: string, { complaint = "", exceeded }: { complaint?: string; exceeded?: "time" } = {}) {
    super(message)
    this.complaint = complaint
    this.exceeded = exceeded
  }
}

/**
 * Finds ffmpeg on this machine or, given a folder for it, in Debian packages that are fetched once. Undefined when there
 * is none; why, went to `log`.
 */
export async function findMediaTools(options: {
  programsFolder: string | undefined
  log: (line: string) => void
  signal?: AbortSignal
}): Promise<MediaTools | undefined> {
  const { programsFolder, log, signal } = options
  const find = async (name: string): Promise<{ path: string; env: Record<string, string> } | undefined> => {
    if (programsFolder !== undefined)
      return findProgram({
        names: [name],
        packages: ["ffmpeg"],
        into: programsFolder,
        log,
        ...(signal ? { signal } : {}),
      })
    for await (const path of executablesOnMachine([name])) return { path, env: {} }
    log(`${name} is not on this machine`)
    return undefined
  }
  const ffmpeg = await find("ffmpeg")
  const ffprobe = ffmpeg && (await find("ffprobe"))
  if (!ffmpeg || !ffprobe) return undefined
  const tools = { ffmpeg: ffmpeg.path, ffprobe: ffprobe.path, env: { ...ffprobe.env, ...ffmpeg.env } }
  const unshare = ["unshare", "--map-root-user", "--net", "--"]
  const works = await run(["unshare", ...unshare.slice(1), "true"], { cwd: "/", env: {} }).then(
    () => true,
    () => false,
  )
  if (!works) log("programs can't be started without a network here; they are told not to use it")
  return { ...tools, withoutNetwork: works ? unshare : [] }
}

// A machine without ffmpeg is asked again, since somebody may install it.
const ASKED_AGAIN_AFTER_MS = 600_000

/** findMediaTools, done when they are first needed and then remembered. */
export function mediaToolsFinder(
  programsFolder: string | undefined,
  { log }: Telemetry,
): () => Promise<MediaTools | undefined> {
  let asked: { at: number; tools: Promise<MediaTools | undefined> } | undefined
  return async () => {
    if (asked && ((await asked.tools) || performance.now() - asked.at < ASKED_AGAIN_AFTER_MS)) return asked.tools
    const tools = findMediaTools({ programsFolder, log: (line) => log.info({ line }, "looking for ffmpeg") })
    asked = { at: performance.now(), tools }
    tools.catch(() => {
      asked = undefined
    })
    return tools
  }
}

// The shell sets the limits, and ends the program and all that it started when the pipe from us closes: with us, however
// we die.
const WATCHED = `
exec 3<&0 </dev/null
ulimit -S -t "$1" && ulimit -H -t "$(($1 + 5))" && ulimit -v "$2" && ulimit -f "$3" || exit 126
shift 3
"$@" &
program=$!
{ read -r _ <&3; kill -KILL 0; } >/dev/null 2>&1 &
watch=$!
wait $program
code=$?
kill -KILL $watch 2>/dev/null
exit $code`

const MAX_COMPLAINT = 4000
const MAX_OUTPUT = 4 * 1024 * 1024

/**
 * Runs a program to its end and gives what it wrote to standard output; `onOutput` sees that as it comes, and then
 * nothing is kept. Throws ToolError when it fails or takes too much, and the reason of `signal` when that aborts.
 */
export function run(
  command: readonly string[],
  options: {
    cwd: string
    env: Record<string, string>
    limits?: ProcessLimits
    signal?: AbortSignal
    onOutput?: (text: string) => void
  },
): Promise<string> {
  const { cwd, env, limits, signal, onOutput } = options
  const { cpuSeconds = 10, memoryBytes = 2 ** 32, fileBytes = 2 ** 20, wallMs = 10_000 } = limits ?? {}
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error)
    const units = [Math.ceil(cpuSeconds), Math.ceil(memoryBytes / 1024), Math.ceil(fileBytes / 512)]
    const child = spawn("/bin/sh", ["-c", WATCHED, "sh", ...units.map(String), ...command], {
      cwd,
      // Nothing of ours: it has secrets, and proxies.
      env: { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C.UTF-8", ...env },
      stdio: "pipe",
      // A group of its own, to be ended as one.
      detached: true,
    })
    let output = ""
    let complaint = ""
    let failure: unknown
    const end = (reason: unknown) => {
      failure ??= reason
      child.stdin.destroy()
    }
    const onAbort = () => end(signal?.reason)
    signal?.addEventListener("abort", onAbort, { once: true })
    const timer = setTimeout(
      () => end(new ToolError(`it took more than ${Math.round(wallMs / 1000)} s`, { exceeded: "time" })),
      wallMs,
    )
    child.stdin.on("error", () => {})
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (onOutput) onOutput(text)
      else if (output.length + text.length > MAX_OUTPUT) end(new ToolError("it says too much"))
      else output += text
    })
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-MAX_COMPLAINT)
    })
    child.once("error", end)
    child.once("close", (code) => {
      clearTimeout(timer)
      signal?.removeEventListener("abort", onAbort)
      child.stdin.destroy()
      if (failure !== undefined) return reject(failure)
      if (code === 0) return resolve(output)
      // 128 and SIGXCPU.
      if (code === 152)
        return reject(new ToolError("it took too much of the processor", { complaint, exceeded: "time" }))
      reject(new ToolError(`it ended with ${code}`, { complaint }))
    })
  })
}
