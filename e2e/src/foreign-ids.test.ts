import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { GRAPH, operationOf, PARENTS, type GraphRow } from "./authorisation-matrix.ts"
import { documentOf, fieldOf, fullSelection } from "./graph-documents.ts"
import { inputPlaces, withValueAt, type InputPath } from "./input-paths.ts"
import { createStage, type Person, type PersonName, type Stage, type World } from "./matrix-world.ts"
import { startPlatform, type Platform } from "./platform-under-test.ts"

const OWNERS = ["learnerA", "instructor"] as const
const STRANGERS = ["learnerB", "otherInstructor"] as const

/** Ids of the client's making, under which a client finds its own only (idempotency.test.ts). */
const MADE_BY_CLIENTS = new Set(["idempotencyKey", "clientSessionId", "deviceId"])
/** What a stranger may change of a course that everybody sees, by enrolling in it and rating it. */
const EVERYBODYS = ["rating", "reviews", "enrollmentCount"]
/** The same as the columns of a course, in what its instructor exports. */
const EVERYBODYS_COLUMNS = ["rating_sum", "rating_count", "r1", "r2", "r3", "r4", "r5", "rating_mean", "rating_rank"]
/** What the platform notes for itself of what is a person's: when a sweep looks at it next, what a check found. */
const THE_PLATFORMS = ["next_action_at", "streamHealth"]
const LEFT_OUT = new Set([...EVERYBODYS, ...EVERYBODYS_COLUMNS, ...THE_PLATFORMS])

/** The signature in an address, which is another one each time. */
const GRANT = /[?&]g=[\w-]+/g
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const DEEP = 4

/** The rows whose answers are all that a person sees; of the variants of an operation, all. */
const READS = Object.entries(GRAPH).filter(([name]) => !name.startsWith("Mutation."))
/** One row for each operation. */
const OPERATIONS = Object.entries(GRAPH).filter(([name]) => name === operationOf(name))

