import { z } from "zod"
import { pemList } from "@lectern/runtime/config"

/** Settings that every service has; see .env.example. */
export const serviceShape = {
  LISTEN: z.string().default("0.0.0.0:50051"),
  DATABASE_URL: z.string().startsWith("mysql://"),
  PASSPORT_PUBLIC_KEYS: pemList(),
  PAGE_TOKEN_SECRET: z.string().min(32),
}
