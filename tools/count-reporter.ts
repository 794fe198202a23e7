import type { TestEvent } from "node:test/reporters"

/** Counts tests (suites and files are no tests) for the closing line, and repeats what was skipped, and why. */
export default async function* countReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  let passed = 0
  let failed = 0
  const skipped: string[] = []
  for await (const event of events) {
    if (event.type !== "test:pass" && event.type !== "test:fail") continue
    const { name, skip, details } = event.data
    // A file that can't be loaded fails as a test of its own; its suites are counted by what is in them.
    if (details.type === "suite") continue
    if (skip !== undefined && skip !== false)
      skipped.push(`${name}${typeof skip === "string" && skip !== "" ? `: ${skip}` : ""}`)
    else if (event.type === "test:pass") passed++
    else failed++
  }
  for (const line of skipped) yield `SKIPPED ${line}\n`
  yield `counts ${passed} ${failed} ${skipped.length}\n`
}
