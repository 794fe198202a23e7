import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  isNonNullType,
  isUnionType,
  Kind,
  Lexer,
  type OperationDefinitionNode,
  type SelectionSetNode,
  Source,
  TokenKind,
  type ValueNode,
} from "graphql"
import type { ErrorCode } from "./lost.ts"

/** What one operation may ask for. The defaults leave several times what the platform's own clients need. */
export type OperationLimits = {
  /** Lexical tokens of the document. */
  maxTokens: number
  /** Nested fields. What is below `__schema` and `__type` doesn't count; graphql-js bounds it by its own rule. */
  maxDepth: number
  /** Fields with an alias, fragments counted where they are spread. */
  maxAliases: number
  maxRootFields: number
  /** Fields, fragments counted where they are spread: what planning and validation have to look at. */
  maxFields: number
  maxDirectives: number
  /** Fields with one path of response keys; they are merged in the answer, and validation compares all pairs. */
  maxRepetitions: number
  maxVariables: number
  /** JSON of the variables; counted here as values in it, so that nothing is serialised. */
  maxVariableValues: number
  /** Value of the arguments in PAGE_SIZE_ARGUMENTS. */
  maxPageSize: number
  /** Objects the answer may hold, estimated from page sizes. */
  maxCost: number
}

export const DEFAULT_LIMITS: OperationLimits = {
  maxTokens: 2000,
  maxDepth: 15,
  maxAliases: 30,
  maxRootFields: 20,
  maxFields: 1000,
  maxDirectives: 50,
  maxRepetitions: 20,
  maxVariables: 50,
  maxVariableValues: 10_000,
  maxPageSize: 100,
  maxCost: 20_000,
}

const PAGE_SIZE_ARGUMENTS: ReadonlySet<string> = new Set(["first", "last"])

/** What a list without a page size is taken to hold. */
const ASSUMED_LIST_SIZE = 10

/** Names go to logs, spans and error messages. */
const MAX_NAME_LENGTH = 200

/** Brackets may nest this deep; it bounds the recursion of the parser and of everything that walks its result. */
const MAX_NESTING = 100

/** Refused before execution; the code says which of the client's mistakes it was. */
export class RefusedOperation extends GraphQLError {
  constructor(
    code: Extract<ErrorCode, "BAD_USER_INPUT" | "QUERY_TOO_COMPLEX" | "FORBIDDEN" | "PERSISTED_QUERY_NOT_FOUND">,
    message: string,
  ) {
    super(message, { extensions: { code } })
  }
}

const tooComplex = (what: string, found: number | string, max: number) =>
  new RefusedOperation("QUERY_TOO_COMPLEX", `expected at most ${max} ${what}, found ${found}`)

/**
 * Before parsing: the number of tokens, and how deep brackets nest, since the parser recurses on them.
 * Throws RefusedOperation, or the GraphQLError of text that isn't made of tokens.
 */
export function checkTokens(query: string, limits: OperationLimits): void {
  const lexer = new Lexer(new Source(query))
  let tokens = 0
  let nesting = 0
  while (lexer.advance().kind !== TokenKind.EOF) {
    if (++tokens > limits.maxTokens) throw tooComplex("tokens", "more", limits.maxTokens)
    const { kind, value } = lexer.token
    if (kind === TokenKind.NAME && value.length > MAX_NAME_LENGTH)
      throw tooComplex("characters in a name", value.length, MAX_NAME_LENGTH)
    if (kind === TokenKind.BRACE_L || kind === TokenKind.PAREN_L || kind === TokenKind.BRACKET_L) {
      if (++nesting > MAX_NESTING) throw tooComplex("levels of brackets", "more", MAX_NESTING)
    } else if (kind === TokenKind.BRACE_R || kind === TokenKind.PAREN_R || kind === TokenKind.BRACKET_R) nesting--
  }
}

/** Sums over a selection set with its fragments; a fragment is looked at once, however often it is spread. */
type Extent = { depth: number; fields: number; aliases: number; directives: number }

/**
 * After parsing and before validation, which is quadratic in places: the size of every operation of the document with
 * its fragments expanded, without expanding them. Throws RefusedOperation.
 */
