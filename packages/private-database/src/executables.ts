import { access, constants, open, realpath } from "node:fs/promises"
import { join } from "node:path"

// Where systems put programs; some of these folders are not on the PATH of an ordinary user.
const USUAL_FOLDERS = [
  "/usr/sbin",
  "/usr/bin",
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/libexec",
  "/opt/homebrew/bin",
  "/opt/homebrew/opt/mariadb/bin",
  "/usr/local/opt/mariadb/bin",
  "/usr/local/mysql/bin",
  "/opt/local/bin",
]

/** The programs of these names on this machine, in the order of `names`, on the PATH first. */
export async function* executablesOnMachine(names: string[]): AsyncGenerator<string> {
  const path = (process.env.PATH ?? "").split(":").filter((folder) => folder.startsWith("/"))
  yield* executablesIn([...new Set([...path, ...USUAL_FOLDERS])], names)
}

export async function* executablesIn(folders: string[], names: string[]): AsyncGenerator<string> {
  for (const name of names) {
    for (const folder of folders) {
      if (await isExecutable(join(folder, name))) yield join(folder, name)
    }
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

/**
 * Whether `path` only starts a snap, or asks to install one, as Ubuntu's chromium-browser does: a snap is confined to
 * a few folders and can't stand in for the program.
 */
export async function isSnap(path: string): Promise<boolean> {
  const target = await realpath(path)
  if (target === "/usr/bin/snap" || target.startsWith("/snap/")) return true
  const file = await open(target)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
    const begin = buffer.toString("latin1", 0, bytesRead)
    return begin.startsWith("#!") && /\/snap\/bin\/|snap install/.test(begin)
  } finally {
    await file.close()
  }
}
