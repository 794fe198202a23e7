import type { IncomingMessage, Server, ServerResponse } from "node:http"
import { PassThrough, type Readable } from "node:stream"
import { context } from "@opentelemetry/api"
import replyFrom from "@fastify/reply-from"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { Agent, type Dispatcher } from "undici"
import { currentRequestId, traceHeaders, type Telemetry } from "@lectern/runtime/telemetry"
import { openUpstream, UpstreamAway } from "@lectern/runtime/upstream"
import { connectorTo, kindOf, originOf } from "./data-source.ts"

/** The file server in this process, or the address of those that have the same files. */
export type FileServer = ((request: IncomingMessage, response: ServerResponse) => void) | { address: string }

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
// Of the connection, not of the message (RFC 9110, 7.6.1); and what a request without a body does not need.
const OF_CONNECTION = ["connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade"]
const NOT_READ_WITH = [...STRIPPED, ...OF_CONNECTION, "host", "expect", "content-length"]
const without = <V>(headers: Record<string, V>, names: readonly string[]): Record<string, V> => {
  const named = String(headers.connection ?? "")
    .toLowerCase()
    .split(/\s*,\s*/)
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name) && !named.includes(name)))
}
/** What the platform says of the request itself. */
const ownHeaders = ({ observed }: FastifyRequest): Record<string, string> =>
  context.with(observed, () => ({ ...traceHeaders(), "x-correlation-id": currentRequestId() ?? "" }))

const UNWANTED_BODY_LIMIT_MS = 5000
/** Files may come from a slow disk or from far away; above this, another server is asked as well. */
const HEDGE_AFTER_MS = 300
/**
 * How long a file server may take for the first byte of what is read, and for its next step where something is written:
 * to take some more of the body, or to answer when it has all of it. Checks of what came and a busy store take their time.
 */
const LIMITS = { readMs: 5000, writeMs: 60_000 }

/** Everything below /files/ belongs to the file server; the edge adds what CORS needs and nothing else. */
export async function filesRoute(
  app: FastifyInstance,
  files: FileServer,
  telemetry: Telemetry,
  limits = LIMITS,
): Promise<void> {
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
  const connectionLimits = {
    connections: 64,
    connect: connectorTo("content-service", 1000),
    headersTimeout: limits.readMs,
    bodyTimeout: 30_000,
  }
  const agent = new Agent(connectionLimits)
  await app.register(replyFrom, { undici: connectionLimits })
  app.addContentTypeParser("*", (_request, payload, done) => done(null, detached(payload, app.server)))
  const upstream = openUpstream({
    target: "files",
    address: files.address,
    telemetry,
    hedgeAfterMs: HEDGE_AFTER_MS,
  })
  app.addHook("onClose", async () => {
    upstream.close()
    await agent.destroy()
  })

  /** Whichever server answers first. What it has begun to send is the client's to ask for again, by its range. */
  const read = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { raw } = request
    const gone = new AbortController()
    reply.raw.once("close", () => gone.abort())
    const { server, answer } = await upstream
      .call({
        canRepeat: upstream.pool.addresses.length > 1,
        canHedge: true,
        signal: gone.signal,
        budgetMs: limits.readMs,
        send: async (server, signal) => ({
          server,
          answer: await agent.request({
            origin: originOf(server),
            path: raw.url ?? "",
            method: raw.method as Dispatcher.HttpMethod,
            headers: { ...without(raw.headers, NOT_READ_WITH), ...ownHeaders(request) },
            signal,
          }),
        }),
        kindOf,
      })
      .catch((error: unknown) => {
        throw asOutage(error)
      })
    // undici asks for the end of the connection itself with HEAD.
    if (raw.method === "GET") leaveIfDraining(server, answer.headers)
    return reply.code(answer.statusCode).headers(without(answer.headers, OF_CONNECTION)).send(answer.body)
  }

  /** Nothing that may change something is sent twice. */
  const change = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const server = upstream.pool.choose(undefined, false)
    if (server === undefined) throw asOutage(new UpstreamAway("files", 1000))
    const attempt = upstream.pool.begin(server)
    const connection = reply.getHeader("connection")
    return reply.from(request.raw.url ?? "", {
      timeout: limits.writeMs,
      getUpstream: () => originOf(server),
      rewriteRequestHeaders: (_request, headers) => ({ ...without(headers, STRIPPED), ...ownHeaders(request) }),
      retryDelay: () => null,
      onResponse: (_request, _reply, response) => {
        const { headers, stream } = response as unknown as { headers: IncomingMessage["headers"]; stream: Readable }
        attempt.answered(true)
        leaveIfDraining(server, headers)
        // The plugin would close it under a body that is still coming, before the client has read the answer.
        if (connection === undefined) reply.removeHeader("connection")
        reply.send(stream)
      },
      // Nothing was sent to the client yet.
      onError: (_reply, { error }) => {
        // The client broke off its upload, which is no failure of the server.
        if (reply.raw.destroyed || reply.raw.socket?.destroyed) return attempt.abandoned()
        attempt.lost()
        reply.send(asOutage(error))
      },
    })
  }

  const leaveIfDraining = (server: string, { connection }: { connection?: string | string[] | undefined }) => {
    if (connection === "close") upstream.pool.leave(server)
  }
  app.all("/files/*", (request, reply) =>
    request.method === "GET" || request.method === "HEAD" ? read(request, reply) : change(request, reply),
  )
}

/** Whatever keeps the file server from answering is an outage of it; a refused connection comes as 500. */
function asOutage(error: unknown): Error {
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  const isLate = statusCode === 504 || code === "UND_ERR_HEADERS_TIMEOUT"
  return Object.assign(error as Error, { statusCode: isLate ? 504 : 503 })
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
