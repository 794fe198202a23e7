/**
 * Makes the demo clips from nothing but ffmpeg's generators: `node platform/demo/make-media.ts --help`.
 * The same ffmpeg build gives the same bytes: no dates or encoder options in the files, x264 on one thread.
 */
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import { dirname, join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { MEDIA_FOLDER, type DemoClip } from "./catalogue.ts"
import { CLIPS, FRAMES_PER_SECOND, HEIGHT, WIDTH, type Clip, type Cue } from "./clips.ts"

const HELP = `Makes the demo clips: HLS in two renditions, captions, poster and clip.json, one folder a clip.

  node platform/demo/make-media.ts [--ffmpeg PATH] [--out DIR]

  --ffmpeg PATH   the ffmpeg to use, version 5 or later with libx264; ffprobe must be beside it (default: ffmpeg)
  --out DIR       where the folders go; those of the same name are replaced (default: media beside this script)
  --help          this text

It takes half a minute to a minute. Words in the picture need a font; without one of the usual ones the clips have none.
`

const RENDITIONS = [
  { width: 426, height: 240, audioKilobits: 32 },
  { width: WIDTH, height: HEIGHT, audioKilobits: 48 },
]
const SEGMENT_SECONDS = 4
const LANGUAGES = [
  { language: "ko", label: "한국어" },
  { language: "en", label: "English" },
] as const

/** Where Debian, Fedora, Arch and macOS keep a font with digits of equal width. */
const FONTS = [
  "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf",
  "/usr/share/fonts/dejavu-sans-mono-fonts/DejaVuSansMono-Bold.ttf",
  "/usr/share/fonts/TTF/DejaVuSansMono-Bold.ttf",
  "/System/Library/Fonts/Menlo.ttc",
]

class UserError extends Error {}

type Rendition = DemoClip["renditions"][number] & { averageBandwidth: number }

/** Runs a program to its end and gives its standard output; `onOutput` sees it as it comes. */
function run(program: string, args: readonly string[], cwd: string, onOutput?: (text: string) => void) {
  return new Promise<string>((fulfil, reject) => {
    const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] })
    let output = ""
    let complaint = ""
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text
      onOutput?.(text)
    })
    child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text))
    child.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        new UserError(
          error.code === "ENOENT"
            ? `there is no program "${program}": install ffmpeg (Debian: apt-get install ffmpeg) or give --ffmpeg PATH`
            : `cannot run "${program}": ${error.message}`,
        ),
      ),
    )
    child.on("close", (code) =>
      code === 0
        ? fulfil(output)
        : reject(new UserError(`${program} failed (${code}): ${complaint.trim().slice(-2000)}`)),
    )
  })
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`

/** drawtext options that are the same for every text. */
const lettering = (font: string) => `fontfile=${font}:fontcolor=white:box=1:boxcolor=0x10243fcc:boxborderw=10`

/** Clock and label at the top, where no player has captions or controls, and a bar at the foot; ends in `[full]`. */
function dressing({ seconds, labels }: Clip, font: string | undefined): string {
  const texts: string[] = []
  if (font) {
    // Counted in frames: t is a fraction, and 23.9999 would show the wrong second.
    const second = `trunc(n/${FRAMES_PER_SECOND})`
    const now = `%{eif\\:${second}/60\\:d}\\:%{eif\\:mod(${second}\\,60)\\:d\\:2}`
    const total = clock(seconds).replace(":", "\\:")
    texts.push(`drawtext=${lettering(font)}:fontsize=36:x=w-tw-24:y=22:text='${now} / ${total}'`)
    for (const [index, { from, text }] of labels.entries()) {
      const to = labels[index + 1]?.from ?? seconds
      const when = `gte(n\\,${from * FRAMES_PER_SECOND})*lt(n\\,${to * FRAMES_PER_SECOND})`
      texts.push(`drawtext=${lettering(font)}:fontsize=28:x=24:y=24:enable=${when}:text='${text}'`)
    }
  }
  return [
    `[picture]format=yuv420p[plain]`,
    `color=c=0x5b6b7c:s=${WIDTH}x10:r=${FRAMES_PER_SECOND}[track]`,
    `color=c=0xffd166:s=${WIDTH}x10:r=${FRAMES_PER_SECOND}[bar]`,
    `[track][bar]overlay=x=-w+w*t/${seconds}:y=0[progress]`,
    `[plain][progress]overlay=x=0:y=H-h:shortest=1[timed]`,
    `[timed]${[...texts, "format=yuv420p"].join(",")}[full]`,
  ].join(";")
}

async function encode(ffmpeg: string, clip: Clip, font: string | undefined, folder: string): Promise<void> {
  const { seconds, picture, sound, crf } = clip
  const source = `aevalsrc=exprs=${sound}:s=48000:d=${seconds}`
  const copies = RENDITIONS.map((_, index) => `[sound${index}]`).join("")
  const listens = picture.includes("[tone]")
  const graph = [
    `${source},asplit=${RENDITIONS.length + (listens ? 1 : 0)}${copies}${listens ? "[tone]" : ""}`,
    picture,
    dressing(clip, font),
    `[full]split=${RENDITIONS.length}${RENDITIONS.map((_, index) => `[full${index}]`).join("")}`,
    ...RENDITIONS.map(
      ({ width, height }, index) => `[full${index}]scale=${width}:${height}:flags=area,setsar=1[out${index}]`,
    ),
  ].join(";")
  const keyframe = SEGMENT_SECONDS * FRAMES_PER_SECOND
  const outputs = RENDITIONS.map(({ height, audioKilobits }, index) =>
    [
      `-map [out${index}] -map [sound${index}] -t ${seconds} -map_metadata -1`,
      `-c:v libx264 -profile:v main -level:v 3.1 -preset veryslow -refs 4 -crf ${crf} -threads 1`,
      // Without B frames the first picture is at 0, so no player has to honour an edit list to show the right second.
      `-bf 0 -g ${keyframe} -keyint_min ${keyframe} -sc_threshold 0`,
      `-c:a aac -ac 1 -b:a ${audioKilobits}k`,
      `-flags:v +bitexact+cgop -flags:a +bitexact -fflags +bitexact`,
      // Shifting the encoder's run-in of the sound to 0 would push the picture 21 ms late; an edit list hides it.
      `-avoid_negative_ts disabled`,
      `-f hls -hls_time ${SEGMENT_SECONDS} -hls_playlist_type vod -hls_flags independent_segments`,
      `-hls_segment_type fmp4 -hls_fmp4_init_filename init.mp4 -hls_segment_filename ${height}p/segment-%02d.m4s`,
      `${height}p/index.m3u8`,
    ].join(" "),
  )
  for (const { height } of RENDITIONS) await mkdir(join(folder, `${height}p`), { recursive: true })
  let shown = -25
  await run(
    ffmpeg,
    ["-v", "error", "-nostdin", "-y", "-progress", "pipe:1", "-filter_complex", graph, ...outputs.join(" ").split(" ")],
    folder,
    (text) => {
      const done = /out_time_us=(\d+)/.exec(text)?.[1]
      if (!done) return
      const percent = Math.min(100, Math.round(Number(done) / seconds / 10_000))
      if (percent < shown + 25) return
      shown = percent
      console.log(`  ${percent} %`)
    },
  )
}

/** `avc1.PPCCLL` from the decoder configuration in the init segment (ISO/IEC 14496-15, avcC); sound is always AAC-LC. */
async function readCodecs(init: string): Promise<string> {
  const bytes = await readFile(init)
  const box = bytes.indexOf("avcC")
  if (box < 0) throw new UserError(`${init} holds no H.264 picture`)
  return `avc1.${bytes.subarray(box + 5, box + 8).toString("hex")},mp4a.40.2`
}

async function describeRendition(folder: string, height: number): Promise<Rendition> {
  const place = join(folder, `${height}p`)
  const playlist = await readFile(join(place, "index.m3u8"), "utf8")
  const segments = [...playlist.matchAll(/#EXTINF:([\d.]+),.*\n(.+)/g)]
  if (segments.length === 0) throw new UserError(`${place}/index.m3u8 holds no segments`)
  let bits = 0
  let seconds = 0
  let bandwidth = 0
  for (const [, duration, name] of segments) {
    const segmentBits = (await stat(join(place, name ?? ""))).size * 8
    bits += segmentBits
    seconds += Number(duration)
    bandwidth = Math.max(bandwidth, Math.ceil(segmentBits / Number(duration)))
  }
  const codecs = await readCodecs(join(place, "init.mp4"))
  return { height, bandwidth, averageBandwidth: Math.ceil(bits / seconds), codecs }
}

const timestamp = (seconds: number) => `00:${new Date(seconds * 1000).toISOString().slice(14, 23)}`

// No X-TIMESTAMP-MAP: without it a cue's time is the media's time (RFC 8216, 3.5), and the file stays plain WebVTT.
const toWebVtt = (cues: readonly Cue[], language: "ko" | "en") =>
  ["WEBVTT", ...cues.map((cue) => `${timestamp(cue.from)} --> ${timestamp(cue.to)}\n${cue[language]}`)].join("\n\n") +
  "\n"

const captionPlaylist = (language: string, seconds: number) =>
  [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    `#EXT-X-TARGETDURATION:${seconds}`,
    "#EXT-X-PLAYLIST-TYPE:VOD",
    `#EXTINF:${seconds.toFixed(3)},`,
    `${language}.vtt`,
    "#EXT-X-ENDLIST",
    "",
  ].join("\n")

