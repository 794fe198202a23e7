import type { IncomingMessage, ServerResponse } from "node:http"
import replyFrom from "@fastify/reply-from"
import type { FastifyInstance } from "fastify"

/** The file server in this process, or its address. */
export type FileServer = ((request: IncomingMessage, response: ServerResponse) => void) | { url: string }

export const UPLOADS_PREFIX = "/files/uploads/"

// What only the platform says to itself, or what the file server has no business knowing.
const STRIPPED = ["x-passport", "x-deadline-ms", "authorization", "cookie"]

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
    base: files.url,
    undici: { connections: 64, connect: { timeout: 1000 }, headersTimeout: 5000, bodyTimeout: 30_000 },
  })
  app.all("/files/*", (request, reply) =>
    reply.from(request.raw.url ?? "", {
      rewriteRequestHeaders: (_request, headers) =>
        Object.fromEntries(Object.entries(headers).filter(([name]) => !STRIPPED.includes(name))),
      // Whatever keeps the file server from answering is an outage of it; a refused connection comes as 500.
      onError: (failed, { error }) => {
        const { statusCode } = error as Error & { statusCode?: number }
        failed.send(Object.assign(error, { statusCode: statusCode === 504 ? 504 : 503 }))
      },
    }),
  )
}
