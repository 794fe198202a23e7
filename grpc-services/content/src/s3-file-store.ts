import { createReadStream } from "node:fs"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { Readable } from "node:stream"
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3"
import { Upload } from "@aws-sdk/lib-storage"
import { StartError } from "@lectern/runtime/lifecycle"
import { requirePlainPath, StorageFullError, type FileStore } from "./file-store.ts"
import { written } from "./send-file.ts"

export interface S3Settings {
  endpoint: string | undefined
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

// A file of 80 GiB has 10,000 parts of these, which is as many as there may be.
const PART_BYTES = 8 * 1024 * 1024
const PARTS_AT_ONCE = 2
const CONNECT_LIMIT_MS = 5000
// A part gets through at a megabit a second.
const LIMIT_MS = 70_000
const AT_ONCE = 4
const FULL = new Set(["XMinioStorageFull", "QuotaExceeded", "InsufficientStorage"])

interface S3Error extends Error {
  $metadata?: { httpStatusCode?: number }
}

/**
 * A bucket of an S3-compatible server as a store. Throws StartError when it can't be used. A request that has no answer
 * after `limitMs`, or nothing of whose bytes moves for so long, fails with a TimeoutError.
 */
export async function openS3FileStore(settings: S3Settings, limitMs = LIMIT_MS): Promise<FileStore> {
  const { bucket: Bucket } = settings
  const client = new S3Client({
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
    region: settings.region,
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    // Servers other than Amazon's know neither a host name for each bucket nor the newer checksums.
    forcePathStyle: settings.endpoint !== undefined,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: CONNECT_LIMIT_MS,
      requestTimeout: limitMs,
      throwOnRequestTimeout: true,
      socketTimeout: limitMs,
    },
  })
  try {
    await client.send(new HeadBucketCommand({ Bucket }))
  } catch (error) {
    client.destroy()
    throw new StartError(`S3_BUCKET can't be used: ${(error as Error).name} ${(error as Error).message}`)
  }
  const keyOf = (path: string) => {
    requirePlainPath(path)
    return { Bucket, Key: path }
  }
  const open: FileStore["open"] = async (path, range) => {
    try {
      const { Body } = await client.send(
        new GetObjectCommand({
          ...keyOf(path),
          ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}),
        }),
      )
      return Body as Readable
    } catch (error) {
      throw statusOf(error) === 404
        ? Object.assign(new Error("no such object", { cause: error }), { code: "ENOENT" })
        : error
    }
  }
  const write: FileStore["write"] = async (path, bytes) => {
    let broken: { error: unknown } | undefined
    const watched = async function* () {
      try {
        yield* bytes
      } catch (error) {
        broken = { error }
        throw error
      }
    }
    try {
      await new Upload({
        client,
        params: { ...keyOf(path), Body: Readable.from(watched(), { objectMode: false }) },
        partSize: PART_BYTES,
        queueSize: PARTS_AT_ONCE,
      }).done()
    } catch (error) {
      // Some servers can't abort an upload, which would be told instead.
      if (broken) throw broken.error
      throw statusOf(error) === 507 || FULL.has((error as Error).name) ? new StorageFullError(error) : error
    }
  }
  const remove: FileStore["delete"] = async (path) => {
    await client.send(new DeleteObjectCommand(keyOf(path)))
  }
  const pages = async function* (prefix: string) {
    requirePlainPath(prefix.replace(/\/$/, ""))
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: prefix }))
      yield Contents.flatMap(({ Key }) => Key ?? [])
  }
  return {
    open,
    async send(path, range, response, sent) {
      let missing = range.end - range.start + 1
      for await (const chunk of (await open(path, range)) as AsyncIterable<Uint8Array>) {
        await written(response, chunk)
        missing -= chunk.length
        sent(chunk.length)
      }
      if (missing > 0) throw new Error("the object ends early")
    },
    write,
    async stat(path) {
      try {
        const found = await client.send(new HeadObjectCommand(keyOf(path)))
        return {
          sizeBytes: found.ContentLength ?? 0,
          lastModified: found.LastModified ?? new Date(0),
          version: (found.ETag ?? "").replaceAll('"', ""),
        }
      } catch (error) {
        if (statusOf(error) === 404) return undefined
        throw error
      }
    },
    async take(files) {
      await fewAtOnce(files, ({ path, source }) => write(path, createReadStream(source)))
    },
    delete: remove,
    async deleteBelow(prefix, signal) {
      for await (const page of pages(prefix))
        await fewAtOnce(page, async (path) => {
          signal?.throwIfAborted()
          await remove(path)
        })
    },
    async *list(prefix) {
      for await (const page of pages(prefix)) yield* page
    },
    async localCopy(path, folder) {
      const copy = join(folder, "object")
      await writeFile(copy, await open(path))
      return copy
    },
    close: () => client.destroy(),
  }
}

/** Does `work` for all items, some at a time. After one has failed, none is begun, and none goes on once this throws. */
async function fewAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items]
  const worker = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop())
      try {
        await work(item)
      } catch (error) {
        left.length = 0
        throw error
      }
  }
  const outcomes = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker))
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason
}

const statusOf = (error: unknown): number | undefined => (error as S3Error).$metadata?.httpStatusCode
