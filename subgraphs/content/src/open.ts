import { contentService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import { passportVerifier } from "@lectern/rpc/passport"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { createSubgraph, type Subgraph } from "@lectern/subgraph-kit/subgraph"
import type { ContentSubgraphConfig } from "./config.ts"
import { createContext } from "./context.ts"
import { resolvers } from "./resolvers.ts"

type Settings = Pick<ContentSubgraphConfig, "CONTENT_SERVICE" | "PASSPORT_PUBLIC_KEYS" | "PUBLIC_ORIGIN">

/** The subgraph with its clients, to be served over HTTP or run in the gateway's process. */
export function openContentSubgraph(config: Settings, telemetry: Telemetry): Subgraph {
  const content = createClient(contentService, config.CONTENT_SERVICE, telemetry)
  return createSubgraph({
    name: "content",
    typeDefs: new URL("../schema.graphql", import.meta.url),
    resolvers,
    createContext: createContext(content, config.PUBLIC_ORIGIN),
    verifyPassport: passportVerifier({ gateway: config.PASSPORT_PUBLIC_KEYS }),
    telemetry,
    close: () => content.close(),
  })
}
