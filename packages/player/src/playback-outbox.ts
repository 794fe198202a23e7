import type { PlaybackEvent, RejectedEvent } from "./playback-event.ts"
import type { Records } from "./records.ts"

/** Whose playbacks they are, and where they go. */
export interface Account {
  graphUrl: string
  userId: string
}

/** A playback session of one page, as the device keeps it until all of it has arrived. */
export interface StoredPlayback extends Account {
  /** Made by the page; the playback session's key before the platform knows of it. */
  clientSessionId: string
  sessionId: string
  deviceId: string
  /** By the page's clock. */
  startedAt: string
  /** What `deviceClockChangedMs` was when the page was opened. */
  clockChangedMs: number
  /** Given by the platform when the playback session is open. */
  playbackSessionId?: string
}

/** How a playback session was closed. */
export interface PlaybackEnd {
  /** By the page's clock. */
  endedAt: string
  positionMs: number
}

/** What the log answered: all up to `highestSequence` is in it but for `missing`. */
export interface Arrived {
  highestSequence: number
  /** The first ones only, where there are as many as MISSING_TOLD. */
  missing: readonly number[]
}

/** The platform names no more missing sequence numbers in one answer. */
const MISSING_TOLD = 1000
/** The platform opens no playback session later than 30 days after it began; a day more for clocks. */
const KEPT_MS = 31 * 24 * 3_600_000

const ofPlayback = (id: string) => `playback/${id}`
// Apart from the playback, which whoever sends it writes at the same time.
const ofEnd = (id: string) => `end/${id}`
const ofEvents = (id: string) => `event/${id}/`
const ofRejected = (id: string) => `rejected/${id}/`
// Ten digits: keys are ordered as text.
const ofEvent = (id: string, sequence: number) => `${ofEvents(id)}${String(sequence).padStart(10, "0")}`
const DEVICE_CLOCK = "device-clock"

export function isArrived(sequence: number, { highestSequence, missing }: Arrived): boolean {
  const told = missing.length < MISSING_TOLD ? highestSequence : (missing.at(-1) ?? highestSequence)
  return sequence <= told && !missing.includes(sequence)
}

/** Playbacks and their events that are still to be sent. */
export function playbackOutbox(records: Records) {
  return {
    put: (playback: StoredPlayback) => records.write({ put: { [ofPlayback(playback.clientSessionId)]: playback } }),

    async find(clientSessionId: string): Promise<StoredPlayback | undefined> {
      return (await records.read<StoredPlayback>(ofPlayback(clientSessionId), 1))[0]
    },

    /** Of this account alone: others may have watched with this device. */
    async list({ graphUrl, userId }: Account): Promise<StoredPlayback[]> {
      const all = await records.read<StoredPlayback>(ofPlayback(""))
      return all.filter((playback) => playback.graphUrl === graphUrl && playback.userId === userId)
    },

    putEnd: (clientSessionId: string, end: PlaybackEnd) => records.write({ put: { [ofEnd(clientSessionId)]: end } }),

    /** Undefined while its page is open, and when the page vanished. */
    async findEnd(clientSessionId: string): Promise<PlaybackEnd | undefined> {
      return (await records.read<PlaybackEnd>(ofEnd(clientSessionId), 1))[0]
    },

    append: (clientSessionId: string, event: PlaybackEvent) =>
      records.write({ put: { [ofEvent(clientSessionId, event.sequence)]: event } }),

    /** The first events that have not arrived, in sequence. */
    waiting: (clientSessionId: string, limit: number) => records.read<PlaybackEvent>(ofEvents(clientSessionId), limit),

    async removeArrived(clientSessionId: string, arrived: Arrived): Promise<void> {
      const waiting = await records.read<PlaybackEvent>(ofEvents(clientSessionId), arrived.highestSequence + 1)
      const remove = waiting.flatMap(({ sequence }) =>
        isArrived(sequence, arrived) ? [ofEvent(clientSessionId, sequence)] : [],
      )
      if (remove.length > 0) await records.write({ remove })
    },

    remove: (clientSessionId: string, events: readonly PlaybackEvent[]) =>
      records.write({ remove: events.map(({ sequence }) => ofEvent(clientSessionId, sequence)) }),

    /** They are not sent any more, and kept with their reason. */
    setAside: (clientSessionId: string, rejected: readonly RejectedEvent[]) =>
      records.write({
        put: Object.fromEntries(
          rejected.map((each) => [`${ofRejected(clientSessionId)}${each.event.id}`, each] as const),
        ),
        remove: rejected.map(({ event }) => ofEvent(clientSessionId, event.sequence)),
      }),

    /** All of it has arrived. */
    close: (clientSessionId: string) =>
      records.write({ remove: [ofPlayback(clientSessionId), ofEnd(clientSessionId)] }),

    /** Forgets playbacks, whosever they are, that the platform will never open, and what was set aside as long ago. */
    async forgetOld(nowMs: number): Promise<void> {
      const isOld = (time: string) => Date.parse(time) < nowMs - KEPT_MS
      const rejected = await records.read<RejectedEvent>("rejected/")
      const remove = rejected
        .filter(({ event }) => isOld(event.occurredAt))
        .map(({ clientSessionId, event }) => `${ofRejected(clientSessionId)}${event.id}`)
      for (const { clientSessionId, playbackSessionId, startedAt } of await records.read<StoredPlayback>(
        ofPlayback(""),
      )) {
        if (playbackSessionId !== undefined || !isOld(startedAt)) continue
        const events = await records.read<PlaybackEvent>(ofEvents(clientSessionId))
        remove.push(ofPlayback(clientSessionId), ofEnd(clientSessionId))
        remove.push(...events.map(({ sequence }) => ofEvent(clientSessionId, sequence)))
      }
      if (remove.length > 0) await records.write({ remove })
    },

    /** By how many ms the device's clock was set since this was counted first. */
    async deviceClockChangedMs(): Promise<number> {
      return (await records.read<number>(DEVICE_CLOCK, 1))[0] ?? 0
    },
    setDeviceClockChangedMs: (ms: number) => records.write({ put: { [DEVICE_CLOCK]: ms } }),
  }
}
export type PlaybackOutbox = ReturnType<typeof playbackOutbox>
