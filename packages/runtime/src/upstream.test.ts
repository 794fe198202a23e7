import assert from "node:assert/strict"
import { afterEach, describe, it } from "node:test"
import { setTimeout as delay } from "node:timers/promises"
import { createTelemetry } from "./telemetry.ts"
import { openUpstream, UpstreamAway, type FailureKind, type Upstream, type UpstreamCall } from "./upstream.ts"

const HEDGE_AFTER_MS = 20
class Failure extends Error {
  readonly kind: FailureKind
  constructor(kind: FailureKind) {
    super(kind)
    this.kind = kind
  }
}
const failing = (kind: FailureKind) => Promise.reject(new Failure(kind))
const never = (signal: AbortSignal) =>
  new Promise<string>((_resolve, reject) => signal.addEventListener("abort", () => reject(new Failure("stopped"))))

describe("calls to an upstream", () => {
  const opened: Upstream[] = []
  afterEach(() => opened.splice(0).forEach((upstream) => upstream.close()))
  const open = (address = "a:1,b:1", prefers?: (replica: string) => boolean) => {
    const telemetry = createTelemetry({ component: "test", logLevel: "silent" })
    const options = { target: "x", address, hedgeAfterMs: HEDGE_AFTER_MS, telemetry }
    const upstream = openUpstream({ ...options, ...(prefers ? { prefers } : {}) })
    opened.push(upstream)
    const seen: string[] = []
    const call = (
      send: (address: string, signal: AbortSignal, count: number, heard: () => void) => Promise<string>,
      options: Partial<UpstreamCall<string>> = {},
    ) =>
      upstream.call<string>({
        canRepeat: true,
        canHedge: true,
        budgetMs: 1000,
        send: (replica, signal, heard) => send(replica, signal, seen.push(replica), heard),
        kindOf: (error) => (error as Failure).kind,
        ...options,
      })
    const metric = async (name: string, labels: Record<string, string> = {}) =>
      (await telemetry.metrics.getSingleMetric(name)?.get())?.values.find(({ labels: own }) =>
        Object.entries(labels).every(([key, value]) => own[key] === value),
      )?.value
    return { call, seen, metric, upstream }
  }

  it("go to the replicas in turn", async () => {
    const { call, seen } = open()
    for (let i = 0; i < 4; i++) assert.equal(await call(async (replica) => replica), seen.at(-1))
    assert.deepEqual(seen, ["a:1", "b:1", "a:1", "b:1"])
  })

  for (const kind of ["unsent", "lost", "unavailable"] as const)
    it(`are made at another replica when the first was ${kind}`, async () => {
      const { call, seen } = open()
      assert.equal(
        await call((replica, _signal, count) => (count === 1 ? failing(kind) : Promise.resolve(replica))),
        "b:1",
      )
      assert.deepEqual(seen, ["a:1", "b:1"])
    })

  it("put a replica out that could not be reached, but not where its connection is known to be on the way", async () => {
    for (const [prefers, out] of [
      [undefined, 1],
      [() => false, 0],
    ] as const) {
      const { call, metric } = open("a:1,b:1", prefers)
      await call((replica, _signal, count) => (count === 1 ? failing("unsent") : Promise.resolve(replica)))
      assert.equal(await metric("ejected_replicas"), out)
    }
  })

  it("are made again at the same one when there is no other", async () => {
    const { call, seen } = open("a:1")
    assert.equal(
      await call((replica, _signal, count) => (count === 1 ? failing("lost") : Promise.resolve(replica))),
      "a:1",
    )
    assert.deepEqual(seen, ["a:1", "a:1"])
  })

  it("are not made again when they must not, unless they were never sent", async () => {
    const { call, seen } = open()
    await assert.rejects(call(() => failing("lost"), { canRepeat: false, canHedge: false }))
    assert.equal(seen.length, 1)
    assert.equal(
      await call((replica, _signal, count) => (count === 2 ? failing("unsent") : Promise.resolve(replica)), {
        canRepeat: false,
        canHedge: false,
      }),
      "a:1",
    )
  })

  it("fail with what the replica said of them", async () => {
    const { call, seen } = open()
    for (const kind of ["answered", "bad", "stopped"] as const)
      await assert.rejects(
        call(() => failing(kind)),
        { kind },
      )
    assert.equal(seen.length, 3)
  })

  it("are made twice at most, where they may have arrived", async () => {
    const { call, seen } = open("a:1,b:1,c:1")
    await assert.rejects(
      call(() => failing("lost")),
      { kind: "lost" },
    )
    assert.equal(seen.length, 2)
  })

  it("are made at another replica as well when the first is silent, and the slower one is stopped", async () => {
    const { call, seen, metric } = open()
    let stopped = ""
    const answer = await call((replica, signal, count) => {
      if (count > 1) return Promise.resolve(replica)
      signal.addEventListener("abort", () => (stopped = replica))
      return never(signal)
    })
    assert.equal(answer, "b:1")
    assert.equal(stopped, "a:1")
    assert.deepEqual(seen, ["a:1", "b:1"])
    assert.equal(await metric("second_attempts_total", { reason: "hedge" }), 1)
  })

  it("stay with a replica that says that it is at work, until it is known to hang", async () => {
    const { call, seen } = open()
    const slow = call((replica, signal, count, heard) => {
      if (count > 1) return Promise.resolve(replica)
      heard()
      return never(signal)
    })
    await delay(5 * HEDGE_AFTER_MS)
    assert.deepEqual(seen, ["a:1"])
    const others = () => call((replica, signal) => (replica === "a:1" ? never(signal) : Promise.resolve(replica)))
    for (let i = 0; i < 20; i++) assert.equal(await others(), "b:1")
    assert.equal(await slow, "b:1")
  })

  it("are not hedged when they change something, and end with their signal", async () => {
    const { call, seen } = open()
    const signal = AbortSignal.timeout(3 * HEDGE_AFTER_MS)
    await assert.rejects(
      call((_replica, own) => never(own), { canHedge: false, signal }),
      { kind: "stopped" },
    )
    assert.equal(seen.length, 1)
  })

  it("are stopped at once when nobody waits for them any more", async () => {
    const { call } = open("a:1")
    await assert.rejects(
      call((_replica, own) => never(own), { signal: AbortSignal.abort() }),
      { kind: "stopped" },
    )
  })

  it("wait for the second attempt when the first fails meanwhile", async () => {
    const { call } = open()
    const failFirst = Promise.withResolvers<string>()
    const answerSecond = Promise.withResolvers<string>()
    const answer = call((_replica, _signal, count) => {
      if (count === 1) return failFirst.promise
      failFirst.reject(new Failure("lost"))
      setTimeout(() => answerSecond.resolve("second"), 5)
      return answerSecond.promise
    })
    assert.equal(await answer, "second")
  })

  it("soon pass a replica that never answers: three of them wait for it", async () => {
    const { call, seen, metric } = open()
    for (let i = 0; i < 20; i++)
      await call((replica, signal) => (replica === "a:1" ? never(signal) : Promise.resolve(replica)))
    // On a busy machine the other replica may seem slow once or twice, which speaks for this one.
    const waited = seen.filter((replica) => replica === "a:1").length
    assert.ok(waited >= 3 && waited <= 5, String(waited))
    assert.equal(await metric("ejected_replicas"), 1)
  })

  it("are made a second time a hundred times, and then for a tenth of them, besides three at once", async () => {
    const { call, seen, metric } = open("a:1")
    const ended = new AbortController()
    const three = Array.from({ length: 3 }, () => {
      let attempts = 0
      return call((_replica, signal) => (attempts++ === 0 ? failing("lost") : never(signal)), { signal: ended.signal })
    })
    while (seen.length < 6) await delay(5)
    for (let i = 0; i < 150; i++) {
      let attempts = 0
      await call(async () => (attempts++ === 0 ? failing("unavailable") : "good")).catch(() => undefined)
    }
    const count = async (reason: string) => (await metric("second_attempts_total", { reason })) ?? 0
    assert.equal((await count("retry")) + (await count("refused")), 153)
    assert.ok(Math.abs((await count("retry")) - 115) <= 1, String(await count("retry")))
    ended.abort()
    await Promise.allSettled(three)
  })

  it("leave half of the second attempts for failures, however many replicas are late", async () => {
    const { call, metric } = open()
    const answers: (() => void)[] = []
    const late = Array.from({ length: 80 }, () =>
      call(() => new Promise((resolve) => answers.push(() => resolve("late")))),
    )
    const count = async (reason: string) => (await metric("second_attempts_total", { reason })) ?? 0
    while ((await count("hedge")) + (await count("refused")) < 80) await delay(5)
    assert.equal(await count("hedge"), 51)
    for (let i = 0; i < 40; i++) {
      let attempts = 0
      assert.equal(await call(async () => (attempts++ === 0 ? failing("unavailable") : "good")), "good")
    }
    for (const answer of answers) answer()
    await Promise.all(late)
  })

  it("get the second attempt later that could not be had at first", async () => {
    const { call, metric } = open()
    const count = async (reason: string) => (await metric("second_attempts_total", { reason })) ?? 0
    const ended = new AbortController()
    const silent = Array.from({ length: 60 }, () =>
      call((_replica, signal) => never(signal), { signal: ended.signal }).catch(() => undefined),
    )
    while ((await count("refused")) === 0) await delay(5)
    const spent = await count("hedge")
    let attempts = 0
    const late = call((replica, signal) => (attempts++ === 0 ? never(signal) : Promise.resolve(replica)))
    // Refused each time, for as long as the others are at work.
    const refused = await count("refused")
    while ((await count("refused")) < refused + 60) await delay(5)
    assert.equal(attempts, 1)
    ended.abort()
    await Promise.all(silent)
    await late
    assert.equal(attempts, 2)
    assert.equal(await count("hedge"), spent + 1)
  })

  it("are refused at once while the breaker is open, with the time to wait", async () => {
    const { call, seen, metric } = open("a:1")
    for (let i = 0; i < 20; i++) await assert.rejects(call(() => failing("bad")))
    await assert.rejects(
      call(async () => "good"),
      (error: UpstreamAway) => error instanceof UpstreamAway && error.retryAfterMs > 3900 && error.retryAfterMs <= 6000,
    )
    assert.equal(seen.length, 20)
    assert.equal(await metric("breaker_state"), 2)
    assert.equal(await metric("breaker_rejected_total"), 1)
    assert.equal(await metric("breaker_transitions_total", { from: "closed", to: "open" }), 1)
  })
})
