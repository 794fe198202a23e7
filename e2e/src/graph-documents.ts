import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
} from "graphql"

/** `Type.field`, the name of an operation or field as authorisation rules have it. */
export type Coordinate = string

export function fieldOf(schema: GraphQLSchema, coordinate: Coordinate): GraphQLField<unknown, unknown> {
  const [typeName = "", fieldName = ""] = coordinate.split(".")
  const type = schema.getType(typeName)
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined
  if (!field) throw new Error(`there is no ${coordinate} in the schema`)
  return field
}

/**
 * The operation that asks for one field under the name `it`, with a variable for each of its arguments. A field of
 * another type than Query and Mutation is asked for below the root field `parent`, whose `id` is the variable `parent`.
 */
export function documentOf(
  schema: GraphQLSchema,
  coordinate: Coordinate,
  { parent, selection }: { parent?: string | undefined; selection: string },
): string {
  const { name, args } = fieldOf(schema, coordinate)
  const declared = args.map((argument) => `$${argument.name}: ${String(argument.type)}`)
  const passed = args.map((argument) => `${argument.name}: $${argument.name}`)
  const field = `it: ${name}${passed.length > 0 ? `(${passed.join(", ")})` : ""} ${selection}`
  const operation = coordinate.startsWith("Mutation.") ? "mutation" : "query"
  if (parent === undefined) return `${operation} ${declared.length > 0 ? `(${declared.join(", ")})` : ""} { ${field} }`
  return `query (${["$parent: ID!", ...declared].join(", ")}) { ${parent}(id: $parent) { ${field} } }`
}

/** What tells a success from an expected failure, and nothing more. */
export function shortSelection(type: GraphQLOutputType): string {
  const named = getNamedType(type)
  if (!isCompositeType(named)) return ""
  return isUnionType(named) && named.getTypes().some(isUserError)
    ? "{ __typename ... on UserError { code message } }"
    : "{ __typename }"
}

const isUserError = (type: { getInterfaces(): readonly { name: string }[] }) =>
  type.getInterfaces().some(({ name }) => name === "UserError")

/** Whether a member of a mutation's union is an expected failure. */
export function isFailure(schema: GraphQLSchema, typeName: string): boolean {
  const type = schema.getType(typeName)
  return isObjectType(type) && isUserError(type)
}

/** Until one of these is renewed, what signed addresses say changes with the clock. */
const SIGNED_ADDRESSES = new Set(["StreamGrant"])

/**
 * Everything that can be asked of a type without arguments, `depth` objects deep. Of what leads back to a type on the
 * way only the id is asked, so that the answer stays finite.
 */
export function fullSelection(type: GraphQLOutputType, depth: number, way: readonly string[] = []): string {
  const named = getNamedType(type)
  if (!isCompositeType(named)) return ""
  if (isUnionType(named) || isInterfaceType(named)) {
    const members = isUnionType(named) ? named.getTypes() : []
    const typesOf = new Map<string, Set<string>>()
    for (const member of members)
      for (const field of Object.values(member.getFields()))
        typesOf.set(field.name, (typesOf.get(field.name) ?? new Set()).add(String(field.type)))
    const differs = (name: string) => (typesOf.get(name)?.size ?? 0) > 1
    return `{ __typename ${members
      .map((member) => `... on ${member.name} ${objectSelection(member, depth, way, differs)}`)
      .join(" ")} }`
  }
  return objectSelection(named, depth, way)
}

function objectSelection(
  type: { name: string; getFields(): Record<string, GraphQLField<unknown, unknown>> },
  depth: number,
  way: readonly string[],
  differs: (name: string) => boolean = () => false,
): string {
  const fields = Object.values(type.getFields())
  const leadsBack = way.includes(type.name)
  const selected = fields.flatMap((field) => {
    if (field.args.some(isRequired)) return []
    const below = getNamedType(field.type)
    const name = differs(field.name) ? `${type.name}_${field.name}: ${field.name}` : field.name
    if (!isCompositeType(below)) return leadsBack && field.name !== "id" ? [] : [name]
    if (leadsBack || depth === 0 || SIGNED_ADDRESSES.has(type.name)) return []
    return [`${name} ${fullSelection(field.type, depth - 1, [...way, type.name])}`]
  })
  return SIGNED_ADDRESSES.has(type.name) ? "{ __typename }" : `{ __typename ${selected.join(" ")} }`
}

const isRequired = ({ type, defaultValue }: GraphQLArgument) => isNonNullType(type) && defaultValue === undefined
