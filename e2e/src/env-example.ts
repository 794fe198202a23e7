import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { ROOT } from "./documents.ts"

export interface Variable {
  name: string
  value: string
  comment: string
}

/** The sections of .env.example, `## where: who`, by where; each with its variables in order. */
export function envExample(): Map<string, Variable[]> {
  const sections = new Map<string, Variable[]>()
  let section: Variable[] = []
  let comment: string[] = []
  for (const line of readFileSync(join(ROOT, ".env.example"), "utf8").split("\n")) {
    const where = /^## ([^:]+): /.exec(line)?.[1]
    const [, name, value = ""] = /^#([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? []
    if (where !== undefined) sections.set(where, (section = []))
    else if (name !== undefined) section.push({ name, value, comment: comment.join(" ") })
    else if (line.startsWith("# ")) comment.push(line.slice(2))
    if (!line.startsWith("# ")) comment = []
  }
  return sections
}

/** A zod type, as far as it matters here; e2e has no word in what is behind it. */
export interface Setting {
  safeParse(value: unknown): { success: boolean; data?: unknown }
}

/**
 * What each file reads by its exports named `…Shape`, by file. A setting that a file takes over from another file's
 * shape is that other file's.
 */
export async function settingsByFile(): Promise<Map<string, Map<string, Setting>>> {
  const shared = globSync("packages/*/src/{config,*-config}.ts", { cwd: ROOT }).sort()
  const own = globSync(["grpc-services/*/src/config.ts", "subgraphs/*/src/config.ts", "gateway/src/config.ts"], {
    cwd: ROOT,
  })
  const seen = new Set<unknown>()
  const found = new Map<string, Map<string, Setting>>()
  for (const file of [...shared, ...own.sort()]) {
    const exported = (await import(pathToFileURL(join(ROOT, file)).href)) as Record<string, object>
    const settings = Object.entries(exported)
      .filter(([name]) => name.endsWith("Shape"))
      .flatMap(([, shape]) => Object.entries(shape) as [string, Setting][])
      .filter(([, setting]) => !seen.has(setting))
    for (const [, setting] of settings) seen.add(setting)
    if (settings.length > 0) found.set(file, new Map(settings))
  }
  return found
}

/** What `npm start` takes over from its own environment for the components. */
export function takenOverByPlatform(): Set<string> {
  const source = (file: string) => readFileSync(join(ROOT, file), "utf8")
  // A list of names, or one at a time.
  const named = [...source("platform/src/environment.ts").matchAll(/(?:process\.env\.|")([A-Z][A-Z0-9_]+)\b/g)]
  const inherited = [
    ...(/const inherited = \[([^\]]*)\]/.exec(source("platform/src/processes.ts"))?.[1]?.matchAll(/"(\w+)"/g) ?? []),
  ]
  return new Set([...named, ...inherited].map(([, name = ""]) => name))
}

/** Names of variables that sources read by themselves, with the file. */
export function readFromProcess(): { file: string; name: string }[] {
  const files = globSync(["platform/**/*.ts", "packages/*/src/**/*.ts", "tools/*.ts"], {
    cwd: ROOT,
    exclude: (name) => /node_modules$|\.test\.ts$/.test(name),
  })
  return files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), "utf8").matchAll(/process\.env(?:\.|\[")([A-Z][A-Z0-9_]*)/g)].map(
      ([, name = ""]) => ({
        file,
        name,
      }),
    ),
  )
}
