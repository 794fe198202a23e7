// Adds lock entries for optional platform packages that the registry did not offer when the lock was made. Without them
// `npm ci` refuses the lock on every machine; with them it skips what is for another platform. Run it after `npm install`.
import { readFile, writeFile } from "node:fs/promises"

interface Entry {
  version?: string
  optionalDependencies?: Record<string, string>
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
}
const SYSTEMS: [string, RegExp][] = [
  ["darwin", /darwin|macos/],
  ["win32", /win32|windows/],
  ["android", /android/],
  ["freebsd", /freebsd/],
  ["openbsd", /openbsd/],
  ["netbsd", /netbsd/],
  ["sunos", /sunos/],
  ["aix", /aix/],
  ["openharmony", /openharmony|ohos/],
  ["linux", /linux|musl|gnu/],
]
const PROCESSORS: [string, RegExp][] = [
  ["arm64", /arm64|aarch64/],
  ["arm", /arm(?!64)/],
  ["ia32", /ia32|i686/],
  ["x64", /x64|x86_64|-64$/],
  ["ppc64", /ppc64/],
  ["riscv64", /riscv64/],
  ["s390x", /s390x/],
  ["loong64", /loong64/],
  ["mips64el", /mips64el/],
  ["wasm32", /wasm32/],
]
const named = (table: [string, RegExp][], name: string) => table.find(([, pattern]) => pattern.test(name))?.[0]

const file = new URL("../package-lock.json", import.meta.url)
const lock = JSON.parse(await readFile(file, "utf8")) as { packages: Record<string, Entry> }

/** Whether Node's resolution from the package at `from` would find `name`. */
function isLocked(from: string, name: string): boolean {
  for (let folder = from; ;) {
    if (lock.packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true
    if (folder === "") return false
    const up = folder.lastIndexOf("/node_modules/")
    folder = up < 0 ? "" : folder.slice(0, up)
  }
}

let added = 0
for (const [path, entry] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name) || !/^\d/.test(version)) continue
    const os = named(SYSTEMS, name)
    const cpu = named(PROCESSORS, name)
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(cpu ? { cpu: [cpu] } : {}),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...(os ? { os: [os] } : {}),
      ...(/musl/.test(name) ? { libc: ["musl"] } : {}),
    }
    added++
  }
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} platform packages added to package-lock.json`)
