import type { CoursesServiceDefinition } from "@lectern/contracts/elearning/courses/v1/CoursesService.ts"
import type { UsersServiceDefinition } from "@lectern/contracts/elearning/users/v1/UsersService.ts"
import type { Client } from "@lectern/rpc/service-types"
import type { Clock } from "@lectern/runtime/clock"
import type { PageTokens } from "@lectern/service-kit/paging"
import type { Database } from "./database.ts"
import type { EnrollmentMetrics } from "./metrics.ts"
import type { PaymentProvider } from "./payment-provider.ts"

/** What an RPC may touch. */
export interface Deps {
  db: Database
  clock: Clock
  tokens: PageTokens
  courses: Client<CoursesServiceDefinition>
  users: Client<UsersServiceDefinition>
  payments: PaymentProvider
  metrics: EnrollmentMetrics
}
