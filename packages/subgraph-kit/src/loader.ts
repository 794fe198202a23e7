import DataLoader from "dataloader"

/**
 * A DataLoader over a batch RPC that answers found ones in any order: one call for up to `maxBatchSize` keys of one
 * tick, each key once; what is not in the answer is null.
 */
export function batchLoader<K, V>(
  load: (keys: readonly K[]) => Promise<readonly V[]>,
  keyOf: (value: V) => K,
  maxBatchSize: number,
): DataLoader<K, V | null> {
  return new DataLoader<K, V | null>(
    async (keys) => {
      const found = new Map((await load(keys)).map((value) => [keyOf(value), value]))
      return keys.map((key) => found.get(key) ?? null)
    },
    { maxBatchSize },
  )
}

/** The same for RPCs that answer any number of values per key: a key without values gets an empty list. */
export function groupLoader<K, V>(
  load: (keys: readonly K[]) => Promise<readonly V[]>,
  keyOf: (value: V) => K,
  maxBatchSize: number,
): DataLoader<K, V[]> {
  return new DataLoader<K, V[]>(
    async (keys) => {
      const groups = Map.groupBy(await load(keys), keyOf)
      return keys.map((key) => groups.get(key) ?? [])
    },
    { maxBatchSize },
  )
}
