import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { getNullableType, isInputObjectType } from "graphql"
import { packageDefinition } from "@lectern/contracts/package-definition"
import { anonymousCaller } from "@lectern/rpc/passport"
import { GRAPH, operationOf, rightfulCaller, RPCS, type GraphColumn, type RpcRow } from "./authorisation-matrix.ts"
import { ROOT } from "./documents.ts"
import { documentOf, fieldOf } from "./graph-documents.ts"
import { inputPlaces, shortestInput, valueAt, withValueAt, type InputPath } from "./input-paths.ts"
import { createStage, type Stage, type World } from "./matrix-world.ts"
import { startPlatform, type Platform } from "./platform-under-test.ts"

/** A field of a message as the contract declares it (descriptor.proto). */
interface MessageField {
  name: string
  label: "LABEL_OPTIONAL" | "LABEL_REPEATED"
  type: string
  /** Of a message or enum, seen from the package it is used in. */
  typeName: string
}
const MESSAGES = new Map(
  Object.entries(packageDefinition).flatMap(([name, definition]) =>
    "format" in definition ? [[name, definition.type as { field?: MessageField[]; value?: { name: string }[] }]] : [],
  ),
)

/** What the columns of all tables are called, spelled as inputs are. */
function everyColumn(): string[] {
  const names = globSync("grpc-services/*/migrations/*.sql", { cwd: ROOT }).flatMap((file) =>
    [...readFileSync(join(ROOT, file), "utf8").matchAll(/^\s*(?:ADD COLUMN )?([a-z][a-z_0-9]*) [A-Z]{3,}/gm)].map(
      ([, name = ""]) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    ),
  )
  return [...new Set(names)].sort()
}

/** The gateway names three wrong fields of a request at most. */
const NAMES_AT_ONCE = 2

describe("what a client may not write", () => {
  let platform: Platform
  let stage: Stage
  before(async () => {
    platform = await startPlatform("one process", {}, ["--no-demo"])
    stage = await createStage(platform)
  })
  after(async () => {
    stage?.close()
    await platform?.stop()
  })

  it("is refused by name in every input of every mutation, whatever column it is named after", async () => {
    const columns = everyColumn()
    for (const name of ["role", "userId", "status", "ratingSum", "passwordHash", "createdAt", "amountMinor"])
      assert.ok(columns.includes(name), name)
    const world = stage.newWorld()
    await world.everything()
    const rows = Object.entries(GRAPH).filter(([name]) => name.startsWith("Mutation.") && name === operationOf(name))
    const taken: string[] = []
    let inputs = 0
    await Promise.all(
      rows.map(async ([rowName, row]) => {
        const query = documentOf(stage.schema, rowName, { selection: "{ __typename }" })
        const person = await personOf(rightfulCaller(row), world)
        const args = await row.args?.(world, person)
        for (const { path, type: given } of inputPlaces(fieldOf(stage.schema, rowName).args)) {
          const type = getNullableType(given)
          if (!isInputObjectType(type)) continue
          inputs++
          const right = valueAt(args, path) ? (args ?? {}) : withValueAt(args ?? {}, path, shortestInput(type))
          const strange = columns.filter((name) => !(name in type.getFields()))
          for (let index = 0; index < strange.length; index += NAMES_AT_ONCE) {
            const names = strange.slice(index, index + NAMES_AT_ONCE)
            const variables = names.reduce((before, name) => withValueAt(before, [...path, name], randomUUID()), right)
            const { data, errors = [] } = await platform.graphql(query, variables, person?.accessToken)
            const refused = names.filter((name) =>
              errors.some(
                ({ message, extensions }) => extensions.code === "BAD_USER_INPUT" && message.includes(`"${name}"`),
              ),
            )
            if (data !== undefined || refused.length < names.length)
              taken.push(`${rowName} ${path.join(".")} ${names.join(" ")}: ${JSON.stringify(errors)}`)
          }
        }
      }),
    )
    assert.deepEqual(taken, [])
    assert.ok(inputs > 0)
  })

  it("has no effect in the resources that RPCs take, with and without a field mask", async () => {
    const taken: string[] = []
    let tried = 0
    for (const [rowName, row] of Object.entries(RPCS).filter(([name]) => name === operationOf(name))) {
      if (stage.rpcs.get(rowName)?.reads) continue
      const messageName = requestMessageOf(rowName)
      const world = stage.newWorld()
      const asker = await personOf(rightfulCaller(row), world)
      const template = ((await row.request?.(world, asker)) ?? {}) as Record<string, unknown>
      const resources = (MESSAGES.get(messageName)?.field ?? []).filter(
        ({ name, type, label }) => type === "TYPE_MESSAGE" && label !== "LABEL_REPEATED" && isResource(template[name]),
      )
      for (const resource of resources) {
        const type = resolve(resource.typeName, messageName)
        const given = template[resource.name] as object
        for (const field of MESSAGES.get(type)?.field ?? []) {
          if (field.name in given || row.writable?.includes(field.name)) continue
          const poison = poisonFor(field, type)
          const reply = await sendOnce(rowName, row, [resource.name, field.name], poison)
          tried++
          if (reply && isTaken(reply, resource.name, field.name, poison))
            taken.push(`${rowName} ${resource.name}.${field.name}`)
        }
      }
    }
    assert.deepEqual(taken, [])
    assert.ok(tried >= 20, `${tried} fields`)
  })

  /** The answer to a right request with one value more, where that is no error; the mask names it, where there is one. */
  const sendOnce = async (
    rowName: string,
    row: RpcRow,
    path: InputPath,
    value: unknown,
  ): Promise<Record<string, unknown> | undefined> => {
    const world = stage.newWorld()
    const person = await personOf(rightfulCaller(row), world)
    const request = (await row.request?.(world, person)) as Record<string, unknown> & {
      updateMask?: { paths: string[] }
    }
    const poisoned = withValueAt(request, path, value)
    if (request.updateMask) {
      const column = String(path.at(-1)).replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      poisoned.updateMask = { paths: [...request.updateMask.paths, column] }
    }
    const { outcome, reply } = await stage.call(rowName, poisoned, person?.caller ?? anonymousCaller)
    assert.doesNotMatch(outcome, /^(INTERNAL|UNKNOWN|UNAVAILABLE)/, `${rowName} ${path.join(".")}`)
    return reply
  }
})

