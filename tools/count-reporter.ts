import type { TestEvent } from "node:test/reporters"

/** Longer than any test takes; what is silent for so long hangs. */
const SILENCE_MS = 15 * 60_000

/**
 * Counts tests (suites and files are no tests) for the closing line, and repeats what was skipped, and why. Ends a run that
 * hangs.
 */
export default async function* countReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  let passed = 0
  let failed = 0
  const skipped: string[] = []
  // The runner names those that have not ended when it is told to stop.
  const silence = setTimeout(() => process.kill(process.pid, "SIGTERM"), SILENCE_MS)
  for await (const event of events) {
    silence.refresh()
    if (event.type !== "test:pass" && event.type !== "test:fail") continue
    const { name, skip, details } = event.data
    // A file that can't be loaded fails as a test of its own; its suites are counted by what is in them.
    if (details.type === "suite") continue
    if (skip !== undefined && skip !== false)
      skipped.push(`${name}${typeof skip === "string" && skip !== "" ? `: ${skip}` : ""}`)
    else if (event.type === "test:pass") passed++
    else failed++
  }
  clearTimeout(silence)
  for (const line of skipped) yield `SKIPPED ${line}\n`
  yield `counts ${passed} ${failed} ${skipped.length}\n`
}
