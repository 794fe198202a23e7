import assert from "node:assert/strict"
import { spawn, type ChildProcess } from "node:child_process"
import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto"
import { once } from "node:events"
import { readdir, readFile } from "node:fs/promises"
import { request as httpRequest, type IncomingMessage } from "node:http"
import { join } from "node:path"
import { Readable } from "node:stream"
import { after, before, describe, it } from "node:test"
import { callsBy, passportPublicKey, servicePassportPrivateKey } from "@lectern/test-kit/callers"
import { freePort } from "@lectern/runtime/free-port"
import { until } from "@lectern/test-kit/until"
import { startTestBucket } from "./test-bucket.ts"
import { GRANT_SECRET, testContentService } from "./test-service.ts"
import { cutPatch, head, offsetOf, patch, sha256Of, tus, uploader } from "./test-upload.ts"
import { StorageFullError } from "./file-store.ts"
import { signUploadToken } from "./upload-token.ts"

const checksum = (algorithm: string, bytes: Uint8Array) => ({
  "upload-checksum": `${algorithm} ${createHash(algorithm).update(bytes).digest("base64")}`,
})

describe("an upload by tus", () => {
  let now = new Date("2026-03-01T10:00:00.000Z")
  const clock = () => now
  const as = callsBy(clock)
  let service: Awaited<ReturnType<typeof testContentService>>
  let by: ReturnType<typeof uploader>
  before(async () => {
    service = await testContentService(clock)
    by = uploader(service, randomUUID(), as)
  })
  after(() => service[Symbol.asyncDispose]())

  const stored = async (path: string) => readFile(join(service.storageFolder, path))
  const leftOf = (id: string) => readdir(join(service.storageFolder, "uploads", id)).catch(() => [])

  it("that came in pieces is a file with the bytes and the digest that were sent", async () => {
    const bytes = randomBytes(3_000_000)
    const { file, url } = await by.begin(bytes)
    assert.deepEqual([file.status, file.progressPercent], ["FILE_STATUS_UPLOADING", 0])
    let offset = 0
    for (const size of [1, 99_999, 1_500_000, 1_400_000]) {
      const { status, headers } = await patch(url, offset, bytes.subarray(offset, offset + size))
      offset += size
      assert.equal(status, 204)
      assert.deepEqual([headers["upload-offset"], headers["tus-resumable"]], [String(offset), "1.0.0"])
      assert.equal(await offsetOf(url), offset)
      assert.equal((await by.get(file.id))?.progressPercent, Math.min(99, Math.floor((100 * offset) / bytes.length)))
    }
    await service.runJobs()
    const ready = await by.get(file.id)
    assert.deepEqual([ready?.status, ready?.sha256], ["FILE_STATUS_READY", sha256Of(bytes)])
    assert.ok((await stored(ready?.path ?? "")).equals(bytes))
    assert.deepEqual(await leftOf(file.id), [])
    // Also when its last answer got lost.
    assert.equal((await head(url)).headers["upload-offset"], String(bytes.length))
    assert.equal((await patch(url, bytes.length, Buffer.alloc(0))).status, 204)
  })

  it("says what it can", async () => {
    const { url } = await by.begin(randomBytes(10))
    const options = await tus(url, "OPTIONS", { headers: { "tus-resumable": "" } })
    assert.equal(options?.status, 204)
    assert.deepEqual(
      ["tus-version", "tus-extension", "tus-checksum-algorithm"].map((name) => options?.headers[name]),
      ["1.0.0", "checksum,expiration,termination", "sha1,sha256"],
    )
    const { status, headers } = await head(url)
    assert.deepEqual(
      [status, headers["upload-offset"], headers["upload-length"], headers["cache-control"]],
      [200, "0", "10", "no-store"],
    )
    assert.ok(Date.parse(headers["upload-expires"] ?? "") > now.getTime())
  })

  it("refuses what is not of the protocol, and stays as it is", async () => {
    const bytes = randomBytes(100)
    const { url } = await by.begin(bytes)
    await patch(url, 0, bytes.subarray(0, 10))
    const cases: [status: number, reason: string, answer: ReturnType<typeof tus>][] = [
      [412, "TUS_VERSION", tus(url, "HEAD", { headers: { "tus-resumable": "0.2.2" } })],
      [415, "CONTENT_TYPE", patch(url, 10, bytes, { "content-type": "application/octet-stream" })],
      [400, "OFFSET_INVALID", patch(url, -1, bytes)],
      [400, "OFFSET_INVALID", patch(url, 10, bytes, { "upload-offset": "1e1" })],
      [409, "OFFSET_CONFLICT", patch(url, 0, bytes)],
      [409, "OFFSET_CONFLICT", patch(url, 11, bytes.subarray(11))],
      [413, "UPLOAD_TOO_LONG", patch(url, 10, bytes)],
      [400, "CHECKSUM_ALGORITHM", patch(url, 10, bytes.subarray(10), { "upload-checksum": "crc32 AAAA" })],
      [405, "METHOD_NOT_ALLOWED", tus(url, "GET")],
      [405, "METHOD_NOT_ALLOWED", tus(url, "POST")],
    ]
    for (const [status, reason, answer] of cases) {
      const found = await answer
      assert.equal(found?.status, status, reason)
      if (reason !== "TUS_VERSION") assert.equal(found?.body.reason, reason)
    }
    assert.equal(await offsetOf(url), 10)
  })

  it("takes the other methods by POST, of clients that can't send them", async () => {
    const bytes = randomBytes(10)
    const { url } = await by.begin(bytes)
    const headers = { "x-http-method-override": "PATCH", "content-type": "application/offset+octet-stream" }
    const answer = await tus(url, "POST", { headers: { ...headers, "upload-offset": 0 }, body: bytes })
    assert.equal(answer?.status, 204)
  })

  it("that is longer than was declared is cut off, without its length too", async () => {
    const { url } = await by.begin(randomBytes(1000))
    const response = await fetch(url, {
      method: "PATCH",
      headers: {
        "tus-resumable": "1.0.0",
        "content-type": "application/offset+octet-stream",
        "upload-offset": "0",
      },
      body: Readable.toWeb(Readable.from([randomBytes(600), randomBytes(600)])) as ReadableStream,
      duplex: "half",
    })
    assert.equal(response.status, 413)
    assert.equal(await offsetOf(url), 0)
  })

  it("counts bytes with a checksum only when it is theirs", async () => {
    const bytes = randomBytes(2_000_000)
    const { url } = await by.begin(bytes)
    const [first, rest] = [bytes.subarray(0, 700_000), bytes.subarray(700_000)]
    const wrong = await patch(url, 0, first, checksum("sha1", rest))
    assert.deepEqual([wrong.status, wrong.body.reason], [460, "CHECKSUM_MISMATCH"])
    assert.equal(await offsetOf(url), 0)
    assert.equal((await patch(url, 0, first, checksum("sha1", first))).status, 204)
    // Bytes that broke off have none.
    await tus(url, "PATCH", {
      headers: {
        "content-type": "application/offset+octet-stream",
        "upload-offset": first.length,
        ...checksum("sha256", rest),
      },
      body: rest,
      cutAfter: 500_000,
    })
    assert.equal((await patch(url, first.length, rest, checksum("sha256", rest))).status, 204)
    assert.equal(await offsetOf(url), bytes.length)
  })

  it("keeps what came of a connection that broke", async () => {
    const bytes = randomBytes(5_000_000)
    const { url } = await by.begin(bytes)
    await cutPatch(url, 0, bytes, 3_000_000)
    const offset = await until(() => offsetOf(url), { description: "the bytes of the broken connection" })
    assert.ok(offset <= 3_000_000)
    assert.equal((await patch(url, offset, bytes.subarray(offset))).status, 204)
  })

  it("that is cut at 200 random offsets has the bytes that were sent", { timeout: 120_000 }, async () => {
    const bytes = randomBytes(8_000_000)
    const { file, url } = await by.begin(bytes, { sha256: sha256Of(bytes) })
    let offset = 0
    for (let cuts = 0; cuts < 200; cuts++) {
      const rest = bytes.subarray(offset)
      await cutPatch(url, offset, rest, randomInt(Math.min(rest.length, 80_000)))
      offset = await offsetOf(url)
    }
    while (offset < bytes.length) {
      const { status } = await patch(url, offset, bytes.subarray(offset))
      assert.ok(status === 204 || status === 409, String(status))
      offset = await offsetOf(url)
    }
    await service.runJobs()
    assert.equal((await by.get(file.id))?.sha256, sha256Of(bytes))
  })

  it("of drops makes few objects", async () => {
    const bytes = randomBytes(60)
    const { file, url } = await by.begin(bytes)
    for (let offset = 0; offset < bytes.length - 1; offset++)
      assert.equal((await patch(url, offset, bytes.subarray(offset, offset + 1))).status, 204)
    assert.equal((await leftOf(file.id)).length, 1)
    await patch(url, 59, bytes.subarray(59))
    await service.runJobs()
    assert.equal((await by.get(file.id))?.sha256, sha256Of(bytes))
  })

  it("lets one of several writers at an offset win, on any replica, and the others know", async () => {
    await using replica = await service.startReplica()
    const bytes = randomBytes(600_000)
    const { file, url } = await by.begin(bytes)
    const urls = [url, url.replace(service.filesAddress, replica.filesAddress)]
    for (const [from, to] of [
      [0, 200_000],
      [200_000, 600_000],
    ] as const) {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) => patch(urls[index % 2] ?? "", from, bytes.subarray(from, to))),
      )
      assert.deepEqual(
        answers.map(({ status }) => status).sort((a, b) => a - b),
        [204, 409, 409, 409, 409, 409, 409, 409],
        JSON.stringify(answers.map(({ body }) => body)),
      )
      assert.equal(await offsetOf(urls[1] ?? ""), to)
    }
    await service.runJobs()
    assert.equal((await by.get(file.id))?.sha256, sha256Of(bytes))
  })

  it("is checked once, however many replicas do so at once", async () => {
    const files = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const bytes = randomBytes(50_000)
        const { file, url } = await by.begin(bytes)
        await patch(url, 0, bytes)
        return { id: file.id, sha256: sha256Of(bytes) }
      }),
    )
    await Promise.all(Array.from({ length: 5 }, () => service.runJobs()))
    await until(
      async () => {
        const found = await Promise.all(files.map(({ id }) => by.get(id)))
        return found.every(
          (file, index) => file?.status === "FILE_STATUS_READY" && file.sha256 === files[index]?.sha256,
        )
      },
      { description: "all to be ready" },
    )
  })

  it("is answered 507 while there is no room, and goes on later with what it has", async (test) => {
    const bytes = randomBytes(2_000_000)
    const { file, url } = await by.begin(bytes)
    await patch(url, 0, bytes.subarray(0, 1_200_000))
    const write = test.mock.method(service.background.files, "write", () =>
      Promise.reject(new StorageFullError(new Error("ENOSPC"))),
    )
    const full = await patch(url, 1_200_000, bytes.subarray(1_200_000))
    assert.deepEqual([full.status, full.body.reason], [507, "STORAGE_FULL"])
    write.mock.restore()
    assert.equal(await offsetOf(url), 1_200_000)
    assert.equal((await patch(url, 1_200_000, bytes.subarray(1_200_000))).status, 204)
    // There may be room for the pieces and none for the whole.
    const again = test.mock.method(service.background.files, "write", () =>
      Promise.reject(new StorageFullError(new Error("ENOSPC"))),
    )
    await service.runJobs()
    assert.equal((await by.get(file.id))?.status, "FILE_STATUS_UPLOADING")
    again.mock.restore()
    service.telemetry.lines.length = 0
    now = new Date(now.getTime() + 11_000)
    await service.runJobs()
    assert.deepEqual(
      [(await by.get(file.id))?.status, (await by.get(file.id))?.sha256],
      ["FILE_STATUS_READY", sha256Of(bytes)],
    )
  })

  it("that is given up is over: its bytes go, and its name and its share of the quota are free", async () => {
    const bytes = randomBytes(1000)
    const session = service.newSession({ instructorId: randomUUID() })
    const owner = uploader(service, session.instructorId, as)
    const { file, url } = await owner.begin(bytes, { sessionId: session.id })
    await patch(url, 0, bytes.subarray(0, 500))
    const terminated = await tus(url, "DELETE")
    assert.equal(terminated?.status, 204)
    assert.equal((await head(url)).status, 410)
    assert.equal((await patch(url, 500, bytes.subarray(500))).status, 410)
    assert.equal((await tus(url, "DELETE"))?.status, 410)
    assert.deepEqual(await leftOf(file.id), [])
    assert.equal((await owner.upload(bytes, { sessionId: session.id })).status, "FILE_STATUS_READY")
  })

  it("is no longer to be given up once it is a file", async () => {
    const bytes = randomBytes(1000)
    const { file, url } = await by.begin(bytes)
    await patch(url, 0, bytes)
    await service.runJobs()
    assert.equal((await tus(url, "DELETE"))?.status, 410)
    assert.equal((await by.get(file.id))?.status, "FILE_STATUS_READY")
  })

  it("has no address but the one that was signed", async () => {
    const { file, url } = await by.begin(randomBytes(10))
    const token = url.slice(url.lastIndexOf("/") + 1)
    const bytes = Buffer.from(token, "base64url")
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const altered = Buffer.from(bytes)
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const answer = await head(url.replace(token, altered.toString("base64url")))
      assert.equal(answer.status, 404, `bit ${bit}`)
    }
    for (const path of [
      "",
      file.id,
      signUploadToken(`${GRANT_SECRET}!`, file.id),
      signUploadToken(GRANT_SECRET, randomUUID()),
      `${token}x`,
      `${token}/`,
      `${token}%00`,
      `../${token}`,
      "..%2f..%2fetc%2fpasswd",
      "%2e%2e/%2e%2e/etc/passwd",
    ])
      assert.equal((await head(url.replace(token, path))).status, 404, path)
  })

  it("expires when nothing comes, and as long as something comes it does not", async () => {
    const bytes = randomBytes(1000)
    const { file, url } = await by.begin(bytes)
    const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000))
    later(3000)
    assert.equal((await patch(url, 0, bytes.subarray(0, 10))).status, 204)
    later(3000)
    await service.runJobs()
    assert.equal(await offsetOf(url), 10)
    later(601)
    assert.equal((await head(url)).status, 410)
    assert.equal((await patch(url, 10, bytes.subarray(10))).status, 410)
    await service.runJobs()
    assert.deepEqual(await leftOf(file.id), [])
    assert.equal((await head(url)).status, 410)
  })

  it("has an hour from its last bytes on, and says so", async () => {
    const bytes = randomBytes(1000)
    const { expireTime, url } = await by.begin(bytes)
    const inAnHour = () => now.getTime() + 3_600_000
    assert.equal(Number(expireTime?.seconds) * 1000, inAnHour())
    const said = async () => Date.parse((await head(url)).headers["upload-expires"] ?? "")
    assert.equal(await said(), inAnHour())
    now = new Date(now.getTime() + 1_800_000)
    const { headers } = await patch(url, 0, bytes.subarray(0, 10))
    assert.equal(Date.parse(headers["upload-expires"] ?? ""), inAnHour())
    assert.equal(await said(), inAnHour())
    await patch(url, 10, bytes.subarray(10))
    assert.equal((await head(url)).headers["upload-expires"], undefined, "now that all is here")
  })

  it("takes no bytes that are still coming when its time is over", async () => {
    const bytes = randomBytes(1000)
    const { file, url } = await by.begin(bytes)
    const sending = httpRequest(url, {
      method: "PATCH",
      headers: {
        "tus-resumable": "1.0.0",
        "content-type": "application/offset+octet-stream",
        "upload-offset": 0,
        "content-length": bytes.length,
      },
    })
    const answered = once(sending, "response") as Promise<[IncomingMessage]>
    sending.write(bytes.subarray(0, 500))
    const isWriting = async () => (await readdir(join(service.storageFolder, "incoming"))).length > 0
    await until(isWriting, { description: "the first bytes to come" })
    now = new Date(now.getTime() + 3_601_000)
    sending.end(bytes.subarray(500))
    const [answer] = await answered
    answer.resume()
    assert.equal(answer.statusCode, 409)
    assert.equal((await head(url)).status, 410)
    assert.deepEqual(await leftOf(file.id), [])
    await service.runJobs()
    const { status, failureReason } = (await by.get(file.id)) ?? {}
    assert.deepEqual([status, failureReason], ["FILE_STATUS_FAILED", "the upload was not completed in time"])
  })

  it("has logged no address", () => {
    const log = service.telemetry.lines.join("\n")
    assert.doesNotMatch(log, /files\/uploads/)
  })
})

