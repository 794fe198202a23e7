import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { freePort } from "@lectern/runtime/free-port"
import { until } from "@lectern/test-kit/until"
import { javaProgram, type JavaProgram } from "./java-programs.ts"

const PROJECT = join(import.meta.dirname, "../opensearch")

export interface SearchEngine {
  url: string
  stop(): Promise<void>
}

/**
 * What runs an OpenSearch. It stands in for Elasticsearch, of which it is a fork under a free licence with the same
 * interface for documents, mappings, queries and aggregations, and which no package registry has.
 */
export async function findSearchEngine(): Promise<JavaProgram | { missing: string }> {
  const pom = join(PROJECT, "pom.xml")
  const state = createHash("sha256")
    .update(await readFile(pom))
    .digest("hex")
    .slice(0, 16)
  return javaProgram(`opensearch-${state}`, "copy-dependencies", "--file", pom)
}

/** A node that is empty, and gone with its data when it is stopped or this process ends. */
export async function startSearchEngine({ java, folder }: JavaProgram): Promise<SearchEngine> {
  const [port, home] = await Promise.all([freePort(), mkdtemp(join(tmpdir(), "lectern-search-engine-"))])
  const url = `http://127.0.0.1:${port}`
  // Little memory, and no time for optimising what runs for seconds.
  const options = ["-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", `${folder}/*`]
  const child = spawn(java, [...options, join(PROJECT, "SearchEngine.java"), home, String(port)], {
    stdio: ["pipe", "pipe", "pipe"],
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (bytes: Buffer) => (output = (output + bytes.toString()).slice(-4000)))
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const stop = async () => {
    child.stdin.end()
    await ended
    await rm(home, { recursive: true, force: true })
  }
  try {
    await until(async () => child.exitCode !== null || (await fetch(url)).ok, {
      timeoutMs: 90_000,
      description: "the search engine to answer",
    })
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`)
  } catch (error) {
    await stop()
    throw new Error(`The search engine did not start: ${output}`, { cause: error })
  }
  return { url, stop }
}
