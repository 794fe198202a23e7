import { backoff } from "./backoff.ts"
import { graph, TryLater, type GraphAccess, type Refused } from "./graph.ts"
import { observeMedia, type Media } from "./observe-media.ts"
import { pageClock } from "./page-clock.ts"
import type { Observation, PlaybackEvent } from "./playback-event.ts"
import type { PlayerState } from "./player-state.ts"
import {
  isArrived,
  playbackOutbox,
  type Account,
  type PlaybackEnd,
  type PlaybackOutbox,
  type StoredPlayback,
} from "./playback-outbox.ts"
import { openRecords, type Records } from "./records.ts"
import { lockOf, sender, type Opened, type Progress, type Sender } from "./sender.ts"
import { uuidV7 } from "./uuid-v7.ts"

export type { Media, Opened, PlaybackEvent, PlayerState, Progress }

export interface SendOptions extends GraphAccess {
  /** Whose token `getAccessToken` gives; what others watched with this device is left to them. */
  userId: string
  onState?: (state: PlayerState) => void
}
export interface PlayerOptions extends SendOptions {
  /** The course session that is played. */
  sessionId: string
  /** Made once per device; 1 to 64 characters. */
  deviceId: string
  /** The playback session is open; it may be long after the start where there was no network. */
  onOpened?: (opened: Opened) => void
  /** An event is stored, and will be sent. */
  onEvent?: (event: PlaybackEvent) => void
  /** What the platform counts, with every answer. */
  onProgress?: (progress: Progress) => void
}

const DATABASE = "lectern-player"
const HEARTBEAT_MS = 10_000
/** The least time between two requests while the video plays on; what changes the picture for others goes at once. */
const SEND_GAP_MS = 10_000
const ONLINE_SPREAD_MS = 1000
const URGENT = ["PAUSE", "STOP", "ERROR"]
const FULL_BATCH = 50
/** More than fit into the last request of a page. */
const RECENT_KEPT = 500
/** Of the 64 KiB that requests of a page that is closed may have, less their head and the mutation. */
const LAST_BYTES = 60 * 1024

/**
 * Sends what is stored on this device for the account: what earlier pages left when they were closed, crashed or had no
 * network. For pages without a video; `attachPlayer` does the same.
 */
export function sendStoredPlaybacks(options: SendOptions): { dispose(): Promise<void> } {
  const outgoing = startSending(options, {})
  outgoing.wake()
  return { dispose: () => outgoing.stop() }
}

/**
 * Logs what is played with `media` as one playback session of the learner: each event is stored on the device before it
 * is sent, and stays there until the platform has it. Goes to where the learner left off, unless playing has begun.
 */
