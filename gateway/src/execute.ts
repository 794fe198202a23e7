import { type FetchContext, type SubgraphDataSource, SubgraphFailure, type SubgraphResult } from "./data-source.ts"
import { Lost, lostBySubgraph, type PathSegment, type SubgraphError } from "./lost.ts"
import type { FetchStep, Fill, Plan, RequiredSelection, Rewrite, RewriteSegment, Step } from "./query-plan.ts"

/** An object of the merged answer. Where a value could not be had it holds a Lost. */
export type Entity = { [key: string]: unknown; [LOST_REST]?: Lost; [UNKNOWN]?: Lost }

/**
 * On an object that one subgraph delivered in part while another subgraph, which should have filled the rest of it,
 * failed: the keys it doesn't have are lost for this reason.
 */
export const LOST_REST = Symbol("lost rest")

/**
 * On an object that a subgraph was asked to add to and doesn't know, or does not show to this caller. That is no failure:
 * of what is not there, only what may not be null is an error.
 */
export const UNKNOWN = Symbol("unknown")

export type ExecutionHooks = {
  /** Called for every error a subgraph reported, also for those that point at nothing that is missing. */
  onSubgraphError?(event: { subgraph: string; error: SubgraphError; isStray: boolean; context: FetchContext }): void
}

export type ExecutionEnvironment = {
  dataSources: ReadonlyMap<string, SubgraphDataSource>
  /** `variables` as the client sent them go to the subgraphs; `conditions` are the coerced ones, for @skip/@include. */
  variables: Readonly<Record<string, unknown>>
  conditions: Readonly<Record<string, unknown>>
  context: FetchContext
  hooks: ExecutionHooks
}

/**
 * Runs a plan and returns the merged data, which still has everything the plan fetched and a Lost for every value that
 * could not be had; a `responseShaper` makes the client's answer of it. Never rejects for what a subgraph did.
 */
export async function executePlan(plan: Plan, environment: ExecutionEnvironment): Promise<Entity> {
  const root: Entity = {}
  if (plan.root) await runStep(plan.root, [root], { ...environment, inFlight: new Map() })
  return root
}

type Execution = ExecutionEnvironment & { inFlight: Map<string, { users: number; result: Promise<SubgraphResult> }> }

async function runStep(step: Step, targets: readonly Entity[], execution: Execution): Promise<void> {
  switch (step.kind) {
    case "Sequence":
      for (const child of step.steps) await runStep(child, targets, execution)
      return
    case "Parallel":
      await Promise.all(step.steps.map((child) => runStep(child, targets, execution)))
      return
    case "Flatten": {
      const found = new Set<Entity>()
      for (const target of targets) collectAtPath(target, step.path, 0, found)
      if (found.size > 0) await runStep(step.step, [...found], execution)
      return
    }
    case "Condition": {
      const chosen = execution.conditions[step.variable] === true ? step.ifStep : step.elseStep
      if (chosen) await runStep(chosen, targets, execution)
      return
    }
    case "Fetch":
      await (step.requires
        ? fetchEntities(step, step.requires, targets, execution)
        : fetchRoot(step, targets, execution))
  }
}

function collectAtPath(value: unknown, path: readonly string[], at: number, found: Set<Entity>): void {
  if (Array.isArray(value)) {
    const next = path[at] === "@" ? at + 1 : at
    for (const item of value) collectAtPath(item, path, next, found)
  } else if (isObject(value)) {
    if (at === path.length) found.add(value)
    else collectAtPath(own(value, path[at]!), path, at + 1, found)
  }
}

async function fetchRoot(step: FetchStep, targets: readonly Entity[], execution: Execution): Promise<void> {
  const { data, losses } = await fetchFrom(step, {}, 0, execution)
  if (data) rewrite(data, step.outputRewrites)
  for (const target of targets) {
    if (data) mergeInto(target, data, targets.length > 1)
    if (losses.length > 0) fill(target, step.fills, losses)
  }
}

/**
 * Entities that look alike to the subgraph are asked for once; the answer goes to all of them. Within one step they
 * may share its objects: everything later steps add below them depends on those objects alone.
 */
