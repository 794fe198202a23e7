// docs/api/graph.md: what clients may ask of the graph, and who may, out of the composed schema and its rules.
import { readFileSync } from "node:fs"
import {
  buildASTSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  parse,
  print,
  visit,
} from "graphql"

type Rule = { authenticated?: true; scopes?: string[][] }
type Rules = Record<string, Rule>

const ROOT = new URL("../", import.meta.url)
const read = (path: string) => readFileSync(new URL(path, ROOT), "utf8")
/** Of federation, which clients don't see. */
const isInternal = (name: string) => /^(join|link)__/.test(name)

/** The supergraph as clients see it. */
function apiSchema(): GraphQLSchema {
  const named = (node: { name: { value: string } }) => (isInternal(node.name.value) ? null : undefined)
  return buildASTSchema(
    visit(parse(read("gateway/supergraph.graphql")), {
      Directive: (node) => (isInternal(node.name.value) || node.name.value === "link" ? null : undefined),
      DirectiveDefinition: (node) => (node.name.value === "link" ? null : named(node)),
      EnumTypeDefinition: named,
      ScalarTypeDefinition: named,
      InputObjectTypeDefinition: named,
    }),
  )
}

export function graphReference(): string {
  const schema = apiSchema()
  const rules = JSON.parse(read("gateway/authorization-rules.json")) as Rules
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .filter((type) => type !== schema.getQueryType() && type !== schema.getMutationType())
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const root = (type: ReturnType<GraphQLSchema["getQueryType"]>) =>
    type ? Object.values(type.getFields()).map((field) => outputField(type.name, field, rules)) : []
  return `<!-- Made by tools/codegen.ts from gateway/supergraph.graphql; do not edit. -->

# The graph

Everything that \`/graphql\` answers, out of the schema itself. [The guide](README.md) says how to sign in, page, repeat and
read errors. *Signed in* and *scope* say who may read a field; everybody may read the others. Whether a caller may do
something to this very course or account is decided besides, and said with the field.

## Queries

${root(schema.getQueryType()).join("\n")}

## Mutations

${root(schema.getMutationType()).join("\n")}

## Types

${types.map((type) => section(type, schema, rules)).join("\n\n")}
`
}

function section(type: GraphQLNamedType, schema: GraphQLSchema, rules: Rules): string {
  return [`### ${type.name}`, `${kindOf(type, schema)} ${oneLine(type.description)}`, ...members(type, rules)].join(
    "\n\n",
  )
}

function kindOf(type: GraphQLNamedType, schema: GraphQLSchema): string {
  if (isScalarType(type)) return "*Scalar.*"
  if (isEnumType(type)) return "*Enum.*"
  if (isInputObjectType(type)) return "*Input.*"
  if (isUnionType(type)) return `*Union of ${type.getTypes().map(linked).join(", ")}.*`
  if (isInterfaceType(type)) return `*Interface of ${schema.getPossibleTypes(type).map(linked).join(", ")}.*`
  const interfaces = isObjectType(type) ? type.getInterfaces() : []
  return interfaces.length === 0 ? "*Object.*" : `*Object, one of ${interfaces.map(linked).join(", ")}.*`
}

function members(type: GraphQLNamedType, rules: Rules): string[] {
  if (isEnumType(type))
    return [
      type
        .getValues()
        .map(({ name, description }) => `- \`${name}\`: ${oneLine(description)}`)
        .join("\n"),
    ]
  if (isInputObjectType(type))
    return [
      Object.values(type.getFields())
        .map((field) => input(field))
        .join("\n"),
    ]
  if (isObjectType(type) || isInterfaceType(type))
    return [
      Object.values(type.getFields())
        .map((field) => outputField(type.name, field, rules))
        .join("\n"),
    ]
  return []
}

function outputField(type: string, field: GraphQLField<unknown, unknown>, rules: Rules): string {
  const { name, args, description, deprecationReason } = field
  const parameters = args.length === 0 ? "" : `(${args.map(({ name: argument }) => argument).join(", ")})`
  const who = whoMay(rules[`${type}.${name}`])
  const about = [who, oneLine(description), deprecationReason ? `**Deprecated**: ${oneLine(deprecationReason)}` : ""]
  return [
    `- \`${name}${parameters}\` ${typed(field)}: ${about.filter((text) => text !== "").join(" ")}`,
    ...args.map((argument) => `  ${input(argument)}`),
  ].join("\n")
}

function input(value: GraphQLArgument | GraphQLInputField): string {
  const standard = value.astNode?.defaultValue
  return `- \`${value.name}\` ${typed(value, standard ? ` = ${print(standard)}` : "")}: ${oneLine(value.description)}`
}

const linked = ({ name }: GraphQLNamedType): string => `[${name}](#${name.toLowerCase()})`

function typed({ type }: GraphQLField<unknown, unknown> | GraphQLArgument | GraphQLInputField, more = ""): string {
  const named = getNamedType(type)
  const text = `\`${String(type)}${more}\``
  return isSpecifiedScalarType(named) ? text : `[${text}](#${named.name.toLowerCase()})`
}

function whoMay(rule: Rule | undefined): string {
  if (!rule) return ""
  if (!rule.scopes) return "*Signed in.*"
  return `*Scope ${rule.scopes.map((all) => all.map((scope) => `\`${scope}\``).join(" and ")).join(" or ")}.*`
}

const oneLine = (text: string | null | undefined): string => (text ?? "").replaceAll(/\s*\n\s*/g, " ").trim()
