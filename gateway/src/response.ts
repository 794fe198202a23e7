import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql"
import type { RefusedFields } from "./authorization.ts"
import { type Entity, LOST_REST, UNKNOWN } from "./execute.ts"
import type { ResponseKeys } from "./response-keys.ts"
import { type GraphError, Lost, type PathSegment, toGraphError } from "./lost.ts"

export type ShapedResponse = { data: Record<string, unknown> | null; errors: GraphError[] }

export type ShapeResponse = (
  merged: Entity,
  options: {
    conditions: Readonly<Record<string, unknown>>
    refused: RefusedFields
    traceId: string
    /** The value of a `__schema` or `__type` field of the root. */
    introspect: (field: FieldNode) => unknown
  },
) => ShapedResponse

/**
 * Makes the function that turns merged data into the answer to one operation: the client's own document, with the
 * refused fields, against the API schema. Its only errors are those of lost, refused and invalid values, exactly one
 * for each place in the answer that is null because of it; nulls bubble as GraphQL says (spec 6.4.4).
 *
 * What a selection means for a concrete type is worked out when it is first met and kept.
 */
export function responseShaper(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  keys: ResponseKeys,
): ShapeResponse {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const rootType = schema.getRootType(operation.operation)!
  const conditionVariables = variablesOfConditions(document)
  const selections = new Map<string, Selection>()

  return (merged, { conditions, refused, traceId, introspect }) => {
    // What is selected depends on the variables of @skip and @include only.
    const conditionsKey = conditionVariables.map((name) => (conditions[name] === true ? "1" : "0")).join("")
    let root = selections.get(conditionsKey)
    if (!root) {
      root = new Selection({ schema, fragments, keys, conditions }, rootType, [operation.selectionSet])
      if (selections.size >= MAX_KEPT_CONDITIONS) selections.clear()
      selections.set(conditionsKey, root)
    }
    const shaping = new Shaping(schema, keys, refused, traceId, introspect)
    const data = shaping.object(merged, root, rootType.name, undefined)
    return data === BUBBLE
      ? { data: null, errors: shaping.errors.slice(-1) }
      : { data: data as Record<string, unknown>, errors: shaping.errors }
  }
}

/** An operation with many conditions has that many variants; beyond these it begins anew. */
const MAX_KEPT_CONDITIONS = 16

function variablesOfConditions(document: DocumentNode): string[] {
  const names = new Set<string>()
  const visitSet = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      for (const directive of selection.directives ?? [])
        if (directive.name.value === "skip" || directive.name.value === "include")
          for (const { value } of directive.arguments ?? [])
            if (value.kind === Kind.VARIABLE) names.add(value.name.value)
      if (selection.kind !== Kind.FRAGMENT_SPREAD) visitSet(selection.selectionSet)
    }
  }
  for (const definition of document.definitions) if ("selectionSet" in definition) visitSet(definition.selectionSet)
  return [...names].sort()
}

type SelectionScope = {
  schema: GraphQLSchema
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  keys: ResponseKeys
  conditions: Readonly<Record<string, unknown>>
}

/** The merged selection sets of one response key, worked out for each concrete type that turns up. */
class Selection {
  readonly declaredType: GraphQLCompositeType
  readonly #scope: SelectionScope
  readonly #sets: readonly SelectionSetNode[]
  readonly #fieldsByType = new Map<string, readonly Field[]>()

  constructor(scope: SelectionScope, declaredType: GraphQLCompositeType, sets: readonly SelectionSetNode[]) {
    this.#scope = scope
    this.declaredType = declaredType
    this.#sets = sets
  }

  fieldsOf(typeName: string): readonly Field[] {
    let fields = this.#fieldsByType.get(typeName)
    if (!fields) {
      fields = this.#collect(typeName)
      this.#fieldsByType.set(typeName, fields)
    }
    return fields
  }

