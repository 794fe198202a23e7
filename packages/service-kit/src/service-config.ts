import { z } from "zod"
import type { PassportKeys } from "@lectern/rpc/passport"
import { pemList, wholeNumber } from "@lectern/runtime/config"

/** Settings that every service has; see .env.example. */
export const serviceShape = {
  LISTEN: z.string().default("0.0.0.0:50051"),
  DATABASE_URL: z.string().startsWith("mysql://"),
  DATABASE_CONNECTIONS: wholeNumber(1, 1000).default(10),
  DATABASE_WAIT_MS: wholeNumber(10, 60_000).default(500),
  PASSPORT_PUBLIC_KEYS: pemList(),
  SERVICE_PASSPORT_PUBLIC_KEYS: pemList().optional(),
  PAGE_TOKEN_SECRET: z.string().min(32),
}

/** What `openDatabase` takes of them. */
export const databaseConfig = (config: {
  DATABASE_URL: string
  DATABASE_CONNECTIONS: number
  DATABASE_WAIT_MS: number
}) => ({
  url: config.DATABASE_URL,
  connectionLimit: config.DATABASE_CONNECTIONS,
  waitMs: config.DATABASE_WAIT_MS,
  waitForServer: true,
})

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
