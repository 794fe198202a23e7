import { randomInt } from "node:crypto"
import { parse, stringify, v7, validate } from "uuid"

let last = { msecs: 0, seq: 0 }

/**
 * A new UUIDv7 of the time `now`. Ids made later by one process sort later, also within a millisecond, so lists that
 * are "newest first" sort by id alone and inserts go to the end of an index.
 */
export function newId(now: Date): string {
  const msecs = now.getTime()
  last = { msecs, seq: msecs === last.msecs ? last.seq + 1 : randomInt(2 ** 24) }
  return v7(last)
}

const MAX_ID_MS = 2 ** 48 - 1
/** Below all UUIDv7 of this millisecond and later ones, and above all before it: the bound of a range. */
export function leastId(at: Date): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(Math.min(Math.max(at.getTime(), 0), MAX_ID_MS), 0, 6)
  return bytes
}

export const isId = (value: string): boolean => validate(value)

/** An id as BINARY(16). Throws on anything that is no UUID: check outside input with isId first. */
export const idToBytes = (id: string): Buffer => Buffer.from(parse(id))
export const idFromBytes = (bytes: Buffer): string => stringify(bytes)
export const idFromBytesOrEmpty = (bytes: Buffer | null): string => (bytes ? stringify(bytes) : "")

/** The well-formed ids among these, as BINARY(16), each once. Malformed ones name nothing, so they find nothing. */
export const idsToBytes = (ids: readonly string[]): Buffer[] => [...new Set(ids)].filter(isId).map(idToBytes)
