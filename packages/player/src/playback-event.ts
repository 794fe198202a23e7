export type PlaybackEventType =
  | "PLAY"
  | "PAUSE"
  | "STOP"
  | "SEEK"
  | "RATE_CHANGE"
  | "HEARTBEAT"
  | "BUFFER_START"
  | "BUFFER_END"
  | "ERROR"
  | "CAPTION_CHANGE"

/** What was seen at the video. */
export interface Observation {
  type: PlaybackEventType
  positionMs: number
  /** Of a SEEK only. */
  fromPositionMs?: number
  rate: number
}

/** PlaybackEventInput of the graph. It is made once and never altered: the log takes a second body for another event. */
export interface PlaybackEvent extends Observation {
  /** UUIDv7. */
  id: string
  /** 0, 1, 2, ... within the playback session. */
  sequence: number
  /** RFC 3339, by the clock of the page that made it. */
  occurredAt: string
}

/** An event that the log refused, and why. */
export interface RejectedEvent {
  clientSessionId: string
  event: PlaybackEvent
  code: string
  message: string
}
