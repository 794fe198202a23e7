import { hash } from "node:crypto"
import { readFileSync } from "node:fs"
import { LRUCache } from "lru-cache"
import { z } from "zod"
import { StartError } from "@lectern/runtime/lifecycle"
import { MESSAGES } from "./lost.ts"
import { RefusedOperation } from "./operation-limits.ts"

/** Characters of the texts that clients have registered. */
const MAX_CHARACTERS = 4 * 1024 * 1024
const SHA256 = /^[0-9a-f]{64}$/

/** The list of operations that a client's build makes (`apollo-persisted-query-manifest`). */
const Manifest = z.object({
  format: z.literal("apollo-persisted-query-manifest"),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })).min(1),
})

/** What a request says in `extensions.persistedQuery`: the operation's id in the list, or the SHA-256 of its text. */
const PersistedQuery = z.object({ version: z.literal(1), sha256Hash: z.string().min(1).max(200) })

export interface PersistedOperations {
  /** Those of the list. */
  listed: readonly string[]
  /**
   * The text that a request means, which may have sent its id only, an empty `query` then. Throws RefusedOperation when
   * it is not known, not what its hash says, or not in a list that is all that is run.
   */
  resolve(query: string, extensions: unknown): string
  /** Keeps a text that turned out to be valid, where the request named it. */
  keep(query: string, extensions: unknown): void
}

/**
 * Operations by their ids, which saves clients sending them each time. Clients register what they use, by hash; those that
 * are used least go first, and whoever sends a hash that is not known any more is told to send the text again. `listFile`
 * has those of an installation's own clients; with `only`, no others are run, whoever asks.
 */
export function persistedOperations({
  listFile,
  only,
}: {
  listFile: string | undefined
  only: boolean
}): PersistedOperations {
  if (only && !listFile) throw new StartError("ONLY_PERSISTED_OPERATIONS needs PERSISTED_OPERATIONS, the list of them")
  const list = new Map(listFile ? readList(listFile).map(({ id, body }) => [id, body]) : [])
  const bodies = new Set(list.values())
  const registered = new LRUCache<string, string>({ maxSize: MAX_CHARACTERS, sizeCalculation: (text) => text.length })

  const idOf = (extensions: unknown): string | undefined => {
    const given = (extensions as { persistedQuery?: unknown } | null | undefined)?.persistedQuery
    if (given === undefined) return undefined
    const { success, data } = PersistedQuery.safeParse(given)
    if (!success)
      throw new RefusedOperation("BAD_USER_INPUT", "expected persistedQuery to have version 1 and sha256Hash")
    return data.sha256Hash
  }

  return {
    listed: [...bodies],
    resolve(query, extensions) {
      const id = idOf(extensions)
      if (query === "") {
        if (id === undefined) return query
        const known = list.get(id) ?? (only ? undefined : registered.get(id))
        if (known === undefined)
          throw new RefusedOperation("PERSISTED_QUERY_NOT_FOUND", MESSAGES.PERSISTED_QUERY_NOT_FOUND)
        return known
      }
      if (only && !bodies.has(query))
        throw new RefusedOperation("FORBIDDEN", "only the operations of this installation's own clients are run")
      if (id !== undefined && list.get(id) !== query && hash("sha256", query, "hex") !== id)
        throw new RefusedOperation("BAD_USER_INPUT", "expected sha256Hash to be that of the query")
      return query
    },
    keep(query, extensions) {
      const id = idOf(extensions)
      if (id !== undefined && !only && SHA256.test(id) && !list.has(id)) registered.set(id, query)
    },
  }
}

function readList(file: string): { id: string; body: string }[] {
  let text: string
  try {
    text = readFileSync(file, "utf8")
  } catch (error) {
    throw new StartError(
      `PERSISTED_OPERATIONS: ${file} can't be read: ${error instanceof Error ? error.message : error}`,
    )
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new StartError(`PERSISTED_OPERATIONS: ${file} is not JSON`)
  }
  const { success, data, error } = Manifest.safeParse(value)
  if (success) return data.operations
  const [issue] = error.issues
  throw new StartError(`PERSISTED_OPERATIONS: ${file}: ${issue?.path.join(".") || "the list"}: ${issue?.message}`)
}
