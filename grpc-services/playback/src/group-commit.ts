import { AsyncLocalStorage } from "node:async_hooks"
import { exhausted, ServiceError } from "@lectern/rpc/errors"
import { isLockConflict } from "@lectern/service-kit/mysql-errors"

interface Waiting<Request, Answer> {
  request: Request
  size: number
  /** Runs something as this request's own work: within its call and its span. */
  inItsContext: <T>(work: () => T) => T
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/**
 * Runs what several callers ask for together, so that they share statements and the write to disk at the commit. Nobody
 * waits for company: while fewer than `concurrency` groups are running a request is run at once, and those that come
 * meanwhile are the next group. A group that fails is run again one by one, so that nobody fails for another's sake; for a
 * ServiceError, which is an outage or a passed deadline, all of it fails at once: alone each would wait for the same.
 *
 * `run` answers each request at its place; what one of them is refused for it throws there. Sizes are in whatever unit; more than `maxWaiting` are refused with
 * RESOURCE_EXHAUSTED / DATABASE_BUSY.
 */
export function groupCommit<Request, Answer>({
  run,
  sizeOf,
  maxSize,
  maxWaiting,
  concurrency,
}: {
  run: (group: readonly Request[]) => Promise<readonly (() => Answer)[]>
  sizeOf: (request: Request) => number
  /** Of a group; one request alone may be larger. */
  maxSize: number
  maxWaiting: number
  concurrency: number
}): (request: Request) => Promise<Answer> {
  const waiting: Waiting<Request, Answer>[] = []
  let waitingSize = 0
  let running = 0

  const nextGroup = (): Waiting<Request, Answer>[] => {
    const group: Waiting<Request, Answer>[] = []
    let size = 0
    for (let next = waiting[0]; next && (group.length === 0 || size + next.size <= maxSize); next = waiting[0]) {
      waiting.shift()
      group.push(next)
      size += next.size
    }
    waitingSize -= size
    return group
  }

  const runGroup = async (group: readonly Waiting<Request, Answer>[]): Promise<void> => {
    const [first] = group
    if (!first) return
    let answers
    try {
      answers = await first.inItsContext(() => run(group.map(({ request }) => request)))
    } catch (error) {
      if (group.length === 1 || isOutage(error)) for (const { reject } of group) reject(error)
      else for (const one of group) await runGroup([one])
      return
    }
    for (const [i, { resolve, reject }] of group.entries())
      try {
        const answer = answers[i]
        if (!answer) throw new Error("a request of a group was not answered")
        resolve(answer())
      } catch (error) {
        reject(error)
      }
  }

  const runNext = (): void => {
    if (running === concurrency || waiting.length === 0) return
    running++
    void runGroup(nextGroup()).finally(() => {
      running--
      runNext()
    })
  }

  return (request) =>
    new Promise<Answer>((resolve, reject) => {
      const size = sizeOf(request)
      if (waitingSize + size > maxWaiting) {
        reject(exhausted("DATABASE_BUSY", "too many requests wait for the database", 500))
        return
      }
      waiting.push({ request, size, inItsContext: AsyncLocalStorage.snapshot(), resolve, reject })
      waitingSize += size
      runNext()
    })
}

/** Others that change the same data are in the way of some requests of a group; what else is a ServiceError, of all. */
const isOutage = (error: unknown): boolean => error instanceof ServiceError && !isLockConflict(error.cause ?? error)
