import { StartError } from "@lectern/runtime/lifecycle"

/**
 * The error to show when a file operation under `path` failed, or `error` itself when it is not such a failure.
 * `path` is what the message names, so give the folder the user knows.
 */
export function fileStartError(error: unknown, path: string): unknown {
  if (error instanceof StartError) return error
  const code = error instanceof Error && "code" in error ? error.code : undefined
  switch (code) {
    case "ENOSPC":
      return diskFull(path)
    case "EDQUOT":
      return new StartError(`the disk quota is used up under ${path}: free some space there and start again`)
    case "EACCES":
    case "EPERM":
      return new StartError(`${path} is not writable for this user: change its owner or choose another folder`)
    case "EROFS":
      return new StartError(`${path} is on a read-only file system: choose another folder`)
    case "ENOTDIR":
    case "EEXIST":
      return new StartError(`${path} should be a folder, but it or a folder above it is a file`)
    case "ENAMETOOLONG":
      return new StartError(`the path ${path} is too long for this file system: choose a shorter one`)
    default:
      return error
  }
}

export function diskFull(path: string): StartError {
  return new StartError(`the disk is full under ${path}: free some space there and start again`)
}
