// What serving files costs beside nginx with one worker and sendfile: throughput, processor time and memory, whole files
// of 1 GiB and ranges of 1 MiB of it, over loopback on several connections. The two are measured in turns on the same
// bytes by the same client, so that a busy machine is busy for both. Linux only.
// Run: npm run bench:files [-- ROUNDS]
import { spawn } from "node:child_process"
import { randomBytes, randomUUID } from "node:crypto"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { link, mkdir, mkdtemp, open, rm, writeFile } from "node:fs/promises"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { findProgram } from "@lectern/private-database/debian-packages"
import { freePort } from "@lectern/runtime/free-port"
import { until } from "@lectern/test-kit/until"
import { streamFolderOf } from "../grpc-services/content/src/file-store.ts"
import { signStreamGrant } from "../grpc-services/content/src/stream-grant.ts"
import { GRANT_SECRET, testContentService } from "../grpc-services/content/src/test-service.ts"
import { machine, processTree, table } from "./machine.ts"

const MIB = 2 ** 20
const FILE_BYTES = 1024 * MIB
const CONNECTIONS = 4
const WHOLE_FILES = 4
const RANGES = 4096
const SLOW_READERS = 100

interface Server extends AsyncDisposable {
  name: string
  pid: number
  port: number
  /** Path and query of `small` (1 MiB) and `large`. */
  path(name: "small" | "large"): string
}

/** The process that is measured: says where it is, as JSON, and ends with its standard input. */
async function serveOurs(): Promise<void> {
  const service = await testContentService()
  const sessionId = randomUUID()
  const g = signStreamGrant(GRANT_SECRET, {
    userId: randomUUID(),
    courseId: randomUUID(),
    sessionId,
    epoch: 0,
    expiresAt: new Date(Date.now() + 3_600_000),
  })
  const folder = join(service.storageFolder, streamFolderOf(sessionId))
  await mkdir(folder, { recursive: true })
  process.stdout.write(`${JSON.stringify({ port: new URL(service.filesAddress).port, sessionId, g, folder })}\n`)
  await once(process.stdin.resume(), "end")
  await service[Symbol.asyncDispose]()
}

async function startOurs(filesFolder: string): Promise<Server> {
  const child = spawn(process.execPath, [import.meta.filename, "serve"], { stdio: ["pipe", "pipe", "inherit"] })
  const [line] = (await once(child.stdout, "data")) as [Buffer]
  const { port, sessionId, g, folder } = JSON.parse(line.toString()) as Record<string, string>
  for (const name of ["small", "large"]) await link(join(filesFolder, name), join(folder ?? "", name))
  return {
    name: "lectern",
    pid: child.pid ?? 0,
    port: Number(port),
    path: (name) => `/files/hls/${sessionId}/${name}?g=${g}`,
    [Symbol.asyncDispose]: async () => {
      child.stdin.end()
      await once(child, "exit")
    },
  }
}

async function startNginx(filesFolder: string, port: number): Promise<Server> {
  const program = await findProgram({
    names: ["nginx"],
    packages: ["nginx-light|nginx"],
    into: join(import.meta.dirname, "../.data/programs"),
    log: (line) => console.error(line),
  })
  if (!program) throw new Error("nginx is needed to compare with")
  const folder = dirname(filesFolder)
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
  await writeFile(
    join(folder, "nginx.conf"),
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
     ${process.getuid?.() === 0 ? "user root;" : ""}
     events {}
     http {
       access_log off; default_type application/octet-stream; sendfile on; tcp_nopush on; keepalive_requests 1000000;
       ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
       server { listen 127.0.0.1:${port}; root ${filesFolder}; }
     }`,
  )
  const child = spawn(program.path, ["-c", join(folder, "nginx.conf"), "-p", folder], {
    env: { ...process.env, ...program.env },
    stdio: "ignore",
  })
  await until(() => fetch(`http://127.0.0.1:${port}/small`), { description: "nginx to answer" })
  const worker = processTree(child.pid ?? 0).find(({ parent }) => parent === child.pid)
  return {
    name: "nginx",
    pid: worker?.pid ?? 0,
    port,
    path: (name) => `/${name}`,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGTERM")
      await once(child, "exit")
    },
  }
}

const cpuSecondsOf = ({ pid }: Server): number => processTree(pid)[0]?.cpuSeconds ?? 0
const mibOf = ({ pid }: Server): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024

/** Sends each request of `requests` on the next free one of some connections, and throws the bodies away. */
async function load(server: Server, requests: { path: string; range?: string; bytes: number }[]) {
  const left = [...requests]
  let bytes = 0
  const [cpu, began] = [cpuSecondsOf(server), performance.now()]
  await Promise.all(
    Array.from({ length: CONNECTIONS }, () => {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      let expected = 0
      let isHead = true
      const next = () => {
        const request = left.pop()
        if (!request) {
          socket.destroy()
          return resolve()
        }
        isHead = true
        expected = request.bytes
        const range = request.range === undefined ? "" : `Range: ${request.range}\r\n`
        socket.write(`GET ${request.path} HTTP/1.1\r\nHost: bench\r\n${range}\r\n`)
      }
      const socket = connect({
        host: "127.0.0.1",
        port: server.port,
        onread: {
          // Of one size for both, and never collected.
          buffer: Buffer.allocUnsafe(256 * 1024),
          callback: (count, buffer) => {
            let body = count
            if (isHead) {
              // All servers send a head at once.
              const head = Buffer.from(buffer.buffer, buffer.byteOffset, count)
              const end = head.indexOf("\r\n\r\n") + 4
              if (end < 4 || !/^HTTP\/1\.1 20[06] /.test(head.toString("latin1", 0, 13)))
                reject(new Error(`${server.name} answered ${head.toString("latin1", 0, 200)}`))
              body -= end
              isHead = false
            }
            expected -= body
            bytes += body
            if (expected === 0) next()
            return true
          },
        },
      })
      socket.once("error", reject).once("connect", next)
      return promise
    }),
  )
  const gigabytes = bytes / 1e9
  return {
    gigabytesPerSecond: gigabytes / ((performance.now() - began) / 1000),
    cpuPerGigabyte: (cpuSecondsOf(server) - cpu) / gigabytes,
  }
}
type Measured = Awaited<ReturnType<typeof load>>

