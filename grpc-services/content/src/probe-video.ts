import { open } from "node:fs/promises"
import { z } from "zod"
import { run, ToolError, type MediaTools } from "./media-tools.ts"
import { UnprocessableError } from "./process-file.ts"

/** A video as a player would see it. */
export interface Probe {
  /** What reads it, as ffmpeg calls it. */
  demuxer: Demuxer
  /** Streams by their index in the file; the sound is undefined in a silent one. */
  videoStream: number
  audioStream: number | undefined
  /** Of the picture as it is shown: upright, with square pixels. */
  width: number
  height: number
  framesPerSecond: number
  durationSeconds: number
}

type Demuxer = "mov" | "matroska"

// Twelve hours: longer than a day of teaching without a break.
const MAX_DURATION_SECONDS = 43_200
// DCI 4K. What is larger takes gigabytes to decode.
const MAX_PIXELS = 4096 * 2304
const MIN_SIDE = 16
const MAX_ASPECT = 8
const MAX_STREAMS = 40
// A still slide with silence takes more than twice this; less is a file that claims more than it has.
const MIN_BYTES_PER_SECOND = 500
const SHORT_SECONDS = 60
const MAX_FRAMES_PER_SECOND = 240
/** What cameras, editors and screen recorders write. Fewer decoders are fewer ways into one. */
const VIDEO_CODECS = new Set(["h264", "hevc", "av1", "vp8", "vp9", "mpeg4", "mpeg2video", "mjpeg", "prores", "dnxhd"])
const AUDIO_CODECS = new Set(["aac", "mp3", "opus", "vorbis", "flac", "alac", "ac3", "eac3", "mp2"])

const PROBE_LIMITS = { cpuSeconds: 30, memoryBytes: 2 ** 31, fileBytes: 512, wallMs: 60_000 }

const ratio = z
  .string()
  .default("0/0")
  .transform((text) => {
    const [above = 0, below = 0] = text.split(/[/:]/).map(Number)
    return above > 0 && below > 0 ? above / below : undefined
  })
const answer = z.object({
  streams: z
    .array(
      z.object({
        index: z.int(),
        codec_type: z.string().default(""),
        codec_name: z.string().default("unknown"),
        width: z.int().default(0),
        height: z.int().default(0),
        sample_aspect_ratio: ratio,
        r_frame_rate: ratio,
        avg_frame_rate: ratio,
        disposition: z
          .object({ attached_pic: z.int().default(0), default: z.int().default(0) })
          .default({ attached_pic: 0, default: 0 }),
        side_data_list: z.array(z.object({ rotation: z.number().optional() })).default([]),
      }),
    )
    .default([]),
  format: z.object({ duration: z.coerce.number().optional() }).default({}),
})

const ENTRIES =
  "format=duration:stream=index,codec_type,codec_name,width,height,sample_aspect_ratio,r_frame_rate,avg_frame_rate" +
  ":stream_disposition=attached_pic,default:stream_side_data=rotation"

/**
 * What may be read by a demuxer: the file and no other, by the one demuxer that its first bytes name. So no playlist, no
 * list of files and no reference to another file is ever followed.
 */
export const inputOptions = (demuxer: Demuxer): string[] => [
  "-protocol_whitelist",
  "file",
  "-f",
  demuxer,
  ...(demuxer === "mov" ? ["-enable_drefs", "0", "-use_absolute_path", "0"] : []),
]

