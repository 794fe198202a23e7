import { spawn } from "node:child_process"
import { StartError } from "@lectern/runtime/lifecycle"

/** Holds a lock of the system on `file` until disposed, or until this process is gone. Needs the program flock (Linux). */
export async function takeFileLock(file: string, onWait: () => void, signal?: AbortSignal): Promise<AsyncDisposable> {
  const holder = spawn("flock", [file, "sh", "-c", "echo taken; exec cat"], {
    stdio: ["pipe", "pipe", "inherit"],
    ...(signal && { signal }),
  })
  const ended = new Promise<void>((resolve) => holder.once("close", () => resolve()))
  const timer = setTimeout(onWait, 500)
  try {
    await new Promise<void>((resolve, reject) => {
      holder.once("error", reject)
      holder.once("exit", () => reject(new StartError(`cannot lock ${file}`)))
      holder.stdout.once("data", () => resolve())
    })
  } finally {
    clearTimeout(timer)
  }
  return {
    async [Symbol.asyncDispose]() {
      holder.stdin.end()
      await ended
    },
  }
}
