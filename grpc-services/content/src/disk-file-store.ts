import { randomUUID } from "node:crypto"
import { constants, createWriteStream } from "node:fs"
import { copyFile, link, lstat, mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises"
import { dirname, join } from "node:path"
import { pipeline } from "node:stream/promises"
import { StartError } from "@lectern/runtime/lifecycle"
import { removeAbandoned } from "./abandoned-files.ts"
import { requirePlainPath, StorageFullError, type FileStore } from "./file-store.ts"
import { sendFile } from "./send-file.ts"

const READ_BYTES = 256 * 1024
const NOT_THERE = new Set(["ENOENT", "ENOTDIR"])
const FULL = new Set(["ENOSPC", "EDQUOT"])

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? ""

/**
 * A folder as a store; replicas may share it. Below `incoming` is what is being written. Throws StartError when the
 * folder can't be used.
 */
export async function openDiskFileStore(root: string): Promise<FileStore> {
  const incoming = join(root, "incoming")
  try {
    await mkdir(incoming, { recursive: true })
    await removeAbandoned(incoming)
  } catch (error) {
    throw new StartError(`STORAGE_FOLDER can't be used: ${(error as Error).message}`)
  }
  const locate = (path: string) => {
    requirePlainPath(path)
    return join(root, path)
  }
  /** Has `fill` make a file and puts it into its place in one step. */
  const place = async (path: string, fill: (temporary: string) => Promise<void>): Promise<void> => {
    const target = locate(path)
    const temporary = join(incoming, randomUUID())
    try {
      await fill(temporary)
      await moveTo(temporary, target)
    } catch (error) {
      throw FULL.has(codeOf(error)) ? new StorageFullError(error) : error
    } finally {
      // Also after a success: of two links to one file, moving one onto the other leaves both.
      await rm(temporary, { force: true })
    }
  }
  /** A folder is there for its files only. */
  const removeEmpty = async (from: string): Promise<void> => {
    for (let folder = from; folder !== root; folder = dirname(folder)) {
      const isGone = await rmdir(folder).then(
        () => true,
        (error: unknown) => NOT_THERE.has(codeOf(error)),
      )
      if (!isGone) break
    }
  }
  return {
    async open(path, range) {
      const handle = await openToRead(locate(path))
      return handle.createReadStream({ ...range, highWaterMark: READ_BYTES })
    },
    async send(path, range, response, sent) {
      const handle = await openToRead(locate(path))
      try {
        await sendFile(handle, range, response, sent)
      } finally {
        // The answer ends without waiting for it.
        handle.close().catch(() => undefined)
      }
    },
    async stat(path) {
      const found = await lstat(locate(path), { bigint: true }).catch((error: unknown) => {
        if (NOT_THERE.has(codeOf(error))) return undefined
        throw error
      })
      if (!found?.isFile()) return undefined
      return {
        sizeBytes: Number(found.size),
        lastModified: new Date(Number(found.mtimeNs / 1_000_000n)),
        version: `${found.size.toString(36)}-${found.mtimeNs.toString(36)}`,
      }
    },
    async write(path, bytes) {
      await place(path, (temporary) => pipeline(bytes, createWriteStream(temporary, { flags: "wx", flush: true })))
      await sync(dirname(locate(path)))
    },
    async take(files) {
      for (const { path, source } of files) await place(path, (temporary) => linkOrCopy(source, temporary))
      for (const folder of new Set(files.map(({ path }) => dirname(locate(path))))) await sync(folder)
    },
    async delete(path) {
      const target = locate(path)
      await rm(target, { force: true })
      await removeEmpty(dirname(target))
    },
    async deleteBelow(prefix, signal) {
      signal?.throwIfAborted()
      const target = locate(prefix.replace(/\/$/, ""))
      await rm(target, { recursive: true, force: true })
      await removeEmpty(dirname(target))
    },
    list: (prefix) => filesBelow(root, prefix.replace(/\/$/, "")),
    async localCopy(path) {
      const target = locate(path)
      await stat(target)
      return target
    },
    close() {},
  }
}

const openToRead = (path: string) => open(path, constants.O_RDONLY | constants.O_NOFOLLOW)

async function* filesBelow(root: string, folder: string): AsyncIterable<string> {
  requirePlainPath(folder)
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    if (NOT_THERE.has(codeOf(error))) return []
    throw error
  })
  for (const entry of entries)
    if (entry.isDirectory()) yield* filesBelow(root, `${folder}/${entry.name}`)
    else yield `${folder}/${entry.name}`
}

async function moveTo(temporary: string, target: string): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      await mkdir(dirname(target), { recursive: true })
      return await rename(temporary, target)
    } catch (error) {
      // Its folder was taken away as empty, in between.
      if (codeOf(error) !== "ENOENT" || attempt === 5) throw error
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

/** On the disk before anybody is told so. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
