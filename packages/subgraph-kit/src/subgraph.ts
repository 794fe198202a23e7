import { readFileSync } from "node:fs"
import { SpanKind, SpanStatusCode } from "@opentelemetry/api"
import { buildSubgraphSchema } from "@apollo/subgraph"
import {
  execute,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLSchema,
} from "graphql"
import { Counter, Histogram } from "prom-client"
import { NO_ORIGIN, type Call, type ClientOrigin } from "@lectern/rpc/call"
import type { PassportVerifier } from "@lectern/rpc/passport"
import { inSpan, type Telemetry } from "@lectern/runtime/telemetry"
import { formatSubgraphError } from "./graphql-errors.ts"

/** What the gateway sends along with an operation, however it gets here. */
export interface SubgraphRequest {
  passport: string
  deadlineMs: number
  signal: AbortSignal
  correlationId: string
  origin?: ClientOrigin
}

/** A request's own state in a subgraph: its call and its DataLoaders. Shared by all fetches of one client request. */
export interface SubgraphScope {
  readonly call: Call
}

export interface Subgraph {
  readonly name: string
  readonly schema: GraphQLSchema
  /** Throws UNAUTHENTICATED / PASSPORT_REQUIRED: only the gateway is answered. */
  openScope(request: SubgraphRequest): SubgraphScope
  /** Runs an operation that was validated against `schema`; never rejects for an error of a resolver. */
  execute(
    operation: {
      document: DocumentNode
      operationName?: string | undefined
      variables?: Record<string, unknown> | undefined
    },
    scope: SubgraphScope,
  ): Promise<FormattedExecutionResult>
  /** Closes the clients. */
  close(): void
}

export function createSubgraph<C extends SubgraphScope>(options: {
  name: string
  /** The subgraph's schema.graphql. */
  typeDefs: URL
  resolvers: object
  /** What a resolver may touch, made once per client request. */
  createContext: (call: Call) => C
  verifyPassport: PassportVerifier
  telemetry: Telemetry
  close: () => void
}): Subgraph {
  const { name, telemetry } = options
  const schema = buildSubgraphSchema([
    { typeDefs: parse(readFileSync(options.typeDefs, "utf8")), resolvers: options.resolvers as never },
  ])
  const operations = new Counter({
    name: "subgraph_operations_total",
    help: "Operations of the gateway, by outcome.",
    labelNames: ["outcome"],
    registers: [telemetry.metrics],
  })
  const seconds = new Histogram({
    name: "subgraph_operation_seconds",
    help: "Time to execute an operation of the gateway.",
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
    registers: [telemetry.metrics],
  })
  return {
    name,
    schema,
    close: options.close,
    openScope({ passport, deadlineMs, signal, correlationId, origin = NO_ORIGIN }) {
      const caller = options.verifyPassport(passport)
      return options.createContext({ caller, passport, deadlineMs, signal, correlationId, origin })
    },
    async execute({ document, operationName, variables }, scope) {
      const began = performance.now()
      const result = await inSpan(
        telemetry.tracer,
        operationName ?? "operation",
        { kind: SpanKind.SERVER },
        async (span): Promise<FormattedExecutionResult> => {
          const { data, errors }: ExecutionResult = await execute({
            schema,
            document,
            contextValue: scope,
            operationName,
            variableValues: variables,
          })
          if (errors) span.setStatus({ code: SpanStatusCode.ERROR })
          return {
            ...(data === undefined ? {} : { data }),
            ...(errors ? { errors: errors.map((error) => formatSubgraphError(error, name, telemetry)) } : {}),
          }
        },
      )
      operations.labels(result.errors ? "error" : "ok").inc()
      seconds.observe((performance.now() - began) / 1000)
      return result
    },
  }
}
