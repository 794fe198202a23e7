import assert from "node:assert/strict"
import { generateKeyPairSync } from "node:crypto"
import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { readFileSync } from "node:fs"
import { after, before, describe, it } from "node:test"
import type { FastifyInstance } from "fastify"
import { parse } from "yaml"
import { readConfig } from "@lectern/runtime/config"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { edgeShape } from "./config.ts"
import { serveEdge } from "./edge.ts"
import type { Graph } from "./graph.ts"

const DOCUMENT = new URL("../../docs/api/rest.yaml", import.meta.url)
const METHODS = new Set(["get", "head", "post", "put", "patch", "delete", "options", "trace"])

// That every file and method below /files/ is in the document, e2e/src/rest-reference.test.ts finds out by asking.
describe("docs/api/rest.yaml", () => {
  const { paths, tags } = parse(readFileSync(DOCUMENT, "utf8")) as {
    paths: Record<string, Record<string, { tags: string[]; summary?: string; description?: string }>>
    tags: { name: string }[]
  }
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.has(method))
      .map(([method, operation]) => ({ path, name: `${method.toUpperCase()} ${path}`, operation })),
  )

  const routes = new Set<string>()
  let stop: () => Promise<void>
  before(async () => {
    const seen = (message: unknown) => {
      const { fastify } = message as { fastify: FastifyInstance }
      fastify.addHook("onRoute", ({ method, url }) => {
        for (const each of [method].flat()) routes.add(`${each} ${url}`)
      })
    }
    const away = () => Promise.reject(new Error("nobody is there"))
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
    subscribe("fastify.initialization", seen)
    try {
      const edge = await serveEdge(
        readConfig(edgeShape, {
          HOST: "127.0.0.1",
          PORT: "0",
          USERS_SERVICE: "127.0.0.1:9",
          PASSPORT_PRIVATE_KEY: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
          INTROSPECTION: "true",
        }),
        silentTelemetry("gateway"),
        {
          graph: { run: away, close: async () => {} } as unknown as Graph,
          auth: { listRevokedSessions: away, getJwks: away, close: () => {} } as never,
          files: (_request, response) => void response.end(),
        },
      )
      stop = edge.stop
    } finally {
      unsubscribe("fastify.initialization", seen)
    }
  })
  after(() => stop?.())

  it("has every route of the gateway with its methods, and no other", () => {
    // The preflight of CORS, the graph, which has a reference of its own, and what the file server answers for.
    const elsewhere = /^OPTIONS \*$|^\w+ \/graphql$|^\w+ \/files\//
    assert.deepEqual(
      operations
        .map(({ name }) => name)
        .filter((name) => !elsewhere.test(name))
        .toSorted(),
      [...routes].filter((route) => !elsewhere.test(route)).toSorted(),
    )
    assert.ok(routes.has("GET /files/*"))
  })

  it("knows no resources but signing in and files: everything else is GraphQL", () => {
    for (const { path, operation, name } of operations) {
      const [tag = ""] = operation.tags
      if (tag === "probes" || tag === "pages")
        assert.match(path, /^\/(healthz|readyz|graphiql|reset-password|pages\/.+)?$/)
      else assert.match(path, tag === "auth" ? /^\/auth\// : /^\/files\//, name)
    }
  })

  it("describes every operation", () => {
    const known = new Set(tags.map(({ name }) => name))
    for (const { name, operation } of operations) {
      assert.ok(operation.summary && operation.description, name)
      assert.ok(operation.tags.length === 1 && known.has(operation.tags[0] ?? ""), name)
    }
  })
})
