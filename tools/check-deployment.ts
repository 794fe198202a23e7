// What can be said about images, Compose, chart and workflows without running them. Each check skips itself where its
// program can't be had.
import { spawnSync } from "node:child_process"
import { globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { goTool, pythonTool, type Tool } from "./deployment-tools.ts"

const ROOT = join(import.meta.dirname, "..")

interface Outcome {
  ok: boolean
  output: string
  /** Why nothing was checked. */
  skipped?: string
}

function run(tool: Tool, words: string[]): Outcome {
  if ("missing" in tool) return { ok: true, output: "", skipped: tool.missing }
  const [program = "", ...first] = tool.command
  const { status, stdout, stderr, error } = spawnSync(program, [...first, ...words], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, ...tool.env },
    maxBuffer: 64 * 1024 * 1024,
  })
  return { ok: status === 0, output: `${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}` }
}

/** The first outcome that is not good, or else the last. */
function each<T>(items: readonly T[], check: (item: T) => Outcome): Outcome {
  let outcome: Outcome = { ok: true, output: "" }
  for (const item of items) {
    outcome = check(item)
    if (!outcome.ok || outcome.skipped !== undefined) break
  }
  return outcome
}

/** The values that the chart is tried with, beside its own; the oldest and the newest Kubernetes that it is for. */
export const VALUE_SETS = [[], ["--values=helm/ci/small-values.yaml"], ["--values=helm/ci/whole-values.yaml"]]
const KUBERNETES = ["1.30", "1.37"]

/** What the chart makes of values, or why that can't be said. */
export function renderChart(words: readonly string[], kubernetes = "1.37"): Outcome {
  const rendered = run(goTool("helm"), ["template", "lectern", "helm", `--kube-version=${kubernetes}.0`, ...words])
  // It says where the chart's symbolic links lead.
  return { ...rendered, output: rendered.output.replace(/^walk\.go.*\n/gm, "") }
}

function chart(): Outcome {
  const helm = goTool("helm")
  const validator = pythonTool("kubernetes-validate")
  return each(VALUE_SETS, (values) => {
    const linted = run(helm, ["lint", "helm", "--strict", "--quiet", ...values])
    if (!linted.ok || linted.skipped !== undefined) return linted
    return each(KUBERNETES, (version) => {
      const rendered = renderChart(values, version)
      if (!rendered.ok) return rendered
      const folder = mkdtempSync(join(tmpdir(), "lectern-chart-"))
      try {
        const file = join(folder, "rendered.yaml")
        writeFileSync(file, rendered.output)
        return run(validator, ["--strict", "--quiet", "--kubernetes-version", version, file])
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  })
}

export const deploymentChecks: Record<string, () => Outcome> = {
  Dockerfiles: () => run(pythonTool("hadolint"), globSync(["Dockerfile", "ops/*/Dockerfile"], { cwd: ROOT })),
  "Compose file": () => run(goTool("compose"), ["docker-compose.yml"]),
  workflows: () => run(goTool("actionlint"), ["-color=false"]),
  chart,
}
