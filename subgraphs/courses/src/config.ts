import { z } from "zod"
import { subgraphShape } from "@lectern/subgraph-kit/subgraph-config"

export const coursesSubgraphShape = { ...subgraphShape, COURSES_SERVICE: z.string() }
export type CoursesSubgraphConfig = z.output<z.ZodObject<typeof coursesSubgraphShape>>
