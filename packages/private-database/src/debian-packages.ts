import { execFile } from "node:child_process"
import { readdirSync } from "node:fs"
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import { basename, join } from "node:path"
import { promisify } from "node:util"
import { executablesIn, executablesOnMachine, isSnap } from "./executables.ts"
import { takeFileLock } from "./file-lock.ts"
import { StartError } from "@lectern/runtime/lifecycle"
import { diskFull, fileStartError } from "./start-error.ts"

const MARKER = "complete.txt"
const FONTS = "fonts.conf"

/**
 * Finds the first of `names` on the machine, or else in `packages`, which are fetched into the folder `into` (see
 * fetchDebianPackages). `env` is to be added to the environment of the program. Undefined when there is no way; the
 * reason then went to `log`.
 */
export async function findProgram(options: {
  names: string[]
  packages: string[]
  into: string
  log: (line: string) => void
  signal?: AbortSignal
}): Promise<{ path: string; env: Record<string, string> } | undefined> {
  for await (const path of executablesOnMachine(options.names)) {
    if (!(await isSnap(path))) return { path, env: {} }
  }
  const root = await fetchDebianPackages(options).catch((error: unknown) => {
    if (!(error instanceof StartError)) throw error
    options.log(`${options.names[0]} is not there: ${error.message}`)
  })
  if (!root) return undefined
  // A package's starter in usr/bin may name /usr/lib/…, which isn't where it is now, so the program itself comes first.
  const folders = [
    ...options.names.map((name) => join(root, "usr/lib", name)),
    join(root, "usr/bin"),
    join(root, "usr/sbin"),
  ]
  for await (const path of executablesIn(folders, options.names)) return { path, env: programEnvironment(root) }
  throw new Error(`none of ${options.names.join(", ")} is in the packages ${options.packages.join(", ")}`)
}

/** Whether packages can be fetched at all: Debian, Ubuntu and their descendants. */
export async function hasDebianPackages(): Promise<boolean> {
  for await (const _ of executablesOnMachine(["apt-get"])) return true
  return false
}

/**
 * Fetches Debian packages, with those they depend on which the machine lacks, from the machine's own package sources and
 * unpacks them into a folder under `into`, which is returned; no root needed. Already there, it returns at once. Several
 * processes may do it at the same time. A package may be given with alternatives, the first known one is taken:
 * "mariadb-server-core|mariadb-server-core-10.6". Throws a StartError where that can't work.
 */
export async function fetchDebianPackages(options: {
  packages: string[]
  into: string
  log: (line: string) => void
  signal?: AbortSignal
}): Promise<string> {
  const { packages, into, log, signal } = options
  const title = packages.map((name) => name.split("|")[0]).join("+")
  // The libraries fit one release only, and the folder may be seen from another one through a shared disk.
  const root = join(into, `${title}-${await releaseName()}-${process.arch}`)
  if (await isComplete(root)) return root
  if (!(await hasDebianPackages())) {
    throw new StartError(`cannot fetch ${title}: this machine is neither Debian nor Ubuntu (it has no apt-get)`)
  }
  try {
    await mkdir(into, { recursive: true })
    await using _lock = await takeFileLock(
      `${root}.lock`,
      () => log(`waiting for another process that fetches ${title}`),
      signal,
    )
    if (await isComplete(root)) return root
    const work = `${root}.partial`
    await rm(work, { recursive: true, force: true })
    await rm(root, { recursive: true, force: true })
    try {
      await fetchInto(work, { title, packages, log, ...(signal && { signal }) })
      await rename(join(work, "root"), root)
    } finally {
      await rm(work, { recursive: true, force: true })
    }
    return root
  } catch (error) {
    throw fileStartError(error, into)
  }
}

/** What the programs in `root` need in their environment beyond what the machine has. */
export function programEnvironment(root: string): Record<string, string> {
  const path = libraryPath(root)
  return {
    ...(path && { LD_LIBRARY_PATH: path }),
    ...(namesIn(root).includes(FONTS) && { FONTCONFIG_FILE: join(root, FONTS) }),
  }
}

