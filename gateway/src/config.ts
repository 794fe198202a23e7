import { z } from "zod"
import { wholeNumber } from "@lectern/runtime/config"

const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "")
const flag = (standard: boolean) => z.stringbool().default(standard)

/** Settings of the edge; see .env.example. */
export const edgeShape = {
  HOST: z.string().default("0.0.0.0"),
  PORT: wholeNumber(0, 65_535).default(4000),
  USERS_SERVICE: z.string(),
  PASSPORT_PRIVATE_KEY: z.string().transform((pem) => pem.replaceAll("\\n", "\n")),
  /** `__schema` and `__type`, and the GraphiQL page that needs them. */
  INTROSPECTION: flag(false),
  /** Origins of web clients elsewhere, separated by commas. */
  ALLOWED_ORIGINS: z.string().default("").transform(listOf),
  /** Proxies in front of the gateway whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  /** Whether the refresh cookie is for https only. */
  SECURE_COOKIES: flag(true),
  QUERY_BUDGET_MS: wholeNumber(50, 60_000).default(800),
  MUTATION_BUDGET_MS: wholeNumber(50, 60_000).default(1500),
  PASSWORD_BUDGET_MS: wholeNumber(50, 60_000).default(3000),
  FETCH_BUDGET_MS: wholeNumber(10, 60_000).default(300),
  DRAIN_MS: wholeNumber(0, 60_000).default(5000),
}

/** Of a gateway whose subgraphs and file server are other processes. */
export const gatewayShape = {
  ...edgeShape,
  USERS_SUBGRAPH: z.url(),
  COURSES_SUBGRAPH: z.url(),
  ENROLLMENT_SUBGRAPH: z.url(),
  CONTENT_SUBGRAPH: z.url(),
  PLAYBACK_SUBGRAPH: z.url(),
  /** Several, separated by commas, have the same files. */
  FILES_SERVER: z.string().transform(listOf).pipe(z.array(z.url()).min(1)),
}

export type EdgeConfig = z.output<z.ZodObject<typeof edgeShape>>
export type GatewayConfig = z.output<z.ZodObject<typeof gatewayShape>>
