import type { Observation, PlaybackEventType } from "./playback-event.ts"

/** What is observed of a `<video>` or `<audio>` element. */
export type Media = EventTarget &
  Pick<HTMLMediaElement, "currentTime" | "duration" | "paused" | "ended" | "seeking" | "playbackRate"> & {
    readonly textTracks?: EventTarget & Iterable<Pick<TextTrack, "mode" | "language" | "kind" | "label">>
  }

/** The platform takes rates up to 16; browsers play none below 1/16. */
const LEAST_RATE = 1 / 16
const HIGHEST_RATE = 16
/** Between two `timeupdate` of a video that plays there is at most a quarter of a second, more where the page is hidden. */
const LONGEST_UPDATE_MS = 1000

/**
 * Tells `record` what happens at `media`: playing, pauses, jumps, speeds, waiting for data, captions, the end, and a
 * HEARTBEAT each `heartbeatMs()` of playing. `nowMs` is a clock that only goes forward.
 */
export function observeMedia(
  media: Media,
  {
    record,
    nowMs,
    heartbeatMs,
  }: { record: (observation: Observation) => void; nowMs: () => number; heartbeatMs: () => number },
): {
  positionMs(): number
  /** Says that the player is closed, unless the video ended before, and observes no more. */
  stop(): void
} {
  let isPlaying = false
  let isBuffering = false
  let isStopped = false
  let rate = 1
  let jumpedFromMs: number | undefined
  let lastPositionMs = positionMs()
  let lastUpdateAt = nowMs()
  let lastAnchorAt = -Infinity
  let captions = shownCaptions()

  function positionMs(): number {
    const seconds = Number.isFinite(media.duration) ? Math.min(media.currentTime, media.duration) : media.currentTime
    return Math.max(0, Math.round(seconds * 1000))
  }
  function currentRate(): number {
    return Math.min(Math.max(media.playbackRate, LEAST_RATE), HIGHEST_RATE)
  }
  function shownCaptions(): string {
    return [...(media.textTracks ?? [])]
      .filter(({ mode, kind }) => mode === "showing" && (kind === "captions" || kind === "subtitles"))
      .map(({ language, label }) => `${language} ${label}`)
      .join()
  }
  /** Where the video is by now if it went on since the last `timeupdate`: a jump shows only where it went to. */
  function leftPositionMs(): number {
    if (!isPlaying || isBuffering) return lastPositionMs
    const wentOnMs = Math.min(nowMs() - lastUpdateAt, LONGEST_UPDATE_MS) * rate
    const endMs = Number.isFinite(media.duration) ? Math.round(media.duration * 1000) : Infinity
    return Math.min(Math.round(lastPositionMs + wentOnMs), endMs)
  }
  function update(): void {
    lastPositionMs = positionMs()
    lastUpdateAt = nowMs()
  }
  function tell(type: PlaybackEventType, at: Partial<Observation> = {}): void {
    if (type === "PLAY" || type === "HEARTBEAT" || type === "RATE_CHANGE") rate = currentRate()
    if (type === "PLAY" || type === "HEARTBEAT") lastAnchorAt = nowMs()
    record({ type, positionMs: positionMs(), rate, ...at })
  }
  function stopPlaying(type: "PAUSE" | "STOP" | "ERROR"): void {
    isPlaying = false
    isBuffering = false
    tell(type)
  }

  const listeners: Record<string, () => void> = {
    playing() {
      update()
      if (isBuffering) {
        isBuffering = false
        tell("BUFFER_END")
      }
      if (!isPlaying && media.playbackRate > 0) {
        isPlaying = true
        isStopped = false
        tell("PLAY")
      }
    },
    pause() {
      update()
      // The end has an event of its own.
      if (isPlaying && !media.ended) stopPlaying("PAUSE")
    },
    ended() {
      update()
      if (isStopped) return
      isStopped = true
      stopPlaying("STOP")
    },
    error() {
      if (isPlaying) stopPlaying("ERROR")
      else tell("ERROR")
    },
    waiting() {
      // A jump waits for data too, and is told as a jump.
      if (!isPlaying || isBuffering || media.seeking) return
      update()
      isBuffering = true
      tell("BUFFER_START")
    },
    seeking() {
      // While the thumb is dragged there are many; what counts is where it left and where it ended.
      jumpedFromMs ??= leftPositionMs()
    },
    seeked() {
      const fromPositionMs = jumpedFromMs ?? lastPositionMs
      jumpedFromMs = undefined
      update()
      tell("SEEK", { fromPositionMs })
    },
    ratechange() {
      if (!isPlaying) {
        if (!media.paused && media.playbackRate > 0 && !media.seeking) listeners.playing?.()
        return
      }
      update()
      // Some scripts hold the video by a speed of 0.
      if (media.playbackRate <= 0) stopPlaying("PAUSE")
      else if (currentRate() !== rate) tell("RATE_CHANGE")
    },
    timeupdate() {
      if (media.seeking || jumpedFromMs !== undefined) return
      const movedOn = positionMs() > lastPositionMs
      update()
      if (!isPlaying) return
      // A browser may forget to say that it goes on.
      if (isBuffering && movedOn) {
        isBuffering = false
        tell("BUFFER_END")
      }
      if (!isBuffering && nowMs() - lastAnchorAt >= heartbeatMs()) tell("HEARTBEAT")
    },
  }
  const onCaptions = () => {
    const now = shownCaptions()
    if (now === captions) return
    captions = now
    tell("CAPTION_CHANGE")
  }

  for (const [type, listener] of Object.entries(listeners)) media.addEventListener(type, listener)
  media.textTracks?.addEventListener("change", onCaptions)
  if (!media.paused && !media.seeking && media.currentTime > 0) listeners.playing?.()

  return {
    positionMs,
    stop() {
      for (const [type, listener] of Object.entries(listeners)) media.removeEventListener(type, listener)
      media.textTracks?.removeEventListener("change", onCaptions)
      if (isStopped) return
      isStopped = true
      stopPlaying("STOP")
    },
  }
}
