import type { z } from "zod"
import { grpcAddress } from "@lectern/runtime/config"
import { subgraphShape } from "@lectern/subgraph-kit/subgraph-config"

export const coursesSubgraphShape = { ...subgraphShape, COURSES_SERVICE: grpcAddress("courses-service") }
export type CoursesSubgraphConfig = z.output<z.ZodObject<typeof coursesSubgraphShape>>
