import { coursesService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import { passportVerifier } from "@lectern/rpc/passport"
import type { Telemetry } from "@lectern/runtime/telemetry"
import { createSubgraph, type Subgraph } from "@lectern/subgraph-kit/subgraph"
import type { CoursesSubgraphConfig } from "./config.ts"
import { createContext } from "./context.ts"
import { resolvers } from "./resolvers.ts"

type Settings = Pick<CoursesSubgraphConfig, "COURSES_SERVICE" | "PASSPORT_PUBLIC_KEYS">

/** The subgraph with its clients, to be served over HTTP or run in the gateway's process. */
export function openCoursesSubgraph(config: Settings, telemetry: Telemetry): Subgraph {
  const courses = createClient(coursesService, config.COURSES_SERVICE, telemetry)
  return createSubgraph({
    name: "courses",
    typeDefs: new URL("../schema.graphql", import.meta.url),
    resolvers,
    createContext: createContext(courses),
    verifyPassport: passportVerifier({ gateway: config.PASSPORT_PUBLIC_KEYS }),
    telemetry,
    close: () => courses.close(),
  })
}
