import { mkdir, readFile, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { run, ToolError, type MediaTools } from "./media-tools.ts"
import { readPlaylist } from "./playlist.ts"
import { inputOptions, probeVideo, unreadable, type Probe } from "./probe-video.ts"
import { STORYBOARD, MASTER } from "./stream-package.ts"
import { UnprocessableError } from "./process-file.ts"

/** An HLS package that was made into a folder; paths are within it. */
export interface PackagedVideo {
  durationMs: number
  renditions: {
    height: number
    /** Bits per second, at the peak. */
    bandwidth: number
    codecs: string
    playlistPath: string
    segmentCount: number
  }[]
  posterPath: string | undefined
  storyboardPath: string | undefined
}

/** By the shorter side of the picture. Bits per second at most, of picture alone: what Apple's authoring guide has for H.264. */
const LADDER = [
  { lines: 360, videoBitrate: 900_000 },
  { lines: 720, videoBitrate: 3_000_000 },
  { lines: 1080, videoBitrate: 5_800_000 },
] as const
const AUDIO_BITRATE = 128_000
const SEGMENT_SECONDS = 4 // a seek waits for one; the end of a right is felt at the next
const KEYFRAME_SECONDS = 2
const MAX_FRAMES_PER_SECOND = 30.5
const THUMBNAIL_SECONDS = 10
const THUMBNAIL_HEIGHT = 90
const SPRITE_SIDE = 10 // thumbnails in a row and in a column
const POSTER_AT = 0.1
const POSTER_LINES = 720
const POSTER = "poster.jpg"
// A picture at the end may be cut off, and containers round.
const DURATION_TOLERANCE = 0.02
const MIN_TOLERANCE_SECONDS = 1

/** Seconds of processor and of waiting for one of video, with what starting takes. 1080p takes 2 to 5 of processor. */
const limitsFor = ({ durationSeconds }: Probe) => ({
  cpuSeconds: 60 + 30 * durationSeconds,
  memoryBytes: 4 * 2 ** 30,
  fileBytes: 64 * 2 ** 20,
  wallMs: 1000 * (120 + 40 * durationSeconds),
})

interface Size {
  width: number
  height: number
}
type Rung = Size & { lines: number; videoBitrate: number; folder: string }

/**
 * Packages the video at `source` into the folder `into`: a rendition for each rung of the ladder that it reaches, with
 * keyframes at the same times, a poster, and a storyboard. `onProgress` hears 0 to 100 as it goes. Throws
 * UnprocessableError for a file that can't be packaged, and the reason of `signal` when that aborts.
 */
export async function packageVideo(
  tools: MediaTools,
  options: { source: string; into: string; onProgress?: (percent: number) => void; signal?: AbortSignal },
): Promise<PackagedVideo> {
  const { source, into, onProgress, signal } = options
  const probe = await probeVideo(tools, source, signal)
  const rungs = ladderFor(probe)
  const frameRate = frameRateFor(probe)
  for (const { folder } of rungs) await mkdir(join(into, folder), { recursive: true })
  const ran = (args: readonly string[], onOutput?: (text: string) => void) =>
    run([...tools.withoutNetwork, tools.ffmpeg, "-v", "error", "-nostdin", "-y", ...args], {
      cwd: into,
      env: tools.env,
      limits: limitsFor(probe),
      ...(signal ? { signal } : {}),
      ...(onOutput ? { onOutput } : {}),
    }).catch((error: unknown) => {
      throw refusalFor(error)
    })
  const input = [...inputOptions(probe.demuxer), "-i", `file:${source}`]
  await ran(
    [
      "-progress",
      "pipe:1",
      "-filter_threads",
      "1",
      ...input,
      "-filter_complex",
      filters(probe, rungs, frameRate),
      ...rungs.flatMap((rung, index) => renditionOptions(rung, index, probe)),
    ],
    (text) => {
      const doneUs = [...text.matchAll(/^out_time_us=(\d+)/gm)].at(-1)?.[1]
      if (doneUs) onProgress?.(Math.min(100, Math.floor(Number(doneUs) / probe.durationSeconds / 10_000)))
    },
  )
  const made = []
  for (const rung of rungs) made.push(await describe(into, rung, probe))
  const durationMs = Math.min(...made.map((rendition) => rendition.durationMs))
  checkComplete(durationMs / 1000, probe.durationSeconds)
  await writeFile(join(into, MASTER), masterPlaylist(made, frameRate))
  // Beside the renditions, ffmpeg would keep all their pictures in memory until a sprite is full.
  await ran(["-ss", String((durationMs / 1000) * POSTER_AT), ...input, ...posterOptions(probe)])
  await ran(storyboardOptions(rungs[0]?.folder ?? "", probe, durationMs))
  const hasPoster = await exists(join(into, POSTER))
  const hasStoryboard = await exists(join(into, "storyboard-0.jpg"))
  if (hasStoryboard) await writeFile(join(into, STORYBOARD), storyboard(probe, durationMs))
  return {
    durationMs,
    renditions: made.map(({ height, bandwidth, codecs, playlistPath, segmentCount }) => ({
      height,
      bandwidth,
      codecs,
      playlistPath,
      segmentCount,
    })),
    posterPath: hasPoster ? POSTER : undefined,
    storyboardPath: hasStoryboard ? STORYBOARD : undefined,
  }
}

/** Encoders want even sides. */
const even = (value: number): number => Math.max(2, 2 * Math.round(value / 2))

const scaledTo = (lines: number, { width, height }: Size): Size => {
  const factor = lines / Math.min(width, height)
  return { width: even(width * factor), height: even(height * factor) }
}

/** The rungs that need no enlarging; for a smaller picture, one of its own size. */
export function ladderFor(picture: Size): Rung[] {
  const shortSide = Math.min(picture.width, picture.height)
  const reached = LADDER.filter(({ lines }) => lines <= shortSide)
  const rungs =
    reached.length > 0 ? reached : [{ lines: 2 * Math.floor(shortSide / 2), videoBitrate: LADDER[0].videoBitrate }]
  return rungs.map((rung) => ({ ...rung, ...scaledTo(rung.lines, picture), folder: `${rung.lines}p` }))
}

/** The rate of the source, halved until it is a usual one: 60 becomes 30, 59.94 becomes 29.97. */
export function frameRateFor({ framesPerSecond }: Pick<Probe, "framesPerSecond">): number {
  let rate = framesPerSecond
  while (rate > MAX_FRAMES_PER_SECOND) rate /= 2
  return rate
}

function filters(probe: Probe, rungs: readonly Rung[], frameRate: number): string {
  const copies = (name: string) => `${rungs.length}${rungs.map((_, index) => `[${name}${index}]`).join("")}`
  return [
    `[0:${probe.videoStream}]fps=${frameRate}:start_time=0,split=${copies("picture")}`,
    ...rungs.map(
      ({ width, height }, index) => `[picture${index}]scale=${width}:${height},setsar=1,format=yuv420p[video${index}]`,
    ),
    ...(probe.audioStream === undefined
      ? []
      : [
          `[0:${probe.audioStream}]aresample=48000:async=1:first_pts=0,aformat=channel_layouts=stereo,` +
            `asplit=${copies("sound")}`,
        ]),
  ].join(";")
}

const jpeg = ({ width, height }: Size): string => `scale=${width}:${height}:out_range=full,setsar=1,format=yuvj420p`
const JPEG_OPTIONS = ["-map_metadata", "-1", "-an", "-fflags", "+bitexact"]

function posterOptions(probe: Probe): string[] {
  const size = scaledTo(Math.min(POSTER_LINES, probe.width, probe.height), probe)
  const picture = ["-map", `0:${probe.videoStream}`, "-frames:v", "1", "-vf", jpeg(size)]
  return [...picture, "-q:v", "4", ...JPEG_OPTIONS, "-update", "1", POSTER]
}

/** Out of the smallest rendition, which has a keyframe where each thumbnail is due. */
function storyboardOptions(folder: string, probe: Probe, durationMs: number): string[] {
  const thumbnails = Math.ceil(durationMs / 1000 / THUMBNAIL_SECONDS)
  const columns = Math.min(SPRITE_SIDE, thumbnails)
  const rows = Math.min(SPRITE_SIDE, Math.ceil(thumbnails / SPRITE_SIDE))
  const due = `select=gte(t+0.01\\,selected_n*${THUMBNAIL_SECONDS})`
  return [
    ["-protocol_whitelist", "file", "-f", "hls", "-skip_frame", "nokey", "-i", `file:${folder}/index.m3u8`],
    ["-vf", `${due},${jpeg(thumbnailSize(probe))},tile=${columns}x${rows}`, "-fps_mode", "passthrough"],
    ["-q:v", "6", ...JPEG_OPTIONS, "-start_number", "0", "storyboard-%d.jpg"],
  ].flat()
}

function renditionOptions({ videoBitrate, folder }: Rung, index: number, probe: Probe): string[] {
  const hasSound = probe.audioStream !== undefined
  return [
    `-map [video${index}]${hasSound ? ` -map [sound${index}]` : ""} -t ${probe.durationSeconds} -map_metadata -1 -map_chapters -1`,
    `-c:v libx264 -preset veryfast -profile:v high -threads 4 -crf 23 -maxrate ${videoBitrate} -bufsize ${2 * videoBitrate}`,
    // Without B frames the first picture is at 0, so no player has to honour an edit list to show the right second.
    `-bf 0 -sc_threshold 0 -force_key_frames expr:gte(t,n_forced*${KEYFRAME_SECONDS})`,
    ...(hasSound ? [`-c:a aac -ac 2 -ar 48000 -b:a ${AUDIO_BITRATE}`] : []),
    // Shifting the encoder's run-in of the sound to 0 would push the picture 21 ms late; an edit list hides it.
    `-flags:v +bitexact+cgop -flags:a +bitexact -fflags +bitexact -avoid_negative_ts disabled`,
    `-f hls -hls_time ${SEGMENT_SECONDS} -hls_playlist_type vod -hls_flags independent_segments`,
    `-hls_segment_type fmp4 -hls_fmp4_init_filename init.mp4 -hls_segment_filename ${folder}/segment-%05d.m4s`,
    `${folder}/index.m3u8`,
  ]
    .join(" ")
    .split(" ")
}

/** What went wrong, as whoever uploaded the file may be told; unchanged when it is not the file's fault. */
function refusalFor(error: unknown): unknown {
  if (!(error instanceof ToolError)) return error
  // ffmpeg takes the signal that its processor time is used up for a wish to end, and then says 255.
  if (error.exceeded || error.message === "it ended with 255")
    return new UnprocessableError("the video takes too long to package: save it in a common format, as H.264 in MP4")
  // A full disk, or a machine that kills what takes its memory: another try may fare better.
  if (/No space left on device/.test(error.complaint) || error.message === "it ended with 137") return error
  return unreadable()
}

/** Decoding ends quietly where a file is cut off. */
function checkComplete(seconds: number, expectedSeconds: number): void {
  const tolerance = Math.max(MIN_TOLERANCE_SECONDS, expectedSeconds * DURATION_TOLERANCE)
  if (seconds < expectedSeconds - tolerance)
    throw new UnprocessableError(
      `the file is cut off or damaged: ${seconds.toFixed(1)} of ${expectedSeconds.toFixed(1)} seconds can be read`,
    )
}

type Made = PackagedVideo["renditions"][number] & { width: number; averageBandwidth: number; durationMs: number }

async function describe(into: string, { width, height, folder }: Rung, probe: Probe): Promise<Made> {
  const playlistPath = `${folder}/index.m3u8`
  const playlist = readPlaylist(await readFile(join(into, playlistPath), "utf8").catch(() => ""))
  const segments = playlist?.uris.filter(({ isAttribute }) => !isAttribute) ?? []
  if (!playlist || segments.length === 0) throw unreadable()
  let bits = 0
  let bandwidth = 0
  for (const { uri, tags } of segments) {
    const seconds = Number.parseFloat(tags.findLast(({ name }) => name === "EXTINF")?.value ?? "")
    const segmentBits = (await stat(join(into, folder, uri))).size * 8
    bits += segmentBits
    // The rest at the end may be a single picture, whose rate says nothing.
    if (seconds >= SEGMENT_SECONDS / 2 || segments.length === 1)
      bandwidth = Math.max(bandwidth, Math.ceil(segmentBits / seconds))
  }
  return {
    width,
    height,
    bandwidth,
    averageBandwidth: Math.min(bandwidth, Math.ceil((bits * 1000) / playlist.durationMs)),
    codecs: `${await videoCodec(join(into, folder, "init.mp4"))}${probe.audioStream === undefined ? "" : ",mp4a.40.2"}`,
    playlistPath,
    segmentCount: segments.length,
    durationMs: playlist.durationMs,
  }
}

/** `avc1.PPCCLL` from the decoder configuration in the init segment (ISO/IEC 14496-15, avcC). */
async function videoCodec(init: string): Promise<string> {
  const bytes = await readFile(init)
  const box = bytes.indexOf("avcC")
  if (box < 0) throw new Error("the init segment holds no H.264 picture")
  return `avc1.${bytes.subarray(box + 5, box + 8).toString("hex")}`
}

const masterPlaylist = (renditions: readonly Made[], frameRate: number): string =>
  [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    "#EXT-X-INDEPENDENT-SEGMENTS",
    ...renditions.flatMap(({ bandwidth, averageBandwidth, width, height, codecs, playlistPath }) => [
      `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},AVERAGE-BANDWIDTH=${averageBandwidth},RESOLUTION=${width}x${height},` +
        `FRAME-RATE=${frameRate.toFixed(3)},CODECS="${codecs}"`,
      playlistPath,
    ]),
    "",
  ].join("\n")

const thumbnailSize = (picture: Size): Size => {
  const factor = THUMBNAIL_HEIGHT / picture.height
  return { width: even(picture.width * factor), height: THUMBNAIL_HEIGHT }
}

/** WebVTT whose cues are places in the sprites, as players take thumbnails. */
function storyboard(picture: Size, durationMs: number): string {
  const { width, height } = thumbnailSize(picture)
  const perSprite = SPRITE_SIDE * SPRITE_SIDE
  const count = Math.ceil(durationMs / 1000 / THUMBNAIL_SECONDS)
  const cues = Array.from({ length: count }, (_, index) => {
    const place = index % perSprite
    const [x, y] = [(place % SPRITE_SIDE) * width, Math.floor(place / SPRITE_SIDE) * height]
    const startMs = index * THUMBNAIL_SECONDS * 1000
    const endMs = Math.min(durationMs, startMs + THUMBNAIL_SECONDS * 1000)
    const sprite = `storyboard-${Math.floor(index / perSprite)}.jpg#xywh=${x},${y},${width},${height}`
    return `${timestamp(startMs)} --> ${timestamp(endMs)}\n${sprite}`
  })
  return `${["WEBVTT", ...cues].join("\n\n")}\n`
}

function timestamp(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0")
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(Math.floor(ms % 1000)).padStart(3, "0")}`
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    ({ size }) => size > 0,
    () => false,
  )
