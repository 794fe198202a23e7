import { z } from "zod"
import { grpcAddress, httpAddress, wholeNumber } from "@lectern/runtime/config"

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
  USERS_SERVICE: grpcAddress("users-service"),
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
  /** How long requests may wait for each other in this process before others are turned away; 0 turns nobody away. */
  OVERLOAD_TARGET_MS: wholeNumber(0, 60_000).default(250),
  /** File with the operations of an installation's own clients, as their build makes it. */
  PERSISTED_OPERATIONS: z.string().optional(),
  /** Whether no others are run. */
  ONLY_PERSISTED_OPERATIONS: flag(false),
  /** Memory for answers that are the same for everybody, for each of two subgraphs; 0 keeps none. */
  SHARED_ANSWERS_MIB: wholeNumber(0, 4096).default(32),
  /** How old such an answer may be before it is fetched anew. */
  SHARED_ANSWERS_FRESH_MS: wholeNumber(0, 60_000).default(5000),
}

/** Of a gateway whose subgraphs and file server are other processes. */
export const gatewayShape = {
  ...edgeShape,
  USERS_SUBGRAPH: httpAddress("users-subgraph"),
  COURSES_SUBGRAPH: httpAddress("courses-subgraph"),
  ENROLLMENT_SUBGRAPH: httpAddress("enrollment-subgraph"),
  CONTENT_SUBGRAPH: httpAddress("content-subgraph"),
  PLAYBACK_SUBGRAPH: httpAddress("playback-subgraph"),
  FILES_SERVER: httpAddress("content-files"),
}

export type EdgeConfig = z.output<z.ZodObject<typeof edgeShape>>
export type GatewayConfig = z.output<z.ZodObject<typeof gatewayShape>>
