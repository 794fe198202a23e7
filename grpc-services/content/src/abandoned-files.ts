import { readdir, rm, stat } from "node:fs/promises"
import { join } from "node:path"

const ABANDONED_AFTER_MS = 86_400_000

/**
 * Deletes what was left in `folder`, under names that begin with `prefix`, by processes that ended without a chance to
 * clean up; another's may still be at work. Ages are by the clock that the file system stamps with.
 */
export async function removeAbandoned(folder: string, prefix = ""): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix)) continue
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true })
  }
}
