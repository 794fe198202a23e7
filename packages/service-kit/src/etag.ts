import { aborted } from "@lectern/rpc/errors"

/** Throws ABORTED / ETAG_STALE unless the caller saw this very state; an empty etag asks for no such thing (AIP-154). */
export function requireEtag(given: string, current: string): void {
  if (given !== "" && given !== current)
    throw aborted("ETAG_STALE", "it was changed in the meantime: read it again and decide anew", current)
}
