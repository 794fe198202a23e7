import type { IncomingMessage, ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { context } from "@opentelemetry/api"
import type { GraphQLError } from "graphql"
import { parse, validate, type DocumentNode } from "graphql"
import { LRUCache } from "lru-cache"
import { originFromHeaders } from "@lectern/rpc/call"
import { ServiceError } from "@lectern/rpc/errors"
import type { Running } from "@lectern/runtime/component-process"
import { createComponentServer } from "@lectern/runtime/identity"
import { contextFromHeaders, withRequestId } from "@lectern/runtime/telemetry"
import { AT_WORK_AFTER_MS } from "@lectern/runtime/upstream"
import type { Subgraph } from "./subgraph.ts"

const MAX_BODY_BYTES = 4 * 1024 * 1024
const DEFAULT_DEADLINE_MS = 1000

/**
 * Serves a subgraph to the gateway: `POST /graphql` with JSON, passport in `x-passport`, the time that is left in
 * `x-deadline-ms`. Clients never come here, so there is neither introspection page nor GET.
 */
export async function serveSubgraph(subgraph: Subgraph, listen: { host: string; port: number }): Promise<Running> {
  let ready = true
  const documents = new LRUCache<string, DocumentNode | readonly GraphQLError[]>({ max: 1000 })
  const documentOf = (query: string): DocumentNode | readonly GraphQLError[] => {
    let known = documents.get(query)
    if (!known) {
      try {
        const document = parse(query, { noLocation: true })
        const errors = validate(subgraph.schema, document)
        known = errors.length > 0 ? errors : document
      } catch (error) {
        known = [error as GraphQLError]
      }
      documents.set(query, known)
    }
    return known
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // The gateway takes it as a sign to ask another replica.
    if (!ready) response.setHeader("connection", "close")
    const answer = (status: number, body: object) => {
      const bytes = Buffer.from(JSON.stringify(body))
      response.writeHead(status, { "content-type": "application/json", "content-length": bytes.length }).end(bytes)
    }
    const refuse = (status: number, code: string, message: string) =>
      answer(status, { errors: [{ message, extensions: { code, service: subgraph.name } }] })
    if (request.method !== "POST" || request.url !== "/graphql")
      return refuse(404, "NOT_FOUND", "POST /graphql is here")
    const gone = new AbortController()
    response.on("close", () => {
      if (!response.writableFinished) gone.abort()
    })
    const headers = request.headers as Record<string, string | undefined>
    let scope
    try {
      scope = subgraph.openScope({
        passport: headers["x-passport"] ?? "",
        deadlineMs: Date.now() + (Number(headers["x-deadline-ms"]) || DEFAULT_DEADLINE_MS),
        signal: gone.signal,
        correlationId: headers["x-correlation-id"] ?? "",
        origin: originFromHeaders(headers),
      })
    } catch (error) {
      if (error instanceof ServiceError) return refuse(401, "UNAUTHENTICATED", error.message)
      throw error
    }
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size > MAX_BODY_BYTES) return refuse(413, "BAD_USER_INPUT", `${MAX_BODY_BYTES} bytes at most are expected`)
    }
    let body: { query?: unknown; operationName?: string; variables?: Record<string, unknown> }
    try {
      body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as typeof body
    } catch {
      return refuse(400, "BAD_USER_INPUT", "the body is not JSON")
    }
    if (typeof body?.query !== "string") return refuse(400, "BAD_USER_INPUT", "query: a string is expected")
    const document = documentOf(body.query)
    if (!("kind" in document)) return answer(400, { errors: document.map((error) => error.toJSON()) })
    const { operationName, variables } = body
    const atWork = setTimeout(() => response.writeProcessing(), AT_WORK_AFTER_MS)
    try {
      answer(200, await subgraph.execute({ document, operationName, variables }, scope))
    } finally {
      clearTimeout(atWork)
    }
  }

  const server = createComponentServer("http", (request, response) => {
    const requestId = String(request.headers["x-correlation-id"] ?? "")
    void context.with(withRequestId(contextFromHeaders(request.headers), requestId), () =>
      handle(request, response).catch(() => {
        if (!response.headersSent) response.writeHead(500)
        response.end()
      }),
    )
  })
  // The gateway keeps its connections; a server that closed first would lose a request now and then.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(listen.port, listen.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    address: `http://${listen.host}:${port}/graphql`,
    isReady: () => ready,
    drain: () => {
      ready = false
    },
    stop: () =>
      new Promise((resolve) => {
        ready = false
        server.close(() => {
          subgraph.close()
          resolve()
        })
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 5000).unref()
      }),
  }
}