export function checkDocument(document: DocumentNode, limits: OperationLimits, isIntrospectionOn: boolean): void {
  const fragments = fragmentsOf(document)
  const extents = new Map<string, Extent | "under way">()

  const extentOfFragment = (name: string): Extent => {
    const known = extents.get(name)
    if (known === "under way")
      throw new RefusedOperation("BAD_USER_INPUT", `fragment "${shortened(name)}" spreads itself`)
    if (known) return known
    const fragment = fragments.get(name)
    if (!fragment) return { depth: 0, fields: 0, aliases: 0, directives: 0 }
    extents.set(name, "under way")
    const extent = extentOf(fragment.selectionSet)
    extent.directives += fragment.directives?.length ?? 0
    extents.set(name, extent)
    return extent
  }

  const extentOf = (set: SelectionSetNode): Extent => {
    const total: Extent = { depth: 0, fields: 0, aliases: 0, directives: 0 }
    const add = (extent: Extent, levels: number) => {
      total.depth = Math.max(total.depth, extent.depth + levels)
      total.fields += extent.fields
      total.aliases += extent.aliases
      total.directives += extent.directives
    }
    for (const selection of set.selections) {
      total.directives += selection.directives?.length ?? 0
      if (selection.kind === Kind.FRAGMENT_SPREAD) add(extentOfFragment(selection.name.value), 0)
      else if (selection.kind === Kind.INLINE_FRAGMENT) add(extentOf(selection.selectionSet), 0)
      else {
        const name = selection.name.value
        if (selection.alias?.value === "__proto__")
          throw new RefusedOperation("BAD_USER_INPUT", 'the alias "__proto__" can\'t be used')
        const isIntrospection = name === "__schema" || name === "__type"
        if (isIntrospection && !isIntrospectionOn)
          throw new RefusedOperation("BAD_USER_INPUT", "introspection is off here")
        total.fields++
        if (selection.alias) total.aliases++
        const below = selection.selectionSet
          ? extentOf(selection.selectionSet)
          : { depth: 0, fields: 0, aliases: 0, directives: 0 }
        add(isIntrospection ? { ...below, depth: 0 } : below, 1)
      }
      if (total.fields > limits.maxFields) throw tooComplex("fields", "more", limits.maxFields)
      if (total.aliases > limits.maxAliases) throw tooComplex("aliases", "more", limits.maxAliases)
      if (total.depth > limits.maxDepth) throw tooComplex("levels of fields", "more", limits.maxDepth)
    }
    return total
  }

  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  if (operations.length > MAX_OPERATIONS) throw tooComplex("operations", operations.length, MAX_OPERATIONS)
  for (const operation of operations) {
    const { directives } = extentOf(operation.selectionSet)
    const own = operation.directives?.length ?? 0
    const ofVariables = (operation.variableDefinitions ?? []).reduce(
      (n, { directives }) => n + (directives?.length ?? 0),
      0,
    )
    if (directives + own + ofVariables > limits.maxDirectives)
      throw tooComplex("directives", "more", limits.maxDirectives)
    const variables = operation.variableDefinitions?.length ?? 0
    if (variables > limits.maxVariables) throw tooComplex("variables", variables, limits.maxVariables)
    checkMergedFields([operation.selectionSet], fragments, limits)
  }
  // Validation would say so too, after it had compared the fields of all of them.
  for (const name of fragments.keys())
    if (!extents.has(name)) throw new RefusedOperation("BAD_USER_INPUT", `fragment "${shortened(name)}" is never used`)
}

/** A document is one client's: more operations than a page of examples holds are not asked for by anyone. */
const MAX_OPERATIONS = 20

/**
 * Counts what has the same path of response keys, by merging selection sets as execution does. Validation compares all
 * pairs of these. It expands fragments, which is affordable only now that the number of expanded fields is known.
 */
function checkMergedFields(
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  limits: OperationLimits,
  isRoot = true,
): void {
  const setsByKey = new Map<string, { count: number; sets: SelectionSetNode[] }>()
  const collect = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet)
      else if (selection.kind === Kind.FRAGMENT_SPREAD) collect(fragments.get(selection.name.value)?.selectionSet)
      else {
        const key = selection.alias?.value ?? selection.name.value
        const merged = setsByKey.get(key) ?? { count: 0, sets: [] }
        setsByKey.set(key, merged)
        if (++merged.count > limits.maxRepetitions)
          throw tooComplex(`selections of "${shortened(key)}" in one place`, "more", limits.maxRepetitions)
        if (selection.selectionSet) merged.sets.push(selection.selectionSet)
      }
    }
  }
  for (const set of sets) collect(set)
  if (isRoot && setsByKey.size > limits.maxRootFields)
    throw tooComplex("root fields", setsByKey.size, limits.maxRootFields)
  for (const { sets } of setsByKey.values()) if (sets.length > 0) checkMergedFields(sets, fragments, limits, false)
}

/** A name from the client's document, short enough to be said in an answer. */
const shortened = (name: string) => (name.length > 50 ? `${name.slice(0, 50)}…` : name)

/**
 * The number of values in the variables is bounded before anything coerces them, and text must be text: half a
 * surrogate pair would silently become another character on its way to a service. Throws RefusedOperation.
 */
