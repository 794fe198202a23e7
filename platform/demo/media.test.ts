import assert from "node:assert/strict"
import { readdir, readFile, stat } from "node:fs/promises"
import { join } from "node:path"
import { describe, it } from "node:test"
import { MEDIA_FOLDER, readClip } from "./catalogue.ts"
import { CLIPS } from "./clips.ts"

const MAX_BYTES = 5_500_000 // a clone should stay small: the repository's own bound for all clips together

/** URIs of a playlist: the lines that are no tags, and the URI attributes of those that are. */
const urisOf = (playlist: string) =>
  playlist
    .split("\n")
    .flatMap((line) =>
      line.startsWith("#") ? [...line.matchAll(/URI="([^"]*)"/g)].map((match) => match[1] ?? "") : [line],
    )
    .filter((uri) => uri !== "")

const seconds = (timestamp: string) => {
  const [hours, minutes, rest] = timestamp.split(":").map(Number)
  return (hours ?? NaN) * 3600 + (minutes ?? NaN) * 60 + (rest ?? NaN)
}

describe("the demo clips", () => {
  it("are those that the script describes and together stay small", async () => {
    assert.deepEqual((await readdir(MEDIA_FOLDER)).sort(), CLIPS.map(({ name }) => name).sort())
    let bytes = 0
    for (const entry of await readdir(MEDIA_FOLDER, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size
    assert.ok(bytes < MAX_BYTES, `at most ${MAX_BYTES} bytes, got ${bytes}`)
  })

  for (const { name, title, seconds: length, cues } of CLIPS)
    describe(name, async () => {
      const folder = join(MEDIA_FOLDER, name)
      const read = (path: string) => readFile(join(folder, path), "utf8")

      it("names in its playlists only files beside them, and leaves none unnamed", async () => {
        const master = await read("master.m3u8")
        const named = ["clip.json", "master.m3u8", "poster.jpg"]
        for (const child of urisOf(master)) {
          const [place] = child.split("/")
          named.push(child, ...urisOf(await read(child)).map((uri) => `${place}/${uri}`))
        }
        for (const path of named) assert.match(path, /^[a-z0-9-]+p?\/?[a-z0-9-]*\.(m3u8|mp4|m4s|vtt|jpg|json)$/)
        const found = await readdir(folder, { recursive: true, withFileTypes: true })
        const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
        assert.deepEqual(files.sort(), [...new Set(named)].map((path) => join(folder, path)).sort())
      })

      it("has two renditions with the bandwidth, size and codecs that clip.json says", async () => {
        const { renditions } = await readClip(name)
        assert.deepEqual(
          renditions.map(({ height }) => height),
          [240, 480],
        )
        const master = await read("master.m3u8")
        for (const { height, bandwidth, codecs } of renditions) {
          const line = master.split("\n").find((text) => text.includes(`x${height},`)) ?? ""
          assert.match(line, new RegExp(`^#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},.*CODECS="${codecs}",SUBTITLES=`))
        }
      })

      it("starts all segments of both renditions at the same times and is as long as clip.json says", async () => {
        const durations = async (height: number) =>
          [...(await read(`${height}p/index.m3u8`)).matchAll(/#EXTINF:([\d.]+)/g)].map((match) => Number(match[1]))
        const small = await durations(240)
        assert.deepEqual(small, await durations(480))
        assert.deepEqual(new Set(small), new Set([4]))
        const clip = await readClip(name)
        assert.equal(clip.title, title)
        assert.equal(clip.durationSeconds, length)
        assert.equal(small.length * 4, length)
      })

      it("has captions in Korean and English that follow one another inside the clip", async () => {
        const { captions } = await readClip(name)
        assert.deepEqual(
          captions.map(({ language }) => language),
          ["ko", "en"],
        )
        for (const { language, path } of captions) {
          const blocks = (await read(path)).trimEnd().split("\n\n")
          assert.equal(blocks[0], "WEBVTT")
          let previousEnd = 0
          for (const [index, block] of blocks.slice(1).entries()) {
            const [timing = "", ...text] = block.split("\n")
            const [from = "", to = ""] = timing.split(" --> ")
            assert.ok(seconds(from) >= previousEnd && seconds(to) > seconds(from), timing)
            previousEnd = seconds(to)
            assert.equal(text.join("\n"), cues[index]?.[language as "ko" | "en"])
          }
          assert.equal(blocks.length - 1, cues.length)
          assert.ok(previousEnd <= length, `${path} ends at ${previousEnd}`)
        }
      })
    })
})
