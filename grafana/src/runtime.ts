import { type Dashboard } from "./dashboard.ts"

const OF = '{component=~"$component"}'

export const runtime: Dashboard = {
  uid: "runtime",
  title: "Node runtime",
  description: "Processor, memory and event loop of each process.",
  variables: { component: "label_values(process_start_time_seconds, component)" },
  rows: [
    {
      title: "Processor",
      panels: [
        {
          title: "Processor",
          description: "Processors that a process keeps busy.",
          unit: "short",
          queries: { "{{component}} {{instance}}": `rate(process_cpu_seconds_total${OF}[$__rate_interval])` },
        },
        {
          title: "Event loop at work",
          description: "Share of the time; at 1 the process can do no more.",
          unit: "percentunit",
          max: 1,
          queries: {
            "{{component}} {{instance}}": `rate(nodejs_eventloop_active_seconds_total${OF}[$__rate_interval])`,
          },
        },
        {
          title: "Event loop lag",
          description: "p99 of how much later than asked the event loop comes round. Above 100 ms everything is slow.",
          unit: "s",
          queries: { "{{component}} {{instance}}": `nodejs_eventloop_lag_p99_seconds${OF}` },
        },
      ],
    },
    {
      title: "Memory",
      panels: [
        {
          title: "Resident memory",
          description: "Of the whole process.",
          unit: "bytes",
          queries: { "{{component}} {{instance}}": `process_resident_memory_bytes${OF}` },
        },
        {
          title: "Heap",
          description: "Share of what the heap may have; near 1 the process ends.",
          unit: "percentunit",
          max: 1,
          queries: {
            "{{component}} {{instance}}": `nodejs_heap_size_used_bytes${OF} / nodejs_heap_size_limit_bytes${OF}`,
          },
        },
        {
          title: "Garbage collection",
          description: "Share of the time, by kind.",
          unit: "percentunit",
          queries: {
            "{{component}} {{kind}}": `sum by (component, kind) (rate(nodejs_gc_duration_seconds_sum${OF}[$__rate_interval]))`,
          },
        },
      ],
    },
    {
      title: "Process",
      panels: [
        {
          title: "Open files",
          description: "Share of what the process may open.",
          unit: "percentunit",
          max: 1,
          queries: { "{{component}} {{instance}}": `process_open_fds${OF} / process_max_fds${OF}` },
        },
        {
          title: "Active resources",
          description: "Sockets, timers and the like, by kind.",
          unit: "short",
          queries: { "{{component}} {{type}}": `sum by (component, type) (nodejs_active_resources${OF})` },
        },
        {
          title: "Up for",
          description: "Since the process was started.",
          unit: "s",
          queries: { "{{component}} {{instance}}": `time() - process_start_time_seconds${OF}` },
        },
      ],
    },
  ],
}
