/**
 * A message of graphql-js about a request without the values that it quotes: one of them may be a password, and an
 * answer goes through more hands than its request did. Names, types and paths stay.
 */
export function withoutValues(message: string): string {
  return (
    message
      // Greedy throughout: a value that looks like the end of its own message must not save its first half.
      .replace(/ got invalid value .* at ("[^"]*"); /s, " got an invalid value at $1; ")
      .replace(/ got invalid value .*; /s, " got an invalid value; ")
      .replace(/( cannot represent [\w -]*value): .*/s, "$1")
      .replace(/\bValue ".*" does not exist in ("[^"]*" enum).*/s, "the value does not exist in $1")
      .replace(/(Expected value of type "[^"]*"), found .*/s, "$1")
      .replace(/((?:found|Unexpected) (?:Block)?String) ".*/s, "$1")
  )
}
