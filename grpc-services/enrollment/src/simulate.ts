// `npm run simulate`: years of subscriptions in seconds.
import { parseArgs } from "node:util"
import { simulate } from "./simulation.ts"

const HELP = `npm run simulate -- [options]

Lets learners subscribe, renew, run out of money, change their minds and come back, on the real enrollment service with a
database of its own and a clock that is driven, and checks after each simulated day that nothing is wrong.

  --learners N   how many, 1 to 100000 (default 1000)
  --years N      for how long, 0.1 to 50 (default 3)
  --seed N       the same seed makes the same learners do the same (default: another one each time)
  --help         this text

It ends with status 1 at the first thing that is wrong, and says the seed.
`
const DAYS_PER_YEAR = 365.25
const BAR_CHARACTERS = 40

function readOptions(): { learners: number; years: number; seed: number } | "help" {
  const { values } = parseArgs({
    options: {
      learners: { type: "string", default: "1000" },
      years: { type: "string", default: "3" },
      seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
      help: { type: "boolean", short: "h", default: false },
    },
  })
  if (values.help) return "help"
  const number = (name: "learners" | "years" | "seed", min: number, max: number, isWhole = true) => {
    const value = Number(values[name])
    if (values[name] !== "" && value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value
    throw new Error(
      `--${name}: a ${isWhole ? "whole " : ""}number from ${min} to ${max} is expected, got ${values[name]}`,
    )
  }
  return {
    learners: number("learners", 1, 100_000),
    years: number("years", 0.1, 50, false),
    seed: number("seed", 0, 2 ** 32 - 1),
  }
}

function progressBar(days: number): (day: number) => void {
  const { stderr } = process
  let shown = -1
  return (day) => {
    const percent = Math.floor(((day + 1) / days) * 100)
    if (percent === shown || (!stderr.isTTY && percent % 10 !== 0)) return
    shown = percent
    const full = Math.round((percent / 100) * BAR_CHARACTERS)
    const bar = `${"█".repeat(full)}${"░".repeat(BAR_CHARACTERS - full)} ${percent} %, day ${day + 1} of ${days}`
    stderr.write(stderr.isTTY ? `\r${bar}${percent === 100 ? "\n" : ""}` : `${bar}\n`)
  }
}

try {
  const options = readOptions()
  if (options === "help") process.stdout.write(HELP)
  else {
    const { learners, years, seed } = options
    const days = Math.round(years * DAYS_PER_YEAR)
    process.stdout.write(`${learners} learners over ${days} days, seed ${seed}\n`)
    const began = performance.now()
    try {
      const totals = await simulate({ learners, days, seed, progress: progressBar(days) })
      for (const [what, count] of Object.entries(totals))
        process.stdout.write(`${String(count).padStart(8)}  ${what}\n`)
      process.stdout.write(`everything held on every day; ${((performance.now() - began) / 1000).toFixed(1)} s\n`)
    } catch (error) {
      process.stderr.write(`\nseed ${seed}: ${error instanceof Error ? error.stack : String(error)}\n`)
      process.exitCode = 1
    }
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 2
}
