import { perSecond, quantile, type Dashboard } from "./dashboard.ts"

const OF = '{component=~"$service"}'
const of = (more: string) => `{component=~"$service", ${more}}`

export const services: Dashboard = {
  uid: "services",
  title: "Services",
  description: "RPCs, databases and background jobs of the gRPC services.",
  variables: { service: "label_values(grpc_server_handled_total, component)" },
  rows: [
    {
      title: "RPCs",
      panels: [
        {
          title: "RPCs",
          description: "Answered, by method.",
          unit: "reqps",
          queries: {
            "{{grpc_method}}": `topk(20, ${perSecond(`grpc_server_handled_total${OF}`, "component, grpc_method")})`,
          },
        },
        {
          title: "Codes but OK",
          description: "By method. NOT_FOUND, UNAUTHENTICATED and the like are the caller's, the others ours.",
          unit: "reqps",
          queries: {
            "{{grpc_method}} {{grpc_code}}": `${perSecond(`grpc_server_handled_total${of('grpc_code!="OK"')}`, "grpc_method, grpc_code")} or vector(0)`,
          },
        },
        {
          title: "Time of an RPC",
          description: "p95 of the twenty slowest.",
          unit: "s",
          queries: {
            "{{grpc_method}}": `topk(20, ${quantile(0.95, "grpc_server_handling_seconds", "grpc_method", OF)})`,
          },
        },
        {
          title: "Seen by callers: failed",
          description:
            "By service that was called: UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, INTERNAL, UNKNOWN.",
          unit: "percentunit",
          queries: { "{{grpc_service}}": "rpc:failed:ratio5m" },
        },
        {
          title: "Seen by callers: time",
          description: "p95 by service that was called.",
          unit: "s",
          queries: { "{{grpc_service}}": quantile(0.95, "grpc_client_handling_seconds", "grpc_service") },
        },
        {
          title: "Passwords hashed",
          description: "Each takes about 0.3 s of a processor; the pool is bounded.",
          unit: "cps",
          queries: { hashes: perSecond("password_hashes_total") },
        },
      ],
    },
    {
      title: "Database",
      panels: [
        {
          title: "Statements",
          description: "By verb, and whether a call or a background job made them.",
          unit: "reqps",
          queries: { "{{verb}} {{origin}}": perSecond(`db_statements_total${OF}`, "verb, origin") },
        },
        {
          title: "Time of a statement",
          description: "p95 by component.",
          unit: "s",
          queries: { "{{component}}": quantile(0.95, "db_statement_seconds", "component", OF) },
        },
        {
          title: "Slow statements",
          description: 'More than 250 ms. The log names those of calls: msg is "slow statement".',
          unit: "reqps",
          queries: { "{{component}} {{origin}}": perSecond(`db_slow_statements_total${OF}`, "component, origin") },
        },
        {
          title: "Connections",
          description: "Of each pool; waiting are requests for one.",
          unit: "short",
          queries: {
            "{{component}} {{state}}": `sum by (component, state) (db_pool_connections${OF})`,
            "{{component}} limit": `sum by (component) (db_pool_connections_limit${OF})`,
          },
        },
        {
          title: "Wait for a connection",
          description: "p99, of those that got one.",
          unit: "s",
          queries: { "{{component}}": quantile(0.99, "db_pool_wait_seconds", "component", of('outcome="ok"')) },
        },
        {
          title: "No connection in time",
          description: "Calls that were refused as DATABASE_BUSY, and errors of connecting.",
          unit: "reqps",
          queries: { "{{component}}": perSecond(`db_pool_wait_seconds_count${of('outcome!="ok"')}`, "component") },
        },
      ],
    },
    {
      title: "Replicas",
      panels: [
        {
          title: "Breakers",
          description:
            "Of each component towards each that it calls: 0 closed, 1 half open, 2 open; an open one refuses all calls.",
          unit: "short",
          max: 2,
          queries: { "{{component}} to {{target}}": "max by (component, target) (breaker_state)" },
        },
        {
          title: "Refused by a breaker",
          description: "Calls that were not made, since those before them failed.",
          unit: "reqps",
          queries: { "{{component}} to {{target}}": perSecond("breaker_rejected_total", "component, target") },
        },
        {
          title: "Replicas known",
          description: "The fewest of a target that any of its callers knows.",
          unit: "short",
          queries: { "{{target}}": "min by (target) (known_replicas)" },
        },
        {
          title: "Replicas left out",
          description: "That some caller gives no calls, since they failed or were silent.",
          unit: "short",
          queries: { "{{target}}": "max by (target) (ejected_replicas)" },
        },
        {
          title: "Second attempts",
          description:
            "retry: after a failure. hedge: after silence. refused: the budget, a tenth of all calls, was spent.",
          unit: "reqps",
          queries: { "{{target}} {{reason}}": `${perSecond("second_attempts_total", "target, reason")} or vector(0)` },
        },
        {
          title: "Registry away",
          description: "Processes that the registry did not answer last time; they keep the lists that they have.",
          unit: "short",
          queries: { processes: "count(registry_reachable == 0) or vector(0)" },
        },
      ],
    },
    {
      title: "Background",
      panels: [
        {
          title: "Failed rounds",
          description: "Of background jobs.",
          unit: "reqps",
          queries: {
            "{{component}} {{job_name}}": perSecond(
              `background_job_rounds_total${of('outcome="error"')}`,
              "component, job_name",
            ),
          },
        },
        {
          title: "Since a round ended well",
          description: "Compare with the period of the job, which is a second to an hour.",
          unit: "s",
          queries: {
            "{{component}} {{job_name}}": `time() - max by (component, job_name) (background_job_last_ok_timestamp_seconds${OF})`,
          },
        },
        {
          title: "Time of a round",
          description: "p95 by job.",
          unit: "s",
          queries: {
            "{{component}} {{job_name}}": quantile(0.95, "background_job_round_seconds", "component, job_name", OF),
          },
        },
        {
          title: "Outbox",
          description: "Tries to deliver, by topic and outcome; set_aside needs somebody to look.",
          unit: "reqps",
          queries: { "{{topic}} {{outcome}}": perSecond(`outbox_messages_total${OF}`, "topic, outcome") },
        },
        {
          title: "Time to deliver",
          description: "p95 from the change to the delivery of what tells of it.",
          unit: "s",
          queries: { "{{topic}}": quantile(0.95, "outbox_delivery_seconds", "topic", OF) },
        },
        {
          title: "Files processed",
          description: "By type and outcome; an error is tried again.",
          unit: "cps",
          queries: { "{{type}} {{outcome}}": perSecond("files_processed_total", "type, outcome") },
        },
      ],
    },
  ],
}
