import assert from "node:assert/strict"
import { createHash } from "node:crypto"
import { Readable } from "node:stream"
import { describe, it } from "node:test"
import { checkStream, filesToCheck, type HttpProbe, type KnownFile } from "./check-stream.ts"
import { readPlaylist } from "./playlist.ts"
import { sampleStreamFiles } from "./sample-stream.ts"

type Contents = Record<string, string | undefined>

/** Checks the sample package as it was stored, with some files changed or (undefined) gone since. */
async function checked(
  over: Contents = {},
  options: { http?: HttpProbe; asStored?: Contents; known?: boolean; failing?: string; captions?: string[] } = {},
) {
  const original: Contents = { ...sampleStreamFiles("a lecture"), ...options.asStored }
  const stored: Contents = { ...original, ...over }
  const paths = await filesToCheck(async (path) => {
    const playlist = readPlaylist(original[path] ?? "")
    assert.ok(playlist)
    return playlist
  })
  const known = new Map<string, KnownFile>()
  for (const path of options.known === false ? [] : paths) {
    const bytes = original[path]
    if (bytes !== undefined)
      known.set(path, { sizeBytes: Buffer.byteLength(bytes), sha256: createHash("sha256").update(bytes).digest() })
  }
  const read: string[] = []
  const at = (path: string) => stored[path.replace("folder/", "")]
  const check = await checkStream({
    files: {
      open: async (path) => {
        read.push(path.replace("folder/", ""))
        return Readable.from([Buffer.from(at(path) ?? "")])
      },
      stat: async (path) => {
        if (options.failing !== undefined && path.endsWith(options.failing)) throw new Error("the disk is away")
        const bytes = at(path)
        return bytes === undefined
          ? undefined
          : { sizeBytes: Buffer.byteLength(bytes), lastModified: new Date(0), version: "1" }
      },
    },
    folder: "folder",
    entry: "master.m3u8",
    known,
    captionPlaylists: new Set(options.captions ?? ["captions/ko.m3u8", "captions/en.m3u8"]),
    http: options.http,
    signal: new AbortController().signal,
  })
  return { ...check, read }
}
const blamed = ({ issues }: Awaited<ReturnType<typeof checked>>) =>
  issues.map(({ path, culprit }) => `${culprit} ${path}`)

