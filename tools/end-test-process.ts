// Loaded into each process of `npm test`. One whose tests are over and that does not end, since a failed test has left
// something running, would hold up the files after it for ever: it fails instead, and says what it left.
import { readFileSync } from "node:fs"
import { after, afterEach } from "node:test"

/** Longer than a test may take, since a file that waits before its next suite counts as ended. */
const PATIENCE_MS = 200_000

/** Tells those that this process started and that still run to stop, where there is a /proc to know them by. */
function stopChildren(): void {
  try {
    const ids = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").split(" ")
    for (const id of ids.filter(Boolean)) process.kill(Number(id), "SIGTERM")
  } catch (error) {
    process.stderr.write(`what it started may still run: ${String(error)}\n`)
  }
}

// The process that runs all the others has no tests of its own.
if (process.env.NODE_TEST_CONTEXT) {
  let timer: NodeJS.Timeout | undefined
  const end = () => {
    process.stderr.write(
      `${process.argv[1]} does not end after its tests: ${process.getActiveResourcesInfo().join(", ")}\n`,
    )
    stopChildren()
    process.exit(1)
  }
  afterEach(() => void timer?.refresh())
  after(() => {
    timer = setTimeout(end, PATIENCE_MS).unref()
  })
}
