import assert from "node:assert/strict"
import { after, before, describe, it } from "node:test"
import { until } from "@lectern/test-kit/until"
import { LEARNER_HOME } from "./learner-home.ts"
import { demo, startPlatform, type Platform } from "./platform-under-test.ts"

const AT_ONCE = 60

interface Refused {
  errors: { message: string; extensions: Record<string, unknown> }[]
}

describe("more than the platform can do", () => {
  let platform: Platform
  let token = ""
  before(async () => {
    // Next to no waiting, so that sixty at once are too many on any machine.
    platform = await startPlatform("one process", { OVERLOAD_TARGET_MS: "1" })
    token = await platform.signIn(demo.learner)
  })
  after(() => platform?.stop())

  const home = () =>
    fetch(`${platform.origin}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: LEARNER_HOME }),
    })

  it("is turned away at once with a time to come again, while the rest is answered in full, and ends", async () => {
    const refused: { response: Response; body: Refused }[] = []
    let whole = 0
    let isOver = false
    const one = async () => {
      while (!isOver) {
        const response = await home()
        const body = (await response.json()) as Refused
        if (response.status === 503) refused.push({ response, body })
        else if (response.status === 200 && body.errors === undefined) whole++
        else assert.fail(`${response.status}: ${JSON.stringify(body).slice(0, 500)}`)
      }
    }
    const flood = Promise.all(Array.from({ length: AT_ONCE }, one))
    try {
      await until(() => refused.length > 50 && whole > 20, { timeoutMs: 60_000, description: "requests to be refused" })
      // Whoever watches over the process is let in.
      for (const path of ["/healthz", "/readyz", "/auth/.well-known/jwks.json"])
        assert.equal((await fetch(`${platform.origin}${path}`)).status, 200, path)
    } finally {
      isOver = true
      await flood
    }

    for (const { response, body } of refused) {
      const [error] = body.errors
      const { retryAfterMs, retryAfterSeconds, traceId, ...rest } = error?.extensions ?? {}
      assert.deepEqual(rest, { code: "OVERLOADED", retryable: true })
      assert.equal(error?.message, "too busy, try again later")
      assert.ok(Number(retryAfterMs) >= 1000)
      assert.equal(retryAfterSeconds, Math.ceil(Number(retryAfterMs) / 1000))
      assert.equal(response.headers.get("retry-after"), String(retryAfterSeconds))
      assert.match(String(traceId), /^[0-9a-f]{32}$/)
    }
    assert.ok(new Set(refused.map(({ body }) => body.errors[0]?.extensions.retryAfterMs)).size > refused.length / 2)
    assert.equal(await platform.counter("shed_total", { partition: "signed-in", reason: "queue" }), refused.length)
    assert.match(await platform.log(), /requests are turned away/)

    await until(async () => (await home()).status === 200, { description: "requests to be let in again" })
    assert.equal(await platform.samples(["admission_in_flight"]).then(([sample]) => sample?.value), 0)
  })
})
