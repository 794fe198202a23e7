import type { FastifyRequest } from "fastify"

/**
 * Whether a browser says that a page of another site or of a neighbouring subdomain sent this, one whose origin is not
 * allowed. Programs send no `sec-fetch-site`; they hold no one's cookies either.
 */
export function isFromForeignPage({ headers }: FastifyRequest, allowedOrigins: readonly string[]): boolean {
  const site = headers["sec-fetch-site"]
  if (site === undefined || site === "same-origin" || site === "none") return false
  return headers.origin === undefined || !allowedOrigins.includes(headers.origin)
}
