import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { ApolloGateway, LocalGraphQLDataSource } from "@apollo/gateway"
import {
  type DocumentNode,
  getOperationAST,
  type GraphQLSchema,
  isAbstractType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql"
import { type FetchRequest, localDataSource, SubgraphFailure } from "./data-source.ts"
import { createGraph, type GraphResult } from "./graph.ts"
import {
  composeLibrary,
  LIBRARIAN,
  LIBRARY_SDL,
  librarySubgraph,
  localLibrarySubgraph,
  NO_LIMITS,
  NOBODY,
  type Overrides,
  requestContext,
} from "./library-fixture.ts"
import type { GraphError, PathSegment } from "./lost.ts"
import { randomOperations } from "./random-operations.ts"

const OPERATIONS = 200
const OPERATIONS_WITH_LOSSES = 40

const { supergraphSdl, rules } = composeLibrary()

/** The graph over the fixture, where `overrides` replace resolvers and subgraphs in `dead` answer nothing. */
function libraryGraph(overrides: Overrides = {}, dead: readonly string[] = []) {
  const bugs: unknown[] = []
  const fetches: (FetchRequest & { subgraph: string })[] = []
  const graph = createGraph({
    supergraphSdl,
    rules,
    introspection: true,
    dataSources: Object.keys(LIBRARY_SDL).map((name) =>
      dead.includes(name) ? { name, fetch: refuseConnection } : localDataSource(localLibrarySubgraph(name, overrides)),
    ),
    hooks: {
      onInternalError: (error) => bugs.push(error),
      aroundFetch: (subgraph, request, run) => (fetches.push({ ...request, subgraph }), run()),
    },
    limits: NO_LIMITS,
  })
  const answer = async (query: string, variables: Record<string, unknown>, caller = LIBRARIAN) => {
    const { status, result } = await graph.run({ query, variables, caller, context: requestContext() })
    assert.deepEqual(bugs, [])
    assert.equal(status, "executed", JSON.stringify(result))
    return result
  }
  return { schema: graph.schema, answer, fetches }
}

const refuseConnection = () => Promise.reject(new SubgraphFailure("SERVICE_UNAVAILABLE"))

describe("answers beside those of the stock gateway", () => {
  it(`are the same for ${OPERATIONS} random queries when nothing fails`, async () => {
    const ours = libraryGraph()
    const stock = await stockGateway()
    let withMissingEntities = 0
    for (const { query, variables } of randomOperations(ours.schema, 20261121, OPERATIONS)) {
      const shown = `${query}\n${JSON.stringify(variables)}`
      const result = await ours.answer(query, variables)
      const theirs = await stock(query, variables)
      // By value: the stock gateway orders repeated fields otherwise than the specification (6.3.2) does.
      assert.deepEqual(plain(result.data), plain(theirs.data), shown)
      // A non-null field of an entity that its subgraph doesn't know: an error by the specification, which the stock
      // gateway only mentions in extensions.
      assert.equal(result.errors !== undefined, theirs.extensions !== undefined, shown)
      if (result.errors) withMissingEntities++
    }
    assert.ok(withMissingEntities > 0)
  })

  for (const dead of Object.keys(LIBRARY_SDL))
    it(`lose the same values, each with exactly one error, when ${dead} is down`, async () => {
      await checkLosses({}, [dead], 100 + dead.length)
    })

  it("lose the same values, each with exactly one error, when resolvers throw", async () => {
    await checkLosses(THROWING, [], 7)
  })

  it("lose what the caller may not see, each with exactly one error, and no subgraph is asked for it", async () => {
    const { schema, answer, fetches } = libraryGraph()
    let losses = 0
    for (const { query, variables } of randomOperations(schema, 9, OPERATIONS)) {
      const whole = await answer(query, variables)
      fetches.length = 0
      const pruned = await answer(query, variables, NOBODY)
      losses += checkErrors(whole, pruned, query)
      for (const { subgraph, document } of fetches)
        for (const coordinate of coordinatesIn(librarySubgraph(subgraph), document))
          assert.ok(!Object.hasOwn(rules, coordinate), `${coordinate} was asked for\n${query}`)
    }
    assert.ok(losses > 0)
  })

  it("lose the same values, each with exactly one error, when resolvers throw and a subgraph is down", async () => {
    await checkLosses(THROWING, ["people"], 8)
  })
})

/** The coordinates of the object types that a document may select, also through interfaces. */
function coordinatesIn(schema: GraphQLSchema, document: DocumentNode): Set<string> {
  const coordinates = new Set<string>()
  const types = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        const parent = types.getParentType()
        for (const type of isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent])
          coordinates.add(`${type?.name}.${name.value}`)
      },
    }),
  )
  return coordinates
}

