import { SingleBar } from "cli-progress"

export interface Progress {
  begin(what: string, total: number): { advance(by: number): void; end(): void }
}

const STEPS = 10

/** A bar on a terminal; elsewhere a line each tenth, as a bar would fill a log. */
export function showProgress(stream: NodeJS.WriteStream): Progress {
  return {
    begin(what, total) {
      if (stream.isTTY) {
        const bar = new SingleBar({ format: `${what} {bar} {percentage} %`, stream, hideCursor: true })
        bar.start(Math.max(total, 1), 0)
        return { advance: (by) => bar.increment(by), end: () => bar.stop() }
      }
      let done = 0
      let told = 0
      return {
        advance(by) {
          done += by
          const step = Math.min(STEPS, Math.floor((STEPS * done) / Math.max(total, 1)))
          if (step > told) stream.write(`${what} … ${(told = step) * (100 / STEPS)} %\n`)
        },
        end: () => undefined,
      }
    },
  }
}
