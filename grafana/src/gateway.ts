import { perSecond, quantile, type Dashboard } from "./dashboard.ts"

const failed = (metric: string, by: string) => perSecond(`${metric}{outcome="failed"}`, by)

export const gateway: Dashboard = {
  uid: "gateway",
  title: "Gateway",
  description: "Operations of the graph, how they are planned and fetched, and what is refused.",
  rows: [
    {
      title: "Operations",
      panels: [
        {
          title: "Operations",
          description: "The fifteen that are asked most, by the name that the client gives them.",
          unit: "reqps",
          queries: { "{{operation}}": `topk(15, ${perSecond("graphql_operations_total", "operation")})` },
        },
        {
          title: "Time by operation",
          description: "p95 of the fifteen slowest.",
          unit: "s",
          queries: { "{{operation}}": `topk(15, ${quantile(0.95, "graphql_operation_seconds", "operation")})` },
        },
        {
          title: "Failed operations",
          description: "Something of the answer was lost for a reason of ours.",
          unit: "reqps",
          queries: { "{{operation}}": `topk(15, ${failed("graphql_operations_total", "operation")}) or vector(0)` },
        },
        {
          title: "Outcomes",
          description: "rejected: with errors that are the client's to mend.",
          unit: "reqps",
          queries: { "{{outcome}}": perSecond("graphql_operations_total", "outcome") },
        },
        {
          title: "Refused before execution",
          description: "By code. QUERY_TOO_COMPLEX are the limits on depth, cost and size.",
          unit: "reqps",
          queries: { "{{code}}": perSecond("graphql_refused_total", "code") },
        },
        {
          title: "Errors by subgraph",
          description: "Answers with at least one error of the code.",
          unit: "reqps",
          queries: { "{{subgraph}} {{code}}": perSecond("graphql_errors_total", "subgraph, code") },
        },
      ],
    },
    {
      title: "Overload",
      panels: [
        {
          title: "Turned away",
          description:
            "Requests that got 503 at once, since more came than the gateway can do: by who asked and for lack of what.",
          unit: "reqps",
          queries: { "{{partition}} {{reason}}": perSecond("shed_total", "partition, reason") },
        },
        {
          title: "At work",
          description: "Requests at work, and how many may be while the event loop is full.",
          unit: "short",
          queries: { "at work": "sum(admission_in_flight)", places: "sum(admission_places)" },
        },
      ],
    },
    {
      title: "Shared answers",
      panels: [
        {
          title: "Hit ratio",
          description:
            "Share of the fetches that are the same for everybody and were answered from memory. It falls with every change of the catalogue, and when clients ask for ever new lists.",
          unit: "percentunit",
          max: 1,
          queries: {
            "{{subgraph}}": `sum by (subgraph) (rate(gateway_shared_answers_total{outcome!="miss"}[$__rate_interval])) / sum by (subgraph) (rate(gateway_shared_answers_total[$__rate_interval]))`,
          },
        },
        {
          title: "By outcome",
          description:
            "Stale answers are past their freshness: fetched anew meanwhile, or the subgraph does not answer.",
          unit: "reqps",
          queries: { "{{subgraph}} {{outcome}}": perSecond("gateway_shared_answers_total", "subgraph, outcome") },
        },
      ],
    },
    {
      title: "Plans",
      panels: [
        {
          title: "Plan cache",
          description: "Share of lookups that found a plan. It falls when clients put values into documents.",
          unit: "percentunit",
          max: 1,
          queries: {
            hits: `sum(rate(gateway_plan_lookups_total{outcome="hit"}[$__rate_interval])) / ${perSecond("gateway_plan_lookups_total")}`,
          },
        },
        {
          title: "Document cache",
          description: "Share of lookups that found the document parsed and validated.",
          unit: "percentunit",
          max: 1,
          queries: {
            hits: `sum(rate(gateway_document_lookups_total{outcome="hit"}[$__rate_interval])) / ${perSecond("gateway_document_lookups_total")}`,
          },
        },
        {
          title: "Time to plan",
          description: "Of plans that were not found.",
          unit: "s",
          queries: {
            p50: quantile(0.5, "gateway_planning_seconds"),
            p95: quantile(0.95, "gateway_planning_seconds"),
          },
        },
      ],
    },
    {
      title: "Subgraphs",
      panels: [
        {
          title: "Fetches",
          description: "By subgraph.",
          unit: "reqps",
          queries: { "{{subgraph}}": perSecond("gateway_fetches_total", "subgraph") },
        },
        {
          title: "Time of a fetch",
          description: "p95; a fetch of a query has 300 ms.",
          unit: "s",
          queries: { "{{subgraph}}": quantile(0.95, "gateway_fetch_seconds", "subgraph") },
        },
        {
          title: "Fetches that failed",
          description: "No usable answer, by subgraph and code.",
          unit: "reqps",
          queries: {
            "{{subgraph}} {{outcome}}": `${perSecond('gateway_fetches_total{outcome!~"ok|partial"}', "subgraph, outcome")} or vector(0)`,
          },
        },
        {
          title: "Time inside the subgraph",
          description: "p95 of executing a fetch, without the way there.",
          unit: "s",
          queries: { "{{component}}": quantile(0.95, "subgraph_operation_seconds", "component") },
        },
      ],
    },
    {
      title: "Edge",
      panels: [
        {
          title: "Statuses",
          description: "Of all requests; 499 is a client that went away.",
          unit: "reqps",
          queries: { "{{status}}": perSecond("http_requests_total", "status") },
        },
        {
          title: "Time by route",
          description: "p95 until a request was answered in full.",
          unit: "s",
          queries: { "{{route}}": quantile(0.95, "http_request_seconds", "route") },
        },
        {
          title: "Age of the deny list",
          description: "How long ago this gateway heard which auth sessions were ended. More than 5 s is too old.",
          unit: "s",
          queries: { "{{instance}}": "deny_list_age_seconds" },
        },
      ],
    },
  ],
}
