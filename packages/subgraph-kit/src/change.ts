/**
 * A change as a message and its mask (AIP-134): an input that leaves a field out leaves it as it is, null empties it.
 * The mask has the spelling of the contract, e.g. `instructor_id`.
 */
export const toChange = <T extends object>(fields: T) => ({
  fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: Exclude<T[K], null | undefined>
  },
  updateMask: {
    paths: Object.keys(fields).map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
  },
})

/** An etag as a message has it, where empty means none. In the graph empty is an etag, and one of nothing. */
export const toEtag = (etag: string | null | undefined): string => (etag === "" ? "none" : (etag ?? ""))
