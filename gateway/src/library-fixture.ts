// A small federated graph for the tests of the graph core: four subgraphs with interfaces, unions, lists of lists,
// entities contributed to by several subgraphs, @requires over two hops and @provides. The data is made, not stored:
// the same ids always give the same values.
import { buildSubgraphSchema } from "@apollo/subgraph"
import { execute, type GraphQLSchema, isObjectType, parse } from "graphql"
import type { Caller } from "./authorization.ts"
import { compose, type Composition } from "./compose.ts"
import type { FetchContext, LocalSubgraph } from "./data-source.ts"

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@authenticated", "@requiresScopes"])
`

export const LIBRARY_SDL: Record<string, string> = {
  people: `${LINK}
    interface Named { id: ID! name: String }
    type Person implements Named @key(fields: "id") {
      id: ID!
      name: String @shareable
      born: Int!
      email: String @authenticated
      friends(first: Int = 2): [Person!]!
      bestFriend: Person
      address: Address
    }
    type Club implements Named @key(fields: "id") { id: ID! name: String members: [Person]! secret: String @requiresScopes(scopes: [["clubs:read"]]) }
    type Address @shareable { city: String! street: String grid: [[Int!]!]! }
    type Query {
      person(id: ID!): Person
      people(first: Int = 3): [Person!]
      clubs: [Club]
      named(ids: [ID!]!): [Named]
      viewer: Person @authenticated
    }
    type Mutation { rename(id: ID!, name: String!): Person }
  `,
  works: `${LINK}
    enum Kind { BOOK FILM }
    interface Work { id: ID! title: String! creator: Person budget: Int }
    type Book implements Work @key(fields: "id") {
      id: ID!
      title: String!
      pages: Int!
      weightGrams: Int
      creator: Person
      sequels: [Book!]!
      shelf: [[Book]!]
      kind: Kind!
      budget: Int
    }
    type Film implements Work @key(fields: "id") {
      id: ID!
      title: String!
      minutes: Int!
      creator: Person
      basedOn: Book
      kind: Kind!
      budget: Int @requiresScopes(scopes: [["films:read", "money:read"], ["admin"]])
    }
    union Item = Book | Film
    type Person @key(fields: "id") {
      id: ID!
      works(kind: Kind, first: Int = 2): [Work!]
      masterpiece: Item
      shelves: [[Item!]]
    }
    type Query { work(id: ID!): Work works(first: Int = 4): [Work!] items(first: Int = 3): [Item] book(id: ID!): Book }
    type Mutation { retitle(id: ID!, title: String!): Book }
  `,
  reviews: `${LINK}
    type Review @key(fields: "id") {
      id: ID!
      text: String
      score: Int!
      author: Person @provides(fields: "name")
      about: Item
      replies: [[Reply!]!]!
    }
    type Reply { text: String! by: Person }
    union Item = Book | Film
    type Book @key(fields: "id") { id: ID! reviews(first: Int = 2): [Review!] averageScore: Float }
    type Film @key(fields: "id") { id: ID! reviews(first: Int = 2): [Review!] }
    type Person @key(fields: "id") { id: ID! name: String @external reviews(first: Int = 2): [Review!] rank: Float }
    type Query { topReviews(first: Int = 3): [Review!] review(id: ID!): Review }
    type Mutation { review(id: ID!, score: Int!): Review }
  `,
  stock: `${LINK}
    type Book @key(fields: "id") {
      id: ID!
      weightGrams: Int @external
      pages: Int! @external
      shipping(express: Boolean = false): Float @requires(fields: "weightGrams pages")
      offers: [Offer!]
    }
    type Film @key(fields: "id") {
      id: ID!
      creator: Person @external
      royalty: String @requires(fields: "creator { id name }")
      offers: [Offer!]
    }
    type Offer { id: ID! cents: Int! seller: Person place: Address item: Item }
    union Item = Book | Film
    type Address @shareable { city: String! street: String grid: [[Int!]!]! }
    type Person @key(fields: "id") { id: ID! name: String @external sells: [Offer!] warehouse: Address }
    type Query { offers(first: Int = 3): [Offer!] }
  `,
}

export const composeLibrary = (): Composition =>
  compose(Object.entries(LIBRARY_SDL).map(([name, sdl]) => ({ name, sdl })))

const PEOPLE = 12
const WORKS = 16
const REVIEWS = 30

type Ref = { __typename?: string; id: string }
type Args = Record<string, never> & { id: string; first: number; kind?: string | null; ids: string[] }

const number = (id: string) => Number(id.slice(1))
const person = (n: number): Ref => ({ __typename: "Person", id: `p${n % PEOPLE}` })
const work = (n: number): Ref => ({ __typename: n % WORKS < WORKS / 2 ? "Book" : "Film", id: `w${n % WORKS}` })
const book = (n: number): Ref => ({ __typename: "Book", id: `w${n % (WORKS / 2)}` })
const review = (n: number): Ref => ({ __typename: "Review", id: `r${n % REVIEWS}` })
const upTo = <Value>(first: number, make: (i: number) => Value): Value[] =>
  Array.from({ length: first }, (_, i) => make(i))
const everyThirdNull = <Value>(n: number, value: Value): Value | null => (n % 3 === 2 ? null : value)
const address = (n: number) => ({
  city: `City ${n}`,
  street: everyThirdNull(n, `Street ${n}`),
  grid: [[n, n + 1], [], [n * 2]],
})
const offer = (n: number) => ({
  id: `o${n}`,
  cents: n * 101,
  seller: everyThirdNull(n, person(n)),
  place: address(n),
  item: work(n * 5),
})
const typeOf = { __resolveType: (value: Ref) => value.__typename ?? null }

/** What a test may do to resolvers: keyed by coordinate, called instead of them; `original` calls the one replaced. */
export type Overrides = Record<string, (source: never, args: never, original: () => unknown) => unknown>

type Resolver = (source: never, args: never) => unknown

const RESOLVERS: Record<string, Record<string, Record<string, unknown>>> = {
  people: {
    Named: typeOf,
    Person: {
      __resolveReference: ({ id }: Ref) => (number(id) === 7 ? null : person(number(id))),
      name: ({ id }: Ref) => everyThirdNull(number(id), `Person ${id}`),
      born: ({ id }: Ref) => 1900 + number(id),
      email: ({ id }: Ref) => `${id}@example.org`,
      friends: ({ id }: Ref, { first }: Args) => upTo(first, (i) => person(number(id) + i + 1)),
      bestFriend: ({ id }: Ref) => everyThirdNull(number(id), person(number(id) + 5)),
      address: ({ id }: Ref) => everyThirdNull(number(id) + 1, address(number(id))),
    },
    Club: {
      __resolveReference: ({ id }: Ref) => ({ id }),
      name: ({ id }: Ref) => `Club ${id}`,
      members: ({ id }: Ref) => [person(number(id)), null, person(number(id) + 1)],
      secret: () => "shh",
    },
    Query: {
      person: (_: unknown, { id }: Args) => person(number(id)),
      people: (_: unknown, { first }: Args) => upTo(first, person),
      clubs: () => [{ id: "c1" }, null, { id: "c2" }],
      named: (_: unknown, { ids }: Args) =>
        ids.map((id) => (id.startsWith("c") ? { __typename: "Club", id } : person(number(id)))),
      viewer: () => person(1),
    },
    Mutation: { rename: (_: unknown, { id }: Args) => person(number(id)) },
  },
  works: {
    Work: typeOf,
    Item: typeOf,
    Book: {
      __resolveReference: ({ id }: Ref) => (number(id) === 6 ? null : { __typename: "Book", id }),
      title: ({ id }: Ref) => `Title ${id}`,
      pages: ({ id }: Ref) => 100 + number(id),
      weightGrams: ({ id }: Ref) => everyThirdNull(number(id), 300 + number(id)),
      creator: ({ id }: Ref) => everyThirdNull(number(id) + 1, person(number(id))),
      sequels: ({ id }: Ref) => upTo(number(id) % 3, (i) => book(number(id) + i + 1)),
      shelf: ({ id }: Ref) => [[book(number(id)), null], [], [book(number(id) + 1), book(number(id) + 1)]],
      kind: () => "BOOK",
      budget: () => 5,
    },
    Film: {
      __resolveReference: ({ id }: Ref) => ({ __typename: "Film", id }),
      title: ({ id }: Ref) => `Title ${id}`,
      minutes: ({ id }: Ref) => 90 + number(id),
      creator: ({ id }: Ref) => everyThirdNull(number(id), person(number(id))),
      basedOn: ({ id }: Ref) => everyThirdNull(number(id), book(number(id))),
      kind: () => "FILM",
      budget: () => 1_000_000,
    },
    Person: {
      works: ({ id }: Ref, { first, kind }: Args) =>
        upTo(first, (i) => (kind === "BOOK" ? book(number(id) + i) : work(number(id) * 3 + i * 5))),
      masterpiece: ({ id }: Ref) => everyThirdNull(number(id), work(number(id) * 3)),
      shelves: ({ id }: Ref) => [[work(number(id)), work(number(id) + 8)], null, []],
    },
    Query: {
      work: (_: unknown, { id }: Args) => work(number(id)),
      works: (_: unknown, { first }: Args) => upTo(first, (i) => work(i * 5)),
      items: (_: unknown, { first }: Args) => upTo(first, (i) => everyThirdNull(i, work(i * 7))),
      book: (_: unknown, { id }: Args) => book(number(id)),
    },
    Mutation: { retitle: (_: unknown, { id }: Args) => book(number(id)) },
  },
  reviews: {
    Item: typeOf,
    Review: {
      __resolveReference: ({ id }: Ref) => ({ id }),
      text: ({ id }: Ref) => everyThirdNull(number(id), `Text of ${id}`),
      score: ({ id }: Ref) => 1 + (number(id) % 5),
      author: ({ id }: Ref) => everyThirdNull(number(id) + 1, person(number(id))),
      about: ({ id }: Ref) => work(number(id)),
      replies: ({ id }: Ref) => [[{ text: "yes", by: person(number(id)) }], [], [{ text: "no", by: null }]],
    },
    Book: {
      reviews: ({ id }: Ref, { first }: Args) => upTo(first, (i) => review(number(id) * 2 + i)),
      averageScore: ({ id }: Ref) => number(id) / 2,
    },
    Film: { reviews: ({ id }: Ref, { first }: Args) => upTo(first, (i) => review(number(id) * 2 + i)) },
    Person: {
      name: ({ id }: Ref) => everyThirdNull(number(id), `Person ${id}`),
      reviews: ({ id }: Ref, { first }: Args) => upTo(first, (i) => review(number(id) * 3 + i)),
      rank: ({ id }: Ref) => number(id) + 0.5,
    },
    Query: {
      topReviews: (_: unknown, { first }: Args) => upTo(first, (i) => review(i * 4)),
      review: (_: unknown, { id }: Args) => review(number(id)),
    },
    Mutation: { review: (_: unknown, { id }: Args) => review(number(id)) },
  },
  stock: {
    Item: typeOf,
    Book: {
      shipping: (
        { weightGrams, pages }: { weightGrams: number | null; pages: number },
        { express }: { express: boolean },
      ) => (weightGrams ?? 0) / 10 + pages + (express ? 0.5 : 0),
      offers: ({ id }: Ref) => upTo(number(id) % 3, (i) => offer(number(id) + i)),
    },
    Film: {
      royalty: ({ creator }: { creator: { id: string; name: string | null } | null }) =>
        creator ? `to ${creator.name ?? "nobody"} (${creator.id})` : null,
      offers: ({ id }: Ref) => upTo(number(id) % 3, (i) => offer(number(id) + i)),
    },
    Person: {
      sells: ({ id }: Ref) => upTo(number(id) % 3, (i) => offer(number(id) + i)),
      warehouse: ({ id }: Ref) => everyThirdNull(number(id), address(number(id) + 50)),
    },
    Query: { offers: (_: unknown, { first }: Args) => upTo(first, offer) },
  },
}

/** The schema of one subgraph, with `overrides` in place of some of its resolvers. */
export function librarySubgraph(name: string, overrides: Overrides = {}): GraphQLSchema {
  const resolvers = Object.fromEntries(
    Object.entries(RESOLVERS[name]!).map(([type, fields]) => [type, { ...fields }]),
  ) as Record<string, Record<string, unknown>>
  const typeDefs = parse(LIBRARY_SDL[name]!)
  const declared = buildSubgraphSchema({ typeDefs }).getTypeMap()
  for (const [coordinate, resolver] of Object.entries(overrides)) {
    const [type, field] = coordinate.split(".") as [string, string]
    const declaredType = declared[type]
    if (!isObjectType(declaredType) || !(field === "__resolveReference" || declaredType.getFields()[field])) continue
    const original = (resolvers[type]?.[field] ?? ((source: Record<string, unknown>) => source[field])) as Resolver
    resolvers[type] = {
      ...resolvers[type],
      [field]: (source: never, args: never) => resolver(source, args, () => original(source, args)),
    }
  }
  return buildSubgraphSchema({ typeDefs, resolvers: resolvers as never })
}

/** The same subgraph as the gateway reaches it in-process. */
export function localLibrarySubgraph(name: string, overrides: Overrides = {}): LocalSubgraph<object> {
  const schema = librarySubgraph(name, overrides)
  return {
    name,
    openScope: () => ({}),
    async execute({ document, operationName, variables }, scope) {
      const { data, errors } = await execute({
        schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: scope,
      })
      return { ...(data === undefined ? {} : { data }), ...(errors ? { errors: errors.map((e) => e.toJSON()) } : {}) }
    },
  }
}

/** A context of its own for each request; 5 s, so that a busy machine doesn't fail a test. */
export function requestContext(overrides: Partial<FetchContext> = {}): FetchContext {
  return {
    signal: new AbortController().signal,
    deadlineMs: Date.now() + 5000,
    traceId: "trace-1",
    correlationId: "correlation-1",
    passport: "passport-1",
    origin: { ipAddress: "203.0.113.7", userAgent: "test", languages: "en" },
    propagate: () => {},
    ...overrides,
  }
}

/** Has every scope that the fixture's rules name. */
export const LIBRARIAN: Caller = { authenticated: true, scopes: ["clubs:read", "films:read", "money:read"] }
export const NOBODY: Caller = { authenticated: false, scopes: [] }

/** For random operations, which are larger than those of any client. */
export const NO_LIMITS = {
  maxDepth: 100,
  maxAliases: 1000,
  maxDirectives: 1000,
  maxRepetitions: 1000,
  maxFields: 1e6,
  maxTokens: 10_000,
  maxCost: 1e9,
}
