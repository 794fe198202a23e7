import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { createReadStream } from "node:fs"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { systemClock } from "@lectern/runtime/clock"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { callAs, caller } from "@lectern/test-kit/callers"
import { until } from "@lectern/test-kit/until"
import { checkUploads } from "./check-upload.ts"
import { claimDue } from "./claim-due.ts"
import type { ContentFileRow } from "./database.ts"
import { fileHandlers } from "./file-handlers.ts"
import type { FileStore } from "./file-store.ts"
import type { MediaTools } from "./media-tools.ts"
import { enqueueProcessing, processFiles } from "./process-file.ts"
import { readPlaylist } from "./playlist.ts"
import { purgeBytes, sweepStreams } from "./removed-files.ts"
import { checkStreams } from "./stream-checks.ts"
import { startTestBucket } from "./test-bucket.ts"
import { ffmpeg, makeClip, testMediaTools } from "./test-clips.ts"
import { GRANT_SECRET, testContentService } from "./test-service.ts"
import { patch, uploader } from "./test-upload.ts"

const found = await testMediaTools()
const missing = "missing" in found ? `there is no ffmpeg here: ${found.missing}` : false
if (missing) process.stderr.write(`SKIPPED: processing of videos. ${missing}\n`)
const HOUR_MS = 3_600_000

