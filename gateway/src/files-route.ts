import type { IncomingMessage, Server, ServerResponse } from "node:http"
import { PassThrough, type Readable } from "node:stream"
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

const UNWANTED_BODY_LIMIT_MS = 5000

/**
 * How long a file server may take for the first byte of what is read, and for its next step where something is written:
 * to take some more of the body, or to answer when it has all of it. Checks of what came and a busy store take their time.
 */
const LIMITS = { readMs: 5000, writeMs: 60_000 }

/** Everything below /files/ belongs to the file server; the edge adds what CORS needs and nothing else. */
export async function filesRoute(app: FastifyInstance, files: FileServer, limits = LIMITS): Promise<void> {
  app.removeAllContentTypeParsers()
  // Bytes of uploads pass through as they come.
  if (typeof files === "function") {
    app.addContentTypeParser("*", (_request, payload, done) => done(null, payload))
    app.all("/files/*", (request, reply) => {
      reply.hijack()
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value)
      files(request.raw, reply.raw)
    })
    return
  }
  await app.register(replyFrom, {
    undici: { connections: 64, connect: { timeout: 1000 }, headersTimeout: limits.readMs, bodyTimeout: 30_000 },
  })
  app.addContentTypeParser("*", (_request, payload, done) => done(null, detached(payload, app.server)))
  const servers = fileServers(files.urls)
  const pass = (reply: FastifyReply, url: string, tried: readonly string[]): void => {
    const { method, url: target = "" } = reply.request.raw
    const connection = reply.getHeader("connection")
    const isRead = method === "GET" || method === "HEAD"
    reply.from(target, {
      ...(isRead ? {} : { timeout: limits.writeMs }),
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
        // The plugin would close it under a body that is still coming, before the client has read the answer.
        if (connection === undefined) reply.removeHeader("connection")
        reply.send((response as unknown as { stream: Readable }).stream)
      },
      // Nothing was sent to the client yet.
      onError: (_reply, { error }) => {
        // The client broke off its upload, which is no failure of the server.
        if (reply.raw.destroyed || reply.raw.socket?.destroyed) return
        servers.failed(url)
        const triedNow = [...tried, url]
        const other = isRead ? servers.next(triedNow) : undefined
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

/**
 * A body that may be destroyed without its request, which happens when the file server fails or answers early. Many
 * clients read an answer only when they have sent everything; they get some time to.
 */
function detached(request: IncomingMessage, server: Server): Readable {
  const { socket } = request
  const body = request.pipe(new PassThrough())
  request.once("error", (error) => body.destroy(error))
  body.once("close", () => {
    if (request.readableEnded) return
    const limit = setTimeout(() => request.destroy(), UNWANTED_BODY_LIMIT_MS).unref()
    request.once("close", () => {
      clearTimeout(limit)
      // A server that stops closes what is idle then; this connection becomes so later.
      if (!server.listening) socket.destroy()
    })
    request.resume()
  })
  return body
}
