import { hash } from "node:crypto"
import { operationFromDocument, type Schema, type Supergraph } from "@apollo/federation-internals"
import {
  type FetchDataRewrite,
  type FetchNode,
  type PlanNode,
  QueryPlanner,
  type QueryPlanSelectionNode,
} from "@apollo/query-planner"
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationTypeNode,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from "graphql"
import { LRUCache } from "lru-cache"
import type { Shareable } from "./shared-answers.ts"

/**
 * A query plan made ready for execution: nothing about a plan's shape is worked out again while a request waits.
 * It holds no variables and no caller, so one plan serves every request with the same operation and refused fields.
 */
export type Plan = { root: Step | undefined }

export type Step =
  | { kind: "Sequence" | "Parallel"; steps: Step[] }
  | { kind: "Flatten"; path: readonly string[]; step: Step }
  | { kind: "Condition"; variable: string; ifStep: Step | undefined; elseStep: Step | undefined }
  | FetchStep

export type FetchStep = {
  kind: "Fetch"
  subgraph: string
  operationType: OperationTypeNode
  query: string
  document: DocumentNode
  operationName: string | undefined
  variableNames: readonly string[]
  /** How the representation of an entity is read from the data so far; `undefined` for a fetch of root fields. */
  requires: readonly RequiredSelection[] | undefined
  inputRewrites: readonly Rewrite[]
  outputRewrites: readonly Rewrite[]
  /** Response keys as the subgraph answers with them and as they are in the merged data, where a rewrite renames. */
  renamedKeys: ReadonlyMap<string, string>
  /** Every response key the fetch asks for at any depth, as the subgraph answers with it. */
  answeredKeys: ReadonlySet<string>
  /** The response keys this fetch is for, by the names they have in the merged data. */
  fills: readonly Fill[]
  /** Set when another fetch of the plan asks the same: equal text but for the operation's name. */
  sharingKey: string | undefined
  /** Set when the answer is the same for everybody who may not write. */
  shareable: Shareable | undefined
}

/** `possibleTypes` undefined: the selection holds for every type. */
export type RequiredSelection =
  | { kind: "Field"; key: string; selections: readonly RequiredSelection[] | undefined }
  | { kind: "Fragment"; possibleTypes: ReadonlySet<string>; selections: readonly RequiredSelection[] }

export type Fill = { key: string; possibleTypes: ReadonlySet<string> | undefined; fills: readonly Fill[] | undefined }

export type Rewrite = { path: readonly RewriteSegment[]; key: string } & (
  | { kind: "Set"; value: unknown }
  | { kind: "Rename"; to: string }
)
export type RewriteSegment = { key: string } | { possibleTypes: ReadonlySet<string> }

/** The planner gave up: the operation has too many ways to be resolved. */
export class TooComplexToPlan extends Error {}

export type IsShareable = (subgraph: string, document: DocumentNode) => Pick<Shareable, "isAboutItself"> | undefined

export type PlanFor = (document: DocumentNode, operationName: string | undefined) => Plan

/**
 * Planner over a supergraph. Planning is synchronous and takes from under a millisecond to tens of them.
 *
 * The options that matter:
 * - `exposeDocumentNodeInFetchNode`: subgraphs in this process get the parsed document; nothing is parsed per fetch.
 * - `reuseQueryFragments: false`: reusing the client's fragments is an extra pass over every fetch that costs more
 *   than the shorter text saves, and a plan without fragments is simpler to execute.
 * - `maxEvaluatedPlans`: with the default of 10,000 one query may occupy the process for seconds.
 * - `pathsLimit`: off by default; it ends the search over abstract types that would grow without bound.
 */
