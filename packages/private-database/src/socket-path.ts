import { createHash } from "node:crypto"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { makePrivateFolder } from "./private-folder.ts"
import { StartError } from "@lectern/runtime/lifecycle"

/** What fits into sockaddr_un.sun_path without its final zero byte: unix(7) on Linux, 104 bytes in all on BSD and macOS. */
export const MAX_SOCKET_PATH_BYTES = process.platform === "linux" ? 107 : 103

/**
 * Where the socket `name` of the database in `dataDir` goes: there, or when that path is too long for a socket, in a
 * private folder among the system's short-lived files whose name is made from `dataDir`. `shortFolders` are tried in turn.
 */
export async function chooseSocketPath(
  dataDir: string,
  name: string,
  shortFolders = [process.env.XDG_RUNTIME_DIR, tmpdir(), "/tmp"],
): Promise<string> {
  const path = join(dataDir, name)
  if (Buffer.byteLength(path) <= MAX_SOCKET_PATH_BYTES) return path
  const hash = createHash("sha256").update(dataDir).digest("hex").slice(0, 16)
  let failure: unknown
  for (const folder of shortFolders) {
    if (!folder) continue
    const short = join(folder, `lectern-${hash}`, name)
    if (Buffer.byteLength(short) > MAX_SOCKET_PATH_BYTES) continue
    try {
      await makePrivateFolder(join(folder, `lectern-${hash}`))
      return short
    } catch (error) {
      failure = error
    }
  }
  const reason = failure instanceof Error ? ` (${failure.message})` : ""
  throw new StartError(
    `the path ${path} has ${Buffer.byteLength(path)} bytes and a socket takes ${MAX_SOCKET_PATH_BYTES}: choose a shorter folder, or set TMPDIR to a short one that is yours${reason}`,
  )
}
