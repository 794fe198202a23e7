import { createHmac, timingSafeEqual } from "node:crypto"
import { invalidArgument } from "@lectern/rpc/errors"

type SortKey = string | number

/** Makes and reads page tokens: the sort keys of the last row, signed, so that no client can make one up. */
export interface PageTokens {
  /** `list` names the list with all that narrows it: a token is good for that very list only. */
  encode(list: string, keys: readonly SortKey[]): string
  /** The keys to go on behind; undefined for an empty token. Throws INVALID_ARGUMENT / PAGE_TOKEN_INVALID. */
  decode(list: string, token: string): SortKey[] | undefined
}

const SIGNATURE_CHARACTERS = 16

export function pageTokens(secret: string): PageTokens {
  const sign = (list: string, payload: string) =>
    createHmac("sha256", secret).update(`${list}\n${payload}`).digest("base64url").slice(0, SIGNATURE_CHARACTERS)
  return {
    encode(list, keys) {
      const payload = Buffer.from(JSON.stringify(keys)).toString("base64url")
      return `${payload}.${sign(list, payload)}`
    },
    decode(list, token) {
      if (token === "") return undefined
      const [payload = "", signature = ""] = token.split(".")
      const given = Buffer.from(signature)
      const right = Buffer.from(sign(list, payload))
      if (given.length !== right.length || !timingSafeEqual(given, right))
        throw invalidArgument("PAGE_TOKEN_INVALID", "the cursor is not one of this list")
      return JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as SortKey[]
    },
  }
}

/** The page size to use: 0 means the default, more than the most means the most (AIP-158). */
export function pageSize(requested: number, { standard, most }: { standard: number; most: number }): number {
  if (requested < 0)
    throw invalidArgument("PAGE_SIZE_INVALID", `a page size of 1 to ${most} is expected, got ${requested}`)
  return requested === 0 ? standard : Math.min(requested, most)
}

/**
 * One page out of `size + 1` rows: the rows, a cursor for each, and the token of the next page (empty at the end).
 */
export function toPage<R>(
  rows: readonly R[],
  size: number,
  cursorOf: (row: R) => string,
): { page: R[]; cursors: string[]; nextPageToken: string } {
  const page = rows.slice(0, size)
  const cursors = page.map(cursorOf)
  return { page, cursors, nextPageToken: rows.length > size ? (cursors.at(-1) ?? "") : "" }
}
