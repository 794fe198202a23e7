import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { connect as connectPlain } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { connect, createServer, type ConnectionOptions, type TLSSocket } from "node:tls"
import type { AddressInfo } from "node:net"
import { usersService } from "@lectern/contracts/package-definition"
import { CERTIFIED, writeCertificates } from "@lectern/platform/certificates"
import { createClient } from "@lectern/rpc/client"
import { CALLERS, identity, TLS_FILES } from "@lectern/runtime/identity"
import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
import { until } from "@lectern/test-kit/until"
import { LEARNER_HOME, type LearnerHome } from "./learner-home.ts"
import { demo, startPlatform, type Platform } from "./platform-under-test.ts"

const ROOT = join(import.meta.dirname, "../..")
/** Who hears nothing in this time is not answered: what is answered is so in milliseconds. */
const SILENCE_MS = 5000
/** A component reads its certificate again every ten seconds. */
const RENEWED = { timeoutMs: 30_000, description: "a new certificate to be in use" }

const certificateOf = (folder: string, name: string) => ({
  cert: readFileSync(join(folder, name, TLS_FILES.certificate)),
  key: readFileSync(join(folder, name, TLS_FILES.key)),
})

describe("components that talk by TLS", () => {
  let platform: Platform
  let token = ""
  let certificates = ""
  let elsewhere = ""
  /** Each port that components have for each other, by the name that CALLERS has for it. */
  const ports = new Map<string, number>()

  before(async () => {
    platform = await startPlatform("processes", {}, ["--tls"])
    token = await platform.signIn(demo.learner)
    const { services, subgraphs = {}, files = "", tls = "" } = platform.addresses
    certificates = tls
    for (const [name, address] of Object.entries(services))
      ports.set(`${name}-service/grpc`, Number(address.split(":")[1]))
    for (const [name, url] of Object.entries<string>(subgraphs))
      ports.set(`${name}-subgraph/http`, Number(new URL(url).port))
    ports.set("content-service/files", Number(new URL(files).port))
    elsewhere = await mkdtemp(join(tmpdir(), "lectern-certificates-"))
    await writeCertificates(elsewhere, ["gateway"])
  })
  after(async () => {
    await platform?.stop()
    if (elsewhere) await rm(elsewhere, { recursive: true })
  })

  const home = async () => {
    const { status, data, errors } = await platform.graphql<LearnerHome>(LEARNER_HOME, {}, token)
    assert.deepEqual([status, errors], [200, undefined])
    return data
  }

  /** Whether anything is answered at a port to who shows such a certificate. */
  const isAnswered = async (port: string, options: ConnectionOptions): Promise<boolean> => {
    const isHttp2 = port.endsWith("/grpc")
    const socket = connect({
      host: "127.0.0.1",
      port: ports.get(port) ?? 0,
      // That the server is who it should be is another test's matter.
      rejectUnauthorized: false,
      ...(isHttp2 ? { ALPNProtocols: ["h2"] } : {}),
      ...options,
    })
    // A server of HTTP/2 speaks first.
    if (!isHttp2) socket.write("GET / HTTP/1.1\r\nhost: a\r\n\r\n")
    try {
      return await Promise.race([
        once(socket, "data").then(() => true),
        once(socket, "close").then(() => false),
        new Promise<boolean>((_resolve, reject) =>
          setTimeout(() => reject(new Error(`${port} neither answers nor closes`)), SILENCE_MS).unref(),
        ),
      ]).catch((error: unknown) => {
        // A handshake that was refused.
        if (/alert|ECONNRESET|EPIPE/.test(String(error))) return false
        throw error
      })
    } finally {
      socket.on("error", () => {}).destroy()
    }
  }

  it("answer a learner's home screen, and videos in whole, in part and by upload", async () => {
    const { continueWatching } = await home()
    const [watched] = continueWatching
    const playlist = await fetch(new URL(watched?.session.stream.hlsUrl ?? "", platform.origin))
    assert.equal(playlist.status, 200)
    const media = (await playlist.text()).split("\n").find((line) => line && !line.startsWith("#")) ?? ""
    const segments = await (await fetch(new URL(media, playlist.url))).text()
    const [, init = ""] = /URI="([^"]+)"/.exec(segments) ?? []
    const segment = segments.split("\n").find((line) => line && !line.startsWith("#")) ?? init
    const whole = await fetch(new URL(segment, new URL(media, playlist.url)))
    const bytes = Buffer.from(await whole.arrayBuffer())
    assert.deepEqual([whole.status, bytes.length], [200, Number(whole.headers.get("content-length"))])
    const part = await fetch(whole.url, { headers: { range: "bytes=100-199" } })
    assert.equal(part.status, 206)
    assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(100, 200))
    const uploads = await fetch(`${platform.origin}/files/uploads/`, { method: "OPTIONS" })
    assert.equal(uploads.headers.get("tus-version"), "1.0.0")
  })

  it("answer nobody who has no certificate of their authority", async () => {
    for (const port of Object.keys(CALLERS)) {
      assert.ok(ports.has(port), port)
      assert.equal(await isAnswered(port, {}), false, `${port} without one`)
      assert.equal(await isAnswered(port, certificateOf(elsewhere, "gateway")), false, `${port} with another's`)
      assert.equal(
        await isAnswered(port, { ...certificateOf(certificates, "gateway"), maxVersion: "TLSv1.2" }),
        false,
        `${port} by an old TLS`,
      )
      const plain = connectPlain(ports.get(port) ?? 0, "127.0.0.1")
      plain.end("GET / HTTP/1.1\r\nhost: a\r\n\r\n")
      const heard = (await plain.toArray().catch(() => [])) as Buffer[]
      assert.doesNotMatch(Buffer.concat(heard).toString("latin1"), /HTTP/, `${port} without TLS`)
    }
  })

  it("answer those who call them and no other component", async () => {
    const answered: Record<string, string[]> = {}
    for (const port of Object.keys(CALLERS)) {
      answered[port] = []
      for (const caller of CERTIFIED)
        if (await isAnswered(port, certificateOf(certificates, caller))) answered[port].push(caller)
    }
    const expected = Object.entries(CALLERS).map(([port, callers]) => [
      port,
      CERTIFIED.filter((caller) => callers.includes(caller)),
    ])
    assert.deepEqual(answered, Object.fromEntries(expected))
    const log = await platform.log()
    assert.match(
      log,
      /"component":"users-service","port":"grpc","caller":"URI:spiffe:\/\/lectern\/content-subgraph".*not one of the/,
    )
  })

  it("send nothing to who is another component than they call", async () => {
    const telemetry = silentTelemetry("test")
    const users = createClient(usersService, platform.addresses.services.courses, telemetry)
    try {
      await assert.rejects(users.listUsers({}, platform.services.asAdmin()), { code: "UNAVAILABLE" })
    } finally {
      users.close()
    }
    const heard: Buffer[] = []
    const impostor = createServer({ ...certificateOf(certificates, "courses-subgraph") }, (socket) => {
      socket.on("error", () => {}).on("data", (bytes: Buffer) => heard.push(bytes))
    }).listen(0, "127.0.0.1")
    await once(impostor, "listening")
    const { port } = impostor.address() as AddressInfo
    const calling = (component: string): Promise<TLSSocket> => {
      const socket = connect({ port, host: "127.0.0.1", ...identity()!.connectionTo(component) })
      socket.write("a secret")
      return once(socket, "secureConnect").then(() => socket)
    }
    try {
      await assert.rejects(calling("users-subgraph"), /spiffe:\/\/lectern\/users-subgraph is expected/)
      const socket = await calling("courses-subgraph")
      await until(() => heard.length > 0, { description: "the one who is called to hear it" })
      assert.equal(Buffer.concat(heard).toString(), "a secret")
      socket.destroy()
    } finally {
      impostor.close()
    }
  })

  it("take new certificates while they serve, and leave what can't be used", async () => {
    const gateway = join(certificates, "gateway")
    const [first, last] = ["users-service/grpc", "content-service/files"] as const
    const serialAt = async (port: string) => {
      const socket = connect({ port: ports.get(port) ?? 0, host: "127.0.0.1", rejectUnauthorized: false })
      await once(socket, "secureConnect")
      const { serialNumber } = socket.getPeerCertificate()
      socket.on("error", () => {}).destroy()
      return serialNumber
    }
    const before = [await serialAt(first), await serialAt(last)]
    let isServing = true
    const failures: unknown[] = []
    const serving = (async () => {
      while (isServing) await home().catch((error: unknown) => failures.push(error))
    })()
    try {
      const kept = join(elsewhere, "kept.crt")
      await copyFile(join(gateway, TLS_FILES.certificate), kept)
      await writeFile(join(gateway, TLS_FILES.certificate), "no certificate")
      await until(async () => (await platform.log()).includes("the new certificate can't be used"), RENEWED)
      await copyFile(kept, join(gateway, TLS_FILES.certificate))

      for (const name of CERTIFIED) await rm(join(certificates, name, TLS_FILES.certificate))
      await writeCertificates(certificates, CERTIFIED)
      const isRenewed = async () => (await platform.log()).split('"a new certificate is in use"').length > 11
      await until(isRenewed, RENEWED)
      assert.notDeepEqual([await serialAt(first), await serialAt(last)], before)
      // Over connections that are made now.
      for (const port of Object.keys(CALLERS))
        assert.equal(await isAnswered(port, certificateOf(certificates, CALLERS[port]?.[0] ?? "")), true, port)
    } finally {
      isServing = false
      await serving
    }
    assert.deepEqual(failures, [])
    const ends = await platform.samples(["tls_certificate_expiry_timestamp_seconds"])
    assert.equal(ends.length, 11)
    const years = (Math.min(...ends.map(({ value }) => value)) - Date.now() / 1000) / 31_557_600
    assert.ok(years > 4.9 && years < 5, `${years}`)
  })

  it("don't start with what proves nothing, and say why in one line", async () => {
    const outcomeWith = async (folder: string) => {
      const child = spawn(process.execPath, ["subgraphs/users/src/main.ts"], {
        cwd: ROOT,
        env: {
          PATH: process.env.PATH,
          USERS_SERVICE: platform.addresses.services.users,
          PASSPORT_PUBLIC_KEYS: (
            JSON.parse(await readFile(join(platform.dataFolder, "secrets.json"), "utf8")) as {
              passportPublicKey: string
            }
          ).passportPublicKey,
          PORT: "0",
          TLS_FOLDER: folder,
        },
        stdio: ["ignore", "ignore", "pipe"],
      })
      const said = (await child.stderr.toArray()) as Buffer[]
      if (child.exitCode === null) await once(child, "exit")
      return `${child.exitCode}: ${Buffer.concat(said).toString()}`
    }
    assert.match(await outcomeWith("/nowhere"), /^1: TLS_FOLDER: ENOENT[^\n]*\/nowhere\/tls\.crt'\n$/)
    assert.match(
      await outcomeWith(join(certificates, "gateway")),
      /^1: TLS_FOLDER: the certificate is for URI:spiffe:\/\/lectern\/gateway, not spiffe:\/\/lectern\/users-subgraph\n$/,
    )
    const mixed = join(elsewhere, "mixed")
    await cp(join(certificates, "users-subgraph"), mixed, { recursive: true })
    await copyFile(join(certificates, "gateway", TLS_FILES.key), join(mixed, TLS_FILES.key))
    assert.match(await outcomeWith(mixed), /^1: TLS_FOLDER: [^\n]*key values mismatch\n$/)
  })
})
