import assert from "node:assert/strict"
import { once } from "node:events"
import { createServer } from "node:net"
import { describe, it } from "node:test"
import { freePort } from "./free-port.ts"

describe("a free port", () => {
  it("can be listened on, and is another one while that goes on", async () => {
    const port = await freePort()
    const server = createServer().listen(port, "127.0.0.1")
    await once(server, "listening")
    assert.notEqual(await freePort(), port)
    server.close()
  })
})
