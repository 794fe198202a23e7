import { z } from "zod"

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
}

/** One or more PEM blocks; `\n` may stand for line breaks, as in .env files. */
export function pemList() {
  return z
    .string()
    .transform(
      (text): string[] => text.replaceAll("\\n", "\n").match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g) ?? [],
    )
    .refine((pems) => pems.length > 0, "at least one PEM block is expected")
}
