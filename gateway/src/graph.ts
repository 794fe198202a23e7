import { hash } from "node:crypto"
import { Supergraph } from "@apollo/federation-internals"
import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  parse,
  type SelectionSetNode,
  type SourceLocation,
  specifiedRules,
  validate,
} from "graphql"
import { LRUCache } from "lru-cache"
import { type AuthorizationRules, type Caller, guardedCoordinates, prune, refusedFields } from "./authorization.ts"
import {
  boundedDataSource,
  type FetchContext,
  type FetchHooks,
  type FetchLimits,
  type SubgraphDataSource,
} from "./data-source.ts"
import { type ExecutionHooks, executePlan } from "./execute.ts"
import { type ErrorCode, type GraphError, Lost, toGraphError } from "./lost.ts"
import {
  checkDocument,
  checkTokens,
  checkVariables,
  DEFAULT_LIMITS,
  estimatedCost,
  type OperationLimits,
  RefusedOperation,
} from "./operation-limits.ts"
import { createPlanCache, createPlanner, type Plan, type PlanCacheOutcome, TooComplexToPlan } from "./query-plan.ts"
import { type ResponseKeys, responseKeys } from "./response-keys.ts"
import { responseShaper, type ShapeResponse } from "./response.ts"
import { sharedDataSource, shareableFetches, type SharedOptions, type SharedUse } from "./shared-answers.ts"
import { variableCoercion } from "./variable-coercion.ts"
import { messageWithoutValues } from "./message-without-values.ts"

export type GraphHooks = FetchHooks &
  ExecutionHooks & {
    onPlanLookup?(outcome: PlanCacheOutcome): void
    onPlanned?(event: { operationName: string | undefined; seconds: number }): void
    onDocumentLookup?(outcome: "hit" | "miss"): void
    onSharedUse?(use: SharedUse): void
    /** A bug of the gateway: answered with the fixed "internal error", so the log is the only place that has it. */
    onInternalError?(error: unknown, context: FetchContext): void
  }

export type GraphRequest = {
  query: string
  operationName?: string | null | undefined
  variables?: unknown
  caller: Caller
  context: FetchContext
  /** The passport of nobody, for a caller who sees in the shared subgraphs what everybody sees. */
  sharedPassport?: string | undefined
  /** Set for a request that may not change anything, such as a GET: mutations are refused. */
  isReadOnly?: boolean
}

export type GraphResult = {
  data?: Record<string, unknown> | null
  errors?: GraphError[]
  /** `stale`: where in the answer something is past its freshness, and how old it is. */
  extensions?: { stale: { path: readonly string[]; ageMs: number }[] }
}

export type GraphResponse = {
  /** "refused": nothing was executed and the result has errors only. */
  status: "executed" | "refused"
  result: GraphResult
  /** For metrics and spans; unknown when the request was refused before its operation was known. */
  operationName?: string | undefined
  operationType?: OperationTypeNode
  /** Fetches that could be answered from memory. */
  shared?: readonly SharedUse[]
}

export type Graph = {
  /** The API schema: what clients may ask. */
  schema: GraphQLSchema
  run(request: GraphRequest): Promise<GraphResponse>
  /** Plans an operation ahead of its first request; throws what is wrong with it. */
  warmUp(query: string): void
  close(): Promise<void>
}

export type GraphOptions = {
  /** supergraph.graphql and authorization-rules.json, as compose.ts made them. */
  supergraphSdl: string
  rules: AuthorizationRules
  /** One per subgraph of the supergraph. */
  dataSources: readonly SubgraphDataSource[]
  hooks?: GraphHooks
  limits?: Partial<OperationLimits & FetchLimits>
  /** Without them the deadline of each request's context stands alone. */
  budgets?: OperationBudgets
  /** Whether `__schema` and `__type` are answered. */
  introspection: boolean
  /** Subgraphs whose answers are kept where they are the same for everybody, by name. */
  shared?: Readonly<Record<string, Omit<SharedOptions, "fetchMs">>>
}

/** Reliability's budget for one fetch of a query. */
const DEFAULT_FETCH_MS = 300

/**
 * The most time a whole operation gets, whatever the request's own deadline allows, in milliseconds. A root field in
 * `rootFieldMs` gives its operation another budget; of several fields the most generous counts.
 */
export type OperationBudgets = {
  queryMs: number
  mutationMs: number
  rootFieldMs?: Readonly<Record<string, number>>
}

