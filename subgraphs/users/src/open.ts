import { authService, usersService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import { passportVerifier } from "@lectern/rpc/passport"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { createSubgraph, type Subgraph } from "@lectern/subgraph-kit/subgraph"
import type { UsersSubgraphConfig } from "./config.ts"
import { createContext } from "./context.ts"
import { resolvers } from "./resolvers.ts"

type Settings = Pick<UsersSubgraphConfig, "USERS_SERVICE" | "PASSPORT_PUBLIC_KEYS">

/** The subgraph with its clients, to be served over HTTP or run in the gateway's process. */
export function openUsersSubgraph(config: Settings, telemetry: Telemetry): Subgraph {
  const users = createClient(usersService, config.USERS_SERVICE, telemetry)
  const auth = createClient(authService, config.USERS_SERVICE, telemetry)
  return createSubgraph({
    name: "users",
    typeDefs: new URL("../schema.graphql", import.meta.url),
    resolvers,
    createContext: createContext(users, auth),
    verifyPassport: passportVerifier({ gateway: config.PASSPORT_PUBLIC_KEYS }),
    telemetry,
    close: () => {
      users.close()
      auth.close()
    },
  })
}
