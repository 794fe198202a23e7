import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:net"
import { describe, it } from "node:test"
import { promisify } from "node:util"
import { canListen, freePort } from "./free-port.ts"

describe("a free port", () => {
  it("can be listened on, and is another one each time", async () => {
    const port = await freePort()
    const server = createServer().listen(port, "127.0.0.1")
    await once(server, "listening")
    assert.equal(await canListen(port), false)
    assert.notEqual(await freePort(), port)
    server.close()
  })

  it("is not what another process chooses at the same time", async () => {
    const choose = `const { freePort } = await import(${JSON.stringify(import.meta.resolve("./free-port.ts"))})
      for (let i = 0; i < 24; i++) console.log(await freePort())`
    const processes = Array.from({ length: 4 }, () =>
      promisify(execFile)(process.execPath, ["--input-type=module", "--eval", choose]),
    )
    const chosen = (await Promise.all(processes)).flatMap(({ stdout }) => stdout.trim().split("\n"))
    assert.equal(chosen.length, 96)
    assert.equal(new Set(chosen).size, 96)
  })
})
