import assert from "node:assert/strict"
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { run, type MediaTools } from "./media-tools.ts"
import { frameRateFor, ladderFor, packageVideo } from "./package-video.ts"
import { readPlaylist } from "./playlist.ts"
import { ffmpeg, makeClip, testMediaTools } from "./test-clips.ts"
import { UnprocessableError } from "./process-file.ts"
import { parseWebVtt } from "./webvtt.ts"

describe("the ladder", () => {
  const sizes = (width: number, height: number) =>
    ladderFor({ width, height }).map((rung) => `${rung.width}x${rung.height}`)
  it("has the rungs that the picture reaches, never enlarged, upright as the picture is", () => {
    assert.deepEqual(sizes(3840, 2160), ["640x360", "1280x720", "1920x1080"])
    assert.deepEqual(sizes(1280, 720), ["640x360", "1280x720"])
    assert.deepEqual(sizes(854, 480), ["640x360"])
    assert.deepEqual(sizes(1080, 1920), ["360x640", "720x1280", "1080x1920"])
    assert.deepEqual(sizes(1440, 1080), ["480x360", "960x720", "1440x1080"])
  })
  it("is one rung with even sides for a small picture", () => {
    assert.deepEqual(sizes(321, 241), ["320x240"])
    assert.deepEqual(sizes(16, 16), ["16x16"])
  })
  it("halves rates above 30", () => {
    const rates = [60, 59.94, 50, 30, 29.97, 12.5, 120].map((framesPerSecond) => frameRateFor({ framesPerSecond }))
    assert.deepEqual(rates, [30, 29.97, 25, 30, 29.97, 12.5, 30])
  })
})

const found = await testMediaTools()
const missing = "missing" in found ? `there is no ffmpeg here: ${found.missing}` : false
if (missing) process.stderr.write(`SKIPPED: packaging of videos. ${missing}\n`)

