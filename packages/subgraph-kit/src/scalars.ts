import { GraphQLScalarType, Kind } from "graphql"
import { badUserInput } from "./graphql-errors.ts"

// RFC 3339 with an offset or Z; the date part is checked by Date below.
const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i

function parseDateTime(value: unknown): Date {
  const match = typeof value === "string" ? RFC_3339.exec(value) : null
  const date = match ? new Date(value as string) : undefined
  const days = match ? new Date(Date.UTC(Number(match[1]), Number(match[2]), 0)).getUTCDate() : 0
  // Date would turn 30 February into 2 March.
  if (!date || !match || Number.isNaN(date.getTime()) || Number(match[3]) > days)
    throw badUserInput("an RFC 3339 timestamp is expected, e.g. 2026-01-31T09:30:00.000Z")
  return date
}

export const DateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  serialize: (value) => (value as Date).toISOString(),
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : undefined),
})

/** A string whose rules the owning service checks, so that a broken one is a ValidationError with a path. */
const text = (name: string) =>
  new GraphQLScalarType<string, string>({
    name,
    serialize: String,
    parseValue: (value) => {
      if (typeof value !== "string") throw badUserInput(`${name}: a string is expected`)
      return value
    },
  })

export const EmailAddress = text("EmailAddress")
export const Locale = text("Locale")
/** Only in answers. */
export const JsonValue = new GraphQLScalarType({ name: "JSON" })
