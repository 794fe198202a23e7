import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { describe, it } from "node:test"

/** A process that runs `start`; gives how it ended and what it printed. */
async function run(start: string, afterOutput?: (child: ReturnType<typeof spawn>) => void) {
  const lifecycle = new URL("lifecycle.ts", import.meta.url).href
  const child = spawn(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `import { runProcess, StartError } from "${lifecycle}"; await runProcess(async () => { ${start} })`,
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  )
  let output = ""
  let isTold = false
  child.stdout.on("data", (bytes: Buffer) => {
    output += bytes.toString()
    if (!isTold) afterOutput?.(child)
    isTold = true
  })
  child.stderr.on("data", (bytes: Buffer) => {
    output += bytes.toString()
  })
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null]
  return { code, signal, output }
}
const RUNNING = `
  const timer = setInterval(() => {}, 1000)
  console.log("runs")
  return { stop: async () => { clearInterval(timer); await new Promise((r) => setTimeout(r, 200)); console.log("stopped") } }`

describe("runProcess", () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    it(`stops in order and exits 0 on ${signal}, also when it comes twice at once`, async () => {
      const { code, output } = await run(RUNNING, (child) => {
        child.kill(signal)
        child.kill(signal)
      })
      assert.equal(code, 0)
      assert.equal(output, "runs\nstopped\n")
    })

  it("says in one line what the operator can mend, and exits 1", async () => {
    assert.deepEqual(await run(`throw new StartError("the folder is full")`), {
      code: 1,
      signal: null,
      output: "the folder is full\n",
    })
    const taken = await run(`throw Object.assign(new Error("x"), { code: "EADDRINUSE", port: 4000 })`)
    assert.equal(taken.output, "port 4000 is in use: stop what listens there, or choose another with --port\n")
  })

  it("shows where a bug is", async () => {
    const { code, output } = await run(`throw new Error("a bug")`)
    assert.equal(code, 1)
    assert.match(output, /Error: a bug\n\s+at /)
  })
})
