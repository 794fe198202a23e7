// `npm test [-- WORD …]`: all tests, or those whose path has one of the words in it. Parallel by file.
import { spawn } from "node:child_process"
import { globSync, mkdtempSync, rmSync } from "node:fs"
import { availableParallelism, tmpdir } from "node:os"
import { join } from "node:path"
import { ROOT } from "./check.ts"

const EVERYWHERE = ["packages", "gateway", "subgraphs", "grpc-services", "platform", "tools", "e2e"]

/** Test files, those of e2e last: they start the whole platform. */
export function testFiles(words: string[]): string[] {
  const files = EVERYWHERE.flatMap((folder) =>
    globSync(`${folder}/**/*.test.ts`, {
      cwd: ROOT,
      exclude: (name) => name === "node_modules" || name.endsWith("/node_modules"),
    }).sort(),
  )
  return words.length === 0 ? files : files.filter((file) => words.some((word) => file.includes(word)))
}

interface Outcome {
  status: number
  passed: number
  failed: number
  skipped: number
}

/** About what still comes in time when a part hangs, which nobody can say beside tests that flood the machine. */
const ALONE = ["e2e/src/outage.test.ts"]
// A quarter of the time they wait: for players that watch, for leases and periods that end.
const AT_ONCE = availableParallelism() + 1

/** Runs files with node's test runner; its reports go to the terminal. Gives the exit status and the counts. */
export async function runTests(files: string[]): Promise<Outcome> {
  const runFolder = mkdtempSync(join(tmpdir(), "lectern-test-run-"))
  process.once("exit", () => rmSync(runFolder, { recursive: true, force: true }))
  const interruption = new AbortController()
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interruption.abort(signal))
  const sum: Outcome = { status: 0, passed: 0, failed: 0, skipped: 0 }
  for (const [group, atOnce] of [
    [files.filter((file) => !ALONE.includes(file)), AT_ONCE],
    [files.filter((file) => ALONE.includes(file)), 1],
  ] as const) {
    if (group.length === 0 || interruption.signal.aborted) continue
    const { status, passed, failed, skipped } = await runGroup(group, atOnce, runFolder, interruption.signal)
    sum.status ||= status
    sum.passed += passed
    sum.failed += failed
    sum.skipped += skipped
  }
  return sum
}

function runGroup(
  files: readonly string[],
  atOnce: number,
  runFolder: string,
  interruption: AbortSignal,
): Promise<Outcome> {
  const child = spawn(
    process.execPath,
    [
      `--import=${new URL("end-test-process.ts", import.meta.url).href}`,
      "--test",
      `--test-concurrency=${atOnce}`,
      // A test that hangs should name itself.
      "--test-timeout=180000",
      "--test-reporter=spec",
      "--test-reporter-destination=stdout",
      "--test-reporter=./tools/count-reporter.ts",
      "--test-reporter-destination=stderr",
      ...files,
    ],
    {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "pipe"],
      // Hundreds of processes load the same modules.
      env: { NODE_COMPILE_CACHE: join(ROOT, ".data/compile-cache"), TEST_RUN_FOLDER: runFolder, ...process.env },
    },
  )
  // So that what was begun is ended and cleaned up first.
  interruption.addEventListener("abort", () => child.kill(interruption.reason as NodeJS.Signals))
  let text = ""
  child.stderr.on("data", (bytes: Buffer) => {
    text += bytes.toString()
  })
  return new Promise((resolve) =>
    child.once("exit", (code) => {
      const counts = /^counts (\d+) (\d+) (\d+)$/m.exec(text)
      process.stderr.write(text.replace(/^counts .*\n?/m, ""))
      const [passed = 0, failed = 0, skipped = 0] = (counts ?? []).slice(1).map(Number)
      const status = code ?? 1
      resolve({ status, passed, failed: failed || (status === 0 ? 0 : 1), skipped })
    }),
  )
}

if (import.meta.main) {
  const files = testFiles(process.argv.slice(2))
  if (files.length === 0) {
    process.stderr.write(`no test file has ${process.argv.slice(2).join(" or ")} in its path\n`)
    process.exit(2)
  }
  const { status, passed, failed, skipped } = await runTests(files)
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`)
  process.exit(status)
}
