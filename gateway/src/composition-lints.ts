import {
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type NameNode,
  parse,
  type SelectionSetNode,
  type StringValueNode,
  type TypeNode,
} from "graphql"
import type { AuthorizationRules } from "./authorization.ts"

type Subgraph = { name: string; document: DocumentNode }

/** One object or interface type as one subgraph declares it, extensions included. */
type TypeInSubgraph = { isEntity: boolean; keyFields: Set<string>; fields: Map<string, FieldDefinitionNode> }

/**
 * What composition itself doesn't ask for but this gateway needs.
 *
 * Problems: an edge between services that isn't nullable (GraphQL would let one dead service or one refused field
 * empty everything above it, spec 6.4.4), arguments inside `@requires` (they collide with the client's own aliases and
 * give wrong data silently), and `@interfaceObject` (the type of an object, and so its rules, may be unknown). Undescribed: the coordinates that have no description in any subgraph.
 */
export function lintSubgraphs(
  subgraphs: readonly Subgraph[],
  rules: AuthorizationRules,
): { problems: string[]; undescribed: string[] } {
  const types = new Map(subgraphs.map(({ name, document }) => [name, typesOf(document)]))
  return {
    problems: [...nullability(types, rules), ...argumentsInRequires(types), ...interfaceObjects(subgraphs)],
    undescribed: missingDescriptions(subgraphs),
  }
}

function nullability(types: Map<string, Map<string, TypeInSubgraph>>, rules: AuthorizationRules): string[] {
  const problems: string[] = []
  const owners = ownersOfNonNullFields(types)
  for (const [subgraph, itsTypes] of types)
    for (const [typeName, type] of itsTypes)
      for (const field of type.fields.values()) {
        if (has(field, "external")) continue
        const at = `[${subgraph}] ${typeName}.${field.name.value}: ${printType(field.type)}`
        const isNonNull = field.type.kind === Kind.NON_NULL_TYPE
        if (isNonNull && (typeName === "Query" || typeName === "Mutation"))
          problems.push(`${at} must be nullable: when its service is down, the whole answer would be null`)
        else if (isNonNull && rules[`${typeName}.${field.name.value}`])
          problems.push(`${at} must be nullable: it carries an authorisation rule and is null when refused`)
        else if (
          isNonNull &&
          type.isEntity &&
          !type.keyFields.has(field.name.value) &&
          owners.get(typeName)!.name !== subgraph
        )
          problems.push(
            `${at} must be nullable: it is contributed to an entity of ${owners.get(typeName)!.name}, and would take ` +
              `the whole ${typeName} with it when ${subgraph} is down`,
          )
        const target = baseName(field.type)
        const owner = owners.get(target)
        if (owner && owner.name !== subgraph && !isNullableSomewhere(field.type)) {
          const own = itsTypes.get(target)?.fields
          const missing = owner.nonNullFields.filter((name) => !own?.has(name) || has(own.get(name)!, "external"))
          if (missing.length > 0)
            problems.push(
              `${at} must be nullable${field.type.kind === Kind.NON_NULL_TYPE && printType(field.type).startsWith("[") ? " as a whole" : ""}: ` +
                `${owner.name} resolves ${target}.${missing[0]}, and would take this with it when it is down`,
            )
        }
      }
  return [...new Set(problems)]
}

/** For each entity the subgraph that owns it: the one with the most non-null fields beside the key. */
function ownersOfNonNullFields(
  types: Map<string, Map<string, TypeInSubgraph>>,
): Map<string, { name: string; nonNullFields: string[] }> {
  const owners = new Map<string, { name: string; nonNullFields: string[] }>()
  for (const [subgraph, itsTypes] of types)
    for (const [typeName, type] of itsTypes) {
      if (!type.isEntity) continue
      const nonNullFields = [...type.fields.values()]
        .filter((field) => field.type.kind === Kind.NON_NULL_TYPE && !has(field, "external"))
        .map((field) => field.name.value)
        .filter((name) => !type.keyFields.has(name))
      const known = owners.get(typeName)
      if (!known || known.nonNullFields.length < nonNullFields.length)
        owners.set(typeName, { name: subgraph, nonNullFields })
    }
  return owners
}

/** True when a lost item leaves a null somewhere inside the field: `T`, `[T]`, `[T]!` and `[T!]`, but not `[T!]!`. */
function isNullableSomewhere(type: TypeNode): boolean {
  if (type.kind !== Kind.NON_NULL_TYPE) return true
  return type.type.kind === Kind.LIST_TYPE && isNullableSomewhere(type.type.type)
}

