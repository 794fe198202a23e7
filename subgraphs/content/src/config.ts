import { z } from "zod"
import { grpcAddress } from "@lectern/runtime/config"
import { subgraphShape } from "@lectern/subgraph-kit/subgraph-config"

export const contentSubgraphShape = {
  ...subgraphShape,
  CONTENT_SERVICE: grpcAddress("content-service"),
  /** Where players reach `/files/`, e.g. `https://learn.example.org`. */
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }),
}
export type ContentSubgraphConfig = z.output<z.ZodObject<typeof contentSubgraphShape>>
