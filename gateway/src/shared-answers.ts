import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from "graphql"
import { LRUCache } from "lru-cache"
import { NO_ORIGIN } from "@lectern/rpc/call"
import type { AuthorizationRules } from "./authorization.ts"
import { type FetchRequest, type SubgraphDataSource, SubgraphFailure, type SubgraphResult } from "./data-source.ts"
import { codeOf, OUR_CODES, type SubgraphError } from "./lost.ts"

/** How much older than fresh an answer may be, in milliseconds (RFC 5861). */
const WHILE_REVALIDATED_MS = 30_000
const IF_ERROR_MS = 300_000
/** That there is nothing is believed for a shorter time: somebody may be about to make it. */
const NOTHING_FRESH_MS = 1000
/** Of an entry's objects, beside its text. */
const ENTRY_BYTES = 200

/** What a plan knows of a fetch whose answer is the same for everybody who may not write. */
export interface Shareable {
  /** The operation, but for the name that the planner gave it. */
  key: string
  /** Where in the client's answer it goes, without places in lists. */
  path: readonly string[]
  /** It asks for entities and tells nothing of others. */
  isAboutItself: boolean
}

/** In the context of a request whose caller sees what everybody sees. */
export interface Sharing {
  /** Of nobody. What is shared is asked for as nobody, so that nothing of a caller's can be in it. */
  passport: string
  /** Hears of each fetch that could be answered from memory. */
  onUse(use: SharedUse): void
}

/** "hit": the subgraph was not waited for. "stale": neither, and what was kept is past its freshness. */
export interface SharedUse {
  subgraph: string
  outcome: "hit" | "stale" | "miss"
  /** Of the oldest part, in milliseconds. */
  ageMs: number
  path: readonly string[]
}

/** Mutations that change one entity only, by name: its type, and where in their arguments its id is. */
export type ChangesOfOne = Readonly<Record<string, { type: string; id: readonly [argument: string, field: string] }>>

export interface SharedOptions {
  maxBytes: number
  freshMs: number
  /** What one fetch may take. */
  fetchMs: number
  /** Whether Accept-Language changes what the subgraph answers. */
  variesByLanguage: boolean
  changesOfOne: ChangesOfOne
  /** Monotonic, in milliseconds. */
  now?: () => number
}

/**
 * Whether a fetch may be shared, and how: queries of these subgraphs without a field that carries a rule. `key` and
 * `path` are for the plan to add.
 */
export function shareableFetches(
  schema: GraphQLSchema,
  rules: AuthorizationRules,
  subgraphs: ReadonlySet<string>,
): (subgraph: string, document: DocumentNode) => Pick<Shareable, "isAboutItself"> | undefined {
  return (subgraph, document) => {
    if (!subgraphs.has(subgraph)) return undefined
    const types = new TypeInfo(schema)
    let isPublic = true
    let isAboutItself = true
    let depth = 0
    visit(
      document,
      visitWithTypeInfo(types, {
        OperationDefinition: ({ operation }) => {
          if (operation !== "query") isPublic = false
        },
        Field: {
          enter({ name, selectionSet }) {
            const parent = types.getParentType()
            const owners = isAbstractType(parent) ? schema.getPossibleTypes(parent) : parent ? [parent] : []
            if (owners.some((owner) => Object.hasOwn(rules, `${owner.name}.${name.value}`))) isPublic = false
            const type = getNamedType(types.getType())
            const isEntity = isAbstractType(type) || (isObjectType(type) && type.getFields().id !== undefined)
            if (depth > 0 && isEntity && selectionSet && !isReference(selectionSet)) isAboutItself = false
            depth++
          },
          leave: () => void depth--,
        },
      }),
    )
    return isPublic ? { isAboutItself } : undefined
  }
}

const isReference = ({ selections }: SelectionSetNode): boolean =>
  selections.every(
    (selection) =>
      selection.kind === Kind.FIELD && (selection.name.value === "id" || selection.name.value === "__typename"),
  )

interface Entry {
  text: string
  at: number
  isNothing: boolean
  /** As in "Course 0192…", of an entity that is told of by itself. */
  instance: string | undefined
}

/** One entity, or all data of a fetch of root fields; the paths of its errors begin there. */
interface Part {
  value: unknown
  errors: SubgraphError[]
}

interface Key {
  text: string
  instance: string | undefined
  representation: Readonly<Record<string, unknown>> | undefined
}

/**
 * A subgraph whose answers are kept where they are the same for everybody. Fresh ones are used as they are, older ones
 * while they are fetched anew, much older ones where the subgraph does not answer. What several requests lack at once is
 * fetched once. Entities are kept one by one. A mutation of the subgraph ends what it may have changed before it is
 * answered; one through another gateway is seen when what is kept has aged.
 */
