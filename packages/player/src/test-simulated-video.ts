import type { Media } from "./observe-media.ts"

/** What a person does with a video. */
export type Action =
  | { do: "play" | "pause" }
  | { do: "watch"; forMs: number }
  | { do: "seek"; toMs: number }
  | { do: "rate"; rate: number }
  | { do: "stall"; forMs: number }

const TICK_MS = 250

/**
 * A video that nobody has to wait for: it goes on by `nowMs`, a clock that may run as fast as it likes, and fires the
 * events that Chromium's does, in its order.
 */
export class SimulatedVideo extends EventTarget implements Media {
  readonly duration: number
  readonly readyState = 4
  paused = true
  ended = false
  seeking = false
  playbackRate = 1
  readonly #nowMs: () => number
  #positionMs = 0
  #asOfMs: number
  #isStalled = false

  constructor({ durationMs, nowMs }: { durationMs: number; nowMs: () => number }) {
    super()
    this.duration = durationMs / 1000
    this.#nowMs = nowMs
    this.#asOfMs = nowMs()
  }
  get currentTime(): number {
    this.#goOn()
    return this.#positionMs / 1000
  }
  set currentTime(seconds: number) {
    this.#goOn()
    this.seeking = true
    this.ended = false
    this.#positionMs = Math.min(Math.max(0, seconds * 1000), this.duration * 1000)
    this.#fire("seeking", "timeupdate")
    this.seeking = false
    this.#fire("seeked")
  }
  #goOn(): void {
    const now = this.#nowMs()
    if (!this.paused && !this.#isStalled)
      this.#positionMs = Math.min(this.#positionMs + (now - this.#asOfMs) * this.playbackRate, this.duration * 1000)
    this.#asOfMs = now
  }
  #fire(...types: string[]): void {
    for (const type of types) this.dispatchEvent(new Event(type))
  }

  /** What a timer of a real one does four times a second. */
  tick(): void {
    if (this.paused) return
    this.#goOn()
    this.#fire("timeupdate")
    if (this.#positionMs < this.duration * 1000) return
    this.paused = true
    this.ended = true
    this.#fire("pause", "ended")
  }

  act(action: Exclude<Action, { do: "watch" | "stall" }>): void {
    this.#goOn()
    if (action.do === "play" && this.paused) {
      if (this.ended) this.currentTime = 0
      this.paused = false
      this.#fire("play", "playing")
    } else if (action.do === "pause" && !this.paused) {
      this.paused = true
      this.#fire("timeupdate", "pause")
    } else if (action.do === "seek") this.currentTime = action.toMs / 1000
    else if (action.do === "rate") {
      this.playbackRate = action.rate
      this.#fire("ratechange")
    }
  }
  stall(isStalled: boolean): void {
    this.#goOn()
    this.#isStalled = isStalled
    this.#fire(isStalled ? "waiting" : "playing")
  }
}

/** Does all of it, in the time of `advance(ms)`, which is called for each tick. */
export async function perform(
  video: SimulatedVideo,
  actions: readonly Action[],
  advance: (ms: number) => void | Promise<void>,
): Promise<void> {
  const pass = async (forMs: number) => {
    for (let left = forMs; left > 0; left -= TICK_MS) {
      await advance(Math.min(TICK_MS, left))
      video.tick()
    }
  }
  for (const action of actions) {
    if (action.do === "watch") await pass(action.forMs)
    else if (action.do === "stall") {
      video.stall(true)
      await pass(action.forMs)
      video.stall(false)
    } else video.act(action)
  }
}
