import type { FastifyReply } from "fastify"
import { traceIdOf } from "./request-spans.ts"

/** An RFC 9457 answer; `code` is one of those that the graph uses too, `traceId` leads to its log lines and its trace. */
export function problem(
  reply: FastifyReply,
  status: number,
  code: string,
  detail: string,
  more: {
    retryAfterSeconds?: number
    fields?: { path: string[]; rule: string; message: string }[]
    /** Of a sign-in that waits for its second factor, with the seconds that it waits. */
    challenge?: string
    expiresIn?: number
  } = {},
): FastifyReply {
  if (more.retryAfterSeconds !== undefined) reply.header("retry-after", more.retryAfterSeconds)
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .type("application/problem+json")
    .send({ type: "about:blank", status, code, detail, ...more, traceId: traceIdOf(reply.request) })
}