const MAX_DOCUMENTS = 2000
const MAX_REFUSED_DOCUMENTS = 200
const MAX_PLANS = 2000
/** Characters of all cached documents' texts; what is parsed from them is some twenty times as much. */
const MAX_DOCUMENT_CHARACTERS = 4 * 1024 * 1024

/** Errors of a refused document that are answered; the rest would only make the answer long. */
const MAX_VALIDATION_ERRORS = 3
const MAX_MESSAGE_LENGTH = 200
const MAX_LOCATIONS = 3
/** Of the errors as JSON; a refusal is at most 1 KB, whatever alphabet the client's own words in it are in. */
const MAX_REFUSAL_BYTES = 1000

/** One operation of a valid document, with what doesn't depend on the request worked out. */
type Operation = {
  node: OperationDefinitionNode
  document: DocumentNode
  /** Identifies document and operation among all. */
  key: string
  budgetMs: number
  guarded: readonly string[]
  keys: ResponseKeys
  shape: ShapeResponse
  coerceVariables: ReturnType<typeof variableCoercion>
}

/** What a query text turned out to be: its operations by name, or why it is refused. */
type ValidDocument = { operations: ReadonlyMap<string, Operation> }
type RefusedDocument = { refusals: readonly Refusal[] }

/** What a client is told of an error: the GraphQLError itself would keep the document and its text in the cache. */
type Refusal = { code: ErrorCode; message: string; locations: readonly SourceLocation[] | undefined }

/**
 * The graph over its subgraphs: limits, validation, authorisation, planning, execution and the shape of the answer.
 * Nothing is asked of a subgraph at start. Throws when the supergraph or the data sources don't fit.
 */
