import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { after, before, describe, it } from "node:test"
import { anonymousCaller } from "@lectern/rpc/passport"
import { until } from "@lectern/test-kit/until"
import { isObjectType } from "graphql"
import {
  expectedOf,
  GRAPH,
  operationOf,
  PARENTS,
  RPCS,
  type GraphColumn,
  type GraphRow,
  type RpcColumn,
  type RpcRow,
} from "./authorisation-matrix.ts"
import { documentOf, fieldOf, isFailure, shortSelection } from "./graph-documents.ts"
import {
  COMPONENTS,
  createStage,
  PEOPLE,
  type ComponentName,
  type PersonName,
  type Stage,
  type World,
} from "./matrix-world.ts"
import { startPlatform, type Platform } from "./platform-under-test.ts"
import { startCollector, type SpanCollector } from "./span-collector.ts"

const GRAPH_COLUMNS: readonly GraphColumn[] = ["nobody", ...PEOPLE]
const RPC_COLUMNS: readonly RpcColumn[] = [...GRAPH_COLUMNS, ...COMPONENTS]
const AUTHORIZATION_RULES = JSON.parse(
  readFileSync(new URL("../../gateway/authorization-rules.json", import.meta.url), "utf8"),
) as Record<string, unknown>
/** The cells of a row come one after the other. */
const ROWS_AT_ONCE = 8

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

const isComponent = (column: string): column is ComponentName => (COMPONENTS as readonly string[]).includes(column)
const isPerson = (column: string): column is PersonName => (PEOPLE as readonly string[]).includes(column)

