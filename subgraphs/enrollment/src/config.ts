import { z } from "zod"
import { subgraphShape } from "@lectern/subgraph-kit/subgraph-config"

export const enrollmentSubgraphShape = { ...subgraphShape, ENROLLMENT_SERVICE: z.string() }
export type EnrollmentSubgraphConfig = z.output<z.ZodObject<typeof enrollmentSubgraphShape>>
