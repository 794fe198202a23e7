import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import { transact } from "@lectern/service-kit/database"
import { idFromBytes, idToBytes, newId } from "@lectern/service-kit/ids"
import { removeAbandoned } from "./abandoned-files.ts"
import { filesToCheck } from "./check-stream.ts"
import { deleteRenditions, insertRenditions, lockContentFile, setDuration } from "./content-file-store.ts"
import type { ContentFileRow } from "./database.ts"
import { packageFolderOf } from "./file-store.ts"
import { packageVideo, type PackagedVideo } from "./package-video.ts"
import { readPlaylist, type Playlist } from "./playlist.ts"
import { UnprocessableError, type Handler, type ProcessingDeps, type Run } from "./process-file.ts"
import { MASTER } from "./stream-package.ts"
import { discardStreams, insertStream, insertStreamFiles, prolongWriting, publishStream } from "./stream-store.ts"

// Longer than fetching a large video out of a bucket takes before ffmpeg reports for the first time.
const WRITING_MS = 3_600_000
const PROLONG_MS = 600_000
const PROGRESS_MS = 1000
const WORK = "lectern-packaging-"

/** Packages an uploaded video; without ffmpeg, it is served as it is. */
export const processVideo: Handler = async (deps, file, run) => {
  const { files } = deps
  const tools = await deps.mediaTools()
  const source = file.object_path
  if (source === null) throw new Error("a file that is being processed has its bytes")
  const work = await makeWorkFolder()
  try {
    const local = await files.localCopy(source, work)
    if (!tools) {
      const entry = await entryAsIs(local)
      await using stream = await beginStream(deps, file, entry)
      const path = `${stream.folder}/${entry}`
      await files.take([{ path, source: local }])
      const known = [{ stream_id: stream.id, path: entry, ...(await digestOf(local)) }]
      await stream.publish(known, undefined)
      return
    }
    await using stream = await beginStream(deps, file, MASTER)
    const into = join(work, "package")
    await mkdir(into)
    const video = await packageVideo(tools, {
      source: local,
      into,
      signal: run.signal,
      onProgress: reportTo(run, () => stream.prolong()),
    })
    run.signal.throwIfAborted()
    const names = (await readdir(into, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(into.length + 1))
    await files.take(names.map((name) => ({ path: `${stream.folder}/${name}`, source: join(into, name) })))
    const known = []
    for (const path of await filesToCheck(async (path) => requirePlaylist(await readFile(join(into, path), "utf8"))))
      known.push({ stream_id: stream.id, path, ...(await digestOf(join(into, path))) })
    run.signal.throwIfAborted()
    await stream.publish(known, video)
  } finally {
    await rm(work, { recursive: true, force: true })
  }

  /** The package's row, which is there before its first file is, so that the sweep knows of each. */
  async function beginStream(
    { db, clock }: ProcessingDeps,
    { id: fileId, session_id, course_id }: ContentFileRow,
    entry: string,
  ) {
    const streamId = newId(clock())
    const id = idToBytes(streamId)
    const folder = packageFolderOf(idFromBytes(session_id), streamId)
    let writtenUntil = new Date(clock().getTime() + WRITING_MS)
    let isPublished = false
    await insertStream(db, {
      id,
      file_id: fileId,
      session_id,
      course_id,
      folder,
      entry_path: entry,
      poster_path: null,
      storyboard_path: null,
      discard_at: writtenUntil,
      next_check_at: null,
      created_at: clock(),
    })
    return {
      id,
      folder,
      async prolong() {
        const until = new Date(clock().getTime() + WRITING_MS)
        if (until.getTime() - writtenUntil.getTime() < PROLONG_MS) return
        if (await prolongWriting(db, id, writtenUntil, until)) writtenUntil = until
      },
      async publish(known: Parameters<typeof insertStreamFiles>[1], video: PackagedVideo | undefined) {
        const now = clock()
        isPublished = await transact(db, async (tx) => {
          const current = await lockContentFile(tx, fileId)
          // Deleted meanwhile, or another replica has packaged it: this package is for nobody.
          if (current?.status !== "PROCESSING") return false
          await discardStreams(tx, fileId, now)
          const { posterPath, storyboardPath } = video ?? {}
          if (!(await publishStream(tx, { id, writtenUntil, posterPath, storyboardPath, now })))
            throw new Error("packaging took so long that its files were swept")
          await insertStreamFiles(tx, known)
          await deleteRenditions(tx, fileId)
          if (!video) return true
          await insertRenditions(
            tx,
            video.renditions.map(({ height, bandwidth, codecs, playlistPath, segmentCount }) => ({
              id: idToBytes(newId(now)),
              file_id: fileId,
              height,
              bitrate: bandwidth,
              codecs,
              playlist_path: `${folder}/${playlistPath}`,
              segment_count: segmentCount,
            })),
          )
          await setDuration(tx, fileId, video.durationMs)
          return true
        })
      },
      async [Symbol.asyncDispose]() {
        // The sweep takes it away: here, the store may be what has failed.
        if (!isPublished) await prolongWriting(db, id, writtenUntil, clock())
      },
    }
  }
}

/** At most each second, and never a failure of the packaging itself. */
function reportTo(run: Run, prolong: () => Promise<void>): (percent: number) => void {
  let last = 0
  let reporting = false
  return (percent) => {
    const now = performance.now()
    if (reporting || now - last < PROGRESS_MS) return
    last = now
    reporting = true
    void run
      .progress(percent)
      .then(prolong)
      .catch(() => {})
      .finally(() => {
        reporting = false
      })
  }
}

/** What browsers play without our help, by the first bytes. */
async function entryAsIs(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0)
    if (buffer.toString("latin1", 4, 8) === "ftyp") return "video.mp4"
    if (buffer.readUInt32BE(0) === 0x1a45dfa3) return "video.webm"
  } finally {
    await file.close()
  }
  throw new UnprocessableError("an MP4 or WebM file is expected: this server can't convert others")
}

async function digestOf(path: string): Promise<{ byte_size: number; sha256: Buffer }> {
  const hash = createHash("sha256")
  await pipeline(createReadStream(path), hash)
  return { byte_size: (await stat(path)).size, sha256: hash.digest() }
}

/** A folder of this machine's, which a process that dies leaves behind; so the old ones are looked for here. */
async function makeWorkFolder(): Promise<string> {
  await removeAbandoned(tmpdir(), WORK)
  return mkdtemp(join(tmpdir(), WORK))
}

function requirePlaylist(text: string): Playlist {
  const playlist = readPlaylist(text)
  if (!playlist) throw new Error("ffmpeg wrote no playlist")
  return playlist
}