export function sharedDataSource(source: SubgraphDataSource, options: SharedOptions): SubgraphDataSource {
  const { freshMs, variesByLanguage, now = () => performance.now() } = options
  const keysOfInstance = new Map<string, Set<string>>()
  const entries = new LRUCache<string, Entry>({
    maxSize: options.maxBytes,
    sizeCalculation: ({ text }, key) => text.length + key.length + ENTRY_BYTES,
    dispose({ instance }, key) {
      const keys = instance === undefined ? undefined : keysOfInstance.get(instance)
      if (keys?.delete(key) && keys.size === 0) keysOfInstance.delete(instance as string)
    },
  })
  const underWay = new Map<string, { part: Promise<Part>; instance: string | undefined }>()
  // They are in the keys: what has ended is not found any more, and nor is what is on its way meanwhile.
  let epoch = 0
  let epochOfInstances = 0

  const keysOf = ({ variables: { representations, ...variables }, context, shareable }: FetchRequest): Key[] => {
    const { key, isAboutItself } = shareable as Shareable
    const about = `${JSON.stringify(variables)} ${variesByLanguage ? context.origin.languages : ""} ${key}`
    if (!Array.isArray(representations))
      return [{ text: `${epoch} ${about}`, instance: undefined, representation: undefined }]
    return (representations as NonNullable<Key["representation"]>[]).map((representation) => {
      const { __typename, id } = representation
      const instance = isAboutItself && typeof id === "string" ? instanceOf(String(__typename), id) : undefined
      const age = instance === undefined ? `${epoch}` : `i${epochOfInstances}`
      return { text: `${age} ${JSON.stringify(representation)} ${about}`, instance, representation }
    })
  }

  const keep = ({ text: key, instance }: Key, value: unknown) => {
    const isNothing = value === null || Object.values(value as object).every((field) => field === null)
    entries.set(key, { text: JSON.stringify(value), at: now(), isNothing, instance })
    if (instance === undefined || !entries.has(key)) return
    keysOfInstance.set(instance, (keysOfInstance.get(instance) ?? new Set()).add(key))
  }

  const forget = (request: FetchRequest) => {
    const instance = changedInstance(request, options.changesOfOne)
    epoch++
    if (instance === undefined) {
      epochOfInstances++
      entries.clear()
      underWay.clear()
      return
    }
    for (const key of keysOfInstance.get(instance) ?? []) entries.delete(key)
    for (const [key, flight] of underWay) if (flight.instance === instance) underWay.delete(key)
  }

  /** Asks for what nobody has asked for yet, and keeps what comes without an error. */
  const load = (request: FetchRequest, lacking: readonly Key[]) => {
    const keys = lacking.filter(({ text }) => !underWay.has(text))
    if (keys.length === 0) return
    const representations = keys.flatMap(({ representation }) => representation ?? [])
    const count = representations.length
    const { context, variables, signal: _signal, deadlineMs: _deadline, shareable: _shareable, ...rest } = request
    const parts = source
      .fetch({
        ...rest,
        variables: count > 0 ? { ...variables, representations } : variables,
        representationCount: count,
        context: {
          ...context,
          passport: (context.sharing as Sharing).passport,
          origin: { ...NO_ORIGIN, languages: variesByLanguage ? context.origin.languages : "" },
          // Who asked first may go; others wait too.
          signal: NEVER,
          deadlineMs: Date.now() + options.fetchMs,
        },
      })
      .then((result) => partsOf(result, count))
    keys.forEach((key, place) => {
      const flight = { part: parts.then((all) => all[place] as Part), instance: key.instance }
      underWay.set(key.text, flight)
      const isWanted = () => underWay.get(key.text) === flight
      flight.part
        .then(
          ({ value, errors }) => {
            if (errors.length === 0 && isWanted()) keep(key, value)
          },
          // Whoever waits for it hears of it.
          () => {},
        )
        .finally(() => {
          if (isWanted()) underWay.delete(key.text)
        })
    })
  }

  const fetchShared = async (request: FetchRequest, sharing: Sharing): Promise<SubgraphResult> => {
    const keys = keysOf(request).map((key) => {
      const entry = entries.get(key.text)
      const ageMs = entry ? now() - entry.at : Infinity
      const isWithin = (limitMs: number) => ageMs <= (entry?.isNothing ? NOTHING_FRESH_MS : limitMs)
      return {
        ...key,
        entry,
        ageMs,
        isFresh: isWithin(freshMs),
        isReady: isWithin(freshMs + WHILE_REVALIDATED_MS),
        isOldButThere: isWithin(freshMs + IF_ERROR_MS),
      }
    })
    const missing = keys.filter(({ isReady }) => !isReady)
    load(request, missing)
    // For those who come later, so nobody waits for it.
    load(
      request,
      keys.filter(({ isReady, isFresh }) => isReady && !isFresh),
    )

    let oldestMs = 0
    let failure: unknown
    const used = ({ entry, ageMs }: (typeof keys)[number]): Part => {
      oldestMs = Math.max(oldestMs, ageMs)
      return { value: JSON.parse((entry as Entry).text), errors: [] }
    }
    const parts = await Promise.all(
      keys.map(async (key): Promise<Part | undefined> => {
        if (key.isReady) return used(key)
        try {
          const part = await (underWay.get(key.text) as { part: Promise<Part> }).part
          if (key.isOldButThere && part.errors.some((error) => OUR_CODES.has(codeOf(error)))) return used(key)
          // What is merged is changed later.
          return structuredClone(part)
        } catch (error) {
          if (key.isOldButThere) return used(key)
          failure = error
          return undefined
        }
      }),
    )
    if (parts.every((part) => part === undefined)) throw failure
    sharing.onUse({
      subgraph: source.name,
      outcome: oldestMs > freshMs ? "stale" : missing.length > 0 ? "miss" : "hit",
      ageMs: Math.round(oldestMs),
      path: (request.shareable as Shareable).path,
    })
    if (request.representationCount === 0) return parts[0] ? rootResult(parts[0]) : {}
    return entitiesResult(parts, failure)
  }

  return {
    ...source,
    fetch(request) {
      if (request.operationType === "mutation") return source.fetch(request).finally(() => forget(request))
      const { sharing } = request.context
      return sharing && request.shareable ? fetchShared(request, sharing) : source.fetch(request)
    },
  }
}

