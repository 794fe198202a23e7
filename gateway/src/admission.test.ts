import assert from "node:assert/strict"
import { request } from "node:http"
import type { AddressInfo } from "node:net"
import { describe, it } from "node:test"
import { setTimeout as delay } from "node:timers/promises"
import Fastify from "fastify"
import { until } from "@lectern/test-kit/until"
import { createTelemetry } from "@lectern/runtime/telemetry"
import { admitted, openAdmission, type Outcome, type Partition } from "./admission.ts"
import type { ErrorCode } from "./lost.ts"

const TARGET_MS = 400

/** A process whose load and clock the test decides. */
function stage({ targetMs = TARGET_MS, random = 0.5 } = {}) {
  let nowMs = 0
  let load = { utilization: 0, heapShare: 0.1 }
  const lines: string[] = []
  const telemetry = createTelemetry({
    component: "test",
    logLevel: "info",
    traceRatio: 0,
    logTo: { write: (line) => void lines.push((JSON.parse(line) as { msg: string }).msg) },
  })
  const admission = openAdmission(telemetry, {
    targetMs,
    now: () => nowMs,
    look: () => load,
    random: () => random,
  })
  const enter = (count = 1, partition: Partition = "signed-in") => {
    const places: { leave(outcome?: Outcome): void }[] = []
    const hints: number[] = []
    for (let i = 0; i < count; i++) {
      const place = admission.enter(partition)
      if ("leave" in place) places.push({ leave: (outcome: Outcome = "done") => place.leave(outcome) })
      else hints.push(place.retryAfterMs)
    }
    return { places, hints }
  }
  /** The time until the next look, with the loop at work for that share of it. */
  const pass = (ms: number, utilization: number, heapShare = 0.1) => {
    nowMs += ms
    load = { utilization, heapShare }
    admission.look()
  }
  return {
    lines,
    enter,
    pass,
    /** A second in which so many requests are done. */
    work(perSecond: number, utilization: number) {
      for (let tenth = 0; tenth < 10; tenth++) {
        for (const { leave } of enter(perSecond / 10).places) leave()
        pass(100, utilization)
      }
    },
    async metric(name: string, labels: Record<string, string> = {}) {
      const { values } = await (
        telemetry.metrics.getSingleMetric(name) as NonNullable<ReturnType<typeof telemetry.metrics.getSingleMetric>>
      ).get()
      return values
        .filter((value) => Object.entries(labels).every(([key, label]) => value.labels[key] === label))
        .reduce((sum, { value }) => sum + value, 0)
    },
  }
}