export function attachPlayer(
  media: Media & Pick<HTMLMediaElement, "readyState">,
  options: PlayerOptions,
): {
  clientSessionId: string
  /** Closes the playback session. Resolves when all is sent, or stored for the next page. */
  dispose(): Promise<void>
} {
  const { sessionId, deviceId, graphUrl, userId } = options
  const clientSessionId = crypto.randomUUID()
  // Not yet known to have arrived, for the last request of the page. A page that is closed can't read what it stored.
  const recent = new Map<number, PlaybackEvent>()
  let heartbeatMs = HEARTBEAT_MS
  let nextSequence = 0
  let hasPlayed = false
  let end: PlaybackEnd | undefined

  const outgoing = startSending(options, {
    onOpened(id, opened) {
      if (id !== clientSessionId) return
      heartbeatMs = opened.heartbeatSeconds * 1000
      resume(opened.resumePositionMs)
      tell(options.onOpened, opened)
    },
    onArrived(id, arrived, progress) {
      if (id !== clientSessionId) return
      for (const sequence of recent.keys()) if (isArrived(sequence, arrived)) recent.delete(sequence)
      tell(options.onProgress, progress)
    },
  })
  const { clock } = outgoing
  const startedAt = new Date(clock.now()).toISOString()

  const release = Promise.withResolvers<void>()
  /** In order: first the lock, so that no other page takes the playback for one that was left, then all else. */
  let stored: Promise<void> = (async () => {
    const { outbox, clockChangedMs } = await outgoing.opened
    await new Promise<void>((resolve) => {
      const held = navigator.locks.request(lockOf(clientSessionId), () => {
        resolve()
        return release.promise
      })
      // Where locks are refused, storage is too, and no other page sees the playback.
      held.catch(resolve)
    })
    const playback = { clientSessionId, graphUrl, userId, sessionId, deviceId, startedAt, clockChangedMs }
    outgoing.own.set(clientSessionId, playback)
    await outbox.put(playback)
    outgoing.wake()
  })()

  const record = (observation: Observation) => {
    if (observation.type === "PLAY") hasPlayed = true
    const nowMs = clock.now()
    const event = {
      id: uuidV7(nowMs),
      sequence: nextSequence++,
      ...observation,
      occurredAt: new Date(nowMs).toISOString(),
    }
    recent.set(event.sequence, event)
    if (recent.size > RECENT_KEPT) recent.delete(nextSequence - RECENT_KEPT - 1)
    stored = stored.then(async () => {
      const { outbox } = await outgoing.opened
      await outgoing.noteClock()
      await outbox.append(clientSessionId, event)
      tell(options.onEvent, event)
      if (URGENT.includes(event.type) || recent.size >= FULL_BATCH) outgoing.wake()
      else outgoing.wakeWithin(SEND_GAP_MS)
    })
  }

  const observed = observeMedia(media, { record, nowMs: () => performance.now(), heartbeatMs: () => heartbeatMs })

  function resume(positionMs: number): void {
    const go = () => {
      if (!hasPlayed && media.currentTime === 0) media.currentTime = positionMs / 1000
    }
    if (positionMs === 0) return
    if (media.readyState > 0) go()
    else media.addEventListener("loadedmetadata", go, { once: true })
  }

  const close = () => {
    if (end) return
    observed.stop()
    const closed = { endedAt: new Date(clock.now()).toISOString(), positionMs: observed.positionMs() }
    end = closed
    stored = stored.then(async () => (await outgoing.opened).outbox.putEnd(clientSessionId, closed))
  }
  const sendLast = () => {
    const playback = outgoing.own.get(clientSessionId)
    if (playback) outgoing.sendLast(playback, newest([...recent.values()]), end)
  }
  const onPageHide = ({ persisted }: PageTransitionEvent) => {
    // A page that is kept may be shown again, and goes on then.
    if (!persisted) close()
    sendLast()
  }
  // On phones, the last that a page hears before the system ends it.
  const onVisibility = () => {
    if (document.visibilityState === "hidden") sendLast()
  }
  addEventListener("pagehide", onPageHide)
  document.addEventListener("visibilitychange", onVisibility)

  return {
    clientSessionId,
    async dispose() {
      removeEventListener("pagehide", onPageHide)
      document.removeEventListener("visibilitychange", onVisibility)
      close()
      await stored
      await outgoing.stop()
      release.resolve()
    },
  }
}

/** Calls what the page gave; its mistakes are reported as the page's, and cost no event. */
function tell<T>(callback: ((value: T) => void) | undefined, value: T): void {
  try {
    callback?.(value)
  } catch (error) {
    reportError(error)
  }
}

/** As many of the newest as a last request may hold, oldest first. */
function newest(events: readonly PlaybackEvent[]): readonly PlaybackEvent[] {
  let bytes = 0
  for (let index = events.length - 1; index >= 0; index--) {
    bytes += new TextEncoder().encode(JSON.stringify(events[index])).length + 1
    if (bytes > LAST_BYTES) return events.slice(index + 1)
  }
  return events
}

interface Ready {
  records: Records
  outbox: PlaybackOutbox
  sending: Sender
  /** What the device had counted when the page was opened. */
  clockChangedMs: number
}

