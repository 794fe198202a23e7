import { z } from "zod"
import { subgraphShape } from "@lectern/subgraph-kit/subgraph-config"

export const usersSubgraphShape = { ...subgraphShape, USERS_SERVICE: z.string() }
export type UsersSubgraphConfig = z.output<z.ZodObject<typeof usersSubgraphShape>>
