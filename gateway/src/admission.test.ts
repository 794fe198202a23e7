import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { createTelemetry } from "@lectern/runtime/telemetry"
import { openAdmission, type Partition } from "./admission.ts"

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
    const places: { leave(): void }[] = []
    const hints: number[] = []
    for (let i = 0; i < count; i++) {
      const place = admission.enter(partition)
      if ("leave" in place) places.push(place)
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

  it("can be turned off", () => {
    const { enter, pass } = stage({ targetMs: 0 })
    pass(1000, 1, 0.99)
    assert.equal(enter(1000).hints.length, 0)
  })
})
