import { composeServices } from "@apollo/composition"
import { Supergraph } from "@apollo/federation-internals"
import { type DocumentNode, GraphQLError, Kind, parse, print, visit } from "graphql"
import type { AuthorizationRule, AuthorizationRules } from "./authorization.ts"
import { lintSubgraphs } from "./composition-lints.ts"

/** One subgraph as it is on disk: its name (the folder's) and the text of its schema.graphql. */
export type SubgraphSource = { name: string; sdl: string }

export type Composition = {
  /** What the gateway loads: no authorisation directive is left in it. */
  supergraphSdl: string
  rules: AuthorizationRules
  /** Coordinates without a description; the graph works without, its readers don't. */
  undescribed: string[]
}

/** Every reason why the subgraphs can't become one graph, one line each. */
export class CompositionError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`the subgraphs don't compose:\n${problems.map((problem) => `- ${problem}`).join("\n")}`)
    this.name = "CompositionError"
    this.problems = problems
  }
}

const AUTHENTICATED = "https://specs.apollo.dev/authenticated"
const REQUIRES_SCOPES = "https://specs.apollo.dev/requiresScopes"
/** Features the gateway can't execute; left in a supergraph they would be ignored silently. */
const REFUSED_FEATURES = {
  "https://specs.apollo.dev/policy": "@policy",
  "https://specs.apollo.dev/context": "@context and @fromContext",
  "https://specs.apollo.dev/connect": "@connect",
} as const

/**
 * Composes the subgraphs, takes the authorisation rules out of the result and lints it.
 *
 * The rules are read from the merged supergraph rather than from each subgraph, so that what several subgraphs say
 * about one field is combined exactly as the federation specification defines, and a `@requires` that would get
 * round a rule is refused by composition itself.
 *
 * Throws CompositionError with every problem found.
 */
export function compose(subgraphs: readonly SubgraphSource[]): Composition {
  const documents = parseSubgraphs(subgraphs)
  const composed = composeServices(subgraphs.map(({ name }, i) => ({ name, url: "", typeDefs: documents[i]! })))
  if (composed.errors) throw new CompositionError(composed.errors.map((error) => oneLine(error.message)))
  const { supergraphSdl, rules } = separateAuthorization(composed.supergraphSdl)
  const { problems, undescribed } = lintSubgraphs(
    subgraphs.map(({ name }, i) => ({ name, document: documents[i]! })),
    rules,
  )
  if (problems.length > 0) throw new CompositionError(problems)
  return { supergraphSdl, rules, undescribed }
}

function parseSubgraphs(subgraphs: readonly SubgraphSource[]): DocumentNode[] {
  const problems: string[] = []
  const documents = subgraphs.map(({ name, sdl }) => {
    try {
      return parse(sdl)
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error
      const { line, column } = error.locations?.[0] ?? { line: 0, column: 0 }
      problems.push(`[${name}] line ${line}, column ${column}: ${error.message}`)
      return undefined
    }
  })
  if (problems.length > 0) throw new CompositionError(problems)
  return documents as DocumentNode[]
}

/** The supergraph without authorisation directives, and the rules they stood for. */
export function separateAuthorization(annotatedSdl: string): { supergraphSdl: string; rules: AuthorizationRules } {
  const { schema } = Supergraph.build(annotatedSdl, { supportedFeatures: null })
  const features = schema.coreFeatures
  const refused = Object.entries(REFUSED_FEATURES).filter(([identity]) => features?.getByIdentity(identity))
  if (refused.length > 0)
    throw new CompositionError(refused.map(([, name]) => `${name} can't be used: the gateway doesn't execute it`))
  const authenticated = features?.getByIdentity(AUTHENTICATED)
  const requiresScopes = features?.getByIdentity(REQUIRES_SCOPES)
  const authenticatedName = authenticated?.directiveNameInSchema("authenticated")
  const requiresScopesName = requiresScopes?.directiveNameInSchema("requiresScopes")
  const scopeTypeName = requiresScopes?.typeNameInSchema("Scope")

  const ruleOf = (element: AnnotatedElement): AuthorizationRule | undefined => {
    let rule: AuthorizationRule | undefined
    if (authenticatedName && element.appliedDirectivesOf(authenticatedName).length > 0) rule = { authenticated: true }
    for (const applied of requiresScopesName ? element.appliedDirectivesOf(requiresScopesName) : [])
      rule = bothRules(rule, { scopes: (applied.arguments() as { scopes: string[][] }).scopes })
    return rule
  }

  // Composition copies the rules of implementations up to their interfaces. Only those of object types are kept: a
  // field selected on an interface is refused for the implementations that carry the rule, not for the others.
  const rules: Record<string, AuthorizationRule> = {}
  for (const type of schema.objectTypes()) {
    const typeRule = ruleOf(type)
    for (const field of type.fields()) {
      const returned = field.type ? schema.type(namedType(String(field.type))) : undefined
      const returnedRule = returned && returned.kind !== "InterfaceType" ? ruleOf(returned) : undefined
      const rule = bothRules(bothRules(typeRule, returnedRule), ruleOf(field))
      if (rule) rules[`${type.name}.${field.name}`] = rule
    }
  }

  const strippedDirectives = new Set([authenticatedName, requiresScopesName].filter((name) => name !== undefined))
  const stripped = visit(parse(annotatedSdl, { noLocation: true }), {
    Directive: (node) => {
      if (strippedDirectives.has(node.name.value)) return null
      if (node.name.value !== "link") return undefined
      const url = node.arguments?.find((argument) => argument.name.value === "url")?.value
      const identity = url?.kind === Kind.STRING ? url.value.replace(/\/v[0-9.]+$/, "") : ""
      return identity === AUTHENTICATED || identity === REQUIRES_SCOPES ? null : undefined
    },
    DirectiveDefinition: (node) => (strippedDirectives.has(node.name.value) ? null : undefined),
    ScalarTypeDefinition: (node) => (node.name.value === scopeTypeName ? null : undefined),
  })
  const sorted = Object.fromEntries(Object.entries(rules).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { supergraphSdl: print(stripped) + "\n", rules: sorted }
}

type AnnotatedElement = { appliedDirectivesOf(name: string): readonly { arguments(): object }[] }

const namedType = (type: string) => type.replace(/[[\]!]/g, "")

/** The rule that asks for what both ask for; scopes are "one of these sets", so two of them multiply. */
function bothRules(a: AuthorizationRule | undefined, b: AuthorizationRule | undefined): AuthorizationRule | undefined {
  if (!a || !b) return a ?? b
  const products = new Map<string, string[]>()
  for (const left of a.scopes ?? [[]])
    for (const right of b.scopes ?? [[]]) {
      const product = [...new Set([...left, ...right])].sort()
      products.set(product.join(" "), product)
    }
  const scopes = [...products.values()]
  return {
    ...(a.authenticated || b.authenticated ? { authenticated: true } : {}),
    ...(a.scopes || b.scopes ? { scopes } : {}),
  }
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, " ")
