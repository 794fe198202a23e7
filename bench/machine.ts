import { readdirSync, readFileSync } from "node:fs"
import { availableParallelism, cpus, release, totalmem, type as system } from "node:os"

/** Where figures were taken: they mean nothing without it. */
export const machine = (): string =>
  `${cpus()[0]?.model ?? "unknown CPU"}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${system()} ${release()}, Node ${process.version}`

// Of the kernel's clock that /proc counts in: USER_HZ, 100 on every Linux that Node runs on.
const TICKS_PER_SECOND = 100

interface ProcessStat {
  pid: number
  parent: number
  name: string
  cpuSeconds: number
}

function statOf(pid: number): ProcessStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8")
    // The name is in brackets and may have any character.
    const [, name = "", rest = ""] = /\((.*)\) (.*)$/s.exec(text) ?? []
    const fields = rest.split(" ").map(Number)
    return { pid, name, parent: fields[1] ?? 0, cpuSeconds: ((fields[11] ?? 0) + (fields[12] ?? 0)) / TICKS_PER_SECOND }
  } catch {
    return undefined
  }
}

/** A process and all below it, by /proc: on Linux only. */
export function processTree(root: number): ProcessStat[] {
  if (process.platform !== "linux") throw new Error("CPU and memory are read from /proc: run this on Linux")
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
  const found = all.filter(({ pid }) => pid === root)
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid))
  return found
}

/** Resident memory by process name, in MiB. */
export function residentMemory(root: number): { total: number; byName: Record<string, number> } {
  const byName: Record<string, number> = {}
  for (const { pid, name } of processTree(root)) {
    const kib = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0)
    byName[name] = (byName[name] ?? 0) + kib / 1024
  }
  return { total: Object.values(byName).reduce((sum, mib) => sum + mib, 0), byName }
}

/** CPU seconds used so far by processes whose name matches. */
export const cpuSeconds = (root: number, name: RegExp): number =>
  processTree(root)
    .filter((each) => name.test(each.name))
    .reduce((sum, each) => sum + each.cpuSeconds, 0)

/** Rows with a header, columns aligned: text left, numbers right. */
export function table(rows: (string | number)[][]): string {
  const texts = rows.map((row) => row.map(String))
  const widths = texts[0]?.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0))) ?? []
  return texts
    .map((row) =>
      row
        .map((cell, column) =>
          /^[\d.]/.test(cell) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n")
}

/** The value that a share `q` of the values is at or below, e.g. 0.99; NaN of none. */
export const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? NaN
