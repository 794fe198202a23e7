import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from "graphql"

/** Where a value is in the variables of an operation; a number is a place in a list. */
export type InputPath = readonly (string | number)[]

/** One place in the arguments of an operation, at any depth, and what may stand there; of a list its first element. */
export interface InputPlace {
  path: InputPath
  type: GraphQLInputType
}

/** Every place in these arguments: of each list and each input object too, before what is in it. */
export const inputPlaces = (
  fields: readonly (GraphQLArgument | GraphQLInputField)[],
  way: InputPath = [],
): InputPlace[] => fields.flatMap(({ name, type }) => placesBelow(type, [...way, name]))

function placesBelow(given: GraphQLInputType, path: InputPath): InputPlace[] {
  const type = getNullableType(given)
  if (isListType(type)) return [{ path, type }, ...placesBelow(type.ofType, [...path, 0])]
  if (isInputObjectType(type)) return [{ path, type }, ...inputPlaces(Object.values(type.getFields()), path)]
  return [{ path, type }]
}

export const valueAt = (args: unknown, path: InputPath): unknown =>
  path.reduce((holder, name) => (holder as Record<string | number, unknown> | undefined)?.[name], args)

/** What stands for an input object that is not there: whatever it requires, and nothing else. */
export function shortestInput(type: GraphQLInputObjectType): Record<string, unknown> {
  const required = Object.values(type.getFields()).filter(isRequiredInputField)
  return Object.fromEntries(required.map((field) => [field.name, shortestValue(field.type)]))
}

function shortestValue(given: GraphQLInputType): unknown {
  const type = getNullableType(given)
  if (isListType(type)) return []
  if (isInputObjectType(type)) return shortestInput(type)
  if (isEnumType(type)) return type.getValues()[0]?.name
  return type.name === "Boolean" ? true : type.name === "Int" || type.name === "Float" ? 1 : "text"
}

/** The arguments with another value in one place; what is missing on the way there is made. */
export function withValueAt(args: Record<string, unknown>, path: InputPath, value: unknown): Record<string, unknown> {
  const copy = structuredClone(args)
  let holder = copy as Record<string | number, unknown>
  for (const [index, name] of path.slice(0, -1).entries()) {
    holder[name] ??= typeof path[index + 1] === "number" ? [] : {}
    holder = holder[name] as Record<string | number, unknown>
  }
  holder[path.at(-1) ?? ""] = value
  return copy
}
