// What signing in costs beside the hash of the password, and whether it takes longer for an address that has an account.
// A whole login over REST is measured beside the bare bcrypt.compare of the same cost, in turns, so that a busy machine is
// busy for both. Run: npm run bench:login [-- LOGINS], how many of each are measured at the real cost.
import { randomUUID } from "node:crypto"
import bcrypt from "bcrypt"
import { startPlatform, type Platform } from "../e2e/src/platform-under-test.ts"
import { cpuSeconds, machine, table } from "./machine.ts"

const logins = Number(process.argv[2] ?? 120)
if (!(logins >= 20)) throw new Error(`20 logins or more are expected, got ${process.argv[2]}`)
const COST = 12
// Cheap enough that a difference beside the hash would show, and that a thousand of each are soon had.
const CHEAP_COST = 8
const CHEAP_LOGINS = 1000
// Keeps both places of the hashing pool taken, so that the throughput is what the platform can do.
const AT_ONCE = 4
const IN_TURN = 20
const PASSWORD = "correct horse battery"
const WRONG = "not the right one"

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN
const ownCpuMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const newAddress = () => `${randomUUID()}@example.org`
async function register(platform: Platform): Promise<string> {
  const email = newAddress()
  await platform.graphql(`mutation ($input: RegisterUserInput!) { registerUser(input: $input) { __typename } }`, {
    input: { displayName: "Ada", email, password: PASSWORD },
  })
  return email
}
async function login(platform: Platform, email: string, password: string) {
  const began = performance.now()
  const response = await platform.post("/auth/login", { email, password, tokenIn: "body" })
  await response.arrayBuffer()
  return { status: response.status, ms: performance.now() - began }
}
/** Runs `work` so often, some at once. */
async function times(count: number, work: () => Promise<unknown>): Promise<void> {
  let left = count
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await work()
    }),
  )
}

/** CPU of one login, in ms, by part. */
async function cpuOfLogins(platform: Platform, cost: number, count: number) {
  const email = await register(platform)
  const signIn = async () => {
    const { status } = await login(platform, email, PASSWORD)
    if (status !== 200) throw new Error(`a login answered ${status}`)
  }
  // What is compiled and connected at the first requests is no part of the next.
  await times(IN_TURN, signIn)
  const hash = await bcrypt.hash(PASSWORD, cost)
  const cpu = { compare: 0, platform: 0, database: 0 }
  for (let done = 0; done < count; done += IN_TURN) {
    const used = () => ({
      platform: cpuSeconds(platform.pid, /^(node|MainThread)/) * 1000,
      database: cpuSeconds(platform.pid, /^(mariadbd|mysqld)/) * 1000,
    })
    const before = used()
    await times(IN_TURN, signIn)
    const after = used()
    cpu.platform += (after.platform - before.platform) / count
    cpu.database += (after.database - before.database) / count
    const own = ownCpuMs()
    await times(IN_TURN, () => bcrypt.compare(PASSWORD, hash))
    cpu.compare += (ownCpuMs() - own) / count
  }
  return cpu
}

const atCost = async <T>(cost: number, measure: (platform: Platform) => Promise<T>): Promise<T> => {
  const platform = await startPlatform("one process", { BCRYPT_COST: String(cost) }, ["--no-demo"])
  try {
    return await measure(platform)
  } finally {
    await platform.stop()
  }
}

console.log(machine())
const real = await atCost(COST, (platform) => cpuOfLogins(platform, COST, logins))
const { cheap, ms } = await atCost(CHEAP_COST, async (platform) => {
  const cheapLogins = await cpuOfLogins(platform, CHEAP_COST, CHEAP_LOGINS)
  const ms: Record<"known" | "unknown" | "known, limited" | "unknown, limited", number[]> = {
    known: [],
    unknown: [],
    "known, limited": [],
    "unknown, limited": [],
  }
  let [known, unknown] = ["", ""]
  for (let index = 0; index < CHEAP_LOGINS; index++) {
    // Ten failures of one address would be the last that are hashed.
    if (index % 10 === 0) [known, unknown] = [await register(platform), newAddress()]
    ms.known.push((await login(platform, known, WRONG)).ms)
    ms.unknown.push((await login(platform, unknown, WRONG)).ms)
  }
  for (let index = 0; index < CHEAP_LOGINS; index++) {
    ms["known, limited"].push((await login(platform, known, PASSWORD)).ms)
    ms["unknown, limited"].push((await login(platform, unknown, PASSWORD)).ms)
  }
  return { cheap: cheapLogins, ms }
})

const rest = ({ compare, platform, database }: typeof real) => platform + database - compare
console.log("\nCPU of a login, ms\n")
console.log(
  table([
    ["", `cost ${COST}`, `cost ${CHEAP_COST}`],
    ["bare bcrypt.compare", real.compare.toFixed(2), cheap.compare.toFixed(2)],
    ["platform", real.platform.toFixed(2), cheap.platform.toFixed(2)],
    ["database", real.database.toFixed(2), cheap.database.toFixed(2)],
    ["all but the hash", rest(real).toFixed(2), rest(cheap).toFixed(2)],
    ["logins", logins, CHEAP_LOGINS],
  ]),
)
// The difference of two large numbers is mostly noise; what is beside the hash is the same at either cost.
const share = (beside: number) => `${((beside / (real.compare + beside)) * 100).toFixed(1)} %`
console.log(
  `\nbeside a hash of cost ${COST}: ${share(rest(cheap))} of the CPU (as the difference at that cost itself: ${share(rest(real))})`,
)
console.log(`\nTime of a refused login at cost ${CHEAP_COST}, ms\n`)
console.log(
  table([
    ["address", "median", "of"],
    ...Object.entries(ms).map(([name, all]) => [name, median(all).toFixed(2), all.length]),
  ]),
)
const difference = (one: readonly number[], other: readonly number[]) =>
  `${((median(one) / median(other) - 1) * 100).toFixed(1)} %`
console.log(
  `\nwith an account against without: ${difference(ms.known, ms.unknown)}; limited: ${difference(ms["known, limited"], ms["unknown, limited"])}`,
)
