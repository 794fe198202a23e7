import assert from "node:assert/strict"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { describe, it } from "node:test"
import { SpanKind } from "@opentelemetry/api"
import { contextFromHeaders, createTelemetry, currentTraceId, inSpan, traceHeaders } from "./telemetry.ts"

describe("telemetry", () => {
  it("carries a trace on in both header formats, whichever came in", async () => {
    const { tracer } = createTelemetry({ component: "a", logLevel: "silent" })
    const incoming = [
      { "x-b3-traceid": "463ac35c9f6413ad48485a3953bb6124", "x-b3-spanid": "a2fb4a1d1a96d312", "x-b3-sampled": "1" },
      { traceparent: "00-463ac35c9f6413ad48485a3953bb6124-a2fb4a1d1a96d312-01" },
    ]
    for (const headers of incoming)
      await inSpan(
        tracer,
        "work",
        {},
        async () => {
          assert.equal(currentTraceId(), "463ac35c9f6413ad48485a3953bb6124")
          const out = traceHeaders()
          assert.equal(out["x-b3-traceid"], "463ac35c9f6413ad48485a3953bb6124")
          assert.match(out.traceparent ?? "", /^00-463ac35c9f6413ad48485a3953bb6124-/)
        },
        contextFromHeaders(headers),
      )
  })

  it("posts spans to Zipkin with the component as service, parents first known by id", async () => {
    const received: {
      traceId: string
      id: string
      parentId?: string
      name: string
      kind?: string
      localEndpoint: { serviceName: string }
      tags: Record<string, string>
    }[] = []
    const server = createServer((request, response) => {
      let text = ""
      request.on("data", (bytes: Buffer) => (text += bytes.toString()))
      request.on("end", () => {
        received.push(...(JSON.parse(text) as typeof received))
        response.writeHead(202).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const zipkinUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const telemetry = createTelemetry({ component: "users-service", logLevel: "silent", zipkinUrl })
    await inSpan(telemetry.tracer, "outer", { kind: SpanKind.SERVER }, () =>
      inSpan(telemetry.tracer, "inner", { attributes: { rows: 3 } }, async () => {
        throw new TypeError("inside")
      }).catch(() => undefined),
    )
    await telemetry.flush()
    server.close()
    const outer = received.find(({ name }) => name === "outer")
    const inner = received.find(({ name }) => name === "inner")
    assert.ok(outer && inner)
    assert.deepEqual([outer.localEndpoint.serviceName, outer.kind], ["users-service", "SERVER"])
    assert.deepEqual([inner.parentId, inner.traceId], [outer.id, outer.traceId])
    assert.deepEqual([inner.tags.rows, inner.tags.error], ["3", "TypeError"])
  })

  it("loses nothing but the spans when Zipkin is away", async () => {
    const telemetry = createTelemetry({ component: "a", logLevel: "silent", zipkinUrl: "http://127.0.0.1:9" })
    assert.equal(await inSpan(telemetry.tracer, "work", {}, async () => 7), 7)
    await telemetry.flush()
  })

  it("logs one JSON line with component and trace id, and never a secret", async () => {
    const lines: string[] = []
    const { log, tracer } = createTelemetry({
      component: "a",
      logLevel: "info",
      logTo: { write: (line) => void lines.push(line) },
    })
    await inSpan(tracer, "work", {}, async () => {
      log.info({ password: "hunter2", headers: { authorization: "Bearer x" } }, "hello")
    })
    const line = JSON.parse(lines[0] ?? "") as Record<string, unknown>
    assert.equal(line.component, "a")
    assert.equal(line.level, "info")
    assert.match(String(line.traceId), /^[0-9a-f]{32}$/)
    assert.doesNotMatch(lines[0] ?? "", /hunter2|Bearer x/)
  })
})
