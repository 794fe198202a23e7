import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from "graphql"

/** How the keys of the merged data and those of the answer differ. */
export type ResponseKeys = {
  /** The key under which a field of the client's document is in the merged data. */
  inData(field: FieldNode): string
  /** The client's key for a key of the merged data. */
  inAnswer(key: string): string
  /** The document as it is planned: the client's, asking for the keys of the merged data. */
  forPlanning(document: DocumentNode): DocumentNode
}

/**
 * In one place of the answer a response key may stand for different fields of different types:
 * `... on Book { by: author { n: name } } ... on Film { by: director { n: email } }`. A plan addresses entities by the
 * path to them, whatever their type, so the fields of one would be taken for those of the other. Such keys get one
 * name per field in what is planned; where there is none, which is nearly always, nothing changes.
 */
export function responseKeys(document: DocumentNode, operation: OperationDefinitionNode): ResponseKeys {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const allKeys = new Set<string>()
  const ambiguous = new Set<string>()
  findAmbiguous([operation.selectionSet], fragments, allKeys, ambiguous)
  if (ambiguous.size === 0) return UNCHANGED

  const names = new Map<string, string>()
  const clientKeys = new Map<string, string>()
  const inData = (field: FieldNode): string => {
    const key = keyOf(field)
    if (!ambiguous.has(key)) return key
    const identity = `${key}: ${identityOf(field)}`
    let name = names.get(identity)
    if (name === undefined) {
      for (let i = names.size; name === undefined || allKeys.has(name); i++) name = `${key}__${i}`
      allKeys.add(name)
      names.set(identity, name)
      clientKeys.set(name, key)
    }
    return name
  }
  // In the order of the text, so that a plan that was cached for it fits whenever the text is parsed again.
  visit(document, { Field: (field) => void inData(field) })
  return {
    inData,
    inAnswer: (key) => clientKeys.get(key) ?? key,
    forPlanning: (planned) =>
      visit(planned, {
        Field: (field) => {
          const key = inData(field)
          return key === keyOf(field) ? undefined : { ...field, alias: { kind: Kind.NAME, value: key } }
        },
      }),
  }
}

const keyOf = (field: FieldNode) => field.alias?.value ?? field.name.value

const UNCHANGED: ResponseKeys = {
  inData: keyOf,
  inAnswer: (key) => key,
  forPlanning: (document) => document,
}

/** Expands fragments: the operation limits have bounded what comes of it. */
function findAmbiguous(
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  allKeys: Set<string>,
  ambiguous: Set<string>,
): void {
  const merged = new Map<string, { first: FieldNode; sets: SelectionSetNode[] }>()
  const collect = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet)
      else if (selection.kind === Kind.FRAGMENT_SPREAD) collect(fragments.get(selection.name.value)?.selectionSet)
      else {
        const key = keyOf(selection)
        allKeys.add(key)
        const known = merged.get(key)
        if (!known) merged.set(key, { first: selection, sets: selection.selectionSet ? [selection.selectionSet] : [] })
        else {
          if (identityOf(known.first) !== identityOf(selection)) ambiguous.add(key)
          if (selection.selectionSet) known.sets.push(selection.selectionSet)
        }
      }
    }
  }
  for (const set of sets) collect(set)
  for (const { sets } of merged.values()) if (sets.length > 0) findAmbiguous(sets, fragments, allKeys, ambiguous)
}

/** Equal for fields that validation takes for the same: one name and arguments that are equal in any order. */
function identityOf(field: FieldNode): string {
  const name = field.name.value
  if (!field.arguments?.length) return name
  const args = field.arguments.map((argument) => `${argument.name.value}: ${canonical(argument.value)}`)
  return `${name}(${args.sort().join(", ")})`
}

function canonical(value: ValueNode): string {
  if (value.kind === Kind.LIST) return `[${value.values.map(canonical).join(", ")}]`
  if (value.kind !== Kind.OBJECT) return print(value)
  return `{${value.fields
    .map((field) => `${field.name.value}: ${canonical(field.value)}`)
    .sort()
    .join(", ")}}`
}
