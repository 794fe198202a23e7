import { mkdir, realpath, rm, statfs, unlink } from "node:fs/promises"
import { connect, createServer } from "node:net"
import { join } from "node:path"
import { deleteDatabase } from "@lectern/private-database/private-database"
import { chooseSocketPath } from "@lectern/private-database/socket-path"
import { StartError, type Stoppable } from "@lectern/runtime/lifecycle"

// Programs that were fetched are no data; they stay.
const DATA = ["files", "secrets.json", "demo-data-made"]

/** The folder, made where it is missing, as a path without links. */
export async function makeDataFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
    await mkdir(join(path, "sockets"), { recursive: true, mode: 0o700 })
    return await realpath(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === "ENOSPC") throw new StartError(`the disk is full: make room under ${path} and start again`)
    throw new StartError(`${path} can't be used as data folder (${code}): choose another with --data`)
  }
}

/**
 * Takes the folder for this process until it stops or dies: a socket, which the system closes in any case, so nothing
 * stale is left to be cleared by hand. Throws StartError while another platform runs on it.
 */
export async function lockDataFolder(folder: string): Promise<Stoppable> {
  const path = await chooseSocketPath(join(folder, "sockets"), "lock.sock")
  const isTaken = await new Promise<boolean>((resolve) => {
    const probe = connect(path, () => {
      probe.destroy()
      resolve(true)
    })
    probe.once("error", () => resolve(false))
  })
  if (isTaken)
    throw new StartError(
      `the data in ${folder} is in use: stop the platform that runs on it, or choose another folder with --data`,
    )
  await unlink(path).catch(() => undefined)
  const server = createServer((socket) => socket.destroy()).unref()
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(path, resolve)
  })
  return { stop: () => new Promise((resolve) => server.close(() => resolve())) }
}

export async function resetDataFolder(folder: string, say: (line: string) => void): Promise<void> {
  await deleteDatabase(join(folder, "mysql"), say)
  for (const name of DATA) await rm(join(folder, name), { recursive: true, force: true })
}

// Below this, neither the database nor the demo's files fit.
const ROOM_NEEDED_BYTES = 48 * 1024 * 1024

/** What went wrong, or that the disk is full where that is why: it shows as all kinds of errors. */
export async function orDiskFull(folder: string, error: unknown): Promise<unknown> {
  if (error instanceof StartError) return error
  const { bavail, bsize } = await statfs(folder)
  const isFull =
    bavail * bsize < ROOM_NEEDED_BYTES || /no space left|no more room|disk full|table .* is full/i.test(String(error))
  return isFull ? new StartError(`the disk is full: make room under ${folder} and start again`) : error
}
