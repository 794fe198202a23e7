// `npm run check`: everything that can be said about the code without running the product. `--only NAME` for one.
import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { globSync, readFileSync } from "node:fs"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { deploymentChecks } from "./check-deployment.ts"

export const ROOT = fileURLToPath(new URL("../", import.meta.url))

interface Outcome {
  ok: boolean
  output: string
  /** Why nothing was checked. */
  skipped?: string
}
const command =
  (program: string, args: string[], cwd = ROOT) =>
  (): Outcome => {
    const { status, stdout, stderr, error } = spawnSync(program, args, {
      cwd,
      encoding: "utf8",
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0" },
      maxBuffer: 64 * 1024 * 1024,
    })
    return { ok: status === 0, output: `${stdout ?? ""}${stderr ?? ""}${error ? error.message : ""}` }
  }

const GENERATED = [
  "packages/contracts/src/gen",
  "gateway/supergraph.graphql",
  "gateway/authorization-rules.json",
  "grafana/dashboards",
  "ops/kibana",
  "docs/api/graph.md",
  "docs/api/rpc.md",
  "docs/architecture.md",
]

async function digests(): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const add = async (path: string) =>
    found.set(
      path,
      createHash("sha256")
        .update(await readFile(join(ROOT, path)))
        .digest("hex"),
    )
  const subgraphs = (await readdir(join(ROOT, "subgraphs"))).map((name) => `subgraphs/${name}/src/gen`)
  for (const path of [...GENERATED, ...subgraphs]) {
    if (/\.\w+$/.test(path)) await add(path)
    else
      for (const entry of await readdir(join(ROOT, path), { recursive: true, withFileTypes: true }))
        if (entry.isFile()) await add(join(path, entry.parentPath.slice(join(ROOT, path).length), entry.name))
  }
  return found
}

/** Generates everything again and names what was not up to date. */
async function generatedIsFresh(): Promise<Outcome> {
  const before = await digests()
  const { ok, output } = command("node", ["tools/codegen.ts"])()
  if (!ok) return { ok, output }
  const after = await digests()
  const stale = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path))
  return {
    ok: stale.length === 0,
    output: stale.map((path) => `${path} was stale: commit what npm run codegen makes`).join("\n"),
  }
}

/** The lock must install anywhere, so it names no host. */
function lockNamesNoHost(): Outcome {
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, { resolved?: string; link?: boolean }>
  }
  const named = Object.entries(lock.packages).filter(
    ([, { resolved, link }]) => !link && /^https?:/.test(resolved ?? ""),
  )
  return {
    ok: named.length === 0,
    output: named.map(([path]) => `${path} has a download address: see .npmrc`).join("\n"),
  }
}

// What is compared with a time that the operating system gave.
const OWN_TIME = ["grpc-services/content/src/abandoned-files.ts"]

/** Services take their time from the clock that they are given (goal gX10), so that years can be tried in seconds. */
function timeIsAnInput(): Outcome {
  const files = globSync("grpc-services/*/src/**/*.ts", { cwd: ROOT }).filter((file) => !file.endsWith(".test.ts"))
  const found = files
    .filter((file) => !/\/test-[^/]*$/.test(file) && !OWN_TIME.includes(file))
    .flatMap((file) =>
      readFileSync(join(ROOT, file), "utf8")
        .split("\n")
        .flatMap((line, index) =>
          // Of this process, or of the database.
          /new Date\(\)|\bDate\.now\(|(?<![.\w])now\(\d?\)|\b(utc_timestamp|current_timestamp|sysdate)\b/i.test(line)
            ? [`${file}:${index + 1}: ${line.trim()}`]
            : [],
        ),
    )
  return { ok: found.length === 0, output: found.map((place) => `${place}: take the time from clock`).join("\n") }
}

export const checks: Record<string, () => Outcome | Promise<Outcome>> = {
  format: command("oxfmt", ["--check", "."]),
  lint: command("oxlint", ["--quiet", "."]),
  types: command("tsc", ["--noEmit"]),
  "types of the player": command("tsc", ["--noEmit", "--project", "packages/player"]),
  boundaries: command("turbo", ["boundaries"]),
  "proto lint": command("buf", ["lint"], join(ROOT, "proto")),
  "proto format": command("buf", ["format", "--diff", "--exit-code"], join(ROOT, "proto")),
  composition: command("node", ["gateway/src/compose-cli.ts", "--check"]),
  "generated code": generatedIsFresh,
  time: timeIsAnInput,
  "lock file": lockNamesNoHost,
  licences: command("node", ["tools/licences.ts", "--check"]),
  ...deploymentChecks,
}

/** Runs the checks, says what each found, and counts. */
export async function runChecks(names: string[]): Promise<{ passed: number; failed: number; skipped: number }> {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const name of names) {
    const began = performance.now()
    const { ok, output, skipped } = await (checks[name] as () => Outcome | Promise<Outcome>)()
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    counts[skipped !== undefined ? "skipped" : ok ? "passed" : "failed"]++
    if (skipped !== undefined) process.stdout.write(`﹣ ${name} SKIPPED: ${skipped}\n`)
    else process.stdout.write(`${ok ? "✔" : "✖"} ${name} (${seconds} s)\n`)
    if (!ok) process.stdout.write(`${output.trim().slice(-6000)}\n`)
  }
  return counts
}

if (import.meta.main) {
  const only = process.argv.indexOf("--only")
  const names = only < 0 ? Object.keys(checks) : process.argv.slice(only + 1)
  const unknown = names.filter((name) => !(name in checks))
  if (unknown.length > 0) {
    process.stderr.write(`there is no check "${unknown[0]}": ${Object.keys(checks).join(", ")}\n`)
    process.exit(2)
  }
  const { failed } = await runChecks(names)
  process.exit(failed > 0 ? 1 : 0)
}
