import { execFile } from "node:child_process"
import { access, mkdir, mkdtemp, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"
import { executablesOnMachine } from "@lectern/private-database/executables"
import { PROGRAMS_FOLDER } from "@lectern/test-kit/programs-folder"

const FETCH_LIMIT_MS = 300_000
const PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"

export interface JavaProgram {
  java: string
  /** Its jars. */
  folder: string
}

/**
 * A program from Maven Central, fetched once by a goal of Maven's dependency plugin (`copy`, `copy-dependencies`) with the
 * words that say what; where there is no way, why.
 */
export async function javaProgram(
  name: string,
  goal: string,
  ...words: string[]
): Promise<JavaProgram | { missing: string }> {
  const folder = join(PROGRAMS_FOLDER, name)
  const [java, maven, isThere] = await Promise.all([
    firstOf("java"),
    firstOf("mvn"),
    access(folder).then(
      () => true,
      () => false,
    ),
  ])
  if (java === undefined) return { missing: "This machine has no java." }
  if (isThere) return { java, folder }
  if (maven === undefined) return { missing: `This machine has no mvn to fetch ${name} with.` }
  await mkdir(PROGRAMS_FOLDER, { recursive: true })
  const fetched = await mkdtemp(join(PROGRAMS_FOLDER, "fetching-"))
  try {
    const all = ["--quiet", "--batch-mode", `${PLUGIN}:${goal}`, ...words, `-DoutputDirectory=${fetched}`]
    await promisify(execFile)(maven, all, { cwd: PROGRAMS_FOLDER, timeout: FETCH_LIMIT_MS })
    // In one step; who did the same meanwhile has the same.
    await rename(fetched, folder).catch(() => access(folder))
    return { java, folder }
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string }
    const said = `${stdout}${stderr}`.split("\n").find((line) => /ERROR/.test(line))
    return { missing: `${name} can't be fetched: ${said ?? message}` }
  } finally {
    await rm(fetched, { recursive: true, force: true })
  }
}

async function firstOf(name: string): Promise<string | undefined> {
  for await (const path of executablesOnMachine([name])) return path
  return undefined
}
