// What is answered in time when three times as much comes as the platform can do, with admission and without: learner
// homes of one process, at a steady rate that waits for nobody, with the budgets of a real installation.
// Run: npm run bench:overload [-- SECONDS [processes]], the length of each measurement.
import { makeCourses, makeLearner } from "../e2e/src/course-library.ts"
import { LEARNER_HOME } from "../e2e/src/learner-home.ts"
import { STANDARD_BUDGETS, startPlatform, type Topology } from "../e2e/src/platform-under-test.ts"
import { steadyLoad, type LoadAnswer } from "../e2e/src/steady-load.ts"
import { machine, table } from "./machine.ts"

const seconds = Number(process.argv[2] ?? 15)
if (!(seconds > 0)) throw new Error(`the length of a measurement in seconds is expected, got ${process.argv[2]}`)
const topology: Topology = process.argv[3] === "processes" ? "processes" : "one process"
const AT_ONCE = 8
const COURSES = 10
const TIMES = 3

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0

const isWhole = ({ status, text }: Pick<LoadAnswer, "status" | "text">) => status === 200 && !text?.includes('"errors"')

async function measure(targetMs: string) {
  const platform = await startPlatform(topology, { ...STANDARD_BUDGETS, OVERLOAD_TARGET_MS: targetMs }, ["--no-demo"])
  try {
    const courses = await makeCourses(platform.services, { count: COURSES, playable: true })
    const token = await platform.signIn(
      await makeLearner(platform.services, { enrolled: courses, watched: courses.slice(0, 5) }),
    )
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` }
    const body = JSON.stringify({ query: LEARNER_HOME })

    const peakOf = async (length: number) => {
      const end = Date.now() + length * 1000
      let whole = 0
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          while (Date.now() < end) {
            const answer = await fetch(`${platform.origin}/graphql`, { method: "POST", headers, body })
            if (isWhole({ status: answer.status, text: await answer.text() })) whole++
          }
        }),
      )
      return whole / length
    }
    // Until everything is compiled.
    await peakOf(seconds / 2)
    const peak = await peakOf(seconds)

    const load = steadyLoad(platform.origin, {
      perSecond: Math.ceil(TIMES * peak),
      next: () => ({ path: "/graphql", headers, body }),
    })
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    const answers = await load.stop()
    const whole = answers.filter(isWhole)
    const refused = answers.filter(({ status, text }) => status === 503 && text?.includes('"OVERLOADED"'))
    const hints = new Set(refused.map(({ text }) => /"retryAfterMs":(\d+)/.exec(text ?? "")?.[1]))
    const times = (of: LoadAnswer[]) => of.map(({ ms }) => ms).toSorted((a, b) => a - b)
    return {
      peak,
      sent: answers.length / seconds,
      goodput: whole.length / seconds,
      wholeMs: times(whole),
      refused: refused.length / seconds,
      refusedMs: times(refused),
      hints: hints.size,
    }
  } finally {
    await platform.stop()
  }
}

console.log(machine())
console.log(
  `${topology}; peak: ${AT_ONCE} requests at a time, ${seconds} s; then ${TIMES} times that rate for ${seconds} s`,
)
const rows = []
for (const [name, targetMs] of [
  ["admission", ""],
  ["everybody is let in", "0"],
] as const) {
  process.stderr.write(`${name} …\n`)
  const { peak, sent, goodput, wholeMs, refused, refusedMs, hints } = await measure(targetMs)
  rows.push([
    name,
    peak.toFixed(0),
    sent.toFixed(0),
    `${goodput.toFixed(0)} (${((100 * goodput) / peak).toFixed(0)} %)`,
    `${percentile(wholeMs, 0.5)} / ${percentile(wholeMs, 0.99)}`,
    refused.toFixed(0),
    refusedMs.length > 0 ? `${percentile(refusedMs, 0.5)} / ${percentile(refusedMs, 0.99)}` : "",
    String(hints),
  ])
}
console.log(
  table([
    ["", "peak/s", "sent/s", "whole answers/s", "p50 / p99 ms", "turned away/s", "p50 / p99 ms", "different hints"],
    ...rows,
  ]),
)
