import assert from "node:assert/strict"
import { request } from "node:http"
import { afterEach, describe, it } from "node:test"
import { setTimeout as delay } from "node:timers/promises"
import { buildSchema } from "graphql"
import { serveSubgraph } from "./serve-subgraph.ts"
import type { Subgraph } from "./subgraph.ts"

describe("a served subgraph", () => {
  const ends: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  /** Asks a subgraph whose answers take so long; the statuses that it sends, and the body. */
  async function ask(tookMs: number): Promise<{ statuses: (number | undefined)[]; body: unknown }> {
    const subgraph = {
      name: "people",
      schema: buildSchema("type Query { name: String }"),
      openScope: () => ({}),
      execute: () => delay(tookMs, { data: { name: "a" } }),
      close: () => {},
    } as unknown as Subgraph
    const served = await serveSubgraph(subgraph, { host: "127.0.0.1", port: 0 })
    ends.push(() => served.stop())
    const statuses: (number | undefined)[] = []
    const text = await new Promise<string>((resolve, reject) => {
      const sending = request(served.address, { method: "POST" }, (response) => {
        statuses.push(response.statusCode)
        let all = ""
        response.setEncoding("utf8").on("data", (chunk: string) => (all += chunk))
        response.on("end", () => resolve(all))
      })
      sending.on("information", ({ statusCode }) => statuses.push(statusCode))
      sending.on("error", reject)
      sending.end(JSON.stringify({ query: "{ name }" }))
    })
    return { statuses, body: JSON.parse(text) as unknown }
  }

  it("says that it is at work on what takes longer", async () => {
    assert.deepEqual(await ask(200), { statuses: [102, 200], body: { data: { name: "a" } } })
  })

  it("answers at once what is ready", async () => {
    assert.deepEqual(await ask(0), { statuses: [200], body: { data: { name: "a" } } })
  })
})