  #collect(typeName: string): Field[] {
    const { schema, fragments, keys } = this.#scope
    const type = schema.getType(typeName)
    if (!isObjectType(type)) return []
    const nodesByKey = new Map<string, FieldNode[]>()
    const visitedFragments = new Set<string>()
    const collect = (set: SelectionSetNode): void => {
      for (const selection of set.selections) {
        if (!this.#isIncluded(selection)) continue
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value
          const nodes = nodesByKey.get(key)
          if (nodes) nodes.push(selection)
          else nodesByKey.set(key, [selection])
          continue
        }
        let inner:
          | { typeCondition?: { name: { value: string } } | undefined; selectionSet: SelectionSetNode }
          | undefined
        if (selection.kind === Kind.INLINE_FRAGMENT) inner = selection
        else if (!visitedFragments.has(selection.name.value)) {
          visitedFragments.add(selection.name.value)
          inner = fragments.get(selection.name.value)
        }
        if (inner && this.#applies(inner.typeCondition?.name.value, typeName)) collect(inner.selectionSet)
      }
    }
    for (const set of this.#sets) collect(set)
    return [...nodesByKey].map(([key, nodes]): Field => {
      const name = nodes[0]!.name.value
      if (name === "__typename") return { kind: "Typename", key }
      if (name === "__schema" || name === "__type") return { kind: "Introspection", key, node: mergedNode(nodes) }
      const { type: fieldType } = type.getFields()[name]!
      const dataKey = keys.inData(nodes[0]!)
      const named = getNamedType(fieldType)
      const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
      const selection = isLeafType(named) ? undefined : new Selection(this.#scope, named as GraphQLCompositeType, sets)
      return {
        kind: "Value",
        key,
        dataKey,
        isInherited: dataKey in Object.prototype,
        coordinate: `${typeName}.${name}`,
        type: valueType(fieldType, selection),
      }
    })
  }

  #applies(condition: string | undefined, typeName: string): boolean {
    if (condition === undefined || condition === typeName) return true
    const { schema } = this.#scope
    const conditionType = schema.getType(condition)
    const type = schema.getType(typeName)
    return isAbstractType(conditionType) && isObjectType(type) && schema.isSubType(conditionType, type)
  }

  #isIncluded(selection: SelectionNode): boolean {
    return (selection.directives ?? []).every(({ name, arguments: args }) => {
      if (name.value !== "skip" && name.value !== "include") return true
      const value = args?.[0]?.value
      const isSet =
        value?.kind === Kind.VARIABLE
          ? this.#scope.conditions[value.name.value] === true
          : value?.kind === Kind.BOOLEAN && value.value
      return name.value === "skip" ? !isSet : isSet
    })
  }
}

const mergedNode = (nodes: readonly FieldNode[]): FieldNode => ({
  ...nodes[0]!,
  selectionSet: {
    kind: Kind.SELECTION_SET,
    selections: nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []),
  },
})

type Field =
  | { kind: "Typename"; key: string }
  | { kind: "Introspection"; key: string; node: FieldNode }
  | { kind: "Value"; key: string; dataKey: string; isInherited: boolean; coordinate: string; type: ValueType }

type ValueType = { isNonNull: boolean } & (
  | { kind: "List"; item: ValueType }
  | { kind: "Leaf"; leaf: GraphQLLeafType }
  | { kind: "Object"; typeName: string; selection: Selection }
  | { kind: "Abstract"; selection: Selection }
)

function valueType(type: GraphQLOutputType, selection: Selection | undefined): ValueType {
  const isNonNull = isNonNullType(type)
  const nullable = isNonNull ? type.ofType : type
  if (isListType(nullable)) return { isNonNull, kind: "List", item: valueType(nullable.ofType, selection) }
  if (isLeafType(nullable)) return { isNonNull, kind: "Leaf", leaf: nullable }
  if (isObjectType(nullable)) return { isNonNull, kind: "Object", typeName: nullable.name, selection: selection! }
  return { isNonNull, kind: "Abstract", selection: selection! }
}

/** Stands for a null that may not be where it is, on its way up. */
const BUBBLE = Symbol("bubble")

type Path = { parent: Path | undefined; segment: PathSegment }

const INVALID = new Lost("INTERNAL")

class Shaping {
  readonly errors: GraphError[] = []
  readonly #schema: GraphQLSchema
  readonly #keys: ResponseKeys
  readonly #refused: RefusedFields
  readonly #traceId: string
  readonly #introspect: (field: FieldNode) => unknown
  readonly #refusals = { UNAUTHENTICATED: new Lost("UNAUTHENTICATED"), FORBIDDEN: new Lost("FORBIDDEN") }

