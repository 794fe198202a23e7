import { Gauge } from "prom-client"
import { startBackgroundJob, type BackgroundJob } from "@lectern/service-kit/background-job"
import { LANES, type ProcessingDeps } from "./process-file.ts"
import { countBrokenStreams } from "./stream-store.ts"

const PERIOD_MS = 5000

/** Tells how much waits and what is broken, as the database says: the same from every replica. */
export function measureRegularly({
  db,
  clock,
  telemetry,
}: Pick<ProcessingDeps, "db" | "clock" | "telemetry">): BackgroundJob {
  const registers = [telemetry.metrics]
  const waiting = new Gauge({
    name: "processing_waiting_files",
    help: "Files that nobody works on yet.",
    labelNames: ["lane"],
    registers,
  })
  const overdue = new Gauge({
    name: "processing_overdue_seconds",
    help: "How long the file that waits longest could have been worked on.",
    labelNames: ["lane"],
    registers,
  })
  const broken = new Gauge({
    name: "streams_broken",
    help: "Streams that were found broken and not healthy again.",
    registers,
  })
  return startBackgroundJob(telemetry, {
    name: "measure",
    periodMs: PERIOD_MS,
    round: async () => {
      const now = clock()
      const rows = await db
        .selectFrom("processing_jobs")
        .select(({ fn }) => ["is_video", fn.countAll<number>().as("count"), fn.min("next_action_at").as("since")])
        .where(({ eb, or }) => or([eb("lease_owner", "is", null), eb("next_action_at", "<=", now)]))
        .groupBy("is_video")
        .execute()
      for (const lane of LANES) {
        const row = rows.find(({ is_video }) => (is_video === 1) === (lane === "videos"))
        waiting.labels(lane).set(row?.count ?? 0)
        overdue.labels(lane).set(row ? Math.max(0, (now.getTime() - row.since.getTime()) / 1000) : 0)
      }
      broken.set(await countBrokenStreams(db))
    },
  })
}
