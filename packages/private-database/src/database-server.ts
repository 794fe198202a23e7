import { execFile } from "node:child_process"
import { readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { fetchDebianPackages, hasDebianPackages, programEnvironment } from "./debian-packages.ts"
import { executablesIn, executablesOnMachine } from "./executables.ts"
import { StartError } from "@lectern/runtime/lifecycle"

export type Flavour = "mariadb" | "mysql"

/** A server program that can be run. */
export type DatabaseServer = {
  /** Full path of mariadbd or mysqld. */
  program: string
  flavour: Flavour
  /** As in "10.11.19". */
  version: string
  source: "machine" | "debian"
  /** The `usr` folder of a server that was unpacked elsewhere than it was built for. */
  baseDir?: string
  /** To be added to the environment of its programs. */
  env: Record<string, string>
}

/**
 * Arguments that all our servers share: no network, and the conventions that the services' SQL relies on. 1 s for a row
 * lock, as a request does not live longer.
 */
export function commonArguments(flavour: Flavour): string[] {
  return [
    "--skip-networking",
    "--skip-log-bin",
    "--performance-schema=OFF",
    "--transaction-isolation=READ-COMMITTED",
    "--innodb-lock-wait-timeout=1",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_unicode_ci",
    "--default-time-zone=+00:00",
    "--max-connections=200",
    // MySQL's other protocol, and a folder for imports that packages create for the system's own server only.
    ...(flavour === "mysql" ? ["--mysqlx=OFF", "--secure-file-priv=NULL"] : []),
  ]
}

// Ubuntu 22.04 has the packages with the release in their names only. The client's has my_print_defaults, which the
// server's mariadb-install-db calls.
const DEBIAN_PACKAGES = ["mariadb-server-core|mariadb-server-core-10.6", "mariadb-client-core|mariadb-client-core-10.6"]

/** The server to run: the machine's own, or else one from Debian packages that are kept in `programsDir`. */
export async function findServer(options: {
  programsDir: string
  log: (line: string) => void
}): Promise<DatabaseServer> {
  return (await findServerOnMachine(options.log)) ?? (await fetchServer(options))
}

async function findServerOnMachine(log: (line: string) => void): Promise<DatabaseServer | undefined> {
  for await (const program of executablesOnMachine(["mariadbd", "mysqld"])) {
    const found = await readVersion(program, {})
    if (!found) continue
    const problem = versionProblem(found.flavour, found.version)
    if (!problem) return { program, ...found, source: "machine", env: {} }
    log(`${program} is not used: ${problem}`)
  }
  return undefined
}

/** MariaDB's server from Debian packages. Throws a StartError that says what to type where there are none. */
async function fetchServer(options: { programsDir: string; log: (line: string) => void }): Promise<DatabaseServer> {
  if (!(await hasDebianPackages())) {
    throw new StartError(
      `there is no MariaDB or MySQL server on this machine: ${await installCommand()}, or give the URL of one in MYSQL_URL`,
    )
  }
  const { programsDir, log } = options
  const root = await fetchDebianPackages({ packages: DEBIAN_PACKAGES, into: programsDir, log }).catch(
    (error: unknown) => {
      if (!(error instanceof StartError)) throw error
      throw new StartError(`${error.message} (or give the URL of a running server in MYSQL_URL)`)
    },
  )
  const program = join(root, "usr/sbin/mariadbd")
  const env = programEnvironment(root)
  const found = await readVersion(program, env)
  const problem = found ? versionProblem(found.flavour, found.version) : "it does not run here"
  if (!found || problem) {
    throw new StartError(
      `the server of this system's packages is of no use (${problem}): give the URL of another one in MYSQL_URL`,
    )
  }
  return { program, ...found, source: "debian", baseDir: join(root, "usr"), env }
}

async function installCommand(): Promise<string> {
  if (process.platform === "darwin") return "type `brew install mariadb`"
  const release = await readFile("/etc/os-release", "utf8").catch(() => "")
  return installCommandFor(release)
}

/** `release` is the content of /etc/os-release. */
export function installCommandFor(release: string): string {
  const ids = [...release.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)/gm)].flatMap((match) => (match[1] ?? "").split(" "))
  const commands: Array<[string, string]> = [
    ["fedora", "sudo dnf install mariadb-server"],
    ["rhel", "sudo dnf install mariadb-server"],
    ["arch", "sudo pacman -S mariadb"],
    ["suse", "sudo zypper install mariadb"],
    ["alpine", "sudo apk add mariadb"],
    ["nixos", "nix-env -iA nixos.mariadb"],
  ]
  const command = commands.find(([id]) => ids.some((found) => found === id || found.startsWith(`${id}-`)))?.[1]
  return command ? `type \`${command}\`` : "install MariaDB's server (the program mariadbd)"
}

/** What a server says of itself on `--version`, or undefined when the program does not run. */
async function readVersion(
  program: string,
  env: Record<string, string>,
): Promise<{ flavour: Flavour; version: string } | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, ["--no-defaults", "--version"], {
      env: { ...process.env, ...env },
      timeout: 10_000,
    })
    return parseVersion(/Ver\s+(\S+)/.exec(stdout)?.[1] ?? "")
  } catch {
    return undefined
  }
}

/** Reads `select version()` or the like: "10.11.19-MariaDB-0+deb12u1", "8.4.3", "5.5.5-10.11.6-MariaDB". */
export function parseVersion(text: string): { flavour: Flavour; version: string } | undefined {
  // Behind some proxies MariaDB puts 5.5.5- before its number, for old replicas.
  const version = /^(?:5\.5\.5-)?(\d+\.\d+\.\d+)/.exec(text)?.[1]
  return version ? { flavour: /mariadb/i.test(text) ? "mariadb" : "mysql", version } : undefined
}

/** Why a server of this version will not do, or undefined: SKIP LOCKED came with MariaDB 10.6 and MySQL 8.0. */
export function versionProblem(flavour: Flavour, version: string): string | undefined {
  const least = flavour === "mariadb" ? "10.6" : "8.0"
  if (compareReleases(version, least) >= 0) return undefined
  return `it is ${displayName(flavour)} ${version}, and at least ${least} is needed`
}

/** Compares the first two numbers, which say whether the files of one server can be read by another. */
export function compareReleases(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split(".").map(Number)
  const [bMajor = 0, bMinor = 0] = b.split(".").map(Number)
  return aMajor - bMajor || aMinor - bMinor
}

export function displayName(flavour: Flavour): string {
  return flavour === "mariadb" ? "MariaDB" : "MySQL"
}

/** The script that makes MariaDB's system tables: in the server's own folder, in bin beside it or on the machine. */
export async function findInstallScript(server: DatabaseServer): Promise<string | undefined> {
  const names = ["mariadb-install-db", "mysql_install_db"]
  const own = dirname(server.program)
  for await (const path of executablesIn([own, join(own, "../bin"), join(own, "../scripts")], names)) return path
  if (server.source === "machine") for await (const path of executablesOnMachine(names)) return path
  return undefined
}
