// docs/architecture.md: who talks to whom, out of the composed schema, and of the settings that give each component the
// addresses of others.
import { globSync, readFileSync } from "node:fs"
import { fileURLToPath, pathToFileURL } from "node:url"
import { type ConstDirectiveNode, Kind, type ObjectTypeDefinitionNode, parse } from "graphql"
import protobuf from "protobufjs"

const ROOT = fileURLToPath(new URL("../", import.meta.url))
const read = (path: string) => readFileSync(`${ROOT}${path}`, "utf8")

/** Names of all settings of a component, by its folder. */
async function settingsOf(folder: string): Promise<string[]> {
  const shapes = (await import(pathToFileURL(`${ROOT}${folder}/src/config.ts`).href)) as Record<string, object>
  return Object.entries(shapes).flatMap(([name, shape]) => (name.endsWith("Shape") ? Object.keys(shape) : []))
}
const addressesOf = (settings: readonly string[], kind: "SERVICE" | "SUBGRAPH"): string[] => [
  ...new Set(
    settings.flatMap((name) => (name.endsWith(`_${kind}`) ? [name.slice(0, -kind.length - 1).toLowerCase()] : [])),
  ),
]

interface Subgraph {
  queries: string[]
  mutations: string[]
  /** Types with a key. */
  entities: string[]
}

/** By name, as the supergraph has them. */
function subgraphs(): Map<string, Subgraph> {
  const { definitions } = parse(read("gateway/supergraph.graphql"))
  const graphs = new Map<string, string>()
  for (const definition of definitions)
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === "join__Graph")
      for (const { name, directives } of definition.values ?? [])
        graphs.set(name.value, argument(directives?.[0], "name"))
  const found = new Map<string, Subgraph>(
    [...graphs.values()].map((name) => [name, { queries: [], mutations: [], entities: [] }]),
  )
  const graphOf = (directive: ConstDirectiveNode) => found.get(graphs.get(argument(directive, "graph")) ?? "")
  const joined = (node: Pick<ObjectTypeDefinitionNode, "directives">, name: string) =>
    node.directives?.filter((directive) => directive.name.value === name) ?? []
  for (const type of definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
    const root = ({ Query: "queries", Mutation: "mutations" } as const)[type.name.value]
    if (root)
      for (const field of type.fields ?? [])
        for (const directive of joined(field, "join__field")) graphOf(directive)?.[root].push(field.name.value)
    else
      for (const directive of joined(type, "join__type"))
        if (argument(directive, "key") !== "") {
          const entities = graphOf(directive)?.entities
          if (!entities?.includes(type.name.value)) entities?.push(type.name.value)
        }
  }
  return found
}

function argument(directive: ConstDirectiveNode | undefined, name: string): string {
  const value = directive?.arguments?.find((it) => it.name.value === name)?.value
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : ""
}

const rpcCount = (context: string): number => {
  const { nested } = protobuf.parse(read(`proto/elearning/${context}/v1/${context}_service.proto`)).root
  const services = (items: readonly protobuf.ReflectionObject[]): protobuf.Service[] =>
    items.flatMap((item) =>
      item instanceof protobuf.Service ? [item] : item instanceof protobuf.Namespace ? services(item.nestedArray) : [],
    )
  return services(Object.values(nested ?? {})).reduce((sum, { methodsArray }) => sum + methodsArray.length, 0)
}

export async function architecturePage(): Promise<string> {
  const graphs = subgraphs()
  const settings = async (pattern: string) =>
    new Map(
      await Promise.all(
        globSync(pattern, { cwd: ROOT })
          .sort()
          .map(async (folder) => [folder.split("/").at(-1) ?? "", await settingsOf(folder)] as const),
      ),
    )
  const ofServices = await settings("grpc-services/*")
  const ofSubgraphs = await settings("subgraphs/*")
  const ofGateway = await settingsOf("gateway")
  const edges = (from: ReadonlyMap<string, string[]>, prefix: string, arrow: string) =>
    [...from].flatMap(([name, own]) =>
      addressesOf(own, "SERVICE").map((to) => `  ${prefix}_${name} ${arrow} service_${to}`),
    )
  const have = (setting: string) => [...ofServices].filter(([, own]) => own.includes(setting)).map(([name]) => name)
  const [stores, senders, databases] = [have("STORAGE_FOLDER"), have("SMTP_URL"), have("DATABASE_URL")]

  const rows = [...graphs].map(([name, { queries, mutations, entities }]) => {
    const calls = addressesOf(ofServices.get(name) ?? [], "SERVICE").sort()
    const count = rpcCount(name) + (name === "users" ? rpcCount("auth") : 0)
    return `| ${name} | ${queries.length}, ${mutations.length} | ${entities.toSorted().join(", ")} | ${count} | ${calls.join(", ")} |`
  })

  return `<!-- Made by tools/codegen.ts from gateway/supergraph.graphql and the settings of the components; do not edit. -->

# Who talks to whom

Each arrow is an address that a component needs to start: a \`…_SUBGRAPH\` or \`…_SERVICE\` of its \`src/config.ts\`, which may
be a name in a registry ([decision 0050](decisions/0050-discovery.md)). Services call each other by gRPC. In one process the
subgraphs and the file server are called directly, and everything else is as here. What the parts do is in
[ARCHITECTURE.md](../ARCHITECTURE.md).

\`\`\`mermaid
flowchart TB
  clients(["browsers, apps, players"]) -- "/graphql, /auth, /files" --> gateway

  subgraph graphs [subgraphs]
${[...graphs.keys()].map((name) => `    subgraph_${name}["${name}"]`).join("\n")}
  end
  subgraph services [services]
${[...ofServices.keys()].map((name) => `    service_${name}["${name}"]`).join("\n")}
  end
  subgraph databases ["databases, one to each"]
${databases.map((name) => `    database_${name}[("${name}")]`).join("\n")}
  end

${addressesOf(ofGateway, "SUBGRAPH")
  .map((name) => `  gateway -- GraphQL --> subgraph_${name}`)
  .join("\n")}
${addressesOf(ofGateway, "SERVICE")
  .map((name) => `  gateway -. "sign-in, keys" .-> service_${name}`)
  .join("\n")}
${
  ofGateway.includes("FILES_SERVER")
    ? have("FILES_LISTEN")
        .map((name) => `  gateway -. "bytes of files" .-> service_${name}`)
        .join("\n")
    : ""
}
${edges(ofSubgraphs, "subgraph", "-- gRPC -->").join("\n")}
${edges(ofServices, "service", "-->").join("\n")}
${databases.map((name) => `  service_${name} -- SQL --> database_${name}`).join("\n")}
${stores.map((name) => `  service_${name} --> files[("bucket, or folder")]`).join("\n")}
${senders.map((name) => `  service_${name} --> mail(["mail server"])`).join("\n")}
\`\`\`

| context | queries, mutations | entities it has fields of | RPCs | its service calls |
|---|---|---|---|---|
${rows.join("\n")}
`
}
