import type { z } from "zod"
import { grpcAddress } from "@lectern/runtime/config"
import { subgraphShape } from "@lectern/subgraph-kit/subgraph-config"

export const usersSubgraphShape = { ...subgraphShape, USERS_SERVICE: grpcAddress("users-service") }
export type UsersSubgraphConfig = z.output<z.ZodObject<typeof usersSubgraphShape>>
