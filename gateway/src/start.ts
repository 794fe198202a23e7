import { readFileSync } from "node:fs"
import { SpanKind } from "@opentelemetry/api"
import { authService } from "@lectern/contracts/package-definition"
import { createClient } from "@lectern/rpc/client"
import type { Clock } from "@lectern/runtime/clock"
import type { Running } from "@lectern/runtime/component-process"
import { inSpan, type Telemetry } from "@lectern/runtime/telemetry"
import type { AuthorizationRules } from "./authorization.ts"
import type { EdgeConfig, GatewayConfig } from "./config.ts"
import { httpDataSource, localDataSource, type LocalSubgraph, type SubgraphDataSource } from "./data-source.ts"
import { serveEdge } from "./edge.ts"
import type { FileServer } from "./files-route.ts"
import { createGraph, type GraphOptions } from "./graph.ts"
import { graphHooks } from "./metrics.ts"
import type { DemoAccount } from "./pages.ts"

const generated = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8")

/** The gateway with its subgraphs behind HTTP and the file server in another process, as in containers. */
export function startGateway(config: GatewayConfig, telemetry: Telemetry): Promise<Running> {
  const sources = {
    users: config.USERS_SUBGRAPH,
    courses: config.COURSES_SUBGRAPH,
    enrollment: config.ENROLLMENT_SUBGRAPH,
    content: config.CONTENT_SUBGRAPH,
    playback: config.PLAYBACK_SUBGRAPH,
  }
  return start(config, telemetry, {
    dataSources: Object.entries(sources).map(([name, address]) => httpDataSource({ name, address, telemetry })),
    files: { address: config.FILES_SERVER },
  })
}

/** The gateway with its subgraphs and the file server in its own process. */
export function startGatewayInProcess<Scope>(
  config: EdgeConfig,
  telemetry: Telemetry,
  parts: { subgraphs: readonly LocalSubgraph<Scope>[]; files: FileServer; demoAccounts: readonly DemoAccount[] },
  clock?: Clock,
): Promise<Running> {
  return start(config, telemetry, { ...parts, dataSources: parts.subgraphs.map(localDataSource) }, clock)
}

/** What everybody sees alike who may not write courses. */
const sharedAnswers = ({ SHARED_ANSWERS_MIB, SHARED_ANSWERS_FRESH_MS }: EdgeConfig) => {
  const common = { maxBytes: SHARED_ANSWERS_MIB * 2 ** 20, freshMs: SHARED_ANSWERS_FRESH_MS }
  return {
    courses: {
      ...common,
      variesByLanguage: false,
      changesOfOne: {
        rateCourse: { type: "Course", id: ["input", "courseId"] },
        updateCourse: { type: "Course", id: ["input", "id"] },
      },
    },
    // What a person is called who has left.
    users: { ...common, variesByLanguage: true, changesOfOne: {} },
  } satisfies GraphOptions["shared"]
}

function start(
  config: EdgeConfig,
  telemetry: Telemetry,
  parts: { dataSources: readonly SubgraphDataSource[]; files: FileServer; demoAccounts?: readonly DemoAccount[] },
  clock?: Clock,
): Promise<Running> {
  const graph = createGraph({
    supergraphSdl: generated("supergraph.graphql"),
    rules: JSON.parse(generated("authorization-rules.json")) as AuthorizationRules,
    dataSources: parts.dataSources,
    limits: { fetchMs: config.FETCH_BUDGET_MS },
    budgets: {
      queryMs: config.QUERY_BUDGET_MS,
      mutationMs: config.MUTATION_BUDGET_MS,
      // Hashing a password alone takes a third of a second.
      rootFieldMs: {
        registerUser: config.PASSWORD_BUDGET_MS,
        changePassword: config.PASSWORD_BUDGET_MS,
        resetPassword: config.PASSWORD_BUDGET_MS,
        eraseMyAccount: config.PASSWORD_BUDGET_MS,
        startSecondFactor: config.PASSWORD_BUDGET_MS,
        disableSecondFactor: config.PASSWORD_BUDGET_MS,
        replaceRecoveryCodes: config.PASSWORD_BUDGET_MS,
      },
    },
    introspection: config.INTROSPECTION,
    shared: config.SHARED_ANSWERS_MIB === 0 ? {} : sharedAnswers(config),
    hooks: {
      ...graphHooks(telemetry),
      aroundFetch: (subgraph, request, run) =>
        inSpan(
          telemetry.tracer,
          `fetch ${subgraph}`,
          { kind: SpanKind.CLIENT, attributes: { subgraph, representations: request.representationCount } },
          run,
        ),
    },
  })
  const auth = createClient(authService, config.USERS_SERVICE, telemetry)
  return serveEdge(config, telemetry, { ...parts, graph, auth }, clock)
}
