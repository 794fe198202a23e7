import type { EnrollmentServiceDefinition } from "@lectern/contracts/elearning/enrollment/v1/EnrollmentService.ts"
import type { UsersServiceDefinition } from "@lectern/contracts/elearning/users/v1/UsersService.ts"
import type { Client } from "@lectern/rpc/service-types"
import type { Clock } from "@lectern/runtime/clock"
import type { PageTokens } from "@lectern/service-kit/paging"
import type { Database } from "./database.ts"
import type { InTurn } from "./turns.ts"

/** What an RPC may touch. */
export interface Deps {
  db: Database
  clock: Clock
  tokens: PageTokens
  users: Client<UsersServiceDefinition>
  enrollment: Client<EnrollmentServiceDefinition>
  /** By course id, for whatever changes a course. */
  inTurn: InTurn
}
