import { access, chmod, constants, lstat, mkdir, stat } from "node:fs/promises"
import { dirname } from "node:path"
import { StartError } from "@lectern/runtime/lifecycle"
import { fileStartError } from "./start-error.ts"

/**
 * Makes `path` a folder that only this user can enter, with the folders above it. One that exists is accepted only
 * when it is this user's: under a shared /tmp somebody else could have put it there first.
 */
export async function makePrivateFolder(path: string): Promise<void> {
  try {
    // Asked first, as a recursive mkdir does not always say what was in its way.
    await access(await nearestFolder(path), constants.W_OK)
    await mkdir(path, { recursive: true, mode: 0o700 })
    const found = await lstat(path)
    if (!found.isDirectory()) throw new StartError(`${path} should be a folder: remove it and start again`)
    if (found.uid !== process.getuid?.()) {
      throw new StartError(
        `${path} belongs to another user (uid ${found.uid}): start as that user or choose another folder`,
      )
    }
    if ((found.mode & 0o777) !== 0o700) await chmod(path, 0o700)
  } catch (error) {
    throw fileStartError(error, path)
  }
}

async function nearestFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  return found || dirname(path) === path ? path : nearestFolder(dirname(path))
}