const NEVER = new AbortController().signal

/** The parts of an answer: one for each of `count` entities, or one for all root fields where that is 0. */
function partsOf({ data, errors }: SubgraphResult, count: number): Part[] {
  const found = Array.isArray(errors) ? (errors as SubgraphError[]) : []
  if (count === 0) return [{ value: data ?? null, errors: found }]
  const entities = (data as { _entities?: unknown } | null | undefined)?._entities
  const isWhole = Array.isArray(entities) && entities.length === count
  if (!isWhole && found.length === 0)
    throw new SubgraphFailure("INTERNAL", { cause: new Error(`expected ${count} entities`) })
  const parts = Array.from({ length: count }, (_, i): Part => ({ value: isWhole ? entities[i] : null, errors: [] }))
  for (const error of found) {
    const [root, place, ...path] = Array.isArray(error.path) ? (error.path as unknown[]) : []
    const own = root === "_entities" && typeof place === "number" ? parts[place] : undefined
    if (own) own.errors.push({ ...error, path })
    else for (const part of parts) part.errors.push({ ...error, path: [] })
  }
  return parts
}

const rootResult = ({ value, errors }: Part): SubgraphResult =>
  errors.length > 0 ? { data: value, errors } : { data: value }

/** The answer that the subgraph would have given to all at once; a part that is undefined was lost by `failure`. */
function entitiesResult(parts: readonly (Part | undefined)[], failure: unknown): SubgraphResult {
  const lost: SubgraphError = {
    path: [],
    extensions:
      failure instanceof SubgraphFailure
        ? { code: failure.code, ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }) }
        : {},
  }
  const errors = parts.flatMap((part, i) =>
    (part ? part.errors : [lost]).map((error) => ({ ...error, path: ["_entities", i, ...(error.path as unknown[])] })),
  )
  const data = { _entities: parts.map((part) => part?.value ?? null) }
  return errors.length > 0 ? { data, errors } : { data }
}

/** Ids are UUIDs, which may be written in capitals too. */
const instanceOf = (type: string, id: string): string => `${type} ${id.toLowerCase()}`

/** What a mutation changes, as in "Course 0192…"; undefined where that may be anything. */
function changedInstance({ document, variables }: FetchRequest, changes: ChangesOfOne): string | undefined {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const [field, ...others] = operation?.selectionSet.selections ?? []
  if (field?.kind !== Kind.FIELD || others.length > 0) return undefined
  const change = Object.hasOwn(changes, field.name.value) ? changes[field.name.value] : undefined
  const [argumentName, fieldName] = change?.id ?? []
  const argument = field.arguments?.find(({ name }) => name.value === argumentName)
  const given = argument && valueFromASTUntyped(argument.value, variables)
  const id = (given as Record<string, unknown> | null | undefined)?.[fieldName as string]
  return change && typeof id === "string" ? instanceOf(change.type, id) : undefined
}