describe("processing uploads", { skip: missing }, () => {
  const tools = found as MediaTools
  let service: Awaited<ReturnType<typeof testContentService>>
  let jobs: Awaited<ReturnType<(typeof service)["jobs"]>>
  let folder = ""
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lectern-processing-"))
    service = await testContentService()
    jobs = await service.jobs()
    await makeClip(tools, folder, "clip.mp4", { seconds: 3 })
  })
  after(async () => {
    await jobs[Symbol.asyncDispose]()
    await service[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })

  const deps = (over: object = {}) => ({ ...jobs, mediaTools: async () => tools, handlers: fileHandlers, ...over })
  const ahead = (ms: number) => () => new Date(systemClock().getTime() + ms)

  /** A file whose upload is complete; gives what identifies it. */
  async function uploaded(
    name: string,
    over: Partial<ContentFileRow> = {},
    ids = { sessionId: randomUUID(), courseId: randomUUID() },
  ) {
    const now = systemClock()
    const id = idToBytes(newId(now))
    const type = over.type ?? "VIDEO"
    const path = `sessions/${ids.sessionId}/${type}/${randomUUID()}-${name}`
    await jobs.files.write(path, createReadStream(join(folder, name)))
    const row = {
      id,
      session_id: idToBytes(ids.sessionId),
      course_id: idToBytes(ids.courseId),
      type,
      path,
      object_path: path,
      file_name: name,
      media_type: "application/octet-stream",
      byte_size: (await readFile(join(folder, name))).length,
      sha256: null,
      language: null,
      label: null,
      is_default: 0,
      duration_ms: null,
      status: "PROCESSING" as const,
      created_at: now,
      ...over,
    }
    await transact(jobs.db, async (tx) => {
      await tx.insertInto("content_files").values(row).execute()
      await enqueueProcessing(tx, row, systemClock)
    })
    return { ...ids, id }
  }
  const fileOf = ({ id }: { id: Buffer }) =>
    jobs.db.selectFrom("content_files").selectAll().where("id", "=", id).executeTakeFirstOrThrow()
  const stateOf = async (it: { id: Buffer }) => {
    const { status, failure_reason } = await fileOf(it)
    return failure_reason === null ? status : `${status}: ${failure_reason}`
  }
  const streamsOf = ({ id }: { id: Buffer }) =>
    jobs.db.selectFrom("streams").selectAll().where("file_id", "=", id).execute()
  const grantFor = async ({ sessionId, courseId }: { sessionId: string; courseId: string }) =>
    (await service.content.batchCreateStreamGrants({ sessions: [{ sessionId, courseId }] }, callAs(caller.learner())))
      .answers[0]
  const get = async (path: string) => {
    const response = await fetch(new URL(path, service.filesAddress))
    assert.equal(response.status, 200, path)
    return response
  }
  const packagesOf = async ({ sessionId }: { sessionId: string }) => {
    const names = new Set<string>()
    for await (const path of jobs.files.list(`sessions/${sessionId}/packages/`)) names.add(path.split("/")[3] ?? "")
    return [...names]
  }

  it("makes a video a stream that plays, with poster and storyboard, and checks it at once", async () => {
    const video = await uploaded("clip.mp4")
    assert.equal((await grantFor(video))?.outcome, "notReady")
    await processFiles(deps(), "videos")
    assert.equal(await stateOf(video), "READY")
    assert.equal((await fileOf(video)).duration_ms, 3000)
    const grant = (await grantFor(video))?.grant
    assert.ok(grant)
    assert.equal(grant.mp4Path, "")
    const follow = (base: string, uri: string) => new URL(uri, new URL(base, service.filesAddress)).href
    const master = readPlaylist(await (await get(grant.hlsPath)).text())
    const mediaUrl = follow(grant.hlsPath, master?.uris[0]?.uri ?? "")
    const media = readPlaylist(await (await get(mediaUrl)).text())
    for (const { uri } of media?.uris ?? []) assert.ok((await (await get(follow(mediaUrl, uri))).blob()).size > 500)
    assert.equal((await get(grant.posterPath)).headers.get("content-type"), "image/jpeg")
    const board = await get(grant.storyboardPath)
    assert.equal(board.headers.get("content-type"), "text/vtt; charset=utf-8")
    const [, sprite = ""] =
      /^WEBVTT\n\n00:00:00\.000 --> 00:00:03\.000\n(storyboard-0\.jpg\?g=[^#]+#xywh=0,0,.*)\n$/.exec(
        await board.text(),
      ) ?? []
    assert.equal((await get(follow(grant.storyboardPath, sprite))).headers.get("content-type"), "image/jpeg")
    await checkStreams({ ...jobs, origin: service.filesAddress })
    const [stream] = await streamsOf(video)
    assert.deepEqual([stream?.health, stream?.is_broken], ["SUCCESS", 0])
    const renditions = await jobs.db.selectFrom("renditions").selectAll().where("file_id", "=", video.id).execute()
    assert.deepEqual(
      renditions.map(({ height, segment_count }) => [height, segment_count]),
      [[360, 1]],
    )
  })

  it("shows how far it is", async () => {
    await makeClip(tools, folder, "longer.mp4", { size: "1280x720", seconds: 12 })
    const video = await uploaded("longer.mp4")
    const running = processFiles(deps(), "videos")
    const job = () =>
      jobs.db.selectFrom("processing_jobs").selectAll().where("file_id", "=", video.id).executeTakeFirst()
    const percent = await until(async () => (await job())?.progress_percent, {
      timeoutMs: 60_000,
      description: "some progress",
    })
    assert.ok(percent > 0 && percent < 100)
    await running
    assert.equal(await job(), undefined)
  })

  it("plays the newest of a session's videos that is ready", async () => {
    const first = await uploaded("clip.mp4")
    await processFiles(deps(), "videos")
    const before = (await grantFor(first))?.grant?.hlsPath.split("?")[0]
    const second = await uploaded("clip.mp4", {}, first)
    assert.equal((await grantFor(first))?.grant?.hlsPath.split("?")[0], before)
    await processFiles(deps(), "videos")
    const [stream] = await streamsOf(second)
    const path = (await grantFor(first))?.grant?.hlsPath
    assert.ok(stream && path?.startsWith(`/files/hls/${first.sessionId}/${idFromBytes(stream.id)}/master.m3u8?g=`))
  })

  it("says why a video can't become one, and keeps nothing of it", async () => {
    await writeFile(join(folder, "text.mp4"), "just words\n".repeat(100))
    const video = await uploaded("text.mp4")
    await processFiles(deps(), "videos")
    assert.equal(await stateOf(video), "FAILED: an MP4, MOV, WebM or Matroska file is expected")
    assert.equal((await grantFor(video))?.outcome, "notReady")
    await sweepStreams(deps({ clock: ahead(1000) }))
    assert.equal((await streamsOf(video)).length, 0)
  })

  it("serves a video as it is where there is no ffmpeg, and says so", async () => {
    await ffmpeg(tools, folder, "-i clip.mp4 -c copy clip.avi")
    const [video, strange] = [await uploaded("clip.mp4"), await uploaded("clip.avi")]
    await processFiles(deps({ mediaTools: async () => undefined }), "videos")
    const grant = (await grantFor(video))?.grant
    assert.equal(grant?.hlsPath, "")
    const response = await get(grant.mp4Path)
    assert.equal(response.headers.get("content-type"), "video/mp4")
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), await readFile(join(folder, "clip.mp4")))
    await checkStreams({ ...jobs, origin: service.filesAddress })
    assert.equal((await streamsOf(video))[0]?.health, "SUCCESS")
    assert.match(await stateOf(strange), /^FAILED: an MP4 or WebM file is expected/)
  })

  it("is taken over from a worker that was killed, and leaves no half package", async () => {
    const video = await uploaded("longer.mp4")
    const url = (name: string) => JSON.stringify(new URL(name, import.meta.url).href)
    const script = `
      import { openDatabase } from "@lectern/service-kit/database"
      import { silentTelemetry } from "@lectern/test-kit/silent-telemetry"
      import { openDiskFileStore } from ${url("disk-file-store.ts")}
      import { fileHandlers } from ${url("file-handlers.ts")}
      import { processFiles } from ${url("process-file.ts")}
      const telemetry = silentTelemetry("worker")
      const db = await openDatabase({ url: ${JSON.stringify(service.database.url)}, migrations: new URL(${url("../migrations/")}), telemetry })
      const files = await openDiskFileStore(${JSON.stringify(service.storageFolder)})
      const mediaTools = async () => (${JSON.stringify(tools)})
      await processFiles({ db, files, telemetry, clock: () => new Date(), mediaTools, handlers: fileHandlers }, "videos")`
    const worker = spawn(process.execPath, ["--input-type=module", "-e", script], {
      cwd: new URL(".", import.meta.url),
      stdio: ["ignore", "inherit", "inherit"],
    })
    const progress = async () =>
      (await jobs.db.selectFrom("processing_jobs").selectAll().where("file_id", "=", video.id).executeTakeFirst())
        ?.progress_percent ?? 0
    await until(async () => (await progress()) > 0, { timeoutMs: 60_000, description: "the worker to package" })
    worker.kill("SIGKILL")
    await processFiles(deps(), "videos")
    assert.equal(await stateOf(video), "PROCESSING", "its lease still holds")
    await processFiles(deps({ clock: ahead(120_000) }), "videos")
    assert.equal(await stateOf(video), "READY")
    await sweepStreams(deps({ clock: ahead(2 * HOUR_MS) }))
    const streams = await streamsOf(video)
    assert.equal(streams.length, 1)
    assert.deepEqual(await packagesOf(video), [idFromBytes(streams[0]?.id ?? Buffer.alloc(16))])
  })

  it("has one package in the end, when two replicas made one each", async () => {
    const video = await uploaded("clip.mp4")
    const row = await fileOf(video)
    const run = { signal: new AbortController().signal, progress: async () => {} }
    await Promise.all([1, 2, 3].map(() => fileHandlers.VIDEO(deps(), row, run)))
    await processFiles(deps(), "videos")
    const live = (await streamsOf(video)).filter(({ discard_at }) => discard_at === null)
    assert.equal(live.length, 1)
    await sweepStreams(deps({ clock: ahead(2 * HOUR_MS) }))
    assert.deepEqual(await packagesOf(video), [idFromBytes(live[0]?.id ?? Buffer.alloc(16))])
    assert.equal((await grantFor(video))?.outcome, "grant")
  })

  it("does not publish what was deleted meanwhile", async () => {
    const video = await uploaded("clip.mp4")
    const row = await fileOf(video)
    await jobs.db.updateTable("content_files").set({ status: "DELETED" }).where("id", "=", video.id).execute()
    const run = { signal: new AbortController().signal, progress: async () => {} }
    await fileHandlers.VIDEO(deps(), row, run)
    await sweepStreams(deps({ clock: ahead(1000) }))
    assert.deepEqual([(await streamsOf(video)).length, await packagesOf(video)], [0, []])
  })

  it("does not publish what the sweep has begun to take away", async () => {
    const video = await uploaded("clip.mp4")
    const later = ahead(2 * HOUR_MS)()
    const files: FileStore = {
      ...jobs.files,
      async take(sources) {
        await jobs.files.take(sources)
        const until = new Date(later.getTime() + HOUR_MS)
        await claimDue(jobs.db, { table: "streams", column: "discard_at", now: later, until, limit: 100 })
      },
    }
    const run = { signal: new AbortController().signal, progress: async () => {} }
    await assert.rejects(fileHandlers.VIDEO(deps({ files }), await fileOf(video), run), /its files were swept/)
    const [stream] = await streamsOf(video)
    assert.ok(stream?.discard_at)
    await sweepStreams(deps({ clock: ahead(4 * HOUR_MS) }))
    assert.deepEqual([await streamsOf(video), await packagesOf(video)], [[], []])
    await processFiles(deps(), "videos")
    assert.equal((await grantFor(video))?.outcome, "grant", "the next try has a package of its own")
  })

  it("reads a caption, which waits for no video, and names the line where it is broken", async () => {
    await writeFile(join(folder, "good.vtt"), "WEBVTT\n\n00:00.000 --> 00:01.000\n안녕하세요\n")
    await writeFile(
      join(folder, "bad.vtt"),
      "WEBVTT\n\n00:00.000 --> 00:01.000\nfine\n\n00:00:01,000 --> 00:00:02,000\nlost\n",
    )
    const session = await uploaded("clip.mp4")
    const good = await uploaded("good.vtt", { type: "CAPTION", language: "ko" }, session)
    const bad = await uploaded("bad.vtt", { type: "CAPTION", language: "en" }, session)
    await processFiles(deps(), "other files")
    assert.equal(await stateOf(session), "PROCESSING")
    assert.equal(await stateOf(good), "READY")
    assert.match(await stateOf(bad), /^FAILED: line 6: times like "00:01:02\.500 --> 00:01:04\.000" are expected/)
    await processFiles(deps(), "videos")
    const { captions = [] } = (await grantFor(session))?.grant ?? {}
    assert.deepEqual(
      captions.map(({ language, label, isDefault }) => [language, label, isDefault]),
      [["ko", "한국어", true]],
    )
    assert.match(await (await get(captions[0]?.path ?? "")).text(), /안녕하세요/)
  })
})

