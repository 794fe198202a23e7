import { Counter, Histogram } from "prom-client"
import type { Telemetry } from "@lectern/runtime/telemetry"
import type { GraphHooks, GraphResponse } from "./graph.ts"

export interface OperationMetrics {
  /** Before anything was executed. */
  refused(code: string): void
  answered(response: GraphResponse, seconds: number): void
}

// Names come from clients: a bound keeps a hostile one from filling the memory of every Prometheus.
const MAX_OPERATION_NAMES = 300
const MAX_NAME_LENGTH = 80
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.8, 1.5, 3]

export function operationMetrics({ metrics }: Telemetry): OperationMetrics {
  const operations = new Counter({
    name: "graphql_operations_total",
    help: "Operations by name, type and outcome: ok, partial (with errors) or refused.",
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
  const names = new Set<string>()
  const bounded = (name: string | undefined): string => {
    if (name === undefined) return "anonymous"
    if (name.length > MAX_NAME_LENGTH || (!names.has(name) && names.size >= MAX_OPERATION_NAMES)) return "other"
    names.add(name)
    return name
  }
  return {
    refused: (code) => refusals.labels(code).inc(),
    answered({ status, result, operationName, operationType }, seconds) {
      if (status === "refused") {
        refusals.labels(result.errors?.[0]?.extensions.code ?? "INTERNAL").inc()
        return
      }
      const operation = bounded(operationName)
      operations.labels(operation, operationType ?? "query", result.errors ? "partial" : "ok").inc()
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
  const planning = new Histogram({
    name: "gateway_planning_seconds",
    help: "Time to plan an operation.",
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5],
    registers: [metrics],
  })
  return {
    onFetch({ subgraph, outcome, seconds, cause }) {
      fetches.labels(subgraph, outcome).inc()
      duration.labels(subgraph).observe(seconds)
      if (cause !== undefined) log.warn({ err: cause, subgraph, outcome }, "a subgraph did not answer")
    },
    onPlanLookup: (outcome) => plans.labels(outcome).inc(),
    onPlanned: ({ seconds }) => planning.observe(seconds),
    onSubgraphError({ subgraph, error, isStray }) {
      // Every other error is in the answer, and was logged where it was made.
      if (isStray) log.warn({ subgraph, path: error.path }, "an error that belongs to nothing")
    },
    onInternalError: (error) => log.error({ err: error }, "an operation failed"),
  }
}
