import type { CoursesServiceDefinition } from "@lectern/contracts/elearning/courses/v1/CoursesService.ts"
import type { EnrollmentServiceDefinition } from "@lectern/contracts/elearning/enrollment/v1/EnrollmentService.ts"
import type { Client } from "@lectern/rpc/service-types"
import type { Clock } from "@lectern/runtime/clock"
import type { Database } from "./database.ts"
import type { FileStore } from "./file-store.ts"

/** What an RPC may touch. */
export interface Deps {
  db: Database
  clock: Clock
  files: FileStore
  enrollment: Client<EnrollmentServiceDefinition>
  courses: Client<CoursesServiceDefinition>
  uploads: { secret: string; lifetimeSeconds: number; courseQuotaBytes: number; deletedBytesKeptMs: number }
  grants: { secret: string; lifetimeSeconds: number }
}
