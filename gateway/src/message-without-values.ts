import type { GraphQLError } from "graphql"

const INVALID_VARIABLE = /^Variable "\$\w+" got (?=invalid value )/

/**
 * What graphql-js says about a request, without the values that it quotes: one of them may be a password, and an answer
 * goes through more hands than its request did. Names, types and paths stay.
 */
export function messageWithoutValues({ message, originalError }: GraphQLError): string {
  const variable = INVALID_VARIABLE.exec(message)?.[0]
  if (variable === undefined) return withoutQuotedValue(message)
  const reason = originalError?.message ?? ""
  const beforeReason = message.slice(0, message.length - reason.length - "; ".length)
  // A value can't end like this: quotes inside of one are escaped.
  const path = / at "[\w.[\]]+"$/.exec(beforeReason)?.[0] ?? ""
  return `${variable}an invalid value${path}; ${withoutQuotedValue(reason)}`
}

/** Every pattern is tied to the beginning, which is never the client's: a value may look like anything. */
function withoutQuotedValue(message: string): string {
  return message
    .replace(/^((?:Enum "\w+"|\w+) cannot represent [\w -]*value): .*$/s, "$1")
    .replace(/^Value ".*$/s, "The enum has no such value")
    .replace(/^(Expected value of type "[^"]*"), found .*$/s, "$1")
    .replace(/^(Syntax Error: (?:Expected [^ ]+, found|Unexpected) (?:Block)?String) ".*$/s, "$1")
}