async function fetchEntities(
  step: FetchStep,
  requires: readonly RequiredSelection[],
  targets: readonly Entity[],
  execution: Execution,
): Promise<void> {
  const representations: Entity[] = []
  const targetsOf: Entity[][] = []
  const indexByKey = new Map<string, number>()
  for (const target of targets) {
    const representation = represent(target, requires)
    if (representation instanceof Lost) fill(target, step.fills, [representation.at([])])
    if (!representation || representation instanceof Lost || !representation.__typename) continue
    rewrite(representation, step.inputRewrites)
    const key = JSON.stringify(representation)
    const index = indexByKey.get(key)
    if (index !== undefined) targetsOf[index]!.push(target)
    else {
      indexByKey.set(key, representations.length)
      representations.push(representation)
      targetsOf.push([target])
    }
  }
  if (representations.length === 0) return
  const { data, losses } = await fetchFrom(step, { representations }, representations.length, execution)
  const entities = data?._entities
  if (!Array.isArray(entities) || entities.length !== representations.length) {
    const reason = entities instanceof Lost ? entities : (losses[0] ?? new Lost("INTERNAL", { service: step.subgraph }))
    for (const target of targetsOf.flat()) fill(target, step.fills, [reason])
    return
  }
  targetsOf.forEach((sharers, i) => {
    const entity: unknown = entities[i]
    if (isObject(entity)) rewrite(entity, step.outputRewrites)
    for (const target of sharers)
      if (entity instanceof Lost) fill(target, step.fills, [entity])
      else if (isObject(entity)) mergeInto(target, entity, false)
      else if (entity === null) target[UNKNOWN] ??= new Lost("NOT_FOUND", { service: step.subgraph })
  })
}

/**
 * The data a subgraph answered with, nulls that have an error turned into Lost; or, without data, why there is none: the
 * errors of the answer or the failure to get one, at least one of them.
 */
async function fetchFrom(
  step: FetchStep,
  entityVariables: { representations?: Entity[] },
  representationCount: number,
  execution: Execution,
): Promise<{ data: Entity | undefined; losses: Lost[] }> {
  let result: SubgraphResult
  try {
    result = await send(step, entityVariables, representationCount, execution)
  } catch (error) {
    return { data: undefined, losses: [lostByFailure(step.subgraph, error)] }
  }
  const errors = Array.isArray(result.errors) ? (result.errors as unknown[]).map(toSubgraphError) : []
  const data = isObject(result.data) ? result.data : undefined
  if (!data) {
    for (const error of errors) reportError(step, error, false, execution)
    const losses = errors.map((error) => {
      const path = pathOf(error, step.renamedKeys) ?? []
      // The path of an entity's field starts with `_entities` and an index, which say nothing about the others.
      return lostBySubgraph(step.subgraph, error, step.requires ? [] : path)
    })
    return { data, losses: losses.length > 0 ? losses : [new Lost("INTERNAL", { service: step.subgraph })] }
  }
  const unplaced: SubgraphError[] = []
  for (const error of errors) {
    const isPlaced = place(step, data, error)
    if (!isPlaced) unplaced.push(error)
    else reportError(step, error, false, execution)
  }
  // An error without a usable place explains the nulls at the top that have none of their own.
  for (const error of unplaced) {
    const isStray = !placeAtTop(step, data, lostBySubgraph(step.subgraph, error))
    reportError(step, error, isStray, execution)
  }
  return { data, losses: [] }
}

async function send(
  step: FetchStep,
  entityVariables: { representations?: Entity[] },
  representationCount: number,
  execution: Execution,
): Promise<SubgraphResult> {
  const dataSource = execution.dataSources.get(step.subgraph)
  if (!dataSource) throw new SubgraphFailure("SERVICE_UNAVAILABLE")
  const variables: Record<string, unknown> = {}
  for (const name of step.variableNames)
    if (Object.hasOwn(execution.variables, name)) variables[name] = execution.variables[name]
  Object.assign(variables, entityVariables)
  const request = () =>
    dataSource.fetch({
      document: step.document,
      query: step.query,
      operationName: step.operationName,
      operationType: step.operationType,
      variables,
      representationCount,
      context: execution.context,
      shareable: step.shareable,
    })
  if (step.sharingKey === undefined) return request()
  const key = `${step.sharingKey}\n${JSON.stringify(variables)}`
  let shared = execution.inFlight.get(key)
  if (!shared) {
    const result = request().finally(() => execution.inFlight.delete(key))
    shared = { users: 0, result }
    execution.inFlight.set(key, shared)
  }
  shared.users++
  const result = await shared.result
  // What is merged is changed later, so each of several users takes a copy and none the original.
  return shared.users > 1 ? structuredClone(result) : result
}

