import assert from "node:assert/strict"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { rowCounts } from "@lectern/test-kit/row-counts"
import { expectedOf, GRAPH, operationOf, rightfulCaller, type GraphColumn } from "./authorisation-matrix.ts"
import { startGateway, type Gateway } from "./gateway-under-test.ts"
import { documentOf, fieldOf, fullSelection, isFailure } from "./graph-documents.ts"
import { inputPlaces } from "./input-paths.ts"
import { createStage, type Person, type Stage } from "./matrix-world.ts"
import { PATIENT, startPlatform, type Platform } from "./platform-under-test.ts"

const REPEATS = 5
/** What waits to be sent on; others take it away while it is counted. */
const PASSING = /\.(outbox|tries)/

/** One row for each mutation. */
const MUTATIONS = Object.entries(GRAPH).filter(([name]) => name.startsWith("Mutation.") && name === operationOf(name))

describe("the same mutation, sent five times at once to two gateways", () => {
  let platform: Platform
  let second: Gateway
  let stage: Stage
  let databases: string[]

  before(async () => {
    platform = await startPlatform("processes", {}, ["--no-demo"])
    const { passportPrivateKey } = JSON.parse(await readFile(join(platform.dataFolder, "secrets.json"), "utf8")) as {
      passportPrivateKey: string
    }
    const { services, subgraphs = {} } = platform.addresses
    databases = Object.keys(services)
    second = await startGateway(services.users, passportPrivateKey, {
      ...PATIENT,
      ...Object.fromEntries(Object.entries(subgraphs).map(([name, url]) => [`${name.toUpperCase()}_SUBGRAPH`, url])),
    })
    stage = await createStage(platform)
  })
  after(async () => {
    stage?.close()
    await second?.stop()
    await platform?.stop()
  })

  const countRows = async () => {
    const counts = await rowCounts(
      {
        socketPath: join(platform.dataFolder, "mysql", "mysql.sock"),
        user: "root",
        password: await readFile(join(platform.dataFolder, "mysql", "admin-password"), "utf8"),
      },
      databases,
    )
    return Object.fromEntries(Object.entries(counts).filter(([table]) => !PASSING.test(table)))
  }

  /** What the mutation answers, with all that it can tell, but for the mark of a repeat. */
  const send = async (
    origin: string,
    name: string,
    variables: object,
    person: Person | undefined,
  ): Promise<{ text: string; outcome: string }> => {
    const query = documentOf(stage.schema, name, { selection: fullSelection(fieldOf(stage.schema, name).type, 3) })
    const response = await fetch(`${origin}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json",
        ...(person ? { authorization: `Bearer ${person.accessToken}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    })
    const body = (await response.json()) as {
      data?: { it: { __typename: string } | null }
      errors?: { extensions: { code: string } }[]
    }
    const member = body.data?.it?.__typename ?? ""
    return {
      // What of it is not for this person is refused in every answer, each with the id of its trace.
      text: JSON.stringify(body.data, (key, value: unknown) => (/(^|_)replayed$/.test(key) ? undefined : value)),
      outcome: !member ? String(body.errors?.[0]?.extensions.code) : isFailure(stage.schema, member) ? member : "OK",
    }
  }

  it("has a row that says what another request is, for every mutation with an idempotency key", () => {
    const fields = stage.schema.getMutationType()?.getFields() ?? {}
    const keyed = Object.values(fields)
      .filter(({ args }) => inputPlaces(args).some(({ path }) => path.at(-1) === "idempotencyKey"))
      .map(({ name }) => `Mutation.${name}`)
    assert.ok(keyed.length > 0)
    assert.deepEqual(
      keyed.filter((name) => !GRAPH[name]?.change),
      [],
    )
  })

  for (const [name, row] of MUTATIONS) {
    const { change } = row
    if (!change) continue
    it(`${name} has one effect and one answer`, async () => {
      const column = rightfulCaller(row)
      const prepared = async () => {
        const world = stage.newWorld()
        const personOf = async (who: GraphColumn) => (who === "nobody" ? undefined : world.person(who))
        const [person, other] = await Promise.all([personOf(column), personOf("learnerB")])
        return { variables: (await row.args?.(world, person)) ?? {}, person, other }
      }
      const single = await prepared()
      const before = await countRows()
      assert.equal((await send(platform.origin, name, single.variables, single.person)).outcome, "OK")
      const between = await countRows()
      const byOne = growth(before, between)
      assert.notDeepEqual(byOne, {})

      const { variables, person, other } = await prepared()
      const beforeRepeats = await countRows()
      const answers = await Promise.all(
        Array.from({ length: REPEATS }, (_, index) =>
          send(index % 2 === 0 ? platform.origin : second.origin, name, variables, person),
        ),
      )
      assert.equal(answers[0]?.outcome, "OK", answers[0]?.text)
      assert.deepEqual([...new Set(answers.map(({ text }) => text))], [answers[0]?.text])
      assert.deepEqual(growth(beforeRepeats, await countRows()), byOne)

      // Another body under the key is refused, wherever it is sent, and changes nothing.
      const another = structuredClone(variables)
      change(another as never)
      const beforeAnother = await countRows()
      const refused = await send(second.origin, name, another, person)
      assert.equal(refused.outcome, "ValidationError", refused.text)
      assert.deepEqual(growth(beforeAnother, await countRows()), {})

      // In another person's hands it is another key.
      if (column !== "nobody") {
        const theirs = await send(second.origin, name, variables, other)
        assert.equal(theirs.outcome, expectedOf(row, "learnerB", false), theirs.text)
        assert.notEqual(theirs.text, answers[0]?.text)
      }
    })
  }
})

/** By how many rows each table has grown, of those that have. */
const growth = (from: Record<string, number>, to: Record<string, number>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(to)
      .map(([table, count]) => [table, count - (from[table] ?? 0)] as const)
      .filter(([, rows]) => rows !== 0),
  )
