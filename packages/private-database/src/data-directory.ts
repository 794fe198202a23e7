import { execFile } from "node:child_process"
import { randomBytes } from "node:crypto"
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { promisify } from "node:util"
import { compareReleases, displayName, findInstallScript } from "./database-server.ts"
import type { DatabaseServer, Flavour } from "./database-server.ts"
import { StartError } from "@lectern/runtime/lifecycle"
import { diskFull, fileStartError } from "./start-error.ts"

/**
 * Makes a fresh data directory at `path` unless there is one; root@localhost has no password in it yet. It is made
 * beside `path` and renamed, so that a crash leaves nothing half-done and two processes may do it at once.
 */
export async function initialiseDataDirectory(
  server: DatabaseServer,
  path: string,
  redoLogMiB: number,
): Promise<"made" | "found"> {
  if (await exists(path)) return "found"
  const unfinished = `${path}.unfinished-${process.pid}-${randomBytes(4).toString("hex")}`
  try {
    await removeAbandoned(path)
    // A server deletes all temporary tables that it finds in its temporary folder when it starts, also those of another
    // server, so each needs a folder of its own.
    await mkdir(join(unfinished, "tmp"), { recursive: true, mode: 0o700 })
    await fill(server, unfinished, redoLogMiB)
    await rename(join(unfinished, "data"), path)
    return "made"
  } catch (error) {
    if (isFolderTaken(error) && (await exists(path))) return "found"
    throw fileStartError(error, dirname(path))
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** Makes `folder`/data, using `folder`/tmp. */
async function fill(server: DatabaseServer, folder: string, redoLogMiB: number): Promise<void> {
  const asRoot = process.getuid?.() === 0 ? ["--user=root"] : []
  const datadir = `--datadir=${join(folder, "data")}`
  const base = server.baseDir ? [`--basedir=${server.baseDir}`] : []
  let program = server.program
  let args: string[]
  if (server.flavour === "mysql") {
    args = ["--no-defaults", "--initialize-insecure", ...base, datadir, ...asRoot]
  } else {
    const script = await findInstallScript(server)
    if (!script) {
      throw new StartError(`${server.program} has no mariadb-install-db beside it: reinstall MariaDB's server`)
    }
    program = script
    args = [
      "--no-defaults",
      ...base,
      datadir,
      // Of the two methods, this one does not add accounts for root@127.0.0.1 and other hosts without a password.
      "--auth-root-authentication-method=socket",
      "--auth-root-socket-user=root",
      "--skip-test-db",
      "--skip-name-resolve",
      `--innodb-log-file-size=${redoLogMiB}M`,
      ...asRoot,
    ]
  }
  try {
    await promisify(execFile)(program, args, {
      env: { ...process.env, ...server.env, TMPDIR: join(folder, "tmp") },
      maxBuffer: 16 << 20,
    })
  } catch (error) {
    const output =
      error instanceof Error && "stderr" in error && "stdout" in error ? `${error.stdout}${error.stderr}` : ""
    throw (
      serverFailure(output.split("\n"), dirname(folder)) ??
      new StartError(
        `${basename(program)} could not make a database in ${dirname(folder)}: ${lastWords(output.split("\n")) || String(error)}`,
      )
    )
  }
}

/** What a process that was killed while it made the directory left behind. */
async function removeAbandoned(path: string): Promise<void> {
  const prefix = `${basename(path)}.unfinished-`
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(prefix) || isRunning(Number.parseInt(name.slice(prefix.length)))) continue
    await rm(join(dirname(path), name), { recursive: true, force: true })
  }
}

/** Throws when the files at `path`, last used as `stampFile` says, cannot be read by `server`. */
export async function checkDataVersion(server: DatabaseServer, path: string, stampFile: string): Promise<void> {
  const stamp = await readFile(stampFile, "utf8").catch(() => "")
  const [flavour, version] = stamp.trim().split(" ") as [Flavour?, string?]
  if (!flavour || !version) return
  const made = `${displayName(flavour)} ${version}`
  const here = `${displayName(server.flavour)} ${server.version} (${server.program})`
  if (flavour !== server.flavour) {
    throw new StartError(
      `the data in ${path} was made by ${made}, which ${here} cannot read: install that, or begin anew with --reset`,
    )
  }
  if (compareReleases(version, server.version) > 0) {
    throw new StartError(
      `the data in ${path} was made by the newer ${made}, found ${here}: install that version, or begin anew with --reset`,
    )
  }
}

export async function stampDataVersion(server: DatabaseServer, stampFile: string): Promise<void> {
  await writeFile(stampFile, `${server.flavour} ${server.version}\n`)
}

/** What servers say while another one has their files. */
export const LOCKED = /Can't lock aria control file|Unable to lock \S*ibdata/

/** The known reason in a server's output, if there is one. */
export function serverFailure(lines: string[], dataDir: string): StartError | undefined {
  const text = lines.join("\n")
  if (/No space left on device|Disk is full|Errcode: 28\b|\berror:? 28\b|errno: 28\b|OS error 28\b/i.test(text)) {
    return diskFull(dataDir)
  }
  if (/Disk quota exceeded|Errcode: 122\b/i.test(text)) {
    return new StartError(`the disk quota is used up under ${dataDir}: free some space there and start again`)
  }
  if (LOCKED.test(text)) return dataInUse(dataDir)
  if (/downgrade|(created|made|written) (by|with|using) (a )?(newer|later)|Unsupported redo log format/i.test(text)) {
    return new StartError(
      `the data in ${dataDir} was made by a newer server: install that version, or begin anew with --reset`,
    )
  }
  return undefined
}

export function dataInUse(dataDir: string, ownerPid?: number): StartError {
  const who = ownerPid ? `process ${ownerPid}` : "another platform"
  return new StartError(
    `the data in ${dataDir} is in use by ${who}: stop that one first, or start with another data folder`,
  )
}

/** What a server complained about first, which tends to be the cause, or else what it said last, in one line. */
export function lastWords(lines: string[]): string {
  const said = lines.map((line) => line.replace(/^\d{4}-\d\d-\d\d[ T]+\S+ +\d+ +/, "").trim()).filter(Boolean)
  const complaints = said.filter((line) => /\[ERROR\]|^(ERROR|FATAL)|error while loading|not found/i.test(line))
  return (complaints.length > 0 ? complaints.slice(0, 3) : said.slice(-1)).join(" | ")
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function isFolderTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOTEMPTY" || error.code === "EEXIST")
}
