import type { FileHandle } from "node:fs/promises"
import type { ByteRange } from "./byte-range.ts"

// Large ones take least time per byte; measured from 64 KiB to 1 MiB (bench/file-serving.ts).
const LARGE = buffersOf(512 * 1024)
const SMALL = buffersOf(64 * 1024)
/** Whoever takes longer for a chunk would keep a large buffer from others. */
const SLOW_MS = 20
/** 16 MiB in all. */
const MAX_LARGE = 32
let largeInUse = 0

/**
 * The bytes of a part of a file. A chunk holds until the next one is asked for. A slow reader costs 64 KiB, whatever the
 * size of the file; fast ones share 16 MiB at most. Ends early when the file does.
 */
export async function* fileChunks(handle: FileHandle, { start, end }: ByteRange): AsyncGenerator<Buffer, void> {
  let isSlow = false
  let position = start
  while (position <= end) {
    const isLarge = !isSlow && largeInUse < MAX_LARGE && end - position >= SMALL.size
    const buffers = isLarge ? LARGE : SMALL
    if (isLarge) largeInUse++
    try {
      const buffer = buffers.take()
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffers.size, end - position + 1), position)
      if (bytesRead === 0) return
      position += bytesRead
      const given = performance.now()
      yield buffer.subarray(0, bytesRead)
      isSlow = performance.now() - given > SLOW_MS
      // Not after an abort, when the network may still have it.
      buffers.giveBack(buffer)
    } finally {
      if (isLarge) largeInUse--
    }
  }
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
