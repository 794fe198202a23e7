import type { FastifyRequest } from "fastify"
import type { ClientOrigin } from "@lectern/rpc/call"

/** Where a request came from. The address is that of the nearest proxy that is not trusted (TRUSTED_PROXIES). */
export const originOf = ({ ip, headers }: FastifyRequest): ClientOrigin => ({
  ipAddress: ip,
  userAgent: headers["user-agent"] ?? "",
  languages: headers["accept-language"] ?? "",
})
