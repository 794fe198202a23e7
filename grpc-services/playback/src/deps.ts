import type { CoursesServiceDefinition } from "@lectern/contracts/elearning/courses/v1/CoursesService.ts"
import type { EnrollmentServiceDefinition } from "@lectern/contracts/elearning/enrollment/v1/EnrollmentService.ts"
import type { Client } from "@lectern/rpc/service-types"
import type { Clock } from "@lectern/runtime/clock"
import type { PageTokens } from "@lectern/service-kit/paging"
import type { Database } from "./database.ts"
import type { PlaybackMetrics } from "./metrics.ts"

/** What an RPC may touch. */
export interface Deps {
  db: Database
  clock: Clock
  tokens: PageTokens
  courses: Client<CoursesServiceDefinition>
  enrollment: Client<EnrollmentServiceDefinition>
  heartbeatSeconds: number
  metrics: PlaybackMetrics
}
