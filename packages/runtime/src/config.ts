import { z } from "zod"
import { GRPC_ADDRESS, HTTP_ADDRESS } from "./replicas.ts"

/** A configuration that can't be used; `message` is meant for the operator, one line per variable. */
export class ConfigError extends Error {}

/**
 * Reads typed settings out of environment variables. `shape` has one zod type per variable, named like it.
 * Throws ConfigError naming every variable that is missing or wrong; an empty variable counts as missing.
 */
export function readConfig<S extends z.ZodRawShape>(
  shape: S,
  env: Record<string, string | undefined>,
): z.output<z.ZodObject<S>> {
  const given = Object.fromEntries(Object.keys(shape).map((name) => [name, env[name] === "" ? undefined : env[name]]))
  const result = z.object(shape).safeParse(given)
  if (result.success) return result.data
  throw new ConfigError(
    result.error.issues
      .map((issue) => {
        const name = String(issue.path[0])
        return given[name] === undefined ? `${name} is not set` : `${name}: ${issue.message}`
      })
      .join("\n"),
  )
}

/** A whole number out of a variable, within bounds. */
export const wholeNumber = (minimum: number, maximum: number) => z.coerce.number().int().min(minimum).max(maximum)

/** Settings that every process has; see .env.example for units and defaults. */
export const processShape = {
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  ZIPKIN_URL: z.url().optional(),
  TRACE_RATIO: z.coerce.number().min(0).max(1).default(1),
  METRICS_HOST: z.string().default("127.0.0.1"),
  METRICS_PORT: wholeNumber(0, 65_535).default(0),
  DRAIN_MS: wholeNumber(0, 60_000).default(5000),
  DISCOVERY: z.enum(["static", "dns", "eureka"]).default("static"),
  EUREKA_URL: z
    .string()
    .transform((text) => text.split(",").map((url) => url.trim()))
    .pipe(z.array(z.url({ protocol: /^https?$/ })))
    .optional(),
  ADVERTISED_HOST: z.string().optional(),
  TLS_FOLDER: z.string().optional(),
}

/** Where the replicas of a component are that speaks gRPC; `component` is its name in a registry. */
export const grpcAddress = (component: string) =>
  z.string().regex(GRPC_ADDRESS, "host:port, dns:///host:port or unix:/path is expected").meta({ component })

/** The same for one that speaks HTTP. */
export const httpAddress = (component: string) =>
  z.string().regex(HTTP_ADDRESS, "http://host:port/path is expected").meta({ component })

/** One or more PEM blocks; `\n` may stand for line breaks, as in .env files. */
export function pemList() {
  return z
    .string()
    .transform(
      (text): string[] => text.replaceAll("\\n", "\n").match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g) ?? [],
    )
    .refine((pems) => pems.length > 0, "at least one PEM block is expected")
}
