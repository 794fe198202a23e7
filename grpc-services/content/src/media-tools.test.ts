import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { until } from "@lectern/test-kit/until"
import { run, ToolError } from "./media-tools.ts"
import { testMediaTools } from "./test-clips.ts"

const plenty = { cpuSeconds: 10, memoryBytes: 2 ** 32, fileBytes: 2 ** 20, wallMs: 20_000 }

describe("a program run on what strangers uploaded", () => {
  let folder = ""
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lectern-tools-"))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const sh = (script: string, over: Partial<Parameters<typeof run>[1]> = {}) =>
    run(["sh", "-c", script], { cwd: folder, env: {}, limits: plenty, ...over })
  const isGone = (pid: number) => {
    try {
      process.kill(pid, 0)
      return false
    } catch {
      return true
    }
  }

  it("gives what it writes, or its complaint", async () => {
    assert.equal(await sh("echo fine; echo aside >&2"), "fine\n")
    await assert.rejects(sh("echo broken >&2; exit 3"), (error) => {
      assert.ok(error instanceof ToolError)
      assert.deepEqual([error.message, error.complaint, error.exceeded], ["it ended with 3", "broken\n", undefined])
      return true
    })
  })

  it("knows nothing of this process", async () => {
    process.env.SECRET_OF_THIS_TEST = "hidden"
    const known = await sh("env")
    assert.doesNotMatch(known, /SECRET_OF_THIS_TEST/)
    assert.match(known, /^LC_ALL=C.UTF-8$/m)
  })

  it("is ended when it takes too much of processor, time, disk or memory", async () => {
    const exceeds = (exceeded: string | undefined) => (error: unknown) => {
      assert.ok(error instanceof ToolError)
      assert.equal(error.exceeded, exceeded)
      return true
    }
    await assert.rejects(sh("while :; do :; done", { limits: { ...plenty, cpuSeconds: 1 } }), exceeds("time"))
    await assert.rejects(sh("sleep 60", { limits: { ...plenty, wallMs: 100 } }), exceeds("time"))
    await assert.rejects(sh("exec head -c 2000000 /dev/zero > big"), exceeds(undefined))
    await assert.rejects(
      sh("exec dd if=/dev/zero of=/dev/null bs=300M count=1", { limits: { ...plenty, memoryBytes: 2 ** 28 } }),
      exceeds(undefined),
    )
    await assert.rejects(sh("yes | head -c 9000000"), exceeds(undefined))
  })

  it("ends when it is no longer wanted", async () => {
    const stopping = new AbortController()
    let pid = 0
    const running = sh("echo $$; exec sleep 60", { signal: stopping.signal, onOutput: (text) => (pid = Number(text)) })
    await until(() => pid > 0, { description: "its process id" })
    stopping.abort(new Error("stopped"))
    await assert.rejects(running, { message: "stopped" })
    await until(() => isGone(pid), { description: "its end" })
    await assert.rejects(sh("echo never", { signal: stopping.signal }), { message: "stopped" })
  })

  it("does not outlive a process that is killed", async () => {
    const script = `import { run } from ${JSON.stringify(new URL("media-tools.ts", import.meta.url).href)}
      await run(["sh", "-c", "echo $$; exec sleep 60"], { cwd: "/", env: {}, onOutput: (text) => console.log(text) })`
    const parent = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    let pid = 0
    parent.stdout.on("data", (text: Buffer) => (pid ||= Number(text)))
    await until(() => pid > 0, { description: "its process id", timeoutMs: 20_000 })
    parent.kill("SIGKILL")
    await until(() => isGone(pid), { description: "its end" })
  })

  it("has no network, where this machine can take it away", async (t) => {
    const tools = await testMediaTools()
    if ("missing" in tools) return t.skip(`there is no ffmpeg here: ${tools.missing}`)
    if (tools.withoutNetwork.length === 0) return t.skip("this machine has no namespaces")
    const interfaces = await run([...tools.withoutNetwork, "cat", "/proc/net/dev"], { cwd: "/", env: {} })
    assert.deepEqual(
      [...interfaces.matchAll(/^\s*(\w+):/gm)].map(([, name]) => name),
      ["lo"],
    )
  })
})
