import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import { buildSchema, getVariableValues, GraphQLError, parse, validate, type OperationDefinitionNode } from "graphql"
import { messageWithoutValues } from "./message-without-values.ts"

const schema = buildSchema(`
  scalar DateTime
  enum Colour { RED GREEN }
  input Person { name: String!, age: Int, share: Float, isIn: Boolean, id: ID, colour: Colour, at: DateTime, tags: [String!], friend: Person }
  type Query { ask(person: Person!, text: String): String }
`)

/** What graphql-js says of this value, as a variable. */
const ofVariable = (person: unknown): readonly GraphQLError[] => {
  const [operation] = parse("query ($person: Person!) { ask(person: $person) }").definitions
  const { variableDefinitions } = operation as OperationDefinitionNode
  return getVariableValues(schema, variableDefinitions ?? [], { person }).errors ?? []
}
/** The same of a value in the document. */
const ofDocument = (literal: string): readonly GraphQLError[] => {
  try {
    return validate(schema, parse(`{ ask(person: ${literal}) }`))
  } catch (error) {
    return [error as GraphQLError]
  }
}
const FIELDS = ["name", "age", "share", "isIn", "id", "colour", "at", "tags", "friend"]

describe("a message without values", () => {
  it("keeps the path, the type and the names", () => {
    assert.deepEqual(ofVariable({ name: 5 }).map(messageWithoutValues), [
      'Variable "$person" got an invalid value at "person.name"; String cannot represent a non string value',
    ])
    assert.deepEqual(ofVariable("x; y").map(messageWithoutValues), [
      'Variable "$person" got an invalid value; Expected type "Person" to be an object.',
    ])
    assert.deepEqual(ofVariable({ name: "a", nmae: "b" }).map(messageWithoutValues), [
      'Variable "$person" got an invalid value; Field "nmae" is not defined by type "Person". Did you mean "name"?',
    ])
    assert.deepEqual(ofVariable({ name: "a", colour: "BLUE" }).map(messageWithoutValues), [
      'Variable "$person" got an invalid value at "person.colour"; The enum has no such value',
    ])
    assert.deepEqual(ofDocument('"x"').map(messageWithoutValues), ['Expected value of type "Person!"'])
    assert.deepEqual(ofDocument('{ "x" }').map(messageWithoutValues), ["Syntax Error: Expected Name, found String"])
  })

  it("leaves messages without values as they are", () => {
    for (const message of [
      'Cannot query field "nonsense" on type "Query".',
      'Variable "$id" of required type "ID!" was not provided.',
      "Syntax Error: Expected Name, found <EOF>.",
      "a document has at most 1000 tokens",
    ])
      assert.equal(messageWithoutValues(new GraphQLError(message)), message)
  })

  it("has no part of a value, wherever it stands and whatever it looks like", () => {
    // Long enough that no message has it of its own accord; with what messages are made of around it.
    const noise = fc.constantFrom(
      "",
      ' at "a"; ',
      "; ",
      '"',
      '\\"',
      "value: ",
      '" does not exist in "E" enum. ',
      "\n",
      ", found ",
      "}",
      "]",
    )
    const secret = fc.tuple(noise, noise).map(([before, after]) => `${before}7canary7${after}`)
    const wrapped = (text: string) =>
      fc.constantFrom<unknown>(text, [text], { text }, [{ a: [text] }], { name: { text } })
    fc.assert(
      fc.property(
        secret.chain((text) => fc.tuple(wrapped(text), fc.constantFrom(...FIELDS), fc.boolean())),
        ([value, field, isWhole]) => {
          const given = isWhole ? value : field === "name" ? { name: value } : { name: "n", [field]: value }
          for (const error of ofVariable(given)) assert.doesNotMatch(messageWithoutValues(error), /canary/)
        },
      ),
      { numRuns: 1000 },
    )
    fc.assert(
      fc.property(secret, fc.constantFrom(...FIELDS), fc.nat(4), (text, field, form) => {
        const string = JSON.stringify(text)
        const value = [string, `[${string}]`, `{ a: ${string} }`, `{ ${string} }`, `"""7canary7"""`][form] ?? string
        for (const literal of [value, `{ ${field}: ${value} }`, `{ name: "n", ${field}: ${value} }`])
          for (const error of ofDocument(literal)) assert.doesNotMatch(messageWithoutValues(error), /canary/)
      }),
      { numRuns: 1000 },
    )
  })
})