/** LD_LIBRARY_PATH for the programs in `root`: the folders where Debian puts shared libraries. */
export function libraryPath(root: string): string {
  const folders: string[] = []
  for (const lib of ["usr/lib", "lib"]) {
    for (const triplet of namesIn(join(root, lib)).filter((name) => /-linux-gnu\w*$/.test(name))) {
      const folder = join(root, lib, triplet)
      // Some packages keep private libraries one level down and rely on alternatives or a search path in the program.
      folders.push(folder, ...["pulseaudio", "blas", "lapack"].map((name) => join(folder, name)))
    }
  }
  const inherited = process.env.LD_LIBRARY_PATH
  return [...folders.filter((folder) => namesIn(folder).length > 0), ...(inherited ? [inherited] : [])].join(":")
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

async function isComplete(root: string): Promise<boolean> {
  return stat(join(root, MARKER)).then(
    () => true,
    () => false,
  )
}

/** As in "debian-12". */
async function releaseName(): Promise<string> {
  const text = await readFile("/etc/os-release", "utf8").catch(() => "")
  const value = (name: string) => new RegExp(`^${name}="?([^"\\n]*)`, "m").exec(text)?.[1] ?? ""
  return `${value("ID") || process.platform}-${value("VERSION_ID") || value("VERSION_CODENAME") || "any"}`
}

type Fetch = { title: string; packages: string[]; log: (line: string) => void; signal?: AbortSignal }

async function fetchInto(work: string, { title, packages, log, signal }: Fetch): Promise<void> {
  const [lists, cache, debs, root] = ["lists", "cache", "debs", "root"].map((name) => join(work, name)) as [
    string,
    string,
    string,
    string,
  ]
  for (const folder of [join(lists, "partial"), join(cache, "archives/partial"), debs, root]) {
    await mkdir(folder, { recursive: true })
  }
  const settings = [
    `Dir::State::lists=${lists}`,
    `Dir::Cache=${cache}`,
    "Debug::NoLocking=1", // the locks are for the system's own folders
    "APT::Sandbox::User=root", // run as root, apt would otherwise switch to a user who can't enter our folders
    "APT::Update::Post-Invoke::=", // hooks of the machine are about its own folders
    "Acquire::Languages=none",
    "Acquire::GzipIndexes=true",
    "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false",
    "Acquire::Retries=2",
    "Acquire::http::Timeout=20",
    "Acquire::https::Timeout=20",
  ].flatMap((setting) => ["-o", setting])
  const run = async (program: string, args: string[], cwd = work): Promise<Ran> => {
    const ran = await runProgram(program, args, cwd, signal)
    if (/No space left on device|enough free space/i.test(ran.output)) throw diskFull(work)
    return ran
  }
  const apt = (program: "apt-get" | "apt-cache", args: string[], cwd?: string) =>
    run(program, [...settings, ...args], cwd)

  log(`fetching ${title}: reading the package lists`)
  const update = await apt("apt-get", ["update"])
  if (!(await readdir(lists)).some((name) => /_Packages(\.\w+)?$/.test(name))) {
    throw new StartError(
      `cannot fetch ${title}: no package source answers, is there a network? (${complaint(update.output)})`,
    )
  }
  const policy = await apt("apt-cache", ["policy", ...packages.flatMap((alternatives) => alternatives.split("|"))])
  const wanted = packages.map((alternatives) => {
    const known = alternatives.split("|").find((name) => hasCandidate(policy.output, name))
    if (!known)
      throw new StartError(
        `cannot fetch ${title}: the package sources of this machine have no ${alternatives.replaceAll("|", " or ")}`,
      )
    return known
  })
  const plan = await apt("apt-get", ["install", "--simulate", "--no-install-recommends", ...wanted])
  if (plan.code !== 0) throw new StartError(`cannot fetch ${title}: ${complaint(plan.output)}`)
  // The plan has what the machine lacks; a wanted package that is installed and yet has no usable program is not in it.
  const all = [
    ...new Set([...wanted, ...[...plan.output.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] as string)]),
  ]

  const addresses = await apt("apt-get", ["download", "--print-uris", ...all], debs)
  const sizeBytes = [...addresses.output.matchAll(/^'\S+' \S+ (\d+) /gm)].reduce(
    (sum, match) => sum + Number(match[1]),
    0,
  )
  log(`fetching ${title}: ${all.length} packages, ${megabytes(sizeBytes)} MB`)
  const progress = setInterval(async () => {
    const sizes = await Promise.all(
      (await readdir(debs)).map((name) => stat(join(debs, name)).catch(() => ({ size: 0 }))),
    )
    log(`fetching ${title}: ${megabytes(sizes.reduce((sum, { size }) => sum + size, 0))} of ${megabytes(sizeBytes)} MB`)
  }, 3000)
  const download = await apt("apt-get", ["download", ...all], debs).finally(() => clearInterval(progress))
  if (download.code !== 0) throw new StartError(`cannot fetch ${title}: ${complaint(download.output)}`)

  log(`fetching ${title}: unpacking`)
  const files = (await readdir(debs)).filter((name) => name.endsWith(".deb"))
  for (const file of files) await unpack(join(debs, file), root, run)
  // Where the machine has no fontconfig, a browser would look for fonts, and how to choose them, in vain.
  if (namesIn(join(root, "etc/fonts")).length > 0) await writeFile(join(root, FONTS), FONTS_CONTENT)
  await writeFile(join(root, MARKER), `${files.join("\n")}\n`)
}

