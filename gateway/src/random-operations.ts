import { seededNumbers } from "@lectern/runtime/seeded-random"
import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isNonNullType,
  isUnionType,
  parse,
  validate,
} from "graphql"

export type RandomOperation = { query: string; variables: Record<string, unknown> }

/**
 * Valid operations over a schema, always the same for one seed: aliases, arguments, variables with and without
 * default, named and inline fragments, @skip and @include. What turns out invalid (fields that don't merge) is left out.
 */
export function* randomOperations(schema: GraphQLSchema, seed: number, count: number): Generator<RandomOperation> {
  const random = seededNumbers(seed)
  for (let made = 0; made < count;) {
    const operation = randomOperation(schema, random)
    if (validate(schema, parse(operation.query)).length > 0) continue
    made++
    yield operation
  }
}

function randomOperation(schema: GraphQLSchema, random: () => number): RandomOperation {
  const chance = (probability: number) => random() < probability
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  const variables: Record<string, unknown> = {}
  const declarations: string[] = []
  const fragments: string[] = []
  let names = 0

  const variable = (type: string, value: unknown): string => {
    const name = `v${names++}`
    const hasDefault = chance(0.3) && !type.endsWith("]!")
    declarations.push(`$${name}: ${type}${hasDefault ? ` = ${JSON.stringify(value)}` : ""}`)
    if (!hasDefault || chance(0.5)) variables[name] = value
    return `$${name}`
  }

  const argument = ({ name, type }: GraphQLArgument): string => {
    const named = getNamedType(type)
    const id = () => `${pick(["p", "w", "r"])}${Math.floor(random() * 30)}`
    const value = isEnumType(named)
      ? pick(named.getValues()).name
      : named.name === "Int"
        ? Math.floor(random() * 4)
        : named.name === "Boolean"
          ? chance(0.5)
          : String(type).startsWith("[")
            ? [`p${Math.floor(random() * 12)}`, `c${Math.floor(random() * 3)}`]
            : id()
    if (chance(0.4)) return `${name}: ${variable(String(type), value)}`
    return `${name}: ${isEnumType(named) ? String(value) : JSON.stringify(value)}`
  }

  const condition = (): string => {
    if (chance(0.85)) return ""
    const value = chance(0.6)
    return ` @${pick(["skip", "include"])}(if: ${chance(0.7) ? variable("Boolean!", value) : value})`
  }

  const selectionSet = (type: GraphQLCompositeType, depth: number): string => {
    const selections: string[] = []
    if (chance(0.2)) selections.push(chance(0.3) ? `t${names++}: __typename` : "__typename")
    const fields = isUnionType(type) ? [] : Object.values(type.getFields())
    const wanted = 1 + Math.floor(random() * 4)
    for (let i = 0; i < wanted && fields.length > 0; i++) {
      const field = pick(fields)
      const named: GraphQLNamedType = getNamedType(field.type)
      if (isCompositeType(named) && depth === 0) continue
      const required = field.args.filter((arg) => isNonNullType(arg.type))
      const optional = field.args.filter((arg) => !isNonNullType(arg.type) && chance(0.4))
      const args = [...required, ...optional].map(argument)
      // Only an alias of its own lets a field with arguments be selected again with others.
      const alias = args.length > 0 || chance(0.25) ? `a${names++}: ` : ""
      const below = isCompositeType(named) ? ` ${selectionSet(named, depth - 1)}` : ""
      selections.push(`${alias}${field.name}${args.length > 0 ? `(${args.join(", ")})` : ""}${condition()}${below}`)
    }
    const narrower = isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type]
    const fragmentCount = isAbstractType(type) ? 1 + Math.floor(random() * 3) : chance(0.25) ? 1 : 0
    for (let i = 0; i < fragmentCount && depth > 0; i++) {
      const condition_ = pick(narrower)
      const body = selectionSet(condition_, depth - 1)
      if (chance(0.5)) {
        const name = `F${names++}`
        fragments.push(`fragment ${name} on ${condition_.name} ${body}`)
        selections.push(`...${name}${condition()}`)
      } else
        selections.push(
          `...${chance(0.8) || condition_ !== type ? ` on ${condition_.name}` : ""}${condition()} ${body}`,
        )
    }
    if (selections.length === 0) selections.push("__typename")
    return `{ ${selections.join(" ")} }`
  }

  const body = selectionSet(schema.getQueryType()!, 4)
  const query = `query Random${declarations.length > 0 ? `(${declarations.join(", ")})` : ""} ${body}\n${fragments.join("\n")}`
  return { query, variables }
}