function masterPlaylist(renditions: readonly Rendition[]): string {
  const captions = LANGUAGES.map(
    ({ language, label }) =>
      `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="${label}",LANGUAGE="${language}",` +
      `DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="captions/${language}.m3u8"`,
  )
  const streams = renditions.flatMap(({ height, bandwidth, averageBandwidth, codecs }) => {
    const width = RENDITIONS.find((rendition) => rendition.height === height)?.width
    return [
      `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},AVERAGE-BANDWIDTH=${averageBandwidth},RESOLUTION=${width}x${height},` +
        `FRAME-RATE=${FRAMES_PER_SECOND.toFixed(3)},CODECS="${codecs}",SUBTITLES="captions"`,
      `${height}p/index.m3u8`,
    ]
  })
  return ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS", ...captions, ...streams, ""].join("\n")
}

/** Duration as ffprobe sees it, in seconds, to the millisecond. */
async function probeSeconds(ffmpeg: string, folder: string): Promise<number> {
  const ffprobe = ffmpeg.includes("/") ? join(dirname(ffmpeg), "ffprobe") : "ffprobe"
  const args = ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", `${HEIGHT}p/index.m3u8`]
  const seconds = Number((await run(ffprobe, args, folder)).trim())
  if (!(seconds > 0)) throw new UserError(`ffprobe gives no duration for ${folder}/${HEIGHT}p/index.m3u8`)
  return Math.round(seconds * 1000) / 1000
}