function lostByFailure(subgraph: string, error: unknown): Lost {
  if (error instanceof SubgraphFailure)
    return new Lost(error.code, { service: subgraph, retryAfterMs: error.retryAfterMs })
  return new Lost("INTERNAL", { service: subgraph })
}

function reportError(step: FetchStep, error: SubgraphError, isStray: boolean, execution: Execution): void {
  execution.hooks.onSubgraphError?.({ subgraph: step.subgraph, error, isStray, context: execution.context })
}

const toSubgraphError = (error: unknown): SubgraphError => (typeof error === "object" && error !== null ? error : {})

/** The error's path with the keys of the merged data; `undefined` when it isn't a path. */
function pathOf(error: SubgraphError, renamedKeys: ReadonlyMap<string, string>): PathSegment[] | undefined {
  if (!Array.isArray(error.path) || error.path.length > MAX_PATH_LENGTH) return undefined
  const path: PathSegment[] = []
  for (const segment of error.path as unknown[]) {
    if (typeof segment === "string") path.push(renamedKeys.get(segment) ?? segment)
    else if (typeof segment === "number") path.push(segment)
    else return undefined
  }
  return path
}

/** No operation within the limits nests deeper; a longer path is not one of ours. */
const MAX_PATH_LENGTH = 200

/** Puts a Lost where the error's path ends in a null or leads through one; false when there is no such place. */
function place(step: FetchStep, data: Entity, error: SubgraphError): boolean {
  const dataPath = pathOf(error, step.renamedKeys)
  if (!dataPath || dataPath.length === 0) return false
  const path = error.path as PathSegment[]
  let container: unknown = data
  for (let i = 0; i < path.length; i++) {
    const segment = path[i]!
    if (Array.isArray(container) ? typeof segment !== "number" || !(segment in container) : !isObject(container))
      return false
    const parent = container as Record<PathSegment, unknown>
    const value = Object.hasOwn(parent, segment) ? parent[segment] : undefined
    // A second error below the same null: one error per lost place.
    if (value instanceof Lost) return true
    if (value === null || (value === undefined && step.answeredKeys.has(String(segment)))) {
      parent[segment] = lostBySubgraph(step.subgraph, error, dataPath.slice(i + 1))
      return true
    }
    container = value
  }
  return false
}

/** Replaces the nulls one level down: root fields, or entities and, if none is null, their fields. */
function placeAtTop(step: FetchStep, data: Entity, lost: Lost): boolean {
  const replaceNulls = (container: unknown): boolean => {
    let isReplaced = false
    if (Array.isArray(container) || isObject(container))
      for (const key of Object.keys(container))
        if (key !== "__proto__" && (container as Entity)[key] === null) {
          ;(container as Entity)[key] = lost
          isReplaced = true
        }
    return isReplaced
  }
  if (!step.requires) return replaceNulls(data)
  if (replaceNulls(data._entities)) return true
  const entities: unknown[] = Array.isArray(data._entities) ? data._entities : []
  return entities.map(replaceNulls).includes(true)
}

/**
 * Marks the response keys a fetch should have brought and nobody else has, each with the loss whose path leads there,
 * else with the first.
 */
function fill(target: Entity, fills: readonly Fill[], losses: readonly Lost[]): void {
  const typename = target.__typename
  for (const { key, possibleTypes, fills: childFills } of fills) {
    if (possibleTypes && typeof typename === "string" && !possibleTypes.has(typename)) continue
    const ownLoss = losses.find((lost) => lost.deeperPath[0] === key)
    const lost = ownLoss ? ownLoss.at(ownLoss.deeperPath.slice(1)) : losses[0]!.at([])
    const value = own(target, key)
    if (value === undefined) target[key] = lost
    else if (childFills) fillBelow(value, childFills, lost)
  }
}

function fillBelow(value: unknown, fills: readonly Fill[], lost: Lost): void {
  if (Array.isArray(value)) for (const item of value) fillBelow(item, fills, lost.at([]))
  else if (isObject(value)) fill(value, fills, [lost])
}

