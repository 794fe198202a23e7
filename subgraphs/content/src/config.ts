import { z } from "zod"
import { subgraphShape } from "@lectern/subgraph-kit/subgraph-config"

export const contentSubgraphShape = {
  ...subgraphShape,
  CONTENT_SERVICE: z.string(),
  /** Where players reach `/files/`, e.g. `https://learn.example.org`. */
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }),
}
export type ContentSubgraphConfig = z.output<z.ZodObject<typeof contentSubgraphShape>>