const FONTS_CONTENT = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`

/** Whether `apt-cache policy` knows a version of the package that is more than a pointer to a snap ("2:1snap1-0ubuntu2"). */
function hasCandidate(policy: string, name: string): boolean {
  const paragraph = policy.split(/\n(?=\S)/).find((text) => text.startsWith(`${name}:\n`)) ?? ""
  const version = /^  Candidate: (\S+)/m.exec(paragraph)?.[1]
  return version !== undefined && version !== "(none)" && !/\dsnap\d/.test(version)
}

async function unpack(
  file: string,
  root: string,
  run: (program: string, args: string[]) => Promise<Ran>,
): Promise<void> {
  let unpacked: Ran
  try {
    unpacked = await run("dpkg", ["-x", file, root])
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error
    // GNU tar recognises the compression of a file, but not of a pipe, so the archive goes by way of the disk.
    const script =
      'cd "$2" && member=$(ar t "$1" | grep "^data.tar") && ar x "$1" "$member" && tar -xf "$member" && rm "$member"'
    unpacked = await run("sh", ["-c", script, "unpack", file, root])
  }
  if (unpacked.code !== 0) throw new StartError(`cannot unpack ${basename(file)}: ${complaint(unpacked.output)}`)
}

type Ran = { code: number; output: string }

async function runProgram(program: string, args: string[], cwd: string, signal?: AbortSignal): Promise<Ran> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, {
      cwd,
      env: { ...process.env, LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive" },
      maxBuffer: 64 << 20,
      ...(signal && { signal }),
    })
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    if (
      error instanceof Error &&
      "code" in error &&
      typeof error.code === "number" &&
      "stdout" in error &&
      "stderr" in error
    ) {
      return { code: error.code, output: `${error.stdout}${error.stderr}` }
    }
    throw error
  }
}

/** The line of apt's or dpkg's output that says what went wrong. */
function complaint(output: string): string {
  const lines = output.split("\n").map((line) => line.trim())
  const kinds = [/^E: /, /^W: Failed to fetch/, /^(Err|dpkg-deb|ar|tar):/, /./]
  return kinds.map((kind) => lines.find((line) => kind.test(line))).find(Boolean) ?? "no reason given"
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6)
}
