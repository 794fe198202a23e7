import { z } from "zod"
import type { PassportKeys } from "@lectern/rpc/passport"
import { pemList } from "@lectern/runtime/config"

/** Settings that every service has; see .env.example. */
export const serviceShape = {
  LISTEN: z.string().default("0.0.0.0:50051"),
  DATABASE_URL: z.string().startsWith("mysql://"),
  PASSPORT_PUBLIC_KEYS: pemList(),
  SERVICE_PASSPORT_PUBLIC_KEYS: pemList().optional(),
  PAGE_TOKEN_SECRET: z.string().min(32),
}

/** Whose passports a service believes. */
export const passportKeys = (config: {
  PASSPORT_PUBLIC_KEYS: string[]
  SERVICE_PASSPORT_PUBLIC_KEYS?: string[] | undefined
}): PassportKeys => ({
  gateway: config.PASSPORT_PUBLIC_KEYS,
  services: config.SERVICE_PASSPORT_PUBLIC_KEYS ?? [],
})

/** Of services that call others of their own accord, in background jobs. */
export const ownCallsShape = {
  PASSPORT_PRIVATE_KEY: z.string().transform((pem) => pem.replaceAll("\\n", "\n")),
}
