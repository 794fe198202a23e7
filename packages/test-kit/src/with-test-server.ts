// Runs a command with a database server for its tests: node with-test-server.ts -- npm run test:all
import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { constants } from "node:os"
import { StartError } from "@lectern/runtime/lifecycle"
import { startTestServer } from "./test-server.ts"

const command = process.argv[2] === "--" ? process.argv.slice(3) : process.argv.slice(2)
const [program, ...args] = command
if (!program) {
  console.error("usage: node with-test-server.ts -- command [argument …]")
  process.exit(2)
}

const server = await startTestServer().catch((error: unknown) => {
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exit(1)
})
// Before the command runs: it may well be the one that has us signalled.
let child: ChildProcess | undefined
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    // Ctrl-C in a terminal reaches the command without us; a second one makes many programs give up at once.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child?.kill(signal)
  })
}
const exitCode = await new Promise<number>((resolve) => {
  child = spawn(program, args, { stdio: "inherit", env: { ...process.env, TEST_MYSQL_ADMIN_URL: server.url } })
  child.once("error", (error) => {
    console.error(`cannot run ${program}: ${error.message}`)
    resolve(127)
  })
  // As a shell gives it: 128 and the number of the signal.
  child.once("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal as NodeJS.Signals]))
})
await server.stop()
process.exit(exitCode)