describe("an upload into a bucket", () => {
  it("is received in pieces, checked, handed out in ranges and taken away as on a disk", async () => {
    await using bucket = await startTestBucket()
    const { endpoint, bucket: name, accessKeyId, secretAccessKey } = bucket.settings
    await using service = await testContentService(undefined, {
      STORAGE_FOLDER: undefined,
      S3_ENDPOINT: endpoint,
      S3_BUCKET: name,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
      DELETED_BYTES_KEPT_SECONDS: 0,
    })
    const by = uploader(service, randomUUID())
    const bytes = randomBytes(20_000_000)
    const { file, url } = await by.begin(bytes, { sha256: sha256Of(bytes) })
    await patch(url, 0, bytes.subarray(0, 500_000))
    await cutPatch(url, 500_000, bytes.subarray(500_000), 3_000_000)
    for (let offset = await offsetOf(url); offset < bytes.length; offset = await offsetOf(url))
      await patch(url, offset, bytes.subarray(offset))
    await service.runJobs()
    const ready = await by.get(file.id)
    assert.deepEqual([ready?.status, ready?.sha256], ["FILE_STATUS_READY", sha256Of(bytes)])
    const download = await fetch(service.filesAddress + (ready?.downloadPath ?? ""), {
      headers: { range: "bytes=499990-500010" },
    })
    assert.ok(Buffer.from(await download.arrayBuffer()).equals(bytes.subarray(499_990, 500_011)))
    const objects = async () => {
      const paths: string[] = []
      for (const prefix of ["sessions/", "uploads/"])
        for await (const path of service.background.files.list(prefix)) paths.push(path)
      return paths
    }
    assert.deepEqual(await objects(), [ready?.path])
    await service.content.deleteFile({ id: file.id }, by.call())
    await service.runJobs()
    assert.deepEqual(await objects(), [])
  })
})

