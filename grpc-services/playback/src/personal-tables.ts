import type { PersonalTable } from "@lectern/service-kit/personal-records"

/** All that is kept here about people, for their export; see erase-user.ts for what goes with an account. */
export const PERSONAL_TABLES: readonly PersonalTable[] = [
  { table: "playback_sessions", key: ["id"], json: ["arrived", "coverage"] },
  {
    table: "playback_events",
    parent: { table: "playback_sessions", column: "playback_id" },
    key: ["playback_id", "sequence"],
  },
  { table: "watch_spans", key: ["started_at", "playback_id", "first_sequence"] },
  { table: "session_progress", key: ["session_id"], json: ["coverage"] },
  { table: "folded_progress", key: ["session_id"], json: ["coverage"] },
  { table: "course_learners", key: ["course_id"] },
]
