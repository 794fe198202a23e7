import { Counter, Histogram } from "prom-client"
import type { Telemetry } from "@lectern/runtime/telemetry"
import type { GraphHooks, GraphResponse } from "./graph.ts"
import { OUR_CODES } from "./lost.ts"
import { operationNames } from "./operation-names.ts"

export interface OperationMetrics {
  /** Before anything was executed. */
  refused(code: string): void
  answered(response: GraphResponse, about: { seconds: number; isSignedIn: boolean }): void
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.8, 1.5, 3]
const TYPES = ["query", "mutation"] as const
const OUTCOMES = ["ok", "rejected", "failed"] as const

export function operationMetrics({ metrics }: Telemetry): OperationMetrics {
  const operations = new Counter({
    name: "graphql_operations_total",
    help:
      "Operations by name, type and outcome: ok, rejected (with errors that are the client's to mend) or failed " +
      "(something of the answer was lost for a reason of ours).",
    labelNames: ["operation", "type", "outcome"],
    registers: [metrics],
  })
  const duration = new Histogram({
    name: "graphql_operation_seconds",
    help: "Time to answer an operation.",
    labelNames: ["operation"],
    buckets: BUCKETS,
    registers: [metrics],
  })
  const refusals = new Counter({
    name: "graphql_refused_total",
    help: "Requests refused before execution, by code.",
    labelNames: ["code"],
    registers: [metrics],
  })
  for (const code of [...OUR_CODES, "BAD_USER_INPUT", "QUERY_TOO_COMPLEX", "UNAUTHENTICATED", "FORBIDDEN"])
    refusals.labels(code).inc(0)
  const errors = new Counter({
    name: "graphql_errors_total",
    help: "Answers with at least one error of a code, by the subgraph that it came from, or the gateway.",
    labelNames: ["code", "subgraph"],
    registers: [metrics],
  })
  const names = operationNames((operation) => {
    for (const type of TYPES) for (const outcome of OUTCOMES) operations.remove({ operation, type, outcome })
    duration.remove({ operation })
  })
  return {
    refused: (code) => refusals.labels(code).inc(),
    answered({ status, result, operationName, operationType }, { seconds, isSignedIn }) {
      if (status === "refused") {
        refusals.labels(result.errors?.[0]?.extensions.code ?? "INTERNAL").inc()
        return
      }
      const found = (result.errors ?? []).map(
        ({ extensions: { code, service } }) => [code, service ?? "gateway"] as const,
      )
      for (const [code, subgraph] of new Map(found.map((one) => [one.join(" "), one])).values())
        errors.labels(code, subgraph).inc()
      const outcome = found.length === 0 ? "ok" : found.some(([code]) => OUR_CODES.has(code)) ? "failed" : "rejected"
      const operation = names.labelOf(operationName, isSignedIn)
      operations.labels(operation, operationType ?? "query", outcome).inc()
      duration.labels(operation).observe(seconds)
    },
  }
}

/** What the graph tells while it works, as metrics and log lines. */
export function graphHooks({ metrics, log }: Telemetry): GraphHooks {
  const fetches = new Counter({
    name: "gateway_fetches_total",
    help: "Fetches from subgraphs by outcome.",
    labelNames: ["subgraph", "outcome"],
    registers: [metrics],
  })
  const duration = new Histogram({
    name: "gateway_fetch_seconds",
    help: "Time of a fetch from a subgraph.",
    labelNames: ["subgraph"],
    buckets: BUCKETS,
    registers: [metrics],
  })
  const plans = new Counter({
    name: "gateway_plan_lookups_total",
    help: "Lookups of query plans by outcome.",
    labelNames: ["outcome"],
    registers: [metrics],
  })
  const documents = new Counter({
    name: "gateway_document_lookups_total",
    help: "Lookups of parsed and validated documents by outcome.",
    labelNames: ["outcome"],
    registers: [metrics],
  })
  const planning = new Histogram({
    name: "gateway_planning_seconds",
    help: "Time to plan an operation.",
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5],
    registers: [metrics],
  })
  const shared = new Counter({
    name: "gateway_shared_answers_total",
    help: "Fetches that could be answered from memory, by outcome: hit, stale (past its freshness) or miss (fetched).",
    labelNames: ["subgraph", "outcome"],
    registers: [metrics],
  })
  return {
    onSharedUse: ({ subgraph, outcome }) => shared.labels(subgraph, outcome).inc(),
    onFetch({ subgraph, outcome, seconds, cause }) {
      fetches.labels(subgraph, outcome).inc()
      duration.labels(subgraph).observe(seconds)
      if (cause !== undefined) log.warn({ err: cause, subgraph, outcome }, "a subgraph did not answer")
    },
    onDocumentLookup: (outcome) => documents.labels(outcome).inc(),
    onPlanLookup: (outcome) => plans.labels(outcome).inc(),
    onPlanned: ({ seconds }) => planning.observe(seconds),
    onSubgraphError({ subgraph, error, isStray }) {
      // Every other error is in the answer, and was logged where it was made.
      if (isStray) log.warn({ subgraph, path: error.path }, "an error that belongs to nothing")
    },
    onInternalError: (error) => log.error({ err: error }, "an operation failed"),
  }
}
