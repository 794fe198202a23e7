// What the gateway's executor costs beside the stock one, on the same supergraph with the same subgraph answers, in one
// run and in turns. The answers are recorded once and parsed from text on every fetch, as over HTTP; planning is cached
// in both. Run: node bench/gateway-executor.ts [seconds]
import { cpus } from "node:os"
import { ApolloGateway } from "@apollo/gateway"
import { getOperationAST, parse } from "graphql"
import type { SubgraphDataSource } from "../gateway/src/data-source.ts"
import { createGraph } from "../gateway/src/graph.ts"
import {
  composeLibrary,
  LIBRARIAN,
  LIBRARY_SDL,
  localLibrarySubgraph,
  requestContext,
} from "../gateway/src/library-fixture.ts"

const QUERY = `
  query Shelf($first: Int = 40) {
    people(first: $first) { ...P friends(first: 6) { ...P } }
    topReviews(first: $first) { id text score author { ...P } about { ...W } }
    works(first: $first) { ...W }
    offers(first: $first) { id cents place { city street grid } seller { id name } item { ...W } }
  }
  fragment P on Person { id name born rank address { city street } bestFriend { id name rank } works { id title } }
  fragment W on Work {
    __typename id title creator { id name born }
    ... on Book { pages shipping averageScore reviews { id score author { id name } } sequels { id title } }
    ... on Film { minutes royalty reviews { id score author { id name } } basedOn { id title shipping } }
  }`

const seconds = Number(process.argv[2] ?? 6)
const { supergraphSdl, rules } = composeLibrary()

const recorded = new Map<string, string>()
let running: "ours" | "stock" = "ours"
let fetches = 0
let entities = 0
const subgraphs = new Map(Object.keys(LIBRARY_SDL).map((name) => [name, localLibrarySubgraph(name)]))
async function answer(name: string, query: string, variables: Record<string, unknown>): Promise<object> {
  const representations = (variables.representations as unknown[] | undefined)?.length ?? 0
  // Enough, because the planner numbers the operations of a plan; looking at each entity would cost more than executing.
  const key = `${running} ${name} ${representations} ${query}`
  let text = recorded.get(key)
  if (text === undefined) {
    text = JSON.stringify(
      await subgraphs.get(name)!.execute({ document: parse(query), operationName: undefined, variables }, {}),
    )
    recorded.set(key, text)
  }
  fetches++
  entities += representations
  return JSON.parse(text) as object
}

const graph = createGraph({
  supergraphSdl,
  rules,
  introspection: true,
  limits: { maxCost: 1e9 },
  dataSources: Object.keys(LIBRARY_SDL).map((name): SubgraphDataSource => ({
    name,
    fetch: ({ query, variables }) => answer(name, query, { ...variables }),
  })),
})
const ours = async () => (await graph.run({ query: QUERY, caller: LIBRARIAN, context: requestContext() })).result

const gateway = new ApolloGateway({
  supergraphSdl,
  buildService: ({ name }) => ({
    process: ({ request }) => answer(name, request.query!, { ...request.variables }),
  }),
  logger: { debug() {}, info() {}, warn() {}, error() {} },
})
const { schema, executor } = await gateway.load()
const document = parse(QUERY)
const stock = () =>
  executor({
    schema,
    document,
    operation: getOperationAST(document)!,
    operationName: "Shelf",
    queryHash: "shelf",
    source: QUERY,
    request: { query: QUERY, variables: {} },
    logger: console,
    metrics: {},
    context: {},
  } as never) as Promise<{ data?: unknown }>

async function measure(
  name: typeof running,
  run: () => Promise<{ data?: unknown }>,
): Promise<{ text: string; fetches: number; entities: number }> {
  running = name
  fetches = entities = 0
  const text = JSON.stringify((await run()).data)
  return { text, fetches, entities }
}
const [a, b] = [await measure("ours", ours), await measure("stock", stock)]
if (sorted(a.text) !== sorted(b.text)) throw new Error("the two executors answer differently")

/** Key order aside: the stock executor orders repeated fields its own way. */
function sorted(text: string): string {
  return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1)))
      : value,
  )
}

const spent = { ours: 0, stock: 0 }
const runs = { ours: 0, stock: 0 }
const end = performance.now() + seconds * 1000
for (let round = 0; performance.now() < end || round < 20; round++)
  for (const [name, run] of [
    ["ours", ours],
    ["stock", stock],
  ] as const) {
    running = name
    const before = process.cpuUsage()
    for (let i = 0; i < 5; i++) JSON.stringify((await run()).data)
    const { user, system } = process.cpuUsage(before)
    // The first rounds warm up the compiler.
    if (round >= 10) {
      spent[name] += user + system
      runs[name] += 5
    }
  }
const cost = (name: "ours" | "stock") => spent[name] / runs[name] / 1000
console.log(`${cpus()[0]!.model}, Node ${process.version}; answer of ${a.text.length} bytes, ${runs.ours} runs each`)
console.log(`stock  ${cost("stock").toFixed(2)} ms CPU, ${b.fetches} fetches, ${b.entities} representations`)
console.log(`ours   ${cost("ours").toFixed(2)} ms CPU, ${a.fetches} fetches, ${a.entities} representations`)
console.log(`ratio  ${(cost("stock") / cost("ours")).toFixed(2)}`)
