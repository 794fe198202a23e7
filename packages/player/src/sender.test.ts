import assert from "node:assert/strict"
import { afterEach, describe, it } from "node:test"
import { until } from "@lectern/test-kit/until"
import { graph, TryLater } from "./graph.ts"
import type { PlaybackEvent } from "./playback-event.ts"
import { playbackOutbox, type StoredPlayback } from "./playback-outbox.ts"
import { openRecords } from "./records.ts"
import { lockOf, sender } from "./sender.ts"
import { logServer, type LogRequest } from "./test-log-server.ts"

const START_MS = Date.parse("2026-03-01T12:00:00Z")
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const servers: { close(): void }[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

const event = (sequence: number, overrides: Partial<PlaybackEvent> = {}): PlaybackEvent => ({
  id: `event ${sequence}`,
  sequence,
  type: "HEARTBEAT",
  positionMs: sequence * 1000,
  rate: 1,
  occurredAt: new Date(START_MS + sequence * 1000).toISOString(),
  ...overrides,
})

/** A page that has stored these events of one playback, and a platform. Its clock shows an hour after the start. */
async function page({
  events = 0,
  playback = {},
  clockChangedAtOpeningMs = 0,
}: { events?: number; playback?: Partial<StoredPlayback>; clockChangedAtOpeningMs?: number } = {}) {
  const platform = await logServer()
  servers.push(platform)
  const records = await openRecords("test", () => {})
  const outbox = playbackOutbox(records)
  const account = { graphUrl: platform.graphUrl, userId: "ada" }
  const stored: StoredPlayback = {
    ...account,
    clientSessionId: crypto.randomUUID(),
    sessionId: "lecture",
    deviceId: "phone",
    startedAt: new Date(START_MS).toISOString(),
    clockChangedMs: 0,
    ...playback,
  }
  await outbox.put(stored)
  for (let sequence = 0; sequence < events; sequence++) await outbox.append(stored.clientSessionId, event(sequence))
  const told: string[] = []
  const own = new Map([[stored.clientSessionId, stored]])
  const rejections: (string | undefined)[] = []
  const sending = sender({
    account,
    own,
    outbox,
    graph: graph({
      graphUrl: platform.graphUrl,
      getAccessToken: (rejected) => {
        rejections.push(rejected)
        return rejected ? "new token" : "old token"
      },
    }),
    clock: { now: () => START_MS + HOUR_MS, changedMs: () => 0 },
    clockChangedAtOpeningMs,
    locks: navigator.locks,
    listener: {
      onOpened: (_, { playbackSessionId }) => told.push(`opened ${playbackSessionId.startsWith("opened")}`),
      onArrived: (_, { highestSequence, missing }) =>
        told.push(`arrived ${highestSequence}, missing ${missing.length}`),
      onRejected: (rejected) => told.push(...rejected.map(({ event: { sequence }, code }) => `${code} ${sequence}`)),
      onRefused: (_, { code }) => told.push(`refused ${code}`),
    },
  })
  const waiting = async () => (await outbox.waiting(stored.clientSessionId, 10_000)).map(({ sequence }) => sequence)
  const sentSequences = () =>
    platform.requests.flatMap(({ input }) => (input.events ? [input.events.map(({ sequence }) => sequence)] : []))
  return { ...stored, account, platform, outbox, own, sending, told, waiting, sentSequences, rejections }
}
const contains = (sequence: number) => (request: LogRequest) =>
  request.input.events?.some((each) => each.sequence === sequence) ?? false
const is = (field: LogRequest["field"]) => (request: LogRequest) => request.field === field
/** What a send failed with that may go well later. */
const later = async (sending: Promise<void>): Promise<TryLater> => {
  const failure = await sending.then(
    () => undefined,
    (error: unknown) => error,
  )
  assert.ok(failure instanceof TryLater, `TryLater is expected, got ${String(failure)}`)
  return failure
}

describe("sending", () => {
  it("opens the playback, sends all in batches of 50 and forgets what has arrived", async () => {
    const { platform, sending, told, waiting, sentSequences } = await page({ events: 230 })
    await sending.send()
    assert.equal(platform.requests[0]?.field, "startPlayback")
    assert.deepEqual(
      sentSequences()
        .map(({ length }) => length)
        .sort((a, b) => a - b),
      [30, 50, 50, 50, 50],
    )
    assert.equal(platform.log.size, 230)
    assert.deepEqual([await waiting(), told[0], told.at(-1)], [[], "opened true", "arrived 229, missing 0"])
    await sending.send()
    assert.equal(platform.requests.length, 6, "nothing is sent twice")
  })

  it("resends exactly the batch that was lost, as soon as others got through", async () => {
    const { platform, sending, waiting, sentSequences } = await page({ events: 200 })
    platform.faults.push({ when: contains(60), fault: "request lost" })
    await sending.send()
    assert.deepEqual([platform.log.size, await waiting()], [200, []])
    const batches = sentSequences()
    assert.equal(batches.length, 5)
    assert.deepEqual([batches[4]?.[0], batches[4]?.at(-1)], [50, 99])
  })

  it("does not resend a batch of which only the answer was lost, when another answer counts it in", async () => {
    const { platform, sending, waiting, sentSequences } = await page({ events: 200 })
    platform.faults.push({ when: contains(60), fault: "answer lost" })
    const afterLost = async (proceed: () => object) => {
      await until(() => platform.log.has(60), { description: "the batch whose answer is lost" })
      return { body: { data: proceed() } }
    }
    platform.faults.push({ when: contains(160), fault: afterLost })
    await sending.send()
    assert.deepEqual([platform.log.size, await waiting(), sentSequences().length], [200, [], 4])
  })

  it("keeps all and says that it may go well later when nothing gets through", async () => {
    const { platform, sending, waiting, told } = await page({ events: 10 })
    platform.faults.push({ when: is("startPlayback"), fault: "request lost" })
    const { afterMs, concernsAll } = await later(sending.send())
    assert.deepEqual([afterMs, concernsAll], [undefined, true])
    platform.faults.push({ when: is("recordPlaybackEvents"), fault: "request lost" })
    await later(sending.send())
    assert.deepEqual([(await waiting()).length, told], [10, ["opened true"]])
    await sending.send()
    assert.equal(platform.log.size, 10)
    assert.equal(platform.requests.filter(is("startPlayback")).length, 2, "an open playback is not opened again")
  })

  it("tells what the platform asks to wait for: by OverloadedError, by an error's hint, by Retry-After", async () => {
    const { platform, sending } = await page({ events: 1 })
    const error = { message: "busy", extensions: { code: "OVERLOADED", retryAfterSeconds: 4 } }
    const fault = (status: number, body: object, headers = {}) =>
      platform.faults.push({ when: is("recordPlaybackEvents"), fault: () => ({ status, body, headers }) })
    fault(200, { data: { recordPlaybackEvents: { __typename: "OverloadedError", message: "", retryAfterSeconds: 7 } } })
    assert.equal((await later(sending.send())).afterMs, 7000)
    fault(503, { errors: [error] })
    assert.equal((await later(sending.send())).afterMs, 4000)
    fault(429, { errors: [{ message: "too often", extensions: { code: "RATE_LIMITED" } }] }, { "retry-after": "3" })
    assert.equal((await later(sending.send())).afterMs, 3000)
    fault(502, {})
    assert.equal((await later(sending.send())).afterMs, undefined)
    await sending.send()
    assert.equal(platform.log.size, 1)
  })

  it("closes with the last request of a page a playback of which all has arrived", async () => {
    const playback = { playbackSessionId: "opened" }
    const { platform, sending, account, ...stored } = await page({ events: 1, playback })
    await sending.send()
    sending.sendLast({ ...stored, ...account, ...playback }, [], { endedAt: stored.startedAt, positionMs: 5000 })
    await until(() => platform.requests.at(-1)?.field === "endPlayback", { description: "the end" })
    assert.equal(platform.requests.at(-1)?.input["positionMs"], 5000)
  })

  it("asks for one new access token though it is refused for several batches at once", async () => {
    const { platform, sending, rejections } = await page({ events: 200, playback: { playbackSessionId: "opened" } })
    const expired = { errors: [{ message: "expired", extensions: { code: "UNAUTHENTICATED" } }] }
    for (let batch = 0; batch < 4; batch++)
      platform.faults.push({
        when: ({ token }) => token === "old token",
        fault: () => ({ status: 401, body: expired }),
      })
    await sending.send()
    assert.equal(platform.log.size, 200)
    assert.equal(rejections.filter((rejected) => rejected !== undefined).length, 1)
  })

  it("asks for a new access token when the old one is not taken any more, and sends again", async () => {
    const { platform, sending, rejections } = await page({ events: 1 })
    const expired = { errors: [{ message: "expired", extensions: { code: "UNAUTHENTICATED" } }] }
    platform.faults.push({ when: is("startPlayback"), fault: () => ({ status: 401, body: expired }) })
    await sending.send()
    assert.deepEqual(rejections.slice(0, 2), [undefined, "old token"])
    assert.deepEqual(
      platform.requests.slice(0, 2).map(({ token }) => token),
      ["old token", "new token"],
    )
    assert.equal(platform.log.size, 1)
  })

  it("keeps rejected events aside with their code and sends the others", async () => {
    const { platform, sending, outbox, clientSessionId, waiting, told } = await page({ events: 3 })
    await outbox.append(clientSessionId, event(3, { positionMs: 2_000_000 }))
    await sending.send()
    assert.deepEqual([platform.log.size, await waiting()], [3, []])
    assert.ok(told.includes("INVALID_EVENT 3"), told.join())
    await sending.send()
    assert.equal(platform.requests.length, 2)
  })

  it("keeps a playback that is refused, tells why, and leaves it to the next page", async () => {
    const { platform, sending, waiting, told } = await page({ events: 3 })
    const startPlayback = { __typename: "NotEntitledError", code: "NOT_ENROLLED", message: "you may not" }
    platform.faults.push({ when: is("startPlayback"), fault: () => ({ body: { data: { startPlayback } } }) })
    await sending.send()
    await sending.send()
    assert.deepEqual([told, await waiting(), platform.requests.length], [["refused NOT_ENROLLED"], [0, 1, 2], 1])
  })

  it("closes a playback after all of it has arrived", async () => {
    const { platform, sending, outbox, clientSessionId } = await page({ events: 60 })
    await outbox.putEnd(clientSessionId, { endedAt: event(60).occurredAt, positionMs: 60_000 })
    platform.faults.push({ when: is("endPlayback"), fault: "answer lost" })
    await later(sending.send())
    await sending.send()
    assert.deepEqual(
      platform.requests.map(({ field }) => field),
      ["startPlayback", "recordPlaybackEvents", "recordPlaybackEvents", "endPlayback", "endPlayback"],
    )
    assert.deepEqual(
      [await outbox.find(clientSessionId), await outbox.findEnd(clientSessionId)],
      [undefined, undefined],
    )
  })

  it("sends what a page left that is gone, and nothing of one that is there", async () => {
    const { platform, sending, own, outbox, clientSessionId } = await page({ events: 5 })
    own.clear()
    await navigator.locks.request(lockOf(clientSessionId), () => sending.send())
    assert.equal(platform.requests.length, 0)
    await Promise.all([sending.send(), sending.send(), sending.send()])
    assert.deepEqual(
      platform.requests.map(({ field }) => field),
      ["startPlayback", "recordPlaybackEvents"],
    )
    assert.equal(await outbox.find(clientSessionId), undefined)
  })

  it("tells the time by the clock of the page that made the events, though the device's was set since", async () => {
    // The device's clock was set forward by a day after that page was opened and before this one was.
    const { platform, sending } = await page({ events: 1, clockChangedAtOpeningMs: DAY_MS })
    await sending.send()
    for (const { input } of platform.requests)
      assert.equal(input.sentAt, new Date(Math.max(START_MS + HOUR_MS - DAY_MS, START_MS)).toISOString())
    const other = await page({ events: 1, clockChangedAtOpeningMs: -DAY_MS })
    await other.sending.send()
    for (const { input } of other.platform.requests)
      assert.equal(input.sentAt, new Date(START_MS + HOUR_MS + DAY_MS).toISOString())
  })

  it("never says that it sent before it recorded", async () => {
    const { platform, sending, outbox, clientSessionId } = await page()
    const occurredAt = new Date(START_MS + 2 * HOUR_MS).toISOString()
    await outbox.append(clientSessionId, event(0, { occurredAt }))
    await sending.send()
    assert.equal(platform.requests.find(is("recordPlaybackEvents"))?.input.sentAt, occurredAt)
  })
})
