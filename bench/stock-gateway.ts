// The yardstick of learner-home.ts: the supergraph executed by @apollo/gateway as it comes, over HTTP, with nothing
// around it but what must be: a server, and the passport that the subgraphs ask for. Prints its address.
// SUBGRAPHS (JSON: name → URL), PASSPORT_PRIVATE_KEY and the learner's USER_ID come in the environment.
import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { ApolloGateway, RemoteGraphQLDataSource } from "@apollo/gateway"
import { getOperationAST, parse, type DocumentNode } from "graphql"
import { passportMinter } from "@lectern/rpc/passport"

const subgraphs = JSON.parse(process.env.SUBGRAPHS ?? "{}") as Record<string, string>
const mint = passportMinter(process.env.PASSPORT_PRIVATE_KEY ?? "")
const learner = { userId: process.env.USER_ID ?? "", role: "LEARNER", scopes: [] } as const
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(new URL("../gateway/supergraph.graphql", import.meta.url), "utf8"),
  buildService: ({ name }) =>
    new RemoteGraphQLDataSource({
      url: subgraphs[name] ?? "",
      willSendRequest({ request }) {
        request.http?.headers.set("x-passport", mint(learner))
        request.http?.headers.set("x-deadline-ms", "10000")
      },
    }),
  logger: { debug() {}, info() {}, warn() {}, error() {} },
})
const { schema, executor } = await gateway.load()
const documents = new Map<string, DocumentNode>()

async function answer(query: string, variables: Record<string, unknown>): Promise<object> {
  let document = documents.get(query)
  if (!document) documents.set(query, (document = parse(query)))
  const operation = getOperationAST(document)
  return executor({
    schema,
    document,
    operation,
    operationName: operation?.name?.value,
    queryHash: query,
    source: query,
    request: { query, variables },
    logger: console,
    metrics: {},
    context: {},
  } as never)
}

const server = createServer((request, response) => {
  let text = ""
  request.setEncoding("utf8")
  request.on("data", (chunk: string) => (text += chunk))
  request.on("end", () => {
    const { query, variables = {} } = JSON.parse(text) as { query: string; variables?: Record<string, unknown> }
    answer(query, variables).then(
      (result) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
})
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`))
