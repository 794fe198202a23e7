import { ConfigError } from "./config.ts"

/** Something that can be stopped. Stopping twice is harmless. */
export interface Stoppable {
  stop(): Promise<void>
}

/** A failure to start that the operator can mend; `message` is one clear line, printed without a stack. */
export class StartError extends Error {
  override readonly name = "StartError"
}

// npm passes Ctrl-C on to a process that the terminal has told already.
const SAME_SIGNAL_MS = 1000
// A drain that hangs must not keep a container from being replaced; Kubernetes kills after 30 s by default.
const STOP_LIMIT_MS = 25_000

/**
 * Runs a process: starts it, and on SIGTERM or SIGINT stops it and exits 0. A second signal ends it at once.
 * Failures to start print one line to standard error and exit 1.
 */
export async function runProcess(start: () => Promise<Stoppable>): Promise<void> {
  let running: Stoppable | undefined
  let stoppingSince: number | undefined
  const stop = async () => {
    const now = performance.now()
    if (stoppingSince !== undefined) {
      if (now - stoppingSince > SAME_SIGNAL_MS) process.exit(130)
      return
    }
    stoppingSince = now
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref()
    // Before it runs there is nothing to drain, and what it started so far ends with it.
    await running?.stop()
    process.exit(0)
  }
  process.on("SIGTERM", () => void stop())
  process.on("SIGINT", () => void stop())
  try {
    running = await start()
  } catch (error) {
    process.stderr.write(`${startFailure(error)}\n`)
    process.exit(1)
  }
}

/** What to tell the operator about a failed start; a stack only where it is not theirs to mend. */
export function startFailure(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StartError) return error.message
  const { code, port, address } = error as { code?: string; port?: number; address?: string }
  if (code === "EADDRINUSE")
    return `port ${port ?? address} is in use: stop what listens there, or choose another with --port`
  if (code === "EACCES" && port)
    return `port ${port} needs more rights than this user has: choose one above 1023 with --port`
  if (code === "ENOSPC") return "the disk is full: make room and start again"
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