export function createGraph(options: GraphOptions): Graph {
  const { rules, hooks = {}, introspection } = options
  const limits = { ...DEFAULT_LIMITS, fetchMs: DEFAULT_FETCH_MS, ...options.limits }
  const supergraph = Supergraph.build(options.supergraphSdl, { validateSupergraph: false })
  const apiSchema = supergraph.apiSchema()
  const schema = apiSchema.toGraphQLJSSchema()
  const { shared = {} } = options
  const dataSources = new Map(
    options.dataSources.map((source) => {
      const asked = boundedDataSource(source, limits, hooks)
      const sharing = shared[source.name]
      // Each request waits in its own time for what is fetched in the time of none.
      const answers = sharing && boundedDataSource(sharedDataSource(asked, { ...sharing, ...limits }), limits, {})
      return [source.name, answers ?? asked]
    }),
  )
  const missing = supergraph.subgraphsMetadata().filter(({ name }) => !dataSources.has(name))
  if (missing.length > 0)
    throw new Error(`expected a data source for each subgraph, none for ${missing.map(({ name }) => name).join(", ")}`)

  const planner = createPlanner(supergraph, apiSchema, shareableFetches(schema, rules, new Set(Object.keys(shared))))
  const plans = createPlanCache(MAX_PLANS, (outcome) => hooks.onPlanLookup?.(outcome))
  const documents = new LRUCache<string, ValidDocument>({ max: MAX_DOCUMENTS, maxSize: MAX_DOCUMENT_CHARACTERS })
  // Apart, so that no flood of invalid documents drives out the valid ones.
  const refusedDocuments = new LRUCache<string, RefusedDocument>({ max: MAX_REFUSED_DOCUMENTS })

  const parsed = (query: string): ValidDocument | RefusedDocument => {
    const key = hash("sha256", query, "base64url")
    const known = documents.get(key) ?? refusedDocuments.get(key)
    hooks.onDocumentLookup?.(known ? "hit" : "miss")
    if (known) return known
    const result = parsedDocument(query, key)
    if ("refusals" in result) refusedDocuments.set(key, result)
    else documents.set(key, result, { size: query.length })
    return result
  }

  const parsedDocument = (query: string, key: string): ValidDocument | RefusedDocument => {
    try {
      checkTokens(query, limits)
      const document = parse(query, { noLocation: true })
      checkDocument(document, limits, introspection)
      if (validate(schema, document, specifiedRules, VALIDATION_OPTIONS).length > 0) {
        // Locations are kept for a document with errors only: in a cache they would weigh more than the rest.
        return { refusals: validate(schema, parse(query), specifiedRules, VALIDATION_OPTIONS).map(toRefusal) }
      }
      const operations = new Map<string, Operation>()
      for (const node of document.definitions) {
        if (node.kind !== Kind.OPERATION_DEFINITION) continue
        if (!schema.getRootType(node.operation))
          throw new RefusedOperation("BAD_USER_INPUT", `${node.operation} operations are not served`)
        const name = node.name?.value ?? ""
        const keys = responseKeys(document, node)
        operations.set(name, {
          node,
          document,
          key: `${key} ${name}`,
          budgetMs: options.budgets ? budgetOf(document, node, options.budgets) : Infinity,
          guarded: guardedCoordinates(schema, document, node, rules),
          keys,
          shape: responseShaper(schema, document, node, keys),
          coerceVariables: variableCoercion(schema, node.variableDefinitions ?? [], VALIDATION_OPTIONS),
        })
      }
      return { operations }
    } catch (error) {
      if (error instanceof GraphQLError) return { refusals: [toRefusal(error)] }
      throw error
    }
  }

  const planFor = (operation: Operation, refused: ReturnType<typeof refusedFields>): Plan | Promise<Plan> =>
    plans(`${operation.key} ${[...refused.keys()].join(" ")}`, () => {
      const startedAt = performance.now()
      const pruned =
        refused.size === 0 ? operation.document : prune(schema, operation.document, operation.node, refused)
      const name = operation.node.name?.value
      const plan: Plan = pruned ? planner(operation.keys.forPlanning(pruned), name) : { root: undefined }
      hooks.onPlanned?.({ operationName: name, seconds: (performance.now() - startedAt) / 1000 })
      return plan
    })

  const run = async (request: GraphRequest): Promise<GraphResponse> => {
    const { caller } = request
    let { context } = request
    const refuse = (refusals: readonly Refusal[], operation?: Operation): GraphResponse => ({
      status: "refused",
      result: { errors: shortList(refusals.map((refusal) => refusalError(refusal, context.traceId))) },
      ...(operation ? named(operation) : {}),
    })
    const startedAt = Date.now()
    const work = new AbortController()
    const cancel = () => work.abort(CANCELLED)
    let operation: Operation | undefined
    try {
      const document = parsed(request.query)
      if ("refusals" in document) return refuse(document.refusals)
      operation = chosenOperation(document.operations, request.operationName)
      if (request.isReadOnly && operation.node.operation !== "query")
        throw new RefusedOperation("BAD_USER_INPUT", "a mutation needs a POST request")
      const given = givenVariables(request.variables)
      checkVariables(given, limits)
      const coerced = operation.coerceVariables(given)
      if (coerced.errors) return refuse(coerced.errors.map(toRefusal), operation)
      estimatedCost(schema, operation.document, operation.node, coerced.coerced, limits)

      context = {
        ...context,
        signal: work.signal,
        deadlineMs: Math.min(context.deadlineMs, startedAt + operation.budgetMs),
      }
      if (request.context.signal.aborted) cancel()
      else request.context.signal.addEventListener("abort", cancel, { once: true })
      const uses: SharedUse[] = []
      // A change answers with what is true after it.
      if (request.sharedPassport !== undefined && operation.node.operation === "query")
        context.sharing = {
          passport: request.sharedPassport,
          onUse(use) {
            uses.push(use)
            hooks.onSharedUse?.(use)
          },
        }
      const refused = refusedFields(operation.guarded, rules, caller)
      const plan = await planFor(operation, refused)
      const merged = await executePlan(plan, {
        dataSources,
        variables: given,
        conditions: coerced.coerced,
        context,
        hooks,
      })
      const { document: ownDocument, node } = operation
      const { data, errors } = operation.shape(merged, {
        conditions: coerced.coerced,
        refused,
        traceId: context.traceId,
        introspect: (field) => introspected(schema, ownDocument, node, field, given),
      })
      return {
        status: "executed",
        // Errors first, as the specification recommends.
        result: {
          ...(errors.length > 0 ? { errors, data } : { data }),
          ...(uses.some(isStale)
            ? { extensions: { stale: uses.filter(isStale).map(({ path, ageMs }) => ({ path, ageMs })) } }
            : {}),
        },
        ...named(operation),
        shared: uses,
      }
    } catch (error) {
      if (error instanceof TooComplexToPlan)
        return refuse(
          [toRefusal(new RefusedOperation("QUERY_TOO_COMPLEX", "this query can be resolved in too many ways"))],
          operation,
        )
      if (error instanceof GraphQLError) return refuse([toRefusal(error)], operation)
      hooks.onInternalError?.(error, context)
      return {
        status: "refused",
        result: { errors: [toGraphError(new Lost("INTERNAL"), undefined, context.traceId)] },
        ...(operation ? named(operation) : {}),
      }
    } finally {
      // What a fetch that ran out of time left behind in a subgraph of this process is work for nobody.
      cancel()
      request.context.signal.removeEventListener("abort", cancel)
    }
  }

  return {
    schema,
    run,
    warmUp(query) {
      const document = parsed(query)
      if ("refusals" in document) throw new Error(document.refusals[0]?.message)
      for (const operation of document.operations.values()) void planFor(operation, new Map())
    },
    async close() {
      for (const source of dataSources.values()) await source.close?.()
    },
  }
}