describe("an upload whose service is killed", () => {
  it("goes on with another one, and has the bytes that were sent", { timeout: 120_000 }, async () => {
    await using service = await testContentService()
    const by = uploader(service, randomUUID())
    const bytes = randomBytes(60_000_000)
    const { file, uploadPath } = await by.begin(bytes)
    const port = await freePort()
    const url = `http://127.0.0.1:${port}${uploadPath}`
    const start = async (): Promise<ChildProcess> => {
      const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
        env: {
          ...process.env,
          LOG_LEVEL: "silent",
          LISTEN: "127.0.0.1:0",
          DATABASE_URL: service.database.url,
          PASSPORT_PUBLIC_KEYS: passportPublicKey,
          PAGE_TOKEN_SECRET: "page tokens of tests, not a secret",
          ENROLLMENT_SERVICE: "127.0.0.1:9",
          COURSES_SERVICE: "127.0.0.1:9",
          PASSPORT_PRIVATE_KEY: servicePassportPrivateKey,
          STORAGE_FOLDER: service.storageFolder,
          GRANT_SECRET,
          FILES_LISTEN: `127.0.0.1:${port}`,
        },
        stdio: ["ignore", "inherit", "inherit"],
      })
      await until(async () => (await head(url)).status === 200, { description: "the service", timeoutMs: 20_000 })
      return child
    }
    let child = await start()
    try {
      for (let kills = 0; kills < 3; kills++) {
        const offset = await offsetOf(url)
        const sending = cutPatch(url, offset, bytes.subarray(offset), bytes.length - offset)
        const ended = new Promise((resolve) => child.once("exit", resolve))
        // Somewhere within the bytes of this try, by how many files the service has begun to write.
        await until(
          async () => (await readdir(join(service.storageFolder, "incoming"))).length > 0 || offset === bytes.length,
          {
            description: "bytes to be written",
          },
        )
        child.kill("SIGKILL")
        await ended
        await sending
        child = await start()
      }
      for (let offset = await offsetOf(url); offset < bytes.length; offset = await offsetOf(url))
        await patch(url, offset, bytes.subarray(offset))
      await until(async () => (await by.get(file.id))?.status === "FILE_STATUS_READY", {
        description: "the file to be ready",
        timeoutMs: 20_000,
      })
      assert.equal((await by.get(file.id))?.sha256, sha256Of(bytes))
    } finally {
      child.kill("SIGKILL")
    }
  })
})
