import assert from "node:assert/strict"
import { describe, it } from "node:test"
import type { PlaybackEvent } from "./playback-event.ts"
import { isArrived, playbackOutbox, type StoredPlayback } from "./playback-outbox.ts"
import { openRecords } from "./records.ts"

const account = { graphUrl: "https://lectern.example/graphql", userId: "ada" }
const DAY_MS = 24 * 3_600_000
const NOW_MS = Date.parse("2026-03-01T12:00:00Z")
const playback = (overrides: Partial<StoredPlayback> = {}): StoredPlayback => ({
  ...account,
  clientSessionId: "one",
  sessionId: "lecture",
  deviceId: "phone",
  startedAt: new Date(NOW_MS).toISOString(),
  clockChangedMs: 0,
  ...overrides,
})
const event = (sequence: number, occurredAt = new Date(NOW_MS).toISOString()): PlaybackEvent => ({
  id: `event ${sequence}`,
  sequence,
  type: "HEARTBEAT",
  positionMs: sequence * 10_000,
  rate: 1,
  occurredAt,
})

/** Node has no IndexedDB, so these records are in memory; in Chromium the same is tested by e2e/src/player.test.ts. */
async function open() {
  const reasons: unknown[] = []
  const records = await openRecords("test", (reason) => reasons.push(reason))
  return { outbox: playbackOutbox(records), records, reasons }
}
const sequences = async (outbox: Awaited<ReturnType<typeof open>>["outbox"], id = "one") =>
  (await outbox.waiting(id, 1000)).map(({ sequence }) => sequence)

describe("the outbox", () => {
  it("keeps events in memory where the browser stores nothing, and says so once", async () => {
    const { outbox, records, reasons } = await open()
    for (let sequence = 0; sequence < 3; sequence++) await outbox.append("one", event(sequence))
    assert.deepEqual(await sequences(outbox), [0, 1, 2])
    assert.equal(reasons.length, 1)
    assert.equal(records.isVolatile(), true)
    await outbox.remove("one", [event(0), event(1), event(2)])
    assert.equal(records.isVolatile(), false, "nothing is left that could be lost")
  })

  it("gives events in sequence, of one playback, beyond 9, 99 and 999", async () => {
    const { outbox } = await open()
    for (const sequence of [1000, 9, 10, 100, 2, 99]) await outbox.append("one", event(sequence))
    await outbox.append("another", event(5))
    assert.deepEqual(await sequences(outbox), [2, 9, 10, 99, 100, 1000])
    assert.equal((await outbox.waiting("one", 2)).length, 2)
  })

  it("removes exactly what an answer says has arrived", async () => {
    const { outbox } = await open()
    for (let sequence = 0; sequence < 8; sequence++) await outbox.append("one", event(sequence))
    await outbox.removeArrived("one", { highestSequence: 5, missing: [1, 3] })
    assert.deepEqual(await sequences(outbox), [1, 3, 6, 7])
    await outbox.removeArrived("one", { highestSequence: -1, missing: [] })
    assert.deepEqual(await sequences(outbox), [1, 3, 6, 7])
  })

  it("takes nothing for arrived that is behind the last missing one of a full list", () => {
    const missing = Array.from({ length: 1000 }, (_, index) => 2 * index)
    assert.equal(isArrived(1997, { highestSequence: 90_000, missing }), true)
    assert.equal(isArrived(1999, { highestSequence: 90_000, missing }), false)
    assert.equal(isArrived(1999, { highestSequence: 90_000, missing: missing.slice(1) }), true)
  })

  it("shows nobody what another person watched with this device", async () => {
    const { outbox } = await open()
    await outbox.put(playback())
    await outbox.put(playback({ clientSessionId: "two", userId: "grace" }))
    await outbox.put(playback({ clientSessionId: "three", graphUrl: "https://elsewhere.example/graphql" }))
    assert.deepEqual(
      (await outbox.list(account)).map(({ clientSessionId }) => clientSessionId),
      ["one"],
    )
  })

  it("keeps rejected events aside with their code, and does not send them again", async () => {
    const { outbox, records } = await open()
    await outbox.append("one", event(0))
    const rejected = { clientSessionId: "one", event: event(0), code: "INVALID_EVENT", message: "no" }
    await outbox.setAside("one", [rejected])
    assert.deepEqual(await sequences(outbox), [])
    assert.deepEqual(await records.read("rejected/"), [rejected])
  })

  it("forgets after 31 days what the platform never opened, and nothing that it did", async () => {
    const { outbox, records } = await open()
    const startedAt = new Date(NOW_MS - 32 * DAY_MS).toISOString()
    await outbox.put(playback({ startedAt }))
    await outbox.append("one", event(0, startedAt))
    await outbox.putEnd("one", { endedAt: startedAt, positionMs: 0 })
    await outbox.put(playback({ clientSessionId: "opened", startedAt, playbackSessionId: "known" }))
    await outbox.append("opened", event(0, startedAt))
    await outbox.put(playback({ clientSessionId: "recent" }))
    await outbox.put(playback({ clientSessionId: "of another's", userId: "grace", startedAt }))
    const old = { clientSessionId: "opened", event: event(1, startedAt), code: "INVALID_EVENT", message: "no" }
    await outbox.setAside("opened", [old])
    await outbox.forgetOld(NOW_MS)
    assert.deepEqual(
      (await outbox.list(account)).map(({ clientSessionId }) => clientSessionId),
      ["opened", "recent"],
    )
    assert.equal(await outbox.find("of another's"), undefined)
    assert.deepEqual([await sequences(outbox), await sequences(outbox, "opened")], [[], [0]])
    assert.deepEqual([await outbox.findEnd("one"), await records.read("rejected/")], [undefined, []])
  })
})