const isStale = ({ outcome }: SharedUse) => outcome === "stale"

/** Made once: the stack of a DOMException per request would cost more than the cancelling. */
const CANCELLED = new Error("the request is over")

const VALIDATION_OPTIONS = { maxErrors: MAX_VALIDATION_ERRORS, hideSuggestions: true }

const named = ({ node }: Operation) => ({ operationName: node.name?.value, operationType: node.operation })

function budgetOf(document: DocumentNode, operation: OperationDefinitionNode, budgets: OperationBudgets): number {
  const own = [...rootFieldNames(document, operation.selectionSet)].map((name) => budgets.rootFieldMs?.[name] ?? 0)
  return Math.max(operation.operation === "mutation" ? budgets.mutationMs : budgets.queryMs, ...own)
}

function rootFieldNames(document: DocumentNode, set: SelectionSetNode, names = new Set<string>()): Set<string> {
  for (const selection of set.selections)
    if (selection.kind === Kind.FIELD) names.add(selection.name.value)
    else if (selection.kind === Kind.INLINE_FRAGMENT) rootFieldNames(document, selection.selectionSet, names)
    else
      for (const definition of document.definitions)
        if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value)
          rootFieldNames(document, definition.selectionSet, names)
  return names
}

function chosenOperation(operations: ReadonlyMap<string, Operation>, name: string | null | undefined): Operation {
  if (name !== null && name !== undefined && name !== "") {
    const operation = operations.get(name)
    if (!operation) throw new RefusedOperation("BAD_USER_INPUT", "the document has no operation of that operationName")
    return operation
  }
  const [only, another] = operations.values()
  if (!only) throw new RefusedOperation("BAD_USER_INPUT", "the document has no operation")
  if (another)
    throw new RefusedOperation("BAD_USER_INPUT", "the document has several operations: name one in operationName")
  return only
}

function givenVariables(variables: unknown): Record<string, unknown> {
  if (variables === undefined || variables === null) return {}
  if (typeof variables !== "object" || Array.isArray(variables))
    throw new RefusedOperation("BAD_USER_INPUT", "expected variables to be an object")
  return variables as Record<string, unknown>
}

/** What a client is told of a GraphQLError of parsing, validation, coercion or a limit. */
function toRefusal(error: GraphQLError): Refusal {
  const code = (error.extensions.code as ErrorCode | undefined) ?? "BAD_USER_INPUT"
  const whole = messageWithoutValues(error)
  const message = whole.length > MAX_MESSAGE_LENGTH ? `${whole.slice(0, MAX_MESSAGE_LENGTH).toWellFormed()}…` : whole
  return { code, message, locations: error.locations?.slice(0, MAX_LOCATIONS) }
}

function refusalError({ code, message, locations }: Refusal, traceId: string): GraphError {
  const error = toGraphError(new Lost(code, { message }), undefined, traceId)
  return locations ? { ...error, locations: [...locations] } : error
}

/** The first errors, as many as make a short answer; one always does. */
function shortList(errors: readonly GraphError[]): GraphError[] {
  const short = errors.slice(0, MAX_VALIDATION_ERRORS)
  while (short.length > 1 && Buffer.byteLength(JSON.stringify(short)) > MAX_REFUSAL_BYTES) short.pop()
  return short
}

/** The value of one introspection field, executed by graphql-js on the API schema. */
function introspected(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  field: FieldNode,
  variables: Record<string, unknown>,
): unknown {
  const { data } = executeSync({
    schema,
    document: {
      kind: Kind.DOCUMENT,
      definitions: [
        { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: [field] } },
        ...document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION),
      ],
    },
    variableValues: variables,
  })
  return data?.[field.alias?.value ?? field.name.value]
}