/** The outbox of this device, and what sends it: when woken, when the network is back, and after failures. */
function startSending(
  { graphUrl, getAccessToken, userId, onState }: SendOptions,
  { onOpened, onArrived }: Partial<Pick<Parameters<typeof sender>[0]["listener"], "onOpened" | "onArrived">>,
) {
  const account: Account = { graphUrl, userId }
  const own = new Map<string, StoredPlayback>()
  const clock = pageClock()
  const opened = open()
  const tries = backoff()
  const ended = Promise.withResolvers<void>()
  let ready: Ready | undefined
  let notedMs = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  // By performance.now(): when to send next, and not before when.
  let dueAt = Infinity
  let notBefore = -Infinity
  let wasAskedToWait = false
  let isRunning = false
  let isStopping = false

  async function open(): Promise<Ready> {
    const records = await openRecords(DATABASE, (reason) => tell(onState, { type: "volatile", reason: String(reason) }))
    const outbox = playbackOutbox(records)
    // What can't be read now is forgotten by another page.
    await outbox.forgetOld(clock.now()).catch(() => {})
    const clockChangedMs = await outbox.deviceClockChangedMs().catch(() => 0)
    const sending = sender({
      account,
      own,
      outbox,
      clock,
      clockChangedAtOpeningMs: clockChangedMs,
      graph: graph({ graphUrl, getAccessToken }),
      locks: navigator.locks,
      listener: {
        onOpened: (id, how) => onOpened?.(id, how),
        onArrived: (id, arrived, progress) => onArrived?.(id, arrived, progress),
        onRejected: (events) => tell(onState, { type: "rejected", events }),
        onRefused: (clientSessionId, { code, message }: Refused) =>
          tell(onState, { type: "refused", clientSessionId, code, message }),
      },
    })
    ready = { records, outbox, sending, clockChangedMs }
    return ready
  }

  /** Whether all that was there has arrived; if not, when to try again. */
  async function send(): Promise<boolean> {
    try {
      await (await opened).sending.send()
      tries.reset()
      tell(onState, { type: "sent" })
      return true
    } catch (error) {
      const afterMs = error instanceof TryLater ? error.afterMs : undefined
      const retryInMs = tries.nextMs(afterMs)
      wasAskedToWait = afterMs !== undefined
      notBefore = performance.now() + retryInMs
      tell(onState, { type: "waiting", retryInMs, reason: (error as Error).message })
      dueAt = notBefore
      return false
    }
  }
  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    const { records } = await opened
    let isAllSent = false
    while (dueAt <= performance.now()) {
      dueAt = Infinity
      const isLast = isStopping
      isAllSent = (await send()) && isLast
    }
    isRunning = false
    // What is only in memory must be sent by this page, or by none.
    const isLeftToOthers = notBefore > performance.now() && !records.isVolatile()
    if (isStopping && (isAllSent || isLeftToOthers)) ended.resolve()
    else setTimer()
  }
  function setTimer(): void {
    clearTimeout(timer)
    if (dueAt < Infinity) timer = setTimeout(() => void run(), Math.max(0, dueAt - performance.now()))
  }
  function wakeWithin(ms: number): void {
    const at = Math.max(performance.now() + ms, notBefore)
    if (at >= dueAt) return
    dueAt = at
    setTimer()
  }
  const onOnline = () => {
    if (!wasAskedToWait) {
      notBefore = -Infinity
      // Also of a request that is on its way and fails yet.
      tries.reset()
    }
    // Not all that lost the same network at the same moment.
    wakeWithin(Math.random() * ONLINE_SPREAD_MS)
  }
  const wake = () => wakeWithin(0)
  addEventListener("online", onOnline)

  return {
    clock,
    own,
    opened,
    wake,
    wakeWithin,
    /** Keeps for the pages to come by how much the device's clock was set. */
    async noteClock(): Promise<void> {
      const changedMs = clock.changedMs()
      if (Math.abs(changedMs - notedMs) < 1000) return
      notedMs = changedMs
      const { outbox, clockChangedMs } = await opened
      await outbox.setDeviceClockChangedMs(clockChangedMs + changedMs)
    },
    sendLast: (...last: Parameters<Sender["sendLast"]>) => ready?.sending.sendLast(...last),
    async stop(): Promise<void> {
      isStopping = true
      wake()
      void run()
      await ended.promise
      clearTimeout(timer)
      removeEventListener("online", onOnline)
      const { records } = await opened
      records.close()
    },
  }
}