export function createPlanner(supergraph: Supergraph, apiSchema: Schema, isShareable: IsShareable): PlanFor {
  const planner = new QueryPlanner(supergraph, {
    exposeDocumentNodeInFetchNode: true,
    reuseQueryFragments: false,
    debug: { maxEvaluatedPlans: 500, pathsLimit: 2000 },
  })
  const possibleTypes = possibleTypesOf(supergraph.schema.toGraphQLJSSchema())
  return (document, operationName) => {
    const operation = operationFromDocument(apiSchema, document, {
      ...(operationName === undefined ? {} : { operationName }),
      validate: false,
    })
    let node: PlanNode | undefined
    try {
      const planned = planner.buildQueryPlan(operation).node
      if (planned?.kind === "Subscription") throw new Error("subscriptions are not served")
      node = planned
    } catch (error) {
      if (LIMIT_MESSAGE.test(String(error))) throw new TooComplexToPlan(undefined, { cause: error })
      throw error
    }
    return { root: node && prepare(node, possibleTypes, isShareable) }
  }
}

/** How @apollo/query-planner 2.14 words its three limits; it has no class or code for them. */
const LIMIT_MESSAGE = /exceed|too many|limit/i

type PossibleTypes = (condition: string) => ReadonlySet<string>

/** The object types that satisfy a type condition. */
function possibleTypesOf(schema: GraphQLSchema): PossibleTypes {
  const known = new Map<string, ReadonlySet<string>>()
  return (condition) => {
    let names = known.get(condition)
    if (!names) {
      const type = schema.getType(condition)
      const types = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : []
      names = new Set(types.map(({ name }) => name))
      known.set(condition, names)
    }
    return names
  }
}

function prepare(root: PlanNode, possibleTypes: PossibleTypes, isShareable: IsShareable): Step {
  const fetches: { step: FetchStep; identity: string }[] = []
  const stepOf = (node: PlanNode, path: readonly string[] = []): Step => {
    switch (node.kind) {
      case "Sequence":
      case "Parallel":
        return { kind: node.kind, steps: node.nodes.map((child) => stepOf(child, path)) }
      case "Flatten":
        return {
          kind: "Flatten",
          path: node.path.map(String),
          step: stepOf(node.node, [...path, ...node.path.map(String).filter((segment) => segment !== "@")]),
        }
      case "Condition":
        return {
          kind: "Condition",
          variable: node.condition,
          ifStep: node.ifClause && stepOf(node.ifClause, path),
          elseStep: node.elseClause && stepOf(node.elseClause, path),
        }
      case "Fetch": {
        const step = fetchStep(node, possibleTypes)
        const identity = identityOf(step)
        fetches.push({ step, identity })
        const shareable = isShareable(step.subgraph, step.document)
        if (shareable) {
          const [only, another] = step.fills
          const place = path.length === 0 && only && !another ? [only.key] : path
          step.shareable = { ...shareable, key: hash("sha256", identity, "base64url"), path: place }
        }
        return step
      }
      case "Defer":
        throw new Error("the planner was not asked for @defer")
    }
  }
  const step = stepOf(root)
  const counts = new Map<string, number>()
  for (const { identity } of fetches) counts.set(identity, (counts.get(identity) ?? 0) + 1)
  for (const { step, identity } of fetches) if (counts.get(identity)! > 1) step.sharingKey = identity
  return step
}

function fetchStep(node: FetchNode, possibleTypes: PossibleTypes): FetchStep {
  if (node.contextRewrites?.length) throw new Error("@context is refused when the supergraph is composed")
  const document = node.operationDocumentNode ?? parse(node.operation, { noLocation: true })
  const outputRewrites = (node.outputRewrites ?? []).map((rewrite) => preparedRewrite(rewrite, possibleTypes))
  const renamedKeys = new Map(
    outputRewrites.flatMap((rewrite) => (rewrite.kind === "Rename" ? [[rewrite.key, rewrite.to] as const] : [])),
  )
  const fills = fillsOf(document, possibleTypes, renamedKeys)
  return {
    kind: "Fetch",
    subgraph: node.serviceName,
    operationType: node.operationKind,
    query: node.operation,
    document,
    operationName: node.operationName,
    variableNames: node.variableUsages ?? [],
    requires: node.requires?.map((selection) => requiredSelection(selection, possibleTypes)),
    inputRewrites: (node.inputRewrites ?? []).map((rewrite) => preparedRewrite(rewrite, possibleTypes)),
    outputRewrites,
    renamedKeys,
    answeredKeys: answeredKeysOf(document),
    fills: node.requires ? (fills.find(({ key }) => key === "_entities")?.fills ?? []) : fills,
    sharingKey: undefined,
    shareable: undefined,
  }
}

