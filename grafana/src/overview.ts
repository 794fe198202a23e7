import { perSecond, quantile, type Dashboard } from "./dashboard.ts"

export const overview: Dashboard = {
  uid: "overview",
  title: "Overview",
  description: "Whether the platform is well, and where to look when it is not.",
  rows: [
    {
      title: "Is it well?",
      panels: [
        {
          title: "Alerts firing",
          description: "Each has a page in docs/runbooks.",
          unit: "short",
          queries: { alerts: 'count(ALERTS{alertstate="firing"}) or vector(0)' },
          stat: { badFrom: 1 },
        },
        {
          title: "Components down",
          description: "Processes that Prometheus could not scrape.",
          unit: "short",
          queries: { down: "count(up == 0) or vector(0)" },
          stat: { badFrom: 1 },
        },
        {
          title: "Requests lost, 5 minutes",
          description:
            "Share of requests that failed, in whole or in part, for a reason of ours. The objective is 0.1 %.",
          unit: "percentunit",
          queries: { share: "slo:requests:ratio_failed5m" },
          stat: { badFrom: 0.001 },
        },
        {
          title: "Error budget left, 30 days",
          description: "Of the 0.1 % that may be lost. Below zero the objective is missed.",
          unit: "percentunit",
          queries: { left: "1 - avg_over_time(slo:requests:ratio_failed5m[30d]) / 0.001" },
          stat: { badFrom: 0.25, below: true },
        },
        {
          title: "Requests",
          description: "At the edge.",
          unit: "reqps",
          queries: { requests: perSecond("http_requests_total") },
          stat: {},
        },
        {
          title: "Watching now",
          description: "Players that send heartbeats.",
          unit: "short",
          queries: { viewers: "playback:viewers" },
          stat: {},
        },
      ],
    },
    {
      title: "Rate, errors, duration",
      panels: [
        {
          title: "Requests by route",
          description: "All that came to the edge.",
          unit: "reqps",
          queries: { "{{route}}": perSecond("http_requests_total", "route") },
        },
        {
          title: "Budget burn",
          description:
            "How many times faster than allowed the error budget is used up: at 1 it lasts 30 days, at 14.4 two.",
          unit: "short",
          queries: {
            "5 minutes": "slo:requests:ratio_failed5m / 0.001",
            "1 hour": "slo:requests:ratio_failed1h / 0.001",
            "6 hours": "slo:requests:ratio_failed6h / 0.001",
          },
        },
        {
          title: "Time of an operation",
          description: "Of the graph. Learner homes are to be answered within 0.5 s in 99 of 100 cases.",
          unit: "s",
          queries: {
            p50: quantile(0.5, "graphql_operation_seconds"),
            p95: quantile(0.95, "graphql_operation_seconds"),
            p99: quantile(0.99, "graphql_operation_seconds"),
          },
        },
        {
          title: "Errors in answers",
          description:
            "By code and the subgraph that it came from. INTERNAL, TIMEOUT, SERVICE_UNAVAILABLE, OVERLOADED are ours.",
          unit: "reqps",
          queries: { "{{code}} {{subgraph}}": perSecond("graphql_errors_total", "code, subgraph") },
        },
        {
          title: "RPCs that failed",
          description: "Seen by their callers, by service and code; only those that are ours to mend.",
          unit: "reqps",
          queries: { "{{grpc_service}} {{grpc_code}}": "sum by (grpc_service, grpc_code) (rpc:failed:rate5m)" },
        },
        {
          title: "Time of a statement",
          description: "p95 of SQL by component.",
          unit: "s",
          queries: { "{{component}}": quantile(0.95, "db_statement_seconds", "component") },
        },
      ],
    },
    {
      title: "Saturation",
      panels: [
        {
          title: "Event loop",
          description: "Share of the time at work: at 1 the process can do no more.",
          unit: "percentunit",
          max: 1,
          queries: { "{{component}}": "rate(nodejs_eventloop_active_seconds_total[$__rate_interval])" },
        },
        {
          title: "Database connections",
          description: "Share of each pool that is taken.",
          unit: "percentunit",
          max: 1,
          queries: { "{{component}}": "db_pool:taken:ratio" },
        },
        {
          title: "Memory",
          description: "Resident, by process.",
          unit: "bytes",
          queries: { "{{component}}": "process_resident_memory_bytes" },
        },
        {
          title: "Alerts",
          description: "When each was firing.",
          unit: "short",
          queries: { "{{alertname}}": 'count by (alertname) (ALERTS{alertstate="firing"}) or vector(0)' },
        },
        {
          title: "Background jobs that failed",
          description: "Rounds that ended with an error.",
          unit: "reqps",
          queries: {
            "{{component}} {{job_name}}": perSecond(
              'background_job_rounds_total{outcome="error"}',
              "component, job_name",
            ),
          },
        },
        {
          title: "Spans",
          description: "Sent to Zipkin, or lost because it was away or too slow.",
          unit: "cps",
          queries: { "{{outcome}}": perSecond("zipkin_spans_total", "outcome") },
        },
      ],
    },
  ],
}
