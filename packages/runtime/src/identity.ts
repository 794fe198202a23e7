import { X509Certificate } from "node:crypto"
import { readFile } from "node:fs/promises"
import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from "node:http"
import { createServer as createHttpsServer } from "node:https"
import { join } from "node:path"
import { createSecureContext, type PeerCertificate, type Server as TlsServer, type TLSSocket } from "node:tls"
import { Gauge } from "prom-client"
import { ConfigError } from "./config.ts"
import type { Telemetry } from "./telemetry.ts"

/** Names in a TLS_FOLDER, as Kubernetes has them in a Secret of its type `kubernetes.io/tls` and cert-manager fills it. */
export const TLS_FILES = { certificate: "tls.crt", key: "tls.key", authorities: "ca.crt" } as const

/** What a certificate has among its alternative names: who it is for (SPIFFE ID; github.com/spiffe/spiffe). */
export const spiffeId = (component: string): string => `spiffe://lectern/${component}`

/** Who calls which port. `operator` are commands at a terminal; the rest is what the chart has in its `calls`. */
export const CALLERS: Readonly<Record<string, readonly string[]>> = {
  "users-subgraph/http": ["gateway"],
  "courses-subgraph/http": ["gateway"],
  "enrollment-subgraph/http": ["gateway"],
  "content-subgraph/http": ["gateway"],
  "playback-subgraph/http": ["gateway"],
  "users-service/grpc": ["gateway", "users-subgraph", "courses-service", "enrollment-service", "operator"],
  "courses-service/grpc": [
    "courses-subgraph",
    "users-service",
    "enrollment-service",
    "content-service",
    "playback-service",
    "operator",
  ],
  "enrollment-service/grpc": [
    "enrollment-subgraph",
    "users-service",
    "courses-service",
    "content-service",
    "playback-service",
    "operator",
  ],
  "content-service/grpc": ["content-subgraph", "courses-service", "enrollment-service", "operator"],
  "content-service/files": ["gateway"],
  "playback-service/grpc": ["playback-subgraph", "users-service", "operator"],
}

interface Material {
  cert: string
  key: string
  ca: string
}

/** Of TLS, as Node takes them. */
type Connection = Material &
  typeof VERSION & { checkServerIdentity(host: string, certificate: PeerCertificate): Error | undefined }

/** Who this process is to other components, and how it knows them. */
export interface Identity {
  /** Calls `tell` with certificate, key and authorities now and whenever they have changed. Gives what ends that. */
  watch(tell: (material: Material) => void): () => void
  /** How to connect to a component: it must be that one. */
  connectionTo(component: string): Connection
  /**
   * Makes a server, with SERVER_TLS for its options, this component's at `port` (`grpc`, `http`, `files`). Who connects and is
   * not one of its callers is logged and cut off, so that nothing they send is read; the others are handed to `admit`.
   */
  protect(server: TlsServer, port: string, admit?: (socket: TLSSocket) => void): void
}

const RELOAD_MS = 10_000
const VERSION = { minVersion: "TLSv1.3" } as const
const HANDSHAKE_MS = 5000

let own: Identity | undefined
/** The identity of this process; undefined where connections are not encrypted. */
export const identity = (): Identity | undefined => own

/**
 * From now on this process shows the certificate in `folder` to all components and wants theirs. The files are read
 * again every ten seconds, and what can't be used then is logged and left. Throws ConfigError for what can't be used now.
 */
export async function assumeIdentity(component: string, folder: string, telemetry: Telemetry): Promise<void> {
  const { log, metrics } = telemetry
  const expiry = new Gauge({
    name: "tls_certificate_expiry_timestamp_seconds",
    help: "When the certificate of this component ends, in seconds since 1970.",
    registers: [metrics],
  })
  const read = async (): Promise<Material> => {
    const [cert, key, ca] = await Promise.all(
      [TLS_FILES.certificate, TLS_FILES.key, TLS_FILES.authorities].map((name) => readFile(join(folder, name), "utf8")),
    )
    return { cert: cert!, key: key!, ca: ca! }
  }
  const check = ({ cert, key, ca }: Material): void => {
    createSecureContext({ cert, key, ca })
    const certificate = new X509Certificate(cert)
    if (!hasName(certificate.subjectAltName, component))
      throw new Error(`the certificate is for ${certificate.subjectAltName ?? "nobody"}, not ${spiffeId(component)}`)
    if (certificate.validToDate.getTime() < Date.now())
      throw new Error(`the certificate ended on ${certificate.validToDate.toISOString()}`)
    expiry.set(certificate.validToDate.getTime() / 1000)
  }
  let material: Material
  try {
    material = await read()
    check(material)
  } catch (error) {
    throw new ConfigError(`TLS_FOLDER: ${(error as Error).message}`)
  }
  const watchers = new Set<(material: Material) => void>()
  const reload = async () => {
    const latest = await read()
    if (latest.cert === material.cert && latest.key === material.key && latest.ca === material.ca) return
    check(latest)
    material = latest
    log.info("a new certificate is in use")
    for (const tell of watchers) tell(latest)
  }
  let complaint: string | undefined
  setInterval(() => {
    reload().then(
      () => (complaint = undefined),
      (error: Error) => {
        // Once, not every ten seconds.
        if (error.message !== complaint) log.error({ err: error }, "the new certificate can't be used")
        complaint = error.message
      },
    )
  }, RELOAD_MS).unref()
  const watch: Identity["watch"] = (tell) => {
    watchers.add(tell)
    tell(material)
    return () => watchers.delete(tell)
  }
  own = {
    watch,
    connectionTo: (called) => ({
      ...material,
      ...VERSION,
      checkServerIdentity: (_host, { subjectaltname }) => {
        if (hasName(subjectaltname, called)) return undefined
        log.warn({ called, found: subjectaltname }, "a connection was given up: its other end is not who was called")
        return new Error(`${spiffeId(called)} is expected, not ${subjectaltname ?? "nobody"}`)
      },
    }),
    protect: (server, port, admit) => {
      server.once(
        "close",
        watch((latest) => server.setSecureContext({ ...latest, ...VERSION })),
      )
      server.on("tlsClientError", ({ message }) => log.warn({ port, reason: message }, "a handshake failed"))
      server.on("secureConnection", (socket) => {
        // What goes on over the connection ends by it; an error after that is nobody's (github.com/nodejs/node/issues/35824).
        socket.on("error", () => {})
        const names = socket.getPeerX509Certificate()?.subjectAltName
        if (CALLERS[`${component}/${port}`]?.some((caller) => hasName(names, caller))) return admit?.(socket)
        log.warn({ port, caller: names }, "a connection was refused: not one of the callers")
        socket.destroy()
      })
    },
  }
}

// As Node writes alternative names: with quotes around whatever could be taken for more than one.
const hasName = (names: string | undefined, component: string): boolean =>
  names !== undefined && names.split(", ").includes(`URI:${spiffeId(component)}`)

/** Options of a TLS server that wants certificates of its callers; it has none of its own before `protect`. */
export const SERVER_TLS = { ...VERSION, requestCert: true, rejectUnauthorized: true, handshakeTimeout: HANDSHAKE_MS }

/** A server for other components at `port` of this one, encrypted where this process has an identity. */
export function createComponentServer(
  port: string,
  listener: RequestListener,
  options: { requestTimeout?: number } = {},
): HttpServer {
  if (!own) return createHttpServer(options, listener)
  const server = createHttpsServer({ ...options, ...SERVER_TLS }, listener)
  own.protect(server, port)
  return server
}
