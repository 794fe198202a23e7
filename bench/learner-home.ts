// What the home screen of a learner with ten courses and a page of the catalogue cost, with and without shared answers,
// beside the least a request can cost and beside the stock gateway on the same subgraphs; and what TLS between components
// adds. All are measured in turns, so that a busy machine is busy for all of them alike.
// Run: npm run bench [-- SECONDS], the length of each measurement; three of each are made.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { makeCourses, makeLearner, type LibraryLearner } from "../e2e/src/course-library.ts"
import { LEARNER_HOME } from "../e2e/src/learner-home.ts"
import { startPlatform, type Platform } from "../e2e/src/platform-under-test.ts"
import { platformSecrets } from "../platform/src/secrets.ts"
import { cpuSeconds, machine, table } from "./machine.ts"

const seconds = Number(process.argv[2] ?? 5)
if (!(seconds > 0)) throw new Error(`the length of a measurement in seconds is expected, got ${process.argv[2]}`)
const ROUNDS = 3
const AT_ONCE = 16
const COURSES = 10
const AUTOCANNON = fileURLToPath(new URL("../node_modules/.bin/autocannon", import.meta.url))
// Budgets that a saturated machine keeps: what is refused for lack of time would look fast.
const NOTHING_SHARED = { SHARED_ANSWERS_MIB: "0" }
const CATALOGUE = `{
  courses(first: 20) {
    totalCount
    edges { node { id title level language price { amountMinor currencyCode } rating { average count } instructor { displayName } } }
  }
}`
const PATIENT = { QUERY_BUDGET_MS: "60000", FETCH_BUDGET_MS: "60000", PASSWORD_BUDGET_MS: "60000" }

interface Subject {
  name: string
  url: string
  headers: Record<string, string>
  query: string
  /** CPU seconds used so far, of the parts that are told apart. */
  cpu: () => Record<string, number>
}

interface Shot {
  perSecond: number
  p50: number
  p99: number
  requests: number
  cpu: Record<string, number>
}

async function shoot(
  { name, url, headers, query, cpu }: Subject,
  connections: number,
  duration: number,
): Promise<Shot> {
  const child = spawn(
    AUTOCANNON,
    [
      "--json",
      `--connections=${connections}`,
      `--duration=${duration}`,
      "--method=POST",
      ...Object.entries({ "content-type": "application/json", ...headers }).map(
        ([key, value]) => `--headers=${key}=${value}`,
      ),
      `--body=${JSON.stringify({ query })}`,
      url,
    ],
    { stdio: ["ignore", "pipe", "ignore"] },
  )
  const before = cpu()
  let text = ""
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()))
  await once(child, "close")
  const after = cpu()
  const result = JSON.parse(text) as {
    latency: { p50: number; p99: number }
    requests: { total: number }
    duration: number
    non2xx: number
    errors: number
  }
  if (result.non2xx + result.errors > 0)
    throw new Error(`${name}: ${result.non2xx} answers other than 200, ${result.errors} errors`)
  return {
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    requests: result.requests.total,
    cpu: Object.fromEntries(Object.entries(after).map(([part, used]) => [part, used - (before[part] ?? 0)])),
  }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Medians over the rounds; CPU in milliseconds per request over all of them. */
async function compare(
  subjects: Subject[],
): Promise<Map<string, { p50: number; p99: number; perSecond: number; cpuMs: Record<string, number> }>> {
  const alone = new Map(subjects.map(({ name }) => [name, [] as Shot[]]))
  const crowd = new Map(subjects.map(({ name }) => [name, [] as Shot[]]))
  for (const subject of subjects) {
    const answer = await fetch(subject.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...subject.headers },
      body: JSON.stringify({ query: subject.query }),
    })
    const { errors } = (await answer.json()) as { errors?: unknown[] }
    if (errors) throw new Error(`${subject.name} answers with errors: ${JSON.stringify(errors).slice(0, 500)}`)
    await shoot(subject, AT_ONCE, seconds)
  }
  for (let round = 0; round < ROUNDS; round++)
    for (const subject of subjects) {
      process.stderr.write(`round ${round + 1}/${ROUNDS}: ${subject.name} …\n`)
      alone.get(subject.name)?.push(await shoot(subject, 1, seconds))
      crowd.get(subject.name)?.push(await shoot(subject, AT_ONCE, seconds))
    }
  return new Map(
    subjects.map(({ name }) => {
      const [one = [], many = []] = [alone.get(name), crowd.get(name)]
      const requests = many.reduce((sum, shot) => sum + shot.requests, 0)
      const parts = Object.keys(many[0]?.cpu ?? {})
      return [
        name,
        {
          p50: median(one.map(({ p50 }) => p50)),
          p99: median(one.map(({ p99 }) => p99)),
          perSecond: median(many.map(({ perSecond }) => perSecond)),
          cpuMs: Object.fromEntries(
            parts.map((part) => [part, (many.reduce((sum, shot) => sum + (shot.cpu[part] ?? 0), 0) / requests) * 1000]),
          ),
        },
      ]
    }),
  )
}

async function learnerOf(platform: Platform): Promise<LibraryLearner> {
  const courses = await makeCourses(platform.services, { count: COURSES, playable: true })
  return makeLearner(platform.services, { enrolled: courses, watched: courses.slice(0, 5) })
}

