/** What keeps values by key, in the order of the keys. */
export interface Records {
  /** The first `limit` values whose key begins so. */
  read<T>(prefix: string, limit?: number): Promise<T[]>
  /** All of it or nothing. */
  write(change: { put?: Record<string, unknown>; remove?: readonly string[] }): Promise<void>
  /** Whether anything is kept by this page only, and goes with it. */
  isVolatile(): boolean
  close(): void
}

const STORE = "records"

function asPromise<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result))
    request.addEventListener("error", () => reject(request.error ?? new Error("the request failed")))
  })
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE))
  return asPromise(request)
}

const rangeOf = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`)

/**
 * Records in IndexedDB. What the browser refuses to store (private windows, a full disk, storage that is switched off) is
 * kept in memory instead, and `onVolatile` is called, the first time.
 */
export async function openRecords(name: string, onVolatile: (reason: unknown) => void): Promise<Records> {
  const memory = new Map<string, unknown>()
  // What is still in the database because the browser refused to remove it.
  const gone = new Set<string>()
  let told = false
  const toMemory = (reason: unknown) => {
    if (!told) onVolatile(reason)
    told = true
  }
  let database: IDBDatabase | undefined
  try {
    database = await openDatabase(name)
    // The user cleared the storage, or the browser did to make room.
    database.addEventListener("close", () => {
      database = undefined
    })
    database.addEventListener("versionchange", () => {
      database?.close()
      database = undefined
    })
  } catch (error) {
    toMemory(error)
  }

  const store = async (put: Record<string, unknown>, remove: readonly string[]): Promise<void> => {
    if (!database) throw new Error("there is no database")
    const transaction = database.transaction(STORE, "readwrite")
    const done = new Promise<void>((resolve, reject) => {
      transaction.addEventListener("complete", () => resolve())
      transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("the transaction was aborted")))
    })
    const records = transaction.objectStore(STORE)
    try {
      for (const [key, value] of Object.entries(put)) records.put(value, key)
      for (const key of remove) records.delete(key)
      // A page that is being closed has no time to wait until the browser finds that nothing more comes.
      transaction.commit()
    } catch (error) {
      done.catch(() => {})
      transaction.abort()
      throw error
    }
    await done
  }

  return {
    async read<T>(prefix: string, limit?: number): Promise<T[]> {
      const found = new Map<string, unknown>()
      if (database) {
        const records = database.transaction(STORE, "readonly").objectStore(STORE)
        const [keys, values] = await Promise.all([
          asPromise(records.getAllKeys(rangeOf(prefix), limit && limit + gone.size)),
          asPromise(records.getAll(rangeOf(prefix), limit && limit + gone.size)),
        ])
        keys.forEach((key, index) => gone.has(key as string) || found.set(key as string, values[index]))
      }
      if (memory.size > 0) for (const [key, value] of memory) if (key.startsWith(prefix)) found.set(key, value)
      return [...found]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, limit)
        .map(([, value]) => value as T)
    },
    async write({ put = {}, remove = [] }) {
      try {
        await store(put, remove)
        for (const key of [...Object.keys(put), ...remove]) memory.delete(key)
      } catch (error) {
        for (const [key, value] of Object.entries(put)) memory.set(key, value)
        for (const key of remove) {
          memory.delete(key)
          if (database) gone.add(key)
        }
        toMemory(error)
      }
    },
    isVolatile: () => memory.size > 0,
    close: () => database?.close(),
  }
}
