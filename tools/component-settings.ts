// For the tests of what is deployed: whether a component would start with the variables that it is given there.
import { globSync } from "node:fs"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { parseEnv } from "node:util"
import type { ZodRawShape } from "zod"
import { readConfig } from "@lectern/runtime/config"
import { writeSecrets } from "../platform/src/secrets-command.ts"
import { ROOT } from "./check.ts"

/** Folders by component: gateway, users-subgraph, users-service … */
export const componentFolders: Record<string, string> = Object.fromEntries(
  globSync(["gateway", "subgraphs/*", "grpc-services/*"], { cwd: ROOT })
    .sort()
    .map((folder) => {
      const [kind, context] = folder.split("/")
      return [context === undefined ? folder : `${context}-${kind === "subgraphs" ? "subgraph" : "service"}`, folder]
    }),
)

/**
 * Reads the settings of a component out of `variables` and its own secrets, as `npm run secrets` writes them. Throws what
 * the component would say at its start.
 */
export async function readSettings(
  component: string,
  variables: Record<string, string>,
): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), "lectern-settings-"))
  try {
    await writeSecrets(folder, "mysql:3306")
    const secrets = parseEnv(await readFile(join(folder, `${component}.env`), "utf8"))
    const file = join(ROOT, componentFolders[component] ?? "", "src/config.ts")
    const shapes = (await import(pathToFileURL(file).href)) as Record<string, ZodRawShape>
    const shape = Object.entries(shapes).findLast(([name]) => name.endsWith("Shape"))?.[1]
    if (!shape) throw new Error(`${file} exports no shape`)
    return readConfig(shape, { ...secrets, ...variables })
  } finally {
    await rm(folder, { recursive: true })
  }
}