describe("admission", () => {
  it("lets everybody in while the event loop has time, and for a moment when it has none", () => {
    const { enter, pass, work } = stage()
    work(10, 0.1)
    // A hundred requests of 10 ms at once, after a quiet time.
    assert.equal(enter(100).hints.length, 0)
    pass(100, 1)
    assert.equal(enter(100).hints.length, 0)
    pass(100, 1)
    assert.equal(enter().hints.length, 0)
    pass(100, 1)
    assert.equal(enter().hints.length, 1)
    pass(100, 0.5)
    assert.equal(enter().hints.length, 0)
  })

  it("has places for what is done within the target, by the rate that the loop is capable of", async () => {
    for (const [perSecond, utilization, places] of [
      [100, 1, 40],
      [1000, 1, 400],
      // Half of its time is enough for them.
      [100, 0.5, 80],
      [10, 0.05, 80],
      // Few large ones: still some at once.
      [10, 1, 8],
    ] as const) {
      const { enter, work, pass, metric } = stage()
      work(perSecond, utilization)
      pass(1, utilization)
      assert.ok(Math.abs((await metric("admission_places")) - places) < 1, `${perSecond} at ${utilization}`)
      pass(300, 1)
      const { places: entered, hints } = enter(2 * places)
      assert.ok(Math.abs(entered.length - places) <= 1, `${entered.length} of ${places}`)
      assert.equal(hints.length, 2 * places - entered.length)
      assert.equal(await metric("admission_in_flight"), entered.length)
      entered[0]?.leave()
      entered[0]?.leave()
      assert.equal(enter(2).places.length, 1)
    }
  })

  it("turns away first who has no credentials, and last who signs in or out", async () => {
    const { enter, work, pass, metric } = stage()
    work(100, 1)
    pass(300, 1)
    assert.equal(enter(100, "anonymous").places.length, 30)
    assert.equal(enter(100, "signed-in").places.length, 10)
    assert.equal(enter(100, "auth").places.length, 10)
    assert.equal(await metric("shed_total", { partition: "anonymous", reason: "queue" }), 70)
    assert.equal(await metric("shed_total", { reason: "queue" }), 250)
  })

  it("says to come again later the more have been told so, and not all at once", () => {
    const { enter, work, pass } = stage()
    work(100, 1)
    pass(300, 1)
    const { hints } = enter(1000)
    assert.ok((hints[0] ?? 0) >= 1000)
    // Those before it are done with at 100 a second.
    assert.ok(Math.abs((hints[500] ?? 0) - 6000) < 100, String(hints[500]))
    assert.deepEqual(
      hints,
      hints.toSorted((a, b) => a - b),
    )
    assert.ok((enter(10_000).hints.at(-1) ?? 0) <= 45_000)
    pass(30_000, 1)
    assert.ok((enter().hints[0] ?? 0) < 2000)
    const spread = [0, 0.999].map((random) => {
      const other = stage({ random })
      other.work(100, 1)
      other.pass(300, 1)
      return other.enter(500).hints.at(-1) ?? 0
    })
    assert.ok((spread[1] ?? 0) > 2.5 * (spread[0] ?? 0), spread.join(" "))
  })

  it("turns everybody away while memory runs out", async () => {
    const { enter, pass, metric } = stage()
    pass(100, 0.1, 0.86)
    assert.equal(enter(1, "auth").hints.length, 1)
    assert.equal(await metric("shed_total", { partition: "auth", reason: "memory" }), 1)
    pass(100, 0.1, 0.84)
    assert.equal(enter().hints.length, 0)
  })

  it("says once when it begins and once when it has ended", () => {
    const { enter, work, pass, lines } = stage()
    work(100, 1)
    pass(300, 1)
    enter(100)
    pass(100, 1)
    enter(100)
    assert.deepEqual(lines, ["requests are turned away"])
    for (let second = 0; second < 20; second++) pass(1000, 0.1)
    assert.deepEqual(lines, ["requests are turned away", "everybody is let in again"])
  })

  /** A second in which so many answers come, of which some are late, with the loop hardly at work. */
  const answers = ({ enter, pass }: ReturnType<typeof stage>, { done = 0, late = 0, failed = 0 }) => {
    for (let tenth = 0; tenth < 10; tenth++) {
      const outcomes = [
        ...Array<Outcome>(done / 10).fill("done"),
        ...Array<Outcome>(late / 10).fill("late"),
        ...Array<Outcome>(failed / 10).fill("failed"),
      ]
      const { places } = enter(outcomes.length)
      places.forEach(({ leave }, i) => leave(outcomes[i]))
      pass(100, 0.1)
    }
  }

  it("has places for what is answered in time while much is late, though the event loop has time", () => {
    const busy = stage()
    answers(busy, { done: 100 })
    answers(busy, { done: 100, late: 10 })
    assert.equal(busy.enter(500).hints.length, 0)
    const late = stage()
    answers(late, { done: 100 })
    answers(late, { done: 80, late: 20 })
    const { places, hints } = late.enter(100)
    assert.ok(places.length > 25 && places.length <= 36, String(places.length))
    assert.equal(hints.length, 100 - places.length)
  })

  it("lets everybody in again when nothing is late and nobody was turned away for a while", () => {
    const it = stage()
    answers(it, { done: 100 })
    answers(it, { done: 50, late: 50 })
    const { places, hints } = it.enter(100)
    for (const { leave } of places) leave()
    assert.ok(hints.length > 0)
    answers(it, { done: 100 })
    assert.ok(it.enter(100).hints.length > 0, "those who were turned away have not come again yet")
    for (let second = 0; second < 20; second++) it.pass(1000, 0.1)
    assert.equal(it.enter(100).hints.length, 0)
  })

  it("tries more while nothing is late, so that nobody is kept out for good", () => {
    const it = stage()
    answers(it, { done: 100 })
    answers(it, { done: 50, late: 50 })
    /** Fifty at once and nothing else, each tenth of a second, of which eight are done in it. */
    const turnedAway = () => {
      const { places, hints } = it.enter(50)
      places.forEach(({ leave }, i) => leave(i < 8 ? "done" : "failed"))
      it.pass(100, 0.1)
      return hints.length
    }
    const counts = Array.from({ length: 1000 }, turnedAway)
    assert.ok((counts[0] ?? 0) > 0)
    assert.deepEqual(counts.slice(-10), Array<number>(10).fill(0))
    answers(it, { done: 50, late: 50 })
    assert.ok(turnedAway() > 0)
  })

  it("does not take a second wave for an outage, however much of it is late", () => {
    const it = stage()
    answers(it, { done: 100 })
    answers(it, { done: 50, late: 50 })
    for (let second = 0; second < 10; second++) {
      const { places } = it.enter(200)
      for (const { leave } of places) leave("failed")
      answers(it, { done: 50 })
    }
    answers(it, { done: 10, late: 90 })
    assert.ok(it.enter(200).hints.length > 0)
  })

  it("does not take for too much work what is as late with few at work, nor what fails at once", () => {
    const outage = stage()
    answers(outage, { done: 100 })
    for (let second = 0; second < 5; second++) answers(outage, { done: 20, late: 60 })
    assert.equal(outage.enter(200).hints.length, 0)
    for (let second = 0; second < 20; second++) answers(outage, { late: 60 })
    assert.equal(outage.enter(200).hints.length, 0)
    const failing = stage()
    for (let second = 0; second < 5; second++) answers(failing, { done: 20, failed: 60 })
    assert.equal(failing.enter(200).hints.length, 0)
  })

  it("can be turned off", () => {
    const { enter, pass } = stage({ targetMs: 0 })
    pass(1000, 1, 0.99)
    assert.equal(enter(1000).hints.length, 0)
  })
})