function argumentsInRequires(types: Map<string, Map<string, TypeInSubgraph>>): string[] {
  const problems: string[] = []
  for (const [subgraph, itsTypes] of types)
    for (const [typeName, type] of itsTypes)
      for (const field of type.fields.values())
        for (const requires of field.directives?.filter((directive) => directive.name.value === "requires") ?? [])
          if (hasArguments(fieldSet(requires)))
            problems.push(
              `[${subgraph}] ${typeName}.${field.name.value}: @requires(fields: "${fieldsArgument(requires)}") has ` +
                `arguments; they collide with the client's own selection of that field. Offer a field without arguments`,
            )
  return problems
}

function hasArguments(set: SelectionSetNode): boolean {
  return set.selections.some(
    (selection) =>
      (selection.kind === Kind.FIELD && (selection.arguments?.length ?? 0) > 0) ||
      (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet && hasArguments(selection.selectionSet)),
  )
}

function interfaceObjects(subgraphs: readonly Subgraph[]): string[] {
  return subgraphs.flatMap(({ name, document }) =>
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION && has(definition, "interfaceObject")
        ? [`[${name}] ${definition.name.value}: @interfaceObject can't be used: the gateway must know an object's type`]
        : [],
    ),
  )
}

type Described = { description?: StringValueNode | undefined; name: NameNode }

/**
 * A type that several subgraphs declare needs a description in one of them; externals and root types need none.
 */
function missingDescriptions(subgraphs: readonly Subgraph[]): string[] {
  const described = new Map<string, boolean>()
  const note = (coordinate: string, node: Described) =>
    described.set(coordinate, (described.get(coordinate) ?? false) || node.description !== undefined)
  for (const { document } of subgraphs)
    for (const definition of document.definitions) {
      if (!("name" in definition) || !definition.name || definition.kind === Kind.OPERATION_DEFINITION) continue
      const name = definition.name.value
      if (definition.kind === Kind.DIRECTIVE_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION) continue
      if (!["Query", "Mutation"].includes(name))
        note(name, "description" in definition ? definition : { name: definition.name })
      for (const member of members(definition)) {
        if (has(member, "external")) continue
        note(`${name}.${member.name.value}`, member)
        for (const argument of "arguments" in member ? (member.arguments ?? []) : [])
          note(`${name}.${member.name.value}(${argument.name.value}:)`, argument)
      }
    }
  return [...described].filter(([, isDescribed]) => !isDescribed).map(([coordinate]) => coordinate)
}

function members(definition: DefinitionNode) {
  if ("fields" in definition) return definition.fields ?? []
  if ("values" in definition) return definition.values ?? []
  return []
}

function typesOf(document: DocumentNode): Map<string, TypeInSubgraph> {
  const types = new Map<string, TypeInSubgraph>()
  for (const definition of document.definitions) {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.OBJECT_TYPE_EXTENSION &&
      definition.kind !== Kind.INTERFACE_TYPE_DEFINITION &&
      definition.kind !== Kind.INTERFACE_TYPE_EXTENSION
    )
      continue
    const type = types.get(definition.name.value) ?? { isEntity: false, keyFields: new Set(), fields: new Map() }
    types.set(definition.name.value, type)
    for (const key of definition.directives?.filter((directive) => directive.name.value === "key") ?? []) {
      type.isEntity = true
      for (const selection of fieldSet(key).selections)
        if (selection.kind === Kind.FIELD) type.keyFields.add(selection.name.value)
    }
    for (const field of definition.fields ?? []) type.fields.set(field.name.value, field)
  }
  return types
}

const has = (node: { directives?: readonly DirectiveNode[] | undefined }, directive: string) =>
  node.directives?.some(({ name }) => name.value === directive) ?? false

function fieldsArgument(directive: DirectiveNode): string {
  const value = directive.arguments?.find((argument) => argument.name.value === "fields")?.value
  return value?.kind === Kind.STRING ? value.value : ""
}

function fieldSet(directive: DirectiveNode): SelectionSetNode {
  const definition = parse(`{ ${fieldsArgument(directive)} }`, { noLocation: true }).definitions[0]!
  if (definition.kind !== Kind.OPERATION_DEFINITION) throw new Error("a field set is a selection set")
  return definition.selectionSet
}

function printType(type: TypeNode): string {
  if (type.kind === Kind.NON_NULL_TYPE) return `${printType(type.type)}!`
  return type.kind === Kind.LIST_TYPE ? `[${printType(type.type)}]` : type.name.value
}

function baseName(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : baseName(type.type)
}
