import type { FileHandle } from "node:fs/promises"
import type { ServerResponse } from "node:http"
import type { Socket } from "node:net"
import { setImmediate } from "node:timers/promises"
import type { ByteRange } from "./byte-range.ts"

// Where bytes are copied, large chunks take least time per byte; measured from 64 KiB to 1 MiB (bench/file-serving.ts).
const LARGE = buffersOf(512 * 1024)
const SMALL = buffersOf(64 * 1024)
/** Whoever takes longer for a chunk would keep a large buffer from others. */
const SLOW_MS = 20
/** 16 MiB in all. */
const MAX_LARGE = 32
/** What the kernel is asked to send at once: memory to network in a fraction of a millisecond. */
const KERNEL_BYTES = 1024 * 1024
let largeInUse = 0

export const kernel = await loadKernelCalls()

/**
 * Sends a part of a file as the body of an answer whose head says its length, or as a part of it. `sent` hears how many
 * bytes the network has taken. Throws when the client has gone, or the file ends early: ended properly, a short answer
 * would keep the client waiting for the rest.
 *
 * On Linux the kernel sends the bytes without copying them, as fast as the network takes them. Where it takes no more,
 * Node writes a chunk and says when there is room again. Elsewhere Node writes all of it. A slow reader costs 64 KiB,
 * whatever the size of the file.
 */
export async function sendFile(
  handle: FileHandle,
  { start, end }: ByteRange,
  response: ServerResponse,
  sent: (bytes: number) => void,
  by = kernel,
): Promise<void> {
  let position = start
  const count = (bytes: number) => {
    position += bytes
    sent(bytes)
  }
  if (!by || end - start < SMALL.size) {
    for (let isSlow = false; position <= end;) {
      const isLarge = !isSlow && largeInUse < MAX_LARGE && end - position >= SMALL.size
      const began = performance.now()
      if (isLarge) largeInUse++
      try {
        count(await copyChunk(handle, isLarge ? LARGE : SMALL, { start: position, end }, response))
      } finally {
        if (isLarge) largeInUse--
      }
      isSlow ||= performance.now() - began > SLOW_MS
    }
    return
  }
  // Until the head is written, the connection may belong to the answer before this one.
  await written(response, "")
  const connection = by.connectionOf(response.socket)
  try {
    while (position <= end) {
      const bytes = await connection?.send(handle.fd, position, Math.min(KERNEL_BYTES, end - position + 1))
      if (response.destroyed) throw gone()
      count(
        bytes !== undefined && bytes > 0 ? bytes : await copyChunk(handle, SMALL, { start: position, end }, response),
      )
      // Others have their turn.
      if (position <= end) await setImmediate()
    }
  } finally {
    connection?.close()
  }
}

/** Resolves when the network has taken the bytes. */
export function written(response: ServerResponse, chunk: Uint8Array | string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const onClose = () => reject(gone())
  if (response.destroyed) onClose()
  response.once("close", onClose)
  response.write(chunk, (error) => {
    response.off("close", onClose)
    if (error) reject(error)
    else resolve()
  })
  return promise
}

const gone = () => new Error("the client has gone")

/** How many bytes the network has taken. */
async function copyChunk(
  handle: FileHandle,
  buffers: ReturnType<typeof buffersOf>,
  { start, end }: ByteRange,
  response: ServerResponse,
): Promise<number> {
  const buffer = buffers.take()
  const { bytesRead } = await handle.read(buffer, 0, Math.min(buffers.size, end - start + 1), start)
  if (bytesRead === 0) throw new Error("the file ends early")
  await written(response, buffer.subarray(0, bytesRead))
  // Not after an error, when the network may still have it.
  buffers.giveBack(buffer)
  return bytesRead
}

/** Memory that was used before is in the caches of the processor, and nobody has to collect it. */
function buffersOf(size: number) {
  const free: Buffer[] = []
  return {
    size,
    take: (): Buffer => free.pop() ?? Buffer.allocUnsafeSlow(size),
    giveBack(buffer: Buffer): void {
      if (free.length < MAX_LARGE) free.push(buffer)
    },
  }
}

/** A descriptor of our own of a client's connection: it can't become another client's while the kernel sends. */
interface Connection {
  /**
   * How many bytes the connection took at once; 0 at the end of the file, -1 when it takes none now or an error came.
   * What is in memory is sent right here, since to hand it to a thread costs more; a thread waits for the disk.
   */
  send(file: number, position: number, count: number): number | Promise<number>
  close(): void
}

// Of Linux. A descriptor that programs started from here don't get: fcntl(2). Read what is in memory or nothing: preadv2(2).
const F_DUPFD_CLOEXEC = 1030
const RWF_NOWAIT = 8

/** Null where the kernel has no sendfile(2) like that of Linux, or its functions can't be called. */
async function loadKernelCalls() {
  if (process.platform !== "linux" || !["x64", "arm64"].includes(process.arch)) return null
  try {
    const { default: koffi } = await import("koffi")
    const library = koffi.load(null)
    koffi.struct("iovec", { iov_base: "void *", iov_len: "size_t" })
    const sendfile = library.func("int64_t sendfile(int out, int in, _In_ int64_t *offset, size_t count)")
    const preadv2 = library.func("int64_t preadv2(int fd, _In_ iovec *parts, int count, int64_t offset, int flags)")
    const fcntl = library.func("int fcntl(int fd, int command, int argument)")
    const close = library.func("int close(int fd)")
    const oneByte = [{ iov_base: Buffer.allocUnsafeSlow(1), iov_len: 1 }]
    // What the kernel reads ahead it reads in order: where both ends are in memory, so is what lies between.
    const isInMemory = (file: number, position: number, count: number): boolean =>
      [position, position + count - 1].every((at) => Number(preadv2(file, oneByte, 1, at, RWF_NOWAIT)) === 1)
    return {
      connectionOf(socket: Socket | null): Connection | undefined {
        // Past TLS the bytes would go out as they are.
        if (!socket || "encrypted" in socket) return undefined
        const { fd = -1 } = (socket as { _handle?: { fd?: number } })._handle ?? {}
        const own = fd < 0 ? -1 : Number(fcntl(fd, F_DUPFD_CLOEXEC, 0))
        if (own < 0) return undefined
        return {
          send(file, position, count) {
            if (isInMemory(file, position, count)) return Number(sendfile(own, file, [position], count))
            return new Promise((resolve, reject) =>
              sendfile.async(own, file, [position], count, (error: Error | null, bytes: number | bigint) =>
                error ? reject(error) : resolve(Number(bytes)),
              ),
            )
          },
          close: () => void close(own),
        }
      },
    }
  } catch {
    return null
  }
}