const personOf = async (column: GraphColumn, world: World) => (column === "nobody" ? undefined : world.person(column))

const isResource = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !("seconds" in value) && !("paths" in value)

function requestMessageOf(rpc: string): string {
  const [serviceName = "", method = ""] = rpc.split("/")
  const [fullName = "", definition] =
    Object.entries(packageDefinition).find(([name]) => name.endsWith(`.${serviceName}`)) ?? []
  assert.ok(definition && !("format" in definition))
  const type = (definition as Record<string, { requestType: { type: { name: string } } }>)[method]?.requestType.type
  return `${fullName.slice(0, fullName.lastIndexOf("."))}.${type?.name}`
}

/** The full name of a type as it is called in the package of another. */
function resolve(typeName: string, usedIn: string): string {
  const neighbour = `${usedIn.slice(0, usedIn.lastIndexOf("."))}.${typeName}`
  return (
    [neighbour, typeName.replace(/^\./, "")].find((name) => MESSAGES.has(name)) ??
    [...MESSAGES.keys()].find((name) => name.endsWith(`.${typeName}`)) ??
    assert.fail(`there is no message ${typeName}`)
  )
}

/** A value that no right request has. */
function poisonFor(field: MessageField, usedIn: string): unknown {
  const one = () => {
    if (field.type === "TYPE_STRING") return randomUUID()
    if (field.type === "TYPE_BOOL") return true
    if (field.type === "TYPE_ENUM") return MESSAGES.get(resolve(field.typeName, usedIn))?.value?.at(-1)?.name
    if (field.type !== "TYPE_MESSAGE") return 3
    const type = resolve(field.typeName, usedIn)
    return Object.fromEntries((MESSAGES.get(type)?.field ?? []).map((each) => [each.name, poisonFor(each, type)]))
  }
  return field.label === "LABEL_REPEATED" ? [one()] : one()
}

/** Whether a reply shows the value in that field of the resource. */
function isTaken(reply: Record<string, unknown>, resource: string, field: string, poison: unknown): boolean {
  const stored = (reply[resource] as Record<string, unknown> | null | undefined)?.[field]
  assert.notEqual(reply[resource], undefined, `the reply shows ${resource}`)
  try {
    assert.partialDeepStrictEqual({ value: stored }, { value: poison })
    return true
  } catch {
    return false
  }
}
