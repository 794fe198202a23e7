import assert from "node:assert/strict"
import { describe, it } from "node:test"
import fc from "fast-check"
import { buildSchema, getVariableValues, Kind, parse } from "graphql"
import { variableCoercion } from "./variable-coercion.ts"

const schema = buildSchema(`
  scalar DateTime
  enum Colour { RED GREEN }
  input Inner { n: Int! = 7, colour: Colour, list: [[Float!]], self: Inner, at: DateTime }
  input One @oneOf { a: Int, b: String }
  type Query { f(inner: Inner, inners: [Inner!]!, n: Int, id: ID!, flag: Boolean, one: One): Int }
`)
const OPTIONS = { maxErrors: 3, hideSuggestions: true }
const definitionsOf = (text: string) => {
  const [operation] = parse(`query (${text}) { __typename }`).definitions
  assert.ok(operation?.kind === Kind.OPERATION_DEFINITION)
  return operation.variableDefinitions ?? []
}

/** Mostly what fits, and anything else. */
const leaf = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom("RED", "GREEN", "BLUE", "", "1", null, undefined, 2 ** 31, 2 ** 53, NaN, {}, []),
)
const inner = fc.letrec<{ inner: unknown }>((tie) => ({
  inner: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record(
      {
        n: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -9, max: 9 }) }, leaf),
        colour: fc.oneof({ weight: 9, arbitrary: fc.constantFrom("RED", "GREEN", null) }, leaf),
        list: fc.oneof(leaf, fc.array(fc.oneof(fc.array(fc.double({ noNaN: true })), leaf))),
        at: leaf,
        self: tie("inner"),
        more: fc.constant(1),
      },
      { requiredKeys: [] },
    ),
  ),
})).inner
const variables = fc.record(
  {
    inner,
    inners: fc.oneof(inner, fc.array(inner, { maxLength: 4 })),
    n: leaf,
    id: leaf,
    flag: leaf,
    one: fc.oneof(leaf, fc.record({ a: leaf, b: leaf }, { requiredKeys: [] })),
    unknown: leaf,
  },
  { requiredKeys: [] },
)

describe("variableCoercion", () => {
  it("[law] gives what graphql-js gives, errors included, for whatever is sent", () => {
    for (const text of [
      "$inner: Inner, $n: Int = 3",
      "$inners: [Inner!]!, $flag: Boolean",
      "$id: ID!, $one: One",
      "$inner: Inner = { n: 1, self: { colour: RED } }, $inners: [Inner!]! = [{ n: 2 }]",
      "$inner: Query",
    ]) {
      const definitions = definitionsOf(text)
      const coerce = variableCoercion(schema, definitions, OPTIONS)
      fc.assert(
        fc.property(variables, (given) => {
          const expected = getVariableValues(schema, definitions, given, OPTIONS)
          const found = coerce(given)
          // Objects of graphql-js have no prototype.
          const plain = (value: unknown) => structuredClone(value)
          assert.deepEqual(
            found.errors ? found.errors.map(({ message }) => message) : plain(found.coerced),
            expected.errors ? expected.errors.map(({ message }) => message) : plain(expected.coerced),
          )
        }),
        { numRuns: 500 },
      )
    }
  })

  it("takes no property of Object for a field or a variable", () => {
    const coerce = variableCoercion(schema, definitionsOf("$inner: Inner, $n: Int"), OPTIONS)
    assert.ok(coerce({ inner: JSON.parse('{"__proto__": 1}') }).errors)
    assert.ok(coerce({ inner: { toString: 1 } }).errors)
    assert.deepEqual(coerce(Object.create({ n: 1 })), { coerced: {} })
  })
})