describe("a self-check of a stream", () => {
  it("walks from the master playlist to the first and the last segment of each rendition", async () => {
    const { state, issues, read } = await checked()
    assert.deepEqual([state, issues], ["SUCCESS", []])
    assert.deepEqual([...new Set(read)].sort(), [
      "240p/index.m3u8",
      "240p/init.mp4",
      "240p/segment-0.m4s",
      "240p/segment-1.m4s",
      "480p/index.m3u8",
      "480p/init.mp4",
      "480p/segment-0.m4s",
      "480p/segment-1.m4s",
      "captions/en.m3u8",
      "captions/en.vtt",
      "captions/ko.m3u8",
      "captions/ko.vtt",
      "master.m3u8",
    ])
  })

  it("blames the store for what is missing, cut off or altered there", async () => {
    const whole = sampleStreamFiles("a lecture")["480p/segment-1.m4s"] ?? ""
    for (const [left, message] of [
      [undefined, "it is missing in the store"],
      [whole.slice(1), `it has ${whole.length - 1} bytes, and had ${whole.length}`],
      [`X${whole.slice(1)}`, "its bytes are not those that were stored"],
    ] as const) {
      const check = await checked({ "480p/segment-1.m4s": left })
      assert.deepEqual(
        [check.state, check.issues],
        ["FAIL", [{ path: "480p/segment-1.m4s", culprit: "STORAGE", message }]],
      )
    }
  })

  it("does not follow a playlist that is not what was stored", async () => {
    const check = await checked({ "240p/index.m3u8": "#EXTM3U\n#EXTINF:4,\n../../../elsewhere.m4s\n#EXT-X-ENDLIST\n" })
    assert.deepEqual(blamed(check), ["STORAGE 240p/index.m3u8"])
  })

  it("blames the packaging for a playlist that names what never was, or that players can't take", async () => {
    const missing = await checked({}, { asStored: { "240p/segment-1.m4s": undefined } })
    assert.deepEqual([missing.state, blamed(missing)], ["FAIL", ["PACKAGING 240p/segment-1.m4s"]])
    const endless = sampleStreamFiles("a lecture")["240p/index.m3u8"]?.replace("#EXT-X-ENDLIST", "")
    assert.deepEqual(blamed(await checked({}, { asStored: { "240p/index.m3u8": endless } })), [
      "PACKAGING 240p/index.m3u8",
    ])
    assert.deepEqual(blamed(await checked({ "master.m3u8": "#EXTM3U\n" }, { known: false })), ["PACKAGING master.m3u8"])
  })

  it("blames the store for whatever a package lacks of which nothing was written down", async () => {
    assert.deepEqual(blamed(await checked({ "240p/segment-0.m4s": undefined }, { known: false })), [
      "STORAGE 240p/segment-0.m4s",
    ])
  })

  it("misses nothing of a caption that was deleted", async () => {
    const over = { "captions/en.vtt": undefined }
    assert.deepEqual(blamed(await checked(over)), ["STORAGE captions/en.vtt"])
    assert.equal((await checked(over, { captions: ["captions/ko.m3u8"] })).state, "SUCCESS")
  })

  it("reads no more than the ends of a long video", async () => {
    const sizeBytes = 20 * 1024 ** 3
    let read = 0
    const check = (endsAt: number) =>
      checkStream({
        files: {
          stat: async () => ({ sizeBytes, lastModified: new Date(0), version: "1" }),
          open: async (_, { start, end } = { start: 0, end: sizeBytes - 1 }) => {
            const length = Math.max(0, Math.min(end + 1, endsAt) - start)
            read += length
            assert.ok(length < 1024 * 1024)
            return Readable.from([Buffer.alloc(length)])
          },
        },
        folder: "folder",
        entry: "video.mp4",
        known: new Map([["video.mp4", { sizeBytes, sha256: Buffer.alloc(32) }]]),
        captionPlaylists: new Set(),
        http: undefined,
        signal: new AbortController().signal,
      })
    assert.equal((await check(sizeBytes)).state, "SUCCESS")
    assert.equal(read, 2 * 64 * 1024)
    assert.deepEqual((await check(sizeBytes - 1)).issues, [
      { path: "video.mp4", culprit: "STORAGE", message: `1 of its ${sizeBytes} bytes can't be read` },
    ])
  })

  it("blames the network for what the store has and players do not get", async () => {
    const http: HttpProbe = async (path) =>
      path.endsWith("480p/index.m3u8")
        ? { status: 502, sizeBytes: undefined }
        : { status: 200, sizeBytes: path.endsWith("240p/segment-0.m4s") ? 7 : undefined }
    const check = await checked({}, { http })
    assert.deepEqual(
      check.issues.map(({ culprit, path, message }) => [culprit, path, message]),
      [
        ["NETWORK", "240p/segment-0.m4s", "it is served with 7 bytes, and the store has 2700"],
        ["NETWORK", "480p/index.m3u8", "it is served with the status 502, and the store has it"],
      ],
    )
  })

  it("is an error, and no failure, when nobody answers", async () => {
    const offline: HttpProbe = async () => {
      throw new Error("connection refused")
    }
    const network = await checked({}, { http: offline })
    assert.deepEqual([network.state, blamed(network)], ["ERROR", ["NETWORK master.m3u8"]])
    const store = await checked({}, { failing: "240p/init.mp4" })
    assert.deepEqual([store.state, blamed(store)], ["ERROR", ["STORAGE 240p/init.mp4"]])
    // What is known to be broken is not hidden by what is not known.
    const both = await checked({ "480p/init.mp4": undefined }, { failing: "240p/init.mp4" })
    assert.deepEqual([both.state, blamed(both)], ["FAIL", ["STORAGE 480p/init.mp4"]])
  })
})