/**
 * The representation of an entity; a Lost when something it needs was lost, `undefined` when something it needs isn't
 * there for another reason, because the subgraph that has it doesn't know the entity.
 */
function represent(source: Entity, selections: readonly RequiredSelection[]): Entity | Lost | undefined {
  const representation: Entity = {}
  for (const selection of selections) {
    if (selection.kind === "Fragment") {
      if (typeof source.__typename !== "string" || !selection.possibleTypes.has(source.__typename)) continue
      const part = represent(source, selection.selections)
      // Without the lost part the subgraph would compute something from nothing, so nothing is asked of it.
      if (part instanceof Lost) return part
      // What wasn't fetched, because of a condition, isn't needed for what is fetched now either.
      if (part) mergeInto(representation, part, false)
      continue
    }
    const value = own(source, selection.key) ?? (Object.hasOwn(source, selection.key) ? null : source[LOST_REST])
    if (value === undefined || value instanceof Lost) return value
    const part = selection.selections ? representBelow(value, selection.selections) : value
    if (part instanceof Lost) return part
    representation[selection.key] = part
  }
  return representation
}

function representBelow(value: unknown, selections: readonly RequiredSelection[]): unknown {
  if (value instanceof Lost) return value
  if (Array.isArray(value)) {
    const items = value.map((item) => representBelow(item, selections))
    return items.find((item) => item instanceof Lost) ?? items
  }
  return isObject(value) ? (represent(value, selections) ?? null) : null
}

function rewrite(value: Entity, rewrites: readonly Rewrite[]): void {
  for (const each of rewrites) rewriteAt(value, each.path, 0, each)
}

function rewriteAt(value: unknown, path: readonly RewriteSegment[], at: number, change: Rewrite): void {
  if (Array.isArray(value)) {
    for (const item of value) rewriteAt(item, path, at, change)
    return
  }
  if (!isObject(value)) return
  const segment = path[at]
  if (!segment) {
    if (change.kind === "Set") value[change.key] = change.value
    else if (Object.hasOwn(value, change.key)) {
      value[change.to] = value[change.key]
      delete value[change.key]
    }
  } else if ("key" in segment) rewriteAt(own(value, segment.key), path, at + 1, change)
  else if (typeof value.__typename !== "string" || segment.possibleTypes.has(value.__typename))
    rewriteAt(value, path, at + 1, change)
}

/** Deep merge of what a subgraph sent into what is known; with `copy`, nothing of `source` becomes part of `target`. */
function mergeInto(target: Entity, source: Entity, copy: boolean): void {
  for (const key of Object.keys(source)) {
    // As a key of JSON it is an own property; assigned, it would be the prototype.
    if (key === "__proto__") continue
    const value = source[key]
    if (value !== undefined) target[key] = merged(own(target, key), value, copy)
  }
  const lostRest = source[LOST_REST]
  if (lostRest) target[LOST_REST] ??= lostRest
}

function merged(existing: unknown, value: unknown, copy: boolean): unknown {
  if (value instanceof Lost) {
    if (existing === undefined) return value
    loseRest(existing, value)
    return existing
  }
  if (Array.isArray(value)) {
    if (!Array.isArray(existing) || existing.length !== value.length) {
      const items = copy ? copied(value) : value
      if (existing instanceof Lost) loseRest(items, existing)
      return items
    }
    for (let i = 0; i < value.length; i++) existing[i] = merged(existing[i], value[i], copy)
    return existing
  }
  if (!isObject(value)) return value
  if (isObject(existing)) {
    mergeInto(existing, value, copy)
    return existing
  }
  const entity = copy ? copied(value) : value
  if (existing instanceof Lost) loseRest(entity, existing)
  return entity
}

/** What the objects of a value don't have by now is lost. */
function loseRest(value: unknown, lost: Lost): void {
  if (Array.isArray(value)) for (const item of value) loseRest(item, lost)
  else if (isObject(value)) {
    value[LOST_REST] ??= lost
    for (const child of Object.values(value)) loseRest(child, lost)
  }
}

function copied<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copied) as Value
  if (!isObject(value)) return value
  const copy: Entity = {}
  mergeInto(copy, value, true)
  return copy as Value
}

/** A property that JSON put there, never one every object has. */
function own(value: Entity, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

function isObject(value: unknown): value is Entity {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Lost)
}