/** Looks into the video at `source`. Throws UnprocessableError for what is no video or would take too much to package. */
export async function probeVideo(tools: MediaTools, source: string, signal?: AbortSignal): Promise<Probe> {
  const { demuxer, sizeBytes } = await recognise(source)
  const options = ["-v", "error", ...inputOptions(demuxer), "-of", "json", "-show_entries", ENTRIES]
  let text: string
  try {
    text = await run([...tools.withoutNetwork, tools.ffprobe, ...options, `file:${source}`], {
      cwd: "/",
      env: tools.env,
      limits: PROBE_LIMITS,
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (error instanceof ToolError) throw unreadable()
    throw error
  }
  const parsed = answer.safeParse(JSON.parse(text))
  if (!parsed.success) throw unreadable()
  const { streams, format } = parsed.data
  if (streams.length > MAX_STREAMS)
    throw new UnprocessableError(`the file has ${streams.length} tracks, at most ${MAX_STREAMS} are expected`)
  const video = best(streams.filter((stream) => stream.codec_type === "video" && stream.disposition.attached_pic === 0))
  if (!video) throw new UnprocessableError("the file has no moving picture")
  const audio = best(streams.filter((stream) => stream.codec_type === "audio"))
  if (!VIDEO_CODECS.has(video.codec_name))
    throw new UnprocessableError(`a picture in ${name(video.codec_name)} can't be read; H.264 is always taken`)
  if (audio && !AUDIO_CODECS.has(audio.codec_name) && !/^pcm_\w+$/.test(audio.codec_name))
    throw new UnprocessableError(`sound in ${name(audio.codec_name)} can't be read; AAC is always taken`)
  checkSize(video.width, video.height)
  const durationSeconds = format.duration ?? Number.NaN
  checkDuration(durationSeconds, sizeBytes)
  const rate = video.r_frame_rate ?? video.avg_frame_rate
  // The square of the pixels first, then the rotation that the camera noted.
  const wide = video.width * Math.min(4, Math.max(0.25, video.sample_aspect_ratio ?? 1))
  const isTurned = video.side_data_list.some(({ rotation = 0 }) => Math.abs(rotation % 180) === 90)
  const [width, height] = isTurned ? [video.height, wide] : [wide, video.height]
  return {
    demuxer,
    videoStream: video.index,
    audioStream: audio?.index,
    width: Math.round(width),
    height: Math.round(height),
    // Recordings of screens have no rate of their own, and claim their clock's.
    framesPerSecond: rate !== undefined && rate >= 1 && rate <= MAX_FRAMES_PER_SECOND ? rate : 30,
    durationSeconds,
  }
}

/** By the first bytes, whatever the file is called. */
async function recognise(source: string): Promise<{ demuxer: Demuxer; sizeBytes: number }> {
  const file = await open(source)
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0)
    const { size } = await file.stat()
    if (buffer.toString("latin1", 4, 8) === "ftyp") return { demuxer: "mov", sizeBytes: size }
    if (buffer.readUInt32BE(0) === 0x1a45dfa3) return { demuxer: "matroska", sizeBytes: size }
  } finally {
    await file.close()
  }
  throw new UnprocessableError("an MP4, MOV, WebM or Matroska file is expected")
}

function checkSize(width: number, height: number): void {
  const [short, long] = width < height ? [width, height] : [height, width]
  if (short < MIN_SIDE)
    throw new UnprocessableError(
      `a picture of ${MIN_SIDE} by ${MIN_SIDE} at least is expected, found ${width} by ${height}`,
    )
  if (width * height > MAX_PIXELS)
    throw new UnprocessableError(`a picture of 4096 by 2304 at most is expected, found ${width} by ${height}`)
  if (long / short > MAX_ASPECT)
    throw new UnprocessableError(`a picture of ${width} by ${height} is too narrow to be shown`)
}

function checkDuration(seconds: number, sizeBytes: number): void {
  if (!(seconds > 0))
    throw new UnprocessableError("the file does not say how long it is: save it once more with a video program")
  if (seconds > MAX_DURATION_SECONDS)
    throw new UnprocessableError(
      `${MAX_DURATION_SECONDS / 3600} hours at most are expected, found ${(seconds / 3600).toFixed(1)}`,
    )
  if (seconds > SHORT_SECONDS && sizeBytes < seconds * MIN_BYTES_PER_SECOND)
    throw new UnprocessableError(`${Math.round(seconds)} seconds in ${sizeBytes} bytes can't be a video`)
}

const best = <S extends { disposition: { default: number } }>(streams: readonly S[]): S | undefined =>
  streams.find(({ disposition }) => disposition.default === 1) ?? streams[0]
const name = (codec: string): string => codec.replaceAll(/[^\w-]/g, "").slice(0, 20)

export const unreadable = () => new UnprocessableError("the file can't be read as a video: it is damaged or cut off")