  constructor(
    schema: GraphQLSchema,
    keys: ResponseKeys,
    refused: RefusedFields,
    traceId: string,
    introspect: (field: FieldNode) => unknown,
  ) {
    this.#schema = schema
    this.#keys = keys
    this.#refused = refused
    this.#traceId = traceId
    this.#introspect = introspect
  }

  object(source: Entity, selection: Selection, typeName: string, path: Path | undefined): unknown {
    const result: Record<string, unknown> = {}
    for (const field of selection.fieldsOf(typeName)) {
      if (field.kind === "Typename") result[field.key] = typeName
      else if (field.kind === "Introspection") result[field.key] = this.#introspect(field.node)
      else {
        const value = this.#fieldValue(source, field)
        const shaped = this.#value(value, field.type, { parent: path, segment: field.key })
        if (shaped === BUBBLE) return BUBBLE
        result[field.key] = shaped
      }
    }
    return result
  }

  #fieldValue(source: Entity, field: Extract<Field, { kind: "Value" }>): unknown {
    const refusal = this.#refused.size > 0 ? this.#refused.get(field.coordinate) : undefined
    if (refusal) return this.#refusals[refusal]
    const value = field.isInherited && !Object.hasOwn(source, field.dataKey) ? undefined : source[field.dataKey]
    return value === undefined ? (source[LOST_REST] ?? (field.type.isNonNull ? source[UNKNOWN] : undefined)) : value
  }

  #value(value: unknown, type: ValueType, path: Path): unknown {
    const errorsBefore = this.errors.length
    const shaped = this.#nullableValue(value, type, path)
    if (shaped !== null) {
      if (shaped !== BUBBLE) return shaped
      // The null ends here. Of the errors below only the one that caused it, the last, still has a place.
      if (!type.isNonNull) {
        this.errors.splice(errorsBefore, this.errors.length - 1 - errorsBefore)
        return null
      }
      return BUBBLE
    }
    if (!type.isNonNull) return null
    if (this.errors.length === errorsBefore) this.#lose(INVALID, path)
    return BUBBLE
  }

  /** The value, null, or BUBBLE when something below it may not be null. */
  #nullableValue(value: unknown, type: ValueType, path: Path): unknown {
    if (value === null || value === undefined) return null
    if (value instanceof Lost) return this.#lose(value, path)
    switch (type.kind) {
      case "Leaf":
        return this.#leaf(value, type.leaf, path)
      case "List": {
        if (!Array.isArray(value)) return this.#lose(INVALID, path)
        const items: unknown[] = []
        for (let i = 0; i < value.length; i++) {
          const item = this.#value(value[i], type.item, { parent: path, segment: i })
          if (item === BUBBLE) return BUBBLE
          items.push(item)
        }
        return items
      }
      case "Object":
        if (typeof value !== "object" || Array.isArray(value)) return this.#lose(INVALID, path)
        return this.object(value as Entity, type.selection, type.typeName, path)
      case "Abstract": {
        if (typeof value !== "object" || Array.isArray(value)) return this.#lose(INVALID, path)
        const typeName = (value as Entity).__typename
        const concrete = typeof typeName === "string" ? this.#schema.getType(typeName) : undefined
        const declared = type.selection.declaredType
        const isPossible =
          isObjectType(concrete) &&
          (isInterfaceType(declared) || isAbstractType(declared)) &&
          this.#schema.isSubType(declared, concrete)
        return isPossible
          ? this.object(value as Entity, type.selection, concrete.name, path)
          : this.#lose(INVALID, path)
      }
    }
  }

  #leaf(value: unknown, leaf: GraphQLLeafType, path: Path): unknown {
    // These are what the built-in scalars serialise to as they are, and nearly all there is.
    if (typeof value === "string" && (leaf.name === "String" || leaf.name === "ID")) return value
    if (typeof value === "boolean" && leaf.name === "Boolean") return value
    try {
      const serialized = leaf.serialize(value)
      return serialized === undefined ? this.#lose(INVALID, path) : serialized
    } catch {
      return this.#lose(INVALID, path)
    }
  }

  #lose(lost: Lost, path: Path): null {
    const segments: PathSegment[] = []
    for (let at: Path | undefined = path; at; at = at.parent) segments.unshift(at.segment)
    for (const segment of lost.deeperPath)
      segments.push(typeof segment === "string" ? this.#keys.inAnswer(segment) : segment)
    this.errors.push(toGraphError(lost, segments, this.#traceId))
    return null
  }
}
