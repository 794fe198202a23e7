import { z } from "zod"
import { pemList, wholeNumber } from "@lectern/runtime/config"

/** Settings that every subgraph has; see .env.example. */
export const subgraphShape = {
  HOST: z.string().default("0.0.0.0"),
  PORT: wholeNumber(0, 65_535).default(4001),
  PASSPORT_PUBLIC_KEYS: pemList(),
}