export function checkVariables(variables: Readonly<Record<string, unknown>>, limits: OperationLimits): void {
  let count = 0
  const visit = (value: unknown, depth: number): void => {
    if (++count > limits.maxVariableValues)
      throw tooComplex("values in the variables", "more", limits.maxVariableValues)
    if (depth > MAX_NESTING) throw tooComplex("levels in the variables", "more", MAX_NESTING)
    if (typeof value === "string" && !value.isWellFormed())
      throw new RefusedOperation(
        "BAD_USER_INPUT",
        "expected well-formed text in the variables, found half a surrogate pair",
      )
    if (typeof value !== "object" || value === null) return
    for (const child of Array.isArray(value) ? (value as unknown[]) : Object.values(value)) visit(child, depth + 1)
  }
  visit(variables, 0)
}

/** Objects of an answer: so many whatever the page is, and so many more for each item of the page around them. */
type Cost = { fixed: number; perItem: number }

/**
 * Checks page sizes and returns the estimated number of objects in the answer of a validated operation, fragments
 * looked at once. `variables` are coerced. Throws RefusedOperation.
 *
 * A field with a page size that returns an object (a connection) hands the size down to the lists of that object
 * (`edges`, `nodes`), so the cost of a selection set is linear in the size handed to it.
 */
export function estimatedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  limits: OperationLimits,
): number {
  const fragments = fragmentsOf(document)
  const costs = new Map<string, Cost>()

  const costOf = (set: SelectionSetNode, parent: GraphQLCompositeType): Cost => {
    const total: Cost = { fixed: 0, perItem: 0 }
    for (const selection of set.selections) {
      const cost =
        selection.kind === Kind.FIELD
          ? costOfField(selection, parent)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? costOf(selection.selectionSet, typeNamed(selection.typeCondition?.name.value, parent))
            : costOfFragment(selection.name.value, parent)
      total.fixed += cost.fixed
      total.perItem += cost.perItem
    }
    return total
  }

  const costOfFragment = (name: string, parent: GraphQLCompositeType): Cost => {
    let cost = costs.get(name)
    if (!cost) {
      const fragment = fragments.get(name)!
      cost = costOf(fragment.selectionSet, typeNamed(fragment.typeCondition.name.value, parent))
      costs.set(name, cost)
    }
    return cost
  }

  const costOfField = (field: FieldNode, parent: GraphQLCompositeType): Cost => {
    const definition = isUnionType(parent) ? undefined : parent.getFields()[field.name.value]
    if (!definition) return { fixed: 0, perItem: 0 }
    const pageSize = pageSizeOf(field, definition, variables, limits)
    const type = getNamedType(definition.type)
    if (!isCompositeType(type) || !field.selectionSet) return { fixed: 0, perItem: 0 }
    const below = costOf(field.selectionSet, type)
    if (!isList(definition.type))
      return { fixed: 1 + below.fixed + below.perItem * (pageSize ?? ASSUMED_LIST_SIZE), perItem: 0 }
    const one = 1 + below.fixed + below.perItem * ASSUMED_LIST_SIZE
    return pageSize === undefined ? { fixed: 0, perItem: one } : { fixed: pageSize * one, perItem: 0 }
  }

  const typeNamed = (name: string | undefined, parent: GraphQLCompositeType): GraphQLCompositeType => {
    const type = name === undefined ? parent : schema.getType(name)
    return isCompositeType(type) ? type : parent
  }

  const { fixed, perItem } = costOf(operation.selectionSet, schema.getRootType(operation.operation)!)
  const cost = fixed + perItem * ASSUMED_LIST_SIZE
  if (cost > limits.maxCost)
    throw tooComplex("objects in the answer (by the page sizes)", Math.round(cost), limits.maxCost)
  return cost
}

/** The page size a field is asked for; `undefined` when it has none or a null. */
function pageSizeOf(
  field: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  variables: Readonly<Record<string, unknown>>,
  limits: OperationLimits,
): number | undefined {
  let size: number | undefined
  for (const argument of definition.args) {
    if (!PAGE_SIZE_ARGUMENTS.has(argument.name)) continue
    const given = argumentValue(
      field.arguments?.find(({ name }) => name.value === argument.name),
      variables,
    )
    const value = given === undefined ? argument.defaultValue : given
    if (typeof value !== "number") continue
    if (value < 0 || value > limits.maxPageSize)
      throw new RefusedOperation(
        "BAD_USER_INPUT",
        `expected "${argument.name}" of ${field.name.value} from 0 to ${limits.maxPageSize}, got ${value}`,
      )
    size = Math.max(size ?? 0, value)
  }
  return size
}

function argumentValue(argument: ArgumentNode | undefined, variables: Readonly<Record<string, unknown>>): unknown {
  const value: ValueNode | undefined = argument?.value
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value]
  if (value?.kind === Kind.INT) return Number(value.value)
  return value?.kind === Kind.NULL ? null : undefined
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type)
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  return fragments
}
