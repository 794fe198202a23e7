import { PROGRAMS_FOLDER } from "@lectern/test-kit/programs-folder"
import { findMediaTools, run, type MediaTools } from "./media-tools.ts"

/** ffmpeg for tests; why there is none, where there is no way to get it. */
export async function testMediaTools(): Promise<MediaTools | { missing: string }> {
  const reasons: string[] = []
  const tools = await findMediaTools({ programsFolder: PROGRAMS_FOLDER, log: (line) => reasons.push(line) })
  return tools ?? { missing: reasons.join("; ") }
}

/** Runs ffmpeg with these options in `folder`, without the limits that uploads have. */
export const ffmpeg = ({ ffmpeg: program, env }: MediaTools, folder: string, options: string): Promise<string> =>
  run([program, "-v", "error", "-nostdin", "-y", ...options.split(" ")], {
    cwd: folder,
    env,
    limits: { cpuSeconds: 300, memoryBytes: 2 ** 33, fileBytes: 2 ** 32, wallMs: 300_000 },
  })

/** Makes `name` in `folder`: a moving picture with a tone, unless `sound` is false. */
export const makeClip = (
  tools: MediaTools,
  folder: string,
  name: string,
  options: { size?: string; seconds?: number; rate?: number; sound?: boolean; more?: string } = {},
): Promise<string> => {
  const { size = "640x360", seconds = 3, rate = 25, sound = true, more = "" } = options
  const codec = name.endsWith(".webm") ? "-c:v libvpx -deadline realtime -b:v 500k" : "-c:v libx264 -preset ultrafast"
  return ffmpeg(
    tools,
    folder,
    [
      `-f lavfi -i testsrc=size=${size}:rate=${rate}:duration=${seconds}`,
      ...(sound ? [`-f lavfi -i sine=frequency=440:duration=${seconds}`] : []),
      `${codec} -pix_fmt yuv420p`,
      ...(more ? [more] : []),
      name,
    ].join(" "),
  )
}
