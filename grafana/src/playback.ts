import { perSecond, quantile, type Dashboard } from "./dashboard.ts"

export const playback: Dashboard = {
  uid: "playback",
  title: "Playback",
  description: "Who watches, how well it plays, and how the log keeps up.",
  rows: [
    {
      title: "Watching",
      panels: [
        {
          title: "Watching now",
          description: "Players that send heartbeats as they play.",
          unit: "short",
          queries: { viewers: "playback:viewers" },
        },
        {
          title: "Playbacks opened",
          description: "Each player that shows a course session.",
          unit: "cps",
          queries: { opened: perSecond("playbacks_started_total") },
        },
        {
          title: "Events by type",
          description: "New to the log.",
          unit: "cps",
          queries: { "{{type}}": perSecond("playback_events_total", "type") },
        },
        {
          title: "Buffering",
          description: "Share of the time with a player that is spent waiting for data. Above 5 % people give up.",
          unit: "percentunit",
          queries: { share: "playback:buffering:ratio5m" },
        },
        {
          title: "Players that failed",
          description: "ERROR events for each playback that was opened.",
          unit: "percentunit",
          queries: {
            share: `${perSecond('playback_events_total{type="ERROR"}')} / ${perSecond("playbacks_started_total")}`,
          },
        },
        {
          title: "Watched",
          description: "Seconds of watching in a second, as the log proves.",
          unit: "short",
          queries: { seconds: perSecond("playback_played_seconds_total") },
        },
      ],
    },
    {
      title: "The log",
      panels: [
        {
          title: "Time to log a batch",
          description: "From its arrival until it was committed. p99 is to stay below 250 ms.",
          unit: "s",
          queries: { p50: quantile(0.5, "playback_ingest_seconds"), p99: quantile(0.99, "playback_ingest_seconds") },
        },
        {
          title: "Age of events at arrival",
          description:
            "How long before it came the newest event of a batch happened; minutes are players that were offline.",
          unit: "s",
          queries: {
            p50: quantile(0.5, "playback_event_lag_seconds"),
            p95: quantile(0.95, "playback_event_lag_seconds"),
          },
        },
        {
          title: "Repeated and rejected",
          description: "Repeated ones are sent again and harmless; rejected ones are of a broken player.",
          unit: "cps",
          queries: {
            repeated: perSecond("playback_events_repeated_total"),
            "{{reason}}": perSecond("playback_events_rejected_total", "reason"),
          },
        },
        {
          title: "Lag of the analytics",
          description: "Since progress was last folded into them; what is shown is to be fresh within 5 s.",
          unit: "s",
          queries: { lag: 'time() - max(background_job_last_ok_timestamp_seconds{job_name="fold progress"})' },
        },
        {
          title: "Time of a fold",
          description: "p95 of a round that folds progress into the analytics.",
          unit: "s",
          queries: { p95: quantile(0.95, "background_job_round_seconds", "", '{job_name="fold progress"}') },
        },
      ],
    },
    {
      title: "Files",
      panels: [
        {
          title: "Requests for files",
          description: "By kind and status; 403 are grants that do not hold.",
          unit: "reqps",
          queries: { "{{kind}} {{status}}": perSecond("file_requests_total", "kind, status") },
        },
        {
          title: "Bytes sent",
          description: "By kind of file.",
          unit: "Bps",
          queries: { "{{kind}}": perSecond("file_bytes_sent_total", "kind") },
        },
        {
          title: "Broken streams",
          description: "Found by the self-check and not healthy again.",
          unit: "short",
          queries: { broken: "max(streams_broken)" },
        },
        {
          title: "Files that wait",
          description: "For somebody to work on them.",
          unit: "short",
          queries: { "{{lane}}": "max by (lane) (processing_waiting_files)" },
        },
        {
          title: "Longest wait",
          description: "How long the file that waits longest could have been worked on.",
          unit: "s",
          queries: { "{{lane}}": "max by (lane) (processing_overdue_seconds)" },
        },
        {
          title: "Age of the ended rights",
          description: "How long ago each file server heard which rights have ended. More than 5 s is too old.",
          unit: "s",
          queries: { "{{instance}}": "grant_epochs_age_seconds" },
        },
      ],
    },
  ],
}
