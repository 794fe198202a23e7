import type { PersonalTable } from "@lectern/service-kit/personal-records"

/** All that is kept here about people, for their export; see erase-user.ts for what goes with an account. */
export const PERSONAL_TABLES: readonly PersonalTable[] = [
  { table: "courses", owner: "instructor_id", key: ["id"] },
  { table: "instructor_names", owner: "instructor_id", key: ["instructor_id"] },
  { table: "course_reviews", key: ["id"] },
  {
    table: "idempotency",
    owner: "owner_id",
    isOwnerText: true,
    key: ["scope", "request_id"],
    hidden: ["request_sha256"],
    json: ["response"],
  },
]