const boom = () => {
  throw new Error("connect ECONNREFUSED 10.0.0.7:3306")
}
const boomFor =
  (...ids: string[]) =>
  ({ id }: { id: string }, _: unknown, original: () => unknown) =>
    ids.includes(id) ? boom() : original()

/** Nullable and non-null fields, in entities and below them, for all and for some objects. */
const THROWING: Overrides = {
  "Person.born": boomFor("p3", "p5"),
  "Person.address": boom,
  "Person.rank": boomFor("p1", "p2"),
  "Book.pages": boomFor("w1", "w5"),
  "Book.kind": boomFor("w2"),
  "Film.minutes": boom,
  "Film.basedOn": boomFor("w9"),
  "Review.score": boomFor("r4", "r8"),
  "Review.replies": boomFor("r0", "r6"),
  "Offer.cents": boomFor("o3"),
  "Book.shipping": boomFor("w0"),
}

async function checkLosses(overrides: Overrides, dead: readonly string[], seed: number): Promise<void> {
  const healthy = libraryGraph()
  const failing = libraryGraph(overrides, dead)
  const stock = await stockGateway(overrides, dead)
  let losses = 0
  for (const { query, variables } of randomOperations(healthy.schema, seed, OPERATIONS_WITH_LOSSES)) {
    const shown = `${query}\n${JSON.stringify(variables)}`
    const result = await failing.answer(query, variables)
    const theirs = await stock(query, variables)
    assert.deepEqual(plain(result.data), plain(theirs.data), shown)
    const whole = await healthy.answer(query, variables)
    losses += checkErrors(whole, result, shown)
  }
  assert.ok(losses > 0)
}

/** Every value of `whole` that `result` hasn't got has exactly one error, at its place or below, and no other error is. */
function checkErrors(whole: GraphResult, result: GraphResult, shown: string): number {
  const open = new Set(result.errors ?? [])
  const openAtHealthy = new Set(whole.errors ?? [])
  const take = (errors: Set<GraphError>, path: readonly PathSegment[]) => {
    const found = [...errors].filter((error) => path.every((segment, i) => error.path?.[i] === segment))
    for (const error of found) errors.delete(error)
    return found.length
  }
  let losses = 0
  const visit = (was: unknown, is: unknown, path: readonly PathSegment[]): void => {
    if (is === null || is === undefined) {
      const before = take(openAtHealthy, path)
      const found = take(open, path)
      const expected = was === null ? Math.min(before, 1) : 1
      // What was null already may now be null for the failure, too: then one error says so.
      assert.ok(found === expected || (was === null && found === 1), `${found} errors at ${path.join(".")}\n${shown}`)
      losses += found
    } else if (Array.isArray(is)) is.forEach((item, i) => visit((was as unknown[])?.[i], item, [...path, i]))
    else if (typeof is === "object")
      for (const [key, value] of Object.entries(is))
        visit((was as Record<string, unknown>)?.[key], value, [...path, key])
  }
  visit(whole.data, result.data, [])
  assert.deepEqual([...open], [], shown)
  assert.doesNotMatch(JSON.stringify(result.errors ?? []), /ECONN|10\.0|3306/)
  return losses
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

type StockResult = { data?: unknown; extensions?: unknown }

async function stockGateway(overrides: Overrides = {}, dead: readonly string[] = []) {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) =>
      dead.includes(name)
        ? { process: refuseConnection }
        : new LocalGraphQLDataSource(librarySubgraph(name, overrides)),
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  })
  const { schema, executor } = await gateway.load()
  return async (query: string, variables: Record<string, unknown>): Promise<StockResult> => {
    const document = parse(query)
    const result: unknown = await executor({
      schema,
      document,
      operation: getOperationAST(document)!,
      operationName: null,
      queryHash: query,
      source: query,
      request: { query, variables },
      logger: console,
      cache: undefined as never,
      metrics: {},
      context: {},
      overallCachePolicy: undefined as never,
    } as never)
    return result as StockResult
  }
}