/** The planner numbers the operations of a plan, so equal ones differ in their names. Mutations are never shared. */
function identityOf(step: FetchStep): string {
  if (step.operationType === "mutation") return `mutation ${step.query}`
  const text = print(step.document)
  return `${step.subgraph} ${step.operationName === undefined ? text : text.replace(step.operationName, "")}`
}

function requiredSelection(selection: QueryPlanSelectionNode, possibleTypes: PossibleTypes): RequiredSelection {
  if (selection.kind === "Field")
    return {
      kind: "Field",
      key: selection.alias ?? selection.name,
      selections: selection.selections?.map((child) => requiredSelection(child, possibleTypes)),
    }
  if (selection.typeCondition === undefined) throw new Error("a required selection has a type condition")
  return {
    kind: "Fragment",
    possibleTypes: possibleTypes(selection.typeCondition),
    selections: selection.selections.map((child) => requiredSelection(child, possibleTypes)),
  }
}

const TYPE_SEGMENT = "... on "

function preparedRewrite(rewrite: FetchDataRewrite, possibleTypes: PossibleTypes): Rewrite {
  const path = rewrite.path
    .slice(0, -1)
    .map((segment): RewriteSegment =>
      segment.startsWith(TYPE_SEGMENT)
        ? { possibleTypes: possibleTypes(segment.slice(TYPE_SEGMENT.length)) }
        : { key: segment },
    )
  const key = rewrite.path.at(-1)!
  return rewrite.kind === "ValueSetter"
    ? { path, key, kind: "Set", value: rewrite.setValueTo }
    : { path, key, kind: "Rename", to: rewrite.renameKeyTo }
}

function fillsOf(document: DocumentNode, possibleTypes: PossibleTypes, renamed: ReadonlyMap<string, string>): Fill[] {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const fillsIn = (set: SelectionSetNode, condition: ReadonlySet<string> | undefined): Fill[] =>
    set.selections.flatMap((selection): Fill[] => {
      if (selection.kind === Kind.FIELD) {
        // Every object has a type; it is never what a failed fetch took away.
        if (selection.name.value === "__typename") return []
        const answered = selection.alias?.value ?? selection.name.value
        const key = renamed.get(answered) ?? answered
        return [
          {
            key,
            possibleTypes: condition,
            fills: selection.selectionSet && fillsIn(selection.selectionSet, undefined),
          },
        ]
      }
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)!
      const own = inner.typeCondition && possibleTypes(inner.typeCondition.name.value)
      return fillsIn(inner.selectionSet, own ?? condition)
    })
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!
  return fillsIn(operation.selectionSet, undefined)
}

function answeredKeysOf(document: DocumentNode): Set<string> {
  const keys = new Set<string>()
  visit(document, { Field: (field) => void keys.add(field.alias?.value ?? field.name.value) })
  return keys
}

export type PlanCacheOutcome = "hit" | "miss" | "coalesced"

/**
 * Plans by key, the least recently used go first; a key that is being planned is waited for, not planned twice.
 * Failures are not kept. `onLookup` counts.
 */
export function createPlanCache(
  maxPlans: number,
  onLookup: (outcome: PlanCacheOutcome) => void,
): (key: string, make: () => Plan | Promise<Plan>) => Plan | Promise<Plan> {
  const plans = new LRUCache<string, Plan>({ max: maxPlans })
  const underWay = new Map<string, Promise<Plan>>()
  return (key, make) => {
    const known = plans.get(key)
    if (known) {
      onLookup("hit")
      return known
    }
    const waiting = underWay.get(key)
    if (waiting) {
      onLookup("coalesced")
      return waiting
    }
    onLookup("miss")
    const made = make()
    if (!(made instanceof Promise)) {
      plans.set(key, made)
      return made
    }
    const promise = made.then((plan) => {
      plans.set(key, plan)
      return plan
    })
    underWay.set(key, promise)
    return promise.finally(() => underWay.delete(key))
  }
}
