import type { FastifyReply } from "fastify"

/** Aborts when the client closes its connection before the answer is complete. */
export function clientGone({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController()
  // The request's own "close" comes when its body was read, so it can't tell.
  raw.once("close", () => {
    if (!raw.writableFinished) controller.abort()
  })
  return controller.signal
}
