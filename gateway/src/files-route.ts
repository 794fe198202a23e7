import type { IncomingMessage, ServerResponse } from "node:http"
import type { Readable } from "node:stream"
import { context } from "@opentelemetry/api"
import replyFrom from "@fastify/reply-from"
import type { FastifyInstance, FastifyReply } from "fastify"
import { currentRequestId, traceHeaders } from "@lectern/runtime/telemetry"
import { fileServers } from "./file-servers.ts"

/** The file server in this process, or the addresses of some that have the same files. */
export type FileServer = ((request: IncomingMessage, response: ServerResponse) => void) | { urls: readonly string[] }

export const UPLOADS_PREFIX = "/files/uploads/"

// What only the platform says to itself, or what the file server has no business knowing.
const STRIPPED = [
  "x-passport",
  "x-deadline-ms",
  "authorization",
  "cookie",
  "x-correlation-id",
  "b3",
  "x-b3-flags",
  "x-b3-parentspanid",
  "tracestate",
]

/** Everything below /files/ belongs to the file server; the edge adds what CORS needs and nothing else. */
export async function filesRoute(app: FastifyInstance, files: FileServer): Promise<void> {
  app.removeAllContentTypeParsers()
  // Bytes of uploads pass through as they come.
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload))
  if (typeof files === "function") {
    app.all("/files/*", (request, reply) => {
      reply.hijack()
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value)
      files(request.raw, reply.raw)
    })
    return
  }
  await app.register(replyFrom, {
    undici: { connections: 64, connect: { timeout: 1000 }, headersTimeout: 5000, bodyTimeout: 30_000 },
  })
  const servers = fileServers(files.urls)
  const pass = (reply: FastifyReply, url: string, tried: readonly string[]): void => {
    const { method, url: target = "" } = reply.request.raw
    reply.from(target, {
      getUpstream: () => url,
      rewriteRequestHeaders: (_request, headers) => ({
        ...Object.fromEntries(Object.entries(headers).filter(([name]) => !STRIPPED.includes(name))),
        ...context.with(reply.request.observed, () => ({
          ...traceHeaders(),
          "x-correlation-id": currentRequestId() ?? "",
        })),
      }),
      // What is tried again, and where, is decided below.
      retryDelay: () => null,
      onResponse: (_request, _reply, response) => {
        servers.answered(url)
        reply.send((response as unknown as { stream: Readable }).stream)
      },
      // Nothing was sent to the client yet.
      onError: (_reply, { error }) => {
        const { raw } = reply.request
        // The client broke off its upload, which is no failure of the server.
        if (raw.destroyed && !raw.complete) return
        servers.failed(url)
        const triedNow = [...tried, url]
        const other = method === "GET" || method === "HEAD" ? servers.next(triedNow) : undefined
        if (other !== undefined) return pass(reply, other, triedNow)
        // Whatever keeps the file server from answering is an outage of it; a refused connection comes as 500.
        const { statusCode } = error as Error & { statusCode?: number }
        reply.send(Object.assign(error, { statusCode: statusCode === 504 ? 504 : 503 }))
      },
    })
  }
  app.all("/files/*", (_request, reply) => {
    pass(reply, servers.next() ?? "", [])
    return reply
  })
}