const print = (name: string, results: Awaited<ReturnType<typeof compare>>) => {
  const parts = Object.keys([...results.values()][0]?.cpuMs ?? {})
  console.log(`\n${name}\n`)
  console.log(
    table([
      ["", "p50 ms", "p99 ms", "requests/s", ...parts.map((part) => `CPU ms, ${part}`)],
      ...[...results].map(([subject, { p50, p99, perSecond, cpuMs }]) => [
        subject,
        p50.toFixed(0),
        p99.toFixed(0),
        perSecond.toFixed(0),
        ...parts.map((part) => (cpuMs[part] ?? 0).toFixed(2)),
      ]),
    ]),
  )
}
const ratio = (a: number | undefined, b: number | undefined) => ((a ?? 0) / (b ?? 1)).toFixed(1)

console.log(machine())
console.log(
  `learner home with ${COURSES} courses; p50 and p99 with 1 request at a time, the rest with ${AT_ONCE}; ${ROUNDS} × ${seconds} s each`,
)

{
  const platforms: Platform[] = []
  try {
    const subjectsOf = async (env: Record<string, string>, suffix = "") => {
      const platform = await startPlatform("one process", { ...PATIENT, ...env }, ["--no-demo"])
      platforms.push(platform)
      const token = await platform.signIn(await learnerOf(platform))
      return (name: string, query: string): Subject => ({
        name: `${name}${suffix}`,
        query,
        url: platform.addresses.graph,
        headers: { authorization: `Bearer ${token}` },
        cpu: () => ({
          platform: cpuSeconds(platform.pid, /^(node|MainThread)/),
          mariadbd: cpuSeconds(platform.pid, /^(mariadbd|mysqld)/),
        }),
      })
    }
    const sharing = await subjectsOf({})
    const alone = await subjectsOf(NOTHING_SHARED, ", nothing shared")
    const results = await compare([
      sharing("{ __typename }", "{ __typename }"),
      sharing("catalogue", CATALOGUE),
      alone("catalogue", CATALOGUE),
      sharing("learner home", LEARNER_HOME),
      alone("learner home", LEARNER_HOME),
    ])
    print("One process (npm start)", results)
    const [least, ...others] = [...results.values()].map(({ cpuMs }) => cpuMs.platform)
    const [page, ownPage, home, ownHome] = others
    console.log(`\nlearner home to { __typename }: ${ratio(home, least)} times the CPU`)
    console.log(
      `nothing shared to shared: ${ratio(ownPage, page)} times for a page of the catalogue, ${ratio(ownHome, home)} for the learner home`,
    )
  } finally {
    for (const platform of platforms) await platform.stop()
  }
}
{
  // Both do all the work for each request.
  const platform = await startPlatform("processes", { ...PATIENT, ...NOTHING_SHARED }, ["--no-demo"])
  let stock
  try {
    const learner = await learnerOf(platform)
    const token = await platform.signIn(learner)
    const { passportPrivateKey } = await platformSecrets(platform.dataFolder)
    stock = spawn(process.execPath, [fileURLToPath(new URL("stock-gateway.ts", import.meta.url))], {
      env: {
        ...process.env,
        APOLLO_TELEMETRY_DISABLED: "1",
        SUBGRAPHS: JSON.stringify(platform.addresses.subgraphs),
        PASSPORT_PRIVATE_KEY: passportPrivateKey,
        USER_ID: learner.id,
      },
      stdio: ["ignore", "pipe", "inherit"],
    })
    const { pid: stockPid = 0 } = stock
    const [line] = (await once(stock.stdout, "data")) as [Buffer]
    const subject = (name: string, url: string, gatewayPid: number): Subject => ({
      name,
      url,
      query: LEARNER_HOME,
      headers: { authorization: `Bearer ${token}` },
      cpu: () => ({ gateway: cpuSeconds(gatewayPid, /./) }),
    })
    const results = await compare([
      subject("this gateway", platform.addresses.graph, platform.addresses.processIds.gateway ?? 0),
      subject("stock gateway", line.toString().trim(), stockPid),
    ])
    print("Processes (npm run start:processes), the gateway alone", results)
    const [ours, theirs] = [...results.values()]
    console.log(
      `\nratio of the stock gateway to this one: ${ratio(theirs?.cpuMs.gateway, ours?.cpuMs.gateway)} times the CPU, ${ratio(theirs?.p50, ours?.p50)} times the p50`,
    )
  } finally {
    stock?.kill()
    await platform.stop()
  }
}
{
  const platforms: Platform[] = []
  try {
    const subjects: Subject[] = []
    // The last one: who has an identity here shows it to all that it connects to after that.
    for (const [name, words] of [
      ["nothing encrypted", []],
      ["TLS between components", ["--tls"]],
    ] as const) {
      const platform = await startPlatform("processes", { ...PATIENT, ...NOTHING_SHARED }, ["--no-demo", ...words])
      platforms.push(platform)
      subjects.push({
        name,
        url: platform.addresses.graph,
        query: LEARNER_HOME,
        headers: { authorization: `Bearer ${await platform.signIn(await learnerOf(platform))}` },
        cpu: () => ({ "all components": cpuSeconds(platform.pid, /^(node|MainThread)/) }),
      })
    }
    const results = await compare(subjects)
    print("Processes (npm run start:processes), all components", results)
    const [plain, encrypted] = [...results.values()]
    const [one, other] = [plain, encrypted].map((result) => result?.cpuMs["all components"])
    console.log(`\nTLS to nothing: ${((other ?? 0) / (one ?? 1)).toFixed(2)} times the CPU`)
  } finally {
    for (const platform of platforms) await platform.stop()
  }
}
