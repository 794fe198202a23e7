import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, describe, it } from "node:test"
import { setTimeout as delay } from "node:timers/promises"
import { freePort } from "./free-port.ts"

const COMPONENT = `
  import { runComponent } from "${new URL("component-process.ts", import.meta.url).href}"
  import { grpcAddress } from "${new URL("config.ts", import.meta.url).href}"
  await runComponent("test-service", { USERS_SERVICE: grpcAddress("users-service") }, async (config) => {
    console.log("users at", config.USERS_SERVICE)
    return {
      address: "127.0.0.1:50051",
      otherAddresses: { "test-files": "http://127.0.0.1:8080" },
      isReady: () => true,
      drain: () => console.log("drains"),
      stop: async () => console.log("stops"),
    }
  })`

describe("a component as a process", () => {
  const ends: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })
  function start(env: Record<string, string>) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", COMPONENT], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    })
    ends.push(() => child.kill("SIGKILL"))
    let output = ""
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (bytes: Buffer) => (output += bytes.toString()))
    const ended = once(child, "exit").then(([code]) => code as number | null)
    return {
      child,
      ended,
      output: () => output,
      prints: async (text: string) => {
        while (!output.includes(text)) {
          assert.equal(child.exitCode, null, output)
          await delay(5)
        }
      },
    }
  }
  /** A registry that knows nobody and notes what it is told. */
  async function registry() {
    const told: string[] = []
    const server = createServer((request, response) => {
      if (request.method !== "GET") told.push(`${request.method} ${decodeURIComponent(request.url ?? "")}`)
      if (request.method === "GET") response.end(`{"applications":{"apps__hashcode":"","application":[]}}`)
      else response.writeHead(request.method === "POST" ? 204 : 200).end()
    })
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    ends.push(() => {
      server.closeAllConnections()
      server.close()
    })
    return { told, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/eureka` }
  }

  for (const [env, line] of [
    [{ DISCOVERY: "consul" }, /^DISCOVERY: [^\n]*\n$/],
    [{ DISCOVERY: "eureka" }, /^EUREKA_URL is not set\n$/],
    [{ DISCOVERY: "eureka", EUREKA_URL: "eureka:8761" }, /^EUREKA_URL: [^\n]*\n$/],
    [{ DRAIN_MS: "soon" }, /^DRAIN_MS: [^\n]*\n$/],
    [{ USERS_SERVICE: "users" }, /^USERS_SERVICE: host:port, dns:\/\/\/host:port or unix:\/path is expected\n$/],
    [{}, /^USERS_SERVICE is not set\n$/],
  ] as const)
    it(`says in one line what is wrong with ${JSON.stringify(env)}, and exits 1`, async () => {
      const { ended, output } = start(env)
      assert.equal(await ended, 1)
      assert.match(output(), line)
    })

  it("registers when it is ready, and deregisters first when it is told to stop", async () => {
    const { told, url } = await registry()
    const { child, ended, output, prints } = start({ DISCOVERY: "eureka", EUREKA_URL: url, DRAIN_MS: "300" })
    await prints(`"msg":"ready"`)
    assert.match(output(), /^users at eureka:\/\/\/users-service\n/)
    assert.deepEqual(told.splice(0), ["POST /eureka/apps/TEST-SERVICE", "POST /eureka/apps/TEST-FILES"])
    const began = performance.now()
    child.kill("SIGTERM")
    await prints("drains")
    while (told.length < 2) await delay(5)
    assert.deepEqual(told.sort(), [
      "DELETE /eureka/apps/TEST-FILES/127.0.0.1:test-files:8080",
      "DELETE /eureka/apps/TEST-SERVICE/127.0.0.1:test-service:50051",
    ])
    assert.equal(output().includes("stops"), false, "it serves on until others have heard of it")
    assert.equal(await ended, 0)
    assert.ok(performance.now() - began >= 300)
    assert.match(output(), /drains\nstops\n/)
  })

  it("is ready without the registry, with the addresses that are set", async () => {
    const { output, prints } = start({
      DISCOVERY: "eureka",
      EUREKA_URL: `http://127.0.0.1:${await freePort()}/eureka`,
      USERS_SERVICE: "users:50051",
    })
    await prints(`"msg":"ready"`)
    assert.match(output(), /^users at eureka:\/\/\/users-service\?fallback=dns%3A%2F%2F%2Fusers%3A50051$/m)
    assert.match(output(), /reading the registry fails/)
  })
})