describe("ids of what is another's", () => {
  let platform: Platform
  let stage: Stage
  let world: World
  let people: Record<PersonName, Person>
  /** What only its owner sees, and what strangers see too. */
  let privateIds: string[]
  let publicIds: string[]
  let ownedBeforehand: Record<string, unknown>[]

  before(async () => {
    platform = await startPlatform("one process", {}, ["--no-demo"])
    stage = await createStage(platform)
    world = stage.newWorld()
    await world.everything()
    people = {} as typeof people
    for (const name of [...OWNERS, ...STRANGERS]) people[name] = await world.person(name)
    const seenBy = async (names: readonly PersonName[]) =>
      new Set((await Promise.all(names.map(everythingSeenBy))).join().match(UUID))
    const [owned, seen] = await Promise.all([seenBy(OWNERS), seenBy(STRANGERS)])
    ownedBeforehand = await Promise.all(OWNERS.map(everythingOf))
    privateIds = [...owned].filter((id) => !seen.has(id))
    publicIds = [...owned].filter((id) => seen.has(id))
  })
  after(async () => {
    stage?.close()
    await platform?.stop()
  })

  const argumentsOf = async (rowName: string, row: GraphRow, asker: Person): Promise<Record<string, unknown>> => {
    const of = row.of ?? PARENTS[rowName.split(".")[0] ?? ""]?.id
    return { ...(await row.args?.(world, asker)), ...(of ? { parent: await of(world) } : {}) }
  }

  /** The answer to one operation, without what is new in each answer. */
  const ask = async (rowName: string, variables: object, { accessToken }: Person, depth: number): Promise<string> => {
    const coordinate = operationOf(rowName)
    const query = documentOf(stage.schema, coordinate, {
      parent: PARENTS[coordinate.split(".")[0] ?? ""]?.field,
      selection: fullSelection(fieldOf(stage.schema, coordinate).type, depth),
    })
    const { status, data, errors } = await platform.graphql<Record<string, unknown> | null>(
      query,
      variables,
      accessToken,
    )
    const codes = errors?.map(({ message, path, extensions: { traceId: _traceId, ...facts } }) => ({
      message,
      path,
      facts,
    }))
    const text = JSON.stringify({ status, data, errors: codes })
    assert.doesNotMatch(
      text,
      /QUERY_TOO_COMPLEX|INTERNAL|TIMEOUT|SERVICE_UNAVAILABLE/,
      `${rowName}: ${text.slice(0, 500)}`,
    )
    return text
  }

  const everythingSeenBy = async (name: PersonName): Promise<string> => {
    const answers: string[] = []
    for (const [rowName, row] of READS)
      answers.push(
        `${rowName} ${await ask(rowName, await argumentsOf(rowName, row, people[name]), people[name], DEEP)}`,
      )
    return answers.join("\n")
  }
  /** The same by row, without what may change by right. */
  const everythingOf = async (name: PersonName): Promise<Record<string, unknown>> =>
    Object.fromEntries(
      (await everythingSeenBy(name)).split("\n").flatMap((answer) => {
        const [rowName = ""] = answer.split(" {", 1)
        // In an answer to this row alone, the field has another name.
        if (LEFT_OUT.has(operationOf(rowName).split(".")[1] ?? "")) return []
        const reviver = (key: string, value: unknown) =>
          LEFT_OUT.has(key) ? undefined : typeof value === "string" ? value.replace(GRANT, "") : value
        return [[rowName, JSON.parse(answer.slice(rowName.length), reviver) as unknown]]
      }),
    )

  /** Every place where an operation takes an id that is not of the client's making. */
  const idPlaces = (rowName: string): InputPath[] =>
    inputPlaces(fieldOf(stage.schema, operationOf(rowName)).args)
      .filter(({ path, type }) => String(type) === "ID" && !path.some((name) => MADE_BY_CLIENTS.has(String(name))))
      .map(({ path }) => path)

  it("are found: of enrolments, playback sessions, login records, drafts and what is in them", async () => {
    const [enrollment, playback, draft] = await Promise.all([
      world.enrollment(),
      world.playbackSession(),
      world.draft(),
    ])
    for (const id of [enrollment.id, playback.id, draft.id, draft.sessionId]) assert.ok(privateIds.includes(id), id)
    assert.ok(publicIds.includes((await world.course()).id))
    assert.ok(privateIds.length >= 8, `${privateIds.length} ids`)
  })

  for (const stranger of STRANGERS)
    it(`are to every operation as ids of nothing, when ${stranger} sends them`, async () => {
      const answerTo = async (rowName: string, row: GraphRow, path: InputPath, id: string) => {
        const variables = withValueAt(await argumentsOf(rowName, row, people[stranger]), path, id)
        const answer = await ask(rowName, variables, people[stranger], 2)
        // An answer may name what it was asked for.
        const sent = new Set(JSON.stringify(variables).match(UUID))
        return answer.replaceAll(UUID, (found) => (sent.has(found) ? "ID" : found))
      }
      const different: string[] = []
      let tried = 0
      await Promise.all(
        OPERATIONS.map(async ([rowName, row]) => {
          for (const path of idPlaces(rowName)) {
            const nothing = await answerTo(rowName, row, path, randomUUID())
            for (const id of privateIds) {
              const answer = await answerTo(rowName, row, path, id)
              tried++
              if (answer !== nothing) different.push(`${rowName} ${path.join(".")}: ${answer} instead of ${nothing}`)
            }
          }
        }),
      )
      assert.deepEqual(different, [])
      assert.ok(tried >= 10 * privateIds.length, `${tried} tries`)
    })

  it("and ids that everybody knows, in any mutation, change nothing of their owners'", async () => {
    let sent = 0
    for (const stranger of STRANGERS)
      await Promise.all(
        OPERATIONS.filter(([name]) => name.startsWith("Mutation.")).map(async ([rowName, row]) => {
          for (const path of idPlaces(rowName))
            for (const id of publicIds) {
              await ask(
                rowName,
                withValueAt(await argumentsOf(rowName, row, people[stranger]), path, id),
                people[stranger],
                2,
              )
              sent++
            }
        }),
      )
    assert.ok(sent > 0)
    assert.deepEqual(differences(ownedBeforehand, await Promise.all(OWNERS.map(everythingOf))), [])
  })
})

/** Where two answers differ, by path: each of them is too long to be looked at. */
function differences(before: unknown, now: unknown, path = ""): string[] {
  if (typeof before !== "object" || typeof now !== "object" || before === null || now === null)
    return before === now ? [] : [`${path}: ${JSON.stringify(before)} became ${JSON.stringify(now)}`]
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((key) =>
    differences((before as Record<string, unknown>)[key], (now as Record<string, unknown>)[key], `${path}/${key}`),
  )
}
