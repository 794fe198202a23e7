import { execFile, spawn } from "node:child_process"
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { findProgram } from "@lectern/private-database/debian-packages"
import { freePort } from "@lectern/runtime/free-port"
import { until } from "@lectern/test-kit/until"
import { PROGRAMS_FOLDER } from "@lectern/test-kit/programs-folder"

export const PROMETHEUS_FOLDER = fileURLToPath(new URL("../../ops/prometheus/", import.meta.url))
/** A rate needs two samples in its window, and a busy machine scrapes late. */
const LEAST_WINDOW_SECONDS = 5

const PACKAGES = { prometheus: "prometheus", promtool: "prometheus", amtool: "prometheus-alertmanager" }
export type PrometheusProgram = keyof typeof PACKAGES

/** The machine's own, or one out of Debian packages, which are fetched once; where there is no way, why. */
export async function findPrometheusProgram(name: PrometheusProgram) {
  const reasons: string[] = []
  const program = await findProgram({
    names: [name],
    packages: [PACKAGES[name]],
    into: PROGRAMS_FOLDER,
    log: (line) => reasons.push(line),
  })
  return program ?? { missing: reasons.join("; ") }
}

/** Runs promtool or amtool to its end; what it says, and whether it found fault. */
export async function runTool(program: { path: string; env: Record<string, string> }, args: string[]) {
  return promisify(execFile)(program.path, args, {
    cwd: PROMETHEUS_FOLDER,
    env: { ...process.env, ...program.env },
  }).then(
    ({ stdout, stderr }) => ({ ok: true, output: stdout + stderr }),
    ({ stdout, stderr }: { stdout: string; stderr: string }) => ({ ok: false, output: stdout + stderr }),
  )
}

export interface Series {
  metric: Record<string, string>
  /** Seconds since 1970, and the value. */
  values: [number, string][]
}

export interface PrometheusServer {
  /** Of the expression, each second from a time (seconds since 1970) until now. Throws what is wrong with it. */
  range(query: string, from: number): Promise<Series[]>
  /** Names of the alerts that are firing. */
  firing(): Promise<string[]>
  /** The values of a label among the series that a selector matches. */
  labelValues(selector: string, label: string): Promise<string[]>
  targets(): Promise<{ health: string; lastError: string }[]>
  stop(): Promise<void>
}

/**
 * A Prometheus with this repository's configuration, but for its targets and its pace: it scrapes each second, and all
 * windows and waits of the rules are shorter by `factor`.
 */
export async function startPrometheus(
  program: { path: string; env: Record<string, string> },
  { targets, factor }: { targets: readonly string[]; factor: number },
): Promise<PrometheusServer> {
  const folder = await mkdtemp(join(tmpdir(), "lectern-prometheus-"))
  await cp(PROMETHEUS_FOLDER, folder, { recursive: true })
  await rewrite(join(folder, "prometheus.yml"), (text) => text.replaceAll(/_interval: 15s/g, "_interval: 1s"))
  await writeFile(
    join(folder, "targets.yml"),
    `- targets: ${JSON.stringify(targets.map((url) => new URL(url).host))}\n`,
  )
  for (const name of await readdir(join(folder, "rules")))
    if (name.endsWith(".yml")) await rewrite(join(folder, "rules", name), (text) => hastened(text, factor))

  const url = `http://127.0.0.1:${await freePort()}`
  const child = spawn(
    program.path,
    [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=${new URL(url).host}`,
      "--log.level=warn",
    ],
    { env: { ...process.env, ...program.env }, stdio: ["ignore", "ignore", "pipe"] },
  )
  let complaint = ""
  child.stderr.on("data", (bytes: Buffer) => (complaint = (complaint + bytes.toString()).slice(-4000)))
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const ask = async <T>(path: string, parameters: Record<string, string> = {}): Promise<T> => {
    const response = await fetch(`${url}/api/v1/${path}?${new URLSearchParams(parameters).toString()}`)
    const body = (await response.json()) as { status: string; error?: string; data: T }
    if (body.status !== "success") throw new Error(`${parameters.query ?? path}: ${body.error}`)
    return body.data
  }
  const stop = async () => {
    child.kill("SIGTERM")
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await until(async () => (await fetch(`${url}/-/ready`)).ok, { timeoutMs: 30_000, description: "Prometheus" })
  } catch (error) {
    await stop()
    throw new Error(`Prometheus did not start: ${complaint}`, { cause: error })
  }
  return {
    range: async (query, from) =>
      (
        await ask<{ result: Series[] }>("query_range", {
          query,
          start: String(from),
          end: String(Date.now() / 1000),
          step: "1",
        })
      ).result,
    firing: async () =>
      (await ask<{ alerts: { state: string; labels: { alertname: string } }[] }>("alerts")).alerts
        .filter(({ state }) => state === "firing")
        .map(({ labels }) => labels.alertname),
    labelValues: (selector, label) => ask<string[]>(`label/${label}/values`, { "match[]": selector }),
    targets: async () =>
      (await ask<{ activeTargets: { health: string; lastError: string }[] }>("targets")).activeTargets,
    stop,
  }
}

async function rewrite(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, "utf8")))
}

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600 }
function hastened(rules: string, factor: number): string {
  const seconds = (count: string, unit: string, least: number) =>
    `${Math.max(least, Math.round((Number(count) * (SECONDS[unit] ?? 0)) / factor))}s`
  return rules
    .replaceAll(
      /\[(\d+)([smh])\]/g,
      (_, count: string, unit: string) => `[${seconds(count, unit, LEAST_WINDOW_SECONDS)}]`,
    )
    .replaceAll(/for: (\d+)([smh])/g, (_, count: string, unit: string) => `for: ${seconds(count, unit, 1)}`)
}
