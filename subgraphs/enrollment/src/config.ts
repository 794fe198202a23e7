import type { z } from "zod"
import { grpcAddress } from "@lectern/runtime/config"
import { subgraphShape } from "@lectern/subgraph-kit/subgraph-config"

export const enrollmentSubgraphShape = { ...subgraphShape, ENROLLMENT_SERVICE: grpcAddress("enrollment-service") }
export type EnrollmentSubgraphConfig = z.output<z.ZodObject<typeof enrollmentSubgraphShape>>
