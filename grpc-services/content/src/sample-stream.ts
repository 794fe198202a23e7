import { mkdir, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"

/** The files of a small HLS package by path; the segments are not video, but differ for each `title`. */
export function sampleStreamFiles(title: string): Record<string, string> {
  const media = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:4
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-MAP:URI="init.mp4"
#EXTINF:4.0,
segment-0.m4s
#EXTINF:3.5,
segment-1.m4s
#EXT-X-ENDLIST
`
  const captions = (language: string) =>
    `#EXTM3U\n#EXT-X-TARGETDURATION:8\n#EXTINF:7.5,\n${language}.vtt\n#EXT-X-ENDLIST\n`
  return {
    "master.m3u8": `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="한국어",LANGUAGE="ko",DEFAULT=YES,AUTOSELECT=YES,URI="captions/ko.m3u8"
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="English",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,URI="captions/en.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=100000,RESOLUTION=426x240,CODECS="avc1.4d401f,mp4a.40.2",SUBTITLES="captions"
240p/index.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=854x480,CODECS="avc1.4d401f,mp4a.40.2",SUBTITLES="captions"
480p/index.m3u8
`,
    ...Object.fromEntries(
      ["240p", "480p"].flatMap((name) => [
        [`${name}/index.m3u8`, media],
        [`${name}/init.mp4`, `${name} init of ${title}`],
        [`${name}/segment-0.m4s`, `${name} segment 0 of ${title}`.repeat(100)],
        [`${name}/segment-1.m4s`, `${name} segment 1 of ${title}`.repeat(100)],
      ]),
    ),
    "captions/ko.m3u8": captions("ko"),
    "captions/en.m3u8": captions("en"),
    "captions/ko.vtt": `WEBVTT\n\n00:00:00.500 --> 00:00:04.000\n안녕하세요 ${title}\n`,
    "captions/en.vtt": `WEBVTT\n\n00:00:00.500 --> 00:00:04.000\nHello ${title}\n`,
    "poster.jpg": `a picture of ${title}`,
    "clip.json": JSON.stringify({
      title,
      durationSeconds: 7.5,
      renditions: [
        { height: 240, bandwidth: 100_000, codecs: "avc1.4d401f,mp4a.40.2" },
        { height: 480, bandwidth: 200_000, codecs: "avc1.4d401f,mp4a.40.2" },
      ],
      captions: [
        { language: "ko", label: "한국어", path: "captions/ko.vtt" },
        { language: "en", label: "English", path: "captions/en.vtt" },
      ],
    }),
  }
}

/** Writes such a package into a new folder, some files replaced or (undefined) left out; gives the folder. */
export async function writeSampleStream(
  folder: string,
  title: string,
  over: Record<string, string | undefined> = {},
): Promise<string> {
  await rm(folder, { recursive: true, force: true })
  for (const [path, text] of Object.entries({ ...sampleStreamFiles(title), ...over })) {
    if (text === undefined) continue
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}
