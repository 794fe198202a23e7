// Whether the time that requestPasswordReset takes tells if an address has an account.
// Run: node bench/password-reset.ts [requests of each kind, default 1000]
import { randomUUID } from "node:crypto"
import { startPlatform } from "../e2e/src/platform-under-test.ts"
import { machine, quantile, table } from "./machine.ts"

const REQUESTS = Number(process.argv[2] ?? 1000)
const AT_ONCE = 8
const WARM_UP = 50
/** OWASP ASVS 6.3.8 asks for no difference; this is what is taken for none. */
const LARGEST_DIFFERENCE = 0.05

const platform = await startPlatform("one process", { TRUSTED_PROXIES: "1" }, ["--no-demo"])
try {
  // Each address is asked for once, and each request comes from another client: limits are not what is measured.
  const known = Array.from({ length: REQUESTS + WARM_UP }, () => `${randomUUID()}@example.org`)
  const unknown = known.map(() => `${randomUUID()}@example.org`)
  for (let index = 0; index < known.length; index += AT_ONCE)
    await Promise.all(
      known
        .slice(index, index + AT_ONCE)
        .map((email) =>
          platform.services.users.createUser(
            { user: { displayName: "Ada", email }, password: "a long enough one" },
            platform.services.asAdmin(),
          ),
        ),
    )
  let client = 0
  const timed = async (email: string): Promise<number> => {
    client++
    const began = performance.now()
    const response = await platform.post(
      "/graphql",
      {
        query: "mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) { acceptedAt } }",
        variables: { email },
      },
      { "x-forwarded-for": `198.18.${client >> 8}.${client & 255}` },
    )
    const { errors } = (await response.json()) as { errors?: unknown }
    if (errors) throw new Error(JSON.stringify(errors))
    return performance.now() - began
  }
  const times = { known: [] as number[], unknown: [] as number[] }
  for (let index = 0; index < known.length; index++) {
    // Whichever comes first has the same chance to meet the mails of the one before.
    const order = Math.random() < 0.5 ? (["known", "unknown"] as const) : (["unknown", "known"] as const)
    for (const kind of order) {
      const ms = await timed((kind === "known" ? known : unknown)[index] ?? "")
      if (index >= WARM_UP) times[kind].push(ms)
    }
  }
  const [knownMs, unknownMs] = [quantile(times.known, 0.5), quantile(times.unknown, 0.5)]
  const difference = Math.abs(knownMs - unknownMs) / Math.min(knownMs, unknownMs)
  console.log(`${machine()}\n`)
  console.log(
    table([
      ["requests", "median ms", "p95 ms"],
      ...Object.entries(times).map(([kind, values]) => [
        `${values.length} ${kind}`,
        quantile(values, 0.5).toFixed(2),
        quantile(values, 0.95).toFixed(2),
      ]),
    ]),
  )
  console.log(`\nmedians differ by ${(difference * 100).toFixed(1)} %`)
  if (difference >= LARGEST_DIFFERENCE) process.exitCode = 1
} finally {
  await platform.stop()
}
