import { randomUUID } from "node:crypto"
import { constants } from "node:fs"
import { copyFile, link, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises"
import { dirname, join } from "node:path"
import { StartError } from "@lectern/runtime/lifecycle"
import type { PackagedFile } from "./stream-package.ts"

/** The one HLS package of a session, as a folder of the store. */
export const streamFolderOf = (sessionId: string): string => `sessions/${sessionId}/VIDEO/stream`

/** Files that wait to be put into their place. */
export interface StagedFolder {
  /**
   * Puts them at `path` of the store, in one step. What is there already belongs to nobody: the caller holds the right
   * to the place (a row that nobody else can insert), so it was left by an import that died before its commit.
   */
  place(path: string): Promise<void>
  /** Deletes what is not placed. */
  discard(): Promise<void>
}

/** The folder that holds all files. Below `incoming` is what is not complete and was never promised to anybody. */
export interface FileStore {
  /** Where a path of the store is on the disk. */
  locate(path: string): string
  stage(files: readonly PackagedFile[]): Promise<StagedFolder>
}

const ABANDONED_AFTER_MS = 86_400_000

/** Throws StartError when the folder can't be used. */
export async function openFileStore(root: string): Promise<FileStore> {
  const incoming = join(root, "incoming")
  try {
    await mkdir(incoming, { recursive: true })
    await mkdir(join(root, "sessions"), { recursive: true })
    await sweep(incoming)
  } catch (error) {
    throw new StartError(`STORAGE_FOLDER can't be used: ${(error as Error).message}`)
  }
  return {
    locate: (path) => join(root, path),
    async stage(files) {
      const staged = join(incoming, randomUUID())
      const discard = () => rm(staged, { recursive: true, force: true })
      try {
        await mkdir(staged)
        const folders = new Set([staged])
        for (const { path, source } of files) {
          const target = join(staged, path)
          await mkdir(dirname(target), { recursive: true })
          for (let folder = dirname(target); folder !== staged; folder = dirname(folder)) folders.add(folder)
          await linkOrCopy(source, target)
        }
        for (const folder of folders) await sync(folder)
      } catch (error) {
        await discard()
        throw error
      }
      return {
        discard,
        async place(path) {
          const target = join(root, path)
          await mkdir(dirname(target), { recursive: true })
          await rename(staged, target).catch(async (error: NodeJS.ErrnoException) => {
            if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error
            const left = join(incoming, randomUUID())
            await rename(target, left)
            await rename(staged, target)
            await rm(left, { recursive: true, force: true })
          })
          await sync(dirname(target))
        },
      }
    },
  }
}

/** A file of the store never changes, so it may share its bytes with the source: same disk, nothing to write. */
async function linkOrCopy(source: string, target: string): Promise<void> {
  try {
    await link(source, target)
  } catch {
    // Another file system, one without links, or a file of somebody else's.
    await copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    await sync(target)
  }
}

/** On the disk before the database says so. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Deletes what imports left that ended without a chance to clean up; another replica's may still be at work. */
async function sweep(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true })
  }
}