const wholes = (server: Server) =>
  Array.from({ length: WHOLE_FILES }, () => ({ path: server.path("large"), bytes: FILE_BYTES }))
const smalls = (server: Server) => Array.from({ length: 1000 }, () => ({ path: server.path("small"), bytes: MIB }))
const ranges = (server: Server) =>
  Array.from({ length: RANGES }, (_, index) => {
    const start = ((index * 7919) % (FILE_BYTES / MIB)) * MIB
    return { path: server.path("large"), range: `bytes=${start}-${start + MIB - 1}`, bytes: MIB }
  })

/** Memory while many hold a transfer of the large file open and read nothing but its beginning. */
async function withSlowReaders(server: Server): Promise<number> {
  const sockets = await Promise.all(
    Array.from({ length: SLOW_READERS }, async () => {
      const socket = connect(server.port, "127.0.0.1")
      socket.write(`GET ${server.path("large")} HTTP/1.1\r\nHost: bench\r\n\r\n`)
      await once(socket, "data")
      return socket.pause()
    }),
  )
  let last = 0
  // Until both sides have filled what the kernel holds for them.
  await until(
    async () => {
      const isStill = last !== 0 && Math.abs(mibOf(server) - last) < 0.1
      last = mibOf(server)
      await new Promise((resolve) => setTimeout(resolve, 300))
      return isStill
    },
    { timeoutMs: 20_000, description: "the transfers to stand still" },
  )
  for (const socket of sockets) socket.destroy()
  return last
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN

async function measure(rounds: number): Promise<void> {
  if (!(rounds >= 1)) throw new Error(`a number of rounds is expected, got ${process.argv[2]}`)
  const folder = await mkdtemp(join(tmpdir(), "lectern-bench-"))
  try {
    const files = join(folder, "files")
    await mkdir(files)
    await writeFile(join(files, "small"), randomBytes(MIB))
    const large = await open(join(files, "large"), "w")
    const block = randomBytes(16 * MIB)
    for (let at = 0; at < FILE_BYTES; at += block.length) await large.write(block)
    await large.close()
    console.log(machine())
    await compare(files, rounds)
    await measureMemory(files)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function compare(files: string, rounds: number): Promise<void> {
  await using nginx = await startNginx(files, await freePort())
  await using ours = await startOurs(files)
  const rows: (string | number)[][] = [["", "server", "GB/s", "CPU s per GB", "throughput ratio", "CPU ratio"]]
  for (const [title, requests] of [
    ["whole files of 1 GiB", wholes],
    ["ranges of 1 MiB", ranges],
  ] as const) {
    for (const server of [nginx, ours]) await load(server, ranges(server))
    const pairs: { nginx: Measured; ours: Measured }[] = []
    for (let round = 0; round < rounds; round++)
      pairs.push({ nginx: await load(nginx, requests(nginx)), ours: await load(ours, requests(ours)) })
    const of = (name: "nginx" | "ours", figure: keyof Measured) =>
      median(pairs.map((pair) => pair[name][figure])).toFixed(2)
    const ratio = (figure: keyof Measured) =>
      median(pairs.map((pair) => pair.ours[figure] / pair.nginx[figure])).toFixed(2)
    rows.push(
      [title, nginx.name, of("nginx", "gigabytesPerSecond"), of("nginx", "cpuPerGigabyte")],
      [
        "",
        ours.name,
        of("ours", "gigabytesPerSecond"),
        of("ours", "cpuPerGigabyte"),
        ratio("gigabytesPerSecond"),
        ratio("cpuPerGigabyte"),
      ],
    )
  }
  console.log(
    `${CONNECTIONS} connections over loopback, medians of ${rounds} rounds in turns; ratios are of each round\n`,
  )
  console.log(table(rows))
}

async function measureMemory(files: string): Promise<void> {
  await using server = await startOurs(files)
  const mib: number[] = [mibOf(server)]
  for (const requests of [smalls, wholes]) {
    await load(server, requests(server))
    mib.push(mibOf(server))
  }
  mib.push(await withSlowReaders(server))
  const [start, small, large, slow] = mib.map((each) => each.toFixed(0))
  console.log(
    `\nMiB resident: ${start} at start, ${small} after 1,000 files of 1 MiB, ${large} after ${WHOLE_FILES} of 1 GiB, ` +
      `${slow} while ${SLOW_READERS} slow readers hold one of 1 GiB`,
  )
}

if (process.argv[2] === "serve") await serveOurs()
else await measure(Number(process.argv[2] ?? 5))