describe("what a request tells admission when it leaves", () => {
  it("is whether its answer came in time, unless its client decided that", async () => {
    const outcomes: Outcome[] = []
    let entered = 0
    const app = Fastify()
    app.decorateRequest("logged")
    admitted(
      app,
      { enter: () => (entered++, { leave: (outcome) => void outcomes.push(outcome) }), stop: () => {} },
      { partitionOf: () => "anonymous", refuse: (reply) => reply },
    )
    app.get<{ Params: { code: string } }>("/:code", async (asked, reply) => {
      const { code } = asked.params
      asked.logged = code === "none" ? {} : { errors: [code as ErrorCode] }
      return reply.send("")
    })
    app.get("/never", () => delay(60_000, undefined, { ref: false }))
    await app.listen()
    try {
      const origin = `http://localhost:${(app.server.address() as AddressInfo).port}`
      const outcome = async (path: string, headers: Record<string, string> = {}) => {
        const before = outcomes.length
        await fetch(`${origin}${path}`, { headers })
        return until(() => outcomes[before], { description: `${path} to leave` })
      }
      for (const [path, expected] of [
        ["/none", "done"],
        ["/BAD_USER_INPUT", "done"],
        ["/TIMEOUT", "late"],
        ["/OVERLOADED", "late"],
        ["/SERVICE_UNAVAILABLE", "failed"],
      ] as const)
        assert.equal(await outcome(path), expected, path)
      assert.equal(await outcome("/TIMEOUT", { "x-timeout-ms": "1" }), "failed")
      assert.equal(await outcome("/none", { "x-timeout-ms": "1" }), "done")
      const leaving = request(`${origin}/never`).on("error", () => {})
      leaving.end()
      await until(() => entered === 8, { description: "it to come" })
      leaving.destroy()
      assert.equal(await until(() => outcomes[7], { description: "it to leave" }), "failed")
    } finally {
      app.server.closeAllConnections()
      await app.close()
    }
  })
})