describe("who may do what", () => {
  let collector: SpanCollector
  let platform: Platform
  let stage: Stage
  /** Of the cells that change nothing. */
  let readOnly: World
  let wrongTokens: Record<string, string>
  const errorBodies: string[] = []

  before(async () => {
    collector = await startCollector()
    platform = await startPlatform("one process", { ZIPKIN_URL: collector.url }, ["--no-demo"])
    stage = await createStage(platform)
    readOnly = stage.newWorld()
    await readOnly.everything()
    const [signedOut, signedIn] = await Promise.all(
      (["learnerA", "admin"] as const).map((name) => stage.newWorld().person(name)),
    )
    assert.ok(signedOut && signedIn)
    const left = await platform.post("/auth/logout", { refreshToken: signedOut.refreshToken })
    assert.equal(left.status, 204)
    wrongTokens = {
      "text that is no token": "none",
      "a token of a session that ended": signedOut.accessToken,
      "a token with another's claims": [
        signedOut.accessToken.split(".")[0],
        signedIn.accessToken.split(".")[1],
        signedOut.accessToken.split(".")[2],
      ].join("."),
      "a passport": Object.values(stage.wrongPassports).at(-1) ?? "",
    }
  })
  after(async () => {
    stage?.close()
    await platform?.stop()
    await collector?.close()
  })

  const graphDocument = (rowName: string, { select }: GraphRow) => {
    const coordinate = operationOf(rowName)
    const [typeName = ""] = coordinate.split(".")
    const { type } = fieldOf(stage.schema, coordinate)
    return documentOf(stage.schema, coordinate, {
      parent: PARENTS[typeName]?.field,
      selection: select ?? shortSelection(type),
    })
  }

  const askGraph = async (query: string, variables: object, token?: string) => {
    const response = await platform.post(
      "/graphql",
      { query, variables },
      { accept: "application/graphql-response+json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    )
    const text = await response.text()
    if (text.includes('"errors"') || text.includes('"code"')) errorBodies.push(text)
    return { status: response.status, ...(JSON.parse(text) as GraphBody) }
  }

  const graphOutcome = async (rowName: string, row: GraphRow, column: GraphColumn): Promise<string> => {
    const [typeName = ""] = rowName.split(".")
    const world = typeName === "Mutation" ? stage.newWorld() : readOnly
    const of = row.of ?? PARENTS[typeName]?.id
    const person = column === "nobody" ? undefined : await world.person(column)
    const [args, parent] = await Promise.all([row.args?.(world, person), of?.(world)])
    const { data, errors } = await askGraph(graphDocument(rowName, row), { ...args, parent }, person?.accessToken)
    const value = valueOf(data)
    if (errors) {
      assert.ok(value === null || value === undefined, `${rowName} ${column}: errors and a value`)
      return String(errors[0]?.extensions.code)
    }
    if (value === null || value === undefined) return "null"
    const member = (value as { __typename?: string }).__typename
    if (member !== undefined && isFailure(stage.schema, member)) return member
    return row.shows?.(value as never) === false ? "nothing" : "OK"
  }

  const rpcOutcome = async (rowName: string, row: RpcRow, column: RpcColumn): Promise<string> => {
    const rpc = operationOf(rowName)
    const world = stage.rpcs.get(rpc)?.reads ? readOnly : stage.newWorld()
    const person = isPerson(column) ? await world.person(column) : undefined
    const request = await row.request?.(world, person)
    const caller = isComponent(column) ? stage.componentCaller(column) : (person?.caller ?? anonymousCaller)
    const { outcome, reply } = await stage.call(rpc, request ?? {}, caller)
    return outcome === "OK" && row.shows?.(reply as never) === false ? "nothing" : outcome
  }

  it("has a row for every query, mutation, guarded field and field of a person, and no row for anything else", () => {
    const { schema } = stage
    const fieldsOf = (typeName: string, which: (field: string) => boolean = () => true) => {
      const type = schema.getType(typeName)
      return isObjectType(type)
        ? Object.keys(type.getFields())
            .filter(which)
            .map((field) => `${typeName}.${field}`)
        : []
    }
    const needed = new Set([
      ...["Query", "Mutation", "User"].flatMap((name) => fieldsOf(name)),
      ...Object.keys(schema.getTypeMap()).flatMap((name) =>
        fieldsOf(name, (field) => /^viewer[A-Z]/.test(field) && field !== "viewerCount"),
      ),
      ...Object.keys(AUTHORIZATION_RULES),
    ])
    const rows = new Set(Object.keys(GRAPH).map(operationOf))
    assert.deepEqual(missingFrom(rows, needed), [], "operations without a row")
    for (const coordinate of rows) fieldOf(schema, coordinate)
  })

  it("has a row for every RPC of every service, and no row for anything else", () => {
    const rows = new Set(Object.keys(RPCS).map(operationOf))
    const needed = new Set(stage.rpcs.keys())
    assert.deepEqual(missingFrom(rows, needed), [], "RPCs without a row")
    assert.deepEqual(missingFrom(needed, rows), [], "rows without an RPC")
  })

  describe("through the gateway", { concurrency: ROWS_AT_ONCE }, () => {
    for (const [rowName, row] of Object.entries(GRAPH))
      it(rowName, async () => {
        const outcomes = await inColumns(GRAPH_COLUMNS, (column) => graphOutcome(rowName, row, column))
        assert.deepEqual(
          outcomes,
          byColumn(GRAPH_COLUMNS, (column) => expectedOf(row, column, false)),
        )
        for (const [what, token] of Object.entries(wrongTokens)) {
          const { status, data, errors } = await askGraph(graphDocument(rowName, row), {}, token)
          assert.deepEqual([status, data, errors?.[0]?.extensions.code], [401, undefined, "UNAUTHENTICATED"], what)
        }
      })
  })

  describe("straight at the service", { concurrency: ROWS_AT_ONCE }, () => {
    for (const [rowName, row] of Object.entries(RPCS))
      it(rowName, async () => {
        const outcomes = await inColumns(RPC_COLUMNS, (column) => rpcOutcome(rowName, row, column))
        assert.deepEqual(
          outcomes,
          byColumn(RPC_COLUMNS, (column) => expectedOf(row, column, isComponent(column))),
        )
        for (const [what, passport] of Object.entries(stage.wrongPassports)) {
          const { outcome } = await stage.call(operationOf(rowName), {}, { passport })
          assert.equal(outcome, "UNAUTHENTICATED / PASSPORT_REQUIRED", what)
        }
      })
  })

  it("left no password, token, address or name of anybody in logs, spans, metrics and error bodies", async () => {
    const people = await stage.everybody()
    const metrics = await Promise.all(
      Object.values(platform.addresses.internal).map(async (url) => (await fetch(`${url}/metrics`)).text()),
    )
    const marker = "0123456789abcdef0123456789abcdef"
    await platform.post("/graphql", { query: "{ __typename }" }, { traceparent: `00-${marker}-00f067aa0ba902b7-01` })
    await until(() => collector.spans.some(({ traceId }) => traceId === marker), {
      timeoutMs: 15_000,
      description: "the spans to be sent",
    })
    const told = {
      log: await platform.log(),
      output: platform.output,
      spans: collector.spans.map((span) => JSON.stringify(span)).join("\n"),
      metrics: metrics.join("\n"),
      "error bodies": errorBodies.join("\n"),
    }
    assert.ok(told.log.includes('"path":"/graphql"') && told.spans.includes("CreateUser") && errorBodies.length > 0)
    // What is random in each of them: a UUID, or a part of a token.
    const secrets = new Set(
      people.flatMap(({ displayName, email, password, accessToken, refreshToken }) => [
        ...[displayName, email, password].flatMap((text) => text.match(UUID) ?? []),
        ...accessToken.split(".").slice(1),
        refreshToken,
      ]),
    )
    for (const [where, text] of Object.entries(told))
      for (const pattern of [UUID, /[\w-]{40,}/g])
        for (const { 0: found, index } of text.matchAll(pattern))
          assert.ok(!secrets.has(found), `${where}: ${text.slice(Math.max(0, index - 200), index + 100)}`)
  })
})

interface GraphBody {
  data?: Record<string, unknown> | null
  errors?: { extensions: { code: string } }[]
}

/** What stands under `it`, below one parent at most. */
function valueOf(data: GraphBody["data"]): unknown {
  if (!data) return undefined
  if ("it" in data) return data.it
  const [parent] = Object.values(data) as ({ it: unknown } | null)[]
  // A file is there for those who may see it.
  if (parent === null && "contentFile" in data) return null
  assert.ok(parent, "the parent is there for everybody")
  return parent.it
}

const missingFrom = (there: ReadonlySet<string>, wanted: ReadonlySet<string>) =>
  [...wanted].filter((name) => !there.has(name))

const byColumn = <Column extends string>(columns: readonly Column[], of: (column: Column) => string) =>
  Object.fromEntries(columns.map((column) => [column, of(column)]))

const inColumns = async <Column extends string>(
  columns: readonly Column[],
  of: (column: Column) => Promise<string>,
): Promise<Record<string, string>> => {
  const outcomes: Record<string, string> = {}
  for (const column of columns) outcomes[column] = await of(column)
  return outcomes
}