/** Makes the clip aside and puts it in place when complete: whoever interrupts this keeps the clip that was there. */
async function makeClip(ffmpeg: string, clip: Clip, font: string | undefined, out: string): Promise<void> {
  const folder = join(out, `.${clip.name}.part`)
  try {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    await fillFolder(ffmpeg, clip, font, folder)
    await rm(join(out, clip.name), { recursive: true, force: true })
    await rename(folder, join(out, clip.name))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function fillFolder(ffmpeg: string, clip: Clip, font: string | undefined, folder: string): Promise<void> {
  await encode(ffmpeg, clip, font, folder)

  // -ss after -i decodes up to the place; before it, ffmpeg 5.1 loses its way among fMP4 segments: no picture.
  const still = `-i ${HEIGHT}p/index.m3u8 -ss ${(clip.seconds * 5) / 8} -frames:v 1 -update 1 -q:v 6 -bitexact poster.jpg`
  await run(ffmpeg, ["-v", "error", "-nostdin", "-y", ...still.split(" ")], folder)

  await mkdir(join(folder, "captions"))
  for (const { language } of LANGUAGES) {
    await writeFile(join(folder, "captions", `${language}.vtt`), toWebVtt(clip.cues, language))
    await writeFile(join(folder, "captions", `${language}.m3u8`), captionPlaylist(language, clip.seconds))
  }
  const renditions: Rendition[] = []
  for (const { height } of RENDITIONS) renditions.push(await describeRendition(folder, height))
  await writeFile(join(folder, "master.m3u8"), masterPlaylist(renditions))
  const description: DemoClip = {
    title: clip.title,
    durationSeconds: await probeSeconds(ffmpeg, folder),
    renditions: renditions.map(({ height, bandwidth, codecs }) => ({ height, bandwidth, codecs })),
    captions: LANGUAGES.map(({ language, label }) => ({ language, label, path: `captions/${language}.vtt` })),
  }
  await writeFile(join(folder, "clip.json"), JSON.stringify(description, null, 2) + "\n")
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ffmpeg: { type: "string", default: "ffmpeg" },
      out: { type: "string", default: MEDIA_FOLDER },
      help: { type: "boolean", default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  // A path is taken from where the caller is; ffmpeg itself runs inside the clip's folder.
  const ffmpeg = values.ffmpeg.includes("/") ? resolve(values.ffmpeg) : values.ffmpeg
  const version = (await run(ffmpeg, ["-hide_banner", "-version"], ".")).split("\n")[0]
  const font = FONTS.find((path) => existsSync(path))
  console.log(`${version}\nfont: ${font ?? "none of the usual ones, so no words in the picture"}`)
  const out = resolve(values.out)
  await mkdir(out, { recursive: true })
  for (const [index, clip] of CLIPS.entries()) {
    console.log(`${index + 1} of ${CLIPS.length}: ${clip.name}, ${clip.seconds} s`)
    await makeClip(ffmpeg, clip, font, out)
  }
  console.log(`done: ${out}`)
}

try {
  await main()
} catch (error) {
  // What has a code comes from parseArgs or the file system and is as much for the caller as our own.
  if (!(error instanceof UserError) && !(error instanceof Error && "code" in error)) throw error
  console.error(`make-media: ${error.message}`)
  process.exitCode = 1
}