describe("packaging a video", { skip: missing }, () => {
  const tools = found as MediaTools
  let folder = ""
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lectern-videos-"))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  let made = 0
  const packaged = async (name: string, onProgress?: (percent: number) => void) => {
    const into = join(folder, `package-${++made}`)
    await mkdir(into)
    const video = await packageVideo(tools, {
      source: join(folder, name),
      into,
      ...(onProgress ? { onProgress } : {}),
    })
    return { ...video, into }
  }
  const refused = (name: string, message: RegExp) =>
    assert.rejects(packaged(name), (error: Error) => {
      assert.ok(error instanceof UnprocessableError, error.stack)
      assert.match(error.message, message)
      return true
    })
  const probe = async (path: string, entries: string) => {
    const options = ["-v", "error", "-of", "csv=p=0", "-show_entries", entries]
    const text = await run([tools.ffprobe, ...options, path], { cwd: folder, env: tools.env })
    return text.trim().replaceAll(/,+$/gm, "").split("\n")
  }

  it("makes a rendition for each rung, with keyframes and segments at the same times and a true master playlist", async () => {
    await makeClip(tools, folder, "lecture.mp4", { size: "1280x720", seconds: 9, rate: 50 })
    const heard: number[] = []
    const { into, ...video } = await packaged("lecture.mp4", (percent) => heard.push(percent))
    assert.equal(video.durationMs, 9000)
    assert.deepEqual(
      video.renditions.map(({ height, segmentCount, playlistPath }) => [height, segmentCount, playlistPath]),
      [
        [360, 3, "360p/index.m3u8"],
        [720, 3, "720p/index.m3u8"],
      ],
    )
    const master = readPlaylist(await readFile(join(into, "master.m3u8"), "utf8"))
    const variants =
      master?.tags.filter(({ name }) => name === "EXT-X-STREAM-INF").map(({ attributes }) => attributes) ?? []
    assert.deepEqual(
      variants.map(({ RESOLUTION, ["FRAME-RATE"]: rate }) => [RESOLUTION, rate]),
      [
        ["640x360", "25.000"],
        ["1280x720", "25.000"],
      ],
    )
    const keyframes: string[][] = []
    for (const [index, { BANDWIDTH, CODECS, ["AVERAGE-BANDWIDTH"]: average }] of variants.entries()) {
      const { playlistPath = "", bandwidth, codecs } = video.renditions[index] ?? {}
      assert.deepEqual([Number(BANDWIDTH), CODECS], [bandwidth, codecs])
      assert.match(CODECS ?? "", /^avc1\.6400[0-9a-f]{2},mp4a\.40\.2$/)
      assert.ok(Number(average) > 0 && Number(average) <= Number(BANDWIDTH))
      const path = join(into, playlistPath)
      const playlist = readPlaylist(await readFile(path, "utf8"))
      const durations = playlist?.tags
        .filter(({ name }) => name === "EXTINF")
        .map(({ value }) => Number.parseFloat(value))
      assert.deepEqual(durations, [4, 4, 1])
      const frames = await probe(path, "packet=pts_time,flags,codec_type")
      keyframes.push(
        frames.filter((line) => /^video,.*K/.test(line)).map((line) => Number(line.split(",")[1]).toFixed(3)),
      )
      const streams = await probe(path, "stream=codec_name,width,height,channels")
      assert.deepEqual(
        // Once more as those of the program.
        [...new Set(streams.filter((line) => line !== ""))],
        [`h264,${index === 0 ? "640,360" : "1280,720"}`, "aac,2"],
      )
    }
    assert.deepEqual(keyframes[0], ["0.000", "2.000", "4.000", "6.000", "8.000"])
    assert.deepEqual(keyframes[1], keyframes[0])
    assert.ok(heard.length > 0 && heard.every((percent, index) => percent >= (heard[index - 1] ?? 0) && percent <= 100))
  })

  it("makes a poster, and thumbnails for each ten seconds of a picture of their own time", async () => {
    // The whole picture is dark for ten seconds, then light.
    await ffmpeg(
      tools,
      folder,
      "-f lavfi -i color=black:s=640x360:r=5:d=10,format=yuv420p -f lavfi -i color=white:s=640x360:r=5:d=13,format=yuv420p -filter_complex concat=n=2 -c:v libx264 -preset ultrafast two.mp4",
    )
    const { into, posterPath, storyboardPath } = await packaged("two.mp4")
    assert.deepEqual([posterPath, storyboardPath], ["poster.jpg", "storyboard.vtt"])
    assert.deepEqual(await probe(join(into, "poster.jpg"), "stream=codec_name,width,height"), ["mjpeg,640,360"])
    const cues = parseWebVtt(await readFile(join(into, "storyboard.vtt"), "utf8"))?.cues ?? []
    assert.deepEqual(
      cues.map(({ startMs, endMs, text }) => [startMs, endMs, text]),
      [
        [0, 10_000, "storyboard-0.jpg#xywh=0,0,160,90"],
        [10_000, 20_000, "storyboard-0.jpg#xywh=160,0,160,90"],
        [20_000, 23_000, "storyboard-0.jpg#xywh=320,0,160,90"],
      ],
    )
    await ffmpeg(tools, into, "-i storyboard-0.jpg -pix_fmt gray -f rawvideo sprite.gray")
    const pixels = await readFile(join(into, "sprite.gray"))
    assert.equal(pixels.length, 480 * 90)
    const brightness = [0, 160, 320].map((x) => pixels[45 * 480 + x + 80] ?? 0)
    assert.ok(brightness[0]! < 30 && brightness[1]! > 220 && brightness[2]! > 220, brightness.join())
  })

  it("takes a silent video, an odd and small one, one held upright, and WebM", async () => {
    await makeClip(tools, folder, "silent.mp4", { size: "321x201", sound: false, seconds: 2, more: "-pix_fmt yuv444p" })
    const silent = await packaged("silent.mp4")
    assert.match(silent.renditions[0]?.codecs ?? "", /^avc1\.\w{6}$/)
    assert.equal(
      await probe(join(silent.into, "200p/index.m3u8"), "stream=codec_name,width,height").then((lines) => lines[0]),
      "h264,320,200",
    )

    await makeClip(tools, folder, "lying.mp4", { size: "640x360", seconds: 2 })
    await ffmpeg(tools, folder, "-i lying.mp4 -c copy -metadata:s:v rotate=90 upright.mp4")
    const upright = await packaged("upright.mp4")
    const [size] = await probe(join(upright.into, "360p/index.m3u8"), "stream=width,height")
    assert.match(size ?? "", /^360,640/)

    await makeClip(tools, folder, "clip.webm", { seconds: 2, more: "-c:a libopus" })
    const webm = await packaged("clip.webm")
    assert.match(webm.renditions[0]?.codecs ?? "", /,mp4a\.40\.2$/)
  })

  it("leaves nothing in the package of what a camera noted about place and person", async () => {
    await makeClip(tools, folder, "tagged.mp4", {
      seconds: 2,
      more: "-metadata title=secret-title -metadata location=+37.5665+126.9780/",
    })
    const { into } = await packaged("tagged.mp4")
    for (const name of await readdir(into, { recursive: true })) {
      if (!(await stat(join(into, name))).isFile()) continue
      assert.doesNotMatch(await readFile(join(into, name), "latin1"), /secret-title|37\.5665/, name)
    }
  })

  it("refuses what is no video, whatever it is called", async () => {
    const write = (name: string, text: string | Buffer) => writeFile(join(folder, name), text)
    await makeClip(tools, folder, "victim.mp4", { seconds: 2 })
    const victim = join(folder, "victim.mp4")
    await write("empty.mp4", "")
    await write("text.mp4", "just words\n".repeat(100))
    await write("playlist.mp4", `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://${victim}\n#EXT-X-ENDLIST\n`)
    await write("list.mp4", `ffconcat version 1.0\nfile '${victim}'\n`)
    await write("manifest.mp4", `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>`)
    for (const name of ["empty.mp4", "text.mp4", "playlist.mp4", "list.mp4", "manifest.mp4"])
      await refused(name, /^an MP4, MOV, WebM or Matroska file is expected$/)
    // The first bytes are right, what follows is not.
    await write(
      "words.mp4",
      Buffer.concat([Buffer.from("\0\0\0\x18ftypisom\0\0\0\0isommp41"), Buffer.from("x".repeat(5000))]),
    )
    await write("words.webm", Buffer.concat([Buffer.of(0x1a, 0x45, 0xdf, 0xa3), Buffer.from("x".repeat(5000))]))
    for (const name of ["words.mp4", "words.webm"]) await refused(name, /damaged or cut off/)
    await ffmpeg(tools, folder, "-f lavfi -i sine=duration=2 -c:a aac sound.mp4")
    await refused("sound.mp4", /no moving picture/)
  })

  it("refuses a video that is cut off", async () => {
    await makeClip(tools, folder, "index-last.mp4", { seconds: 3 })
    await makeClip(tools, folder, "index-first.mp4", { seconds: 6, more: "-movflags +faststart" })
    for (const name of ["index-last.mp4", "index-first.mp4"])
      await truncate(join(folder, name), Math.floor((await stat(join(folder, name))).size / 2))
    await refused("index-last.mp4", /damaged or cut off/)
    await refused("index-first.mp4", /^the file is cut off or damaged: [\d.]+ of 6\.0 seconds can be read$/)
  })

  it("refuses bombs before it decodes them: huge, narrow, endless, hours in a few bytes", async () => {
    await ffmpeg(tools, folder, "-f lavfi -i color=s=8192x4320:d=0.1:r=10 -c:v mjpeg huge.mov")
    await refused("huge.mov", /4096 by 2304 at most is expected, found 8192 by 4320/)
    await ffmpeg(tools, folder, "-f lavfi -i color=s=2048x64:d=1 -c:v libx264 narrow.mp4")
    await refused("narrow.mp4", /too narrow/)
    await ffmpeg(tools, folder, "-f lavfi -i color=s=64x64:r=1/3600:d=10800 -c:v libx264 hours.mp4")
    await refused("hours.mp4", /^\d+ seconds in \d+ bytes can't be a video$/)
    await ffmpeg(tools, folder, "-f lavfi -i color=s=64x64:r=1/3600:d=180000 -c:v libx264 days.mp4")
    await refused("days.mp4", /^12 hours at most are expected/)
    await ffmpeg(tools, folder, "-f lavfi -i color=s=64x64:d=1 -c:v libx264 -f matroska -live 1 endless.mkv")
    await refused("endless.mkv", /does not say how long it is/)
  })

  it("never reads another file, though the video says that its pictures are there", async () => {
    await makeClip(tools, folder, "private.mp4", { seconds: 2, sound: false })
    const own = await readFile(join(folder, "private.mp4"))
    await writeFile(join(folder, "reference.mov"), referringTo(join(folder, "private.mp4"), own))
    const told = "-enable_drefs 1 -use_absolute_path 1"
    // The reference is a good one: who follows it sees the picture.
    await ffmpeg(tools, folder, `${told} -xerror -f mov -i reference.mov -frames:v 1 seen.png`)
    assert.ok((await stat(join(folder, "seen.png"))).size > 0)
    await refused("reference.mov", /damaged or cut off|cut off or damaged/)
  })

  it("stops when it is told to", async () => {
    await makeClip(tools, folder, "long.mp4", { size: "1280x720", seconds: 20 })
    const stopping = new AbortController()
    const into = join(folder, "stopped")
    await mkdir(into)
    const running = packageVideo(tools, {
      source: join(folder, "long.mp4"),
      into,
      signal: stopping.signal,
      onProgress: () => stopping.abort(new Error("stopped")),
    })
    await assert.rejects(running, { message: "stopped" })
  })
})

/** The same movie without its pictures, which a Macintosh alias record says are in the file at `path`. */
function referringTo(path: string, movie: Buffer): Buffer {
  const u16 = (value: number) => Buffer.of(value >> 8, value & 255)
  const target = Buffer.from(path.length % 2 === 1 ? `${path}\0` : path)
  // Layout as libavformat/mov.c reads it: 10 bytes, volume, 12 bytes, name, 16 bytes, levels, 16 bytes, then records.
  const head = Buffer.alloc(4 + 10 + 28 + 12 + 64 + 16)
  const alias = Buffer.concat([
    head,
    u16(1),
    u16(1),
    Buffer.alloc(16),
    u16(2),
    u16(target.length),
    target,
    u16(0xffff),
    u16(0),
  ])
  const box = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(8 + content.length)
    head.write(type, 4, "latin1")
    return Buffer.concat([head, content])
  }
  const rewritten = (bytes: Buffer): Buffer => {
    const boxes: Buffer[] = []
    for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
      const type = bytes.toString("latin1", at + 4, at + 8)
      const content = bytes.subarray(at + 8, at + bytes.readUInt32BE(at))
      if (["moov", "trak", "mdia", "minf", "dinf"].includes(type)) boxes.push(box(type, rewritten(content)))
      else if (type === "dref")
        boxes.push(box(type, Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]), box("alis", alias)])))
      else boxes.push(box(type, type === "mdat" ? Buffer.alloc(content.length) : content))
    }
    return Buffer.concat(boxes)
  }
  return rewritten(movie)
}