describe("processing a video in a bucket", { skip: missing }, () => {
  it("makes a stream there that plays, and takes it away again", async () => {
    const tools = found as MediaTools
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
    const background = { ...service.background, mediaTools: async () => tools }
    const objects = async () => {
      const paths: string[] = []
      for await (const path of background.files.list("sessions/")) paths.push(path)
      return paths
    }
    await makeClip(tools, service.folder, "clip.mp4", { seconds: 5 })
    const bytes = await readFile(join(service.folder, "clip.mp4"))
    const by = uploader(service, randomUUID())
    const { file, url } = await by.begin(bytes, {
      type: "FILE_TYPE_VIDEO",
      fileName: "clip.mp4",
      mediaType: "video/mp4",
    })
    await patch(url, 0, bytes)
    await checkUploads(background)
    await processFiles(background, "videos")
    assert.equal((await by.get(file.id))?.status, "FILE_STATUS_READY")

    const { answers } = await service.content.batchCreateStreamGrants(
      { sessions: [{ sessionId: file.sessionId ?? "", courseId: file.courseId ?? "" }] },
      callAs(caller.learner()),
    )
    const grant = answers[0]?.grant
    const segments: string[] = []
    const follow = async (address: string): Promise<void> => {
      const response = await fetch(address)
      assert.equal(response.status, 200, address)
      if (!new URL(address).pathname.endsWith(".m3u8")) {
        segments.push(address)
        assert.equal((await response.arrayBuffer()).byteLength, Number(response.headers.get("content-length")))
        return
      }
      for (const { uri } of readPlaylist(await response.text())?.uris ?? []) await follow(new URL(uri, address).href)
    }
    await follow(new URL(grant?.hlsPath ?? "", service.filesAddress).href)
    assert.equal(segments.length, 3, "an init segment and two of four seconds")
    const part = await fetch(segments[1] ?? "", { headers: { range: "bytes=4-7" } })
    assert.deepEqual([part.status, await part.text()], [206, "styp"])
    await follow(new URL(grant?.posterPath ?? "", service.filesAddress).href)
    await checkStreams({ ...background, grantSecret: GRANT_SECRET, origin: service.filesAddress })
    assert.equal((await background.db.selectFrom("streams").selectAll().executeTakeFirst())?.health, "SUCCESS")

    await service.content.deleteFile({ id: file.id }, by.call())
    await purgeBytes(background)
    await sweepStreams(background)
    assert.deepEqual(await objects(), [])
  })
})
