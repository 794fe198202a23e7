import assert from "node:assert/strict"
import { once } from "node:events"
import { createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { createServer as createTcpServer, type AddressInfo } from "node:net"
import { afterEach, describe, it } from "node:test"
import Fastify from "fastify"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { filesRoute } from "./files-route.ts"

describe("the files route, before several file servers", () => {
  const cleanUps: (() => unknown)[] = []
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
  })

  const listening = async (server: Pick<Server, "listen" | "address">) => {
    server.listen(0, "127.0.0.1")
    await once(server as Server, "listening")
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  /** One that says its name, or does what it is given. */
  async function fileServer(
    name: string,
    answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => response.end(name),
  ) {
    const seen: string[] = []
    const server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`)
      answer(request, response)
    })
    const url = await listening(server)
    const stop = async () => {
      if (!server.listening) return
      server.closeAllConnections()
      server.close()
      await once(server, "close")
    }
    cleanUps.push(stop)
    return { url, seen, stop }
  }
  async function gatewayWith(limits: Parameters<typeof filesRoute>[3], ...urls: string[]) {
    const app = Fastify()
    await app.register((scope) => filesRoute(scope, { address: urls.join(",") }, silentTelemetry("gateway"), limits))
    app.setErrorHandler((error: { statusCode?: number }, _request, reply) =>
      reply.code(error.statusCode ?? 500).send("refused"),
    )
    const origin = await app.listen({ host: "127.0.0.1", port: 0 })
    cleanUps.push(() => app.close())
    const ask = async (path = "/files/x?g=1", init: RequestInit = {}) => {
      const response = await fetch(origin + path, init)
      return { status: response.status, text: await response.text() }
    }
    return { origin, ask }
  }
  const gateway = async (...urls: string[]) => (await gatewayWith(undefined, ...urls)).ask
  /** More than what fits into the buffers on the way. */
  const upload = () => ({
    method: "PATCH",
    headers: { "content-type": "application/offset+octet-stream" },
    body: Buffer.alloc(20_000_000),
  })

  it("takes them in turn", async () => {
    const [a, b] = [await fileServer("a"), await fileServer("b")]
    const ask = await gateway(a.url, b.url)
    const texts: string[] = []
    for (let i = 0; i < 6; i++) texts.push((await ask()).text)
    assert.deepEqual(texts, ["a", "b", "a", "b", "a", "b"])
    assert.deepEqual(a.seen[0], "GET /files/x?g=1")
  })

  it("answers as if nothing were when one of them is gone, and does not try it each time", async () => {
    const [a, b] = [await fileServer("a"), await fileServer("b")]
    const ask = await gateway(a.url, b.url)
    await ask()
    await a.stop()
    for (let i = 0; i < 20; i++) assert.deepEqual(await ask(), { status: 200, text: "b" })
    assert.equal(b.seen.length, 20)
  })

  it("asks another one when the first hangs up without an answer", async () => {
    let hungUp = 0
    const bad = createTcpServer((socket) => socket.once("data", () => (hungUp++, socket.destroy())))
    const url = await listening(bad as unknown as Server)
    cleanUps.push(() => bad.close())
    const good = await fileServer("good")
    const ask = await gateway(url, good.url)
    const heads = await ask("/files/x", { method: "HEAD" })
    assert.equal(heads.status, 200)
    for (let i = 0; i < 10; i++) assert.deepEqual(await ask(), { status: 200, text: "good" })
    assert.equal(hungUp, 1, "for a while it is left alone")
  })

  it("asks nobody else when bytes were sent already: the client sees that the rest is missing", async () => {
    const torn = await fileServer("torn", (_request, response) => {
      response.writeHead(200, { "content-length": "1000" }).write("x".repeat(10), () => response.destroy())
    })
    const good = await fileServer("good")
    const ask = await gateway(torn.url, good.url)
    await assert.rejects(ask())
    assert.deepEqual(good.seen, [])
    assert.deepEqual(await ask(), { status: 200, text: "good" })
  })

  it("repeats nothing that could change something", async () => {
    const torn = await fileServer("torn", (_request, response) => response.destroy())
    const good = await fileServer("good")
    const ask = await gateway(torn.url, good.url)
    assert.equal((await ask("/files/x", { method: "POST", body: "1" })).status, 503)
    assert.deepEqual(good.seen, [])
  })

  it("waits longer for the answer to an upload than for what is read", async () => {
    const waiting: ServerResponse[] = []
    const slow = await fileServer("slow", (request, response) => {
      request.resume()
      if (request.method === "PATCH") waiting.push(response)
    })
    const { ask } = await gatewayWith({ readMs: 100, writeMs: 60_000 }, slow.url)
    const uploading = ask("/files/uploads/x", upload())
    await until(() => waiting.length > 0, { description: "the upload to come" })
    assert.equal((await ask()).status, 504)
    waiting[0]?.end("taken")
    assert.deepEqual(await uploading, { status: 200, text: "taken" })
  })

  for (const [status, what, answer] of [
    [504, "takes no more of", () => {}],
    [503, "hangs up on", (request) => request.once("data", () => request.destroy())],
    [409, "refuses at once", (request, response) => response.writeHead(409).end(() => request.resume())],
  ] satisfies [number, string, Parameters<typeof fileServer>[1]][])
    it(`answers an upload that a server ${what}, though the client sends all of it first`, async () => {
      const { url } = await fileServer("server", answer)
      const { origin } = await gatewayWith({ readMs: 100, writeMs: 200 }, url)
      const { method, headers, body } = upload()
      const request = httpRequest(`${origin}/files/uploads/x`, {
        method,
        headers: { ...headers, "content-length": body.length },
      })
      const answered = once(request, "response") as Promise<[IncomingMessage]>
      await new Promise<void>((resolve) => request.end(body, resolve))
      const [response] = await answered
      assert.equal(response.resume().statusCode, status)
      await once(response, "end")
      request.destroy()
    })

  it("goes on with a server whose client broke off an upload", async () => {
    let ended = false
    const a = await fileServer("a", (request, response) => {
      if (request.method !== "PATCH") return response.end("a")
      request.once("close", () => (ended = true)).resume()
    })
    const b = await fileServer("b")
    const { origin, ask } = await gatewayWith(undefined, a.url, b.url)
    const { method, headers, body } = upload()
    const leaving = httpRequest(`${origin}/files/uploads/x`, {
      method,
      headers: { ...headers, "content-length": body.length },
    }).once("error", () => {})
    leaving.write(body.subarray(0, 1000))
    await until(() => a.seen.length > 0, { description: "the upload to come" })
    leaving.destroy()
    await until(() => ended, { description: "the server to hear of it" })
    const texts = [(await ask()).text, (await ask()).text]
    assert.deepEqual(texts, ["b", "a"])
  })

  it("waits for one that hangs a few times for a moment, and then no more", async () => {
    const waiting: ServerResponse[] = []
    const hung = await fileServer("hung", (_request, response) => void waiting.push(response))
    const good = await fileServer("good")
    const ask = await gateway(hung.url, good.url)
    for (let i = 0; i < 10; i++) {
      const began = performance.now()
      assert.deepEqual(await ask(), { status: 200, text: "good" })
      assert.ok(performance.now() - began < 2000, "it did not wait for the limit of 5 s")
    }
    assert.ok(hung.seen.length <= 3, `${hung.seen.length} waited for it`)
    assert.equal((await ask("/files/x", { method: "POST", body: "1" })).text, "good", "uploads go past it")
  })

  it("passes refusals on, and asks once for each", async () => {
    const refusing = await fileServer("refusing", (_request, response) =>
      response.writeHead(503, { "retry-after": "1" }).end("not now"),
    )
    const ask = await gateway(refusing.url)
    assert.deepEqual(await ask(), { status: 503, text: "not now" })
    assert.equal(refusing.seen.length, 1)
  })

  it("says 503 when all are gone, and finds the one that is back first", async () => {
    const [a, b] = [await fileServer("a"), await fileServer("b")]
    const ask = await gateway(a.url, b.url)
    await a.stop()
    await b.stop()
    assert.equal((await ask()).status, 503)
    const back = createServer((_request, response) => response.end("back"))
    back.listen(Number(new URL(b.url).port), "127.0.0.1")
    await once(back, "listening")
    cleanUps.push(() => {
      back.closeAllConnections()
      back.close()
    })
    assert.deepEqual(await ask(), { status: 200, text: "back" })
  })
})
